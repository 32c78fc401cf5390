//! `passages.csv`: one row for each passage, with its place in both articles to the character and a look at both texts.

use super::Run;
use super::table::{Cell, Table, Tally};
use crate::article::Article;
use crate::findings::{Passage, Segment, Share, Side, Span};
use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

pub(super) const FILE: &str = "passages.csv";

const COLUMNS: [&str; 17] = [
    "passage",
    "a",
    "b",
    "a_start",
    "a_end",
    "b_start",
    "b_end",
    "a_words",
    "b_words",
    "matched_words",
    "kind",
    "segments",
    "earlier",
    "quoted_share",
    "via",
    "a_text",
    "b_text",
];

/// The longest excerpt, in code points, its ellipsis included.
const LONGEST: usize = 300;

pub(super) fn write(out: &mut dyn Write, run: &Run<'_>) -> io::Result<Tally> {
    let mut table = Table::new(out, run.profile, COLUMNS)?;
    for (number, passage) in (1..).zip(&run.findings.passages) {
        table.row(row(run, number, passage))?;
    }
    table.finish()
}

fn row<'a>(run: &Run<'a>, number: u64, passage: &Passage) -> [Cell<'a>; COLUMNS.len()] {
    let (a, b) = (run.batch.article(passage.pair.first()), run.batch.article(passage.pair.second()));
    let via = passage.via.map(|article| run.batch.article(article).id.as_str());
    [
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
        Cell::Word(Cow::Borrowed(passage.earlier.map_or("", Side::letter))),
        Cell::Share(Share { part: passage.quoted_words, whole: passage.matched_words }),
        Cell::name(via),
        Cell::Text(Cow::Owned(excerpt(a, &passage.first))),
        Cell::Text(Cow::Owned(excerpt(b, &passage.second))),
    ]
}

/// `a_start-a_end:b_start-b_end`, blank-separated, in code points.
fn stretches(segments: &[Segment]) -> String {
    let range = |chars: &Range<u32>| format!("{}-{}", chars.start, chars.end);
    let one = |segment: &Segment| format!("{}:{}", range(&segment.first.chars), range(&segment.second.chars));
    segments.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn excerpt(article: &Article, span: &Span) -> String {
    shorten(&article.text[span.bytes.start as usize..span.bytes.end as usize])
}

/// The text on one line, every run of blanks and line breaks as one blank, cut with `…` where it is too long for a cell.
fn shorten(text: &str) -> String {
    let is_gap =
        |letter: char| letter == ' ' || letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
    let line = text.split(is_gap).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let mut borders = line.char_indices().skip(LONGEST - 1);
    match (borders.next(), borders.next()) {
        (Some((cut, _)), Some(_)) => format!("{}…", line[..cut].trim_end()),
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, text_of};
    use super::*;

    #[test]
    fn a_passage_has_a_row_with_its_places_and_both_texts() {
        assert_eq!(
            text_of(write, &Sample::new()),
            "\
passage,a,b,a_start,a_end,b_start,b_end,a_words,b_words,matched_words,kind,segments,earlier,quoted_share,via,a_text,b_text
1,wire,paper,0,12,6,18,2,2,2,edited,0-2:6-8 3-12:9-18,a,0.5000,,Élan rompu :,'=lan rompu :
"
        );
    }

    #[test]
    fn an_excerpt_is_one_line() {
        assert_eq!(shorten(" One\r\n\r\ntwo\t three\u{2028}four "), "One two three four");
        assert_eq!(shorten("10\u{a0}%"), "10\u{a0}%");
    }

    #[test]
    fn an_excerpt_is_never_longer_than_it_may_be() {
        for length in [0, 1, 150, 298, 299, 300, 301, 302, 1_000] {
            for text in
                ["é".repeat(length), "é ".repeat(length), "éé ".repeat(length), "éééé ".repeat(length)]
            {
                let line = shorten(&text);
                let whole: Vec<&str> = text.split_whitespace().collect();
                let count = line.chars().count();
                assert!(count <= LONGEST, "{length}: {count}");
                assert_eq!(
                    line.ends_with('…'),
                    whole.join(" ").chars().count() > LONGEST,
                    "{length}: {line}"
                );
            }
        }
    }
}
