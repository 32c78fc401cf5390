//! Reading ahead: a packed file is unpacked on a thread of its own, while its records are parsed on the others.

use std::any::Any;
use std::io::{self, Read};
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::Scope;

/// Bytes that are handed over at a time.
const BLOCK: u64 = 1 << 20;
/// Blocks that may wait.
const WAITING: usize = 4;

/// A block, the fault of the stream, or what the thread unwound from, which goes on where the block was wanted.
type Handed = Result<io::Result<Vec<u8>>, Box<dyn Any + Send>>;

/// A stream that is read by another thread, a few blocks ahead of whoever reads this.
pub(super) struct Ahead {
    blocks: Receiver<Handed>,
    block: Vec<u8>,
    taken: usize,
}

impl Ahead {
    /// Begins to read; the thread ends with the stream, with its first fault, or when nobody wants more.
    pub(super) fn start<'scope>(scope: &'scope Scope<'scope, '_>, stream: impl Read + Send + 'scope) -> Self {
        let (sender, blocks) = sync_channel(WAITING);
        scope.spawn(move || {
            let read = panic::catch_unwind(AssertUnwindSafe(|| read_all(stream, &sender)));
            if let Err(cause) = read {
                drop(sender.send(Err(cause)));
            }
        });
        Self { blocks, block: Vec::new(), taken: 0 }
    }
}

/// Hands over a stream block by block, and its first fault, as long as somebody wants more.
fn read_all(mut stream: impl Read, sender: &SyncSender<Handed>) {
    loop {
        let mut block = Vec::with_capacity(BLOCK as usize);
        let read = stream.by_ref().take(BLOCK).read_to_end(&mut block);
        let is_wanted = block.is_empty() || sender.send(Ok(Ok(block))).is_ok();
        match read {
            Ok(count) if count > 0 && is_wanted => {}
            Ok(_) => return,
            // What came before the fault is handed over already.
            Err(fault) => return drop(sender.send(Ok(Err(fault)))),
        }
    }
}

impl Read for Ahead {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.taken == self.block.len() {
            let Ok(handed) = self.blocks.recv() else { return Ok(0) };
            let block = handed.unwrap_or_else(|cause| panic::resume_unwind(cause));
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
    fn what_the_thread_unwinds_from_goes_on_where_its_blocks_are_read() {
        /// Unwinds behind the first bytes, as a reader does that learns of a stop.
        struct Unwinding(bool);

        impl Read for Unwinding {
            fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
                if std::mem::replace(&mut self.0, true) {
                    panic::resume_unwind(Box::new("the cause"));
                }
                into[0] = 1;
                Ok(1)
            }
        }
        let read =
            || thread::scope(|scope| Ahead::start(scope, Unwinding(false)).read_to_end(&mut Vec::new()));
        let cause = panic::catch_unwind(read).unwrap_err();
        assert_eq!(cause.downcast_ref(), Some(&"the cause"));
    }

    #[test]
    fn a_reader_who_leaves_early_keeps_nobody_waiting() {
        thread::scope(|scope| {
            let mut ahead = Ahead::start(scope, io::repeat(1));
            ahead.read_exact(&mut [0; 10]).unwrap();
        });
    }
}
