//! One file, from its bytes to its articles: batches of records, parsed side by side and kept in order.

mod told;

use super::ahead::Ahead;
use super::csv::{Layout, Rows, doubt};
use super::documents::{Document, Encodings, Parser};
use super::encoding::{self, Mended};
use super::fields::Field;
use super::form::Form;
use super::format::Format;
use super::group::{GROUP, Group};
use super::guess;
use super::html;
use super::json;
use super::record::{self, OnOneLine, Outcome, Site};
use super::split::{Batch, Limits, Lines, Records, Span, Splitter, Whole};
use super::stream::{self, Content, HEAD, Headed, Measured};
use super::walk::Source;
use super::warc;
use super::wires;
use super::{MAX_RECORD_BYTES, ReadError, ReadPlan, Rejected};
use crate::article::{Article, Input, Locator, Place};
use crate::columns::{Keeper, Kept};
use crate::observe::{Observer, Unwatched, Warning, WarningKind};
use encoding_rs::Encoding;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::thread;

/// What one file gave.
#[derive(Debug)]
pub(super) struct Portion {
    /// The file.
    pub(super) input: Input,
    /// How its records stand in it; none if they could not be told apart.
    pub(super) form: Option<Form>,
    /// Its articles, in order.
    pub(super) articles: Vec<Article>,
    /// Its records that could not be used, in order.
    pub(super) rejected: Vec<Rejected>,
    /// What should be known about it.
    pub(super) warnings: Vec<Warning>,
    /// The columns of its articles, if they were made while it was read.
    pub(super) chunks: Vec<Kept>,
}

/// Reads one file, which is the input of this number. With somebody who makes columns, texts are let go behind them.
///
/// # Errors
/// When it was named by the user and cannot be opened. A file found in a folder is rejected instead.
pub(super) fn read(
    source: &Source,
    number: u32,
    plan: &ReadPlan,
    keeper: Option<&Keeper<'_>>,
    observer: &dyn Observer,
) -> Result<Portion, ReadError> {
    let mut reading = Reading::new(source, number, plan, keeper);
    let opened: io::Result<Box<dyn Read + Send>> =
        match plan.spooled.get(&source.shown).or(source.path.as_ref()) {
            None => Ok(Box::new(io::stdin())),
            Some(path) => File::open(path).map(|file| Box::new(file) as Box<dyn Read + Send>),
        };
    match (opened, &source.path) {
        (Ok(file), _) => reading.read(Measured::new(file, observer)).map_err(ReadError::Spill)?,
        (Err(fault), Some(path)) if !source.walked => return Err(ReadError::unreadable(path, fault)),
        (Err(fault), _) => reading.reject_file(format!("cannot be opened: {fault}; check its permissions")),
    }
    Ok(reading.finish())
}

/// Content of a file that is in memory.
pub(super) struct HeldIn<'a> {
    pub(super) source: &'a Source,
    pub(super) bytes: &'a [u8],
}

/// Reads content that is in memory; none if any record of it cannot be used.
pub(super) fn read_held(held: &HeldIn<'_>, plan: &ReadPlan) -> Option<Portion> {
    let mut reading = Reading::new(held.source, 0, plan, None);
    reading.read(Measured::new(held.bytes, &Unwatched)).ok()?;
    let portion = reading.finish();
    portion.rejected.is_empty().then_some(portion)
}

/// How the records of a file are read.
enum Shape {
    Json,
    Row(Layout),
    Text,
    /// Each record gives any number of articles; whether a byte order mark said that the file is UTF-8.
    Document {
        parser: Parser,
        is_marked: bool,
    },
}

/// A file that is being read.
struct Reading<'a> {
    source: &'a Source,
    number: u32,
    plan: &'a ReadPlan,
    keeper: Option<&'a Keeper<'a>>,
    portion: Portion,
    guessed: Option<&'static Encoding>,
    mended: BTreeMap<&'static str, Mended>,
    /// Those of documents, which decode themselves.
    encodings: Encodings,
    on_one_line: OnOneLine,
    /// Records of an archive that are no articles and were not meant to be.
    passed_over: usize,
}

impl<'a> Reading<'a> {
    fn new(source: &'a Source, number: u32, plan: &'a ReadPlan, keeper: Option<&'a Keeper<'a>>) -> Self {
        let (path, name) = (source.shown.clone(), source.name.clone());
        let input = Input { path, name, bytes: 0, digest: 0, articles: 0, reference: false };
        let portion = Portion {
            input,
            form: None,
            articles: Vec::new(),
            rejected: Vec::new(),
            warnings: Vec::new(),
            chunks: Vec::new(),
        };
        Self {
            source,
            number,
            plan,
            keeper,
            portion,
            guessed: None,
            mended: BTreeMap::new(),
            encodings: Encodings::default(),
            on_one_line: OnOneLine::default(),
            passed_over: 0,
        }
    }

    /// 1. unpacks, 2. finds out the format, 3. splits into records and parses them, 4. reads what is left, for the digest.
    fn read(&mut self, mut file: Measured<'_>) -> io::Result<()> {
        match stream::content(&mut file) {
            Ok(content) if content.packing.is_some() => thread::scope(|scope| {
                let ahead: Box<dyn Read + Send> = Box::new(Ahead::start(scope, content.stream));
                self.read_content(Content { stream: Headed::new(ahead), ..content })
            })?,
            Ok(content) => self.read_content(content)?,
            Err(fault) => self.reject_file(format!("cannot be unpacked: {fault}")),
        }
        // A fault of the file itself has been met before, and told.
        let drained = file.drain();
        if let (Err(fault), true) = (drained, self.portion.rejected.is_empty()) {
            self.reject_file(format!("cannot be read to its end: {fault}"));
        }
        self.portion.input.bytes = file.length();
        self.portion.input.digest = file.digest();
        Ok(())
    }

    fn read_content(&mut self, mut content: Content<'_>) -> io::Result<()> {
        if let Some(encoding) = content.utf16 {
            let place = Place::line(&*self.source.shown, 1);
            let what = format!("not UTF-8: read as {encoding}");
            self.portion.warnings.push(Warning::at(WarningKind::Decoded, place, what));
        }
        let (format, doubt) = guess::format(self.source, self.plan, content.stream.peek(HEAD));
        self.portion.warnings.extend(doubt);
        if guess::is_no_text(content.stream.peek(HEAD), format) {
            self.reject_file(format!("looks like a binary file, not {format} (is it what its name says?)"));
            return Ok(());
        }
        let mut form = Form::new(format, content.offset, content.stream.peek(HEAD));
        form.packing = content.packing;
        form.encodings.extend(content.utf16.map(str::to_owned));
        self.portion.form = Some(form);
        let is_marked = content.offset > 0 || content.utf16.is_some();
        let document = |parser| Shape::Document { parser, is_marked };
        match format {
            Format::Xml => self.read_records(content, Whole, &document(wires::articles)),
            Format::Html => self.read_records(content, Whole, &document(html::articles)),
            Format::Warc => self.read_records(content, warc::Records::default(), &document(warc::articles)),
            Format::Iptc7901 => self.read_records(content, Whole, &document(wires::iptc7901)),
            Format::Anpa1312 => self.read_records(content, Whole, &document(wires::anpa1312)),
            Format::Ninjs if self.source.format == Some(Format::Jsonl) => {
                self.read_records(content, Lines, &document(wires::ninjs))
            }
            Format::Ninjs => self.read_records(content, json::Elements::default(), &document(wires::ninjs)),
            Format::Jsonl => self.read_records(content, Lines, &Shape::Json),
            Format::Json => self.read_records(content, json::Elements::default(), &Shape::Json),
            Format::Text => self.read_records(content, Whole, &Shape::Text),
            format @ (Format::Csv | Format::Tsv) => self.read_rows(content, format),
        }
    }

    fn read_rows(&mut self, mut content: Content<'_>, format: Format) -> io::Result<()> {
        let head = guess::header(content.stream.peek(HEAD));
        match Layout::of(&head, format, &self.plan.fields) {
            // There is no row, but perhaps a fault to be told.
            Ok(None) => self.read_records(content, Lines, &Shape::Json),
            Ok(Some(layout)) => {
                self.portion.form = self.portion.form.take().map(|form| form.with_layout(&layout));
                self.tell_of_repeated(&layout);
                self.read_records(content, Rows::new(layout.delimiter), &Shape::Row(layout))
            }
            Err(reason) => {
                self.reject(1, reason);
                Ok(())
            }
        }
    }

    fn read_records(
        &mut self,
        content: Content<'_>,
        splitter: impl Splitter,
        shape: &Shape,
    ) -> io::Result<()> {
        let limits = Limits { block: BLOCK, record: MAX_RECORD_BYTES };
        let mut records = Records::new(content.stream, content.offset, splitter, limits);
        let mut header_rows = if let Shape::Row(layout) = shape { layout.header_rows } else { 0 };
        while let Some(mut batch) = records.next_batch() {
            let skipped = header_rows.min(batch.spans.len());
            batch.spans.drain(..skipped);
            header_rows -= skipped;
            if let (Some(form), Some(first)) = (&mut self.portion.form, batch.spans.first()) {
                form.begin_records(first.offset);
            }
            self.take(&batch, shape)?;
        }
        if let Some(fault) = records.into_fault() {
            self.reject(fault.line, fault.reason);
        }
        Ok(())
    }

    /// Takes in what a batch gives, in order.
    fn take(&mut self, batch: &Batch<'_>, shape: &Shape) -> io::Result<()> {
        let groups = match *shape {
            Shape::Document { parser, is_marked } => self.documents(batch, shape, (parser, is_marked))?,
            Shape::Json | Shape::Row(_) | Shape::Text => self.records(batch, shape)?,
        };
        for group in groups {
            self.portion.chunks.extend(group.kept);
            for mut outcome in group.outcomes.into_iter().flatten() {
                self.on_one_line.number(&mut outcome, &self.source.name);
                self.portion.warnings.extend(outcome.warnings);
                match outcome.kept {
                    Ok(article) => self.portion.articles.push(article),
                    Err(rejected) => self.portion.rejected.push(rejected),
                }
            }
        }
        Ok(())
    }

    /// Parses documents, each of which gives any number of articles.
    fn documents(
        &mut self,
        batch: &Batch<'_>,
        shape: &Shape,
        (parser, is_marked): (Parser, bool),
    ) -> io::Result<Vec<Group>> {
        let this = &*self;
        let outcomes = batch.spans.par_iter().map(|span| {
            let bytes = trimmed(batch.record(span), shape);
            let site = this.site(span, bytes);
            match too_long(span, site) {
                Some(outcome) => vec![outcome],
                None => {
                    parser(&Document { bytes, is_marked, site, plan: this.plan, encodings: &this.encodings })
                }
            }
        });
        let outcomes: Vec<Vec<Outcome>> = outcomes.collect();
        self.passed_over += outcomes.iter().filter(|outcomes| outcomes.is_empty()).count();
        let mut outcomes = outcomes.into_iter().flatten().map(Some).peekable();
        let mut groups = Vec::new();
        while outcomes.peek().is_some() {
            groups.push(Group::of(outcomes.by_ref().take(GROUP)));
        }
        let keeper = self.keeper;
        groups.par_iter_mut().try_for_each(|group| group.keep(keeper))?;
        Ok(groups)
    }

    /// Parses records of one article each: first what is UTF-8, then what must be decoded.
    fn records(&mut self, batch: &Batch<'_>, shape: &Shape) -> io::Result<Vec<Group>> {
        let this = &*self;
        let groups = batch.spans.par_chunks(GROUP).map(|spans| {
            let mut group = Group::of(spans.iter().map(|span| this.outcome(batch, span, shape)));
            if group.broken().next().is_none() {
                group.keep(this.keeper)?;
            }
            Ok(group)
        });
        let mut groups = groups.collect::<io::Result<Vec<Group>>>()?;
        self.mend(batch, &mut groups, shape);
        groups.par_iter_mut().try_for_each(|group| group.keep(self.keeper))?;
        Ok(groups)
    }

    /// What becomes of a record; none if it is not UTF-8.
    fn outcome(&self, batch: &Batch<'_>, span: &Span, shape: &Shape) -> Option<Outcome> {
        let record = trimmed(batch.record(span), shape);
        let site = self.site(span, record);
        if let Some(outcome) = too_long(span, site) {
            return Some(outcome);
        }
        if matches!(shape, Shape::Text) && record.iter().all(|byte| *byte == 0) {
            return Some(site.rejected("nothing but NUL characters; was the disk full when it was written?"));
        }
        if matches!(shape, Shape::Text) && encoding::is_binary(record) {
            return Some(site.rejected("looks like a binary file, not a text (convert it to text first)"));
        }
        simdutf8::basic::from_utf8(record).ok().map(|record| self.parse(record, site, shape))
    }

    fn parse(&self, record: &str, site: Site<'_>, shape: &Shape) -> Outcome {
        let values = match shape {
            Shape::Text | Shape::Document { .. } => return record::whole_file(record, site, self.plan),
            Shape::Json => json::values(record, &self.plan.fields).map(|values| (values, false)),
            Shape::Row(layout) => layout.values(record),
        };
        match values {
            Ok((values, is_doubtful)) => {
                let mut outcome = record::article(values, site, self.plan, || {
                    json::names_near(record, self.plan.fields.name(Field::Text))
                });
                let doubt = is_doubtful.then(|| Warning::at(WarningKind::Input, site.place(), doubt(record)));
                outcome.warnings.extend(doubt);
                outcome
            }
            Err(reason) => site.rejected(reason),
        }
    }

    /// Decodes and parses the records that are not UTF-8, and keeps account of them.
    fn mend(&mut self, batch: &Batch<'_>, groups: &mut [Group], shape: &Shape) {
        let record = |span: &Span| trimmed(batch.record(span), shape);
        let broken: Vec<usize> = (groups.iter().enumerate())
            .flat_map(|(number, group)| group.broken().map(move |at| number * GROUP + at))
            .collect();
        let records = broken.iter().map(|&index| record(&batch.spans[index]));
        self.guessed = self.guessed.or_else(|| encoding::guess(records));
        for index in broken {
            let span = &batch.spans[index];
            let record = record(span);
            let (text, encoding, lost) = encoding::decode(record, self.guessed);
            let before = &record[..encoding::first_fault(record)];
            let line = span.line + memchr::memchr_iter(b'\n', before).count() as u64;
            let mended = self.mended.entry(encoding.name()).or_insert(Mended { line, records: 0, lost: 0 });
            mended.records += 1;
            mended.lost += lost;
            let outcome = self.parse(&text, self.site(span, record), shape);
            groups[index / GROUP].outcomes[index % GROUP] = Some(outcome);
        }
    }

    fn site(&self, span: &Span, record: &[u8]) -> Site<'a> {
        let length = record.len() as u64;
        let locator = Locator { input: self.number, offset: span.offset, length, line: span.line };
        Site { path: &self.source.shown, name: &self.source.name, locator }
    }

    fn reject(&mut self, line: u64, reason: String) {
        let place = Place::line(&*self.source.shown, line);
        self.portion.rejected.push(Rejected { place, id: None, reason });
    }

    fn reject_file(&mut self, reason: String) {
        self.portion.rejected.push(Rejected { place: Place::file(&*self.source.shown), id: None, reason });
    }
}

/// Bytes that are read before they are parsed.
const BLOCK: usize = 4 << 20;

/// A record that is too long to be read, if it is.
fn too_long(span: &Span, site: Site<'_>) -> Option<Outcome> {
    let bound = MAX_RECORD_BYTES >> 20;
    let reason = || format!("longer than {bound} MiB, which no record may be (split it)");
    span.too_long.then(|| site.rejected(reason()))
}

/// A record without the line end that belongs to its format; a text keeps its own.
fn trimmed<'b>(record: &'b [u8], shape: &Shape) -> &'b [u8] {
    match shape {
        Shape::Text | Shape::Document { .. } => record,
        Shape::Json | Shape::Row(_) => {
            let record = record.strip_suffix(b"\n").unwrap_or(record);
            record.strip_suffix(b"\r").unwrap_or(record)
        }
    }
}
