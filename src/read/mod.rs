//! What comes in: files, folders and standard input become articles, and nothing gets lost without a word.
//!
//! ```text
//! walk (which files) ─► stream (measure, unpack) ─► split (whole records, a block at a time) ─► json, csv (fields)
//!                        ─► record, dates (an article) ─► ids (unique) ─► Batch
//! ```
//!
//! Each format has a splitter, which finds where records end, and a reader of one record's fields; all else is common. A
//! record may also be a document, whose parser gives any number of articles and rejections.
//! Records of a block are parsed side by side, files of a folder too, and both are put back in order: the result
//! depends on the input alone. A record with a fault becomes a [`Rejected`] row with its place and the remedy.

mod again;
mod ahead;
mod csv;
mod dates;
mod documents;
mod encoding;
mod error;
mod fields;
mod file;
mod form;
mod format;
mod group;
mod guess;
mod html;
mod ids;
mod json;
mod markup;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(not(feature = "parquet"))]
#[path = "no_parquet.rs"]
mod parquet;
mod record;
mod recorded;
mod reopen;
mod rows;
mod sides;
mod split;
mod stream;
mod texts;
mod walk;
mod warc;
mod wires;
mod xml;

#[cfg(test)]
mod tests;

pub use again::{is_same, unchanged};
pub use dates::{DateOrder, Timezone, UnknownDateOrder, UnknownTimezone, is_ambiguous as is_ambiguous_date};
pub use error::ReadError;
pub use fields::{Field, FieldError, FieldNames};
pub use form::{Form, FormFault, Packing, common_form};
pub use format::{Format, UnknownFormat};
pub use record::{Value, Values, is_named_by_place};
pub use recorded::again;
pub use reopen::{CopyFault, Piece, records, reopen, whole};
pub use rows::{Rows, article};
pub use sides::Given;
pub use texts::texts;

pub use crate::article::Rejected;
use crate::article::{Article, Batch, Input, Place};
use crate::columns::{Keeper, Kept, KeptColumns};
use crate::observe::{Observer, Stage, StageReport, Warning, WarningKind};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sides::{Side, Sides};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Instant;

/// The longest record that is read: 256 MiB. A longer one is rejected, and never held in memory whole.
pub const MAX_RECORD_BYTES: usize = 256 << 20;

/// The longest text of an article: 32 MiB, ten thick novels. A longer one is rejected: what an article is compared by takes
/// up to a hundred times its text, and a file that unpacks to one endless text would take all memory.
pub const MAX_TEXT_BYTES: usize = 32 << 20;

/// Files that are read side by side before their articles are taken in.
const FILES_AT_ONCE: usize = 64;

/// How inputs are to be read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ReadPlan {
    /// Under which names the input has the fields of an article.
    pub fields: FieldNames,
    /// Whether the first record that cannot be used ends the run.
    pub strict: bool,
    /// The zone of dates that name none.
    pub timezone: Timezone,
    /// Whether the day or the month comes first in dates of figures; none if nobody said, and such dates are not read.
    pub dates: Option<DateOrder>,
    /// The format of every input, whatever its name; none to go by the name.
    pub format: Option<Format>,
    /// Where inputs that can be read once only have been put, by the name that messages have for them (`-`).
    pub spooled: BTreeMap<String, PathBuf>,
}

/// What was read.
#[derive(Debug, Serialize, Deserialize)]
pub struct Intake {
    /// The articles; those of [`read_through`] without their texts.
    pub batch: Batch,
    /// What gave none, in input order.
    pub rejected: Vec<Rejected>,
    /// How many of these are of the examined articles; the others are of the references.
    pub rejected_examined: usize,
    /// For each input, how its records stand in it; none if they could not be told apart.
    pub forms: Vec<Option<Form>>,
    /// Everything that the observer was told, in the same order.
    pub warnings: Vec<Warning>,
    /// The stage as the observer was told of its end: records that came in, articles that went out.
    pub report: StageReport,
}

/// Reads all articles under the names given: files, folders, and `-` for standard input.
///
/// With `references`, these are the articles that the examined ones are compared with. Ids are made unique on each
/// side. The observer is told when [`Stage::Read`] begins, of every byte read (before unpacking), every warning, and
/// the end.
///
/// # Errors
/// When a name is not that of something readable, standard input is named twice, one side has no article at all, there
/// are too many articles, or `plan.strict` and a record cannot be used.
pub fn read(
    examined: &[OsString],
    references: Option<&[OsString]>,
    plan: &ReadPlan,
    observer: &dyn Observer,
) -> Result<Intake, ReadError> {
    Ok(read_sides(Given::Named(examined), references.map(Given::Named), plan, None, observer)?.0)
}

/// Reads as [`read`] does, and has the columns of all articles kept on the way, with their texts if they are asked for
/// again. The articles themselves let their texts go.
///
/// # Errors
/// Those of [`read`], and when neither memory nor disk has room.
pub fn read_through(
    examined: &[OsString],
    references: Option<&[OsString]>,
    plan: &ReadPlan,
    keeper: &Keeper<'_>,
    observer: &dyn Observer,
) -> Result<(Intake, KeptColumns), ReadError> {
    read_from(Given::Named(examined), references.map(Given::Named), plan, keeper, observer)
}

/// Reads as [`read_through`] does, from files or from tables that are in memory.
///
/// # Errors
/// Those of [`read_through`].
pub fn read_from(
    examined: Given<'_>,
    references: Option<Given<'_>>,
    plan: &ReadPlan,
    keeper: &Keeper<'_>,
    observer: &dyn Observer,
) -> Result<(Intake, KeptColumns), ReadError> {
    let (intake, chunks) = read_sides(examined, references, plan, Some(keeper), observer)?;
    Ok((intake, keeper.columns(chunks)))
}

fn read_sides(
    examined: Given<'_>,
    references: Option<Given<'_>>,
    plan: &ReadPlan,
    keeper: Option<&Keeper<'_>>,
    observer: &dyn Observer,
) -> Result<(Intake, Vec<Kept>), ReadError> {
    let start = Instant::now();
    let given = [Some(examined), references];
    if given.iter().flatten().map(|given| given.standard_inputs()).sum::<usize>() > 1 {
        return Err(ReadError::StandardInputTwice);
    }
    let sides = Sides::find(examined, references, plan)?;
    observer.begin(Stage::Read, sides.bytes());
    let mut reading = Reading::new(plan, keeper, observer);
    let examined = reading.side(sides.examined, false)?;
    let rejected_examined = reading.rejected.len();
    let references = sides.references.map(|side| reading.side(side, true)).transpose()?;
    let chunks = std::mem::take(&mut reading.chunks);
    Ok((reading.finish(examined, references, (rejected_examined, start))?, chunks))
}

/// What has been read so far.
struct Reading<'a> {
    plan: &'a ReadPlan,
    keeper: Option<&'a Keeper<'a>>,
    observer: &'a dyn Observer,
    inputs: Vec<Input>,
    forms: Vec<Option<Form>>,
    rejected: Vec<Rejected>,
    warnings: Vec<Warning>,
    /// The columns of the articles so far, if they are made on the way.
    chunks: Vec<Kept>,
}

impl<'a> Reading<'a> {
    fn new(plan: &'a ReadPlan, keeper: Option<&'a Keeper<'a>>, observer: &'a dyn Observer) -> Self {
        Self {
            plan,
            keeper,
            observer,
            inputs: Vec::new(),
            forms: Vec::new(),
            rejected: Vec::new(),
            warnings: Vec::new(),
            chunks: Vec::new(),
        }
    }

    /// The articles of one side.
    fn side(&mut self, side: Side<'_>, reference: bool) -> Result<Vec<Article>, ReadError> {
        let (inputs_before, rejected_before) = (self.inputs.len(), self.rejected.len());
        let named = side.named();
        let mut articles = match side {
            Side::Files(_, found) => self.files(found, reference)?,
            Side::Rows(rows) => self.rows(rows, reference)?,
        };
        if articles.is_empty() {
            let (inputs, rejected) = (&self.inputs[inputs_before..], &self.rejected[rejected_before..]);
            return Err(ReadError::no_article(&named, inputs, rejected));
        }
        self.make_ids_unique(&mut articles);
        Ok(articles)
    }

    /// Those of files, which are read some at a time, and taken in in their order.
    fn files(&mut self, found: walk::Found, reference: bool) -> Result<Vec<Article>, ReadError> {
        let mut articles = Vec::new();
        self.warn(found.warnings);
        self.reject(found.rejected)?;
        for sources in found.sources.chunks(FILES_AT_ONCE) {
            let first = self.inputs.len() as u32;
            let (plan, keeper, observer) = (self.plan, self.keeper, self.observer);
            let numbered = sources.par_iter().zip(first..first + sources.len() as u32);
            let portions: Vec<_> =
                numbered.map(|(source, number)| file::read(source, number, plan, keeper, observer)).collect();
            for portion in portions {
                let portion = portion?;
                self.inputs.push(Input { reference, ..portion.input });
                self.forms.push(portion.form);
                self.tell(portion.warnings, portion.rejected)?;
                if articles.is_empty() {
                    articles = portion.articles;
                } else {
                    articles.extend(portion.articles);
                }
                self.chunks.extend(portion.chunks);
            }
        }
        Ok(articles)
    }

    /// Those of a table in memory.
    fn rows(&mut self, rows: &dyn Rows, reference: bool) -> Result<Vec<Article>, ReadError> {
        let number = self.inputs.len() as u32;
        let portion = rows::read(rows, number, self.plan, self.keeper, self.observer)?;
        self.inputs.push(Input { reference, ..portion.input });
        self.forms.push(None);
        self.tell(portion.warnings, portion.rejected)?;
        self.chunks.extend(portion.chunks);
        Ok(portion.articles)
    }

    fn make_ids_unique(&mut self, articles: &mut [Article]) {
        let place = |article: &Article| {
            let input = &self.inputs[article.locator.input as usize];
            Place::line(&*input.path, article.locator.line)
        };
        let warnings = ids::make_unique(articles, place);
        self.warn(warnings);
    }

    fn warn(&mut self, warnings: Vec<Warning>) {
        for warning in &warnings {
            self.observer.warn(warning);
        }
        self.warnings.extend(warnings);
    }

    fn reject(&mut self, rejected: Vec<Rejected>) -> Result<(), ReadError> {
        self.tell(Vec::new(), rejected)
    }

    /// Tells what there is to know about one file, in the order of its lines; what concerns all of it comes first.
    fn tell(&mut self, mut warnings: Vec<Warning>, rejected: Vec<Rejected>) -> Result<(), ReadError> {
        if let (true, Some(first)) = (self.plan.strict, rejected.first()) {
            self.warn(warnings);
            return Err(ReadError::Strict(first.clone()));
        }
        warnings.extend(rejected.iter().map(|rejected| {
            Warning::at(WarningKind::Rejected, rejected.place.clone(), rejected.reason.clone())
        }));
        warnings.sort_by_key(|warning| warning.place.as_ref().and_then(|place| place.line));
        self.warn(warnings);
        self.rejected.extend(rejected);
        Ok(())
    }

    fn finish(
        self,
        examined: Vec<Article>,
        references: Option<Vec<Article>>,
        (rejected_examined, start): (usize, Instant),
    ) -> Result<Intake, ReadError> {
        let batch = match references {
            None => Batch::new(examined, self.inputs)?,
            Some(references) => Batch::against(examined, references, self.inputs)?,
        };
        let items_out = batch.articles().len() as u64;
        let items_in = items_out + self.rejected.len() as u64;
        let seconds = start.elapsed().as_secs_f64();
        let report = StageReport { stage: Stage::Read, items_in, items_out, seconds };
        self.observer.end(&report);
        let Self { forms, rejected, warnings, .. } = self;
        Ok(Intake { batch, rejected, rejected_examined, forms, warnings, report })
    }
}
