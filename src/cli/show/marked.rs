//! The text of an article with its passages marked: by colour, and by signs that need none.

use super::super::layout::wrap::wrap;
use super::super::layout::{Ink, Line, Shared, Stretch, Tie};
use crate::article::{ArticleId, Pair};
use crate::findings::{Folding, Mark, Operation, Passage, PassageKind, Segment, Side, Span};
use crate::tables::ListedPassage;
use crate::text::Places;
use std::collections::BTreeSet;
use std::ops::Range;

/// A text, and what is to be seen in it.
pub(super) struct Marked<'a> {
    pub(super) text: &'a str,
    pub(super) passages: Vec<MarkedPassage>,
    /// Places where somebody is credited, in bytes.
    pub(super) credits: Vec<Range<usize>>,
    /// Whether signs tell what colours do not.
    pub(super) is_plain: bool,
}

/// A passage in one of its two texts.
pub(super) struct MarkedPassage {
    number: u32,
    kind: PassageKind,
    bytes: Range<usize>,
    /// Where one of its stretches begins a paragraph, or the passage itself, with the number of the stretch: what can stand
    /// beside the same stretch of the other text without a break in a paragraph.
    starts: Vec<(usize, u32)>,
    /// Stretches of it whose words are not simply the same.
    inked: Vec<(Range<usize>, Ink)>,
}

/// A passage that does not fit the text that it should be of.
#[derive(Debug, thiserror::Error)]
#[error("row {0} of passages.csv does not fit the text of its article (compare again)")]
pub(super) struct Misfit(u32);

impl MarkedPassage {
    /// A row of `passages.csv` in the text of one of its articles.
    pub(super) fn of(
        listed: &ListedPassage,
        side: Side,
        text: &str,
        folding: Folding,
    ) -> Result<Self, Misfit> {
        let misfit = || Misfit(listed.number);
        let borders = borders(text);
        let at = |chars: &Range<u32>| span(&borders, chars).ok_or_else(misfit);
        let of = |ranges: &[Range<u32>; 2]| ranges[side as usize].clone();
        let whole = at(&of(&listed.chars))?;
        let segments =
            listed.segments.iter().map(|segment| at(&of(segment))).collect::<Result<Vec<_>, _>>()?;
        let mut inked = passed_over(text, &whole, &segments);
        inked.extend(changed(listed, side, (text, folding), (&whole, &segments)).ok_or_else(misfit)?);
        let is_start = |start: usize| {
            let mut before = text[..start].chars().rev();
            start == bytes(&whole).start || before.find(|&c| c.is_alphanumeric() || c == '\n') == Some('\n')
        };
        let numbered = segments.iter().map(|segment| segment.bytes.start as usize).zip(1..);
        let starts = numbered.filter(|&(start, _)| is_start(start)).collect();
        Ok(Self { number: listed.number, kind: listed.kind, bytes: bytes(&whole), starts, inked })
    }

    /// The same, where what stands in this article only is what it has added.
    pub(super) fn seen_from_here(mut self) -> Self {
        for (_, ink) in &mut self.inked {
            if *ink == Ink::Word(Operation::Deleted) {
                *ink = Ink::Word(Operation::Inserted);
            }
        }
        self
    }

    fn ink_at(&self, byte: usize) -> Ink {
        let inked = self.inked.iter().filter(|(range, _)| range.contains(&byte)).map(|inked| inked.1);
        inked.min_by_key(|&ink| rank(ink)).unwrap_or(Ink::Shared(self.kind))
    }
}

/// The closest wording first.
fn rank(ink: Ink) -> u8 {
    match ink {
        Ink::Shared(kind) => kind as u8,
        Ink::Word(operation) => 10 + operation as u8,
        _ => 20,
    }
}

/// The bytes at which characters begin, and the end.
fn borders(text: &str) -> Vec<u32> {
    text.char_indices().map(|(byte, _)| byte as u32).chain([text.len() as u32]).collect()
}

fn span(borders: &[u32], chars: &Range<u32>) -> Option<Span> {
    let byte = |place: u32| borders.get(place as usize).copied();
    (chars.start < chars.end).then_some(())?;
    Some(Span { chars: chars.clone(), bytes: byte(chars.start)?..byte(chars.end)? })
}

fn bytes(span: &Span) -> Range<usize> {
    span.bytes.start as usize..span.bytes.end as usize
}

/// Words of the passage that are in none of its stretches.
fn passed_over(text: &str, whole: &Span, segments: &[Span]) -> Vec<(Range<usize>, Ink)> {
    let mut stretches: Vec<Range<usize>> = segments.iter().map(bytes).collect();
    stretches.sort_by_key(|stretch| stretch.start);
    let (mut end, mut gaps) = (whole.bytes.start as usize, Vec::new());
    let last = bytes(whole).end;
    stretches.push(last..last);
    for stretch in stretches {
        if stretch.start > end {
            let gap = &text[end..stretch.start];
            let is_word = |letter: char| letter.is_alphanumeric();
            if let (Some(first), Some(last)) = (gap.find(is_word), gap.rfind(is_word)) {
                let behind = last + gap[last..].chars().next().map_or(0, char::len_utf8);
                gaps.push((end + first..end + behind, Ink::PassedOver));
            }
        }
        end = end.max(stretch.end);
    }
    gaps
}

/// Words that are not the same in both, where the table says so; none if its operations are not of these words.
fn changed(
    listed: &ListedPassage,
    side: Side,
    (text, folding): (&str, Folding),
    (whole, segments): (&Span, &[Span]),
) -> Option<Vec<(Range<usize>, Ink)>> {
    let Some(operations) = &listed.operations else { return Some(Vec::new()) };
    let is_here =
        |operation| operation != if side == Side::First { Operation::Inserted } else { Operation::Deleted };
    let places = Places::within(text, whole, folding);
    let fits = segments.iter().zip(operations).all(|(span, operations)| {
        let words = operations.count(is_here);
        let is_inside = whole.bytes.start <= span.bytes.start && span.bytes.end <= whole.bytes.end;
        is_inside
            && Places::within(text, span, folding).len() as u32 == words
            && places.words_before(span.bytes.start) + words <= places.len() as u32
    });
    if !fits {
        return None;
    }
    let segments = segments.iter().zip(operations).map(|(span, operations)| Segment {
        first: span.clone(),
        second: span.clone(),
        operations: operations.clone(),
    });
    let passage = Passage {
        pair: Pair::new(ArticleId(0), ArticleId(1))?,
        first: whole.clone(),
        second: whole.clone(),
        first_words: listed.words[0],
        second_words: listed.words[1],
        matched_words: listed.matched_words,
        kind: listed.kind,
        segments: segments.collect(),
        earlier: None,
        quoted_words: 0,
        via: None,
    };
    let marks = passage.marks(side, text, folding);
    let is_other = |mark: &Mark| mark.operation != Operation::Same;
    Some(
        marks
            .into_iter()
            .filter(is_other)
            .map(|mark| (bytes(&mark.span), Ink::Word(mark.operation)))
            .collect(),
    )
}

impl Marked<'_> {
    /// The text on a screen.
    pub(super) fn lines(&self, width: usize) -> Vec<Line> {
        if self.text.trim().is_empty() {
            return vec![Line::of([Stretch::new("(no text)", Ink::Faint)])];
        }
        wrap(&self.stretches(), width)
    }

    /// The whole text as stretches, signs among them.
    fn stretches(&self) -> Vec<Stretch> {
        let borders: Vec<usize> = self.borders().into_iter().collect();
        let (mut out, mut open) = (Vec::new(), Ink::Plain);
        for (at, &start) in borders.iter().enumerate() {
            let end = borders.get(at + 1).copied().unwrap_or(start);
            let ink = if start < end { self.ink_at(start) } else { Ink::Plain };
            let signs = self.signs_at(start);
            if ink != open || !signs.is_empty() {
                out.extend(self.bracket(open, Tie::Last));
                out.extend(signs);
                out.extend(self.bracket(ink, Tie::Next));
                open = ink;
            }
            if start < end {
                let begins = self.start_at(start);
                out.push(Stretch { begins, ..Stretch::new(&self.text[start..end], ink) });
            }
        }
        out
    }

    /// The ranks of the inks that stand in its passages beside that of the same words.
    pub(super) fn inks(&self) -> BTreeSet<u8> {
        self.passages.iter().flat_map(|passage| passage.inked.iter().map(|inked| rank(inked.1))).collect()
    }

    fn borders(&self) -> BTreeSet<usize> {
        let passages = self.passages.iter().flat_map(|passage| {
            let inked = passage.inked.iter().map(|inked| inked.0.clone());
            let starts = passage.starts.iter().map(|&(start, _)| start..start);
            inked.chain(starts).chain([passage.bytes.clone()])
        });
        let all = passages.chain(self.credits.iter().cloned());
        all.flat_map(|range| [range.start, range.end]).chain([0, self.text.len()]).collect()
    }

    fn ink_at(&self, byte: usize) -> Ink {
        if self.credits.iter().any(|credit| credit.contains(&byte)) {
            return Ink::Credit;
        }
        let passages = self.passages.iter().filter(|passage| passage.bytes.contains(&byte));
        passages.map(|passage| passage.ink_at(byte)).min_by_key(|&ink| rank(ink)).unwrap_or_default()
    }

    /// The stretch of a passage that can stand beside its like from here on.
    fn start_at(&self, byte: usize) -> Option<Shared> {
        self.passages.iter().find_map(|passage| {
            let found = passage.starts.iter().find(|start| start.0 == byte)?;
            Some((passage.number, found.1))
        })
    }

    /// What ends here, the last that began first; then what begins here.
    fn signs_at(&self, byte: usize) -> Vec<Stretch> {
        let ends = self.passages.iter().rev().filter(|passage| passage.bytes.end == byte);
        let begins = self.passages.iter().filter(|passage| passage.bytes.start == byte);
        let sign = |tie, text: String, ink| Stretch { tie, ..Stretch::new(text, ink) };
        let end = |passage: &MarkedPassage| {
            let number = format!("<{}]", passage.number);
            [sign(Tie::Last, " ".to_owned(), Ink::Plain), sign(Tie::Last, number, Ink::Border(passage.kind))]
        };
        let begin = |passage: &MarkedPassage| {
            let number = format!("[{}>", passage.number);
            [sign(Tie::Next, number, Ink::Border(passage.kind)), sign(Tie::Next, " ".to_owned(), Ink::Plain)]
        };
        ends.flat_map(end).chain(begins.flat_map(begin)).collect()
    }

    fn bracket(&self, ink: Ink, tie: Tie) -> Option<Stretch> {
        let (open, close) = signs(ink).filter(|_| self.is_plain)?;
        Some(Stretch { tie, ..Stretch::new(if tie == Tie::Next { open } else { close }, ink) })
    }
}

/// What encloses words where there is no colour.
fn signs(ink: Ink) -> Option<(&'static str, &'static str)> {
    match ink {
        Ink::Word(Operation::Inflected) => Some(("~", "~")),
        Ink::Word(Operation::Substituted) => Some(("[/", "/]")),
        Ink::Word(Operation::Inserted) => Some(("{+", "+}")),
        Ink::Word(Operation::Deleted) => Some(("[-", "-]")),
        Ink::PassedOver => Some(("[.", ".]")),
        Ink::Credit => Some(("{{", "}}")),
        _ => None,
    }
}

/// What the signs and colours of these texts mean, by one example of each.
pub(super) fn legend(texts: &[&Marked<'_>], only_here: [&str; 2]) -> Vec<Stretch> {
    let present: BTreeSet<u8> = texts.iter().flat_map(|text| text.inks()).collect();
    let is_plain = texts.iter().any(|text| text.is_plain);
    let mut out = vec![Stretch::new("[N> row N of passages.csv <N]", Ink::Faint)];
    let examples = [
        (Ink::Word(Operation::Inflected), "other ending"),
        (Ink::Word(Operation::Substituted), "another word"),
        (Ink::Word(Operation::Deleted), only_here[0]),
        (Ink::Word(Operation::Inserted), only_here[1]),
        (Ink::PassedOver, "passed over"),
    ];
    let mut example = |ink: Ink, text: &str| {
        let (open, close) = signs(ink).filter(|_| is_plain).unwrap_or_default();
        out.push(Stretch::plain("   "));
        out.push(Stretch::new(format!("{open}{text}{close}"), ink));
    };
    for kind in
        texts.iter().flat_map(|text| &text.passages).map(|passage| passage.kind).collect::<BTreeSet<_>>()
    {
        if !is_plain {
            example(Ink::Shared(kind), kind.word());
        }
    }
    for (ink, text) in examples {
        if present.contains(&rank(ink)) {
            example(ink, text);
        }
    }
    if texts.iter().any(|text| !text.credits.is_empty()) {
        example(Ink::Credit, "credit");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Operations;

    /// A passage from character to character, of one stretch.
    fn listed(number: u32, chars: Range<u32>, operations: &str) -> ListedPassage {
        ListedPassage {
            number,
            ids: ["one".into(), "two".into()],
            chars: [chars.clone(), chars.clone()],
            words: [0, 0],
            matched_words: 0,
            kind: PassageKind::Edited,
            segments: vec![[chars.clone(), chars]],
            operations: Some(vec![operations.parse::<Operations>().unwrap()]),
            earlier: None,
            quoted_share: 0.0,
            via: String::new(),
            review: String::new(),
            review_note: String::new(),
            reviewer: String::new(),
            order: None,
        }
    }

    fn marked(text: &str, passages: &[ListedPassage], credit: Option<Range<usize>>) -> String {
        let place = |passage| MarkedPassage::of(passage, Side::First, text, Folding::default()).unwrap();
        let marked = Marked {
            text,
            passages: passages.iter().map(place).collect(),
            credits: credit.into_iter().collect(),
            is_plain: true,
        };
        let stretches = marked.stretches();
        let is_text = |stretch: &&Stretch| stretch.tie == Tie::Loose;
        let kept: String = stretches.iter().filter(is_text).map(|stretch| stretch.text.as_str()).collect();
        assert_eq!(kept, text, "nothing is lost but what was put in");
        stretches.iter().map(|stretch| stretch.text.as_str()).collect()
    }

    #[test]
    fn every_passage_has_its_borders_and_every_changed_word_its_sign() {
        assert_eq!(
            marked("Élan rompu hier soir.", &[listed(3, 0..15, "1=1M1X")], None),
            "[3> Élan ~rompu~ [/hier/] <3] soir."
        );
        assert_eq!(marked("a b", &[listed(3, 0..3, "1D1=")], None), "[3> [-a-] b <3]");
    }

    #[test]
    fn passages_that_overlap_close_in_turn() {
        let two = [listed(1, 0..5, "3="), listed(2, 2..7, "1=1X1=")];
        assert_eq!(marked("a b c d", &two, None), "[1> a [2> b c <1] d <2]");
        let nested = [listed(1, 0..7, "4="), listed(2, 0..7, "4=")];
        assert_eq!(marked("a b c d", &nested, None), "[1> [2> a b c d <2] <1]");
    }

    #[test]
    fn a_credit_is_marked_inside_a_passage_too() {
        assert_eq!(marked("(AFP) a b", &[listed(1, 1..9, "3=")], Some(0..5)), "{{(}}[1> {{AFP)}} a b <1]");
    }

    #[test]
    fn words_between_the_stretches_of_a_passage_are_passed_over() {
        let mut passage = listed(1, 0..9, "2=");
        passage.segments = vec![[0..3, 0..3], [8..9, 8..9]];
        passage.operations = Some(vec!["2=".parse().unwrap(), "1=".parse().unwrap()]);
        assert_eq!(marked("a b c d e", &[passage], None), "[1> a b [.c d.] e <1]");
    }

    #[test]
    fn a_passage_that_is_not_of_the_text_is_a_misfit() {
        let misfit = |passage: &ListedPassage| {
            MarkedPassage::of(passage, Side::First, "a b c", Folding::default()).is_err()
        };
        assert!(!misfit(&listed(1, 0..5, "3=")));
        for wrong in
            [listed(1, 0..9, "3="), listed(1, 0..5, "2="), listed(1, 5..5, "3="), listed(1, 7..9, "1=")]
        {
            assert!(misfit(&wrong), "{wrong:?}");
        }
    }
}
