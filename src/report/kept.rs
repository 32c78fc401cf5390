//! Records that are kept, in the form of the input: framed as a list or an array, packed as the output's name says.

use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// How an output is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// Not at all.
    Plain,
    /// With gzip.
    Gzip,
    /// With zstd.
    Zstd,
}

impl Packing {
    /// What the ending of a name asks for.
    #[must_use]
    pub fn of_name(path: &Path) -> Self {
        match path.extension().and_then(|ending| ending.to_str()) {
            Some(ending) if ending.eq_ignore_ascii_case("gz") => Self::Gzip,
            Some(ending) if ending.eq_ignore_ascii_case("zst") => Self::Zstd,
            _ => Self::Plain,
        }
    }
}

/// Records on their way out, byte for byte; only what stands between them is ours.
pub struct Kept<W: Write> {
    out: Packed<W>,
    /// Whether the records are elements of an array.
    in_array: bool,
    at: At,
    /// Records so far.
    records: u64,
    /// Whether the last record ended its line.
    line_ended: bool,
}

/// How far an output has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    /// Before all records.
    Head,
    /// In the middle of a record.
    Inside,
    /// Behind one.
    Behind,
}

impl<W: Write> Kept<W> {
    /// Records for this output.
    ///
    /// # Errors
    /// When the packing cannot begin.
    pub fn new(out: W, packing: Packing, in_array: bool) -> io::Result<Self> {
        let out = Packed::new(out, packing)?;
        Ok(Self { out, in_array, at: At::Head, records: 0, line_ended: true })
    }

    /// Some of the bytes that stand before all records.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn head(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.line_ended = bytes.last().is_none_or(|byte| matches!(byte, b'\r' | b'\n'));
        self.out.write_all(bytes)
    }

    /// Some of the bytes of a record.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn record(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.at != At::Inside {
            self.begin_record()?;
            self.at = At::Inside;
        }
        self.out.write_all(bytes)
    }

    /// Ends a record, with the line end that it had.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn end_record(&mut self, line_end: &[u8]) -> io::Result<()> {
        self.at = At::Behind;
        self.records += 1;
        self.line_ended = !line_end.is_empty();
        if self.in_array { Ok(()) } else { self.out.write_all(line_end) }
    }

    /// Ends the array and the packing, and gives the output back.
    ///
    /// # Errors
    /// When the rest cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        self.open()?;
        if self.in_array {
            let end: &[u8] = if self.records > 0 { b"\n]\n" } else { b"]\n" };
            self.out.write_all(end)?;
        }
        self.out.finish()
    }

    fn begin_record(&mut self) -> io::Result<()> {
        self.open()?;
        match (self.in_array, self.records) {
            (true, 0) => Ok(()),
            (true, _) => self.out.write_all(b",\n"),
            // A last line without an end is not the last one any more.
            (false, records) if records > 0 && !self.line_ended => self.out.write_all(b"\n"),
            (false, _) => Ok(()),
        }
    }

    fn open(&mut self) -> io::Result<()> {
        if self.in_array && self.at == At::Head { self.out.write_all(b"[\n") } else { Ok(()) }
    }
}

enum Packed<W: Write> {
    Plain(BufWriter<W>),
    Gzip(GzEncoder<BufWriter<W>>),
    Zstd(zstd::Encoder<'static, BufWriter<W>>),
}

impl<W: Write> Packed<W> {
    fn new(out: W, packing: Packing) -> io::Result<Self> {
        let out = BufWriter::with_capacity(1 << 16, out);
        Ok(match packing {
            Packing::Plain => Self::Plain(out),
            Packing::Gzip => Self::Gzip(GzEncoder::new(out, Compression::default())),
            Packing::Zstd => Self::Zstd(zstd::Encoder::new(out, zstd::DEFAULT_COMPRESSION_LEVEL)?),
        })
    }

    fn finish(self) -> io::Result<W> {
        let out = match self {
            Self::Plain(out) => out,
            Self::Gzip(out) => out.finish()?,
            Self::Zstd(out) => out.finish()?,
        };
        out.into_inner().map_err(io::IntoInnerError::into_error)
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Plain(out) => out.write_all(bytes),
            Self::Gzip(out) => out.write_all(bytes),
            Self::Zstd(out) => out.write_all(bytes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn written(packing: Packing, in_array: bool, records: &[(&str, &str)]) -> Vec<u8> {
        let mut kept = Kept::new(Vec::new(), packing, in_array).unwrap();
        for (record, line_end) in records {
            kept.record(record.as_bytes()).unwrap();
            kept.end_record(line_end.as_bytes()).unwrap();
        }
        kept.finish().unwrap()
    }

    #[test]
    fn lines_keep_their_ends_and_only_the_last_may_have_none() {
        let records = [("a", "\r\n"), ("b", ""), ("c", "\n"), ("d", "")];
        assert_eq!(written(Packing::Plain, false, &records), b"a\r\nb\nc\nd");
        assert_eq!(written(Packing::Plain, false, &[]), b"");
    }

    #[test]
    fn elements_stand_in_an_array_even_if_there_is_none() {
        assert_eq!(written(Packing::Plain, true, &[("{}", "\r\n"), ("{ }", "")]), b"[\n{},\n{ }\n]\n");
        assert_eq!(written(Packing::Plain, true, &[]), b"[\n]\n");
    }

    #[test]
    fn a_record_may_come_in_pieces_below_a_head() {
        let mut kept = Kept::new(Vec::new(), Packing::Plain, false).unwrap();
        kept.head(b"id,").unwrap();
        kept.head(b"text\n").unwrap();
        kept.record(b"1,").unwrap();
        kept.record(b"x").unwrap();
        kept.end_record(b"\n").unwrap();
        assert_eq!(kept.finish().unwrap(), b"id,text\n1,x\n");
    }

    #[test]
    fn packed_records_unpack_to_themselves() {
        let records = [("a", "\n"), ("b", "\n")];
        let mut text = String::new();
        let gzip = written(Packing::Gzip, false, &records);
        flate2::read::GzDecoder::new(&gzip[..]).read_to_string(&mut text).unwrap();
        assert_eq!(text, "a\nb\n");
        assert_eq!(zstd::decode_all(&written(Packing::Zstd, false, &records)[..]).unwrap(), b"a\nb\n");
        assert_eq!(Packing::of_name(Path::new("kept.jsonl.GZ")), Packing::Gzip);
        assert_eq!(Packing::of_name(Path::new("kept.jsonl")), Packing::Plain);
    }
}
