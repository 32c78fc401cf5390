//! The next state of an index: which files make it up after a change.

use super::super::StoreError;
use super::super::blocks::{BlockWriter, Section};
use super::super::building::{self, Gathered};
use super::super::manifest::{Epoch, Manifest, PartName};
use super::super::merge::merge;
use super::super::part::{Part, Removed};
use super::super::workplace::Workplace;
use super::Writer;
use crate::archive::Facts;
use crate::observe::{Observer, Stage, StageReport};
use crate::pipeline;
use crate::plan::Plan;
use crate::statistics::Statistics;
use serde::Serialize;
use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;
use std::time::Instant;

/// Articles of a part that is written in one go; more become several, which are merged.
const AT_ONCE: u32 = 10_000;

/// Has a stage of so many articles watched.
pub(super) fn staged<T>(
    (observer, stage): (&dyn Observer, Stage),
    articles: u64,
    work: impl FnOnce() -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    observer.begin(stage, Some(articles));
    let start = Instant::now();
    let done = work()?;
    let seconds = start.elapsed().as_secs_f64();
    observer.end(&StageReport { stage, items_in: articles, items_out: articles, seconds });
    Ok(done)
}

impl Writer {
    /// Learns from all that was gathered, and makes it the only part.
    pub(super) fn learn_anew(
        &self,
        next: &mut Manifest,
        gathered: &Gathered,
        plan: &Plan,
        (workplace, observer): (&dyn Workplace, &dyn Observer),
    ) -> Result<(), StoreError> {
        let statistics = pipeline::learn_statistics(
            &gathered.batch,
            &*gathered.columns,
            plan,
            (&workplace.scratch(), observer),
        );
        let statistics = Arc::new(statistics);
        let name = next.another("statistics");
        let mut file = BlockWriter::create(&self.dir.join(name))?;
        file.put_packed(Section::Statistics, 0, &self.written(&*statistics)?)?;
        let part = self.part_of(next, gathered, (plan, &statistics), observer)?;
        next.epoch = Some(Epoch {
            number: next.epoch.as_ref().map_or(1, |epoch| epoch.number + 1),
            articles: gathered.batch.articles().len() as u64,
            statistics: file.finish()?,
            part: part.name.file.clone(),
        });
        next.parts = vec![part];
        Ok(())
    }

    /// Makes another part of what was gathered, and merges parts so that each is larger than all behind it.
    pub(super) fn append(
        &self,
        next: &mut Manifest,
        gathered: &Gathered,
        plan: &Plan,
        observer: &dyn Observer,
    ) -> Result<(), StoreError> {
        let learnt = self.index.statistics().map(Arc::clone);
        let statistics = learnt.ok_or_else(|| StoreError::damaged(&self.dir, "it has learnt nothing"))?;
        let part = self.part_of(next, gathered, (plan, &statistics), observer)?;
        next.parts.push(part);
        let live = |part: &PartName| u64::from(part.live);
        let is_small = |at: &usize| live(&next.parts[*at]) <= next.parts[at + 1..].iter().map(live).sum();
        if let Some(first) = (0..next.parts.len() - 1).find(is_small) {
            let small = next.parts.split_off(first);
            let merged = self.merged(next, &small)?;
            next.parts.push(merged);
        }
        Ok(())
    }

    /// One part of all that was gathered, by way of several where it is large.
    fn part_of(
        &self,
        next: &mut Manifest,
        gathered: &Gathered,
        learnt: (&Plan, &Arc<Statistics>),
        observer: &dyn Observer,
    ) -> Result<PartName, StoreError> {
        let all = gathered.batch.articles().len() as u32;
        staged((observer, Stage::Store), all.into(), || {
            let mut parts = Vec::new();
            for start in (0..all).step_by(AT_ONCE as usize) {
                let path = self.dir.join(next.another("part"));
                let articles = start..all.min(start + AT_ONCE);
                observer.advance(articles.len() as u64);
                parts.push(building::write_part(&path, gathered, articles, learnt, next.keeps_texts)?);
            }
            if parts.len() == 1 { Ok(parts.swap_remove(0)) } else { self.merged(next, &parts) }
        })
    }

    fn merged(&self, next: &mut Manifest, names: &[PartName]) -> Result<PartName, StoreError> {
        let open =
            |part: &PartName| Part::open(&self.dir, (&part.name, part.articles), part.removed.as_ref());
        let parts: Vec<Part> = names.iter().map(open).collect::<Result<_, _>>()?;
        let path = self.dir.join(next.another("part"));
        merge(&parts.iter().collect::<Vec<_>>(), &path, next.keeps_texts)
    }

    /// The state without these articles of each part.
    pub(super) fn without(&self, next: &mut Manifest, gone: &[BTreeSet<u32>]) -> Result<(), StoreError> {
        let mut left = Vec::new();
        for ((name, part), gone) in next.parts.clone().into_iter().zip(&self.index.parts).zip(gone) {
            if gone.is_empty() {
                left.push(name);
                continue;
            }
            let stays: Vec<u32> = part.numbers().filter(|number| !gone.contains(number)).collect();
            if stays.is_empty() {
                continue;
            }
            let facts: Vec<Facts> =
                stays.iter().map(|&number| part.facts(number)).collect::<Result<_, _>>()?;
            let numbers = (0..part.articles).filter(|number| stays.binary_search(number).is_err()).collect();
            let removed = Removed { numbers, outlets: part.outlets_of(facts.into_iter()) };
            let mut file = BlockWriter::create(&self.dir.join(next.another("removed")))?;
            file.put(Section::Removed, 0, &self.written(&removed)?)?;
            left.push(PartName { live: stays.len() as u32, removed: Some(file.finish()?), ..name });
        }
        next.parts = left;
        Ok(())
    }

    fn written(&self, value: &impl Serialize) -> Result<Vec<u8>, StoreError> {
        let bytes = postcard::to_stdvec(value);
        bytes.map_err(|fault| StoreError::Io { path: self.dir.clone(), fault: io::Error::other(fault) })
    }
}
