"""The CSV profiles, byte by byte, and as LibreOffice opens them.

LibreOffice stands for a spreadsheet of the locale that a profile is made for; it is told to evaluate formulas, which is
what a double click does in others.
"""

import csv
import unittest

from common import FORMULAS, LOOKALIKES, PROFILES, TABLES, articles, csv_filter, opened, record, rows, run, table

SPREADSHEETS = ["excel", "excel-fr"]
FIGURES = ["resemblance", "containment_a", "coverage_b"]


def folder(profile, *options):
    return run("--csv", profile, *options)


class Bytes(unittest.TestCase):
    def test_mark_delimiter_and_line_ends_are_those_of_the_profile(self):
        for profile, told in PROFILES.items():
            for name in TABLES:
                data = (folder(profile) / f"{name}.csv").read_bytes()
                self.assertEqual(data.startswith(b"\xef\xbb\xbf"), bool(told["mark"]), name)
                self.assertTrue(data.endswith(told["end"].encode()), name)
                self.assertEqual(b"\r" in data, told["end"] == "\r\n", name)
                self.assertIn(told["delimiter"].encode(), data.split(b"\n")[0])
                self.assertNotIn(b"sep=", data[:16])

    def test_shares_have_four_decimals_and_the_profile_s_point(self):
        for profile, told in PROFILES.items():
            for row in rows(folder(profile) / "pairs.csv", profile):
                for column in FIGURES:
                    self.assertRegex(row[column], rf"^[01]\{told['decimal']}\d{{4}}$")

    def test_all_profiles_say_the_same(self):
        plain = rows(folder("rfc4180", "--no-csv-hardening") / "pairs.csv")
        self.assertEqual([row["a"] for row in plain], [row["a"] for row in rows(folder("rfc4180") / "pairs.csv")])
        for profile in SPREADSHEETS:
            unhardened = rows(folder(profile, "--no-csv-hardening") / "pairs.csv", profile)
            point = PROFILES[profile]["decimal"]
            for row in unhardened:
                row.update({column: row[column].replace(point, ".") for column in (*FIGURES, "containment_b", "coverage_a")})
            self.assertEqual(unhardened, plain)

    def test_names_are_hardened_for_spreadsheets_only_and_free_text_always(self):
        for profile in PROFILES:
            for row in rows(folder(profile) / "articles.csv", profile):
                hardened = "'" if profile != "rfc4180" else ""
                name = row["id"].removeprefix(hardened)
                self.assertIn(name, articles())
                self.assertEqual(row["id"].startswith("'"), bool(hardened) and name.startswith(tuple("=+-@＝\t")))
                title = articles()[name].get("title", "")
                self.assertEqual(row["title"], f"'{title}" if title.startswith(tuple("=+-@＝\t")) else title)

    def test_hardened_cells_are_counted(self):
        for profile in PROFILES:
            told = record(folder(profile))["tables"]["hardened_cells"]
            cells = 0
            for name in TABLES:
                with (folder(profile) / f"{name}.csv").open(newline="", encoding="utf-8-sig") as file:
                    lines = csv.reader(file, delimiter=PROFILES[profile]["delimiter"])
                    cells += sum(cell.startswith("'") for line in lines for cell in line)
            self.assertEqual(cells, told, profile)
            self.assertIn(f"{told} cells that look like formulas", (folder(profile) / "said.txt").read_text())


class InLibreOffice(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.clicked = {
            (profile, name): opened(folder(profile) / f"{name}.csv", csv_filter(profile)).active
            for profile in PROFILES
            for name in ("pairs", "passages", "articles", "matrix")
        }

    def test_numbers_are_numbers_in_the_locale_of_the_profile(self):
        for profile in PROFILES:
            plain = rows(folder("rfc4180") / "pairs.csv")
            for cells, row in zip(table(self.clicked[profile, "pairs"]), plain, strict=True):
                for column in (*FIGURES, "matched_words"):
                    self.assertEqual((cells[column].data_type, cells[column].value), ("n", float(row[column])), profile)
            matrix = list(self.clicked[profile, "matrix"].iter_rows(min_row=2, min_col=2))
            self.assertEqual({cell.data_type for row in matrix for cell in row}, {"n"}, profile)

    def test_in_another_locale_they_would_not_be(self):
        """The check above sees what it is there to see."""
        wrong = opened(folder("excel-fr") / "pairs.csv", csv_filter("excel-fr", language=1033)).active
        self.assertEqual({row["resemblance"].data_type for row in table(wrong)}, {"s"})

    def test_nothing_is_a_formula_in_the_spreadsheet_profiles(self):
        for (profile, name), sheet in self.clicked.items():
            if profile in SPREADSHEETS:
                kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
                self.assertFalse(kinds & {"f", "e"}, f"{profile} {name}: {kinds}")

    def test_without_hardening_something_would_be(self):
        wild = opened(folder("excel", "--no-csv-hardening") / "articles.csv", csv_filter("excel")).active
        self.assertIn("f", {cell.data_type for row in wild.iter_rows() for cell in row})

    def test_accents_guillemets_and_emoji_are_right(self):
        for profile in PROFILES:
            shown = [cell["a_text"].value for cell in table(self.clicked[profile, "passages"])]
            self.assertTrue(all("Élan n° " in text and " », a dit le préfet de l’Orne" in text for text in shown), profile)
            ids = [cell["id"].value for cell in table(self.clicked[profile, "articles"])]
            self.assertTrue({"«\u202fÉlan\u202f» œ ß €", "😀"} <= set(ids), profile)

    def test_ids_stay_as_they_are_where_their_columns_are_texts(self):
        for profile in PROFILES:
            width = len(rows(folder(profile) / "articles.csv", profile)[0])
            sheet = opened(folder(profile) / "articles.csv", csv_filter(profile, text_columns=width)).active
            ids = [row["id"] for row in table(sheet)]
            self.assertEqual({cell.data_type for cell in ids}, {"s"})
            self.assertTrue(set(LOOKALIKES) <= {cell.value for cell in ids}, profile)

    def test_a_double_click_loses_leading_zeros_as_the_readme_says(self):
        for profile in SPREADSHEETS:
            ids = [row["id"] for row in table(self.clicked[profile, "articles"])]
            self.assertIn(12, [cell.value for cell in ids if cell.data_type == "n"])
            self.assertFalse(set(FORMULAS) & {cell.value for cell in ids})


if __name__ == "__main__":
    unittest.main()
