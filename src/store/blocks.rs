//! Files of an index: blocks, each with a checksum, and a directory of them at the end.
//!
//! ```text
//! header     "wirecopy", the version of the layout (u32), 0 (u32)
//! blocks     one after the other, those of several sections in any order
//! directory  of each section its blocks: first key, place, length, length when unpacked, checksum (postcard)
//! footer     place, length and XXH3-64 of the directory (u64 each), "wirecopy"
//! ```
//!
//! A file is written once and never changed. Numbers are little-endian. A block is read at its place, not mapped: what is
//! mapped counts as memory of the process, and a disk that fails would end it. No block is used before its checksum was
//! taken.

use super::StoreError;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::xxh3_64;

/// The version of the layout, and of what is put into it: it grows whenever a program would read or compute something else.
pub const INDEX_VERSION: u32 = 3;

const MAGIC: &[u8; 8] = b"wirecopy";
const HEADER: usize = 16;
const FOOTER: usize = 32;
/// How hard texts and records are packed (zstd).
const LEVEL: i32 = 3;

/// What the blocks of a file hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// The facts of articles, of a fixed length each.
    Facts,
    /// Their records without the texts, packed.
    Records,
    /// Their texts, packed; none where the index keeps none.
    Texts,
    /// Their shingle sets in short.
    Outlines,
    /// Rows of bands.
    Bands,
    /// Rows of fingerprints.
    Fingerprints,
    /// Rows of shingles of the articles that have few.
    FewShingles,
    /// Rows of ids.
    Ids,
    /// The names of outlets.
    Outlets,
    /// The inputs that articles came from.
    Inputs,
    /// What an epoch has learnt.
    Statistics,
    /// The numbers of articles that were removed.
    Removed,
}

const SECTIONS: usize = 12;

/// A block in the directory.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Block {
    /// The first key, or the number of the first article, in it.
    pub(super) first: u64,
    at: u64,
    length: u32,
    /// Bytes when unpacked; 0 if it is not packed.
    unpacked: u32,
    /// XXH3-64 of its bytes as they stand in the file.
    checksum: u64,
}

/// A file as another one names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FileName {
    /// Its name in the folder.
    pub(super) file: String,
    /// Its length.
    pub(super) bytes: u64,
    /// XXH3-64 of its directory, in hexadecimal digits: as every block's checksum is in there, that of the whole file.
    pub(super) checksum: String,
}

/// A file that is being written.
pub(super) struct BlockWriter {
    out: BufWriter<File>,
    path: PathBuf,
    at: u64,
    sections: Vec<Vec<Block>>,
}

impl BlockWriter {
    pub(super) fn create(path: &Path) -> Result<Self, StoreError> {
        let file = File::create_new(path).map_err(StoreError::io(path))?;
        let mut writer = Self {
            out: BufWriter::with_capacity(1 << 18, file),
            path: path.to_owned(),
            at: 0,
            sections: vec![Vec::new(); SECTIONS],
        };
        let header = [&MAGIC[..], &INDEX_VERSION.to_le_bytes(), &[0; 4]].concat();
        writer.write(&header)?;
        Ok(writer)
    }

    /// Puts a block behind those that are there.
    pub(super) fn put(&mut self, section: Section, first: u64, bytes: &[u8]) -> Result<(), StoreError> {
        self.append(section, first, bytes, 0)
    }

    /// Puts a block that is packed on the way.
    pub(super) fn put_packed(
        &mut self,
        section: Section,
        first: u64,
        bytes: &[u8],
    ) -> Result<(), StoreError> {
        let packed = zstd::bulk::compress(bytes, LEVEL).map_err(StoreError::io(&self.path))?;
        self.append(section, first, &packed, bytes.len() as u32)
    }

    fn append(
        &mut self,
        section: Section,
        first: u64,
        bytes: &[u8],
        unpacked: u32,
    ) -> Result<(), StoreError> {
        let block =
            Block { first, at: self.at, length: bytes.len() as u32, unpacked, checksum: xxh3_64(bytes) };
        self.sections[section as usize].push(block);
        self.write(bytes)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        self.at += bytes.len() as u64;
        self.out.write_all(bytes).map_err(StoreError::io(&self.path))
    }

    /// Writes the directory, and waits until all of it is on the disk.
    pub(super) fn finish(mut self) -> Result<FileName, StoreError> {
        let directory = postcard::to_stdvec(&self.sections)
            .map_err(|fault| StoreError::Io { path: self.path.clone(), fault: io::Error::other(fault) })?;
        let (at, checksum) = (self.at, xxh3_64(&directory));
        self.write(&directory)?;
        let numbers = [at, directory.len() as u64, checksum].map(u64::to_le_bytes).concat();
        self.write(&[&numbers[..], MAGIC].concat())?;
        let path = self.path.clone();
        let file = self.out.into_inner().map_err(|fault| StoreError::io(&path)(fault.into_error()))?;
        file.sync_all().map_err(StoreError::io(&path))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(FileName { file: name, bytes: self.at, checksum: format!("{checksum:016x}") })
    }
}

/// A file that is read.
#[derive(Debug)]
pub(super) struct BlockFile {
    file: File,
    path: PathBuf,
    sections: Vec<Vec<Block>>,
    /// Where the directory begins.
    end: u64,
}

impl BlockFile {
    /// Opens a file and reads its directory, which has to be the one that is named.
    pub(super) fn open(dir: &Path, name: &FileName) -> Result<Self, StoreError> {
        let path = dir.join(&name.file);
        let file = File::open(&path).map_err(StoreError::io(&path))?;
        let length = file.metadata().map_err(StoreError::io(&path))?.len();
        let damaged = |what: &str| StoreError::damaged(&path, what);
        if length != name.bytes || length < (HEADER + FOOTER) as u64 {
            return Err(damaged("its length is another"));
        }
        let (mut header, mut footer) = ([0; HEADER], [0; FOOTER]);
        read_at(&file, 0, &mut header).map_err(StoreError::io(&path))?;
        read_at(&file, length - FOOTER as u64, &mut footer).map_err(StoreError::io(&path))?;
        if header[..8] != *MAGIC || header[8..12] != INDEX_VERSION.to_le_bytes() || header[12..] != [0; 4] {
            return Err(damaged("its header is another"));
        }
        let [end, bytes, checksum] = [0, 8, 16].map(|at| number_at(&footer, at));
        let fits = end.checked_add(bytes).is_some_and(|behind| behind + FOOTER as u64 == length);
        if footer[24..] != *MAGIC || !fits || format!("{checksum:016x}") != name.checksum {
            return Err(damaged("its footer is another"));
        }
        let mut directory = vec![0; bytes as usize];
        read_at(&file, end, &mut directory).map_err(StoreError::io(&path))?;
        if xxh3_64(&directory) != checksum {
            return Err(damaged("its directory does not have its checksum"));
        }
        let sections =
            postcard::from_bytes(&directory).map_err(|_| damaged("its directory cannot be read"))?;
        let read = Self { file, path, sections, end };
        if read.sections.len() != SECTIONS {
            return Err(read.damaged("its directory has other sections"));
        }
        Ok(read)
    }

    pub(super) fn damaged(&self, what: impl Into<String>) -> StoreError {
        StoreError::damaged(&self.path, what)
    }

    /// Bytes of a section as they stand in the file.
    pub(super) fn bytes(&self, section: Section) -> u64 {
        self.blocks(section).iter().map(|block| u64::from(block.length)).sum()
    }

    pub(super) fn blocks(&self, section: Section) -> &[Block] {
        &self.sections[section as usize]
    }

    /// The block in which a number is, if the section has it: the last one that does not begin behind it.
    pub(super) fn block_of(&self, section: Section, number: u64) -> Result<usize, StoreError> {
        let behind = self.blocks(section).partition_point(|block| block.first <= number);
        behind.checked_sub(1).ok_or_else(|| self.damaged(format!("{section:?} has no block for {number}")))
    }

    /// The content of a block.
    pub(super) fn read(&self, section: Section, number: usize) -> Result<Vec<u8>, StoreError> {
        let block = self.blocks(section)[number];
        let mut bytes = vec![0; block.length as usize];
        read_at(&self.file, block.at, &mut bytes).map_err(StoreError::io(&self.path))?;
        if xxh3_64(&bytes) != block.checksum {
            return Err(self.damaged(format!("block {number} of {section:?} does not have its checksum")));
        }
        if block.unpacked == 0 {
            return Ok(bytes);
        }
        let unpacked = zstd::bulk::decompress(&bytes, block.unpacked as usize);
        unpacked.map_err(|_| self.damaged(format!("block {number} of {section:?} cannot be unpacked")))
    }

    /// The value that the one block of a section holds.
    pub(super) fn value<T: for<'de> Deserialize<'de>>(&self, section: Section) -> Result<T, StoreError> {
        if self.blocks(section).len() != 1 {
            return Err(self.damaged(format!("{section:?} is not there")));
        }
        let bytes = self.read(section, 0)?;
        postcard::from_bytes(&bytes).map_err(|fault| self.damaged(format!("{section:?}: {fault}")))
    }

    /// Reads everything: all blocks have their checksums, and no byte is outside of them.
    pub(super) fn verify(&self) -> Result<(), StoreError> {
        const ALL: [Section; SECTIONS] = [
            Section::Facts,
            Section::Records,
            Section::Texts,
            Section::Outlines,
            Section::Bands,
            Section::Fingerprints,
            Section::FewShingles,
            Section::Ids,
            Section::Outlets,
            Section::Inputs,
            Section::Statistics,
            Section::Removed,
        ];
        let mut places: Vec<Range<u64>> = Vec::new();
        for section in ALL {
            for (number, block) in self.blocks(section).iter().enumerate() {
                self.read(section, number)?;
                places.push(block.at..block.at + u64::from(block.length));
            }
        }
        places.sort_unstable_by_key(|place| place.start);
        let starts = places.iter().map(|place| place.start).chain([self.end]);
        let ends = [HEADER as u64].into_iter().chain(places.iter().map(|place| place.end));
        if starts.eq(ends) { Ok(()) } else { Err(self.damaged("there are bytes outside of its blocks")) }
    }
}

fn number_at(bytes: &[u8], at: usize) -> u64 {
    bytes[at..at + 8].iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
}

#[cfg(unix)]
fn read_at(file: &File, at: u64, bytes: &mut [u8]) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

#[cfg(windows)]
fn read_at(file: &File, mut at: u64, mut bytes: &mut [u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        let read = std::os::windows::fs::FileExt::seek_read(file, bytes, at)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        (at, bytes) = (at + read as u64, &mut bytes[read..]);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn written(dir: &Path) -> FileName {
        let mut writer = BlockWriter::create(&dir.join("some.part")).unwrap();
        writer.put(Section::Bands, 3, b"three").unwrap();
        writer.put_packed(Section::Texts, 0, &b"text ".repeat(40)).unwrap();
        writer.put(Section::Bands, 9, b"nine").unwrap();
        writer.finish().unwrap()
    }

    #[test]
    fn blocks_come_back_from_their_sections() {
        let home = tempfile::tempdir().unwrap();
        let name = written(home.path());
        let file = BlockFile::open(home.path(), &name).unwrap();
        assert_eq!(file.read(Section::Bands, 1).unwrap(), b"nine");
        assert_eq!(file.read(Section::Texts, 0).unwrap(), b"text ".repeat(40));
        assert_eq!((file.block_of(Section::Bands, 8).unwrap(), file.blocks(Section::Ids).len()), (0, 0));
        assert!(file.block_of(Section::Bands, 2).is_err());
        file.verify().unwrap();
    }

    #[test]
    fn a_bit_that_is_flipped_anywhere_is_found() {
        let home = tempfile::tempdir().unwrap();
        let name = written(home.path());
        let path = home.path().join(&name.file);
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            for bit in [0, 7] {
                let mut damaged = whole.clone();
                damaged[at] ^= 1 << bit;
                fs::write(&path, &damaged).unwrap();
                let found = BlockFile::open(home.path(), &name).and_then(|file| file.verify());
                assert!(matches!(found, Err(StoreError::Damaged { .. })), "byte {at}, bit {bit}");
            }
        }
        fs::write(&path, &whole[..whole.len() - 1]).unwrap();
        assert!(BlockFile::open(home.path(), &name).is_err(), "cut off");
    }
}
