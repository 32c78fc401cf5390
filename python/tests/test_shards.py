"""The functions of a cluster's job on passages: asked one after the other, they give the tables of a comparison."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import wirecopy
from wirecopy import shards

Row = dict[str, Any]
PARAMETERS = shards.parameters()
LONG, INT, TEXT, BYTES, FLAG = pa.int64(), pa.int32(), pa.utf8(), pa.binary(), pa.bool_()
FIELDS = {name: TEXT for name in ("id", "text", "title", "outlet", "published", "url", "language")}
DATED = {"outlet": TEXT, "earliest": LONG, "latest": LONG}

DISPATCH = (
    "The harbour pilots of Saint-Aubrac voted on Tuesday evening to suspend the night service, after a barge had torn loose "
    "from the northern quay and drifted for two hours between the moored trawlers without any watchman noticing it."
)
OWN = (
    "Our correspondent walked along the basin this morning and found nets spread over the railings, an idle crane, and a dozen "
    "sailors who would rather speak about football than about the vote.",
    "Shopkeepers of the old town complain that fewer crews come ashore at night, and that the bakery behind the customs house "
    "has already shortened its opening hours for want of customers.",
)


def asked(name: str, rows: list[Row], columns: dict[str, pa.DataType], corpus: bytes | None = None) -> list[Row]:
    """What a function makes of rows."""
    table = pa.Table.from_pylist([{name: row.get(name) for name in columns} for row in rows], pa.schema(columns))
    made: list[Row] = pa.table(shards.apply(name, table, PARAMETERS, corpus)).to_pylist()
    return made


def placed(rows: list[Row], group: str, order: str) -> list[Row]:
    """Rows in groups, in order, with their places."""
    seen: Counter[Any] = Counter()
    rows = sorted(rows, key=lambda row: (row[group], row[order]))
    for row in rows:
        seen[row[group]] += 1
        row["place"] = seen[row[group]]
    return rows


def sided(row: Row, side: str, names: tuple[str, ...]) -> Row:
    return {f"{name}_{side}": row[name] for name in names}


@pytest.fixture(scope="module")
def articles() -> list[Row]:
    """A dispatch, and two papers that have it."""
    told = [("wire", "Agence Boréale", "2026-03-10T08:00:00Z", DISPATCH)]
    told += [("courrier", "Courrier", "2026-03-10T10:00:00Z", f"{DISPATCH}\n\n{OWN[0]}")]
    told += [("gazette", "Gazette", "2026-03-10T12:00:00Z", f"{OWN[1]}\n\n{DISPATCH}")]
    return [dict(zip(("id", "outlet", "published", "text"), row, strict=True)) for row in told]


@pytest.fixture(scope="module")
def expected(articles: list[Row], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The lines of a comparison's tables."""
    out: Path = tmp_path_factory.mktemp("compared") / "out"
    wirecopy.compare(pa.Table.from_pylist(articles)).write(out)
    return {name: (out / f"{name}.csv").read_text().splitlines()[1:] for name in ("pairs", "passages", "articles")}


class Job:
    """The functions in the order in which a job asks them."""

    def __init__(self, articles: list[Row]) -> None:
        rows = [{"number": number, **article} for number, article in enumerate(articles)]
        described = asked("describe", rows, {"number": LONG, **FIELDS})
        self.known = [{**row, "text": article["text"]} for row, article in zip(described, articles, strict=True)]
        self.lesson = self.taught()
        columns = {"number": LONG, "title": TEXT, **DATED, "text": TEXT}
        weighed = asked("weigh", self.known, columns, self.lesson)
        for row, told in zip(self.known, weighed, strict=True):
            row.update(told)
        self.aligned = self.shown()

    def taught(self) -> bytes:
        words = sum(row["words"] for row in self.known)
        none = pa.table({"counter": pa.array([], LONG), "at_home": pa.array([], INT)})
        heard = [{**row, "words": True, "wording": True} for row in self.known]
        columns = {**DATED, "text": TEXT, "words": FLAG, "wording": FLAG}
        tally = asked("tally_rows", heard, columns, shards.recurrence(none, words))
        assert not [row for row in tally if row["what"] == 3], "no wording recurs in four articles"
        stems: Counter[int] = Counter()
        for row in tally:
            if row["what"] == 1:
                stems[row["key"]] += row["articles"]
        counted = pa.table({"key": pa.array(list(stems), LONG), "articles": pa.array(list(stems.values()), LONG)})
        grams = pa.table({"gram": pa.array([], LONG), "outlet": pa.array([], LONG), "whole": pa.array([], FLAG)})
        outlets = [row["outlet"] for row in self.known]
        return shards.lesson((len(self.known), outlets), counted, grams, PARAMETERS)

    def shown(self) -> list[Row]:
        rows = asked("fingerprint_rows", self.known, {"number": LONG, "fingerprints": BYTES})
        columns = {"gram": LONG, "number": LONG, "information": INT, "earliest": LONG, "latest": LONG, "place": INT}
        met: dict[tuple[int, int], list[int]] = defaultdict(list)
        for row in asked("meet", placed(rows, "gram", "number"), columns):
            met[row["first"], row["second"]].append(row["information"])
        enough = [
            pair
            for pair, told in met.items()
            if len(told) >= shards.LEAST_SHARED and sum(told) >= shards.LEAST_INFORMATION
        ]
        known = {"id": TEXT, "title": TEXT, **DATED, "published": TEXT, "text": TEXT, "said": BYTES}
        sides = {f"{name}_{side}": kind for side in ("one", "two") for name, kind in known.items()}
        rows = [
            {
                "first": first, "second": second, "near": False,
                **sided(self.known[first], "one", tuple(known)), **sided(self.known[second], "two", tuple(known)),
            }
            for first, second in sorted(enough)
        ]  # fmt: skip
        return asked("align", rows, {"first": LONG, "second": LONG, "near": FLAG, **sides}, self.lesson)

    def neighbours(self) -> list[Row]:
        """For each article the others that it shares passages with."""
        base, rows = 0, []
        for pair in self.aligned:
            for number, other in ((pair["first"], pair["second"]), (pair["second"], pair["first"])):
                told = sided(self.known[other], "two", ("id", "outlet", "earliest", "latest", "said"))
                asked_about = {"asked": True, "most": 4, "boilerplate": self.known[number]["boilerplate"]}
                rows.append({**self.known[number], **told, **asked_about, "other": other, "base": base, "wording": pair["wording"]})
            base += pair["many"]
        return placed(rows, "number", "other")

    def via(self) -> dict[tuple[int, int, int], int | None]:
        columns = {"number": LONG, "place": INT, **DATED, "said": BYTES, **OTHER, "asked": FLAG, "most": INT}
        sides: dict[tuple[int, int, int], dict[str, bytes]] = defaultdict(dict)
        for row in asked("covering_rows", self.neighbours(), columns, self.lesson):
            side = "one" if row["number"] == row["first"] else "two"
            sides[row["first"], row["second"], row["at"]][side] = row["texts"]
        rows = [
            {"first": first, "second": second, "at": at, "cut": False, **texts}
            for (first, second, at), texts in sides.items()
            if len(texts) == 2
        ]
        columns = {"first": LONG, "second": LONG, "at": INT, "one": BYTES, "two": BYTES, "cut": FLAG}
        return {(row["first"], row["second"], row["at"]): row["via"] for row in asked("via", rows, columns)}


OTHER = {
    "other": LONG, "outlet_two": TEXT, "earliest_two": LONG, "latest_two": LONG, "said_two": BYTES, "wording": BYTES,
}  # fmt: skip


@pytest.fixture(scope="module")
def job(articles: list[Row]) -> Job:
    return Job(articles)


def test_pairs_have_the_lines_of_the_table(job: Job, expected: dict[str, list[str]]) -> None:
    assert [row["line"] for row in job.aligned] == expected["pairs"]
    assert len(expected["pairs"]) == 3
    assert [row["earlier"] for row in job.aligned] == [1, 1, 1]


def test_passages_have_the_lines_of_the_table(job: Job, expected: dict[str, list[str]]) -> None:
    via, base, rows = job.via(), 0, []
    for pair in job.aligned:
        for row in asked("passages_of", [pair], {"first": LONG, "second": LONG, "shown": BYTES}):
            source = via.get((row["first"], row["second"], row["at"]))
            told = {"number": base + row["at"], "via": None if source is None else job.known[source]["id"]}
            names = ("id", "earliest", "latest")
            one, two = job.known[row["first"]], job.known[row["second"]]
            rows.append({**row, **told, **sided(one, "one", names), **sided(two, "two", names)})
        base += pair["many"]
    sides = {f"{name}_{side}": kind for side in ("one", "two") for name, kind in {"id": TEXT, "earliest": LONG, "latest": LONG}.items()}
    columns = {"first": LONG, "second": LONG, "number": LONG, "passage": BYTES, "via": TEXT, **sides}
    found = asked("passage_rows", rows, columns)
    assert [row["line"] for row in found] == expected["passages"]
    assert [row["via"] for row in found] == [None, None, "wire"]


def test_articles_have_the_lines_of_the_table(job: Job, expected: dict[str, list[str]]) -> None:
    columns = {
        "number": LONG, "place": INT, "id": TEXT, "title": TEXT, "published": TEXT, **DATED, "words": INT,
        "boilerplate": INT, "stock": INT, "said": BYTES, "credits": BYTES, **OTHER, "id_two": TEXT, "base": LONG,
    }  # fmt: skip
    found = asked("audit_rows", job.neighbours(), columns, job.lesson)
    assert [row["line"] for row in found] == expected["articles"]
    assert [row["flag"] for row in found] == [None, "uncredited", "uncredited"]


LOOK = {"number": LONG, "size": INT, "imprint": BYTES}


@pytest.fixture(scope="module")
def looks() -> list[Row]:
    """What three articles are looked at by, the first two of which have most wording in common."""
    texts = [f"{DISPATCH} {OWN[0]}", f"{OWN[0]} {DISPATCH}", " ".join(f"word{number}" for number in range(70))]
    rows = [{"number": number, "id": f"a{number}", "text": text} for number, text in enumerate(texts)]
    return asked("describe", rows, {"number": LONG, **FIELDS})


def test_of_a_bucket_those_meet_who_may_resemble_one_another_and_the_rest_are_counted(looks: list[Row]) -> None:
    bucket = [{**row, "key": 7, "place": place} for place, row in enumerate(looks, 1)]
    found = asked("bucket_pairs", bucket, {"key": LONG, **LOOK, "place": INT})
    assert [(row["first"], row["second"]) for row in found if row["second"] is not None] == [(0, 1)]
    assert [row["apart"] for row in found if row["apart"] is not None] == [2]
    equal = asked("bucket_pairs", [{**row, "imprint": None} for row in bucket], {"key": LONG, **LOOK, "place": INT})
    assert len(equal) == 3


def test_a_glance_says_of_pairs_what_it_says_in_a_bucket(looks: list[Row]) -> None:
    names = ("size", "imprint")
    rows = [
        {"first": one, "second": two, **sided(looks[one], "one", names), **sided(looks[two], "two", names)}
        for one, two in ((0, 1), (0, 2), (1, 2))
    ]
    sides = {f"{name}_{side}": LOOK[name] for side in ("one", "two") for name in names}
    found = asked("glance", rows, {"first": LONG, "second": LONG, **sides})
    assert [(row["first"], row["second"], row["apart"]) for row in found] == [(0, 1, None), (None, None, 2)]


def test_what_depends_on_the_corpus_is_refused_without_it(articles: list[Row]) -> None:
    with pytest.raises(ValueError, match="weigh depends on what all articles teach"):
        asked("weigh", [], {"number": LONG, "title": TEXT, **DATED, "text": TEXT})
    with pytest.raises(ValueError, match="cannot be read"):
        asked("weigh", [], {"number": LONG, "title": TEXT, **DATED, "text": TEXT}, b"\x07")
