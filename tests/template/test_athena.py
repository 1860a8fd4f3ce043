"""Athena's tables and queries are of what is there."""

import re
import unittest

import sqlglot
import yaml
from sqlglot.optimizer.qualify import qualify

from stack import ROOT, Stack, in_every_variant, variant

CONVERT = ROOT / "jobs/src/main/java/dev/waybill/convert"
PARQUET = (CONVERT / "QuarantineFile.java").read_text()
PROCESSED = (CONVERT / "ProcessedCatalog.java").read_text()
# https://docs.aws.amazon.com/athena/latest/ug/data-types.html
TYPES = {"binary (STRING)": "string", "binary": "binary", "int64": "bigint"}
INFORMATION_SCHEMA = {"columns": ["table_schema", "table_name", "column_name", "data_type", "ordinal_position"]}


def processed_table(dataset):
    contract = yaml.safe_load((ROOT / f"datasets/{dataset}.yaml").read_text())
    (keys,) = re.findall(r"PARTITION_KEYS = List\.of\(([^)]*)\)", PROCESSED)
    (file,) = re.findall(r'String FILE = "(\w+)"', (CONVERT / "Conversion.java").read_text())
    return [*contract["columns"], file, *re.findall(r'"(\w+)"', keys)]


def schema(stack):
    tables = {
        table["TableInput"]["Name"]: [column["Name"] for column in table["TableInput"]["StorageDescriptor"]["Columns"]]
        for table in stack.of_type("AWS::Glue::Table").values()
    }
    database = tables | {"earthquakes": processed_table("earthquakes")}
    unknown = {name: {column: "unknown" for column in columns} for name, columns in database.items()}
    system = {name: {column: "unknown" for column in columns} for name, columns in INFORMATION_SCHEMA.items()}
    return {"waybill_processed": unknown, "information_schema": system}


class Quarantine(unittest.TestCase):
    @in_every_variant
    def test_its_table_has_the_columns_of_its_files(self, stack):
        (message,) = re.findall(r"message rejected \{(.*?)\}", PARQUET, re.DOTALL)
        fields = re.findall(r"(?:required|optional) (binary \(STRING\)|binary|int64) (\w+)(?: \(STRING\))?;",
            re.sub(r"binary (\w+) \(STRING\)", r"binary (STRING) \1", message))
        self.assertEqual(message.count(";"), len(fields))
        for table in stack.of_type("AWS::Glue::Table").values():
            columns = table["TableInput"]["StorageDescriptor"]["Columns"]
            self.assertEqual([(name, TYPES[kind]) for kind, name in fields], [(c["Name"], c["Type"]) for c in columns])

    @in_every_variant
    def test_each_system_has_a_table_on_its_bucket_and_none_that_a_dataset_can_have(self, stack):
        tables = {
            table["TableInput"]["Name"]: table["TableInput"]["StorageDescriptor"]["Location"]
            for table in stack.of_type("AWS::Glue::Table").values()
        }
        self.assertEqual({
            f"_quarantine_{system}": f"s3://waybill-processed-123456789012-{system}/_quarantine/"
            for system in stack.values["SourceSystems"]
        }, tables)
        (pattern,) = re.findall(r'Pattern\.compile\("([^"]+)"\)',
            (ROOT / "shared/src/main/java/dev/waybill/contract/DatasetName.java").read_text())
        for name in tables:
            self.assertIsNone(re.fullmatch(pattern, name))

    @in_every_variant
    def test_its_files_are_read_as_those_of_the_datasets(self, stack):
        for table in stack.of_type("AWS::Glue::Table").values():
            storage = table["TableInput"]["StorageDescriptor"]
            for text in (storage["InputFormat"], storage["OutputFormat"], storage["SerdeInfo"]["SerializationLibrary"]):
                self.assertIn(f'"{text}"', PROCESSED)


class NamedQueries(unittest.TestCase):
    @in_every_variant
    def test_each_is_in_the_work_group_and_the_database_of_the_stack(self, stack):
        queries = stack.of_type("AWS::Athena::NamedQuery")
        self.assertEqual(3 + 2 * len(stack.values["SourceSystems"]), len(queries))
        for logical, query in queries.items():
            self.assertEqual(("waybill", "waybill_processed"), (query["WorkGroup"], query["Database"]), logical)
        names = [query["Name"] for query in queries.values()]
        self.assertEqual(len(names), len(set(names)))

    @in_every_variant
    def test_each_reads_columns_that_are_there(self, stack):
        tables = schema(stack)
        for logical, query in stack.of_type("AWS::Athena::NamedQuery").items():
            with self.subTest(query=logical):
                (parsed,) = sqlglot.parse(query["QueryString"], read="athena")
                # Raises what it can't find.
                qualify(parsed, schema=tables, db=query["Database"], dialect="athena", validate_qualify_columns=True)

    def test_a_column_that_is_not_there_is_found_out(self):
        with self.assertRaises(sqlglot.errors.OptimizeError):
            parsed = sqlglot.parse_one("SELECT q.reason FROM _quarantine_usgs AS q", read="athena")
            qualify(parsed, schema=schema(variant("serverless")), db="waybill_processed", dialect="athena")

    def test_another_name_is_in_all_of_them(self):
        stack = Stack(Name="lake", SourceSystems="shop")
        for query in stack.of_type("AWS::Athena::NamedQuery").values():
            self.assertTrue(query["Name"].startswith("lake"))
            self.assertNotIn("waybill", query["QueryString"])


if __name__ == "__main__":
    unittest.main()
