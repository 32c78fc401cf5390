//! What the command line means: arguments become a plan for the reader and one for the comparison.

use super::args::{
    AuditArgs, Cli, CompareArgs, CreateArgs, DedupArgs, DressArgs, NearArgs, PassageArgs, ReadingArgs,
    ResemblanceArgs,
};
use crate::align::AlignSettings;
use crate::attribute::AuditSettings;
use crate::findings::{Measure, Remarks};
use crate::lsh::Search;
use crate::plan::{MatrixPlan, PLAN_VERSION, Plan, Representative};
use crate::read::ReadPlan;
use crate::report::{Excerpt, Exports, Profile, Strangers};
use crate::sketch::SketchShape;
use crate::statistics::Boilerplate;
use crate::tables::{self, ReadingRecord, TableError};
use crate::text::Folding;
use anyhow::anyhow;
use clap::CommandFactory;
use clap::error::ErrorKind;
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};

/// All that decides the result of a comparison, apart from how the inputs are read.
///
/// # Errors
/// When arguments contradict one another, or the file of boilerplate cannot be read.
pub(super) fn plan(args: &CompareArgs) -> anyhow::Result<Plan> {
    refuse_coverage_without_passages(args)?;
    Ok(Plan {
        passages: (!args.passages.no_passages).then(|| passages(&args.passages)),
        // Without passages no text is kept, and only texts tell a formula.
        formulas: !args.passages.no_passages,
        audit: audit(&args.audit)?,
        matrix: matrix(args),
        boilerplate: boilerplate(args.boilerplate.as_deref())?,
        reviewed: remarks(&args.reviewed)?,
        ..near_duplicates(&args.near)?
    })
}

/// What persons have said in these files, the later ones behind the earlier; none without a file.
///
/// # Errors
/// When one of them cannot be read or used.
pub(super) fn remarks(files: &[PathBuf]) -> Result<Option<Remarks>, TableError> {
    let read = files.iter().map(|file| tables::read_remarks(file));
    read.reduce(|before, later| Ok(before?.followed_by(later?))).transpose()
}

/// All that decides what a de-duplication removes, apart from how the inputs are read.
///
/// # Errors
/// When a sketch cannot be had like that; it was tried when it was parsed.
pub(super) fn dedup_plan(args: &DedupArgs) -> anyhow::Result<Plan> {
    Ok(Plan { representative: args.output.keep, ..near_duplicates(&args.near)? })
}

/// All that decides what is put into an index.
///
/// # Errors
/// When the file of boilerplate cannot be read.
pub(super) fn index_plan(args: &CreateArgs) -> anyhow::Result<Plan> {
    Ok(Plan {
        passages: (!args.no_passages).then(AlignSettings::default),
        formulas: !args.no_passages,
        boilerplate: boilerplate(args.boilerplate.as_deref())?,
        ..resembling(&args.resemblance)?
    })
}

/// What near-duplicates are and how they are found, without passages and without a matrix.
fn near_duplicates(near: &NearArgs) -> anyhow::Result<Plan> {
    Ok(Plan {
        search: if near.exact { Search::Exact } else { Search::Bands },
        window_seconds: near.window,
        ..resembling(&near.resemblance)?
    })
}

/// The same where articles of all times are compared, by sketches.
fn resembling(asked: &ResemblanceArgs) -> anyhow::Result<Plan> {
    Ok(Plan {
        version: PLAN_VERSION,
        folding: if asked.keep_diacritics { Folding::CaseOnly } else { Folding::Diacritics },
        shingle: asked.shingle,
        threshold: asked.threshold,
        sketch: SketchShape::new(asked.permutations, asked.seed)?,
        search: Search::Bands,
        representative: Representative::default(),
        formulas: true,
        passages: None,
        boilerplate: Boilerplate::default(),
        reviewed: None,
        window_seconds: None,
        audit: AuditSettings::default(),
        matrix: None,
    })
}

/// From which shares on something is said of provenance.
fn audit(args: &AuditArgs) -> anyhow::Result<AuditSettings> {
    if args.partly_derived > args.wholly_derived {
        let why = "--partly-derived is above --wholly-derived: what is wholly derived is so in part too";
        return Err(Cli::command().error(ErrorKind::ArgumentConflict, why).into());
    }
    Ok(AuditSettings {
        partly_derived: args.partly_derived,
        wholly_derived: args.wholly_derived,
        credit_owed: args.credit_owed,
        wires: args.wires.clone(),
    })
}

/// How the inputs are read.
///
/// # Errors
/// When a field cannot be renamed; each was tried when it was parsed, so only together they can fail.
pub(super) fn read_plan(reading: &ReadingArgs) -> anyhow::Result<ReadPlan> {
    let plan = ReadPlan {
        strict: reading.strict,
        format: reading.format,
        timezone: reading.timezone.clone().unwrap_or_default(),
        dates: reading.dates,
        ..ReadPlan::default()
    };
    with_fields(plan, &reading.fields)
}

/// How the inputs of a finished run were read, to read them so once more.
///
/// # Errors
/// When its record says what no command line can have said.
pub(super) fn recorded_read_plan(reading: &ReadingRecord) -> anyhow::Result<ReadPlan> {
    let plan = ReadPlan {
        format: reading.format.as_deref().map(str::parse).transpose()?,
        timezone: reading.timezone.as_deref().map(str::parse).transpose()?.unwrap_or_default(),
        dates: reading.dates.as_deref().map(str::parse).transpose()?,
        ..ReadPlan::default()
    };
    with_fields(plan, &reading.fields)
}

fn with_fields(mut plan: ReadPlan, renamings: &[String]) -> anyhow::Result<ReadPlan> {
    for field in renamings {
        plan.fields.rename(field).map_err(anyhow::Error::msg)?;
    }
    Ok(plan)
}

/// How the inputs are read, for the record, in the words of the command line.
pub(super) fn reading(reading: &ReadingArgs) -> serde_json::Value {
    let mut told = json!({
        "fields": reading.fields,
        "format": reading.format.map(|format| format.to_string()),
        "timezone": reading.timezone.clone().unwrap_or_default().to_string(),
        "strict": reading.strict,
    });
    // Only where it was said: by this record the page knows what was said of two articles, and most runs never say it.
    if let Some(order) = reading.dates {
        told["dates"] = order.to_string().into();
    }
    told
}

/// How the inputs are read, as far as that decides what is read.
pub(super) fn described(plan: &ReadPlan) -> serde_json::Value {
    json!({
        "fields": format!("{:?}", plan.fields),
        "format": plan.format.map(|format| format.to_string()),
        "timezone": plan.timezone.to_string(),
        "dates": plan.dates.map(|order| order.to_string()),
        "strict": plan.strict,
    })
}

/// How the tables are dressed.
pub(super) fn profile(dress: &DressArgs, excerpt: Excerpt) -> Profile {
    let profile = Profile { excerpt, ..dress.profile };
    if dress.no_csv_hardening { profile.unhardened() } else { profile }
}

/// What is written besides the tables.
pub(super) fn exports(args: &CompareArgs) -> Exports {
    let asked = &args.exports;
    let mut graphs = asked.graphs.clone();
    graphs.sort_unstable();
    graphs.dedup();
    Exports {
        page: !args.output.no_report,
        #[cfg(feature = "xlsx")]
        workbook: asked.xlsx,
        #[cfg(feature = "parquet")]
        parquet: asked.parquet,
        graphs,
        annotations: asked.annotations,
        passim: asked.passim,
    }
}

/// What to do about files in the output folder that are not ours.
pub(super) fn strangers(force: bool) -> Strangers {
    if force { Strangers::Keep } else { Strangers::Refuse }
}

fn passages(args: &PassageArgs) -> AlignSettings {
    let min_words = args.min_words.unwrap_or(AlignSettings::default().min_words);
    AlignSettings { min_words, strict_verbatim: args.strict_verbatim }
}

fn matrix(args: &CompareArgs) -> Option<MatrixPlan> {
    let (measure, order, limit) = (args.output.measure, args.output.matrix_order, args.output.matrix_limit);
    (limit > 0).then_some(MatrixPlan { measure, order, limit })
}

fn boilerplate(file: Option<&Path>) -> anyhow::Result<Boilerplate> {
    let Some(file) = file else { return Ok(Boilerplate::default()) };
    let text = fs::read_to_string(file)
        .map_err(|fault| anyhow!("{}: cannot be read: {fault} (check --boilerplate)", file.display()))?;
    let text = text.trim_start_matches('\u{feff}');
    Ok(Boilerplate(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()))
}

fn refuse_coverage_without_passages(args: &CompareArgs) -> Result<(), clap::Error> {
    if args.output.measure == Measure::Coverage && args.passages.no_passages {
        let why = "--measure coverage counts words inside passages, and --no-passages finds none";
        return Err(Cli::command().error(ErrorKind::ArgumentConflict, why));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::args::Command;
    use super::*;
    use crate::align::verbatim::ExactWords;
    use crate::measure::Threshold;
    use clap::Parser;

    fn args(words: &str) -> CompareArgs {
        let words = format!("wirecopy compare in.jsonl -o out {words}");
        match Cli::try_parse_from(words.split_whitespace()).unwrap().command {
            Command::Compare(args) => *args,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn no_options_mean_the_default_plan() {
        assert_eq!(plan(&args("")).unwrap(), Plan::default());
    }

    #[test]
    fn every_option_reaches_the_plan() {
        let plan = plan(&args(
            "--threshold 0.7 --shingle 5 --permutations 256 --seed 9 --exact --min-words 12 --window 2d \
             --strict-verbatim 5 --keep-diacritics --measure coverage --matrix-order cluster --matrix-limit 10",
        ))
        .unwrap();
        assert_eq!((plan.threshold.value(), plan.shingle.words()), (0.7, 5));
        assert_eq!((plan.sketch.slots(), plan.sketch.seed(), plan.search), (256, 9, Search::Exact));
        assert_eq!((plan.passages.unwrap().min_words, plan.window_seconds), (12, Some(172_800)));
        assert_eq!(plan.passages.unwrap().strict_verbatim, ExactWords::new(5).ok());
        assert_eq!(plan.folding, Folding::CaseOnly);
        let matrix = plan.matrix.unwrap();
        assert_eq!((matrix.measure, matrix.limit), (Measure::Coverage, 10));
    }

    #[test]
    fn what_is_not_asked_for_is_not_planned() {
        let plan = plan(&args("--no-passages --matrix-limit 0")).unwrap();
        assert_eq!((plan.passages, plan.formulas, plan.matrix), (None, false, None));
    }

    #[test]
    fn a_deduplication_tells_formulas_and_looks_for_no_passages() {
        let words = "wirecopy dedup in.jsonl -o kept.jsonl --keep longest --threshold 0.8 --window 2d";
        let Command::Dedup(args) = Cli::try_parse_from(words.split(' ')).unwrap().command else {
            panic!("not dedup")
        };
        let plan = dedup_plan(&args).unwrap();
        assert_eq!((plan.passages, plan.formulas, plan.matrix), (None, true, None));
        assert_eq!((plan.representative, plan.window_seconds), (Representative::Longest, Some(172_800)));
        assert_eq!(Ok(plan.threshold), Threshold::new(0.8));
    }

    #[test]
    fn coverage_needs_passages() {
        let fault = plan(&args("--no-passages --measure coverage")).unwrap_err();
        assert!(fault.downcast_ref::<clap::Error>().is_some(), "{fault}");
    }

    #[test]
    fn boilerplate_is_its_lines_without_blank_ones() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("lines.txt");
        fs::write(&file, "\u{feff}All rights reserved.\r\n\n  Follow us  \n").unwrap();
        assert_eq!(boilerplate(Some(&file)).unwrap().0, ["All rights reserved.", "Follow us"]);
        let said = format!("{:#}", boilerplate(Some(&home.path().join("none"))).unwrap_err());
        assert!(said.contains("none: cannot be read"), "{said}");
    }

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }
}
