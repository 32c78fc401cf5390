//! Where a de-duplication writes to, and what may stand there.

use super::super::args::DedupArgs;
use super::super::interrupt::Interrupt;
use super::super::{places, settings};
use super::{copy, tables};
use crate::article::Input;
use crate::observe::{Observer, Stage, StageReport};
use crate::read::{Form, Format, ReadPlan};
use crate::report::{self, Existing, OutputFolder, ReportError, Run, Written};
use anyhow::{anyhow, bail};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// All that a run writes, claimed.
pub(super) struct Outputs {
    /// Where records go that are kept; none in a dry run.
    kept: Option<PathBuf>,
    /// The table of those that are not.
    removed: Option<PathBuf>,
    /// The folder beside `kept`, by which all is shown or given up together; none in a dry run.
    folder: Option<OutputFolder>,
}

impl Outputs {
    /// Claims what the arguments name.
    ///
    /// # Errors
    /// When an output would touch an input, stands there already, or cannot be written.
    pub(super) fn claim(args: &DedupArgs, interrupt: &Interrupt) -> anyhow::Result<Self> {
        let Some(kept) = args.output.kept().map(Path::to_owned) else {
            return Ok(Self { kept: None, removed: None, folder: None });
        };
        let removed = args.output.removed.clone();
        let files: Vec<&Path> = [Some(&kept), removed.as_ref()]
            .into_iter()
            .flatten()
            .filter(|place| !is_standard_output(place))
            .map(PathBuf::as_path)
            .collect();
        places::keep_files_apart(&files, args.inputs.iter().chain(args.against.iter().flatten()))?;
        let existing = if args.output.force { Existing::Replace } else { Existing::Refuse };
        let strangers = settings::strangers(args.output.force);
        let folder = interrupt.shield(|| {
            let folder = match args.output.record() {
                // What stands at the place itself is told before what stands beside it.
                Some(dir) => {
                    report::refuse_existing(&kept, existing)?;
                    OutputFolder::create(&dir, strangers)?
                }
                None => OutputFolder::unseen()?,
            };
            files.iter().try_for_each(|file| folder.claim_beside(file, existing))?;
            Ok(folder)
        })?;
        Ok(Self { kept: Some(kept), removed, folder: Some(folder) })
    }

    /// The folder of the record, where there is one.
    pub(super) fn folder(&self) -> PathBuf {
        self.folder.as_ref().map_or_else(std::env::temp_dir, |folder| folder.path().to_owned())
    }

    /// Puts aside those inputs that can be read once only, and says where each is.
    ///
    /// # Errors
    /// When one cannot be read, or the disk is full.
    pub(super) fn spooled(
        &self,
        inputs: &[OsString],
        observer: &dyn Observer,
    ) -> anyhow::Result<BTreeMap<String, PathBuf>> {
        let mut spooled = BTreeMap::new();
        let Some(folder) = &self.folder else { return Ok(spooled) };
        for input in inputs.iter().filter(|input| places::is_read_once(input)) {
            let name = Path::new(input).display().to_string();
            if spooled.contains_key(&name) {
                continue;
            }
            let (file, path) = folder.spool(spooled.len())?;
            let source: Box<dyn Read> = match name.as_str() {
                "-" => Box::new(io::stdin().lock()),
                _ => Box::new(File::open(input).map_err(|fault| unreadable(&name, &fault))?),
            };
            spool((&name, source), (&path, file), observer)?;
            spooled.insert(name, path);
        }
        Ok(spooled)
    }

    /// Refuses an output whose name promises something else than what the input is.
    ///
    /// # Errors
    /// In that case, with what to name it.
    pub(super) fn refuse_other_forms(
        &self,
        form: Option<&(usize, Form)>,
        (inputs, forms): (&[Input], &[Option<Form>]),
        read_plan: &ReadPlan,
    ) -> anyhow::Result<()> {
        let (Some(kept), Some((first, form))) = (&self.kept, form) else { return Ok(()) };
        let shown = kept.display();
        let promised = kept.file_name().and_then(|name| Format::of_name(&name.to_string_lossy()));
        if is_table(kept) {
            return tables::refuse_others(kept, *first, (inputs, forms), read_plan);
        }
        if form.format.is_one_article() {
            if let Some(piped) =
                inputs.iter().find(|input| !input.reference && places::is_read_once(input.path.as_ref()))
            {
                bail!(
                    "{}: was read as one text, and a text alone has no duplicates (use --format if it holds records)",
                    piped.path
                );
            }
            if promised.is_some() || is_standard_output(kept) {
                bail!("{shown}: the inputs are texts, which are copied into a folder (choose an -o DIR)");
            }
            return Ok(());
        }
        if form.format.is_document() {
            return match promised {
                None | Some(Format::Jsonl) => Ok(()),
                Some(promised) => bail!(
                    "{shown}: is named as {promised}, and articles of documents ({}) are written as JSON Lines (choose an -o NAME.jsonl)",
                    form.format
                ),
            };
        }
        let is_json = matches!(promised, Some(Format::Json | Format::Jsonl));
        match promised {
            Some(_) if is_json && form.format == Format::Ninjs => Ok(()),
            Some(promised) if promised != form.format => bail!(
                "{shown}: is named as {promised}, and records are copied as they are, in {} (choose another name for -o)",
                form.format
            ),
            _ => Ok(()),
        }
    }

    /// Copies what is kept, writes the tables and the record, and shows all of it.
    ///
    /// # Errors
    /// When an input has changed, or an output cannot be written in full.
    pub(super) fn write(
        self,
        run: &Run<'_>,
        (form, read_plan): (Option<(usize, Form)>, &ReadPlan),
        observer: &dyn Observer,
    ) -> anyhow::Result<Vec<Written>> {
        let (Some(kept), Some(folder)) = (&self.kept, self.folder) else { return Ok(Vec::new()) };
        if let Some((first, form)) = form {
            let copying = copy::Copying { run, first, form: &form, read_plan };
            copying.to(kept, &folder, observer)?;
        }
        let written = report::write_deduplicated(&folder, run, self.removed.as_deref())?;
        folder.publish()?;
        Ok(written)
    }
}

/// `-`, as the place of an output.
pub(super) fn is_standard_output(place: &Path) -> bool {
    place.as_os_str() == "-"
}

/// Whether an output is to be a Parquet table, packed perhaps.
pub(super) fn is_table(place: &Path) -> bool {
    let name = place.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    [".parquet", ".parquet.gz", ".parquet.zst"].iter().any(|ending| name.ends_with(ending))
}

fn unreadable(name: &str, fault: &io::Error) -> anyhow::Error {
    anyhow!("{name}: cannot be read: {fault} (check where it comes from)")
}

/// Copies a stream into a file.
fn spool(
    (name, mut source): (&str, impl Read),
    (path, mut file): (&Path, File),
    observer: &dyn Observer,
) -> anyhow::Result<()> {
    let start = std::time::Instant::now();
    observer.begin(Stage::Spool, None);
    let (mut block, mut bytes) = (vec![0; 1 << 18], 0_u64);
    loop {
        let read = match source.read(&mut block) {
            Ok(0) => break,
            Ok(read) => read,
            Err(fault) if fault.kind() == io::ErrorKind::Interrupted => continue,
            Err(fault) => return Err(unreadable(name, &fault)),
        };
        file.write_all(&block[..read]).map_err(ReportError::at(path))?;
        bytes += read as u64;
        observer.advance(read as u64);
    }
    let seconds = start.elapsed().as_secs_f64();
    observer.end(&StageReport { stage: Stage::Spool, items_in: bytes, items_out: bytes, seconds });
    Ok(())
}
