//! Inputs and outputs must not be the same files.

use crate::report;
use anyhow::bail;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

/// Refuses an output folder inside an input folder (the next run would read the results as articles), and one in which an
/// input would be overwritten.
///
/// # Errors
/// In these two cases. An input that is not there is the reader's to complain about.
pub(super) fn keep_apart<'a>(
    output: &Path,
    inputs: impl IntoIterator<Item = &'a OsString>,
) -> anyhow::Result<()> {
    let dir = settled(output);
    for given in inputs {
        let Ok(input) = fs::canonicalize(given) else { continue };
        if input.is_dir() && dir.starts_with(&input) {
            bail!(
                "{}: is inside the input {}, so results would be read as articles (choose an -o DIR outside of it)",
                output.display(),
                given.display()
            );
        }
        if input.parent() == Some(&dir) && is_ours(&input) {
            bail!("{}: is an input and would be overwritten (choose another -o DIR)", given.display());
        }
    }
    Ok(())
}

/// Refuses a folder for work inside an input folder: what is put there would be read as articles.
///
/// # Errors
/// In that case.
pub(super) fn keep_work_apart<'a>(
    dir: &Path,
    inputs: impl IntoIterator<Item = &'a OsString>,
) -> anyhow::Result<()> {
    let place = settled(dir);
    let inside = |input: &&OsString| {
        fs::canonicalize(input).is_ok_and(|input| input.is_dir() && place.starts_with(input))
    };
    match inputs.into_iter().find(inside) {
        Some(input) => bail!(
            "{}: is inside the input {} (choose a --work-dir outside of it)",
            dir.display(),
            input.display()
        ),
        None => Ok(()),
    }
}

/// Refuses an index inside another folder that is named, and one of these inside the index: its files are no articles, and no
/// place for others.
///
/// # Errors
/// In these cases.
pub(super) fn keep_index_apart(index: &Path, inputs: &[impl AsRef<Path>]) -> anyhow::Result<()> {
    let place = settled(index);
    let is_mixed = |input: &&Path| {
        let input = settled(input);
        input.starts_with(&place) || (input.is_dir() && place.starts_with(input))
    };
    match inputs.iter().map(AsRef::as_ref).find(is_mixed) {
        Some(input) => bail!(
            "{}: stands inside the index {}, or the other way round (keep them apart)",
            input.display(),
            index.display()
        ),
        None => Ok(()),
    }
}

/// Whether an input is standard input, a pipe or a device.
pub(super) fn is_read_once(input: &OsStr) -> bool {
    input == "-" || fs::metadata(input).is_ok_and(|found| !found.is_file() && !found.is_dir())
}

/// Refuses output files that are inputs, that stand inside an input folder (the next run would read them as articles), or
/// that are one another.
///
/// # Errors
/// In these cases. An input that is not there is the reader's to complain about.
pub(super) fn keep_files_apart<'a>(
    outputs: &[&Path],
    inputs: impl Iterator<Item = &'a OsString>,
) -> anyhow::Result<()> {
    let places: Vec<PathBuf> = outputs.iter().map(|output| settled(output)).collect();
    if let [one, other] = &places[..]
        && one == other
    {
        bail!("{}: is named for two outputs (choose two names)", outputs[0].display());
    }
    for given in inputs {
        let Ok(input) = fs::canonicalize(given) else { continue };
        for (place, output) in places.iter().zip(outputs) {
            if *place == input {
                bail!("{}: is an input and would be overwritten (choose another output)", output.display());
            }
            if input.is_dir() && place.starts_with(&input) {
                bail!(
                    "{}: is inside the input {}, so results would be read as articles (choose a place outside of it)",
                    output.display(),
                    given.display()
                );
            }
        }
    }
    Ok(())
}

fn is_ours(input: &Path) -> bool {
    input.file_name().and_then(|name| name.to_str()).is_some_and(report::is_output)
}

/// The path without links and detours, as far as it exists.
fn settled(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for above in path.ancestors() {
        if let (Ok(real), Ok(rest)) = (fs::canonicalize(above), path.strip_prefix(above)) {
            return if rest.as_os_str().is_empty() { real } else { real.join(rest) };
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_kept_out_of_the_inputs() {
        let home = tempfile::tempdir().unwrap();
        let data = home.path().join("data");
        fs::create_dir(&data).unwrap();
        fs::write(data.join("pairs.csv"), "").unwrap();
        fs::write(data.join("press.jsonl"), "").unwrap();
        let refused =
            |out: &str, input: PathBuf| keep_apart(&home.path().join(out), [&input.into()]).is_err();
        assert!(refused("data", data.clone()));
        assert!(refused("data/deep/out", data.clone()));
        assert!(refused("data/../data/out", data.clone()));
        assert!(!refused("data-out", data.clone()));
        assert!(!refused("out", data.clone()));
        assert!(refused("data", data.join("pairs.csv")));
        assert!(!refused("data", data.join("press.jsonl")));
        assert!(!refused("data", home.path().join("missing")));
    }

    #[test]
    fn an_output_file_is_no_input_and_stands_in_none() {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        fs::create_dir(at("data")).unwrap();
        fs::write(at("data/press.jsonl"), "").unwrap();
        let refused = |outputs: &[&str], input: &str| {
            let outputs: Vec<PathBuf> = outputs.iter().map(|name| at(name)).collect();
            let outputs: Vec<&Path> = outputs.iter().map(PathBuf::as_path).collect();
            keep_files_apart(&outputs, [at(input).into()].iter()).is_err()
        };
        assert!(refused(&["data/../data/press.jsonl"], "data/press.jsonl"));
        assert!(refused(&["kept.jsonl", "data/removed.csv"], "data"));
        assert!(refused(&["kept", "./kept"], "data"));
        assert!(!refused(&["data/kept.jsonl", "removed.csv"], "data/press.jsonl"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_the_folder_that_it_leads_to() {
        let home = tempfile::tempdir().unwrap();
        let data = home.path().join("data");
        fs::create_dir(&data).unwrap();
        std::os::unix::fs::symlink(&data, home.path().join("link")).unwrap();
        let input = home.path().join("link").into();
        assert!(keep_apart(&data.join("out"), [&input]).is_err());
    }
}
