//! The texts of an index that keeps none: read again from the inputs that they came from.

use super::super::{places, settings};
use crate::article::Input;
use crate::read::{self, Form, Format, ReadError, ReadPlan};
use crate::store::{Source, TextSource, Wanted};
use crate::tables::ReadingRecord;
use anyhow::bail;
use std::ffi::OsStr;
use std::path::Path;

/// Reads texts again as they were read, and says how those are read that are added now.
#[derive(Debug, Default)]
pub(in crate::cli) struct Inputs {
    /// As a record of a run has it.
    reading: String,
}

impl Inputs {
    /// Those that are read in this way now.
    pub(in crate::cli) fn read_as(reading: &serde_json::Value) -> Self {
        Self { reading: reading.to_string() }
    }
}

impl TextSource for Inputs {
    fn reading(&self) -> String {
        self.reading.clone()
    }

    fn texts(&self, source: &Source, wanted: &[Wanted]) -> Result<Vec<String>, String> {
        let wanted: Vec<_> = wanted.iter().map(|wanted| (wanted.locator, wanted.digest)).collect();
        let path = &source.input.path;
        let plan = plan(source).map_err(|fault| format!("{path}: how it was read is not known: {fault}"))?;
        read::texts((&source.input, Path::new(path)), &plan, &wanted).map_err(|fault| match fault {
            ReadError::Changed(_) => format!(
                "{path} has changed since its articles were added, and the index keeps no texts (bring it back as it was, or \
                 remove these articles from the index and add the file anew)"
            ),
            ReadError::Missing(_) => format!(
                "{path} is not there any more, and the index keeps no texts (bring it back, or remove its articles from the \
                 index)"
            ),
            fault => fault.to_string(),
        })
    }
}

fn plan(source: &Source) -> anyhow::Result<ReadPlan> {
    let reading: ReadingRecord = serde_json::from_str(&source.reading)?;
    settings::recorded_read_plan(&reading)
}

/// Refuses what cannot be read again article by article.
///
/// # Errors
/// With the first such input.
pub(super) fn refuse_what_is_read_once(inputs: &[Input], forms: &[Option<Form>]) -> anyhow::Result<()> {
    for (input, form) in inputs.iter().zip(forms) {
        if places::is_read_once(OsStr::new(&input.path)) {
            bail!("{}: can be read once only, and the index keeps no texts (put it into a file)", input.path);
        }
        let Some(form) = form else { continue };
        if let Some(packing) = form.packing {
            bail!(
                "{}: is packed ({packing}), and the index keeps no texts: single articles cannot be read again (unpack it, or \
                 use an index that was made without --no-text)",
                input.path
            );
        }
        if form.format == Format::Warc {
            bail!(
                "{}: is a crawl, and the index keeps no texts: single articles cannot be read again (use an index that was \
                 made without --no-text)",
                input.path
            );
        }
    }
    Ok(())
}
