//! Articles held to an index.

use super::StoreError;
use super::building::keeper;
use super::index::Index;
use super::known::Without;
use super::settings::Settings;
use super::workplace::{Unbounded, Workplace};
use crate::archive::Shelfmark;
use crate::article::{Article, Batch, Input};
use crate::columns::{CHUNK, Columns, InMemory, Joined, Kept, KeptColumns, MakeColumns};
use crate::findings::Findings;
use crate::journal::{Journal, Unrecorded};
use crate::observe::{Observer, Unwatched};
use crate::pipeline::{self, HeldTo, SHORTEST_EXACT_RUN};
use crate::plan::{Plan, Search};
use crate::statistics::{Statistics, Tally};
use rayon::prelude::*;
use std::collections::BTreeSet;
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
    /// Else those articles of it are read that can stand in a pair, by what the index has learnt in its last epoch, and what
    /// [has come to recur](pipeline::with_what_recurs) since.
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
        self.held((batch, columns), (plan, HeldTo::Archive), workplace, observer)
    }

    /// Finds near-duplicates of articles in the index and among themselves, as if all of the index had been given as references
    /// of a de-duplication. Nothing that is learnt decides about that, so it does not matter how large the index is.
    ///
    /// What is in the index already is removed like any other copy. In a crowd of articles that are alike in part (more than 1,000 in a bucket), those of the index stand in the order of the
    /// archive, whichever article the plan asks to stand for others.
    ///
    /// # Errors
    /// Those of [`compare`](Self::compare).
    pub fn deduplicate(
        &self,
        (batch, columns): (Batch, Arc<KeptColumns>),
        plan: &Plan,
        workplace: &dyn Workplace,
        observer: &dyn Observer,
    ) -> Result<Compared, StoreError> {
        self.held((batch, columns), (plan, HeldTo::ArchiveAndOneAnother), workplace, observer)
    }

    fn held(
        &self,
        (batch, columns): (Batch, Arc<KeptColumns>),
        (plan, held_to): (&Plan, HeldTo),
        workplace: &dyn Workplace,
        observer: &dyn Observer,
    ) -> Result<Compared, StoreError> {
        if !self.is_read_whole() {
            self.refuse_other_settings(plan)?;
            self.refuse_exact_runs(plan)?;
            return self.compare_selected((batch, columns), (plan, held_to), workplace, observer);
        }
        // Where all is read, it can be searched in any way.
        self.refuse_other_settings(&Plan { search: Search::Bands, ..plan.clone() })?;
        let themselves = self.passed_over((&batch, &*columns), held_to)?;
        let mut all = self.all()?;
        all.retain(|article| !themselves.contains(article));
        let (batch, columns) = self.joined((batch, columns), &all, (plan, held_to), workplace)?;
        let scratch = workplace.scratch();
        let watched = (observer, &Unrecorded as &dyn Journal);
        let findings = pipeline::compare_columns(&batch, &*columns, plan, &scratch, watched);
        Ok(Compared { batch, columns, findings })
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
        let asked = (plan, HeldTo::Archive);
        let found = self.compare_selected((batch, columns), asked, &Unbounded, &Unwatched)?;
        Ok(Answer { batch: found.batch, findings: found.findings })
    }

    fn compare_selected(
        &self,
        (batch, columns): (Batch, Arc<KeptColumns>),
        (plan, held_to): (&Plan, HeldTo),
        workplace: &dyn Workplace,
        observer: &dyn Observer,
    ) -> Result<Compared, StoreError> {
        // As in any archive of that size there is no matrix.
        let plan = &Plan { matrix: None, ..plan.clone() };
        let nothing = || Arc::new(Statistics::of(&Tally::default(), Vec::new()));
        let statistics = self.statistics().map_or_else(nothing, Arc::clone);
        let archive = Without { index: self, gone: &self.passed_over((&batch, &*columns), held_to)? };
        let selected =
            pipeline::select((&batch, &*columns), (plan, held_to), (&archive, &statistics), observer)?;
        let (batch, columns) =
            self.joined((batch, columns), &selected.articles, (plan, held_to), workplace)?;
        let scratch = &workplace.scratch();
        let (learnt, unlearnt) = ((&selected, &statistics), &self.unlearnt(batch.examined().len() as u64)?);
        let statistics = pipeline::with_what_recurs(&batch, &*columns, plan, learnt, (unlearnt, scratch));
        let learnt = (&selected, &statistics);
        let findings = pipeline::compare_selected(&batch, &*columns, plan, learnt, (scratch, observer));
        Ok(Compared { batch, columns, findings })
    }

    /// Articles of the index that are passed over, because they are those that are compared. In a de-duplication they are
    /// copies like others: what is there already is not new.
    fn passed_over(
        &self,
        (batch, columns): (&Batch, &dyn Columns),
        held_to: HeldTo,
    ) -> Result<BTreeSet<Shelfmark>, StoreError> {
        match held_to {
            HeldTo::Archive => self.themselves(batch, columns),
            HeldTo::ArchiveAndOneAnother => Ok(BTreeSet::new()),
        }
    }

    /// The articles with these of the index as references.
    fn joined(
        &self,
        (batch, columns): (Batch, Arc<KeptColumns>),
        chosen: &[Shelfmark],
        (plan, held_to): (&Plan, HeldTo),
        workplace: &dyn Workplace,
    ) -> Result<(Batch, Arc<Joined>), StoreError> {
        let unkept = |fault| StoreError::Io { path: self.dir().to_owned(), fault };
        let keeper = keeper(plan, workplace.room());
        let some = chosen.par_chunks(CHUNK).map(|chosen| {
            let mut articles: Vec<Article> = self.reader().articles(chosen)?;
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
        Ok((if held_to == HeldTo::Archive { batch } else { batch.joining() }, joined))
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

    /// A run of three words is one gram, which need not be a fingerprint of both articles.
    fn refuse_exact_runs(&self, plan: &Plan) -> Result<(), StoreError> {
        let asked = plan.passages.and_then(|settings| settings.strict_verbatim);
        if asked.is_some_and(|length| length.words() < SHORTEST_EXACT_RUN) {
            let what = format!(
                "an index of so many articles has no rows for exact runs of fewer than {SHORTEST_EXACT_RUN} words (ask for longer \
                 ones with --strict-verbatim, or name the articles with --against)"
            );
            return Err(StoreError::Unanswerable { path: self.dir().to_owned(), what });
        }
        Ok(())
    }
}
