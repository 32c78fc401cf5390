//! From a file to plain bytes: what is read is measured and digested, then unpacked, then freed of UTF-16.
//!
//! ```text
//! file ─► Measured (bytes, XXH3-128, progress) ─► gzip or zstd, told by the first bytes ─► UTF-16 to UTF-8, by its mark ─► records
//! ```
//!
//! Nothing here holds more than a block of the file.

use super::form::Packing;
use super::parquet;
use crate::observe::Observer;
use encoding_rs::{Decoder, UTF_16BE, UTF_16LE};
use flate2::read::MultiGzDecoder;
use std::io::{self, Read};
use xxhash_rust::xxh3::Xxh3;

/// How far a stream is looked into before it is read: enough for a header row.
pub(super) const HEAD: usize = 64 << 10;

/// A file as it is read: how many bytes, and what they digest to.
pub(super) struct Measured<'a> {
    inner: Box<dyn Read + Send + 'a>,
    digest: Xxh3,
    bytes: u64,
    observer: &'a dyn Observer,
}

impl<'a> Measured<'a> {
    /// Measures what is read from `inner` from now on, and tells the observer of every byte.
    pub(super) fn new(inner: impl Read + Send + 'a, observer: &'a dyn Observer) -> Self {
        Self { inner: Box::new(inner), digest: Xxh3::new(), bytes: 0, observer }
    }

    /// Reads what is left, as far as it can be read, so that the digest is that of the whole file.
    ///
    /// # Errors
    /// Where the rest cannot be read.
    pub(super) fn drain(&mut self) -> io::Result<()> {
        io::copy(self, &mut io::sink()).map(|_| ())
    }

    /// Bytes read so far.
    pub(super) fn length(&self) -> u64 {
        self.bytes
    }

    /// XXH3-128 of the bytes read so far.
    pub(super) fn digest(&self) -> u128 {
        self.digest.digest128()
    }
}

impl Read for Measured<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into)?;
        self.digest.update(&into[..count]);
        self.bytes += count as u64;
        self.observer.advance(count as u64);
        Ok(count)
    }
}

/// A stream that can be looked into before it is read.
pub(super) struct Headed<R> {
    inner: R,
    head: Vec<u8>,
    taken: usize,
    fault: Option<io::Error>,
}

impl<R: Read> Headed<R> {
    /// A stream of which nothing has been read.
    pub(super) fn new(inner: R) -> Self {
        Self { inner, head: Vec::new(), taken: 0, fault: None }
    }

    /// The next bytes, `count` of them unless the stream ends or breaks before; a fault is kept for whoever reads that far.
    pub(super) fn peek(&mut self, count: usize) -> &[u8] {
        let ahead = self.head.len() - self.taken;
        if ahead < count && self.fault.is_none() {
            let missing = (count - ahead) as u64;
            self.fault = self.inner.by_ref().take(missing).read_to_end(&mut self.head).err();
        }
        &self.head[self.taken..]
    }

    /// Passes over bytes that were peeked at.
    fn skip(&mut self, count: usize) {
        self.taken = (self.taken + count).min(self.head.len());
    }
}

impl<R: Read> Read for Headed<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.taken < self.head.len() {
            let count = (&self.head[self.taken..]).read(into)?;
            self.taken += count;
            return Ok(count);
        }
        match self.fault.take() {
            Some(fault) => Err(fault),
            None => self.inner.read(into),
        }
    }
}

/// A file's content, ready to be split into records.
pub(super) struct Content<'a> {
    /// The bytes: unpacked, without a byte order mark, UTF-16 turned into UTF-8.
    pub(super) stream: Headed<Box<dyn Read + Send + 'a>>,
    /// The offset of their first one: 3 after a UTF-8 mark, else 0.
    pub(super) offset: u64,
    /// Which UTF-16 it was, if it was.
    pub(super) utf16: Option<&'static str>,
    /// What it was packed with.
    pub(super) packing: Option<Packing>,
}

/// Unpacks a file by its first bytes, whatever its name says, and takes off its byte order mark.
///
/// # Errors
/// When the unpacking cannot begin.
pub(super) fn content<'a>(raw: impl Read + Send + 'a) -> io::Result<Content<'a>> {
    let mut raw = Headed::new(raw);
    let packing = packing(raw.peek(4));
    let mut stream = Headed::new(unpacked(raw)?);
    match *stream.peek(3) {
        [0xEF, 0xBB, 0xBF, ..] => {
            stream.skip(3);
            Ok(Content { stream, offset: 3, utf16: None, packing })
        }
        [0xFF, 0xFE, ..] => Ok(Content { packing, ..transcoded(stream, UTF_16LE) }),
        [0xFE, 0xFF, ..] => Ok(Content { packing, ..transcoded(stream, UTF_16BE) }),
        _ => Ok(Content { stream, offset: 0, utf16: None, packing }),
    }
}

/// The bytes inside gzip (all its members) or zstd (all its frames), or as they are.
fn unpacked<'a, R: Read + Send + 'a>(mut raw: Headed<R>) -> io::Result<Box<dyn Read + Send + 'a>> {
    Ok(match packing(raw.peek(4)) {
        Some(Packing::Gzip) => Box::new(MultiGzDecoder::new(raw)),
        Some(Packing::Zstd) => Box::new(zstd::stream::read::Decoder::new(raw)?),
        Some(Packing::Parquet) => Box::new(parquet::lines(raw)?),
        None => Box::new(raw),
    })
}

/// What a file that begins like this is packed with.
fn packing(head: &[u8]) -> Option<Packing> {
    match head {
        [0x1F, 0x8B, ..] => Some(Packing::Gzip),
        [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Some(Packing::Zstd),
        [b'P', b'A', b'R', b'1', ..] => Some(Packing::Parquet),
        _ => None,
    }
}

fn transcoded<'a>(stream: impl Read + Send + 'a, encoding: &'static encoding_rs::Encoding) -> Content<'a> {
    let decoder = encoding.new_decoder_with_bom_removal();
    let inner: Box<dyn Read + Send + 'a> =
        Box::new(Transcoded { inner: stream, decoder, ready: Vec::new(), taken: 0, ended: false });
    Content { stream: Headed::new(inner), offset: 0, utf16: Some(encoding.name()), packing: None }
}

/// A stream in UTF-16, read as UTF-8.
struct Transcoded<R> {
    inner: R,
    decoder: Decoder,
    ready: Vec<u8>,
    taken: usize,
    ended: bool,
}

impl<R: Read> Transcoded<R> {
    /// Decodes the next block; what cannot be decoded becomes U+FFFD.
    fn refill(&mut self) -> io::Result<()> {
        let mut block = [0; 16 << 10];
        let count = self.inner.read(&mut block)?;
        self.ended = count == 0;
        // Each UTF-16 unit becomes at most three bytes; what the decoder still held may add one more character.
        self.ready.resize(count * 3 + 16, 0);
        let (_, _, written, _) = self.decoder.decode_to_utf8(&block[..count], &mut self.ready, self.ended);
        self.ready.truncate(written);
        self.taken = 0;
        Ok(())
    }
}

impl<R: Read> Read for Transcoded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.taken == self.ready.len() && !self.ended {
            self.refill()?;
        }
        let count = (&self.ready[self.taken..]).read(into)?;
        self.taken += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observe::Unwatched;
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    fn plain(raw: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        content(raw).unwrap().stream.read_to_end(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn all_members_and_all_frames_are_unpacked() {
        let members = [gzip(b"one "), gzip(b""), gzip(b"two")].concat();
        assert_eq!(plain(&members), b"one two");
        let frames =
            [zstd::encode_all(&b"one "[..], 1).unwrap(), zstd::encode_all(&b"two"[..], 1).unwrap()].concat();
        assert_eq!(plain(&frames), b"one two");
        assert_eq!(plain(b"as it is"), b"as it is");
    }

    #[test]
    fn utf16_becomes_utf8_across_blocks() {
        let text: String = "é漢🦀\n".repeat(9_000);
        for (mark, bytes) in [
            ([0xFF, 0xFE], text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()),
            ([0xFE, 0xFF], text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        ] {
            assert!(plain(&[&mark[..], &bytes].concat()) == text.as_bytes());
        }
    }

    #[test]
    fn a_truncated_stream_gives_what_came_before_the_fault() {
        let text: Vec<u8> = (0..200_000_u32)
            .flat_map(|n| (n.wrapping_mul(2_654_435_761) >> 7).to_string().into_bytes())
            .collect();
        for whole in [gzip(&text), zstd::encode_all(&text[..], 1).unwrap()] {
            let mut bytes = Vec::new();
            let cut = &whole[..whole.len() / 2];
            content(cut).unwrap().stream.read_to_end(&mut bytes).unwrap_err();
            assert!(bytes.len() > 1_000 && text.starts_with(&bytes));
        }
    }

    #[test]
    fn a_file_is_measured_before_it_is_unpacked() {
        let packed = gzip(b"text");
        let mut measured = Measured::new(&packed[..], &Unwatched);
        measured.drain().unwrap();
        assert_eq!(measured.length(), packed.len() as u64);
        assert_eq!(measured.digest(), xxhash_rust::xxh3::xxh3_128(&packed));
    }
}
