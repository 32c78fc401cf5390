"""What the functions of passages and of the audit take and give."""

from .functions import BYTES, COLUMNS, FLAG, INT, LONG, SHARE, TEXT


def _named(names, kind):
    return {name: kind for name in names.split()}


_ARTICLE = {**_named("title outlet", TEXT), **_named("earliest latest", LONG)}
_GRAM = {
    "key": LONG, "outlet": LONG,
    **_named("articles first_day last_day before_bits before behind_bits behind home opening closing", LONG),
    **_named("home_before_bits home_before home_behind_bits home_behind", LONG),
}
_PAIR = {"first": LONG, "second": LONG}
_REVIEW = _named("review review_note reviewer", TEXT)

#: The columns of ``pairs.csv``, and the row as the file has it.
PAIRS = {
    **_named("a b relation", TEXT), **_named("resemblance containment_a containment_b coverage_a coverage_b", SHARE),
    **_named("passages matched_words", LONG), **_named("a_title b_title a_outlet b_outlet a_published b_published", TEXT),
    **_REVIEW, "line": TEXT,
}
#: Those of ``passages.csv``.
PASSAGES = {
    "passage": LONG, **_named("a b", TEXT),
    **_named("a_start a_end b_start b_end a_words b_words matched_words", LONG), **_named("kind segments earlier", TEXT),
    "quoted_share": SHARE, **_named("via a_text b_text operations", TEXT), **_REVIEW, "order": TEXT, "line": TEXT,
}
#: Those of ``articles.csv``.
ARTICLES = {
    **_named("id outlet published title", TEXT),
    **_named("words boilerplate_words reused_words verbatim_words quoted_words wire_words", LONG),
    **_named("reused_share wire_share originality", SHARE), "top_source": TEXT, "top_source_share": SHARE,
    **_named("class credit flag update_of", TEXT), **_named("stock_words undirected_words", LONG),
    **_named("evidence names_itself", TEXT), "line": TEXT,
}
#: Those of ``reuse.csv``.
REUSE = {
    **_named("source reuser", TEXT), **_named("lag_minutes words", LONG), "share_of_reuser": SHARE,
    **_named("evidence source_outlet reuser_outlet", TEXT), "quoted_words": LONG, "line": TEXT,
}
#: Those of ``outlets.csv``.
OUTLETS = {
    "outlet": TEXT, "is_agency": FLAG, **_named("articles updates wholly_derived partially_derived non_derived", LONG),
    **_named("wholly_derived_share partially_derived_share non_derived_share median_originality", SHARE),
    **_named("own_words wire_words", LONG), "wire_share": SHARE, "wire_share_by_agency": TEXT,
    **_named("credited uncredited miscredited shared_quote median_lag_minutes", LONG), "line": TEXT,
}
#: Those of ``flows.csv``.
FLOWS = {
    **_named("source_outlet reuser_outlet", TEXT), **_named("articles words quoted_words median_lag_minutes", LONG), "line": TEXT,
}

_OWN = {"number": LONG, "place": INT, "outlet": TEXT, "earliest": LONG, "latest": LONG, "said": BYTES}
_OTHER = {"other": LONG, "outlet_two": TEXT, "earliest_two": LONG, "latest_two": LONG, "said_two": BYTES, "wording": BYTES}
_SUMS = {**_named("whose figure", BYTES), "sum": LONG, "place": INT}
_SIDES = {
    f"{name}_{side}": kind
    for side in ("one", "two")
    for name, kind in {"id": TEXT, **_ARTICLE, "published": TEXT, "text": TEXT, "said": BYTES}.items()
}

COLUMNS |= {
    "recurrence_rows": (
        {"outlet": TEXT, "text": TEXT, "corpus_words": LONG},
        {"counter": LONG, "at_home": INT, "times": LONG},
    ),
    "tally_rows": (
        {**_named("outlet text", TEXT), **_named("earliest latest", LONG), **_named("words wording", FLAG)},
        {"what": INT, **_GRAM},
    ),
    "nobodys_grams": (
        {**_GRAM, "whole": FLAG, **_named("published_articles published_first published_last", LONG)},
        {"gram": LONG, "outlet": LONG, "whole": FLAG},
    ),
    "weigh": (
        {"number": LONG, **_ARTICLE, "text": TEXT},
        {"number": LONG, **_named("words boilerplate stock", INT), **_named("said credits fingerprints", BYTES)},
    ),
    "fingerprint_rows": (
        {"number": LONG, "fingerprints": BYTES},
        {"gram": LONG, "number": LONG, "information": INT},
    ),
    "meet": (
        {**_named("gram number", LONG), "information": INT, **_named("earliest latest", LONG), "place": INT},
        {**_PAIR, "information": INT},
    ),
    "align": (
        {**_PAIR, "near": FLAG, **_SIDES},
        {**_PAIR, **_named("earlier many", INT), **_named("wording shown", BYTES), **PAIRS},
    ),
    "passages_of": ({**_PAIR, "shown": BYTES}, {**_PAIR, "at": INT, "passage": BYTES}),
    "passage_rows": (
        {
            **_PAIR, "number": LONG, "passage": BYTES, "via": TEXT, **_named("id_one id_two", TEXT),
            **_named("earliest_one latest_one earliest_two latest_two", LONG),
        },
        {**_PAIR, **PASSAGES},
    ),
    "audit_rows": (
        {
            **_OWN, **_named("id title published", TEXT), **_named("words boilerplate stock", INT), "credits": BYTES,
            **_OTHER, "id_two": TEXT, "base": LONG,
        },
        {"number": LONG, **_named("reused counts", BYTES), **ARTICLES},
    ),
    "reuse_rows": (
        {"number": LONG, **_named("id outlet", TEXT), "reused": BYTES},
        {**_named("source_number number", LONG), **REUSE},
    ),
    "count_rows": ({"counts": BYTES}, {**_named("whose figure", BYTES), "is_flow": FLAG, "sum": LONG}),
    "outlet_rows": (_SUMS, OUTLETS),
    "flow_rows": (_SUMS, FLOWS),
    "covering_rows": (
        {**_OWN, **_OTHER, "asked": FLAG, "most": INT},
        {**_PAIR, "at": INT, "number": LONG, "texts": BYTES, "cut": FLAG},
    ),
    "via": ({**_PAIR, "at": INT, "one": BYTES, "two": BYTES, "cut": FLAG}, {**_PAIR, "at": INT, "via": LONG, "open": FLAG}),
}
