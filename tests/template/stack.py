"""What the template becomes: expanded and transformed by sam's own code, then with parameters and conditions applied.

References to named resources become their names, other references `<Logical>` and `<Logical.Attribute>`.
"""
# Only sam's expansion of Fn::ForEach is used. The rest of its local expansion loses Fn::Sub around what it can't resolve,
# which AWS's own does not.

import copy
import functools
import json
import logging
import pathlib
import re

import yaml
from samcli.lib.cfn_language_extensions.api import create_default_intrinsic_resolver
from samcli.lib.cfn_language_extensions.models import TemplateProcessingContext
from samcli.lib.cfn_language_extensions.pipeline import ProcessingPipeline
from samcli.lib.cfn_language_extensions.processors import ForEachProcessor, TemplateParsingProcessor
from samcli.lib.translate.sam_template_validator import SamTemplateValidator
from samcli.yamlhelper import yaml_parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
# The translator measures itself, and complains that nobody collects it.
logging.getLogger("samtranslator.metrics.metrics").setLevel(logging.ERROR)
PSEUDO = {
    "AWS::AccountId": "123456789012",
    "AWS::Partition": "aws",
    "AWS::Region": "eu-west-1",
    "AWS::StackId": "arn:aws:cloudformation:eu-west-1:123456789012:stack/waybill/0a1b2c3d-0000-1111-2222-0123456789ab",
    "AWS::StackName": "waybill",
}
NOTHING = object()
# What Ref says of these is their name.
NAMES = {
    "AWS::Athena::WorkGroup": ["Name"],
    "AWS::CloudWatch::Dashboard": ["DashboardName"],
    "AWS::Glue::Connection": ["ConnectionInput", "Name"],
    "AWS::Glue::Crawler": ["Name"],
    "AWS::Glue::Database": ["DatabaseInput", "Name"],
    "AWS::Glue::Job": ["Name"],
    "AWS::Glue::SecurityConfiguration": ["Name"],
    "AWS::Logs::LogGroup": ["LogGroupName"],
    "AWS::Redshift::Cluster": ["ClusterIdentifier"],
    "AWS::RedshiftServerless::Namespace": ["NamespaceName"],
    "AWS::RedshiftServerless::Workgroup": ["WorkgroupName"],
    "AWS::S3::Bucket": ["BucketName"],
}
EXISTING = {
    "Warehouse": "existing",
    "ExistingWorkgroup": "analytics",
    "ExistingEndpoint": "analytics.example.com:5439",
    "VpcId": "vpc-0123456789abcdef0",
    "SubnetZone": "eu-west-1a",
    "SubnetIds": "subnet-0123456789abcdef0,subnet-0123456789abcdef1,subnet-0123456789abcdef2",
}
VARIANTS = {
    "serverless": {},
    "provisioned": {"Warehouse": "provisioned"},
    "existing workgroup": {**EXISTING, "ExistingSecretArn": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:x"},
    "existing cluster": {**EXISTING, "ExistingWorkgroup": "", "ExistingClusterIdentifier": "dwh", "CatalogWarehouse": "false"},
}


class Offline:
    """The template uses no managed policies, so nobody has to ask AWS for their list."""

    def load(self):
        raise AssertionError("the template uses a managed policy")


@functools.cache
def template():
    return yaml_parse((ROOT / "template.yaml").read_text())


def expanded(overrides):
    """The template without loops, and with plain names in Ref and Fn::GetAtt."""
    context = TemplateProcessingContext(fragment=copy.deepcopy(template()), parameter_values=dict(overrides))
    loops = ForEachProcessor(create_default_intrinsic_resolver(context))
    ProcessingPipeline([TemplateParsingProcessor(), loops]).process_template(context)

    def plain(value):
        if isinstance(value, list):
            return [plain(item) for item in value]
        if not isinstance(value, dict):
            return value
        if isinstance(value.get("Ref"), dict):
            return {"Ref": value["Ref"]["Fn::Sub"]}
        if isinstance(value.get("Fn::GetAtt"), list) and isinstance(value["Fn::GetAtt"][0], dict):
            return {"Fn::GetAtt": [value["Fn::GetAtt"][0]["Fn::Sub"], *value["Fn::GetAtt"][1:]]}
        return {key: plain(inner) for key, inner in value.items()}

    return plain(context.fragment)


@functools.cache
def transformed(overrides):
    validator = SamTemplateValidator(
        expanded(overrides), Offline(), region=PSEUDO["AWS::Region"], parameter_overrides=dict(overrides)
    )
    return yaml.safe_load(validator.get_translated_template_if_valid())


class Stack:
    """The resources that a deployment with these parameters makes, by logical id."""

    def __init__(self, **parameters):
        declared = template()["Parameters"]
        unknown = parameters.keys() - declared.keys()
        assert not unknown, f"no such parameters: {unknown}"
        self.template = transformed(tuple(sorted(parameters.items())))
        values = {name: str(parameters.get(name, p["Default"])) for name, p in declared.items()}
        self.values = {
            name: [part.strip() for part in value.split(",")] if declared[name]["Type"] == "CommaDelimitedList" else value
            for name, value in values.items()
        } | PSEUDO
        self.resources = {}
        made = {
            logical: resource
            for logical, resource in self.template["Resources"].items()
            if "Condition" not in resource or self.holds(resource["Condition"])
        }
        self.made = made
        for logical, resource in made.items():
            self.resources[logical] = {**resource, "Properties": self.resolve(resource.get("Properties", {}))}

    def of_type(self, *types):
        return {logical: r["Properties"] for logical, r in self.resources.items() if r["Type"] in types}

    def holds(self, condition):
        if isinstance(condition, str):
            return self.holds(self.template["Conditions"][condition])
        ((function, argument),) = condition.items()
        if function == "Condition":
            return self.holds(argument)
        if function == "Fn::Equals":
            left, right = (str(self.resolve(side)) for side in argument)
            return left == right
        if function == "Fn::Not":
            return not self.holds(argument[0])
        return {"Fn::And": all, "Fn::Or": any}[function](self.holds(part) for part in argument)

    def resolve(self, value):
        if isinstance(value, list):
            return [r for r in map(self.resolve, value) if r is not NOTHING]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            ((function, argument),) = value.items()
            if function == "Ref":
                return self.reference(argument)
            if function == "Fn::GetAtt":
                return f"<{argument if isinstance(argument, str) else '.'.join(argument)}>"
            if function == "Fn::If":
                return self.resolve(argument[1] if self.holds(argument[0]) else argument[2])
            if function == "Fn::Sub":
                return self.substitute(argument)
            if function == "Fn::Join":
                return argument[0].join(map(str, self.resolve(argument[1])))
            if function == "Fn::Split":
                return self.resolve(argument[1]).split(argument[0])
            if function == "Fn::Select":
                parts = self.resolve(argument[1])
                return parts[int(argument[0])] if int(argument[0]) < len(parts) else f"{parts}[{argument[0]}]"
            if function == "Fn::GetAZs":
                return [PSEUDO["AWS::Region"] + zone for zone in "abc"]
            assert not function.startswith("Fn::"), f"cannot resolve {function}"
        resolved = {key: self.resolve(inner) for key, inner in value.items()}
        return {key: inner for key, inner in resolved.items() if inner is not NOTHING}

    def reference(self, name):
        name = self.resolve(name)
        if name == "AWS::NoValue":
            return NOTHING
        if name in self.values:
            return self.values[name]
        assert name in self.made, f"{name} is referred to, but not made"
        resource = self.made[name]
        if resource["Type"] not in NAMES:
            return f"<{name}>"
        value = resource["Properties"]
        for key in NAMES[resource["Type"]]:
            value = value[key]
        return self.resolve(value)

    def substitute(self, argument):
        text, own = argument if isinstance(argument, list) else (argument, {})

        def value(match):
            name = match.group(1)
            if name.startswith("!"):
                return "${" + name[1:] + "}"
            if name in own:
                return str(self.resolve(own[name]))
            return f"<{name}>" if "." in name else str(self.reference(name))

        return re.sub(r"\$\{([^}]+)}", value, text)

    def references(self, logical):
        """The logical ids that CloudFormation makes first."""
        resource = self.made[logical]
        depends = resource.get("DependsOn", [])
        found = set([depends] if isinstance(depends, str) else depends)

        def walk(value):
            if isinstance(value, list):
                for item in value:
                    walk(item)
            elif isinstance(value, dict):
                for key, inner in value.items():
                    if key == "Ref":
                        found.add(self.resolve(inner))
                    elif key == "Fn::GetAtt":
                        found.add(self.resolve(inner)[0] if isinstance(inner, list) else inner.split(".")[0])
                    elif key == "Fn::Sub":
                        text = inner[0] if isinstance(inner, list) else inner
                        found.update(name.split(".")[0] for name in re.findall(r"\$\{([^}!]+)}", text))
                        walk(inner[1:] if isinstance(inner, list) else [])
                    elif key == "Fn::If":
                        walk(inner[1] if self.holds(inner[0]) else inner[2])
                    else:
                        walk(inner)

        walk(resource.get("Properties", {}))
        return found & self.made.keys()


@functools.cache
def variant(name):
    return Stack(**VARIANTS[name])


def in_every_variant(test):
    """Runs a test on the stack of each kind of warehouse."""

    @functools.wraps(test)
    def run(self):
        for name in VARIANTS:
            with self.subTest(warehouse=name):
                test(self, variant(name))

    return run


def policies(stack):
    """Every policy document of a stack, by the resource that carries it."""
    for logical, resource in stack.resources.items():
        properties = resource["Properties"]
        for policy in properties.get("Policies", []) if resource["Type"] == "AWS::IAM::Role" else []:
            yield logical, policy["PolicyDocument"]
        for key in ("AssumeRolePolicyDocument", "KeyPolicy", "PolicyDocument"):
            document = properties.get(key)
            if document:
                yield logical, json.loads(document) if isinstance(document, str) else document


def statements(stack):
    for logical, document in policies(stack):
        for statement in document["Statement"]:
            yield logical, statement


def listed(value):
    return value if isinstance(value, list) else [value]
