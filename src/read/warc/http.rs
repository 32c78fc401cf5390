//! An HTTP message as it was sent: its status and kind, and its content without chunks and packing.

use super::header::split;
use encoding_rs::Encoding;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::borrow::Cow;
use std::io::Read;

/// The most that the content of one message may come to: 64 MiB. No page has as much.
const MAX_CONTENT: u64 = 64 << 20;

/// A response.
#[derive(Debug)]
pub(super) struct Message<'a> {
    status: u16,
    content_type: String,
    coding: String,
    is_chunked: bool,
    body: &'a [u8],
}

impl<'a> Message<'a> {
    /// # Errors
    /// When this is none.
    pub(super) fn of(bytes: &'a [u8]) -> Result<Self, String> {
        let (lines, body) = split(bytes).ok_or("the HTTP header of this response is not complete")?;
        let status = lines.first().filter(|(name, line)| name.is_empty() && line.starts_with("HTTP/"));
        let status = status.and_then(|(_, line)| line.split_whitespace().nth(1)?.parse().ok());
        let value = |name: &str| {
            lines
                .iter()
                .find(|(known, _)| known == name)
                .map_or(String::new(), |(_, value)| value.to_ascii_lowercase())
        };
        Ok(Self {
            status: status.ok_or("the HTTP status of this response cannot be read")?,
            content_type: value("content-type"),
            coding: value("content-encoding"),
            is_chunked: value("transfer-encoding").contains("chunked"),
            body,
        })
    }

    /// Whether it is a page that was found; a redirection or an error is none. What nothing is said of is one if it looks so.
    pub(super) fn is_page(&self) -> bool {
        let is_said = || {
            self.content_type.starts_with("text/html") || self.content_type.starts_with("application/xhtml")
        };
        let looks_so =
            || self.content_type.is_empty() && self.content().is_ok_and(|content| looks_like_page(&content));
        self.status == 200 && (is_said() || looks_so())
    }

    pub(super) fn charset(&self) -> Option<&'static Encoding> {
        charset(&self.content_type)
    }

    /// What was sent. Archivers often keep the header of chunks or packing that they took off; then it is as it is.
    ///
    /// # Errors
    /// When it is too long, or packed with what is not known here.
    pub(super) fn content(&self) -> Result<Cow<'a, [u8]>, String> {
        let body = if self.is_chunked { unchunked(self.body) } else { Cow::Borrowed(self.body) };
        match self.coding.trim() {
            "gzip" | "x-gzip" if body.starts_with(&[0x1F, 0x8B]) => unpacked(MultiGzDecoder::new(&*body)),
            "deflate" if body.first().is_some_and(|byte| byte & 0x0F == 8) => {
                unpacked(ZlibDecoder::new(&*body))
            }
            "deflate" => unpacked(DeflateDecoder::new(&*body)).or(Ok(body)),
            "br" if !looks_like_markup(&body) => {
                Err("the page is packed with Brotli, which is not read (have the crawler unpack it)".into())
            }
            "zstd" if body.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]) => unpacked(
                zstd::stream::read::Decoder::new(&*body)
                    .map_err(|fault| format!("the page cannot be unpacked: {fault}"))?,
            ),
            _ => Ok(body),
        }
    }
}

/// Whether content begins as a page does (WHATWG MIME Sniffing, §7.1, of which this is the part that pages of news have).
fn looks_like_page(content: &[u8]) -> bool {
    let begins = content.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(content).trim_ascii_start();
    ["<!doctype html", "<html", "<head", "<body"]
        .iter()
        .any(|tag| begins.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes())))
}

fn looks_like_markup(body: &[u8]) -> bool {
    body.trim_ascii_start().starts_with(b"<")
}

/// The content of a packed page. One that breaks off gives what came before.
fn unpacked(packed: impl Read) -> Result<Cow<'static, [u8]>, String> {
    let mut content = Vec::new();
    let read = packed.take(MAX_CONTENT + 1).read_to_end(&mut content);
    if content.len() as u64 > MAX_CONTENT {
        return Err(format!(
            "the page unpacks to more than {} MiB, which no page may have",
            MAX_CONTENT >> 20
        ));
    }
    match read {
        Err(fault) if content.is_empty() => Err(format!("the page cannot be unpacked: {fault}")),
        _ => Ok(content.into()),
    }
}

/// The content of chunks (RFC 9112, §7.1), as far as they go; what does not begin with one is as it is.
fn unchunked(body: &[u8]) -> Cow<'_, [u8]> {
    let mut content = Vec::new();
    let mut rest = body;
    while let Some((length, behind)) = chunk(rest) {
        let length = length.min(behind.len());
        content.extend_from_slice(&behind[..length]);
        if length == 0 {
            return content.into();
        }
        rest = behind[length..].strip_prefix(b"\r\n").unwrap_or(&behind[length..]);
    }
    if content.is_empty() { body.into() } else { content.into() }
}

/// The length of a chunk, and what stands behind the line that tells it.
fn chunk(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let line = memchr::memchr(b'\n', &bytes[..bytes.len().min(1_024)])?;
    let told = std::str::from_utf8(&bytes[..line]).ok()?;
    let length = usize::from_str_radix(told.split(';').next()?.trim(), 16).ok()?;
    Some((length, &bytes[line + 1..]))
}

/// The encoding in a content type.
pub(super) fn charset(content_type: &str) -> Option<&'static Encoding> {
    let (_, rest) = content_type.split_once("charset=")?;
    let label = rest.split(';').next()?.trim().trim_matches(['"', '\'']);
    Encoding::for_label(label.as_bytes())
}
