//! Reading ahead: a packed file is unpacked on a thread of its own, while its records are parsed on the others.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::Scope;

/// Bytes that are handed over at a time.
const BLOCK: u64 = 1 << 20;
/// Blocks that may wait.
const WAITING: usize = 4;

/// A stream that is read by another thread, a few blocks ahead of whoever reads this.
pub(super) struct Ahead {
    blocks: Receiver<io::Result<Vec<u8>>>,
    block: Vec<u8>,
    taken: usize,
}

impl Ahead {
    /// Begins to read; the thread ends with the stream, with its first fault, or when nobody wants more.
    pub(super) fn start<'scope>(
        scope: &'scope Scope<'scope, '_>,
        mut stream: impl Read + Send + 'scope,
    ) -> Self {
        let (sender, blocks) = sync_channel(WAITING);
        scope.spawn(move || {
            loop {
                let mut block = Vec::with_capacity(BLOCK as usize);
                let read = stream.by_ref().take(BLOCK).read_to_end(&mut block);
                let is_wanted = block.is_empty() || sender.send(Ok(block)).is_ok();
                match read {
                    Ok(count) if count > 0 && is_wanted => {}
                    Ok(_) => return,
                    // What came before the fault is handed over already.
                    Err(fault) => return drop(sender.send(Err(fault))),
                }
            }
        });
        Self { blocks, block: Vec::new(), taken: 0 }
    }
}

impl Read for Ahead {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.taken == self.block.len() {
            let Ok(block) = self.blocks.recv() else { return Ok(0) };
            (self.block, self.taken) = (block?, 0);
        }
        let count = (&self.block[self.taken..]).read(into)?;
        self.taken += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    /// So many bytes, then a fault.
    struct Broken(usize);

    impl Read for Broken {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            if self.0 == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let count = into.len().min(self.0).min(777);
            into[..count].fill(7);
            self.0 -= count;
            Ok(count)
        }
    }

    #[test]
    fn what_is_read_ahead_is_what_was_to_be_read() {
        let bytes: Vec<u8> = (0..5_000_000_u32).map(|at| at.wrapping_mul(2_654_435_761) as u8).collect();
        for length in [0, 1, BLOCK as usize, bytes.len()] {
            let mut read = Vec::new();
            thread::scope(|scope| Ahead::start(scope, &bytes[..length]).read_to_end(&mut read)).unwrap();
            assert!(read == bytes[..length]);
        }
    }

    #[test]
    fn what_came_before_a_fault_comes_and_then_the_fault() {
        for length in [0, 10, 3 * BLOCK as usize + 5] {
            let mut read = Vec::new();
            let fault = thread::scope(|scope| Ahead::start(scope, Broken(length)).read_to_end(&mut read));
            assert_eq!((fault.unwrap_err().kind(), read.len()), (io::ErrorKind::UnexpectedEof, length));
        }
    }

    #[test]
    fn a_reader_who_leaves_early_keeps_nobody_waiting() {
        thread::scope(|scope| {
            let mut ahead = Ahead::start(scope, io::repeat(1));
            ahead.read_exact(&mut [0; 10]).unwrap();
        });
    }
}
