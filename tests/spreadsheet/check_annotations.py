"""annotations.jsonld against the W3C Web Annotation Data Model, and every selector in the real text; passim's lines too."""

import json
import re
import unittest

from common import articles, rows, run

OPTIONS = ("--annotations", "--passim")
# Section 3.3.5 of the model and the motivations that it lists.
MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}
IRI = re.compile(r"^[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+$")


class Annotations(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.out = run(*OPTIONS, "--no-csv-hardening")
        cls.collection = json.loads((cls.out / "annotations.jsonld").read_text(encoding="utf-8"))
        cls.items = cls.collection["first"]["items"]

    def test_the_collection_has_what_the_model_requires(self):
        self.assertEqual(self.collection["@context"], "http://www.w3.org/ns/anno.jsonld")
        self.assertEqual(self.collection["type"], "AnnotationCollection")
        self.assertRegex(self.collection["id"], IRI)
        self.assertEqual(self.collection["total"], len(self.items))
        page = self.collection["first"]
        self.assertEqual((page["type"], page["startIndex"]), ("AnnotationPage", 0))
        self.assertRegex(page["id"], IRI)

    def test_every_annotation_has_what_the_model_requires(self):
        self.assertEqual(len({item["id"] for item in self.items}), len(self.items))
        for item in self.items:
            self.assertRegex(item["id"], IRI)
            self.assertEqual(item["type"], "Annotation")
            self.assertIn(item["motivation"], MOTIVATIONS)
            for body in item["body"]:
                self.assertEqual(body["type"], "TextualBody")
                self.assertIsInstance(body["value"], str)
                self.assertIn(body["purpose"], MOTIVATIONS)
            self.assertEqual(len(item["target"]), 2)
            for target in item["target"]:
                self.assertEqual(target["type"], "SpecificResource")
                self.assertRegex(target["source"]["id"], IRI)
                if "scope" in target:
                    self.assertRegex(target["scope"], IRI)
                kinds = [selector["type"] for selector in target["selector"]]
                self.assertEqual(kinds, ["TextPositionSelector", "TextQuoteSelector"])

    def test_every_selector_finds_its_text(self):
        for item in self.items:
            for target in item["target"]:
                text = articles()[target["source"]["dc:identifier"]]["text"]
                place, quote = target["selector"]
                start, end = place["start"], place["end"]
                self.assertEqual(text[start:end], quote["exact"])
                self.assertEqual(text[max(0, start - 32) : start], quote["prefix"])
                self.assertEqual(text[end : end + 32], quote["suffix"])
                self.assertEqual(text.count(quote["prefix"] + quote["exact"] + quote["suffix"]), 1)

    def test_they_are_the_passages_of_the_table_and_claim_no_more(self):
        for item, row in zip(self.items, rows(self.out / "passages.csv"), strict=True):
            ends = [target["source"]["dc:identifier"] for target in item["target"]]
            self.assertEqual(ends, [row["a"], row["b"]])
            self.assertEqual(item["target"][0]["selector"][0]["start"], int(row["a_start"]))
            self.assertEqual(item["body"][0]["value"], row["kind"])
            said = item["body"][1]["value"]
            self.assertNotRegex(said, "cop(y|ied)|plagiar|taken|stole")
            self.assertEqual("earlier is not known" in said, row["earlier"] == "")

    def test_a_page_on_the_web_is_the_scope_and_only_if_it_is_an_address(self):
        scopes = {target["source"]["dc:identifier"]: target.get("scope") for item in self.items for target in item["target"]}
        for name, scope in scopes.items():
            url = articles()[name].get("url", "")
            self.assertEqual(scope, url if IRI.match(url) and url.isascii() else None)
        self.assertIn("https://courrier.example/1", scopes.values())


class Passim(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.out = run(*OPTIONS, "--no-csv-hardening")
        read = lambda name: [json.loads(line) for line in (cls.out / name).read_text(encoding="utf-8").split("\n")[:-1]]
        cls.aligned, cls.placed = read("passim-align.jsonl"), read("passim-out.jsonl")

    def test_a_line_has_both_places_of_a_passage(self):
        for line, row in zip(self.aligned, rows(self.out / "passages.csv"), strict=True):
            self.assertEqual((line["id"], line["id2"]), (row["a"], row["b"]))
            self.assertEqual(line["matches"], int(row["matched_words"]))
            for two in ("", "2"):
                article = articles()[line[f"id{two}"]]
                self.assertEqual(article["text"][line[f"begin{two}"] : line[f"end{two}"]], line[f"text{two}"])
                self.assertEqual(line.get(f"series{two}"), article.get("outlet"))
                self.assertEqual(line.get(f"date{two}"), article.get("published"))

    def test_places_are_clustered_and_counted(self):
        clusters = {}
        for place in self.placed:
            self.assertEqual(articles()[place["id"]]["text"][place["begin"] : place["end"]], place["text"])
            clusters.setdefault(place["cluster"], []).append(place)
        for places in clusters.values():
            self.assertEqual({place["size"] for place in places}, {len(places)})
            self.assertGreater(len(places), 1)
        self.assertEqual(list(clusters), list(range(1, len(clusters) + 1)))


if __name__ == "__main__":
    unittest.main()
