"""Least privilege, and nothing in the open."""

import fnmatch
import unittest

import yaml

from stack import ROOT, VARIANTS, in_every_variant, listed, statements, variant

EXPLAINED = yaml.safe_load((ROOT / "tests/template/wildcards.yaml").read_text())


def explanations(place):
    return [pattern for pattern in EXPLAINED if fnmatch.fnmatchcase(place, pattern)]


def is_wild(statement):
    actions = [action for action in listed(statement["Action"]) if action == "*" or action.endswith(":*")]
    resources = [resource for resource in listed(statement.get("Resource", [])) if resource in ("*", "arn:aws:*", "arn:aws:s3:::*")]
    return bool(actions or resources)


class Permissions(unittest.TestCase):
    @in_every_variant
    def test_every_statement_has_a_name(self, stack):
        for logical, statement in statements(stack):
            if statement["Action"] != "sts:AssumeRole":
                self.assertIn("Sid", statement, f"a statement of {logical}")

    @in_every_variant
    def test_an_allowed_wildcard_is_explained(self, stack):
        for logical, statement in statements(stack):
            self.assertFalse({"NotAction", "NotResource", "NotPrincipal"} & statement.keys(), f"{logical}: say what is allowed")
            self.assertNotIn("*", listed(statement["Action"]), f"Action * in {logical}")
            if statement["Effect"] == "Allow" and is_wild(statement):
                place = f"{logical}/{statement.get('Sid')}"
                self.assertTrue(explanations(place), f"{place} has a wildcard. Narrow it, or explain it in wildcards.yaml")

    def test_an_explanation_explains_a_wildcard(self):
        wild = {
            f"{logical}/{statement.get('Sid')}"
            for name in VARIANTS
            for logical, statement in statements(variant(name))
            if statement["Effect"] == "Allow" and is_wild(statement)
        }
        for pattern in EXPLAINED:
            self.assertTrue(fnmatch.filter(wild, pattern), f"no wildcard needs {pattern}. Remove it from wildcards.yaml")

    @in_every_variant
    def test_nobody_from_outside_is_allowed_in(self, stack):
        for logical, statement in statements(stack):
            if statement["Effect"] == "Allow":
                self.assertNotIn(statement.get("Principal"), ["*", {"AWS": "*"}], logical)

    @in_every_variant
    def test_everything_has_its_own_role_without_managed_policies(self, stack):
        users = [properties["Role"] for properties in stack.of_type(
            "AWS::Lambda::Function", "AWS::Glue::Job", "AWS::Glue::Crawler").values()]
        users += [properties["RoleArn"] for properties in stack.of_type("AWS::StepFunctions::StateMachine").values()]
        self.assertEqual(sorted(set(users)), sorted(users), "a role that two things share")
        roles = stack.of_type("AWS::IAM::Role")
        self.assertEqual(set(users) | ({"<WarehouseRole.Arn>"} if "WarehouseRole" in roles else set()),
            {f"<{logical}.Arn>" for logical in roles}, "a role that nothing uses, or one from elsewhere")
        for logical, role in roles.items():
            self.assertNotIn("ManagedPolicyArns", role, logical)


class Storage(unittest.TestCase):
    @in_every_variant
    def test_a_bucket_is_encrypted_private_versioned_and_kept(self, stack):
        for logical, bucket in stack.of_type("AWS::S3::Bucket").items():
            (rule,) = bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
            self.assertIn(rule["ServerSideEncryptionByDefault"]["SSEAlgorithm"], ["AES256", "aws:kms"], logical)
            self.assertEqual({
                "BlockPublicAcls": True, "BlockPublicPolicy": True, "IgnorePublicAcls": True, "RestrictPublicBuckets": True,
            }, bucket.get("PublicAccessBlockConfiguration"), logical)
            self.assertEqual({"Status": "Enabled"}, bucket.get("VersioningConfiguration"), logical)
            # A first deployment that fails leaves none behind, which would be in the next one's way.
            self.assertEqual("RetainExceptOnCreate", stack.resources[logical].get("DeletionPolicy"), logical)
            self.assertEqual("Retain", stack.resources[logical].get("UpdateReplacePolicy"), logical)

    @in_every_variant
    def test_a_bucket_forgets_superseded_versions_and_aborted_uploads(self, stack):
        for logical, bucket in stack.of_type("AWS::S3::Bucket").items():
            rules = {rule["Id"]: rule for rule in bucket["LifecycleConfiguration"]["Rules"]}
            self.assertIn("NoncurrentVersionExpiration", rules["SupersededVersions"], logical)
            self.assertIn("AbortIncompleteMultipartUpload", rules["AbortedUploads"], logical)
            if "-processed-" in bucket["BucketName"]:
                self.assertEqual("_quarantine/", rules["Quarantine"]["Prefix"], logical)

    @in_every_variant
    def test_a_bucket_a_queue_and_a_topic_refuse_requests_without_tls(self, stack):
        refused = {
            resource
            for _, statement in statements(stack)
            if statement["Effect"] == "Deny"
            and statement["Principal"] == "*"
            and statement.get("Condition") == {"Bool": {"aws:SecureTransport": "false"}}
            for resource in listed(statement["Resource"])
        }
        for logical, bucket in stack.of_type("AWS::S3::Bucket").items():
            for suffix in ("", "/*"):
                named = f"arn:aws:s3:::{bucket['BucketName']}{suffix}"
                self.assertTrue({named, f"<{logical}.Arn>{suffix}"} & refused, f"{named} takes requests without TLS")
        for logical in stack.of_type("AWS::SQS::Queue"):
            self.assertIn(f"<{logical}.Arn>", refused)
        for logical in stack.of_type("AWS::SNS::Topic"):
            self.assertIn(f"<{logical}>", refused)

    @in_every_variant
    def test_a_queue_and_a_topic_are_encrypted(self, stack):
        for logical, properties in stack.of_type("AWS::SQS::Queue", "AWS::SNS::Topic").items():
            self.assertEqual("<Key.Arn>", properties.get("KmsMasterKeyId"), logical)

    def test_a_warehouse_is_encrypted_private_and_keeps_its_last_snapshot(self):
        cluster = variant("provisioned").resources["Cluster"]
        self.assertTrue(cluster["Properties"]["Encrypted"])
        self.assertFalse(cluster["Properties"]["PubliclyAccessible"])
        self.assertTrue(cluster["Properties"]["ManageMasterPassword"])
        self.assertEqual("Snapshot", cluster["DeletionPolicy"])
        serverless = variant("serverless").resources
        self.assertEqual("<Key.Arn>", serverless["Namespace"]["Properties"]["KmsKeyId"])
        self.assertTrue(serverless["Namespace"]["Properties"]["ManageAdminPassword"])
        self.assertIn("FinalSnapshotName", serverless["Namespace"]["Properties"])
        self.assertFalse(serverless["Workgroup"]["Properties"]["PubliclyAccessible"])
        # What is encrypted with a key that is gone is gone, too.
        self.assertEqual("RetainExceptOnCreate", serverless["Key"]["DeletionPolicy"])


class Logs(unittest.TestCase):
    @in_every_variant
    def test_a_log_group_is_encrypted_and_forgets(self, stack):
        for logical, group in stack.of_type("AWS::Logs::LogGroup").items():
            self.assertEqual("90", str(group.get("RetentionInDays")), logical)
            self.assertEqual("<Key.Arn>", group.get("KmsKeyId"), logical)

    @in_every_variant
    def test_a_function_a_job_and_the_state_machine_log_into_groups_of_the_template(self, stack):
        groups = {group["LogGroupName"] for group in stack.of_type("AWS::Logs::LogGroup").values()}
        for logical, function in stack.of_type("AWS::Lambda::Function").items():
            self.assertIn(function.get("LoggingConfig", {}).get("LogGroup"), groups, logical)
        for logical, job in stack.of_type("AWS::Glue::Job").items():
            prefix = job["DefaultArguments"]["--custom-logGroup-prefix"]
            self.assertLessEqual({f"{prefix}/error", f"{prefix}/output"}, groups, logical)
        for machine in stack.of_type("AWS::StepFunctions::StateMachine").values():
            (destination,) = machine["LoggingConfiguration"]["Destinations"]
            self.assertEqual("<LoadBatchStateMachineLogs.Arn>", destination["CloudWatchLogsLogGroup"]["LogGroupArn"])
            self.assertFalse(machine["LoggingConfiguration"]["IncludeExecutionData"])

    def test_a_warehouse_logs_into_groups_of_the_template(self):
        for name, prefix in (("serverless", "/aws/redshift/waybill"), ("provisioned", "/aws/redshift/cluster/waybill")):
            groups = {group["LogGroupName"] for group in variant(name).of_type("AWS::Logs::LogGroup").values()}
            self.assertLessEqual({f"{prefix}/{log}" for log in ("connectionlog", "useractivitylog", "userlog")}, groups)


if __name__ == "__main__":
    unittest.main()
