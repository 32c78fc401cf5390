//! Single texts once more: by the places of their records, without reading all of an input where that can be helped.
//!
//! Records that stand in plain files one behind the other are read at their places and parsed as if there were no others. The
//! rest, and what does not come out as it was, is read as a whole: documents, UTF-16, records whose encoding was guessed from
//! all of them.

use super::csv::{Layout, Rows};
use super::file::{self, HeldIn};
use super::format::Format;
use super::split::{Limits, Records};
use super::stream::{self, HEAD};
use super::{MAX_RECORD_BYTES, ReadError, ReadPlan, guess, recorded};
use crate::article::{Input, Locator};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use xxhash_rust::xxh3::xxh3_64;

/// The texts of the records at these places of an input, which come in the order of their offsets, each with the XXH3-64 that
/// the text has to have.
///
/// # Errors
/// When the input cannot be opened, or one of the texts is not what it was.
pub fn texts(
    (input, path): (&Input, &Path),
    plan: &ReadPlan,
    wanted: &[(Locator, u64)],
) -> Result<Vec<String>, ReadError> {
    let is_as_it_was = |texts: &Vec<String>| {
        let mut pairs = texts.iter().zip(wanted);
        texts.len() == wanted.len() && pairs.all(|(text, (_, digest))| xxh3_64(text.as_bytes()) == *digest)
    };
    let alone = alone((input, path), plan, wanted);
    if let Some(texts) = alone.map_err(|fault| ReadError::unreadable(path, fault))?.filter(is_as_it_was) {
        return Ok(texts);
    }
    let all = recorded::again(&[(input, path)], plan)?;
    let found = wanted.iter().map(|(locator, digest)| {
        let place = |locator: &Locator| (locator.offset, locator.length, locator.line);
        let from = all.partition_point(|article| article.locator.offset < locator.offset);
        let there = all[from..].iter().take_while(|article| article.locator.offset == locator.offset);
        let mut there = there.filter(|article| place(&article.locator) == place(locator));
        there.find(|article| xxh3_64(article.text.as_bytes()) == *digest).map(|article| article.text.clone())
    });
    found.collect::<Option<_>>().ok_or_else(|| ReadError::Changed(path.display().to_string()))
}

/// The same without reading the other records; none if they cannot be told apart so, or cannot be used.
fn alone(
    (input, path): (&Input, &Path),
    plan: &ReadPlan,
    wanted: &[(Locator, u64)],
) -> io::Result<Option<Vec<String>>> {
    let mut file = File::open(path)?;
    let mut content = stream::content(&mut file)?;
    let (is_plain, mark) = (content.packing.is_none() && content.utf16.is_none(), content.offset);
    let head = content.stream.peek(HEAD).to_vec();
    drop(content);
    let source = recorded::source(input, path);
    let (format, _) = guess::format(&source, plan, &head);
    if !is_plain {
        return Ok(None);
    }
    let mut some = match format {
        Format::Jsonl | Format::Json => Vec::new(),
        Format::Csv | Format::Tsv => match header(&head, format, plan) {
            Some(length) => head[..length].to_vec(),
            None => return Ok(None),
        },
        _ => return Ok(None),
    };
    let most = MAX_RECORD_BYTES as u64;
    for (place, _) in wanted {
        if place.length > most || place.offset < mark {
            return Ok(None);
        }
        file.seek(SeekFrom::Start(place.offset))?;
        let read = file.by_ref().take(place.length).read_to_end(&mut some)?;
        if read as u64 != place.length {
            return Ok(None);
        }
        some.push(b'\n');
    }
    let plan = ReadPlan { format: Some(format), ..plan.clone() };
    let portion = file::read_held(&HeldIn { source: &source, bytes: &some }, &plan);
    Ok(portion.map(|portion| portion.articles.into_iter().map(|article| article.text).collect()))
}

/// Bytes of the header of a table that begins like this; none if that cannot be told.
fn header(head: &[u8], format: Format, plan: &ReadPlan) -> Option<usize> {
    let layout = Layout::of(&guess::header(head), format, &plan.fields).ok()??;
    let limits = Limits { block: HEAD, record: MAX_RECORD_BYTES };
    let mut records = Records::new(head, 0, Rows::new(layout.delimiter), limits);
    let batch = records.next_batch()?;
    batch.spans.get(layout.header_rows).map(|first| first.offset as usize)
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use crate::observe::Unwatched;
    use std::fs;

    /// The texts of the second and the last article of a file, read again.
    #[track_caller]
    fn again(name: &str, content: &[u8], change: impl FnOnce(&Path)) -> Result<Vec<String>, ReadError> {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join(name);
        fs::write(&path, content).unwrap();
        let plan = ReadPlan::default();
        let batch = read(&[path.clone().into()], None, &plan, &Unwatched).unwrap().batch;
        let articles = [&batch.articles()[1], batch.articles().last().unwrap()];
        let wanted = articles.map(|article| (article.locator, xxh3_64(article.text.as_bytes())));
        change(&path);
        let texts = texts((&batch.inputs()[0], &path), &plan, &wanted)?;
        assert_eq!(texts, articles.map(|article| article.text.clone()));
        Ok(texts)
    }

    #[test]
    fn texts_come_back_from_every_format() {
        let jsonl = "{\"text\":\"one\"}\n\n {\"text\":\"t\\u0077o\"}\r\n{\"text\":\"drei\\nvier\"}";
        let array = "\u{feff}[{\"text\":\"one\"}, {\"text\":\"two\"},\n{\"text\":\"three\"}]";
        let rows = "id;text\na;one\nb;\"t\"\"w\no\"\nc;three\n";
        let rss = "<rss><channel><item><title>a</title><description>one</description></item>\
                   <item><title>b</title><description>two</description></item></channel></rss>";
        for (name, content) in [
            ("a.jsonl", jsonl),
            ("a.json", array),
            ("a.csv", rows),
            ("a.tsv", &rows.replace(';', "\t")),
            ("a.xml", rss),
        ] {
            again(name, content.as_bytes(), |_| {}).unwrap();
        }
        again("a.jsonl.zst", &zstd::bulk::compress(jsonl.as_bytes(), 3).unwrap(), |_| {}).unwrap();
        again("a.csv", b"text\none\n\xe9t\xe9\nfin\n", |_| {}).unwrap();
    }

    #[test]
    fn what_has_changed_is_told_and_what_was_added_behind_does_not_matter() {
        let jsonl = b"{\"text\":\"one\"}\n{\"text\":\"two\"}\n";
        let added = [&jsonl[..], b"{\"text\":\"three\"}\n"].concat();
        again("a.jsonl", jsonl, |path| fs::write(path, added).unwrap()).unwrap();
        let changed = |path: &Path| fs::write(path, b"{\"text\":\"one\"}\n{\"text\":\"tow\"}\n").unwrap();
        assert!(matches!(again("a.jsonl", jsonl, changed), Err(ReadError::Changed(_))));
        let shorter = |path: &Path| fs::write(path, b"{\"text\":\"one\"}\n").unwrap();
        assert!(matches!(again("a.jsonl", jsonl, shorter), Err(ReadError::Changed(_))));
        let gone = |path: &Path| fs::remove_file(path).unwrap();
        assert!(matches!(again("a.jsonl", jsonl, gone), Err(ReadError::Missing(_))));
    }
}
