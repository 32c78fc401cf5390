//! The memory that columns stand in: large slabs, filled one block after the other.
//!
//! A run touches gigabytes of memory once each. Handed out by the system page by page as they are touched, they cost a
//! fifth of the run; so a slab asks for many pages at once before it is written to. Large pages would cost less on a bare
//! machine, and more than small ones on virtual machines that give memory back: there each has to be fetched anew.

use memmap2::MmapMut;
use std::alloc::{Layout, handle_alloc_error};
use std::sync::{Mutex, PoisonError};

/// Bytes of a slab. Only what is filled of it takes memory.
const SLAB: usize = 32 << 20;
/// Bytes of a slab that are asked for at once.
const AT_ONCE: usize = 1 << 20;
/// Blocks begin at multiples of so many bytes, as the largest numbers in them do.
const ALIGNED: usize = 8;

/// Where a block begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    slab: u32,
    at: usize,
}

/// Slabs that are being filled, by any number of threads: each fills one of its own.
#[derive(Debug, Default)]
pub(super) struct Filling(Mutex<Shelf>);

#[derive(Debug, Default)]
struct Shelf {
    /// Slabs that nobody is filling, and their numbers; all of them once nobody is.
    idle: Vec<(u32, Slab)>,
    slabs: u32,
}

#[derive(Debug)]
struct Slab {
    memory: MmapMut,
    filled: usize,
    /// Bytes whose pages were asked for.
    ready: usize,
}

impl Slab {
    /// Without memory it ends the process, as any allocation does.
    fn new(length: usize) -> Self {
        let memory = MmapMut::map_anon(length).unwrap_or_else(|_| {
            handle_alloc_error(Layout::array::<u8>(length).expect("a slab is as long as a block"))
        });
        Self { memory, filled: 0, ready: 0 }
    }

    /// Appends a block, and gives its place.
    fn append<'a>(&mut self, length: usize, parts: impl Iterator<Item = &'a [u8]>) -> usize {
        let (start, end) = (self.filled, self.filled + length);
        self.make_ready(end);
        self.filled = end.next_multiple_of(ALIGNED);
        let mut rest = &mut self.memory[start..end];
        for part in parts {
            let (here, behind) = rest.split_at_mut(part.len());
            here.copy_from_slice(part);
            rest = behind;
        }
        start
    }

    /// Asks for the pages of so many bytes.
    fn make_ready(&mut self, bytes: usize) {
        if bytes <= self.ready {
            return;
        }
        let end = bytes.next_multiple_of(AT_ONCE).min(self.memory.len());
        // A hint: a system that does not take it hands pages out as they are touched.
        #[cfg(target_os = "linux")]
        self.memory.advise_range(memmap2::Advice::PopulateWrite, self.ready, end - self.ready).ok();
        self.ready = end;
    }

    fn has_room(&self, length: usize) -> bool {
        self.memory.len().saturating_sub(self.filled) >= length
    }
}

impl Filling {
    /// Puts a block down that is made of these parts, `length` bytes in all.
    pub(super) fn put<'a>(&self, length: usize, parts: impl Iterator<Item = &'a [u8]>) -> Place {
        let (number, mut slab) = self.slab_with_room(length);
        let at = slab.append(length, parts);
        self.shelf(|shelf| shelf.idle.push((number, slab)));
        Place { slab: number, at }
    }

    /// The slabs, filled; others are begun if anything is put down afterwards.
    pub(super) fn take(&self) -> Slabs {
        let mut filled = self.shelf(std::mem::take).idle;
        filled.sort_unstable_by_key(|(number, _)| *number);
        Slabs(filled.into_iter().map(|(_, slab)| slab.memory).collect())
    }

    /// A slab for this thread alone. Full ones are passed by: the one laid down last is looked at first, and a thread takes
    /// up what it laid down.
    fn slab_with_room(&self, length: usize) -> (u32, Slab) {
        let has_room = |(_, slab): &(u32, Slab)| slab.has_room(length);
        self.shelf(|shelf| {
            if let Some(idle) = shelf.idle.iter().rposition(has_room) {
                return shelf.idle.swap_remove(idle);
            }
            shelf.slabs += 1;
            (shelf.slabs - 1, Slab::new(length.next_multiple_of(ALIGNED).max(SLAB)))
        })
    }

    fn shelf<T>(&self, act: impl FnOnce(&mut Shelf) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Slabs that are filled.
#[derive(Debug, Default)]
pub(super) struct Slabs(Vec<MmapMut>);

impl Slabs {
    /// So many bytes of a block, from `start` on.
    pub(super) fn bytes(&self, place: Place, start: usize, length: usize) -> &[u8] {
        &self.0[place.slab as usize][place.at + start..][..length]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rayon::prelude::*;

    #[test]
    fn what_threads_put_down_at_once_stands_apart_and_aligned() {
        let filling = Filling::default();
        let block = |number: usize| vec![number as u8; number * 3000];
        let places: Vec<Place> = (0..300_usize)
            .into_par_iter()
            .map(|number| {
                let block = block(number);
                let (start, end) = block.split_at(number);
                filling.put(block.len(), [start, end].into_iter())
            })
            .collect();
        let slabs = filling.take();
        assert!(slabs.0.len() > 3, "blocks take more than one slab for each thread");
        for (number, &place) in places.iter().enumerate() {
            assert_eq!(slabs.bytes(place, 0, number * 3000), block(number));
            assert_eq!(place.at % ALIGNED, 0);
        }
    }

    #[test]
    fn a_block_larger_than_a_slab_has_one_of_its_size() {
        let filling = Filling::default();
        let large = vec![7; SLAB + 1];
        let (first, second) =
            (filling.put(large.len(), [&*large].into_iter()), filling.put(1, [&[8][..]].into_iter()));
        let slabs = filling.take();
        assert_eq!((slabs.bytes(first, SLAB, 1), slabs.bytes(second, 0, 1)), (&[7][..], &[8][..]));
    }
}
