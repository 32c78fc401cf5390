//! What was seen, for a person at a terminal.

use super::super::figures::{counted, size, thousands};
use super::super::layout::table::{Column, Table};
use super::super::layout::wrap::wrap;
use super::super::layout::{Ink, Line, Stretch};
use super::seen::{Named, Seen, SeenField, SeenFile};
use super::told::Told;

/// The page, of each list at most `limit` entries (0: all), fitted to a width.
pub(super) fn lines(seen: &Seen, limit: usize, width: Option<usize>) -> Vec<Line> {
    let limit = if limit == 0 { usize::MAX } else { limit };
    let total = &seen.total;
    let head = format!(
        "{} in {}: {} in {} ({})",
        counted(total.articles as usize, "article", "articles"),
        counted(total.records as usize, "record", "records"),
        counted(total.files as usize, "file", "files"),
        size(total.bytes),
        match total.rejected {
            0 => "none would be rejected".to_owned(),
            rejected => format!("{} would be rejected", thousands(rejected)),
        },
    );
    let mut lines = vec![Line::of([Stretch::new(head, Ink::Strong)])];
    lines.extend(files(&seen.files, limit, width));
    lines.extend(fields(seen, width));
    lines.extend(figures(seen, width));
    lines.extend(values("Outlets", "outlet", &seen.outlets, limit, width));
    lines.extend(values("Languages, as given", "language", &seen.languages, limit, width));
    lines.extend(told("Records that would be rejected", &seen.rejected, limit, width));
    lines.extend(told("Other warnings", &seen.warnings, limit, width));
    lines
}

fn heading(text: &str) -> [Line; 2] {
    [Line::default(), Line::of([Stretch::new(text, Ink::Strong)])]
}

/// How many of a list are not shown.
fn others(all: usize, limit: usize, one: &str, many: &str) -> Option<Line> {
    let left = all.saturating_sub(limit);
    let said = format!("and {} (--limit 0 lists all)", counted(left, one, many));
    (left > 0).then(|| Line::of([Stretch::new(said, Ink::Faint)]))
}

fn number(count: u64) -> Stretch {
    Stretch::plain(thousands(count))
}

fn files(files: &[SeenFile], limit: usize, width: Option<usize>) -> Vec<Line> {
    let row = |file: &SeenFile| {
        let packing = file.packing.map_or(String::new(), |packing| format!(" in {packing}"));
        let format =
            file.format.as_ref().map_or("not read".to_owned(), |format| format!("{format}{packing}"));
        let ink = if file.rejected > 0 { Ink::Caution } else { Ink::Plain };
        vec![
            Stretch::plain(file.path.clone()),
            Stretch::plain(format),
            Stretch::plain(file.encodings.join(", ")),
            Stretch::plain(size(file.bytes)),
            number(file.records),
            number(file.articles),
            Stretch::new(if file.rejected > 0 { thousands(file.rejected) } else { String::new() }, ink),
        ]
    };
    let columns = vec![
        Column::id("file"),
        Column::word("format"),
        Column::word("encoding").spare(),
        Column::number("size").spare(),
        Column::number("records"),
        Column::number("articles"),
        Column::number("rejected"),
    ];
    let table = Table { columns, rows: files.iter().take(limit).map(row).collect() };
    let mut lines = heading("Files").to_vec();
    lines.extend(table.lines(width));
    lines.extend(others(files.len(), limit, "other file", "other files"));
    lines
}

fn fields(seen: &Seen, width: Option<usize>) -> Vec<Line> {
    let row = |field: &SeenField| {
        let is_empty = field.filled == 0;
        vec![
            Stretch::plain(field.field),
            Stretch::plain(if field.name == field.field { "" } else { &field.name }),
            Stretch::new(
                share(field.filled, seen.total.articles),
                if is_empty { Ink::Caution } else { Ink::Plain },
            ),
        ]
    };
    let columns = vec![Column::word("field"), Column::text("read from", 8), Column::number("filled")];
    let mut lines = heading("Fields of articles").to_vec();
    lines.extend(Table { columns, rows: seen.fields.iter().map(row).collect() }.lines(width));
    lines
}

/// `97 %`; what is not all is never said to be, nor what is something nothing.
fn share(part: u64, whole: u64) -> String {
    let percent = (200 * part + whole).checked_div(2 * whole).unwrap_or_default();
    match (part, percent) {
        (0, _) => "none".to_owned(),
        (_, 0) => "below 1 %".to_owned(),
        (part, 100) if part < whole => "above 99 %".to_owned(),
        (_, percent) => format!("{percent} %"),
    }
}

fn figures(seen: &Seen, width: Option<usize>) -> Vec<Line> {
    let (dates, words) = (&seen.dates, &seen.words);
    let range = match (&dates.first, &dates.last) {
        (Some(first), Some(last)) if first == last => first.clone(),
        (Some(first), Some(last)) => format!("{first} to {last}"),
        _ => "none".to_owned(),
    };
    let ambiguous = match dates.ambiguous {
        0 => String::new(),
        count => {
            format!("; by --dates one day or another (such as 03/04/2026): {}", thousands(count))
        }
    };
    let dates = format!(
        "{range}; undated: {}; unreadable: {}{ambiguous}",
        thousands(dates.undated),
        thousands(dates.unreadable)
    );
    let lengths = format!(
        "{} to {}, median {}; {} in all; articles without a word: {}",
        thousands(words.min),
        thousands(words.max),
        thousands(words.median),
        thousands(words.total),
        thousands(words.none)
    );
    let ids = match seen.repeated_ids {
        0 => "each occurs once".to_owned(),
        repeated => format!("{} occurred before, and get a suffix", thousands(repeated)),
    };
    let rows = [("dates", dates), ("words", lengths), ("ids", ids)];
    let lines = rows.into_iter().flat_map(|(label, said)| {
        let said = [Stretch::new(format!("{label:<7}"), Ink::Faint), Stretch::plain(said)];
        wrap(&said, width.unwrap_or(usize::MAX))
    });
    std::iter::once(Line::default()).chain(lines).collect()
}

fn values(
    title: &str,
    column: &'static str,
    values: &[Named],
    limit: usize,
    width: Option<usize>,
) -> Vec<Line> {
    if values.is_empty() {
        return Vec::new();
    }
    let row = |named: &Named| vec![Stretch::plain(named.name.clone()), number(named.articles)];
    let columns = vec![Column::text(column, 8), Column::number("articles")];
    let mut lines = heading(title).to_vec();
    lines.extend(Table { columns, rows: values.iter().take(limit).map(row).collect() }.lines(width));
    lines.extend(others(values.len(), limit, "other", "others"));
    lines
}

fn told(title: &str, all: &[Told], limit: usize, width: Option<usize>) -> Vec<Line> {
    if all.is_empty() {
        return Vec::new();
    }
    let said = all.iter().take(limit).flat_map(|told| {
        let said = format!("{:>7}  {}", thousands(told.count), told.first);
        wrap(&[Stretch::plain(said)], width.unwrap_or(usize::MAX))
    });
    let mut lines = heading(title).to_vec();
    lines.push(Line::of([Stretch::new(format!("{:>7}  the first of them", "times"), Ink::Faint)]));
    lines.extend(said);
    lines.extend(others(all.len(), limit, "other kind", "other kinds"));
    lines
}
