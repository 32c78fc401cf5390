//! One sheet: a header whose cells explain themselves, rows, filters, widths, what stays in sight.

use super::super::Tally;
use super::super::delimited::is_overlong;
use super::super::matrix;
use super::super::profile::CELL;
use super::super::table::{Cell, Column, Kind, Table, decimals};
use super::style::{Style, widest};
use rust_xlsxwriter::{
    Color, ConditionalFormat3ColorScale, ConditionalFormatType, Format, IgnoreError, Note, Worksheet,
    XlsxError,
};
use std::borrow::Cow;

/// Width of a column with figures of a matrix, in characters.
const NARROW: usize = 6;
/// The longest header of a matrix that is shown whole, in characters.
const LONGEST_UPRIGHT: usize = 24;
/// Characters in one line of an excerpt. Its height is set: not every spreadsheet measures what it opens.
const EXCERPT_LINE: usize = 58;
const LINE_HEIGHT: u32 = 15;
/// Lines of the highest row; a row has at most 409 points.
const MOST_LINES: usize = 27;
/// Characters in one line of a note, and its measures in pixels.
const NOTE_LINE: usize = 48;
const NOTE_WIDTH: u32 = 320;
const NOTE_LINE_HEIGHT: u32 = 18;

/// A sheet of this name with rows of this table.
pub(super) fn sheet<'a>(
    name: &str,
    table: &Table,
    columns: &[Column<'_>],
    rows: impl Iterator<Item = Vec<Cell<'a>>>,
    style: &Style,
) -> Result<(Worksheet, Tally), XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(name)?;
    let is_matrix = table.file == matrix::TABLE.file;
    header(&mut sheet, columns, style, is_matrix)?;
    let mut widths: Vec<usize> = columns.iter().map(|column| column.name.chars().count() + 4).collect();
    let mut tally = Tally::default();
    for row in rows {
        tally.rows += 1;
        let mut lines = 1;
        for ((at, cell), column) in (0..).zip(&row).zip(columns) {
            let format = if is_matrix && at > 0 { &style.heat } else { style.of(column.kind) };
            let (written, length) = write(&mut sheet, (tally.rows as u32, at), cell, format)?;
            tally = tally.and(written);
            let wide = &mut widths[usize::from(at)];
            *wide = (*wide).max((length + 2).min(widest(column.kind)));
            if column.kind == Kind::Excerpt {
                lines = lines.max(length.div_ceil(EXCERPT_LINE));
            }
        }
        if lines > 1 {
            sheet.set_row_height(tally.rows as u32, LINE_HEIGHT * lines.min(MOST_LINES) as u32)?;
        }
    }
    arrange(&mut sheet, table, columns, tally.rows as u32, style)?;
    if is_matrix {
        heat(&mut sheet, columns, tally.rows as u32)?;
        widths[1..].fill(NARROW);
        widths[0] = widths[0].min(widest(Kind::Name));
    }
    for (at, wide) in (0..).zip(widths) {
        sheet.set_column_width(at, wide as f64)?;
    }
    Ok((sheet, tally))
}

/// A cell, with what became of it and how many characters it shows.
fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell<'_>,
    format: &Format,
) -> Result<(Tally, usize), XlsxError> {
    let mut number = |number: f64, length| {
        sheet.write_number_with_format(row, column, number, format)?;
        Ok((Tally::default(), length))
    };
    match cell {
        Cell::Empty => Ok((Tally::default(), 0)),
        Cell::Count(count) => number(*count as f64, count.to_string().len() + 2),
        Cell::Minutes(minutes) => number(*minutes as f64, minutes.to_string().len() + 2),
        // The figure of the CSV, so that both can be compared.
        Cell::Share(share) => number(decimals(*share, '.').parse().unwrap_or(*share), 4),
        Cell::Name(text) => write_text(sheet, (row, column), text, format),
        Cell::Moment(published) => write_text(sheet, (row, column), &published.given, format),
        // What is cut already is counted already.
        Cell::Text(text) | Cell::Cut(text) | Cell::Word(text) => {
            write_text(sheet, (row, column), text, format)
        }
    }
}

fn write_text(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    format: &Format,
) -> Result<(Tally, usize), XlsxError> {
    if text.is_empty() {
        return Ok((Tally::default(), 0));
    }
    let (fitting, cut) = fit(text);
    sheet.write_string_with_format(row, column, fitting.as_ref(), format)?;
    Ok((Tally { cut: u64::from(cut), ..Tally::default() }, fitting.chars().count()))
}

/// The text as a cell holds it, cut with `…` if it is longer, and whether it was.
pub(super) fn fit(text: &str) -> (Cow<'_, str>, bool) {
    if !is_overlong(text) {
        return (Cow::Borrowed(text), false);
    }
    let (mut units, mut end) = (0, 0);
    for (at, letter) in text.char_indices() {
        units += letter.len_utf16();
        if units >= CELL {
            break;
        }
        end = at + letter.len_utf8();
    }
    (Cow::Owned(format!("{}…", &text[..end])), true)
}

fn header(
    sheet: &mut Worksheet,
    columns: &[Column<'_>],
    style: &Style,
    is_matrix: bool,
) -> Result<(), XlsxError> {
    for (at, column) in (0..).zip(columns) {
        let format = if is_matrix && at > 0 { &style.upright } else { &style.header };
        sheet.write_string_with_format(0, at, fit(column.name).0.as_ref(), format)?;
        // The corner of a matrix explains all of it; a note on each column would say the same a thousand times.
        if !is_matrix || at == 0 {
            sheet.insert_note(0, at, &note(column.about))?;
        }
    }
    Ok(())
}

/// What a column means, beside its header.
fn note(about: &str) -> Note {
    let text = about.replace(['`', '*'], "");
    let lines = text.chars().count().div_ceil(NOTE_LINE) as u32 + 1;
    Note::new(text)
        .add_author_prefix(false)
        .set_author("wirecopy")
        .set_width(NOTE_WIDTH)
        .set_height(lines * NOTE_LINE_HEIGHT)
}

/// Filters, what stays in sight, what is printed, and no complaint about ids that look like numbers.
fn arrange(
    sheet: &mut Worksheet,
    table: &Table,
    columns: &[Column<'_>],
    rows: u32,
    style: &Style,
) -> Result<(), XlsxError> {
    let last = columns.len().saturating_sub(1) as u16;
    sheet.set_freeze_panes(1, table.naming)?;
    if table.file == matrix::TABLE.file {
        let longest = columns[1..].iter().map(|column| column.name.chars().count()).max().unwrap_or(0);
        sheet.set_print_fit_to_pages(1, 0);
        sheet.set_row_height(0, 12 + 7 * longest.clamp(4, LONGEST_UPRIGHT) as u32)?;
    } else {
        sheet.set_print_scale(60);
        sheet.autofilter(0, 0, rows, last)?;
        sheet.set_row_format(0, &style.header)?;
    }
    sheet.ignore_error_range(0, 0, rows, last, IgnoreError::NumberStoredAsText)?;
    sheet.set_landscape().set_paper_size(9).set_repeat_rows(0, 0)?;
    sheet.set_repeat_columns(0, table.naming.saturating_sub(1))?;
    Ok(())
}

/// White for nothing, dark for the same; the same figure has the same colour in every workbook.
fn heat(sheet: &mut Worksheet, columns: &[Column<'_>], rows: u32) -> Result<(), XlsxError> {
    if rows == 0 || columns.len() < 2 {
        return Ok(());
    }
    let scale = ConditionalFormat3ColorScale::new()
        .set_minimum(ConditionalFormatType::Number, 0)
        .set_midpoint(ConditionalFormatType::Number, 0.5)
        .set_maximum(ConditionalFormatType::Number, 1)
        .set_minimum_color(Color::White)
        .set_midpoint_color(Color::RGB(0x00FD_CC8A))
        .set_maximum_color(Color::RGB(0x00E3_4A33));
    sheet.add_conditional_format(1, 1, rows, columns.len() as u16 - 1, &scale)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_no_cell_holds_is_cut_at_a_letter_and_counted() {
        for letter in ["e", "é", "😀"] {
            let units = letter.encode_utf16().count();
            let just = letter.repeat(CELL / units);
            assert_eq!(fit(&just), (Cow::Borrowed(just.as_str()), false), "{letter}");
            let long = letter.repeat(CELL / units + 1);
            let (cut, told) = fit(&long);
            assert!(told && cut.ends_with('…') && cut.encode_utf16().count() <= CELL, "{letter}");
            assert!(cut.encode_utf16().count() >= CELL - 2, "{letter}");
        }
    }
}
