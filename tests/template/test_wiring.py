"""What the template, the state machine and the code say of each other agrees."""

import fnmatch
import graphlib
import json
import re
import unittest
import xml.etree.ElementTree

import cfnlint.api
import cfnlint.config
from samcli.lib.providers.sam_function_provider import SamFunctionProvider
from samcli.lib.providers.sam_stack_provider import SamLocalStackProvider

from stack import EXISTING, ROOT, VARIANTS, Stack, in_every_variant, listed, template, variant

DEFINITION = (ROOT / "statemachine/load-batch.asl.json").read_text()
STATES = json.loads(DEFINITION)["States"]
RECEIPT = "arn:aws:s3:::waybill-processed-123456789012-{system}/_receipts/orders/orders-2026112210-0123456789abcdef/conversion.json"
GLUE = "arn:aws:glue:eu-west-1:123456789012:"
# What a state's resource needs, by its documentation. Places are the substitutions, and each source system.
NEEDS = {
    "arn:aws:states:::aws-sdk:glue:startCrawler": [("glue:StartCrawler", GLUE + "crawler/{CrawlerPrefix}{system}")],
    "arn:aws:states:::aws-sdk:glue:getCrawler": [("glue:GetCrawler", GLUE + "crawler/{CrawlerPrefix}{system}")],
    "arn:aws:states:::glue:startJobRun.sync": [
        (f"glue:{action}", GLUE + "job/{" + job + "}")
        for action in ("StartJobRun", "GetJobRun", "GetJobRuns", "BatchStopJobRun")
        for job in ("ConvertJob", "LoadJob")
    ],
    "arn:aws:states:::aws-sdk:s3:getObject": [("s3:GetObject", RECEIPT)],
    "arn:aws:states:::lambda:invoke": [("lambda:InvokeFunction", "{ValidateFunction}")],
    "arn:aws:states:::sns:publish": [
        ("sns:Publish", "{Topic}"), ("kms:GenerateDataKey", "<Key.Arn>"), ("kms:Decrypt", "<Key.Arn>")],
    "arn:aws:states:::events:putEvents": [
        ("events:PutEvents", "arn:aws:events:eu-west-1:123456789012:event-bus/{EventBus}")],
}
# https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-glue-arguments.html
GLUES_OWN_ARGUMENTS = {
    "--job-language", "--class", "--extra-jars", "--job-bookmark-option", "--enable-auto-scaling", "--enable-metrics",
    "--enable-continuous-cloudwatch-log", "--custom-logGroup-prefix",
}


def allows(role, action, resource):
    return any(
        statement["Effect"] == "Allow"
        and any(fnmatch.fnmatchcase(action, pattern) for pattern in listed(statement["Action"]))
        and any(fnmatch.fnmatchcase(resource, pattern) for pattern in listed(statement["Resource"]))
        for policy in role["Policies"]
        for statement in policy["PolicyDocument"]["Statement"]
    )


def java(folder):
    return "\n".join(path.read_text() for path in sorted((ROOT / folder).rglob("*.java")))


class StateMachine(unittest.TestCase):
    def machine(self, stack):
        (machine,) = stack.of_type("AWS::StepFunctions::StateMachine").values()
        return machine

    @in_every_variant
    def test_it_gets_exactly_the_substitutions_of_its_definition(self, stack):
        self.assertEqual(set(re.findall(r"\$\{(\w+)}", DEFINITION)), self.machine(stack)["DefinitionSubstitutions"].keys())

    @in_every_variant
    def test_what_it_names_is_there(self, stack):
        names = self.machine(stack)["DefinitionSubstitutions"]
        jobs = {job["Name"] for job in stack.of_type("AWS::Glue::Job").values()}
        self.assertEqual(jobs, {names["ConvertJob"], names["LoadJob"]})
        self.assertIn(names["ValidateFunction"], {f"<{logical}.Arn>" for logical in stack.of_type("AWS::Lambda::Function")})
        self.assertIn(names["Topic"], {f"<{logical}>" for logical in stack.of_type("AWS::SNS::Topic")})
        crawlers = {crawler["Name"] for crawler in stack.of_type("AWS::Glue::Crawler").values()}
        self.assertLessEqual({names["CrawlerPrefix"] + system for system in stack.values["SourceSystems"]}, crawlers)

    @in_every_variant
    def test_its_role_grants_what_each_state_needs(self, stack):
        role = stack.resources["LoadBatchStateMachineRole"]["Properties"]
        names = self.machine(stack)["DefinitionSubstitutions"]
        for name, state in STATES.items():
            if state["Type"] != "Task":
                continue
            self.assertIn(state["Resource"], NEEDS, f"say in NEEDS what {name} needs")
            for action, place in NEEDS[state["Resource"]]:
                for system in stack.values["SourceSystems"]:
                    resource = place.format(system=system, **names)
                    self.assertTrue(allows(role, action, resource), f"{name} needs {action} on {resource}")

    @in_every_variant
    def test_start_batch_may_start_it_under_the_name_that_it_knows(self, stack):
        arn = f"arn:aws:states:eu-west-1:123456789012:stateMachine:{self.machine(stack)['StateMachineName']}"
        environment = stack.resources["StartBatchFunction"]["Properties"]["Environment"]["Variables"]
        self.assertEqual(arn, environment["STATE_MACHINE_ARN"])
        self.assertTrue(allows(stack.resources["StartBatchRole"]["Properties"], "states:StartExecution", arn))


class Jobs(unittest.TestCase):
    def job(self, stack, logical):
        job = stack.resources[logical]["Properties"]
        path = ROOT / "jobs/src/main/java" / (job["DefaultArguments"]["--class"].replace(".", "/") + ".java")
        self.assertTrue(path.exists(), f"{logical} runs {path.name}, which is not there")
        code = java(path.parent)
        return job, set(re.findall(r'arguments\.get\("(--\w+)"\)', code)), set(re.findall(r'arguments\.find\("(--\w+)"\)', code))

    @in_every_variant
    def test_every_argument_is_one_that_the_job_reads(self, stack):
        for logical, substitution in (("ConvertBatchJob", "${ConvertJob}"), ("LoadBatchJob", "${LoadJob}")):
            job, required, optional = self.job(stack, logical)
            (passed,) = [
                state["Arguments"]["Arguments"].keys()
                for state in STATES.values()
                if state.get("Arguments", {}).get("JobName") == substitution
            ]
            given = job["DefaultArguments"].keys() - GLUES_OWN_ARGUMENTS | passed
            self.assertLessEqual(given, required | optional, f"{logical} does not read all of them")
            self.assertLessEqual(required, given, f"{logical} can't do without all of them")

    @in_every_variant
    def test_the_load_can_enter_exactly_one_warehouse(self, stack):
        arguments = stack.resources["LoadBatchJob"]["Properties"]["DefaultArguments"]
        self.assertEqual(1, len({"--workgroup", "--cluster_identifier"} & arguments.keys()))
        role = stack.resources["LoadBatchRole"]["Properties"]
        entered = "secretsmanager:GetSecretValue" if "--secret_arn" in arguments else (
            "redshift-serverless:GetCredentials" if "--workgroup" in arguments else "redshift:GetClusterCredentialsWithIAM")
        actions = {action for statement in role["Policies"][0]["PolicyDocument"]["Statement"] for action in listed(statement["Action"])}
        self.assertIn(entered, actions)

    @in_every_variant
    def test_they_leave_retries_to_the_state_machine_and_end_before_it_gives_up(self, stack):
        for logical, job in stack.of_type("AWS::Glue::Job").items():
            self.assertEqual(("6.0", 0), (job["GlueVersion"], job["MaxRetries"]), logical)
        for name in ("ConvertBatch", "LoadBatch"):
            minutes = stack.resources[f"{name}Job"]["Properties"]["Timeout"]
            self.assertLessEqual(minutes * 60, STATES[name]["TimeoutSeconds"])

    @in_every_variant
    def test_their_jar_is_the_one_that_this_deployment_publishes(self, stack):
        for name in ("Convert", "Load"):
            job = stack.resources[f"{name}BatchJob"]["Properties"]
            self.assertEqual("<Provision.JobsJar>", job["DefaultArguments"]["--extra-jars"])
            self.assertEqual(f"<Provision.{name}Script>", job["Command"]["ScriptLocation"])
            # Of anything but an attribute, sam makes a text, and takes it for a file to upload.
            self.assertEqual({"Fn::GetAtt"}, template()["Resources"][f"{name}BatchJob"]["Properties"]["Command"]["ScriptLocation"].keys())
        # The reference to the version is what makes CloudFormation call again when the code is another.
        self.assertRegex(stack.resources["Provision"]["Properties"]["Version"], "<ProvisionFunctionVersion")


class Functions(unittest.TestCase):
    def module(self, function):
        return {"StartBatchFunction": "start-batch", "ValidateBatchFunction": "validate-batch", "ReportBatchFunction": "report-batch",
            "CheckFreshnessFunction": "check-freshness", "ProvisionFunction": "provision"}[function]

    def test_every_variable_is_set_that_its_settings_read_and_no_other(self):
        read = {logical: {"POWERTOOLS_SERVICE_NAME", "POWERTOOLS_METRICS_NAMESPACE"} for logical in variant("serverless").of_type("AWS::Lambda::Function")}
        for logical in read:
            code = java(f"functions/{self.module(logical)}/src/main")
            for shared in ("operate/src/main/java/dev/waybill/operate/DeploymentSettings", "shared/src/main/java/dev/waybill/warehouse/WarehouseSettings"):
                if re.search(rf"\b{shared.split('/')[-1]}\.(of|fromEnvironment)\(", code):
                    code += (ROOT / f"{shared}.java").read_text()
            read[logical] |= set(re.findall(r'"([A-Z][A-Z]*_[A-Z_]+|WORKGROUP|DATABASE|CONTRACTS)"', code))
        given = {logical: set() for logical in read}
        for stack in map(variant, VARIANTS):
            for logical, function in stack.of_type("AWS::Lambda::Function").items():
                given[logical] |= function.get("Environment", {}).get("Variables", {}).keys()
        # In some variant; none sets the workgroup and the cluster.
        self.assertEqual(read, given)

    def test_what_was_said_of_an_existing_warehouse_does_not_count_for_a_new_one(self):
        stack = Stack(**{**EXISTING, "Warehouse": "provisioned"})
        arguments = stack.resources["LoadBatchJob"]["Properties"]["DefaultArguments"]
        self.assertEqual("waybill", arguments["--cluster_identifier"])
        self.assertNotIn("--workgroup", arguments)
        self.assertEqual("<Cluster.MasterPasswordSecretArn>", arguments["--secret_arn"])

    @in_every_variant
    def test_who_looks_at_the_warehouse_can_enter_exactly_that_of_the_load(self, stack):
        arguments = stack.resources["LoadBatchJob"]["Properties"]["DefaultArguments"]
        for function in ("ValidateBatchFunction", "ReportBatchFunction", "CheckFreshnessFunction"):
            variables = stack.resources[function]["Properties"]["Environment"]["Variables"]
            self.assertEqual(1, len({"WORKGROUP", "CLUSTER_IDENTIFIER"} & variables.keys()))
            self.assertEqual("waybill", variables["DATABASE"])
            self.assertEqual(variables.get("SECRET_ARN"), arguments.get("--secret_arn"))

    def test_their_handlers_are_in_the_modules_whose_jars_they_run(self):
        for logical, resource in template()["Resources"].items():
            if isinstance(resource, list) or resource["Type"] != "AWS::Serverless::Function":
                continue
            folder = ROOT / "functions" / self.module(logical)
            artifact = xml.etree.ElementTree.parse(folder / "pom.xml").findtext("{*}artifactId")
            self.assertEqual(f"functions/{folder.name}/target/{artifact}.jar", resource["Properties"]["CodeUri"])
            self.assertTrue(resource["Metadata"]["SkipBuild"], f"sam can't build {folder.name}")
            name, method = resource["Properties"]["Handler"].split("::")
            code = (folder / "src/main/java" / (name.replace(".", "/") + ".java")).read_text()
            self.assertTrue(f" {method}(" in code, f"{name} has no {method}")

    def test_validation_answers_before_its_state_gives_up(self):
        timeout = variant("serverless").resources["ValidateBatchFunction"]["Properties"]["Timeout"]
        self.assertLess(timeout, STATES["ValidateBatch"]["TimeoutSeconds"])

    def test_an_existing_warehouse_is_cataloged_only_where_that_can_work(self):
        secret = {"ExistingSecretArn": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:x"}
        whole = Stack(**EXISTING, **secret)
        (connection,) = whole.of_type("AWS::Glue::Connection").values()
        self.assertEqual(secret["ExistingSecretArn"], connection["ConnectionInput"]["ConnectionProperties"]["SECRET_ID"])
        self.assertEqual("eu-west-1a", connection["ConnectionInput"]["PhysicalConnectionRequirements"]["AvailabilityZone"])
        self.assertEqual("5439", whole.resources["ExistingWarehouseEgress"]["Properties"]["FromPort"])
        for missing in ("ExistingSecretArn", "SubnetZone", "ExistingEndpoint"):
            self.assertFalse(Stack(**{**EXISTING, **secret, missing: ""}).of_type("AWS::Glue::Connection"), missing)

    @in_every_variant
    def test_what_a_function_fails_on_is_kept(self, stack):
        kept = {
            config["FunctionName"]: config["DestinationConfig"]["OnFailure"]["Destination"]
            for config in stack.of_type("AWS::Lambda::EventInvokeConfig").values()
        }
        self.assertEqual({
            "<StartBatchFunction>": "<RefusedManifests.Arn>", "<ReportBatchFunction>": "<UnwrittenReports.Arn>",
            "<CheckFreshnessFunction>": "<UncheckedFreshness.Arn>"}, kept)
        for function, queue in kept.items():
            role = stack.resources[function.strip("<>").replace("Function", "Role")]["Properties"]
            for action, place in (("sqs:SendMessage", queue), ("kms:GenerateDataKey", "<Key.Arn>")):
                self.assertTrue(allows(role, action, place), f"{function} {action}")


class Reports(unittest.TestCase):
    """The page of a batch is written when an execution has ended."""

    def rule(self, stack):
        return stack.resources["ExecutionEnded"]["Properties"]

    @in_every_variant
    def test_every_end_of_an_execution_of_this_stack_asks_for_one_and_no_start_does(self, stack):
        pattern = self.rule(stack)["EventPattern"]
        for path in sorted((ROOT / "events").glob("report-batch-*.json")):
            event = json.loads(path.read_text())
            self.assertIn(event["source"], pattern["source"])
            self.assertIn(event["detail-type"], pattern["detail-type"])
            self.assertIn(event["detail"]["status"], pattern["detail"]["status"])
        self.assertEqual(["<LoadBatchStateMachine>"], pattern["detail"]["stateMachineArn"])
        # https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html
        self.assertEqual({"SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"}, set(pattern["detail"]["status"]))

    @in_every_variant
    def test_only_that_rule_may_call_the_function_and_keep_what_it_could_not_deliver(self, stack):
        (target,) = self.rule(stack)["Targets"]
        self.assertEqual("<ReportBatchFunction.Arn>", target["Arn"])
        self.assertEqual({"Arn": "<UnwrittenReports.Arn>"}, target["DeadLetterConfig"])
        permission = stack.resources["ReportBatchPermission"]["Properties"]
        self.assertEqual(
            ("<ReportBatchFunction>", "events.amazonaws.com", "<ExecutionEnded.Arn>"),
            (permission["FunctionName"], permission["Principal"], permission["SourceArn"]))
        (allowed,) = [
            statement for statement in stack.resources["UnwrittenReportsPolicy"]["Properties"]["PolicyDocument"]["Statement"]
            if statement["Effect"] == "Allow"]
        self.assertEqual({"ArnEquals": {"aws:SourceArn": "<ExecutionEnded.Arn>"}}, allowed["Condition"])
        key = stack.resources["Key"]["Properties"]["KeyPolicy"]["Statement"]
        self.assertTrue(any(
            statement["Principal"] == {"Service": "events.amazonaws.com"} and "kms:GenerateDataKey*" in statement["Action"]
            for statement in key))

    @in_every_variant
    def test_its_role_reads_what_a_report_is_made_of_and_writes_nothing_else(self, stack):
        role = stack.resources["ReportBatchRole"]["Properties"]
        execution = "arn:aws:states:eu-west-1:123456789012:execution:waybill-load-batch:orders-2026112210-0123456789abcdef"
        processed = "arn:aws:s3:::waybill-processed-123456789012-usgs"
        for action, place in (
            ("states:DescribeExecution", execution), ("states:GetExecutionHistory", execution),
            ("s3:GetObject", RECEIPT.format(system="usgs")), ("s3:ListBucket", processed),
            ("s3:GetObject", "<ArtefactBucket.Arn>/contracts/orders.yaml"),
            ("s3:PutObject", processed + "/_reports/orders/orders-2026112210-0123456789abcdef.html"),
        ):
            self.assertTrue(allows(role, action, place), f"{action} on {place}")
        for action, place in (
            ("s3:PutObject", RECEIPT.format(system="usgs")), ("s3:GetObject", processed + "/orders/part-0.parquet"),
            ("states:StartExecution", execution), ("states:DescribeExecution", execution.replace("waybill-", "other-")),
        ):
            self.assertFalse(allows(role, action, place), f"{action} on {place}")
        environment = stack.resources["ReportBatchFunction"]["Properties"]["Environment"]["Variables"]
        start = stack.resources["StartBatchFunction"]["Properties"]["Environment"]["Variables"]
        self.assertLessEqual(start.items(), environment.items())


class Freshness(unittest.TestCase):
    """On a schedule, it is looked which hours are late."""

    @in_every_variant
    def test_the_schedule_and_nothing_else_may_call_the_function(self, stack):
        rule = stack.resources["FreshnessDue"]["Properties"]
        (target,) = rule["Targets"]
        self.assertEqual("rate(1 hour)", rule["ScheduleExpression"])
        self.assertEqual("<CheckFreshnessFunction.Arn>", target["Arn"])
        self.assertEqual({"Arn": "<UncheckedFreshness.Arn>"}, target["DeadLetterConfig"])
        permission = stack.resources["CheckFreshnessPermission"]["Properties"]
        self.assertEqual(
            ("<CheckFreshnessFunction>", "events.amazonaws.com", "<FreshnessDue.Arn>"),
            (permission["FunctionName"], permission["Principal"], permission["SourceArn"]))
        (allowed,) = [
            statement for statement in stack.resources["UncheckedFreshnessPolicy"]["Properties"]["PolicyDocument"]["Statement"]
            if statement["Effect"] == "Allow"]
        self.assertEqual(
            {"ArnEquals": {"aws:SourceArn": f"arn:aws:events:eu-west-1:123456789012:rule/{rule['Name']}"}}, allowed["Condition"])

    def test_without_a_schedule_nothing_calls_it(self):
        made = Stack(FreshnessSchedule="").resources
        self.assertFalse({"FreshnessDue", "CheckFreshnessPermission", "LateHoursAlarm"} & made.keys())
        self.assertIn("CheckFreshnessFunction", made)

    @in_every_variant
    def test_it_announces_where_everything_is_announced_and_names_the_stack(self, stack):
        variables = stack.resources["CheckFreshnessFunction"]["Properties"]["Environment"]["Variables"]
        topic = stack.resources["Topic"]["Properties"]["TopicName"]
        self.assertEqual(f"arn:aws:sns:eu-west-1:123456789012:{topic}", variables["TOPIC_ARN"])
        self.assertEqual("waybill", variables["STACK_NAME"])
        report = stack.resources["ReportBatchFunction"]["Properties"]["Environment"]["Variables"]
        self.assertLessEqual(report.items(), variables.items())

    def test_the_schedule_is_one_that_events_take(self):
        pattern = template()["Parameters"]["FreshnessSchedule"]["AllowedPattern"]
        for text in ("", "rate(6 hours)", "cron(15 6 * * ? *)"):
            self.assertRegex(text, pattern)
        for text in ("1 hour", "rate()", "at(2026-11-26T10:00:00)"):
            self.assertNotRegex(text, pattern)

    @in_every_variant
    def test_its_role_looks_announces_and_remembers_and_writes_nothing_else(self, stack):
        role = stack.resources["CheckFreshnessRole"]["Properties"]
        execution = "arn:aws:states:eu-west-1:123456789012:execution:waybill-load-batch:orders-2026112210-0123456789abcdef"
        processed = "arn:aws:s3:::waybill-processed-123456789012-usgs"
        source = "arn:aws:s3:::waybill-source-123456789012-usgs"
        for action, place in (
            ("states:DescribeExecution", execution), ("states:GetExecutionHistory", execution),
            ("s3:ListBucket", "<ArtefactBucket.Arn>"), ("s3:GetObject", "<ArtefactBucket.Arn>/contracts/orders.yaml"),
            ("s3:ListBucket", source), ("s3:GetObject", source + "/orders/2026/11/22/10/manifest.json"), ("s3:ListBucket", processed),
            ("s3:PutObject", processed + "/_freshness/orders/2026112210.announced"),
            ("sns:Publish", "<Topic>"), ("kms:GenerateDataKey", "<Key.Arn>"), ("kms:Decrypt", "<Key.Arn>"),
        ):
            self.assertTrue(allows(role, action, place), f"{action} on {place}")
        for action, place in (
            ("s3:GetObject", source + "/orders/2026/11/22/10/a.csv"), ("s3:GetObject", RECEIPT.format(system="usgs")),
            ("s3:PutObject", RECEIPT.format(system="usgs")), ("states:StartExecution", execution),
        ):
            self.assertFalse(allows(role, action, place), f"{action} on {place}")
        (listed_there,) = [
            statement for statement in role["Policies"][0]["PolicyDocument"]["Statement"] if statement["Sid"] == "ListReceiptsAndAnnounced"]
        self.assertEqual({"StringLike": {"s3:prefix": ["_receipts/*", "_freshness/*"]}}, listed_there["Condition"])

    @in_every_variant
    def test_what_it_remembers_outlives_the_days_that_it_looks_at(self, stack):
        code = java("functions/check-freshness/src/main")
        days = int(re.search(r"LOOK_BACK = Duration\.ofDays\((\d+)\)", code)[1])
        for logical, bucket in stack.of_type("AWS::S3::Bucket").items():
            if "-processed-" in bucket["BucketName"]:
                (rule,) = [rule for rule in bucket["LifecycleConfiguration"]["Rules"] if rule["Id"] == "Freshness"]
                self.assertEqual("_freshness/", rule["Prefix"], logical)
                self.assertGreater(rule["ExpirationInDays"], days + 1, logical)


class Watching(unittest.TestCase):
    """What is counted, and what people are told."""

    @in_every_variant
    def test_each_number_is_counted_in_one_place(self, stack):
        counted = []
        for logical, metric_filter in stack.of_type("AWS::Logs::MetricFilter").items():
            (made,) = metric_filter["MetricTransformations"]
            self.assertEqual("waybill", made["MetricNamespace"], logical)
            counted.append((made["MetricName"], tuple(sorted(dimension["Key"] for dimension in made.get("Dimensions", [])))))
        names = {name for name, _ in counted}
        self.assertEqual(sorted((name, dimensions) for name in names for dimensions in ((), ("Dataset",))), sorted(counted))
        printed = set(re.findall(r'\("(\w+)", MetricUnit', java("functions/metrics/src/main")))
        self.assertTrue(printed)
        self.assertFalse(printed & names, "printed by a function and counted of its batches, too")
        for function in stack.of_type("AWS::Lambda::Function").values():
            self.assertEqual("waybill", function["Environment"]["Variables"]["POWERTOOLS_METRICS_NAMESPACE"])

    @in_every_variant
    def test_an_alarm_is_about_a_metric_that_somebody_makes(self, stack):
        made = set(re.findall(r'\("(\w+)", MetricUnit', java("functions/metrics/src/main")))
        made |= {of["MetricTransformations"][0]["MetricName"] for of in stack.of_type("AWS::Logs::MetricFilter").values()}
        watched = {alarm["MetricName"] for alarm in stack.of_type("AWS::CloudWatch::Alarm").values() if alarm.get("Namespace") == "waybill"}
        self.assertEqual({"BatchesLoaded", "HoursLate", "Rows.conversion.rejected"}, watched)
        self.assertLessEqual(watched, made)

    @in_every_variant
    def test_who_is_told_is_told_what_to_type(self, stack):
        texts = {logical: alarm["AlarmDescription"] for logical, alarm in stack.of_type("AWS::CloudWatch::Alarm").items()}
        (target,) = stack.resources["ExecutionFailed"]["Properties"]["Targets"]
        texts["ExecutionFailed"] = target["InputTransformer"]["InputTemplate"]
        for logical, text in texts.items():
            commands = re.findall(r"\./waybill (?:(quarantine \w+|[a-z]+))(?: BATCH)? --aws --stack-name waybill", text)
            self.assertTrue(commands, f"{logical} names no command")
            self.assertEqual(len(commands), text.count("./waybill "), f"{logical}: {text}")
            for command in commands:
                name = "".join(part.capitalize() for part in command.split())
                self.assertTrue((ROOT / f"local/src/main/java/dev/waybill/local/cli/{name}Command.java").exists(), f"{logical}: {command}")
            self.assertLessEqual(len(text), 1024, logical)


class Roles(unittest.TestCase):
    def calls(self, folder, client):
        calls = set(re.findall(rf"\b{client}\s*\.([a-z]\w+)\(", java(folder)))
        self.assertTrue(calls, f"{folder} calls nothing of {client}")
        return {call[0].upper() + call[1:].removesuffix("Paginator") for call in calls}

    @in_every_variant
    def test_they_grant_every_call_that_the_code_makes(self, stack):
        made = [("ConvertBatchRole", "glue", self.calls("jobs/src/main/java/dev/waybill/convert", "glue"))]
        made += [("StartBatchRole", "states", self.calls("functions/start-batch/src/main", "states"))]
        sql = self.calls("shared/src/main/java/dev/waybill/warehouse", "client")
        made += [("LoadBatchRole", "redshift-data", sql)]
        # Only a load looks for what an earlier run of it left.
        made += [(role, "redshift-data", sql - {"ListStatements"}) for role in ("ValidateBatchRole", "ReportBatchRole", "CheckFreshnessRole", "ProvisionRole")]
        made += [("CheckFreshnessRole", "sns", self.calls("functions/check-freshness/src/main", "sns"))]
        for role, service, calls in made:
            policies = stack.resources[role]["Properties"]["Policies"]
            granted = {action for policy in policies for statement in policy["PolicyDocument"]["Statement"] for action in listed(statement["Action"])}
            self.assertLessEqual({f"{service}:{call}" for call in calls}, granted, role)
            # Glue itself asks for the last one.
            unused = granted - {f"{service}:{call}" for call in calls} - {"glue:GetSecurityConfiguration"}
            self.assertFalse({action for action in unused if action.startswith(service + ":")}, f"{role} grants more than the code calls")


class People(unittest.TestCase):
    """What people need for the command line with --aws."""

    def granted(self, stack, *policies):
        return {"Policies": [{"PolicyDocument": stack.resources[policy]["Properties"]["PolicyDocument"]} for policy in policies]}

    @in_every_variant
    def test_who_may_look_reads_what_is_shown_and_starts_and_delivers_nothing(self, stack):
        look = self.granted(stack, "LookPolicy")
        machine = "<LoadBatchStateMachine>"
        execution = "arn:aws:states:eu-west-1:123456789012:execution:waybill-load-batch:orders-2026112210-0123456789abcdef"
        source = "arn:aws:s3:::waybill-source-123456789012-usgs"
        processed = "arn:aws:s3:::waybill-processed-123456789012-usgs"
        for action, place in (
            ("cloudformation:DescribeStacks", "arn:aws:cloudformation:eu-west-1:123456789012:stack/waybill/1"),
            ("states:ListExecutions", machine), ("states:DescribeExecution", execution), ("states:GetExecutionHistory", execution),
            ("s3:ListBucket", "<ArtefactBucket.Arn>"), ("s3:GetObject", "<ArtefactBucket.Arn>/contracts/orders.yaml"),
            ("s3:ListBucket", source), ("s3:GetObject", source + "/orders/2026/11/22/10/manifest.json"),
            ("s3:ListBucket", processed), ("s3:GetObject", RECEIPT.format(system="usgs")),
            ("s3:GetObject", processed + "/_quarantine/orders/part-0.parquet"),
        ):
            self.assertTrue(allows(look, action, place), f"{action} on {place}")
        operate = self.granted(stack, "OperatePolicy")
        for action, place in (
            ("states:StartExecution", machine), ("s3:PutObject", source + "/orders/2026/11/22/10/manifest.json")):
            self.assertFalse(allows(look, action, place), f"{action} on {place}")
            self.assertTrue(allows(operate, action, place), f"{action} on {place}")
        self.assertFalse(allows(operate, "s3:PutObject", RECEIPT.format(system="usgs")))

    @in_every_variant
    def test_the_policies_grant_every_call_that_the_commands_make(self, stack):
        code = "\n".join(map(java, ("operate/src/main", "local/src/main/java/dev/waybill/local/quarantine", "shared/src/main/java/dev/waybill/s3")))
        sql = Roles().calls("shared/src/main/java/dev/waybill/warehouse", "client")
        # Only a load looks for what an earlier run of it left.
        made = {f"redshift-data:{call}" for call in sql - {"ListStatements"}}
        # Step Functions names its actions as its calls.
        states = re.findall(r"(?:states\(\)|\bstates)\s*\.([a-z]\w+)\(request", code)
        made |= {f"states:{call[0].upper() + call[1:].removesuffix('Paginator')}" for call in states}
        # https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
        actions = {
            "getObject": {"s3:GetObject"}, "getObjectAsBytes": {"s3:GetObject"}, "headObject": {"s3:GetObject"}, "putObject": {"s3:PutObject"},
            "copyObject": {"s3:GetObject", "s3:PutObject"}, "listObjectsV2Paginator": {"s3:ListBucket"}, "listObjectsV2": {"s3:ListBucket"},
        }
        objects = set(re.findall(r"s3(?:\(\))?\s*\.([a-z]\w+)\(", code)) - {"close"}
        made |= set().union(*(actions[call] for call in objects))
        policies = self.granted(stack, "LookPolicy", "OperatePolicy")["Policies"]
        granted = {action for policy in policies for statement in policy["PolicyDocument"]["Statement"] for action in listed(statement["Action"])}
        self.assertLessEqual(made, granted)
        unused = {action for action in granted - made if action.split(":")[0] in ("states", "redshift-data", "s3")}
        self.assertFalse(unused, "the policies grant more than the commands call")


class LocalInvocation(unittest.TestCase):
    """What `sam local invoke` makes of the template, by sam's own code up to where it needs a container."""

    def functions(self, parameters):
        stacks, _ = SamLocalStackProvider.get_stacks(
            str(ROOT / "template.yaml"), parameter_overrides=parameters, language_extensions_enabled=True)
        return {function.name: function for function in SamFunctionProvider(stacks).get_all()}

    def test_each_function_has_the_environment_that_it_is_deployed_with(self):
        for name, parameters in VARIANTS.items():
            deployed = variant(name).of_type("AWS::Lambda::Function")
            functions = self.functions(parameters)
            self.assertEqual(deployed.keys(), functions.keys())
            for logical, function in functions.items():
                expected = dict(deployed[logical]["Environment"]["Variables"])
                given = dict(function.environment["Variables"])
                if name == "provisioned":
                    # Only AWS knows the secret of a cluster that it makes.
                    expected.pop("SECRET_ARN", None), given.pop("SECRET_ARN", None)
                # sam has no stack.
                expected.pop("STACK_NAME", None), given.pop("STACK_NAME", None)
                region = {key: value.replace("us-east-1", "eu-west-1") for key, value in given.items()}
                self.assertEqual(expected, region, f"{logical}, {name}")
                self.assertTrue(function.skip_build, logical)

    def test_the_sample_events_are_of_buckets_that_the_functions_know(self):
        environment = {key: value for function in self.functions({}).values() for key, value in function.environment["Variables"].items()}
        known = (environment["SOURCE_BUCKET_PREFIX"], environment["PROCESSED_BUCKET_PREFIX"], "waybill-artefacts-123456789012")
        for path in sorted((ROOT / "events").glob("*.json")):
            buckets = set(re.findall(r'"bucket": \{\s*"name": "([^"]+)"|s3://([^/"]+)/|"ArtefactBucket": "([^"]+)"', path.read_text()))
            for found in buckets:
                self.assertTrue("".join(found).startswith(known), f"{path.name}: {found}")


class SourceSystems(unittest.TestCase):
    def test_each_has_a_pair_of_buckets_and_a_crawler(self):
        stack = Stack(SourceSystems="shop, weblogs")
        buckets = {bucket["BucketName"] for bucket in stack.of_type("AWS::S3::Bucket").values()}
        self.assertEqual({
            "waybill-artefacts-123456789012",
            "waybill-source-123456789012-shop", "waybill-source-123456789012-weblogs",
            "waybill-processed-123456789012-shop", "waybill-processed-123456789012-weblogs",
        }, buckets)
        crawlers = stack.of_type("AWS::Glue::Crawler")
        self.assertEqual({"Crawlershop", "Crawlerweblogs", "WarehouseCrawler"}, crawlers.keys())
        self.assertEqual([{
            "Path": "s3://waybill-source-123456789012-weblogs/", "Exclusions": ["**/manifest.json"],
        }], crawlers["Crawlerweblogs"]["Targets"]["S3Targets"])
        self.assertEqual({"UpdateBehavior": "LOG", "DeleteBehavior": "LOG"}, crawlers["Crawlershop"]["SchemaChangePolicy"])
        self.assertEqual("CRAWL_NEW_FOLDERS_ONLY", crawlers["Crawlershop"]["RecrawlPolicy"]["RecrawlBehavior"])

    def test_their_buckets_are_those_that_start_batch_knows(self):
        stack = Stack(SourceSystems="shop")
        variables = stack.resources["StartBatchFunction"]["Properties"]["Environment"]["Variables"]
        names = {bucket["BucketName"] for bucket in stack.of_type("AWS::S3::Bucket").values()}
        self.assertLessEqual({variables["SOURCE_BUCKET_PREFIX"] + "shop", variables["PROCESSED_BUCKET_PREFIX"] + "shop"}, names)
        self.assertEqual("s3://waybill-artefacts-123456789012/contracts/", variables["CONTRACTS"])

    def test_their_names_are_those_that_contracts_take_and_logical_ids_too(self):
        pattern = template()["Parameters"]["SourceSystems"]["AllowedPattern"]
        schema = json.loads((ROOT / "datasets/contract.schema.json").read_text())
        self.assertEqual(pattern, schema["$defs"]["source"]["properties"]["system"]["pattern"])
        self.assertNotRegex("web-logs", pattern)

    def test_their_longest_names_fit(self):
        stack = Stack(Name="w" * 18, SourceSystems="s" * 21)
        for bucket in stack.of_type("AWS::S3::Bucket").values():
            self.assertLessEqual(len(bucket["BucketName"]), 63)

    def test_only_manifests_are_announced_and_only_by_source_buckets(self):
        stack = variant("serverless")
        for bucket in stack.of_type("AWS::S3::Bucket").values():
            if "-source-" not in bucket["BucketName"]:
                self.assertNotIn("NotificationConfiguration", bucket)
                continue
            self.assertEqual({"LambdaConfigurations": [{
                "Event": "s3:ObjectCreated:*",
                "Filter": {"S3Key": {"Rules": [{"Name": "suffix", "Value": "/manifest.json"}]}},
                "Function": "<StartBatchFunction.Arn>",
            }]}, bucket["NotificationConfiguration"])
            permission = stack.resources["StartBatchPermission"]["Properties"]
            self.assertTrue(fnmatch.fnmatchcase(f"arn:aws:s3:::{bucket['BucketName']}", permission["SourceArn"]))
            self.assertEqual("<StartBatchFunction>", permission["FunctionName"])


class Loops(unittest.TestCase):
    """What sam expands and AWS is said not to, at least not always."""

    def texts(self, value):
        if isinstance(value, dict):
            for inner in value.values():
                yield from self.texts(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from self.texts(inner)
        elif isinstance(value, str):
            yield value

    def loops(self):
        for section in ("Resources", "Outputs"):
            for name, loop in template()[section].items():
                if name.startswith("Fn::ForEach::"):
                    yield name, loop

    def test_a_variable_with_other_signs_is_in_keys_only(self):
        # https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2150
        for name, (_, _, body) in self.loops():
            self.assertFalse([text for text in self.texts(body) if "&{" in text], name)

    def test_no_text_mixes_a_variable_with_parameters(self):
        # https://github.com/aws-cloudformation/cfn-language-discussion/issues/136
        for name, (variable, _, body) in self.loops():
            for text in self.texts(body):
                names = set(re.findall(r"\$\{([^}]+)}", text))
                self.assertTrue(variable not in names or names == {variable}, f"{name}: {text}")


class Template(unittest.TestCase):
    def test_cfn_lint_finds_nothing_in_what_aws_makes_of_it(self):
        stack = variant("serverless")
        text = json.dumps({key: value for key, value in stack.template.items() if key != "Transform"})
        # The loops leave Fn::Sub around what they have filled in, and nothing of their parameter.
        found = cfnlint.api.lint(text, config=cfnlint.config.ManualArgs(ignore_checks=["W1020", "W2001", "W1030", "W1035"]))
        self.assertEqual([], [f"{match.rule.id} {match.message}" for match in found])

    @in_every_variant
    def test_nothing_waits_for_itself(self, stack):
        try:
            graphlib.TopologicalSorter({logical: stack.references(logical) for logical in stack.made}).prepare()
        except graphlib.CycleError as e:
            self.fail(f"a cycle: {' -> '.join(e.args[1])}")

    def test_what_is_referred_to_is_made(self):
        for name in VARIANTS:
            # Resolving fails on a reference to what the variant doesn't make.
            stack = variant(name)
            for logical in stack.made:
                depends = listed(stack.made[logical].get("DependsOn", []))
                self.assertLessEqual(set(depends), stack.template["Resources"].keys(), logical)
                for attribute in re.findall(r"<(\w+)[.>]", json.dumps(stack.resources[logical]["Properties"])):
                    if attribute in stack.template["Resources"]:
                        self.assertTrue(attribute in stack.made, f"{logical} refers to {attribute}, which {name} does not make")

    @in_every_variant
    def test_documents_in_it_are_json(self, stack):
        documents = [page["DashboardBody"] for page in stack.of_type("AWS::CloudWatch::Dashboard").values()]
        documents += [crawler["Configuration"] for crawler in stack.of_type("AWS::Glue::Crawler").values() if "Configuration" in crawler]
        for group in stack.of_type("AWS::Redshift::ClusterParameterGroup").values():
            (queues,) = [p["ParameterValue"] for p in group["Parameters"] if p["ParameterName"] == "wlm_json_configuration"]
            self.assertLessEqual(len(queues), 8000)
            self.assertEqual([["etl"], [], None], [queue.get("query_group") for queue in json.loads(queues)])
        for document in documents:
            try:
                json.loads(document)
            except ValueError as e:
                self.fail(f"{e}: {document[:60]}")

    def test_every_resource_says_what_it_is_for(self):
        lines = (ROOT / "template.yaml").read_text().split("\nResources:\n")[1].split("\nOutputs:\n")[0].splitlines()
        for before, line in zip([""] + lines, lines):
            if re.fullmatch(r"  [A-Za-z][\w:]*:", line):
                self.assertRegex(before, r"^  # \S.*\.$", f"{line.strip()} has no purpose above it")

    def test_every_parameter_is_in_a_group_has_a_default_and_is_documented(self):
        groups = template()["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"]
        self.assertEqual(sorted(template()["Parameters"]), sorted(name for group in groups for name in group["Parameters"]))
        documented = (ROOT / "docs/deploy.md").read_text()
        for name, parameter in template()["Parameters"].items():
            self.assertLessEqual({"Description", "Default"}, parameter.keys(), name)
            self.assertTrue(f"`{name}`" in documented, f"docs/deploy.md does not say what {name} is")


if __name__ == "__main__":
    unittest.main()
