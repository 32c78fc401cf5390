//! A table with a header row, fitted to a width: texts are cut short first, then columns that can be spared are left out,
//! then ids are cut short, in their middle. `…` stands for what is not shown.

use super::cells::{Cell, cells, width};
use super::harmless::printable;
use super::{Ink, Line, Stretch};

/// Between two columns.
const BETWEEN: usize = 2;

/// How a column stands.
#[derive(Debug, Clone, Copy)]
pub(in crate::cli) struct Column {
    title: &'static str,
    is_number: bool,
    /// The columns of the screen that it needs at the least; none if it is never cut short.
    least: Option<usize>,
    is_id: bool,
    is_spare: bool,
}

impl Column {
    /// Words of our own, never cut short.
    pub(in crate::cli) const fn word(title: &'static str) -> Self {
        Self { title, is_number: false, least: None, is_id: false, is_spare: false }
    }

    /// Numbers, to the right.
    pub(in crate::cli) const fn number(title: &'static str) -> Self {
        Self { is_number: true, ..Self::word(title) }
    }

    /// Ids, cut short only where nothing else is left to be.
    pub(in crate::cli) const fn id(title: &'static str) -> Self {
        Self { least: Some(8), is_id: true, ..Self::word(title) }
    }

    /// Text of which a beginning of so many columns tells enough.
    pub(in crate::cli) const fn text(title: &'static str, least: usize) -> Self {
        Self { least: Some(least), ..Self::word(title) }
    }

    /// The same column, left out before an id is cut short.
    pub(in crate::cli) const fn spare(self) -> Self {
        Self { is_spare: true, ..self }
    }
}

/// Columns, and rows of as many cells.
#[derive(Debug, Default)]
pub(in crate::cli) struct Table {
    pub(in crate::cli) columns: Vec<Column>,
    pub(in crate::cli) rows: Vec<Vec<Stretch>>,
}

impl Table {
    /// Its lines, header first, without the columns that say nothing. Without a width nothing is cut short.
    pub(in crate::cli) fn lines(&self, screen: Option<usize>) -> Vec<Line> {
        let header = self.columns.iter().map(|column| Stretch::new(column.title, Ink::Faint)).collect();
        let rows: Vec<&Vec<Stretch>> = std::iter::once(&header).chain(&self.rows).collect();
        let widest =
            |column: usize| rows.iter().map(|row| width(&printable(&row[column].text))).max().unwrap_or(0);
        let says_something = |&column: &usize| self.rows.iter().any(|row| !row[column].text.is_empty());
        let mut shown: Vec<(usize, usize)> =
            (0..self.columns.len()).filter(says_something).map(|column| (column, widest(column))).collect();
        if let Some(screen) = screen {
            self.fit(&mut shown, screen);
        }
        rows.iter().map(|row| self.line(row, &shown)).collect()
    }

    /// Makes columns, each with its width, fit into a screen, as far as they can.
    fn fit(&self, shown: &mut Vec<(usize, usize)>, screen: usize) {
        self.narrow(shown, screen, false);
        while excess(shown, screen) > 0 {
            let Some(spare) = shown.iter().rposition(|&(column, _)| self.columns[column].is_spare) else {
                break;
            };
            shown.remove(spare);
        }
        self.narrow(shown, screen, true);
    }

    /// Takes from the widest of the columns that hold ids, or do not, until all fit or each has its least width.
    fn narrow(&self, shown: &mut [(usize, usize)], screen: usize, ids: bool) {
        while excess(shown, screen) > 0 {
            let can_shrink = |&&mut (column, width): &&mut (usize, usize)| {
                let column = self.columns[column];
                column.is_id == ids && column.least.is_some_and(|least| width > least)
            };
            let Some(widest) = shown.iter_mut().filter(can_shrink).max_by_key(|(_, width)| *width) else {
                break;
            };
            widest.1 -= 1;
        }
    }

    fn line(&self, row: &[Stretch], shown: &[(usize, usize)]) -> Line {
        let mut line = Line::default();
        let mut end = 0;
        for &(column, width) in shown {
            let cell = self.columns[column].cut(&row[column], width);
            if !cell.stretches.is_empty() {
                line.pad(
                    end + if self.columns[column].is_number { width - cell.width.min(width) } else { 0 },
                );
                line.join(cell);
            }
            end += width + BETWEEN;
        }
        line
    }
}

impl Column {
    /// A cell on one line, at most so wide.
    fn cut(self, cell: &Stretch, room: usize) -> Line {
        let whole = Stretch::new(printable(&cell.text), cell.ink);
        let all: Vec<Cell<'_>> = cells(&whole).collect();
        if all.iter().map(|cell| cell.width).sum::<usize>() <= room {
            return Line::of([whole.clone()]);
        }
        let room = room.saturating_sub(1);
        let behind = if self.is_id { room / 2 } else { 0 };
        let beginning = fitting(all.iter(), room - behind).concat();
        let ending: String = fitting(all.iter().rev(), behind).into_iter().rev().collect();
        Line::of([Stretch::new(format!("{}…{ending}", beginning.trim_end()), cell.ink)])
    }
}

/// The cells that fit into so many columns.
fn fitting<'a>(cells: impl Iterator<Item = &'a Cell<'a>>, room: usize) -> Vec<&'a str> {
    let mut end = 0;
    let fits = |cell: &&Cell<'_>| {
        end += cell.width;
        end <= room
    };
    cells.take_while(fits).map(|cell| &*cell.text).collect()
}

/// How many columns of a screen are wanting.
fn excess(shown: &[(usize, usize)], screen: usize) -> usize {
    let between = BETWEEN * shown.len().saturating_sub(1);
    (shown.iter().map(|&(_, width)| width).sum::<usize>() + between).saturating_sub(screen)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[[&str; 3]]) -> Table {
        Table {
            columns: vec![Column::id("a"), Column::text("title", 8), Column::number("words")],
            rows: rows.iter().map(|row| row.map(Stretch::plain).to_vec()).collect(),
        }
    }

    fn shown(rows: &[[&str; 3]], width: Option<usize>) -> Vec<String> {
        table(rows).lines(width).iter().map(Line::text).collect()
    }

    #[test]
    fn columns_stand_under_one_another_whatever_their_script() {
        assert_eq!(
            shown(&[["x", "東京", "1"], ["long-id", "Écho", "1234"]], None),
            ["a        title  words", "x        東京       1", "long-id  Écho    1234"]
        );
    }

    #[test]
    fn what_is_too_wide_is_cut_where_it_tells_least() {
        let lines = shown(&[["2026/03/10/a-long-name", "A title of many words", "7"]], Some(31));
        assert_eq!(lines, ["a               title     words", "2026/03…g-name  A title…      7"]);
    }

    #[test]
    fn a_column_that_can_be_spared_goes_before_an_id_is_cut() {
        let mut table = table(&[["a-long-id-of-16", "Title", "7"]]);
        table.columns[2] = Column::number("words").spare();
        let shown = |width| table.lines(Some(width)).iter().map(Line::text).collect::<Vec<_>>();
        assert_eq!(shown(29)[1], "a-long-id-of-16  Title      7");
        assert_eq!(shown(28)[1], "a-long-id-of-16  Title");
    }

    #[test]
    fn a_column_that_says_nothing_is_not_shown() {
        assert_eq!(shown(&[["x", "", "1"]], None), ["a  words", "x      1"]);
    }

    #[test]
    fn a_cell_stays_on_its_line() {
        assert_eq!(shown(&[["x\ny", "\u{1b}[2J", "1"]], None)[1], "x\\ny  \\u{1b}[2J      1");
    }
}
