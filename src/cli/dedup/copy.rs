//! What is kept, from the inputs to the output: by the places of its records, input after input.

use super::lines;
use super::outputs::{is_standard_output, is_table};
use super::tables;
use crate::article::{Article, Input, Locator};
use crate::observe::{Observer, Stage, StageReport};
use crate::read::{self, CopyFault, Form, Piece, ReadPlan};
use crate::report::{Kept, OutputFolder, Packing, ReportError, Run};
use anyhow::anyhow;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// A copy to be made.
#[derive(Clone, Copy)]
pub(super) struct Copying<'a> {
    pub(super) run: &'a Run<'a>,
    /// The input whose head the output has.
    pub(super) first: usize,
    /// How records stand in the output.
    pub(super) form: &'a Form,
    /// How the inputs were read, and where those are that could be read once only.
    pub(super) read_plan: &'a ReadPlan,
}

/// The kept articles of one input.
pub(super) struct Portion<'a> {
    pub(super) number: usize,
    pub(super) input: &'a Input,
    pub(super) kept: Vec<&'a Article>,
    /// Which of all its articles these are.
    places: Vec<usize>,
    articles: usize,
}

impl Copying<'_> {
    /// Makes it; out of sight, unless it goes to standard output.
    ///
    /// # Errors
    /// When an input cannot be read again or has changed, or the output cannot be written.
    pub(super) fn to(
        self,
        kept: &Path,
        folder: &OutputFolder,
        observer: &dyn Observer,
    ) -> anyhow::Result<()> {
        let start = Instant::now();
        let portions = self.portions();
        let articles: u64 = portions.iter().map(|portion| portion.kept.len() as u64).sum();
        observer.begin(Stage::Copy, Some(articles));
        if is_table(kept) {
            tables::write(self, &portions, (kept, folder), observer)?;
        } else if self.form.format.is_one_article() {
            texts(&portions, (kept, folder), observer)?;
        } else if is_standard_output(kept) {
            let copied = self.records(&portions, (io::stdout().lock(), Packing::Plain), observer);
            match copied.and_then(|mut out| Ok(out.flush()?)) {
                // A reader who closes the pipe early has seen enough.
                Err(CopyFault::Write(fault)) if fault.kind() == io::ErrorKind::BrokenPipe => {}
                Err(CopyFault::Write(fault)) => {
                    return Err(anyhow!("standard output: cannot be written: {fault} (check where it goes)"));
                }
                copied => copied?,
            }
        } else {
            let out = (folder.begin_beside(kept)?, Packing::of_name(kept));
            let out = self.records(&portions, out, observer).map_err(|fault| told(fault, kept))?;
            out.sync_all().map_err(ReportError::at(kept))?;
        }
        let seconds = start.elapsed().as_secs_f64();
        observer.end(&StageReport { stage: Stage::Copy, items_in: articles, items_out: articles, seconds });
        Ok(())
    }

    /// Inputs that gave an article, with those that are kept.
    fn portions(&self) -> Vec<Portion<'_>> {
        let batch = self.run.batch;
        let mut is_kept = vec![true; batch.examined().len()];
        for removal in self.run.removals.unwrap_or_default() {
            is_kept[removal.removed.index()] = false;
        }
        let mut portions: Vec<Portion<'_>> = Vec::new();
        for (article, is_kept) in batch.examined().iter().zip(is_kept) {
            let number = article.locator.input as usize;
            if portions.last().is_none_or(|last| last.number != number) {
                let input = &batch.inputs()[number];
                portions.push(Portion { number, input, kept: Vec::new(), places: Vec::new(), articles: 0 });
            }
            if let Some(last) = portions.last_mut() {
                if is_kept {
                    last.kept.push(article);
                    last.places.push(last.articles);
                }
                last.articles += 1;
            }
        }
        portions
    }

    /// Copies records one after another.
    fn records<W: Write>(
        &self,
        portions: &[Portion<'_>],
        (out, packing): (W, Packing),
        observer: &dyn Observer,
    ) -> Result<W, CopyFault> {
        let mut out = Kept::new(out, packing, self.form.in_array)?;
        for portion in
            portions.iter().filter(|portion| portion.number == self.first || !portion.kept.is_empty())
        {
            let head = if portion.number == self.first { self.form.head } else { 0 };
            let path = place_of(portion.input, self.read_plan);
            if self.form.format.is_document() {
                let kept = portion.kept.iter().map(|article| article.id.as_str()).zip(&portion.places);
                lines::write((portion.input, path), self.read_plan, kept, &mut |line| {
                    observer.advance(1);
                    out.record(line)?;
                    out.end_record(b"\n")
                })?;
                continue;
            }
            let places = portion.kept.iter().map(|article| -> Locator { article.locator });
            read::records((portion.input, path), head, places, &mut |piece| match piece {
                Piece::Head(bytes) => out.head(bytes),
                Piece::Record(bytes) => out.record(bytes),
                Piece::End(line_end) => {
                    observer.advance(1);
                    out.end_record(line_end)
                }
            })?;
        }
        Ok(out.finish()?)
    }
}

/// Where an input is that may be put aside.
pub(super) fn place_of<'a>(input: &'a Input, read_plan: &'a ReadPlan) -> &'a Path {
    read_plan.spooled.get(&input.path).map_or(Path::new(&input.path), PathBuf::as_path)
}

/// Copies files into a folder, under the names that their articles have.
fn texts(
    portions: &[Portion<'_>],
    (kept, folder): (&Path, &OutputFolder),
    observer: &dyn Observer,
) -> anyhow::Result<()> {
    let waiting = folder.begin_folder_beside(kept)?;
    for (portion, article) in
        portions.iter().filter_map(|portion| portion.kept.first().map(|kept| (portion, kept)))
    {
        let (place, shown) = (waiting.join(&article.id), kept.join(&article.id));
        let begun = place.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| File::create_new(&place));
        let mut file = begun.map_err(ReportError::at(&shown))?;
        read::whole((portion.input, Path::new(&portion.input.path)), &mut file)
            .map_err(|fault| told(fault, &shown))?;
        file.sync_all().map_err(ReportError::at(&shown))?;
        observer.advance(1);
    }
    Ok(())
}

pub(super) fn told(fault: CopyFault, place: &Path) -> anyhow::Error {
    match fault {
        CopyFault::Read(fault) => fault.into(),
        CopyFault::Write(fault) => ReportError::at(place)(fault).into(),
    }
}
