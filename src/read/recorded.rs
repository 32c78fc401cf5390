//! Articles once more: the inputs of a finished run, read as they were read then.

use super::file;
use super::format::Format;
use super::ids;
use super::walk::Source;
use super::{ReadError, ReadPlan};
use crate::article::{Article, Input, Place};
use crate::observe::Unwatched;
use std::path::Path;

/// The articles of these inputs of one side, in order, each read from the path that stands beside it. Ids are unique among
/// them as [`read`](super::read()) makes them.
///
/// # Errors
/// When an input cannot be opened, or is not what it was.
pub fn again(inputs: &[(&Input, &Path)], plan: &ReadPlan) -> Result<Vec<Article>, ReadError> {
    let mut articles = Vec::new();
    for (&(input, path), number) in inputs.iter().zip(0..) {
        let portion = file::read(&source(input, path), number, plan, None, &Unwatched)?;
        let (bytes, digest) = (portion.input.bytes, portion.input.digest);
        if (bytes, digest) != (input.bytes, input.digest) {
            return Err(ReadError::Changed(path.display().to_string()));
        }
        articles.extend(portion.articles);
    }
    ids::make_unique(&mut articles, |article| {
        Place::line(&*inputs[article.locator.input as usize].0.path, article.locator.line)
    });
    Ok(articles)
}

pub(super) fn source(input: &Input, path: &Path) -> Source {
    Source {
        path: Some(path.to_owned()),
        shown: input.path.clone(),
        name: input.name.clone(),
        size: None,
        format: Format::of_name(&input.name),
        walked: false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use std::fs;

    #[test]
    fn a_folder_gives_the_same_articles_wherever_its_files_are_now() {
        let home = tempfile::tempdir().unwrap();
        let (before, after) = (home.path().join("before"), home.path().join("after"));
        fs::create_dir_all(before.join("deep")).unwrap();
        fs::write(before.join("deep/a.txt"), "Un texte à part.\n").unwrap();
        fs::write(before.join("press.jsonl"), "{\"text\":\"x\"}\n{\"id\":\"k\",\"text\":\"y\"}\n").unwrap();
        fs::write(before.join("rows.csv"), b"id,text\nk,\xe9t\xe9\n").unwrap();
        let plan = ReadPlan::default();
        let first = read(&[before.clone().into()], None, &plan, &Unwatched).unwrap().batch;
        fs::rename(&before, &after).unwrap();
        let paths: Vec<_> = first.inputs().iter().map(|input| after.join(&input.name)).collect();
        let inputs: Vec<(&Input, &Path)> =
            first.inputs().iter().zip(paths.iter().map(std::path::PathBuf::as_path)).collect();
        assert_eq!(again(&inputs, &plan).unwrap(), first.articles());
        fs::write(after.join("press.jsonl"), "{\"text\":\"z\"}\n").unwrap();
        assert!(matches!(again(&inputs, &plan), Err(ReadError::Changed(_))));
        fs::remove_file(after.join("press.jsonl")).unwrap();
        assert!(matches!(again(&inputs, &plan), Err(ReadError::Missing(_))));
    }
}
