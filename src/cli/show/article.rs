//! One article: its audit, the earlier texts that its words are attributed to, and its text with both marked.

use super::super::layout::table::{Column, Table};
use super::super::layout::wrap::wrap;
use super::super::layout::{Ink, Line, Stretch};
use super::super::screen::Screen;
use super::Told;
use super::facts::{blank, count, fact, heading, kind, percent, share};
use super::marked::{Marked, MarkedPassage, legend};
use crate::findings::{Order, Side};
use crate::tables::{ListedArticle, ListedCredit, ListedPassage, ListedReuse};
use std::ops::Range;

pub(super) struct Page<'a> {
    pub(super) told: &'a Told<'a>,
    pub(super) audit: &'a ListedArticle,
    pub(super) text: &'a str,
}

/// A passage, seen from this article.
struct Seen<'a> {
    passage: &'a ListedPassage,
    side: Side,
    /// The earlier texts that words of it are attributed to.
    sources: Vec<&'a str>,
}

impl Seen<'_> {
    fn other(&self) -> &str {
        &self.passage.ids[1 - self.side as usize]
    }

    fn here(&self) -> &Range<u32> {
        &self.passage.chars[self.side as usize]
    }

    /// Whether it tells where words of the article stood before, or may have stood.
    fn is_marked(&self) -> bool {
        !self.sources.is_empty() || self.passage.earlier.is_none()
    }

    fn standing(&self) -> String {
        if !self.sources.is_empty() && self.passage.quoted_share >= 0.5 {
            return format!("quoted speech, also in {}", self.sources.join(", "));
        }
        if !self.sources.is_empty() {
            let tie = if self.passage.order == Some(Order::Tie) { " (the dates tie)" } else { "" };
            return format!("attributed to {}{tie}", self.sources.join(", "));
        }
        let is_tie = self.passage.order == Some(Order::Tie);
        match self.passage.earlier {
            None => "order not known".to_owned(),
            Some(side) if side == self.side && is_tie => "the dates tie; this is the agency's".to_owned(),
            Some(_) if is_tie && self.passage.via.is_empty() => {
                "the dates tie, and not attributed".to_owned()
            }
            Some(side) if side == self.side => "the other is later".to_owned(),
            Some(_) if !self.passage.via.is_empty() => format!("also in {}", self.passage.via),
            Some(_) => "earlier, and not attributed".to_owned(),
        }
    }
}

impl Page<'_> {
    pub(super) fn lines(&self, screen: &Screen) -> anyhow::Result<Vec<Line>> {
        let width = screen.text_width();
        let seen = self.seen();
        let (marked, others): (Vec<&Seen<'_>>, Vec<&Seen<'_>>) =
            seen.iter().partition(|seen| seen.is_marked());
        let text = self.marked(&marked, screen)?;
        let mut lines = self.facts(width);
        let (speech, attributed): (Vec<_>, Vec<_>) =
            self.attributed().into_iter().partition(|row| row.is_speech());
        let heading = "Texts that its words are attributed to: earlier ones, or an agency's in a tie";
        lines.extend(sources(heading, &attributed, width));
        let heading = "Texts that have the same quoted speech: both may have heard one speaker";
        lines.extend(sources(heading, &speech, width));
        lines.extend(passages("Passages marked below", &marked, width));
        lines.extend(passages("Other passages", &others, width));
        if !marked.is_empty() || !self.audit.credits.is_empty() {
            lines.push(blank());
            lines.extend(wrap(&legend(&[&text], ["here only", "here only"]), width));
        }
        lines.push(blank());
        lines.extend(text.lines(width));
        Ok(lines)
    }

    fn seen(&self) -> Vec<Seen<'_>> {
        let id = &self.audit.id;
        let sources = self.attributed();
        let of = |passage: &'_ ListedPassage| -> Vec<&str> {
            let holds = |row: &&&ListedReuse| row.passages.contains(&passage.number);
            sources.iter().filter(holds).map(|row| row.source.as_str()).collect()
        };
        // With references, an article of INPUT is always a, and a reference may have its id.
        let sides: &[Side] =
            if self.told.run.has_references() { &[Side::First] } else { &[Side::First, Side::Second] };
        let all = self.told.passages.iter().flat_map(|passage| {
            let mine = sides.iter().filter(|&&side| passage.ids[side as usize] == *id);
            mine.map(move |&side| (passage, side))
        });
        let mut seen: Vec<Seen<'_>> =
            all.map(|(passage, side)| Seen { passage, side, sources: of(passage) }).collect();
        seen.sort_by_key(|seen| (seen.here().start, seen.passage.number));
        seen
    }

    /// The rows of `reuse.csv` that are this article's.
    fn attributed(&self) -> Vec<&ListedReuse> {
        self.told.reuse_by(&self.audit.id, 0).collect()
    }

    fn marked(&self, seen: &[&Seen<'_>], screen: &Screen) -> anyhow::Result<Marked<'_>> {
        let folding = self.told.run.folding();
        let passages = seen
            .iter()
            .map(|seen| {
                MarkedPassage::of(seen.passage, seen.side, self.text, folding)
                    .map(MarkedPassage::seen_from_here)
            })
            .collect::<Result<Vec<_>, _>>()
            .map_err(|misfit| anyhow::anyhow!("{}: {misfit}", self.told.run.dir().display()))?;
        let byte = |place: u32| {
            self.text.char_indices().nth(place as usize).map_or(self.text.len(), |found| found.0)
        };
        let credit = |credit: &ListedCredit| byte(credit.chars.start)..byte(credit.chars.end);
        let credits = self.audit.credits.iter().map(credit).filter(|range| !range.is_empty()).collect();
        Ok(Marked { text: self.text, passages, credits, is_plain: !screen.is_coloured() })
    }

    fn facts(&self, width: usize) -> Vec<Line> {
        let audit = self.audit;
        let mut lines = vec![Line::of([Stretch::new(audit.id.clone(), Ink::Strong)])];
        for (label, said) in [
            ("outlet", audit.outlet.clone()),
            ("published", audit.published.clone()),
            ("title", audit.title.clone()),
            ("words", self.words()),
            ("class", audit.class.clone()),
            ("flag", audit.flag.clone()),
            ("credits", places(&audit.credits)),
            ("own name", places(&audit.names_itself)),
            ("update of", audit.update_of.clone()),
        ] {
            lines.extend(fact(label, said, width));
        }
        if !self.told.run.has_passages() {
            lines.extend(fact("passages", "the run did not look for any (--no-passages)", width));
        }
        lines
    }

    fn words(&self) -> String {
        let audit = self.audit;
        let speech = self.attributed().iter().filter(|row| row.is_speech()).map(|row| row.quoted_words).sum();
        let own = |words: u32| {
            let own = audit.words.unwrap_or(0) - audit.boilerplate_words.unwrap_or(0);
            format!(" ({} of its own)", percent(f64::from(words) / f64::from(own.max(1))))
        };
        let attributed = audit.reused_words.map(|words| words.saturating_sub(speech));
        let counts = [
            (audit.boilerplate_words, "of them boilerplate".to_owned()),
            (attributed, format!("attributed to other texts{}", own(attributed.unwrap_or(0)))),
            (Some(speech), format!("quoted speech that other texts have too{}", own(speech))),
            (audit.wire_words, "in agencies' items".to_owned()),
            (audit.undirected_words, "in texts of unknown order".to_owned()),
        ];
        let told = counts.iter().filter_map(|(words, what)| Some((words.filter(|&words| words > 0)?, what)));
        let told = told.map(|(words, what)| format!(", {words} {what}"));
        format!("{}{}", count(audit.words), told.collect::<String>())
    }
}

/// Where agencies are named, and as the origin of what.
fn places(credits: &[ListedCredit]) -> String {
    let told = credits.iter().map(|credit| {
        format!("{} ({} {}-{})", credit.agency, kind(&credit.kind), credit.chars.start, credit.chars.end)
    });
    told.collect::<Vec<_>>().join(", ")
}

fn sources(title: &str, rows: &[&ListedReuse], width: usize) -> Vec<Line> {
    if rows.is_empty() {
        return Vec::new();
    }
    let row = |row: &&ListedReuse| {
        let numbers: Vec<String> = row.passages.iter().map(u32::to_string).collect();
        [
            Stretch::new(row.source.clone(), Ink::Strong),
            Stretch::plain(row.source_outlet.clone()),
            Stretch::plain(row.lag_minutes.map_or(String::new(), |minutes| minutes.to_string())),
            Stretch::plain(row.words.to_string()),
            Stretch::plain(share(row.share)),
            Stretch::plain(if row.quoted_words > 0 { row.quoted_words.to_string() } else { String::new() }),
            Stretch::plain(numbers.join(" ")),
        ]
        .to_vec()
    };
    let columns = vec![
        Column::id("text"),
        Column::text("outlet", 8),
        Column::number("minutes"),
        Column::number("words"),
        Column::number("share"),
        Column::number("quoted"),
        Column::text("rows of passages.csv", 20),
    ];
    let mut lines = heading(title, Some(width));
    lines.extend(Table { columns, rows: rows.iter().map(row).collect() }.lines(Some(width)));
    lines
}

fn passages(title: &str, seen: &[&Seen<'_>], width: usize) -> Vec<Line> {
    if seen.is_empty() {
        return Vec::new();
    }
    let row = |seen: &&Seen<'_>| {
        let (passage, here) = (seen.passage, seen.here());
        [
            Stretch::new(passage.number.to_string(), Ink::Border(passage.kind)),
            Stretch::new(passage.kind.word(), Ink::Shared(passage.kind)),
            Stretch::plain(passage.matched_words.to_string()),
            Stretch::plain(format!("{}-{}", here.start, here.end)),
            Stretch::plain(seen.other().to_owned()),
            Stretch::plain(seen.standing()),
            Stretch::plain(passage.review.clone()),
        ]
        .to_vec()
    };
    let columns = vec![
        Column::number("row"),
        Column::word("kind"),
        Column::number("words"),
        Column::word("here"),
        Column::id("with"),
        Column::text("standing", 20),
        Column::word("review"),
    ];
    let mut lines = heading(title, Some(width));
    lines.extend(Table { columns, rows: seen.iter().map(row).collect() }.lines(Some(width)));
    lines
}
