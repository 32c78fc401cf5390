//! A step carries its checksum.

use std::io::{self, Write};
use xxhash_rust::xxh3::Xxh3;

/// A writer that knows the checksum of what it has written.
pub(super) struct Summed<W> {
    inner: W,
    sum: Xxh3,
}

impl<W: Write> Summed<W> {
    /// Goes on with a checksum that was begun.
    pub(super) fn new(inner: W, begun: Xxh3) -> Self {
        Self { inner, sum: begun }
    }

    /// Writes the checksum, and gives the writer back.
    pub(super) fn finish(mut self) -> io::Result<W> {
        self.inner.write_all(&self.sum.digest().to_le_bytes())?;
        Ok(self.inner)
    }
}

impl<W: Write> Write for Summed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.inner.write(bytes)?;
        self.sum.update(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
