//! Articles held to an index.

use super::StoreError;
use super::building::keeper;
use super::index::Index;
use super::known::Without;
use super::settings::Settings;
use super::workplace::{Unbounded, Workplace};
use crate::archive::Shelfmark;
use crate::article::{Article, Batch, Input};
use crate::columns::{CHUNK, InMemory, Joined, Kept, KeptColumns, MakeColumns};
use crate::findings::Findings;
use crate::journal::{Journal, Unrecorded};
use crate::observe::{Observer, Unwatched};
use crate::pipeline;
use crate::plan::Plan;
use crate::statistics::{Statistics, Tally};
use rayon::prelude::*;
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_128;

/// What a comparison with an index has found.
#[derive(Debug)]
pub struct Compared {
    /// The articles, then those of the index that they were compared with, as references.
    pub batch: Batch,
    /// The columns and texts of all of them.
    pub columns: Arc<Joined>,
    /// What was found.
    pub findings: Findings,
}

/// What an index has of one article.
#[derive(Debug)]
pub struct Answer {
    /// The article, then those of the index that it was compared with.
    pub batch: Batch,
    /// What was found.
    pub findings: Findings,
}

impl Index {
    /// Holds articles to the index, as if all of it had been given as references. An article that is in the index already, with
    /// the same words under its id or the one that it got instead, is not held to itself.
    ///
    /// An archive that [is read whole](Self::is_read_whole) is, and it is learnt from it and the articles together, as ever.
    /// Else those articles of it are read that can stand in a pair, by what the index has learnt in its last epoch: until the
    /// next one, what is found of two articles stays the same.
    ///
    /// # Errors
    /// When the index was made with other settings, cannot answer what is asked, or cannot be read.
    pub fn compare(
        &self,
        (batch, columns): (Batch, Arc<KeptColumns>),
        plan: &Plan,
        workplace: &dyn Workplace,
        observer: &dyn Observer,
    ) -> Result<Compared, StoreError> {
        self.refuse_other_settings(plan)?;
        if self.is_read_whole() {
            let themselves = self.themselves(&batch, &*columns)?;
            let mut all = self.all()?;
            all.retain(|article| !themselves.contains(article));
            let (batch, columns) = self.joined((batch, columns), &all, plan, workplace)?;
            let scratch = workplace.scratch();
            let watched = (observer, &Unrecorded as &dyn Journal);
            let findings = pipeline::compare_columns(&batch, &*columns, plan, &scratch, watched);
            return Ok(Compared { batch, columns, findings });
        }
        self.refuse_exact_runs(plan)?;
        self.compare_selected((batch, columns), plan, workplace, observer)
    }

    /// What there is in the index of one article: "has this been published before?" Always by what the index has learnt, so
    /// that the answer takes no longer in a large archive than its own length and what is found ask for.
    ///
    /// # Errors
    /// Those of [`compare`](Self::compare).
    pub fn ask(&self, article: Article, plan: &Plan) -> Result<Answer, StoreError> {
        self.refuse_other_settings(plan)?;
        self.refuse_exact_runs(plan)?;
        let memory = InMemory::default();
        let chunk = memory.keep(plan.columns_of(&mut std::iter::once(&article)));
        let columns = Arc::new(memory.columns(vec![chunk]));
        let input = Input {
            path: "-".into(),
            name: "-".into(),
            bytes: article.text.len() as u64,
            digest: 0,
            articles: 1,
            reference: false,
        };
        let batch = Batch::new(vec![article], vec![input])?;
        let found = self.compare_selected((batch, columns), plan, &Unbounded, &Unwatched)?;
        Ok(Answer { batch: found.batch, findings: found.findings })
    }

    fn compare_selected(
        &self,
        (batch, columns): (Batch, Arc<KeptColumns>),
        plan: &Plan,
        workplace: &dyn Workplace,
        observer: &dyn Observer,
    ) -> Result<Compared, StoreError> {
        // As in any archive of that size there is no matrix.
        let plan = &Plan { matrix: None, ..plan.clone() };
        let nothing = || Arc::new(Statistics::of(&Tally::default(), Vec::new()));
        let statistics = self.statistics().map_or_else(nothing, Arc::clone);
        let archive = Without { index: self, gone: &self.themselves(&batch, &*columns)? };
        let selected = pipeline::select((&batch, &*columns), plan, (&archive, &statistics), observer)?;
        let (batch, columns) = self.joined((batch, columns), &selected.articles, plan, workplace)?;
        let findings = pipeline::compare_selected(
            &batch,
            &*columns,
            plan,
            (&selected, &statistics),
            (&workplace.scratch(), observer),
        );
        Ok(Compared { batch, columns, findings })
    }

    /// The articles with these of the index as references.
    fn joined(
        &self,
        (batch, columns): (Batch, Arc<KeptColumns>),
        chosen: &[Shelfmark],
        plan: &Plan,
        workplace: &dyn Workplace,
    ) -> Result<(Batch, Arc<Joined>), StoreError> {
        let unkept = |fault| StoreError::Io { path: self.dir().to_owned(), fault };
        let keeper = keeper(plan, workplace.room());
        let some = chosen.par_chunks(CHUNK).map(|chosen| {
            let mut reader = self.reader();
            let articles = chosen.iter().map(|&at| reader.article(at));
            let mut articles: Vec<Article> = articles.collect::<Result<_, _>>()?;
            let kept = keeper.keep(&articles.iter().collect::<Vec<_>>()).map_err(unkept)?;
            for article in &mut articles {
                article.text = String::new();
            }
            Ok((articles, kept))
        });
        let some: Vec<(Vec<Article>, Kept)> = some.collect::<Result<_, StoreError>>()?;
        let (references, kept): (Vec<Vec<Article>>, Vec<Kept>) = some.into_iter().unzip();
        let joined = Arc::new(Joined::new(columns, keeper.columns(kept)));
        let batch = batch.held_to(references.concat(), self.as_input(), joined.clone())?;
        Ok((batch, joined))
    }

    /// The index as an input among others: its digest is that of the names and checksums of its files.
    fn as_input(&self) -> Input {
        let name = self.dir().file_name().unwrap_or(self.dir().as_os_str());
        let files: Vec<String> =
            self.manifest.files().map(|file| format!("{}:{}", file.file, file.checksum)).collect();
        Input {
            path: self.dir().display().to_string(),
            name: name.to_string_lossy().into_owned(),
            bytes: self.manifest.files().map(|file| file.bytes).sum(),
            digest: xxh3_128(files.join("\n").as_bytes()),
            articles: self.manifest.live(),
            reference: true,
        }
    }

    fn refuse_other_settings(&self, plan: &Plan) -> Result<(), StoreError> {
        let path = || self.dir().to_owned();
        let asked = Settings::of(plan)
            .map_err(|fault| StoreError::Unanswerable { path: path(), what: fault.to_string() })?;
        match self.settings().difference(&asked) {
            None => Ok(()),
            Some(what) => Err(StoreError::Settings { path: path(), what }),
        }
    }

    fn refuse_exact_runs(&self, plan: &Plan) -> Result<(), StoreError> {
        if plan.passages.is_some_and(|settings| settings.strict_verbatim.is_some()) {
            let what = "an index of so many articles has no rows for exact runs (leave out --strict-verbatim, or name the \
                        articles with --against)";
            return Err(StoreError::Unanswerable { path: self.dir().to_owned(), what: what.into() });
        }
        Ok(())
    }
}
