//! Two articles side by side: figures above, then both texts with their passages marked.

use super::super::figures::counted;
use super::super::layout::columns::{half, side_by_side};
use super::super::layout::table::{Column, Table};
use super::super::layout::wrap::wrap;
use super::super::layout::{Ink, Line, Stretch};
use super::super::screen::Screen;
use super::Told;
use super::facts::{self, blank, fact, flag, heading, percent, share};
use super::marked::{Marked, MarkedPassage, legend};
use crate::article::Article;
use crate::findings::{Order, Relation, Side, Verdict};
use crate::tables::{ListedPair, ListedPassage};

/// From so many columns on there is room for two texts.
const TWO_COLUMNS: usize = 100;
const SIDES: [Side; 2] = [Side::First, Side::Second];

pub(super) struct Page<'a> {
    pub(super) told: &'a Told<'a>,
    pub(super) pair: &'a ListedPair,
    pub(super) passages: Vec<&'a ListedPassage>,
    pub(super) articles: [Article; 2],
    pub(super) is_stacked: bool,
}

impl Page<'_> {
    pub(super) fn lines(&self, screen: &Screen) -> anyhow::Result<Vec<Line>> {
        let width = screen.text_width();
        let texts = [self.marked(0, screen)?, self.marked(1, screen)?];
        let mut lines = self.known_by(width);
        lines.push(blank());
        lines.extend(self.facts(width));
        if !self.passages.is_empty() {
            lines.push(blank());
            lines.extend(facts::passages(&self.passages, Some(width)));
            lines.push(blank());
            lines.extend(wrap(&legend(&[&texts[0], &texts[1]], ["a only", "b only"]), width));
        }
        lines.extend(self.texts(&texts, width));
        Ok(lines)
    }

    fn marked(&self, side: usize, screen: &Screen) -> anyhow::Result<Marked<'_>> {
        let (text, folding) = (&self.articles[side].text, self.told.run.folding());
        let passages = self
            .passages
            .iter()
            .map(|passage| MarkedPassage::of(passage, SIDES[side], text, folding))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|misfit| anyhow::anyhow!("{}: {misfit}", self.told.run.dir().display()))?;
        Ok(Marked { text, passages, credits: Vec::new(), is_plain: !screen.is_coloured() })
    }

    /// What the two are known by, and the figures that each has.
    fn known_by(&self, width: usize) -> Vec<Line> {
        let pair = self.pair;
        let audited =
            |value: &dyn Fn(usize) -> Option<String>| [0, 1].map(|side| value(side).unwrap_or_default());
        let audit = |side| self.told.audit_of(pair, side);
        let rows = [
            ("outlet", pair.outlets.clone()),
            ("published", pair.published.clone()),
            ("title", pair.titles.clone()),
            ("covered", pair.coverage.map(share)),
            ("contained", pair.containment.map(share)),
            ("credits", audited(&|side| audit(side).map(facts::credits))),
            ("flag", audited(&|side| audit(side).map(|audit| audit.flag.clone()))),
        ];
        let told = rows.into_iter().filter(|(_, values)| values.iter().any(|value| !value.is_empty()));
        let ids = pair.ids.clone().map(|id| Stretch::new(id, Ink::Strong));
        let row = |label: &str, values: [Stretch; 2]| {
            [Stretch::new(label, Ink::Faint)].into_iter().chain(values).collect::<Vec<Stretch>>()
        };
        let rows = std::iter::once(row("article", ids))
            .chain(told.map(|(label, values)| row(label, values.map(|value| flag(&value)))));
        let columns = vec![Column::word("         "), Column::text("a", 8), Column::text("b", 8)];
        Table { columns, rows: rows.collect() }.lines(Some(width))
    }

    fn facts(&self, width: usize) -> Vec<Line> {
        let mut lines = fact("relation", self.relation(), width);
        lines.extend(fact("first", self.first(), width));
        lines.extend(fact("attributed", self.attributed().unwrap_or_default(), width));
        lines.extend(fact("review", self.review(), width));
        lines.extend(self.remarks(width));
        if !self.told.run.has_passages() {
            lines.extend(fact("passages", "the run did not look for any (--no-passages)", width));
        }
        lines
    }

    /// What a person has said of the pair, why, and who.
    fn review(&self) -> String {
        let pair = self.pair;
        facts::review(&pair.review, &pair.review_note, &pair.reviewer)
    }

    /// What was noted of passages, and is not what was noted of the pair.
    fn remarks(&self, width: usize) -> Vec<Line> {
        let pair = (&self.pair.review, &self.pair.review_note, &self.pair.reviewer);
        let of = |passage: &&&ListedPassage| {
            (!passage.review_note.is_empty() || !passage.reviewer.is_empty())
                && (&passage.review, &passage.review_note, &passage.reviewer) != pair
        };
        let said = |passage: &&ListedPassage| {
            let review = facts::review(&passage.review, &passage.review_note, &passage.reviewer);
            fact(&format!("row {}", passage.number), review, width)
        };
        self.passages.iter().filter(of).flat_map(said).collect()
    }

    fn relation(&self) -> String {
        let pair = self.pair;
        let means = match pair.relation.as_str() {
            word if word == Relation::Identical.word() => "the same words in the same order",
            word if word == Relation::Formula.word() => {
                "two notices of a series, the same wording with other figures; not re-use"
            }
            word if word == Relation::NearDuplicate.word() => {
                "they resemble one another as much as the run asks for"
            }
            word if word == Relation::FirstInSecond.word() => "most of the wording of a stands in b",
            word if word == Relation::SecondInFirst.word() => "most of the wording of b stands in a",
            _ => "they share passages",
        };
        let words = pair
            .matched_words
            .map_or(String::new(), |words| format!(", {} matched", counted(words as usize, "word", "words")));
        format!("{}: {means}; resemblance {}{words}", pair.relation, share(pair.resemblance))
    }

    /// Which is the earlier text, and what that rests on.
    fn first(&self) -> String {
        let dates = [0, 1].map(|side| self.articles[side].published.as_ref());
        let is_dated_before = |side: usize| match (dates[side], dates[1 - side]) {
            (Some(one), Some(other)) => one.is_before(other),
            _ => false,
        };
        let letter = |side: usize| SIDES[side].letter();
        if let Some(side) = self.earlier() {
            let (one, other) = (letter(side), letter(1 - side));
            return if self.is_tie() {
                format!(
                    "not known: the dates tie (at most five minutes apart). {one}, an agency's item, is taken for the earlier \
                     text; that is not to say that {other} has it from there"
                )
            } else {
                let lag = self.lag(side);
                format!(
                    "{one} is the earlier text: its date is before that of {other}{lag}. Earlier is not source: both may have it \
                     from a third text"
                )
            };
        }
        match dates {
            [Some(_), Some(_)] if self.passages.is_empty() => {
                match [0, 1].into_iter().find(|&side| is_dated_before(side)) {
                    Some(side) => format!("{} is dated before {}", letter(side), letter(1 - side)),
                    None => "not known: their dates overlap".to_owned(),
                }
            }
            [Some(_), Some(_)] => "not known: their dates overlap".to_owned(),
            [None, None] => "not known: neither has a date that can be read".to_owned(),
            [one, _] => {
                format!("not known: {} has no date that can be read", letter(usize::from(one.is_some())))
            }
        }
    }

    fn earlier(&self) -> Option<usize> {
        self.passages.iter().find_map(|passage| passage.earlier).map(|side| side as usize)
    }

    /// Whether it is a tie, and no date, that makes one of them the earlier text.
    fn is_tie(&self) -> bool {
        self.passages.iter().find_map(|passage| passage.order) == Some(Order::Tie)
    }

    fn lag(&self, earlier: usize) -> String {
        let reuse = self.told.reuse_of(self.pair, 1 - earlier);
        let lag = reuse.and_then(|row| row.lag_minutes);
        lag.filter(|&minutes| minutes > 0).map_or(String::new(), |minutes| format!(", by {minutes} min"))
    }

    /// What of the later article is attributed to the earlier one, and whether an agency is named.
    fn attributed(&self) -> Option<String> {
        let earlier = self.earlier()?;
        let later = 1 - earlier;
        let audit = self.told.audit_of(self.pair, later)?;
        let (one, other) = (SIDES[earlier].letter(), SIDES[later].letter());
        let Some(reuse) = self.told.reuse_of(self.pair, later) else {
            let why = if audit.update_of == self.pair.ids[earlier] {
                format!("{other} is an update of it")
            } else if self.passages.iter().all(|passage| passage.review == Verdict::Dismissed.word()) {
                "a person has dismissed what they share".to_owned()
            } else if self.passages.iter().any(|passage| !passage.via.is_empty()) {
                "both are attributed to a third text".to_owned()
            } else {
                "its words are another earlier text's, the two are of one house, or what they share is no evidence".to_owned()
            };
            return Some(format!("no word of {other} to {one}: {why}"));
        };
        let words = counted(reuse.words as usize, "word", "words");
        let own = percent(reuse.share);
        if reuse.is_speech() {
            return Some(format!(
                "{words} of {other} ({own} of its own) are quoted speech that {one} has too"
            ));
        }
        let has_replaced = self.pair.matched_words.is_some_and(|matched| reuse.words > matched);
        let counted = if has_replaced { " (those that replace another one included)" } else { "" };
        let said = format!("{words} of {other} to {one}{counted}, {own} of its own");
        if !self.told.is_agency(&reuse.source_outlet) {
            return Some(said);
        }
        let credit = match audit.flag.as_str() {
            "credited" => format!("{other} credits {}", facts::credits(audit)),
            "uncredited" => format!("{other} names no agency: uncredited"),
            "miscredited" => format!("{other} credits {} only: miscredited", facts::credits(audit)),
            "shared_quote" => "mostly quoted speech: shared_quote".to_owned(),
            _ => "too little for a credit to be owed".to_owned(),
        };
        Some(format!("{said}; {credit}"))
    }

    fn texts(&self, texts: &[Marked<'_>; 2], width: usize) -> Vec<Line> {
        let title = |side: usize| format!("{}  {}", SIDES[side].letter(), self.pair.ids[side]);
        let of = |side: usize, width: usize| texts[side].lines(width);
        if self.is_stacked || width < TWO_COLUMNS {
            let one = |side| heading(&title(side), Some(width)).into_iter().chain(of(side, width));
            return one(0).chain(one(1)).collect();
        }
        let half = half(width);
        let head = |side| wrap(&[Stretch::new(title(side), Ink::Strong)], half);
        let mut lines = vec![blank()];
        lines.extend(side_by_side([head(0), head(1)], width));
        lines.extend(side_by_side([of(0, half), of(1, half)], width));
        lines
    }
}
