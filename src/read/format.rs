//! Which format an input is in: told by its name's ending, by the user, or by its first byte.

use super::wires;
use super::xml;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A format that articles can come in; each may be packed with gzip or zstd as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Format {
    /// One JSON object a line.
    Jsonl,
    /// An array of JSON objects; also objects one after another.
    Json,
    /// Rows of comma-separated values below a row of names; `;` and tab are detected.
    Csv,
    /// The same, separated by tabs.
    Tsv,
    /// One article, the whole file being its text.
    Text,
    /// News in XML, of the kind that the root element tells; a file gives any number of articles.
    Xml,
    /// A page of the web: one article, with what the page says of it.
    Html,
    /// Records of a crawl: pages, or their texts.
    Warc,
    /// ninjs: a JSON object for each item.
    Ninjs,
    /// Messages of IPTC 7901.
    Iptc7901,
    /// Messages of ANPA 1312.
    Anpa1312,
}

/// A name that is no format's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "unknown format {0:?} (known: jsonl, json, csv, tsv, text, html, warc, xml, ninjs, iptc7901, anpa1312)"
)]
pub struct UnknownFormat(pub String);

impl Format {
    /// The endings that are read, as messages list them.
    pub const ENDINGS: &str = ".jsonl, .ndjson, .json, .csv, .tsv, .txt, .md, .html, .htm, .xhtml, .warc, .wet, .xml, .nitf, .newsml, .rss, .atom, .rdf, each also with .gz or .zst; .parquet in a build with it";

    /// The format that a file's name stands for, whatever it is packed with; none if its ending is not known.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        match &*ending(name)? {
            "jsonl" | "ndjson" | "parquet" => Some(Self::Jsonl),
            "json" => Some(Self::Json),
            "csv" => Some(Self::Csv),
            "tsv" => Some(Self::Tsv),
            "txt" | "md" => Some(Self::Text),
            "xml" | "nitf" | "newsml" | "rss" | "atom" | "rdf" => Some(Self::Xml),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "warc" | "wet" => Some(Self::Warc),
            _ => None,
        }
    }

    /// Whether a file of this format is one document, which gives any number of articles and has no record for each.
    #[must_use]
    pub fn is_document(self) -> bool {
        matches!(self, Self::Xml | Self::Iptc7901 | Self::Anpa1312 | Self::Warc)
    }

    /// Whether a file of this format is one article, so that a copy of it is a copy of the file.
    #[must_use]
    pub fn is_one_article(self) -> bool {
        matches!(self, Self::Text | Self::Html)
    }

    /// Whether records of this format say themselves how they are encoded.
    pub(super) fn decodes_itself(self) -> bool {
        self.is_document() || matches!(self, Self::Html | Self::Ninjs)
    }

    /// The format that content seems to be in, from its first bytes: an object, an array, a page, XML, a record of a crawl,
    /// messages, or else plain text.
    #[must_use]
    pub fn sniff(head: &[u8]) -> Self {
        match head.trim_ascii_start().first() {
            Some(b'{') => Self::Jsonl,
            Some(b'[') => Self::Json,
            Some(b'W') if head.trim_ascii_start().starts_with(b"WARC/") => Self::Warc,
            Some(b'<') if looks_like_a_page(head) => Self::Html,
            Some(b'<') if xml::looks_so(head) => Self::Xml,
            _ if wires::is_message(head) && wires::is_anpa(head) => Self::Anpa1312,
            _ if wires::is_message(head) => Self::Iptc7901,
            _ => Self::Text,
        }
    }

    /// The format of content that its name says to be in this one, where that leaves a choice: JSON may be ninjs, a text may
    /// be messages. `text` is the field that has the text of other JSON.
    pub(super) fn refined(self, head: &[u8], text: &str) -> Self {
        match (self, Self::sniff(head)) {
            (Self::Text, messages @ (Self::Iptc7901 | Self::Anpa1312)) => messages,
            (Self::Json | Self::Jsonl, Self::Json | Self::Jsonl) if wires::is_ninjs(head, text) => {
                Self::Ninjs
            }
            _ => self,
        }
    }
}

/// Whether content begins with the declaration or the root of a page, behind an XML declaration and comments perhaps.
fn looks_like_a_page(head: &[u8]) -> bool {
    let mut rest = head.trim_ascii_start();
    loop {
        let end: &[u8] = match rest {
            [b'<', b'?', ..] => b"?>",
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            _ => break,
        };
        let Some(at) = memchr::memmem::find(rest, end) else { return false };
        rest = rest[at + end.len()..].trim_ascii_start();
    }
    let begins = |with: &[u8]| rest.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    begins(b"<!doctype html") || begins(b"<html")
}

/// What stands behind the last dot of a name, in lower case, once the ending of its packing is off.
pub(super) fn ending(name: &str) -> Option<String> {
    let name = name.to_ascii_lowercase();
    let unpacked = [".gz", ".zst"].iter().find_map(|packing| name.strip_suffix(packing)).unwrap_or(&name);
    unpacked.rsplit_once('.').map(|(_, ending)| ending.to_owned())
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        match name.to_ascii_lowercase().as_str() {
            "jsonl" | "ndjson" => Ok(Self::Jsonl),
            "json" => Ok(Self::Json),
            "csv" => Ok(Self::Csv),
            "tsv" => Ok(Self::Tsv),
            "text" | "txt" => Ok(Self::Text),
            "ninjs" => Ok(Self::Ninjs),
            "iptc7901" | "iptc" => Ok(Self::Iptc7901),
            "anpa1312" | "anpa" => Ok(Self::Anpa1312),
            "xml" | "newsml" | "nitf" | "rss" | "atom" => Ok(Self::Xml),
            "html" | "htm" => Ok(Self::Html),
            "warc" | "wet" => Ok(Self::Warc),
            _ => Err(UnknownFormat(name.to_owned())),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Jsonl => "jsonl",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Text => "text",
            Self::Xml => "xml",
            Self::Html => "html",
            Self::Warc => "warc",
            Self::Ninjs => "ninjs",
            Self::Iptc7901 => "iptc7901",
            Self::Anpa1312 => "anpa1312",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_its_format_through_its_packing() {
        assert_eq!(Format::of_name("day.JSONL.gz"), Some(Format::Jsonl));
        assert_eq!(Format::of_name("a/b.ndjson"), Some(Format::Jsonl));
        assert_eq!(Format::of_name("table.tsv.zst"), Some(Format::Tsv));
        assert_eq!(Format::of_name("notes.md"), Some(Format::Text));
        assert_eq!(Format::of_name("rows.parquet"), Some(Format::Jsonl));
        assert_eq!(Format::of_name("dump.gz"), None);
        assert_eq!(Format::of_name("README"), None);
    }

    #[test]
    fn a_format_has_a_name_that_reads_back() {
        let others =
            [Format::Xml, Format::Ninjs, Format::Iptc7901, Format::Anpa1312, Format::Html, Format::Warc];
        let records = [Format::Jsonl, Format::Json, Format::Csv, Format::Tsv, Format::Text];
        for format in records.into_iter().chain(others) {
            assert_eq!(format.to_string().parse(), Ok(format));
        }
        assert!("parquet".parse::<Format>().is_err());
    }
}
