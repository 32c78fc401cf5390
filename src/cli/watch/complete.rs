//! Whether a file that has arrived is complete, as far as that can be seen.

use crate::read::{self, Format};
use serde::de::IgnoredAny;
use std::io::{self, Read};
use std::path::Path;

/// Endings of names under which programs write what they will give its own name when it is complete.
const TEMPORARY: [&str; 8] =
    [".part", ".partial", ".tmp", ".temp", ".filepart", ".crdownload", ".download", ".swp"];

/// Whether a name says that somebody is still writing under it.
pub(super) fn is_temporary(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with('.') || name.ends_with('~') || TEMPORARY.iter().any(|ending| name.ends_with(ending))
}

/// Why a file is not complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unfinished {
    /// Somebody has it open and can write to it.
    Open,
    /// Its last record is cut off.
    CutOff,
}

impl Unfinished {
    pub(super) fn told(self) -> &'static str {
        match self {
            Self::Open => "a program has it open for writing",
            Self::CutOff => "its last record is cut off",
        }
    }
}

/// What speaks against a file's being complete, if anything does. What cannot be read is left to whoever reads it in
/// earnest.
pub(super) fn unfinished(path: &Path) -> Option<Unfinished> {
    if is_open_for_writing(path) {
        return Some(Unfinished::Open);
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut end = End::of(Format::of_name(&name)?);
    match read::reopen(path).and_then(|content| end.read(content)) {
        Ok(()) => end.is_cut_off().then_some(Unfinished::CutOff),
        Err(fault) => (fault.kind() == io::ErrorKind::UnexpectedEof).then_some(Unfinished::CutOff),
    }
}

/// Whether a process has the file open for writing, where Linux lets us see that: of all processes to root, of their own to
/// others.
fn is_open_for_writing(path: &Path) -> bool {
    #[cfg(target_os = "linux")]
    return linux::is_open_for_writing(path);
    #[cfg(not(target_os = "linux"))]
    {
        let _ = path;
        false
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::fs;
    use std::os::unix::fs::MetadataExt;
    use std::path::Path;

    /// Bits of the flags of an open file that say how it may be used: 1 and 2 may write (open(2)).
    const ACCESS: u32 = 3;

    pub(super) fn is_open_for_writing(path: &Path) -> bool {
        let Ok(file) = fs::metadata(path) else { return false };
        let same = |other: &fs::Metadata| (other.dev(), other.ino()) == (file.dev(), file.ino());
        let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
        processes.filter(|process| process.file_name().as_encoded_bytes()[0].is_ascii_digit()).any(
            |process| {
                let open = fs::read_dir(process.path().join("fd")).into_iter().flatten().flatten();
                let mut ours = open.filter(|open| fs::metadata(open.path()).is_ok_and(|other| same(&other)));
                ours.any(|open| may_write(&process.path().join("fdinfo").join(open.file_name())))
            },
        )
    }

    fn may_write(facts: &Path) -> bool {
        let facts = fs::read_to_string(facts).unwrap_or_default();
        let flags = facts.lines().find_map(|line| line.strip_prefix("flags:"));
        let flags = flags.and_then(|flags| u32::from_str_radix(flags.trim(), 8).ok());
        flags.is_some_and(|flags| matches!(flags & ACCESS, 1 | 2))
    }
}

/// What is seen of the end of a file while it is read.
struct End {
    format: Format,
    /// The last line, as far as it goes.
    line: Vec<u8>,
    /// The last byte that is no blank.
    last: u8,
    row: Row,
}

/// The row of a table that is read.
#[derive(Default)]
struct Row {
    is_quoted: bool,
    /// Commas, semicolons and tabs in it, and in the first row.
    separators: [usize; 3],
    first: Option<[usize; 3]>,
    is_begun: bool,
}

impl End {
    fn of(format: Format) -> Self {
        Self { format, line: Vec::new(), last: 0, row: Row::default() }
    }

    fn read(&mut self, mut content: impl Read) -> io::Result<()> {
        let mut block = vec![0; 1 << 16];
        loop {
            match content.read(&mut block) {
                Ok(0) => return Ok(()),
                Ok(read) => self.take(&block[..read]),
                Err(fault) if fault.kind() == io::ErrorKind::Interrupted => {}
                Err(fault) => return Err(fault),
            }
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        if let Some(&last) = bytes.iter().rfind(|byte| !byte.is_ascii_whitespace()) {
            self.last = last;
        }
        match self.format {
            Format::Jsonl => match memchr::memrchr(b'\n', bytes) {
                Some(at) => self.line = bytes[at + 1..].to_vec(),
                None => self.line.extend_from_slice(bytes),
            },
            Format::Csv | Format::Tsv => bytes.iter().for_each(|&byte| self.row.take(byte)),
            _ => {}
        }
    }

    /// Nothing is said of formats whose end does not tell: of texts and of messages of agencies.
    fn is_cut_off(&self) -> bool {
        match self.format {
            Format::Jsonl => {
                !self.line.trim_ascii().is_empty()
                    && serde_json::from_slice::<IgnoredAny>(&self.line).is_err()
            }
            Format::Json => ![0, b']', b'}'].contains(&self.last),
            Format::Xml | Format::Html => ![0, b'>'].contains(&self.last),
            Format::Csv | Format::Tsv => self.row.is_cut_off(),
            _ => false,
        }
    }
}

impl Row {
    fn take(&mut self, byte: u8) {
        match byte {
            b'"' => self.is_quoted = !self.is_quoted,
            b'\n' if !self.is_quoted => {
                self.first.get_or_insert(self.separators);
                (self.separators, self.is_begun) = ([0; 3], false);
                return;
            }
            _ => {}
        }
        self.is_begun = true;
        if let Some(at) = b",;\t".iter().position(|&separator| separator == byte).filter(|_| !self.is_quoted)
        {
            self.separators[at] += 1;
        }
    }

    /// Whether it ends within a quotation, or without a line end before it has as many fields as the first row.
    fn is_cut_off(&self) -> bool {
        let Some(first) = self.first.filter(|_| self.is_begun) else { return self.is_quoted };
        let usual = (0..3).max_by_key(|&at| first[at]).unwrap_or(0);
        self.is_quoted || self.separators[usual] < first[usual]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::{self, OpenOptions};

    #[track_caller]
    fn told(name: &str, content: &[u8]) -> Option<Unfinished> {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join(name);
        fs::write(&path, content).unwrap();
        unfinished(&path)
    }

    #[test]
    fn a_record_that_is_cut_off_is_seen_in_each_format_that_shows_it() {
        let whole: [(&str, &str); 9] = [
            ("a.jsonl", "{\"id\": 1}\n{\"id\": 2}"),
            ("a.jsonl", "{\"id\": 1}\n{\"id\": 2}\n"),
            ("a.json", "[{\"id\": 1}]\n"),
            ("a.csv", "id,text\n1,\"a\n\"\"b\"\"\"\n2,c"),
            ("a.csv", "id;text\n1;\"a, b\"\n"),
            ("a.tsv", "id\ttext\n1\ta, b"),
            ("a.xml", "<rss><item>x</item></rss>\n"),
            ("a.txt", "Half of a sen"),
            ("a.jsonl", ""),
        ];
        for (name, content) in whole {
            assert_eq!(told(name, content.as_bytes()), None, "{name}: {content}");
        }
        let cut: [(&str, &str); 6] = [
            ("a.jsonl", "{\"id\": 1}\n{\"id\": 2, \"te"),
            ("a.json", "[{\"id\": 1},\n"),
            ("a.csv", "id,text\n1,\"a\n\"\"b"),
            ("a.csv", "id,title,text\n1,a,b\n2,c"),
            ("a.xml", "<rss><item>x</item"),
            ("a.html", "<p>The bri"),
        ];
        for (name, content) in cut {
            assert_eq!(told(name, content.as_bytes()), Some(Unfinished::CutOff), "{name}: {content}");
        }
    }

    #[test]
    fn a_packed_file_that_is_cut_off_is_seen() {
        let packed = zstd::bulk::compress("{\"id\": 1}\n".repeat(900).as_bytes(), 3).unwrap();
        assert_eq!(told("a.jsonl.zst", &packed), None);
        assert_eq!(told("a.jsonl.zst", &packed[..packed.len() - 9]), Some(Unfinished::CutOff));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_somebody_can_write_to_is_not_complete() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.jsonl");
        fs::write(&path, "{}\n").unwrap();
        let reader = fs::File::open(&path).unwrap();
        assert_eq!(unfinished(&path), None);
        let writer = OpenOptions::new().append(true).open(&path).unwrap();
        assert_eq!(unfinished(&path), Some(Unfinished::Open));
        drop((reader, writer));
        assert_eq!(unfinished(&path), None);
    }

    #[test]
    fn names_that_others_write_under_are_known() {
        for name in [".hidden.jsonl", "a.jsonl.part", "a.jsonl.TMP", "a.csv.filepart", "a.jsonl~"] {
            assert!(is_temporary(name), "{name}");
        }
        assert!(!is_temporary("a.part.jsonl") && !is_temporary("tmp"));
    }
}
