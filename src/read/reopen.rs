//! An input once more: its records byte for byte, by the places where they were found.
//!
//! Records are copied in one pass, a block at a time, however long they are. The whole file is digested again, so that a
//! file that somebody wrote to in between is an error and not a mixture.

use super::ReadError;
use super::stream::{self, Measured};
use crate::article::{Input, Locator};
use crate::observe::Unwatched;
use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::Path;

/// Bytes that are copied at a time.
const BLOCK: usize = 256 << 10;

/// The content of an input in which every [`Locator`] counts its bytes: unpacked, and UTF-16 as UTF-8.
///
/// # Errors
/// When the file cannot be opened; reading from it fails where it is damaged.
pub fn reopen(path: &Path) -> io::Result<impl Read + use<>> {
    content(File::open(path)?)
}

fn content<'a>(file: impl Read + Send + 'a) -> io::Result<Box<dyn Read + 'a>> {
    let content = stream::content(file)?;
    let mark: &[u8] = if content.offset > 0 { b"\xEF\xBB\xBF" } else { b"" };
    Ok(Box::new(mark.chain(content.stream)))
}

/// A part of what is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Some of the bytes before the first record.
    Head(&'a [u8]),
    /// Some of the bytes of a record.
    Record(&'a [u8]),
    /// The record is complete; what ended its line, if anything: `\n`, `\r\n` or `\r`.
    End(&'a [u8]),
}

/// Why records could not be copied.
#[derive(Debug, thiserror::Error)]
pub enum CopyFault {
    /// They cannot be read again.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// They cannot be taken.
    #[error(transparent)]
    Write(#[from] io::Error),
}

/// Reads `head` bytes and the records at these places (of this input, in order) again, from `path`, and hands them to
/// `take`, piece by piece.
///
/// # Errors
/// When the input cannot be read or is not what it was, or `take` fails.
pub fn records(
    (input, path): (&Input, &Path),
    head: u64,
    places: impl IntoIterator<Item = Locator>,
    take: &mut dyn FnMut(Piece<'_>) -> io::Result<()>,
) -> Result<(), CopyFault> {
    same_as_before((input, path), |file| {
        let content = content(file).map_err(Side::Source)?;
        let mut again = Again::new(BufReader::with_capacity(BLOCK, content));
        again.pass(head, &mut |bytes| take(Piece::Head(bytes)))?;
        places.into_iter().try_for_each(|place| again.copy(place, take))
    })
}

/// Copies a whole file as it is, packed or not, from `path`.
///
/// # Errors
/// When the input cannot be read or is not what it was, or `out` cannot be written.
pub fn whole(input: (&Input, &Path), out: &mut dyn Write) -> Result<(), CopyFault> {
    same_as_before(input, |file| {
        let mut again = Again::new(file);
        again.pass(u64::MAX, &mut |bytes| out.write_all(bytes)).map(|_| ())
    })
}

/// Reads an input once more, and makes sure that it is what it was.
fn same_as_before(
    (input, path): (&Input, &Path),
    read: impl FnOnce(&mut Measured<'_>) -> Result<(), Side>,
) -> Result<(), CopyFault> {
    let unreadable = |fault: io::Error| match fault.kind() {
        // What was whole is cut off now.
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
            ReadError::Changed(input.path.clone())
        }
        _ => ReadError::unreadable(Path::new(&input.path), fault),
    };
    let mut file = Measured::new(File::open(path).map_err(unreadable)?, &Unwatched);
    read(&mut file).map_err(|side| match side {
        Side::Source(fault) => CopyFault::Read(unreadable(fault)),
        Side::Target(fault) => CopyFault::Write(fault),
    })?;
    file.drain().map_err(unreadable)?;
    if (file.length(), file.digest()) != (input.bytes, input.digest) {
        return Err(ReadError::Changed(input.path.clone()).into());
    }
    Ok(())
}

/// Which side of a copy failed.
enum Side {
    Source(io::Error),
    Target(io::Error),
}

/// Content that is read once more.
struct Again<R> {
    content: R,
    /// The offset of the next byte.
    at: u64,
    /// That byte, if it was looked at already.
    next: Option<u8>,
    block: Box<[u8]>,
}

impl<R: Read> Again<R> {
    fn new(content: R) -> Self {
        Self { content, at: 0, next: None, block: vec![0; BLOCK].into_boxed_slice() }
    }

    fn copy(
        &mut self,
        place: Locator,
        take: &mut dyn FnMut(Piece<'_>) -> io::Result<()>,
    ) -> Result<(), Side> {
        let before = place.offset.checked_sub(self.at);
        self.pass(before.ok_or_else(cut_off)?, &mut |_| Ok(()))?;
        let missing = self.pass(place.length, &mut |bytes| take(Piece::Record(bytes)))?;
        if missing > 0 {
            return Err(cut_off());
        }
        let end: &[u8] = match (self.passes(b'\r')?, self.passes(b'\n')?) {
            (true, true) => b"\r\n",
            (true, false) => b"\r",
            (false, true) => b"\n",
            (false, false) => b"",
        };
        take(Piece::End(end)).map_err(Side::Target)
    }

    /// Reads so many bytes, or up to the end; gives how many are missing.
    fn pass(&mut self, mut count: u64, take: &mut dyn FnMut(&[u8]) -> io::Result<()>) -> Result<u64, Side> {
        while count > 0 {
            let room = usize::try_from(count).map_or(BLOCK, |count| count.min(BLOCK));
            let read = self.read(room).map_err(Side::Source)?;
            if read == 0 {
                break;
            }
            take(&self.block[..read]).map_err(Side::Target)?;
            count -= read as u64;
        }
        Ok(count)
    }

    /// Whether the next byte is this one, which is then behind us.
    fn passes(&mut self, byte: u8) -> Result<bool, Side> {
        if self.next.is_none() {
            let mut one = [0];
            let read = self.content.read(&mut one).map_err(Side::Source)?;
            self.next = (read == 1).then_some(one[0]);
        }
        let is_next = self.next == Some(byte);
        if is_next {
            self.next = None;
            self.at += 1;
        }
        Ok(is_next)
    }

    /// Fills the block with the next bytes, at most so many; none at the end.
    fn read(&mut self, room: usize) -> io::Result<usize> {
        let read = match self.next.take() {
            Some(byte) => {
                self.block[0] = byte;
                1
            }
            None => loop {
                match self.content.read(&mut self.block[..room]) {
                    Err(fault) if fault.kind() == io::ErrorKind::Interrupted => {}
                    read => break read?,
                }
            },
        };
        self.at += read as u64;
        Ok(read)
    }
}

fn cut_off() -> Side {
    Side::Source(io::ErrorKind::UnexpectedEof.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// Head and records of content as they are handed out, `|` before each line end.
    fn copied(content: &[u8], head: u64, places: &[(u64, u64)]) -> Result<String, CopyFault> {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("press.jsonl");
        fs::write(&path, content).unwrap();
        let digest = xxhash_rust::xxh3::xxh3_128(content);
        let input = Input {
            path: "press.jsonl".into(),
            name: "press.jsonl".into(),
            bytes: content.len() as u64,
            digest,
            articles: 2,
            reference: false,
        };
        let places = places.iter().map(|&(offset, length)| Locator { input: 0, offset, length, line: 1 });
        let mut told = Vec::new();
        records((&input, &path), head, places, &mut |piece| {
            match piece {
                Piece::Head(bytes) | Piece::Record(bytes) => told.extend_from_slice(bytes),
                Piece::End(end) => told.extend([b"|", end].concat()),
            }
            Ok(())
        })?;
        Ok(String::from_utf8(told).unwrap())
    }

    #[test]
    fn records_come_with_the_line_end_that_they_had() {
        let content = b"head\none\r\n\n two\rthree\nfour";
        let places = [(5, 3), (12, 3), (16, 5), (22, 4)];
        assert_eq!(copied(content, 5, &places).unwrap(), "head\none|\r\ntwo|\rthree|\nfour|");
        assert_eq!(copied(content, 0, &places[2..]).unwrap(), "three|\nfour|");
    }

    #[test]
    fn a_mark_counts_as_content_and_a_head_ends_where_the_content_does() {
        assert_eq!(copied("\u{feff}a\n".as_bytes(), 3, &[(3, 1)]).unwrap(), "\u{feff}a|\n");
        assert_eq!(copied(b"id,text", u64::MAX, &[]).unwrap(), "id,text");
    }

    #[test]
    fn a_record_longer_than_a_block_is_copied_in_pieces() {
        let long = "x".repeat(3 * BLOCK + 7);
        assert_eq!(
            copied(format!("{long}\n").as_bytes(), 0, &[(0, long.len() as u64)]).unwrap(),
            format!("{long}|\n")
        );
    }

    #[test]
    fn what_has_changed_is_told_by_its_name() {
        let fault = copied(b"one", 0, &[(0, 9)]).unwrap_err().to_string();
        assert!(fault.starts_with("press.jsonl: has changed"), "{fault}");
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("press.jsonl");
        fs::write(&path, "two").unwrap();
        let digest = xxhash_rust::xxh3::xxh3_128(b"one");
        let name = "press.jsonl".to_owned();
        let input = Input { path: name.clone(), name, bytes: 3, digest, articles: 1, reference: false };
        let place = Locator { input: 0, offset: 0, length: 3, line: 1 };
        let fault = records((&input, &path), 0, [place], &mut |_| Ok(())).unwrap_err();
        assert!(matches!(fault, CopyFault::Read(ReadError::Changed(_))), "{fault}");
    }
}
