"""dashboards/quicksight.yaml shows what is there, to whom it says."""

import unittest

import sqlglot
from samcli.yamlhelper import yaml_parse

from stack import ROOT

TEMPLATE = yaml_parse((ROOT / "dashboards/quicksight.yaml").read_text())
RESOURCES = TEMPLATE["Resources"]
NUMBERS = {"INTEGER", "DECIMAL"}


def of_type(kind):
    return {name: r["Properties"] for name, r in RESOURCES.items() if r["Type"] == f"AWS::QuickSight::{kind}"}


def tables():
    """The custom SQL of each data set, by its name and with the data set's logical id."""
    for logical, data_set in of_type("DataSet").items():
        (table,) = data_set["PhysicalTableMap"].values()
        yield logical, table["CustomSql"]


def columns(sql):
    return {column["Name"]: column["Type"] for column in sql["Columns"]}


def found(value, key):
    if isinstance(value, list):
        return [hit for item in value for hit in found(item, key)]
    if not isinstance(value, dict):
        return []
    own = [value[key]] if key in value else []
    return own + [hit for inner in value.values() for hit in found(inner, key)]


class Data(unittest.TestCase):
    def test_each_data_set_asks_what_the_query_for_redash_asks(self):
        for _, sql in tables():
            query = (ROOT / f"dashboards/redash/queries/{sql['Name']}.sql").read_text()
            self.assertEqual(query.strip(), sql["SqlQuery"].strip())

    def test_each_data_set_has_the_columns_of_its_query(self):
        for _, sql in tables():
            self.assertEqual(sqlglot.parse_one(sql["SqlQuery"], read="redshift").named_selects, list(columns(sql)))

    def test_what_is_imported_is_refreshed(self):
        ids = {data_set["DataSetId"]["Fn::Sub"] for data_set in of_type("DataSet").values()}
        schedules = of_type("RefreshSchedule")
        self.assertEqual(ids, {schedule["DataSetId"]["Fn::Sub"] for schedule in schedules.values()})
        for logical in schedules:
            self.assertEqual("Imports", RESOURCES[logical]["Condition"])
        for data_set in of_type("DataSet").values():
            self.assertEqual({"Ref": "ImportMode"}, data_set["ImportMode"])

    def test_the_warehouse_is_entered_by_a_secret_and_through_tls(self):
        (warehouse,) = of_type("DataSource").values()
        self.assertEqual({"SecretArn": {"Ref": "SecretArn"}}, warehouse["Credentials"])
        self.assertFalse(warehouse["SslProperties"]["DisableSsl"])


class Sheet(unittest.TestCase):
    def setUp(self):
        (self.template,) = of_type("Template").values()

    def test_it_expects_the_columns_that_the_data_sets_have(self):
        expected = {
            configuration["Placeholder"]: {
                column["Name"]: column["DataType"] for column in configuration["DataSetSchema"]["ColumnSchemaList"]
            }
            for configuration in self.template["Definition"]["DataSetConfigurations"]
        }
        self.assertEqual({sql["Name"]: columns(sql) for _, sql in tables()}, expected)

    def test_every_column_of_a_visual_is_there_and_what_is_summed_is_a_number(self):
        types = {(sql["Name"], name): kind for _, sql in tables() for name, kind in columns(sql).items()}
        shown = [(column["DataSetIdentifier"], column["ColumnName"]) for column in found(self.template["Definition"], "Column")]
        self.assertGreater(len(shown), 20)
        self.assertLessEqual(set(shown), types.keys())
        for measure in found(self.template["Definition"], "NumericalMeasureField"):
            column = measure["Column"]
            self.assertIn(types[column["DataSetIdentifier"], column["ColumnName"]], NUMBERS)
        for dimension in found(self.template["Definition"], "DateDimensionField"):
            column = dimension["Column"]
            self.assertEqual("DATETIME", types[column["DataSetIdentifier"], column["ColumnName"]])

    def test_fields_and_visuals_have_ids_of_their_own(self):
        for key in ("FieldId", "VisualId"):
            ids = found(self.template["Definition"], key)
            self.assertEqual(len(ids), len(set(ids)))

    def test_the_analysis_and_the_dashboard_give_it_every_data_set(self):
        names = {sql["Name"]: {"Fn::GetAtt": [logical, "Arn"]} for logical, sql in tables()}
        for made in (*of_type("Analysis").values(), *of_type("Dashboard").values()):
            source = made["SourceEntity"]["SourceTemplate"]
            self.assertEqual({"Fn::GetAtt": ["Template", "Arn"]}, source["Arn"])
            self.assertEqual(names, {r["DataSetPlaceholder"]: r["DataSetArn"] for r in source["DataSetReferences"]})


class Permissions(unittest.TestCase):
    def granted(self):
        for logical, resource in RESOURCES.items():
            for permission in resource["Properties"].get("Permissions", []):
                permission = permission["Fn::If"][1] if "Fn::If" in permission else permission
                yield logical, permission["Principal"]["Ref"], permission["Actions"]

    def test_no_permission_has_a_wildcard(self):
        for logical, _, actions in self.granted():
            self.assertFalse([action for action in actions if "*" in action], logical)

    def test_a_reader_sees_the_dashboard_and_nothing_else(self):
        (granted,) = [(logical, actions) for logical, who, actions in self.granted() if who == "ReaderArn"]
        self.assertEqual(("Dashboard", [
            "quicksight:DescribeDashboard", "quicksight:ListDashboardVersions", "quicksight:QueryDashboard",
        ]), granted)

    def test_an_author_cannot_change_what_is_asked_of_the_warehouse(self):
        for logical, who, actions in self.granted():
            if logical not in ("Analysis", "Dashboard"):
                self.assertEqual("AuthorArn", who)
                self.assertFalse([a for a in actions if a.split(":")[1].startswith(("Update", "Delete", "Create"))], logical)

    def test_every_parameter_explains_itself(self):
        for name, parameter in TEMPLATE["Parameters"].items():
            self.assertTrue(parameter["Description"].endswith("."), name)
        grouped = [p for g in TEMPLATE["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"] for p in g["Parameters"]]
        self.assertEqual(sorted(TEMPLATE["Parameters"]), sorted(grouped))


if __name__ == "__main__":
    unittest.main()
