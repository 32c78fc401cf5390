//! The header of a record: named lines, up to a blank one.

use super::super::html::shown;
use super::http::charset;
use encoding_rs::Encoding;

/// What a record says of itself.
#[derive(Debug, Default)]
pub(super) struct Header {
    /// `response`, `conversion`, `request` …, in lower case.
    pub(super) kind: Vec<u8>,
    /// The address of what was fetched.
    pub(super) target: Option<String>,
    /// The language of a text, if one was identified: the first, as ISO 639-3.
    pub(super) language: Option<String>,
    /// Why the crawler did not keep all of the content, if so: `length`, `time`, `disconnect`.
    pub(super) truncated: Option<String>,
    id: Option<String>,
    content_type: String,
}

impl Header {
    /// The header of a record, and what stands behind it.
    pub(super) fn of(record: &[u8]) -> Option<(Self, &[u8])> {
        let (lines, body) = split(record)?;
        let mut header = Self::default();
        let mut length = body.len();
        for (name, value) in lines {
            let value = shown(&value);
            match &*name {
                "warc-type" => header.kind = value.to_ascii_lowercase().into_bytes(),
                "warc-target-uri" => header.target = Some(unbracketed(&value)).filter(|url| !url.is_empty()),
                "warc-truncated" => header.truncated = Some(value).filter(|reason| !reason.is_empty()),
                "warc-record-id" => header.id = Some(unbracketed(&value)).filter(|id| !id.is_empty()),
                "warc-identified-content-language" => {
                    header.language =
                        value.split(',').next().map(str::to_owned).filter(|name| !name.is_empty());
                }
                "content-type" => header.content_type = value.to_ascii_lowercase(),
                "content-length" => length = value.parse::<usize>().map_or(length, |told| told.min(length)),
                _ => {}
            }
        }
        Some((header, &body[..length]))
    }

    pub(super) fn id(&self) -> Option<String> {
        let id = self.id.as_deref()?;
        Some(id.strip_prefix("urn:uuid:").unwrap_or(id).to_owned())
    }

    pub(super) fn is_text(&self) -> bool {
        self.content_type.is_empty() || self.content_type.starts_with("text/plain")
    }

    pub(super) fn is_html(&self) -> bool {
        self.content_type.starts_with("text/html") || self.content_type.starts_with("application/xhtml")
    }

    pub(super) fn is_http(&self) -> bool {
        self.content_type.starts_with("application/http")
    }

    pub(super) fn charset(&self) -> Option<&'static Encoding> {
        charset(&self.content_type)
    }
}

fn unbracketed(value: &str) -> String {
    value.trim_start_matches('<').trim_end_matches('>').to_owned()
}

/// A name and its value.
pub(super) type Line = (String, String);

/// Lines of a header, each with its name in lower case, and what stands behind the blank line; none without one. The first
/// line, which names the version or the status, has the name "".
pub(super) fn split(message: &[u8]) -> Option<(Vec<Line>, &[u8])> {
    let mut lines: Vec<Line> = Vec::new();
    let mut rest = message;
    loop {
        let end = memchr::memchr(b'\n', rest)?;
        let line = rest[..end].strip_suffix(b"\r").unwrap_or(&rest[..end]);
        rest = &rest[end + 1..];
        if line.is_empty() {
            return Some((lines, rest));
        }
        let line = String::from_utf8_lossy(line);
        match line.split_once(':') {
            // A line that begins with a blank goes on with the one before.
            _ if line.starts_with([' ', '\t']) && !lines.is_empty() => {
                if let Some((_, value)) = lines.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            }
            Some((name, value)) if !lines.is_empty() => {
                lines.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
            _ => lines.push((String::new(), line.into_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_record_says_of_itself_has_a_control_character() {
        let record =
            b"WARC/1.0\r\nWARC-Target-URI: <http://x.org/\x01a>\r\nWARC-Record-ID: <urn:uuid:\x1b7>\r\n\
                       WARC-Identified-Content-Language: f\x08ra,eng\r\n\r\n";
        let (header, _) = Header::of(record).unwrap();
        let told = [header.target.as_deref(), header.id.as_deref(), header.language.as_deref()];
        assert_eq!(told, [Some("http://x.org/a"), Some("urn:uuid:7"), Some("fra")]);
    }
}
