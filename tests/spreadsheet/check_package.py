"""datapackage.json, as the Frictionless framework validates it against the tables: types, enumerations, keys."""

import json
import unittest
from decimal import Decimal

from frictionless import Package, system, validate

from common import PROFILES, ROOT, TABLES, rows, run

DATA = ["", *(str(ROOT / "data" / name) for name in ("newsroom", "audit", "languages"))]


class DataPackage(unittest.TestCase):
    def valid(self, out):
        with system.use_context(trusted=True):
            report = validate(str(out / "datapackage.json"), type="package")
        faults = [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors]
        faults += [error.message for error in report.errors]
        self.assertEqual(faults, [])
        self.assertTrue(report.valid)
        self.assertEqual([task.name for task in report.tasks], TABLES)

    def test_every_profile_is_valid_on_all_data(self):
        for profile in PROFILES:
            for source in DATA:
                with self.subTest(profile=profile, source=source):
                    self.valid(run("--csv", profile, source=source))

    def test_runs_without_passages_are_valid(self):
        self.valid(run("--no-passages", source=DATA[1]))

    def test_runs_with_references_are_valid(self):
        day = ROOT / "data" / "newsroom"
        first, second = sorted(day.glob("*.jsonl"))[:2]
        self.valid(run("--against", str(first), source=str(second)))

    def test_a_figure_is_read_as_the_number_that_it_is(self):
        out, plain = run("--csv", "excel-fr", source=DATA[1]), run(source=DATA[1])
        with system.use_context(trusted=True):
            pairs = Package(str(out / "datapackage.json")).get_resource("pairs").read_rows()
        self.assertEqual([row["resemblance"] for row in pairs], [Decimal(row["resemblance"]) for row in rows(plain / "pairs.csv")])

    def test_every_column_is_explained(self):
        package = json.loads((run() / "datapackage.json").read_text())
        for table in package["resources"]:
            for field in table["schema"]["fields"]:
                self.assertGreater(len(field["description"]), 10, field["name"])

    def test_a_damaged_table_is_not_valid(self):
        """The checks above see what they are there to see."""
        out = run("--seed", "7", source=DATA[1])
        pairs = out / "pairs.csv"
        pairs.write_text(pairs.read_text().replace("near_duplicate", "nearly", 1).replace("0.5", "five", 1))
        with system.use_context(trusted=True):
            report = validate(str(out / "datapackage.json"), type="package")
        kinds = {error.type for task in report.tasks for error in task.errors}
        self.assertTrue({"constraint-error", "type-error"} <= kinds, kinds)


if __name__ == "__main__":
    unittest.main()
