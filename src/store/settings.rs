//! With which settings an index is made: all that decides what is put into it.

use super::blocks::INDEX_VERSION;
use crate::measure::{NotAShare, Threshold};
use crate::plan::{BadSlots, BadWidth, Folding, PLAN_VERSION, Plan, Search, ShingleWidth, SketchShape};
use crate::statistics::{Boilerplate, STATISTICS_VERSION};
use serde::{Deserialize, Serialize};

/// The settings of an index.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// The version of a plan's meaning.
    pub plan: u32,
    /// The version of what is learnt.
    pub statistics: u32,
    /// Whether case alone is folded.
    pub keep_diacritics: bool,
    /// Words of a shingle.
    pub shingle: usize,
    /// The resemblance from which two articles are near-duplicates.
    pub threshold: f64,
    /// Slots of a sketch.
    pub permutations: usize,
    /// Seed of the sketches.
    pub seed: u64,
    /// Whether passages can be looked for.
    pub passages: bool,
    /// Lines that are no article's own words.
    pub boilerplate: Vec<String>,
}

/// Settings that no plan can have.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum BadSettings {
    /// The threshold.
    #[error(transparent)]
    Threshold(#[from] NotAShare),
    /// The width of shingles.
    #[error(transparent)]
    Width(#[from] BadWidth),
    /// The slots.
    #[error(transparent)]
    Slots(#[from] BadSlots),
    /// There are no rows for what is asked.
    #[error("{0}")]
    Search(&'static str),
}

impl Settings {
    /// Those of a plan.
    ///
    /// # Errors
    /// When an index has no rows for it: near-duplicates by the exact join.
    pub fn of(plan: &Plan) -> Result<Self, BadSettings> {
        if plan.search == Search::Exact || plan.bands().is_none() {
            return Err(BadSettings::Search(
                "an index of so many articles is searched by sketches (leave out --exact, or name the articles with --against; made with \
                 more --permutations it misses less, and a threshold below about 0.05 needs more of them)",
            ));
        }
        Ok(Self {
            plan: plan.version,
            statistics: STATISTICS_VERSION,
            keep_diacritics: plan.folding == Folding::CaseOnly,
            shingle: plan.shingle.words(),
            threshold: plan.threshold.value(),
            permutations: plan.sketch.slots(),
            seed: plan.sketch.seed(),
            passages: plan.passages.is_some(),
            boilerplate: plan.boilerplate.0.clone(),
        })
    }

    /// A plan with these settings, all others being the usual ones.
    ///
    /// # Errors
    /// When no plan can have them.
    pub fn to_plan(&self) -> Result<Plan, BadSettings> {
        let usual = Plan::default();
        Ok(Plan {
            folding: if self.keep_diacritics { Folding::CaseOnly } else { Folding::Diacritics },
            shingle: ShingleWidth::new(self.shingle)?,
            threshold: Threshold::new(self.threshold)?,
            sketch: SketchShape::new(self.permutations, self.seed)?,
            passages: usual.passages.filter(|_| self.passages),
            formulas: self.passages,
            boilerplate: Boilerplate(self.boilerplate.clone()),
            matrix: None,
            ..usual
        })
    }

    /// In which way a program of this version would put other things into the index, if it would.
    pub(super) fn other_version(&self, layout: u32) -> Option<String> {
        let versions = [
            ("layout has", layout, INDEX_VERSION),
            ("settings have", self.plan, PLAN_VERSION),
            ("statistics have", self.statistics, STATISTICS_VERSION),
        ];
        let differs = versions.into_iter().find(|(_, made, now)| made != now);
        differs.map(|(what, made, now)| format!("{what} version {made}, where this program has {now}"))
    }

    /// The first setting in which a plan differs from the index, as `--threshold is 0.5 there, and 0.7 was asked`.
    ///
    /// An index with passages answers a plan without them.
    pub(super) fn difference(&self, asked: &Self) -> Option<String> {
        let differs = |option: &str, made: String, now: String| {
            (made != now).then(|| format!("{option} is {made} there, and {now} was asked"))
        };
        let passages = (asked.passages && !self.passages)
            .then(|| "it was made with --no-passages, and passages were asked for".to_owned());
        let lines = (self.boilerplate != asked.boilerplate)
            .then(|| "--boilerplate names other lines than those it was made with".to_owned());
        differs("--threshold", self.threshold.to_string(), asked.threshold.to_string())
            .or_else(|| differs("--shingle", self.shingle.to_string(), asked.shingle.to_string()))
            .or_else(|| {
                differs("--permutations", self.permutations.to_string(), asked.permutations.to_string())
            })
            .or_else(|| differs("--seed", self.seed.to_string(), asked.seed.to_string()))
            .or_else(|| {
                let (made, now) = (self.keep_diacritics.to_string(), asked.keep_diacritics.to_string());
                differs("--keep-diacritics", made, now)
            })
            .or(passages)
            .or(lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_become_the_plan_that_they_were_made_of() {
        let plan = Plan {
            threshold: Threshold::new(0.7).unwrap(),
            shingle: ShingleWidth::new(5).unwrap(),
            sketch: SketchShape::new(256, 9).unwrap(),
            folding: Folding::CaseOnly,
            boilerplate: Boilerplate(vec!["All rights reserved.".into()]),
            matrix: None,
            ..Plan::default()
        };
        let settings = Settings::of(&plan).unwrap();
        assert_eq!(settings.to_plan().unwrap(), plan);
        let usual = Settings::of(&Plan::default()).unwrap();
        assert_eq!(settings.difference(&settings), None);
        assert_eq!(usual.difference(&settings).unwrap(), "--threshold is 0.5 there, and 0.7 was asked");
    }

    #[test]
    fn an_index_with_passages_answers_without_them_and_not_the_other_way() {
        let with = Settings::of(&Plan::default()).unwrap();
        let without = Settings { passages: false, ..with.clone() };
        assert_eq!(with.difference(&without), None);
        assert!(without.difference(&with).unwrap().contains("--no-passages"));
    }

    #[test]
    fn what_has_no_rows_is_refused() {
        assert!(Settings::of(&Plan { search: Search::Exact, ..Plan::default() }).is_err());
    }

    #[test]
    fn another_version_is_named() {
        let settings = Settings::of(&Plan::default()).unwrap();
        assert_eq!(settings.other_version(INDEX_VERSION), None);
        assert!(settings.other_version(INDEX_VERSION + 1).unwrap().starts_with("layout has version"));
        let older = Settings { statistics: 0, ..settings };
        assert!(older.other_version(INDEX_VERSION).unwrap().starts_with("statistics have version 0"));
    }
}
