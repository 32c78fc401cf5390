//! Where the records of an archive begin and end: a header with the length of what follows, two line ends behind it.

use super::super::split::Splitter;

/// The most bytes that a header may have.
const LONGEST_HEADER: usize = 1 << 20;

/// Records of an archive.
#[derive(Debug, Default)]
pub(in crate::read) struct Records {
    state: State,
    /// The line of the header that is being read.
    line: Vec<u8>,
    /// Bytes of the header so far.
    header: usize,
    /// Bytes of content that the header tells.
    length: u64,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Header,
    /// So many bytes are still to come.
    Content(u64),
}

impl Records {
    /// Reads on in a header; gives how many bytes of it there were when it ends.
    fn header(&mut self, bytes: &[u8]) -> (usize, bool) {
        let mut at = 0;
        while let Some(end) = memchr::memchr(b'\n', &bytes[at..]) {
            self.line.extend_from_slice(&bytes[at..at + end]);
            at += end + 1;
            let line = std::mem::take(&mut self.line);
            let line = line.trim_ascii_end();
            if line.is_empty() {
                return (at, true);
            }
            if let Some(value) = value_of(line, b"content-length") {
                self.length = value;
            }
            self.header += end + 1;
            // What has no end is no header; its record ends here, and cannot be read.
            if self.header > LONGEST_HEADER {
                self.length = 0;
                return (at, true);
            }
        }
        if self.line.len() <= LONGEST_HEADER {
            self.line.extend_from_slice(&bytes[at..]);
        }
        (bytes.len(), false)
    }
}

/// The number in a line of this name.
fn value_of(line: &[u8], name: &[u8]) -> Option<u64> {
    let colon = memchr::memchr(b':', line)?;
    if !line[..colon].trim_ascii().eq_ignore_ascii_case(name) {
        return None;
    }
    std::str::from_utf8(line[colon + 1..].trim_ascii()).ok()?.parse().ok()
}

impl Splitter for Records {
    fn gap(&mut self, bytes: &[u8]) -> usize {
        (self.state, self.header, self.length) = (State::Header, 0, 0);
        self.line.clear();
        bytes.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or(bytes.len())
    }

    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        if self.state == State::Header {
            let (passed, is_over) = self.header(bytes);
            at = passed;
            if !is_over {
                return None;
            }
            self.state = State::Content(self.length);
        }
        let State::Content(left) = self.state else { return None };
        let here = (bytes.len() - at) as u64;
        if left <= here {
            return Some(at + left as usize);
        }
        self.state = State::Content(left - here);
        None
    }

    fn unfinished(&self, inside: bool) -> Option<&'static str> {
        inside.then_some("the archive breaks off in the record that begins here; what came before is kept")
    }
}
