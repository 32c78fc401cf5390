//! How the records of an input stand in it: what a copy of some of them needs to be of the same form.

use super::csv::Layout;
use super::format::Format;
use crate::article::Input;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a file is packed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Packing {
    /// gzip, of one member or several.
    Gzip,
    /// zstd, of one frame or several.
    Zstd,
    /// Not packed, but a Parquet table whose rows are read as lines of JSON.
    Parquet,
}

impl fmt::Display for Packing {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
            Self::Parquet => "parquet",
        })
    }
}

/// How records stand in one input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// The format that they are in.
    pub format: Format,
    /// Whether they are the elements of an array.
    pub in_array: bool,
    /// Bytes of content before the first record that a copy begins with as well: a byte order mark, a header row.
    pub head: u64,
    /// What it is packed with.
    pub packing: Option<Packing>,
    /// The encodings that its records are in, UTF-8 first.
    pub encodings: Vec<String>,
    /// What stands between the fields of a row.
    delimiter: Option<u8>,
    /// The names of the columns of rows.
    columns: Vec<String>,
}

impl Form {
    /// The form of content that begins like this, behind `offset` bytes of a mark.
    pub(super) fn new(format: Format, offset: u64, head: &[u8]) -> Self {
        let in_array = matches!(format, Format::Json | Format::Ninjs) && Format::sniff(head) == Format::Json;
        Self {
            format,
            in_array,
            head: offset,
            packing: None,
            encodings: Vec::new(),
            delimiter: None,
            columns: Vec::new(),
        }
    }

    /// The same, for rows under this header.
    pub(super) fn with_layout(self, layout: &Layout) -> Self {
        // Until a first row is met, the file is its header.
        Self { head: u64::MAX, delimiter: Some(layout.delimiter), columns: layout.names.clone(), ..self }
    }

    /// Says where a record begins; the first one ends the header.
    pub(super) fn begin_records(&mut self, offset: u64) {
        if self.delimiter.is_some() {
            self.head = self.head.min(offset);
        }
    }
}

/// Inputs whose records cannot stand in one output.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormFault {
    /// Two formats.
    #[error(
        "{first}, {second}: two formats, {first_format} and {second_format}, cannot be copied into one output (de-duplicate \
         them one by one with --against, or name a --format that both are in)"
    )]
    Formats {
        /// The first input.
        first: String,
        /// The first one of another format.
        second: String,
        /// The format of the first.
        first_format: Format,
        /// That of the second.
        second_format: Format,
    },
    /// Two headers.
    #[error(
        "{first}, {second}: their header rows differ, so their rows cannot be copied under one (give both the same columns in \
         the same order and the same delimiter, or de-duplicate them one by one with --against)"
    )]
    Headers {
        /// The first input.
        first: String,
        /// The first one with another header.
        second: String,
    },
}

/// The one form of all examined inputs that gave an article, and which of them is the first; its head is that of the
/// first. With one input in an array, all are.
///
/// # Errors
/// When two of them cannot stand in one output.
pub fn common_form(inputs: &[Input], forms: &[Option<Form>]) -> Result<Option<(usize, Form)>, FormFault> {
    let used = inputs.iter().zip(forms).enumerate();
    let mut used = used.filter(|(_, (input, _))| !input.reference && input.articles > 0);
    let mut used = used.by_ref().filter_map(|(at, (input, form))| Some((at, input, form.as_ref()?)));
    let Some((at, input, form)) = used.next() else { return Ok(None) };
    let mut common = form.clone();
    for (_, other_input, other) in used {
        let (first, second) = (input.path.clone(), other_input.path.clone());
        // Documents have no records to copy: their articles are written in one form, whatever they came in.
        let are_documents = other.format.is_document() && form.format.is_document();
        if other.format != form.format && !are_documents {
            let (first_format, second_format) = (form.format, other.format);
            return Err(FormFault::Formats { first, second, first_format, second_format });
        }
        if (other.delimiter, &other.columns) != (form.delimiter, &form.columns) {
            return Err(FormFault::Headers { first, second });
        }
        common.in_array |= other.in_array;
    }
    Ok(Some((at, common)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(path: &str, articles: u64, reference: bool) -> Input {
        Input { path: path.into(), name: path.into(), bytes: 9, digest: 0, articles, reference }
    }

    fn rows(delimiter: u8, columns: &[&str]) -> Form {
        let columns = columns.iter().map(|&name| name.to_owned()).collect();
        Form { delimiter: Some(delimiter), columns, ..Form::new(Format::Csv, 0, b"id") }
    }

    #[test]
    fn inputs_without_articles_and_references_may_have_any_form() {
        let inputs = [input("empty.csv", 0, false), input("a.jsonl", 2, false), input("old.json", 2, true)];
        let forms = [Format::Csv, Format::Jsonl, Format::Json].map(|format| Some(Form::new(format, 0, b"{")));
        let (first, form) = common_form(&inputs, &forms).unwrap().unwrap();
        assert_eq!((first, form.format), (1, Format::Jsonl));
    }

    #[test]
    fn two_formats_and_two_headers_are_told_by_both_names() {
        let inputs = [input("a.csv", 1, false), input("b.csv", 1, false)];
        let told =
            |one: Form, other: Form| common_form(&inputs, &[Some(one), Some(other)]).unwrap_err().to_string();
        let header = ["id", "text"];
        assert!(
            told(rows(b',', &header), Form::new(Format::Jsonl, 0, b"{"))
                .starts_with("a.csv, b.csv: two formats, csv and jsonl")
        );
        for other in [rows(b';', &header), rows(b',', &["text", "id"])] {
            assert!(told(rows(b',', &header), other).starts_with("a.csv, b.csv: their header rows differ"));
        }
        assert!(common_form(&inputs, &[Some(rows(b',', &header)), Some(rows(b',', &header))]).is_ok());
    }

    #[test]
    fn objects_one_after_another_are_no_array() {
        assert!(Form::new(Format::Json, 0, b" \n[{").in_array);
        assert!(!Form::new(Format::Json, 0, b"{}{}").in_array);
        assert!(!Form::new(Format::Jsonl, 0, b"[1]").in_array);
    }
}
