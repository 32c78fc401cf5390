//! CSV and TSV: the delimiter and columns that the header row tells, where rows begin and end, and one row's fields.

use super::fields::{Field, FieldNames, listed};
use super::format::Format;
use super::record::{Value, Values};
use super::split::Splitter;
use std::borrow::Cow;

/// The delimiters that are looked for, in this order where the header row does not tell.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// What the header row says about the rows below it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Layout {
    /// What stands between fields.
    pub(super) delimiter: u8,
    /// How many rows stand above the first article: the header, and a line `sep=;` if a spreadsheet left one.
    pub(super) header_rows: usize,
    columns: [Option<usize>; Field::COUNT],
    /// The names of all columns.
    pub(super) names: Vec<String>,
}

impl Layout {
    /// Reads the header row at the start of a file; none if there is nothing in it.
    ///
    /// # Errors
    /// When no column has the name of the text.
    pub(super) fn of(head: &str, format: Format, wanted: &FieldNames) -> Result<Option<Self>, String> {
        let (told, header) = separator_line(head);
        let header_rows = 1 + usize::from(told.is_some());
        let choices = match (told, format) {
            (Some(delimiter), _) => vec![delimiter],
            (None, Format::Tsv) => vec![b'\t'],
            _ => DELIMITERS.to_vec(),
        };
        let layouts = choices.into_iter().map(|delimiter| Self::with(header, delimiter, header_rows, wanted));
        // A delimiter that finds the text is right; of others the one that finds most columns, the first of equals.
        let best =
            layouts.rev().max_by_key(|layout| (layout.column(Field::Text).is_some(), layout.names.len()));
        match best {
            Some(layout) if layout.names.iter().all(String::is_empty) => Ok(None),
            Some(layout) if layout.column(Field::Text).is_none() => Err(layout.no_text(wanted)),
            best => Ok(best),
        }
    }

    fn with(header: &str, delimiter: u8, header_rows: usize, wanted: &FieldNames) -> Self {
        let names: Vec<String> =
            fields(header, delimiter).fields.iter().map(|name| name.trim().to_owned()).collect();
        let columns = std::array::from_fn(|field| names.iter().position(|name| *name == wanted.all()[field]));
        Self { delimiter, header_rows, columns, names }
    }

    fn column(&self, field: Field) -> Option<usize> {
        self.columns[field.index()]
    }

    fn no_text(&self, wanted: &FieldNames) -> String {
        let (name, columns) =
            (wanted.name(Field::Text), listed(self.names.iter().map(|name| (name.as_str(), ""))));
        format!(
            "no column {name:?}, so no row can be read (use --field text=FIELD; the columns are: {columns})"
        )
    }

    /// The names of fields that more than one column has; the first counts.
    pub(super) fn repeated(&self) -> impl Iterator<Item = &str> {
        let wanted = self.columns.iter().flatten().map(|&column| &self.names[column]);
        wanted.filter(|name| self.names.iter().filter(|other| other == name).count() > 1).map(String::as_str)
    }

    /// The wanted fields of one row, and whether a quotation mark in it is doubtful. Empty cells beyond the last column, which
    /// spreadsheets leave, are none.
    ///
    /// # Errors
    /// When it has another number of fields than the header.
    pub(super) fn values(&self, given: &str) -> Result<(Values, bool), String> {
        let Row { fields: mut row, is_doubtful } = fields(given, self.delimiter);
        while row.len() > self.names.len() && row.last().is_some_and(|cell| cell.is_empty()) {
            row.pop();
        }
        if row.len() != self.names.len() {
            let (expected, got) = (self.names.len(), row.len());
            let doubt = if is_doubtful { format!("; {}", doubt(given)) } else { String::new() };
            return Err(format!(
                "fields: {got}, where the header has {expected} (quote a field that has a delimiter or a line break){doubt}"
            ));
        }
        let value = |column: Option<usize>| column.and_then(|column| row.get(column));
        let value = |column| value(column).map_or(Value::Absent, |text| Value::Text(text.to_string()));
        Ok((self.columns.map(value), is_doubtful))
    }
}

/// What is to be said of a row that has a doubtful quotation mark: one that begins a field and does not end where that does.
pub(super) fn doubt(row: &str) -> String {
    let lines = row.lines().count();
    let what = "a field begins with a quotation mark and goes on behind the next one, which is not doubled";
    if lines > 1 {
        format!("{what}; the row goes over {lines} lines, and rows may have become part of it")
    } else {
        format!("{what}; the two marks were left out")
    }
}

/// The delimiter that a first line `sep=;` names, and what follows that line.
fn separator_line(head: &str) -> (Option<u8>, &str) {
    let told = || {
        let (line, rest) = head.split_once('\n')?;
        let told = line.trim_end_matches('\r').strip_prefix("sep=")?;
        Some((
            *told.as_bytes().first().filter(|byte| told.len() == 1 && byte.is_ascii() && **byte != b'"')?,
            rest,
        ))
    };
    told().map_or((None, head), |(delimiter, rest)| (Some(delimiter), rest))
}

/// A row, and whether a quotation mark in it is doubtful.
#[derive(Default)]
struct Row<'t> {
    fields: Vec<Cow<'t, str>>,
    is_doubtful: bool,
}

/// The fields of the first row of a text, as the `csv` crate gives them, but borrowed; none if there is no row.
fn fields(text: &str, delimiter: u8) -> Row<'_> {
    let mut row = Row::default();
    let mut rest = text.trim_start_matches(['\r', '\n']);
    if rest.is_empty() {
        return row;
    }
    loop {
        let (field, length, is_doubtful) = first_field(rest, delimiter);
        row.fields.push(field);
        row.is_doubtful |= is_doubtful;
        match rest.as_bytes().get(length) {
            Some(byte) if *byte == delimiter => rest = &rest[length + 1..],
            _ => return row,
        }
    }
}

/// The first field, how many bytes it takes up before the delimiter or line end behind it, and whether it goes on behind the
/// quotation mark that should end it.
fn first_field(text: &str, delimiter: u8) -> (Cow<'_, str>, usize, bool) {
    let end = |text: &str| memchr::memchr3(delimiter, b'\r', b'\n', text.as_bytes()).unwrap_or(text.len());
    let Some(quoted) = text.strip_prefix('"') else {
        return (text[..end(text)].into(), end(text), false);
    };
    let (mut field, mut at) = (Cow::Borrowed(""), 0);
    while let Some(mark) = memchr::memchr(b'"', &quoted.as_bytes()[at..]).map(|mark| at + mark) {
        if !quoted[mark + 1..].starts_with('"') {
            let tail = mark + 1 + end(&quoted[mark + 1..]);
            let is_doubtful = tail > mark + 1;
            // Between tabs many programs write texts as they are: these marks are of speech.
            if is_doubtful && delimiter == b'\t' && end(text) > mark {
                return (text[..end(text)].into(), end(text), false);
            }
            field += &quoted[at..mark];
            field += &quoted[mark + 1..tail];
            return (field, 1 + tail, is_doubtful);
        }
        field += &quoted[at..=mark];
        at = mark + 2;
    }
    field += &quoted[at..];
    (field, text.len(), false)
}

/// Records that are rows: a line break inside a quoted field ends none.
#[derive(Debug)]
pub(super) struct Rows {
    delimiter: u8,
    state: State,
}

/// Where in a row the splitter is; the same as in the `csv` crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    FieldStart,
    Unquoted,
    Quoted,
    /// After a quotation mark that ends the field, unless it is doubled.
    QuoteInQuoted,
}

impl Rows {
    /// Rows whose fields are separated by this byte.
    pub(super) fn new(delimiter: u8) -> Self {
        Self { delimiter, state: State::FieldStart }
    }

    /// The state after one byte, outside the inside of quoted fields.
    fn after(&self, byte: u8) -> State {
        match (self.state, byte) {
            (_, byte) if byte == self.delimiter => State::FieldStart,
            (State::FieldStart | State::QuoteInQuoted, b'"') => State::Quoted,
            _ => State::Unquoted,
        }
    }
}

impl Splitter for Rows {
    fn gap(&mut self, bytes: &[u8]) -> usize {
        bytes.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or(bytes.len())
    }

    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while at < bytes.len() {
            let rest = &bytes[at..];
            let skipped = match self.state {
                State::Quoted => memchr::memchr(b'"', rest),
                State::Unquoted => memchr::memchr3(self.delimiter, b'\r', b'\n', rest),
                State::FieldStart | State::QuoteInQuoted => Some(0),
            };
            at += skipped?;
            match (self.state, bytes[at]) {
                (State::Quoted, _) => self.state = State::QuoteInQuoted,
                (_, b'\r' | b'\n') => {
                    self.state = State::FieldStart;
                    return Some(at + 1);
                }
                (_, byte) => self.state = self.after(byte),
            }
            at += 1;
        }
        None
    }

    fn unfinished(&self, inside: bool) -> Option<&'static str> {
        (inside && self.state == State::Quoted).then_some(
            "a quotation mark in this row is never closed, so the rest of the file cannot be told apart",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::split::{Limits, Records};
    use super::*;
    use ::csv::{ReaderBuilder, StringRecord};
    use proptest::prelude::*;

    /// Line and bytes of every row, and whether what comes last was given up.
    fn rows(text: &[u8], delimiter: u8, block: usize) -> (Vec<(u64, Vec<u8>)>, bool) {
        let mut records = Records::new(text, 0, Rows::new(delimiter), Limits { block, record: 1 << 20 });
        let mut found = Vec::new();
        while let Some(batch) = records.next_batch() {
            found.extend(batch.spans.iter().map(|span| (span.line, batch.record(span).to_vec())));
        }
        (found, records.into_fault().is_some())
    }

    fn layout(head: &str) -> Layout {
        Layout::of(head, Format::Csv, &FieldNames::default()).unwrap().unwrap()
    }

    #[test]
    fn a_line_break_inside_quotes_ends_no_row() {
        let text = b"id,text\r\n1,\"two\nlines \"\"quoted\"\"\n\"\r\n\r\n2,say \"hi\"\n";
        let lines: Vec<u64> = rows(text, b',', 3).0.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [1, 2, 6]);
    }

    #[test]
    fn the_header_tells_the_delimiter() {
        assert_eq!(layout("id,text\n").delimiter, b',');
        assert_eq!(layout("id;\"a,b\";text\r\n").delimiter, b';');
        assert_eq!(layout("text\tid").delimiter, b'\t');
        assert_eq!(layout("sep=|\r\nid|text\n"), Layout { header_rows: 2, ..layout("id|text\n") });
        assert_eq!(layout("text").delimiter, b',');
        let tsv = Layout::of("id\ttext,really\n", Format::Tsv, &FieldNames::default());
        assert!(tsv.unwrap_err().contains("text,really"));
    }

    #[test]
    fn a_row_with_too_few_fields_says_how_many() {
        let fault = layout("id,text\n").values("1\n").unwrap_err();
        assert!(fault.starts_with("fields: 1, where the header has 2"), "{fault}");
    }

    #[test]
    fn empty_cells_beyond_the_last_column_are_no_fields() {
        let ([id, text, ..], _) = layout("id;text\n").values("1;a;;\n").unwrap();
        assert_eq!((id, text), (Value::Text("1".into()), Value::Text("a".into())));
        assert!(layout("id;text\n").values("1;a;;b\n").unwrap_err().starts_with("fields: 4"));
    }

    #[test]
    fn a_quotation_mark_that_does_not_end_its_field_is_doubtful() {
        for (row, is_doubtful) in [
            ("1,plain \"text\"", false),
            ("1,\"a \"\"text\"\", quoted\"", false),
            ("1,\"\"", false),
            ("1,\"I will go,\" he said", true),
            ("1,\"Never closed\n2,\"But here\"", true),
        ] {
            assert_eq!(layout("id,text\n").values(row).unwrap().1, is_doubtful, "{row}");
        }
        let fault = layout("id,text\n").values("1,\"Never closed\n2,\"But here\",x").unwrap_err();
        assert!(
            fault.starts_with("fields: 3, where the header has 2") && fault.contains("goes over 2 lines"),
            "{fault}"
        );
        assert!(doubt("1,\"a\" b").ends_with("the two marks were left out"));
        assert!(doubt("1,\"a\n2,\"b\"\n").contains("the row goes over 2 lines"));
    }

    #[test]
    fn speech_between_tabs_keeps_its_marks_where_they_do_not_end_the_field() {
        let text = |row: &str| {
            let ([_, text, ..], is_doubtful) = layout("id\ttext\n").values(row).unwrap();
            (text, is_doubtful)
        };
        let said = |said: &str| (Value::Text(said.into()), false);
        assert_eq!(text("1\t\"I will go,\" he said"), said("\"I will go,\" he said"));
        assert_eq!(text("1\t\"I \"\"will\"\" go\""), said("I \"will\" go"));
        assert_eq!(text("1\t\"a\tb\""), said("a\tb"));
    }

    #[test]
    fn a_column_that_is_there_twice_is_told_by_its_name() {
        assert_eq!(layout("id,text,note,text,note\n").repeated().collect::<Vec<_>>(), ["text"]);
    }

    #[test]
    fn nothing_at_all_has_no_header() {
        for head in ["", "\n", "\r\n\r\n", ";;\n"] {
            assert_eq!(Layout::of(head, Format::Csv, &FieldNames::default()), Ok(None), "{head:?}");
        }
    }

    #[test]
    fn a_header_without_text_lists_its_columns() {
        let fault = Layout::of("id;body\n", Format::Csv, &FieldNames::default()).unwrap_err();
        assert!(fault.contains("--field text=FIELD") && fault.contains("id, body"), "{fault}");
    }

    #[test]
    fn a_header_of_many_columns_is_not_listed_whole() {
        let header: Vec<String> = (0..100).map(|n| format!("c{n}")).collect();
        let fault = Layout::of(&header.join(","), Format::Csv, &FieldNames::default()).unwrap_err();
        assert!(fault.ends_with("c10, c11, and 88 more)"), "{fault}");
    }

    proptest! {
        #[test]
        fn rows_are_those_of_the_csv_crate(text in "[a\",;\r\n]{0,40}", block in 1_usize..9) {
            let mut reader =
                ReaderBuilder::new().has_headers(false).flexible(true).delimiter(b';').from_reader(text.as_bytes());
            let expected: Vec<StringRecord> = reader.records().map(Result::unwrap).collect();
            let (rows, last_is_lost) = rows(text.as_bytes(), b';', block);
            let found = rows.iter().map(|(_, row)| fields(std::str::from_utf8(row).unwrap(), b';'));
            let found: Vec<StringRecord> =
                found.map(|row| row.fields.iter().map(|field| &**field).collect()).collect();
            prop_assert_eq!(&found[..], &expected[..expected.len() - usize::from(last_is_lost)]);
        }
    }
}
