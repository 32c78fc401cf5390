//! `passages.csv`: one row for each passage, with its place in both articles to the character and a look at both texts.

use super::Run;
use super::pairs::{FIRST, NOTE, REVIEW, REVIEWER, REVIEWS, SECOND, review, said};
use super::profile::Excerpt;
use super::table::{Cell, Column, Keys, Kind, Reference, Rows, Table, column};
use crate::article::{ArticleId, Pair};
use crate::findings::{Order, Passage, Segment, Share, Side, Span};
use std::borrow::Cow;
use std::ops::Range;

pub(super) const TABLE: Table = Table {
    file: "passages.csv",
    columnar: "passages.parquet",
    about: "the shared wording, to the character",
    naming: 3,
    columns: |_| COLUMNS.to_vec(),
    rows,
    keys,
};

const PLACE: &str = "where the passage stands in each `text`: Unicode code points, counted from 0, the end not included. \
                     Python: `text[a_start:a_end]`; JavaScript: `Array.from(text).slice(a_start, a_end).join(\"\")`";
const WORDS: &str = "words of the whole stretch, those that differ included";
const EXCERPT: &str = "the passage as it stands in each article, on one line, at most 300 characters with `…` at the end; \
                       with `--excerpt full` all of it, as far as a cell of a spreadsheet can hold it";

const COLUMNS: [Column<'static>; 22] = [
    column("passage", Kind::Ordinal, "number of the row, from 1; it names the passage within this run only"),
    column("a", Kind::Name, FIRST),
    column("b", Kind::Name, SECOND),
    column("a_start", Kind::Ordinal, PLACE),
    column("a_end", Kind::Ordinal, PLACE),
    column("b_start", Kind::Ordinal, PLACE),
    column("b_end", Kind::Ordinal, PLACE),
    column("a_words", Kind::Count, WORDS),
    column("b_words", Kind::Count, WORDS),
    column(
        "matched_words",
        Kind::Count,
        "words that stand in both, in step. Inflections agree: two words are matched when their first six letters are the \
         same (numbers: all digits). At least `--min-words` (9); with `--strict-verbatim`, at least that many in the \
         passages that it adds",
    ),
    column(
        "kind",
        Kind::Word(&["verbatim", "edited", "rewritten"]),
        "`verbatim`: the same words from first to last, whatever their case, accents and punctuation; `edited`: words \
         changed, added, dropped or moved; `rewritten`: fewer than half of the words of the shorter stretch are the same in \
         step",
    ),
    column(
        "segments",
        Kind::Note,
        "the stretches that run in step, `a_start-a_end:b_start-b_end`, blank-separated, in the order of `a`; more than one \
         when text was moved or a longer piece dropped",
    ),
    column(
        "earlier",
        Kind::Word(&["a", "b"]),
        "`a` or `b`: the article with the earlier date, or the agency's item in a tie (see `order`); empty if a date is \
         missing or the two could be of the same moment. An earlier text need not be where the later one has it from",
    ),
    column(
        "quoted_share",
        Kind::Share,
        "0 to 1: share of the matched words that are quoted speech in either article",
    ),
    column(
        "via",
        Kind::Name,
        "the earliest article from which both have this passage (nearly all of the words that are the same in both, and \
         the same in it): two copies of one dispatch. Empty if none is known, or if they share what it does not have",
    ),
    column("a_text", Kind::Excerpt, EXCERPT),
    column("b_text", Kind::Excerpt, EXCERPT),
    column(
        "operations",
        Kind::Note,
        "what happened to the words of each of the `segments`, in their order, from `a` to `b`: counts and letters as in a \
         CIGAR string, `12=1X3D`. `=` the same word, `M` the same but for its ending, `X` another word, `I` a word of `b` \
         only, `D` a word of `a` only",
    ),
    column("review", REVIEWS, REVIEW),
    column("review_note", Kind::Text, NOTE),
    column("reviewer", Kind::Name, REVIEWER),
    column(
        "order",
        Kind::Word(&["dates", "tie"]),
        "what `earlier` rests on. `dates`: the one date is before the other; `tie`: the dates do not say so, they are at \
         most five minutes apart, and the agency's item is taken for the earlier text. Empty where `earlier` is",
    ),
];

/// The longest short excerpt, in code points, its ellipsis included.
const SHORT: usize = 300;

/// The longest full excerpt, in UTF-16 units, its ellipsis included; with a leading `'` a cell still holds it.
const FULL: usize = 32_765;

fn keys(run: Run<'_>) -> Keys {
    let pair = Reference { fields: &["a", "b"], table: "pairs", to: &["a", "b"] };
    let via = Reference { fields: &["via"], table: "articles", to: &["id"] };
    let foreign = if run.has_references() { vec![pair] } else { vec![pair, via] };
    Keys { primary: &["passage"], foreign }
}

fn rows(run: Run<'_>) -> Rows<'_> {
    Box::new((1..).zip(&run.findings.passages).map(move |(number, passage)| row(run, number, passage)))
}

fn row<'a>(run: Run<'a>, number: u64, passage: &Passage) -> Vec<Cell<'a>> {
    let (a, b) = (run.batch.article(passage.pair.first()), run.batch.article(passage.pair.second()));
    let via = passage.via.map(|article| run.batch.article(article).id.as_str());
    let quoted = Share { part: passage.quoted_words, whole: passage.matched_words };
    let excerpt = |article: ArticleId, span| excerpt(&run.batch.text(article), span, run.profile.excerpt);
    let held = run.findings.reviews.of_passage(number as usize - 1);
    let [review_note, reviewer] = said(run, held);
    vec![
        Cell::Count(number),
        Cell::Name(&a.id),
        Cell::Name(&b.id),
        Cell::Count(passage.first.chars.start.into()),
        Cell::Count(passage.first.chars.end.into()),
        Cell::Count(passage.second.chars.start.into()),
        Cell::Count(passage.second.chars.end.into()),
        Cell::Count(passage.first_words.into()),
        Cell::Count(passage.second_words.into()),
        Cell::Count(passage.matched_words.into()),
        Cell::Word(Cow::Borrowed(passage.kind.word())),
        Cell::Word(Cow::Owned(stretches(&passage.segments))),
        Cell::word(passage.earlier.map(Side::letter)),
        Cell::share(Some(quoted)),
        Cell::name(via),
        excerpt(passage.pair.first(), &passage.first),
        excerpt(passage.pair.second(), &passage.second),
        Cell::Word(Cow::Owned(operations(&passage.segments))),
        review(held),
        review_note,
        reviewer,
        Cell::word(passage.earlier.map(|side| order(run, passage.pair, side).word())),
    ]
}

/// What it rests on that one article of a pair is taken for the earlier one.
pub(super) fn order(run: Run<'_>, pair: Pair, earlier: Side) -> Order {
    let [first, second] = [pair.first(), pair.second()].map(|id| run.batch.article(id).published.as_ref());
    match earlier {
        Side::First => Order::of(first, second),
        Side::Second => Order::of(second, first),
    }
}

/// `a_start-a_end:b_start-b_end`, blank-separated, in code points.
fn stretches(segments: &[Segment]) -> String {
    let range = |chars: &Range<u32>| format!("{}-{}", chars.start, chars.end);
    let one = |segment: &Segment| format!("{}:{}", range(&segment.first.chars), range(&segment.second.chars));
    segments.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// What happened to the words of each stretch, blank-separated, in the order of [`stretches`].
fn operations(segments: &[Segment]) -> String {
    segments.iter().map(|segment| segment.operations.to_string()).collect::<Vec<_>>().join(" ")
}

/// Short excerpts are short by their nature; of a full one it is told when it is not full.
fn excerpt(text: &str, span: &Span, excerpt: Excerpt) -> Cell<'static> {
    let text = &text[span.bytes.start as usize..span.bytes.end as usize];
    match shorten(text, excerpt) {
        (text, true) if excerpt == Excerpt::Full => Cell::Cut(text.into()),
        (text, _) => Cell::Text(text.into()),
    }
}

/// A stretch of a text as the tables show it, on one line; to show that again changes nothing.
#[must_use]
pub fn shown(text: &str, span: &Span) -> String {
    shorten(&text[span.bytes.start as usize..span.bytes.end as usize], Excerpt::Short).0
}

/// The text on one line, cut with `…` where it is longer than an excerpt may be; and whether it was.
fn shorten(text: &str, excerpt: Excerpt) -> (String, bool) {
    match excerpt {
        Excerpt::Short => shortened(text, SHORT, |_| 1),
        Excerpt::Full => shortened(text, FULL, char::len_utf16),
    }
}

/// The text on one line, every run of blanks and line breaks as one blank, cut with `…` where it is longer than that in
/// the sizes of its letters; and whether it was.
pub(super) fn shortened(text: &str, longest: usize, size: impl Fn(char) -> usize) -> (String, bool) {
    let is_gap =
        |letter: char| letter == ' ' || letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
    let line = text.split(is_gap).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let (mut length, mut cut) = (0, line.len());
    for (at, letter) in line.char_indices() {
        length += size(letter);
        // The last letter that leaves room for an ellipsis, which is one unit long.
        if length < longest {
            cut = at + letter.len_utf8();
        }
    }
    if length <= longest { (line, false) } else { (format!("{}…", line[..cut].trim_end()), true) }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, text_of};
    use super::*;

    #[test]
    fn a_passage_has_a_row_with_its_places_and_both_texts() {
        assert_eq!(
            text_of(&TABLE, &Sample::reviewed()),
            "\
passage,a,b,a_start,a_end,b_start,b_end,a_words,b_words,matched_words,kind,segments,earlier,quoted_share,via,a_text,b_text,operations,review,review_note,reviewer,order
1,wire,paper,0,12,6,18,2,2,2,edited,0-2:6-8 3-12:9-18,a,0.5000,,Élan rompu :,'=lan rompu :,1X 1=,confirmed,,,tie
"
        );
    }

    #[test]
    fn an_excerpt_is_one_line() {
        let line = |text| shorten(text, Excerpt::Short).0;
        assert_eq!(line(" One\r\n\r\ntwo\t three\u{2028}four "), "One two three four");
        assert_eq!(line("10\u{a0}%"), "10\u{a0}%");
    }

    #[test]
    fn an_excerpt_is_never_longer_than_it_may_be() {
        for length in [0, 1, 150, 298, 299, 300, 301, 302, 1_000] {
            for text in
                ["é".repeat(length), "é ".repeat(length), "éé ".repeat(length), "éééé ".repeat(length)]
            {
                let (line, _) = shorten(&text, Excerpt::Short);
                let whole: Vec<&str> = text.split_whitespace().collect();
                let count = line.chars().count();
                assert!(count <= SHORT, "{length}: {count}");
                assert_eq!(line.ends_with('…'), whole.join(" ").chars().count() > SHORT, "{length}: {line}");
            }
        }
    }

    #[test]
    fn a_full_excerpt_is_whole_or_marked_as_cut_and_fits_into_a_cell() {
        for letter in ["e", "é", "😀"] {
            let units = letter.encode_utf16().count();
            for length in [0, 301, FULL / units - 1, FULL / units, FULL / units + 1, 40_000] {
                let text = letter.repeat(length);
                let (line, cut) = shorten(&text, Excerpt::Full);
                assert!(line.encode_utf16().count() <= FULL, "{letter} {length}");
                assert_eq!(cut, length * units > FULL, "{letter} {length}");
                assert!(if cut { line.ends_with('…') } else { line == text }, "{letter} {length}");
            }
        }
    }
}
