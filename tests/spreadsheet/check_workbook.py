"""report.xlsx, as openpyxl reads it and as LibreOffice opens it."""

import json
import re
import unittest
import zipfile

import openpyxl
from common import NAMES, TABLES, articles, opened, record, rows, run, table

OPTIONS = ("--xlsx", "--matrix-order", "cluster")


class Workbook(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.out = run(*OPTIONS)
        cls.book = openpyxl.load_workbook(cls.out / "report.xlsx")

    def test_it_has_a_summary_and_a_sheet_for_each_table(self):
        self.assertEqual(self.book.sheetnames, ["summary", *TABLES])
        said = [[cell.value for cell in row] for row in self.book["summary"].iter_rows()]
        labelled = {row[0]: row[1] for row in said if row[0]}
        self.assertEqual(labelled["articles"], len(articles()))
        self.assertEqual(labelled["rejected"], 1)
        self.assertEqual(labelled["pairs: passages"] + labelled["pairs: near_duplicate"], len(rows(self.out / "pairs.csv")))

    def test_it_says_what_the_tables_say(self):
        for name in TABLES:
            written = rows(self.out / f"{name}.csv")
            sheet = table(self.book[name])
            self.assertEqual(len(sheet), len(written), name)
            for row, (cells, expected) in enumerate(zip(sheet, written)):
                for column, text in expected.items():
                    value = cells[column].value
                    where = f"{name} {row} {column}"
                    if value is None:
                        self.assertEqual(text, "", where)
                    elif isinstance(value, str):
                        unhardened = text[1:] if text.startswith("'") else text
                        self.assertIn(value, (text, unhardened), where)
                    else:
                        self.assertEqual(float(text), value, where)

    def test_numbers_are_numbers_and_ids_are_texts(self):
        for row in table(self.book["pairs"]):
            for column in ("a", "b", "relation", "a_title", "a_outlet"):
                self.assertIn(row[column].data_type, ("s", "inlineStr"), column)
                self.assertEqual(row[column].number_format, "@")
            for column in ("resemblance", "coverage_a", "matched_words"):
                self.assertEqual(row[column].data_type, "n", column)
        self.assertEqual({row["id"].value for row in table(self.book["articles"])}, set(articles()))

    def test_nothing_is_a_formula(self):
        with zipfile.ZipFile(self.out / "report.xlsx") as packed:
            sheets = [name for name in packed.namelist() if name.startswith("xl/worksheets/sheet")]
            self.assertEqual(len(sheets), len(TABLES) + 1)
            for name in sheets:
                self.assertIsNone(re.search(rb"<f[ >/]", packed.read(name)), name)
            self.assertNotIn("xl/externalLinks", " ".join(packed.namelist()))

    def test_headers_stay_in_sight_have_filters_and_are_explained(self):
        package = json.loads((self.out / "datapackage.json").read_text())
        fields = {table["name"]: table["schema"]["fields"] for table in package["resources"]}
        for name in TABLES:
            sheet = self.book[name]
            self.assertIsNotNone(sheet.freeze_panes, name)
            self.assertEqual(sheet.auto_filter.ref is not None, name != "matrix", name)
            for field, cell in list(zip(fields[name], sheet[1]))[: 1 if name == "matrix" else None]:
                self.assertEqual(cell.comment.text, field["description"].replace("`", "").replace("*", ""), cell.coordinate)

    def test_the_corner_of_the_matrix_explains_all_of_it(self):
        noted = [cell for cell in self.book["matrix"][1] if cell.comment]
        self.assertEqual([cell.coordinate for cell in noted], ["A1"])
        for word in ("row article", "further column", "0 to 1"):
            self.assertIn(word, noted[0].comment.text)

    def test_the_matrix_has_a_scale_of_three_colours(self):
        [(places, [rule])] = list(self.book["matrix"].conditional_formatting._cf_rules.items())
        self.assertEqual((rule.type, len(rule.colorScale.color)), ("colorScale", 3))
        self.assertTrue(str(places.sqref).startswith("B2:"))

    def test_the_same_run_gives_the_same_bytes(self):
        again = run(*OPTIONS, "--threads", "3")
        self.assertEqual((self.out / "report.xlsx").read_bytes(), (again / "report.xlsx").read_bytes())

    def test_what_is_told_of_the_run_is_there(self):
        self.assertIn("report.xlsx", record(self.out)["files"])
        self.assertIn("(10 sheets)", (self.out / "said.txt").read_text())


class InLibreOffice(unittest.TestCase):
    """The same workbook, opened and saved by another program."""

    @classmethod
    def setUpClass(cls):
        cls.out = run(*OPTIONS)
        cls.book = opened(cls.out / "report.xlsx")

    def test_ids_are_the_texts_that_they_were(self):
        ids = [row["id"] for row in table(self.book["articles"])]
        self.assertEqual({cell.data_type for cell in ids}, {"s"})
        self.assertEqual([cell.value for cell in ids], list(articles()))
        for name in NAMES:
            self.assertIn(name.strip(), [cell.value for cell in ids])

    def test_numbers_are_numbers_and_nothing_is_a_formula(self):
        figures = {row["resemblance"].data_type for row in table(self.book["pairs"])}
        self.assertEqual(figures, {"n"})
        kinds = {cell.data_type for sheet in self.book for row in sheet.iter_rows() for cell in row}
        self.assertNotIn("f", kinds)
        self.assertNotIn("e", kinds)

    def test_titles_with_accents_and_guillemets_are_right(self):
        titles = [row["title"].value for row in table(self.book["articles"])]
        self.assertEqual([title or "" for title in titles], [article.get("title", "") for article in articles().values()])


if __name__ == "__main__":
    unittest.main()
