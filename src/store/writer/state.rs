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
use crate::columns::Columns;
use crate::observe::{Observer, Stage, StageReport};
use crate::pipeline;
use crate::plan::Plan;
use crate::statistics::Statistics;
use serde::Serialize;
use std::collections::BTreeSet;
use std::io;
use std::ops::Range;
use std::sync::Arc;
use std::time::Instant;

/// Articles of a part that is written in one go, at the most; more become several, which are merged.
const AT_ONCE: u32 = 10_000;
/// Parts that are merged in one go, at the most: all of their files are open.
const OPEN_AT_ONCE: usize = 128;
/// What an article takes while its part is written, in bytes: for its bands, and for each of its words.
const WRITING: (u64, u64) = (4_096, 80);

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
        let part = self.part_of(next, gathered, (plan, &statistics), (workplace, observer))?;
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
        (workplace, observer): (&dyn Workplace, &dyn Observer),
    ) -> Result<(), StoreError> {
        let learnt = self.index.statistics().map(Arc::clone);
        let statistics = learnt.ok_or_else(|| StoreError::damaged(&self.dir, "it has learnt nothing"))?;
        let part = self.part_of(next, gathered, (plan, &statistics), (workplace, observer))?;
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
        (workplace, observer): (&dyn Workplace, &dyn Observer),
    ) -> Result<PartName, StoreError> {
        let ids = gathered.batch.ids();
        staged((observer, Stage::Store), ids.len() as u64, || {
            let mut parts = Vec::new();
            let words = ids.map(|id| gathered.columns.word_count(id));
            for articles in at_once(words, workplace.scratch().bytes()) {
                let path = self.dir.join(next.another("part"));
                observer.advance(articles.len() as u64);
                parts.push(building::write_part(&path, gathered, articles, learnt, next.keeps_texts)?);
            }
            while parts.len() > 1 {
                let some = parts.chunks(OPEN_AT_ONCE).map(|some| self.merged(next, some));
                parts = some.collect::<Result<_, StoreError>>()?;
            }
            Ok(parts.swap_remove(0))
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

/// The articles of these words that are written in one go, one portion behind the other, where there is room for so many bytes.
fn at_once(words: impl Iterator<Item = usize>, room: u64) -> Vec<Range<u32>> {
    let (mut portions, mut start, mut end, mut taken) = (Vec::new(), 0, 0, 0_u64);
    for words in words {
        let bytes = WRITING.0 + WRITING.1 * words as u64;
        if end > start && (end - start == AT_ONCE || taken + bytes > room) {
            portions.push(start..end);
            (start, taken) = (end, 0);
        }
        (end, taken) = (end + 1, taken + bytes);
    }
    if end > start {
        portions.push(start..end);
    }
    portions
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_article_is_in_one_portion_and_none_takes_more_than_there_is_room_for(
            words in prop::collection::vec(0_usize..900, 0..60),
            room in 0_u64..400_000,
        ) {
            let portions = at_once(words.iter().copied(), room);
            let all: Vec<u32> = portions.iter().flat_map(Clone::clone).collect();
            prop_assert_eq!(all, (0..words.len() as u32).collect::<Vec<u32>>());
            let bytes = |articles: &Range<u32>| -> u64 {
                articles.clone().map(|at| WRITING.0 + WRITING.1 * words[at as usize] as u64).sum()
            };
            for (at, articles) in portions.iter().enumerate() {
                prop_assert!(articles.len() == 1 || bytes(articles) <= room);
                let with_next = portions.get(at + 1).map(|next| bytes(articles) + bytes(&(next.start..next.start + 1)));
                prop_assert!(with_next.is_none_or(|bytes| bytes > room), "what fits is written together");
            }
        }
    }

    #[test]
    fn however_much_room_there_is_no_more_are_written_in_one_go_than_ten_thousand() {
        assert_eq!(
            at_once(std::iter::repeat_n(1, 20_001), u64::MAX),
            [0..10_000, 10_000..20_000, 20_000..20_001]
        );
    }
}
