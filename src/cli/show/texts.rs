//! The texts of a finished run, read again from its inputs.

use super::super::{index, settings, watch};
use crate::article::{Article, Input};
use crate::read::{self, ReadError, ReadPlan};
use crate::tables::FinishedRun;
use anyhow::{anyhow, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// Where the inputs of a run are looked for, and how they are read.
pub(super) struct Texts<'r> {
    run: &'r FinishedRun,
    inputs: Vec<Input>,
    plan: ReadPlan,
    /// Places that the user names.
    places: &'r [PathBuf],
}

impl<'r> Texts<'r> {
    pub(super) fn of(run: &'r FinishedRun, places: &'r [PathBuf]) -> anyhow::Result<Self> {
        let plan = settings::recorded_read_plan(&run.reading())?;
        Ok(Self { run, inputs: run.inputs()?, plan, places })
    }

    /// The examined article that has this row, counted from 0, in `articles.csv`.
    pub(super) fn examined(&self, row: usize, id: &str) -> anyhow::Result<Article> {
        let mut before = row as u64;
        for input in self.inputs.iter().filter(|input| !input.reference) {
            if before < input.articles {
                let mut articles = self.articles(&[input], id)?;
                if before >= articles.len() as u64 {
                    break;
                }
                let article = articles.swap_remove(before as usize);
                return Ok(Article { id: id.to_owned(), ..article });
            }
            before -= input.articles;
        }
        Err(self.mismatch(id))
    }

    /// The reference of this id.
    pub(super) fn reference(&self, id: &str) -> anyhow::Result<Article> {
        if let Some(index) = self.run.reading().index {
            return self.in_index(&index.path, id);
        }
        let inputs: Vec<&Input> = self.inputs.iter().filter(|input| input.reference).collect();
        let articles = self.articles(&inputs, id)?;
        articles.into_iter().find(|article| article.id == id).ok_or_else(|| self.mismatch(id))
    }

    /// The reference of this id, in the index that the run was compared with.
    fn in_index(&self, path: &str, id: &str) -> anyhow::Result<Article> {
        let was = self.run.directory().map(|directory| directory.join(path));
        let places = self.places.iter().cloned().chain(was).chain([PathBuf::from(path)]);
        let dir = places.into_iter().find(|place| place.join("manifest.json").is_file());
        let dir = dir.ok_or_else(|| {
            anyhow!("{path}: the index is not there any more, and {id} is in it (name its place now with --inputs)")
        })?;
        let index = index::open(&dir)?;
        match index.find(id)? {
            Some(article) => Ok(index.reader().article(article)?),
            None => bail!("{}: {id} was removed from the index since the run", dir.display()),
        }
    }

    fn articles(&self, inputs: &[&Input], id: &str) -> anyhow::Result<Vec<Article>> {
        let paths =
            inputs.iter().map(|input| self.path(input, id)).collect::<anyhow::Result<Vec<PathBuf>>>()?;
        let placed: Vec<(&Input, &Path)> =
            inputs.iter().copied().zip(paths.iter().map(PathBuf::as_path)).collect();
        read::again(&placed, &self.plan).map_err(|fault| match fault {
            ReadError::Changed(path) => anyhow!(
                "{path}: has changed since the run, so passages of {id} would be marked in the wrong places (name the \
                 file as it was with --inputs, or compare again)"
            ),
            fault => fault.into(),
        })
    }

    /// Where an input is now: where the user says, or where it was. Of several such files the one of the right size.
    fn path(&self, input: &Input, id: &str) -> anyhow::Result<PathBuf> {
        let there: Vec<PathBuf> = self.candidates(input).into_iter().filter(|path| path.is_file()).collect();
        let has_size = |path: &&PathBuf| fs::metadata(path).is_ok_and(|facts| facts.len() == input.bytes);
        let sized: Vec<&PathBuf> = there.iter().filter(has_size).collect();
        // Watch moves files of one name and perhaps of one size to one place.
        let same = sized.iter().find(|path| sized.len() > 1 && read::is_same(input, path));
        if let Some(path) = same.or(sized.first()).copied().or(there.first()) {
            return Ok(path.clone());
        }
        if input.path == "-" {
            bail!(
                "{}: {id} came from standard input, which cannot be read again (name a file with the same bytes with \
                 --inputs)",
                self.run.dir().display()
            );
        }
        bail!(
            "{}: is not there any more, and {id} was in it (name the place where it is now with --inputs, or compare \
             again; wirecopy show {} lists the pairs without it)",
            input.path,
            self.run.dir().display()
        );
    }

    fn candidates(&self, input: &Input) -> Vec<PathBuf> {
        let path = Path::new(&input.path);
        let named = self.places.iter().flat_map(|place| {
            let last = Path::new(&input.name).file_name().unwrap_or_default();
            // An absolute path would lead out of the place.
            let inside = path.is_relative().then(|| place.join(path));
            let inside = inside.into_iter().chain([place.join(&input.name), place.join(last)]);
            [place.clone()].into_iter().chain(inside)
        });
        let was = self.run.directory().map(|directory| directory.join(path));
        let places: Vec<PathBuf> = named.chain(was).chain([path.to_owned()]).collect();
        let moved: Vec<PathBuf> = places.iter().flat_map(|place| done_by_watch(place)).collect();
        [places, moved].concat()
    }

    fn mismatch(&self, id: &str) -> anyhow::Error {
        let dir = self.run.dir().display();
        anyhow!("{dir}: its tables and its run.json do not agree on where {id} is (compare again)")
    }
}

/// Where watch has moved a file, or others of its name.
fn done_by_watch(file: &Path) -> Vec<PathBuf> {
    let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else { return Vec::new() };
    let first = folder.join("done").join(name);
    let later = (2..).map(|number| watch::numbered(&first, number)).take_while(|path| path.exists());
    let all = std::iter::once(first.clone()).chain(later);
    all.filter(|path| path.is_file()).collect()
}
