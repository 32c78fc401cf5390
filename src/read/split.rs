//! From a stream to batches of whole records, whatever the blocks in which it is read.
//!
//! The buffer holds one block, or one record if that is longer; a record longer than the bound is passed over without
//! being held. What ends a record is the [`Splitter`]'s business: each format has one.

use std::io::{self, Read};
use std::ops::Range;

/// How much is held at once.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Bytes that are read before they are split.
    pub(super) block: usize,
    /// Bytes that a record may have.
    pub(super) record: usize,
}

/// Tells where records begin and end, byte after byte; it remembers where in the format it is.
pub(super) trait Splitter {
    /// Whether a record that the stream breaks off in is one nevertheless.
    const PARTIAL_IS_A_RECORD: bool = false;

    /// How many of these bytes stand between records; a record begins after them, if any byte is left.
    fn gap(&mut self, bytes: &[u8]) -> usize;

    /// How many of these bytes belong to the record that has begun, if it ends among them.
    fn end(&mut self, bytes: &[u8]) -> Option<usize>;

    /// What is wrong if the stream ends here, `inside` a record or between two.
    fn unfinished(&self, inside: bool) -> Option<&'static str>;
}

/// A record's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    /// Where it stands in the batch; empty if it is longer than the bound.
    pub(super) range: Range<usize>,
    /// Its first byte in the stream.
    pub(super) offset: u64,
    /// The line on which it begins, from 1.
    pub(super) line: u64,
    /// Whether it is longer than the bound.
    pub(super) too_long: bool,
}

/// Whole records, in order.
pub(super) struct Batch<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) spans: Vec<Span>,
}

impl<'a> Batch<'a> {
    /// The bytes of one record, its line end included.
    pub(super) fn record(&self, span: &Span) -> &'a [u8] {
        &self.bytes[span.range.clone()]
    }
}

/// Why a stream gave less than it should have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// Where what was lost begins.
    pub(super) line: u64,
    /// What is wrong.
    pub(super) reason: String,
}

/// The records of a stream, a batch at a time.
pub(super) struct Records<R, S> {
    stream: R,
    splitter: S,
    limits: Limits,
    buffer: Vec<u8>,
    /// Everything before this index has been handed out.
    taken: usize,
    /// Everything before this index has been looked at.
    seen: usize,
    /// The offset of the first byte of the buffer.
    offset: u64,
    /// The line of the byte at `taken`.
    line: u64,
    inside: bool,
    too_long: bool,
    ended: bool,
    fault: Option<Fault>,
}

impl<R: Read, S: Splitter> Records<R, S> {
    /// Records of a stream whose first byte has this offset.
    pub(super) fn new(stream: R, offset: u64, splitter: S, limits: Limits) -> Self {
        Self {
            stream,
            splitter,
            limits,
            buffer: Vec::new(),
            taken: 0,
            seen: 0,
            offset,
            line: 1,
            inside: false,
            too_long: false,
            ended: false,
            fault: None,
        }
    }

    /// The next records, at least one; none at the end of the stream.
    pub(super) fn next_batch(&mut self) -> Option<Batch<'_>> {
        let mut spans = Vec::new();
        while spans.is_empty() && !self.ended {
            self.forget();
            let fault = self.fill().err();
            self.split(&mut spans);
            if self.ended {
                self.finish(fault, &mut spans);
            }
        }
        (!spans.is_empty()).then_some(Batch { bytes: &self.buffer, spans })
    }

    /// What went wrong, once all batches are read.
    pub(super) fn into_fault(self) -> Option<Fault> {
        self.fault
    }

    /// Drops what has been handed out; what one very long record took up is given back.
    fn forget(&mut self) {
        self.buffer.drain(..self.taken);
        self.offset += self.taken as u64;
        self.seen -= self.taken;
        self.taken = 0;
        self.buffer.shrink_to(4 * self.limits.block.max(self.buffer.len()));
    }

    /// Reads a block, or as much again as is held, so that a long record is not copied too often.
    fn fill(&mut self) -> io::Result<()> {
        let room = self.limits.record.saturating_sub(self.buffer.len()) + 1;
        let wanted = self.buffer.len().max(self.limits.block).min(room);
        let (count, fault) = append_up_to(wanted, &mut self.stream, &mut self.buffer);
        self.ended = count < wanted;
        fault.map_or(Ok(()), Err)
    }

    fn split(&mut self, spans: &mut Vec<Span>) {
        loop {
            if !self.inside {
                let gap = self.splitter.gap(&self.buffer[self.taken..]);
                self.pass_over(gap);
                self.seen = self.taken;
                if self.taken == self.buffer.len() {
                    return;
                }
                self.inside = true;
            }
            let Some(length) = self.splitter.end(&self.buffer[self.seen..]) else {
                self.seen = self.buffer.len();
                return self.give_up_if_too_long(spans);
            };
            self.take_record(self.seen + length, spans);
        }
    }

    /// Hands out the record that has begun, up to this index.
    fn take_record(&mut self, end: usize, spans: &mut Vec<Span>) {
        if end - self.taken > self.limits.record {
            self.hand_out(self.taken, true, spans);
        } else if !self.too_long {
            self.hand_out(end, false, spans);
        }
        self.pass_over(end - self.taken);
        self.seen = end;
        self.inside = false;
        self.too_long = false;
    }

    /// Reports a record as soon as it is too long, once, and holds no more of it.
    fn give_up_if_too_long(&mut self, spans: &mut Vec<Span>) {
        if self.buffer.len() - self.taken > self.limits.record && !self.too_long {
            self.hand_out(self.taken, true, spans);
            self.too_long = true;
        }
        if self.too_long {
            self.pass_over(self.buffer.len() - self.taken);
        }
    }

    fn hand_out(&self, end: usize, too_long: bool, spans: &mut Vec<Span>) {
        let offset = self.offset + self.taken as u64;
        spans.push(Span { range: self.taken..end, offset, line: self.line, too_long });
    }

    fn pass_over(&mut self, count: usize) {
        let passed = &self.buffer[self.taken..self.taken + count];
        self.line += memchr::memchr_iter(b'\n', passed).count() as u64;
        self.taken += count;
    }

    /// The stream has ended: the record that it ended in is complete, or lost to a fault.
    fn finish(&mut self, fault: Option<io::Error>, spans: &mut Vec<Span>) {
        let broken = fault.is_some();
        let reason = fault
            .map(|fault| format!("the file cannot be read any further: {fault}; what came before is kept"));
        let reason = reason.or_else(|| self.splitter.unfinished(self.inside).map(str::to_owned));
        self.fault = reason.map(|reason| Fault { line: self.line, reason });
        let whole = self.fault.is_none() || broken && S::PARTIAL_IS_A_RECORD;
        if self.inside && !self.too_long && whole {
            self.take_record(self.buffer.len(), spans);
        }
    }
}

/// Reads so many bytes, or until the stream ends or breaks; gives how many were read before. Room is made in growing steps,
/// so that a small file costs no more than it holds.
fn append_up_to(wanted: usize, stream: &mut impl Read, buffer: &mut Vec<u8>) -> (usize, Option<io::Error>) {
    const FIRST_STEP: usize = 64 << 10;
    let held = buffer.len();
    let mut count = 0;
    let mut fault = None;
    while count < wanted && fault.is_none() {
        if held + count == buffer.len() {
            buffer.resize(held + wanted.min((2 * count).max(FIRST_STEP)), 0);
        }
        match stream.read(&mut buffer[held + count..]) {
            Ok(0) => break,
            Ok(more) => count += more,
            Err(interrupted) if interrupted.kind() == io::ErrorKind::Interrupted => {}
            Err(other) => fault = Some(other),
        }
    }
    buffer.truncate(held + count);
    (count, fault)
}

/// Records that are lines; blank ones stand between them.
pub(super) struct Lines;

impl Splitter for Lines {
    fn gap(&mut self, bytes: &[u8]) -> usize {
        bytes.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(bytes.len())
    }

    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        memchr::memchr(b'\n', bytes).map(|line_end| line_end + 1)
    }

    fn unfinished(&self, _inside: bool) -> Option<&'static str> {
        None
    }
}

/// One record: the whole stream, or as much of it as could be read.
pub(super) struct Whole;

impl Splitter for Whole {
    const PARTIAL_IS_A_RECORD: bool = true;

    fn gap(&mut self, _bytes: &[u8]) -> usize {
        0
    }

    fn end(&mut self, _bytes: &[u8]) -> Option<usize> {
        None
    }

    fn unfinished(&self, _inside: bool) -> Option<&'static str> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Line and bytes of every record (none for one that is too long), with tiny blocks.
    fn records<S: Splitter>(
        text: &[u8],
        splitter: S,
        block: usize,
        record: usize,
    ) -> Vec<(u64, Option<Vec<u8>>)> {
        let mut records = Records::new(text, 0, splitter, Limits { block, record });
        let mut found = Vec::new();
        while let Some(batch) = records.next_batch() {
            for span in &batch.spans {
                let bytes = batch.record(span).to_vec();
                assert!(span.too_long || text[span.offset as usize..].starts_with(&bytes));
                found.push((span.line, (!span.too_long).then_some(bytes)));
            }
        }
        found
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over_and_the_rest_is_read() {
        let text = [b"one\n".to_vec(), vec![b'x'; 1_000], b"\ntwo\nthree".to_vec()].concat();
        let found = records(&text, Lines, 16, 100);
        let expected = vec![
            (1, Some(b"one\n".to_vec())),
            (2, None),
            (3, Some(b"two\n".to_vec())),
            (4, Some(b"three".to_vec())),
        ];
        assert_eq!(found, expected);
        assert_eq!(records(&text, Lines, 4_000, 100), expected);
    }

    #[test]
    fn a_long_line_is_never_held_beyond_the_bound() {
        let mut records =
            Records::new(io::repeat(b'x').take(1 << 20), 0, Lines, Limits { block: 64, record: 1_000 });
        while records.next_batch().is_some() {}
        assert!(records.buffer.capacity() < 8_000, "{}", records.buffer.capacity());
    }

    #[test]
    fn a_whole_file_is_one_record() {
        assert_eq!(records(b"\n one\n", Whole, 2, 100), vec![(1, Some(b"\n one\n".to_vec()))]);
        assert_eq!(records(b"", Whole, 2, 100), vec![]);
    }

    proptest! {
        #[test]
        fn blocks_do_not_change_the_lines(text in "[ab \n\r]{0,60}", block in 1_usize..9) {
            let expected: Vec<_> = (1_u64..)
                .zip(text.split_inclusive('\n'))
                .filter(|(_, line)| !line.trim().is_empty())
                .map(|(number, line)| (number, Some(line.trim_start().as_bytes().to_vec())))
                .collect();
            prop_assert_eq!(records(text.as_bytes(), Lines, block, 1_000), expected);
        }
    }
}
