//! Blocks: texts and passages, packed so that the page opens only what it shows.
//!
//! A block is a JSON object of up to [`FULL`] bytes (one entry may be larger), packed with DEFLATE (RFC 1951), which a
//! browser unpacks by itself, and written in base 64, which holds nothing that an element could end with.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use serde::Serialize;
use std::io::{self, Write};

/// Bytes of JSON from which on a block is closed: opening one is not felt, and neighbours come along.
const FULL: usize = 128 << 10;

/// Blocks on their way out, numbered from 0.
pub(super) struct Blocks<'a> {
    out: &'a mut dyn Write,
    number: u32,
    open: Vec<u8>,
}

impl<'a> Blocks<'a> {
    pub(super) fn new(out: &'a mut dyn Write) -> Self {
        Self { out, number: 0, open: Vec::new() }
    }

    /// Puts a value under a key into the open block, and says which that is.
    pub(super) fn put(&mut self, key: u32, value: &impl Serialize) -> io::Result<u32> {
        let number = self.number;
        self.open.push(if self.open.is_empty() { b'{' } else { b',' });
        write!(self.open, "\"{key}\":")?;
        serde_json::to_writer(&mut self.open, value)?;
        if self.open.len() >= FULL {
            self.close()?;
        }
        Ok(number)
    }

    /// Writes the open block, if there is one. Keys of different kinds stand in different blocks.
    pub(super) fn close(&mut self) -> io::Result<()> {
        if self.open.is_empty() {
            return Ok(());
        }
        self.open.push(b'}');
        write!(self.out, "<script type=\"text/plain\" id=\"block-{}\">", self.number)?;
        self.out.write_all(packed(&self.open)?.as_bytes())?;
        self.out.write_all(b"</script>\n")?;
        self.open.clear();
        self.number += 1;
        Ok(())
    }
}

/// Bytes packed and in base 64.
pub(super) fn packed(bytes: &[u8]) -> io::Result<String> {
    let mut packer = DeflateEncoder::new(Vec::new(), Compression::default());
    packer.write_all(bytes)?;
    Ok(STANDARD.encode(packer.finish()?))
}
