//! Statistics written down, to be handed to later runs.

use super::{Directory, STATISTICS_VERSION, Statistics, first_bits};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;

/// What is written: all but the directories, which are made of the rest.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Statistics")]
struct Written<'a> {
    version: u32,
    unseen: i32,
    weights: Cow<'a, [(u32, i32)]>,
    function_stems: Cow<'a, [u32]>,
    common: Cow<'a, [u64]>,
    templates: Cow<'a, [(u64, Option<u64>)]>,
}

impl Serialize for Statistics {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let written = Written {
            version: self.version,
            unseen: self.unseen,
            weights: Cow::Borrowed(&self.weights),
            function_stems: Cow::Borrowed(&self.function_stems),
            common: Cow::Borrowed(&self.common),
            templates: Cow::Borrowed(&self.templates),
        };
        written.serialize(out)
    }
}

impl<'de> Deserialize<'de> for Statistics {
    /// Refuses those of another version, and lists that are not in order.
    fn deserialize<D: Deserializer<'de>>(read: D) -> Result<Self, D::Error> {
        let Written { version, unseen, weights, function_stems, common, templates } =
            Written::deserialize(read)?;
        if version != STATISTICS_VERSION {
            let what = format!("statistics of version {version}, where {STATISTICS_VERSION} is known");
            return Err(D::Error::custom(what));
        }
        let in_order = weights.is_sorted_by(|x, y| x.0 < y.0)
            && function_stems.is_sorted()
            && common.is_sorted()
            && templates.is_sorted();
        if !in_order {
            return Err(D::Error::custom("statistics in disorder"));
        }
        Ok(Self {
            version,
            unseen,
            by_stem: Directory::of(weights.iter().map(|row| first_bits(row.0))),
            weights: weights.into_owned(),
            function_stems: function_stems.into_owned(),
            by_common_gram: Directory::of(common.iter().copied()),
            common: common.into_owned(),
            by_template_gram: Directory::of(templates.iter().map(|row| row.0)),
            templates: templates.into_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::{OutletCount, RecurringGrams, Tally};

    fn statistics() -> Statistics {
        let outlets = vec![(None, OutletCount::default())];
        let tally = Tally { articles: 90, outlets, stems: vec![(1, 40), (7, 3)], ..Tally::default() };
        let grams = RecurringGrams { common: vec![3, 9], templates: vec![(4, None), (4, Some(2))] };
        Statistics::with_grams(&tally, grams, vec![5, 6])
    }

    #[test]
    fn what_is_written_down_judges_as_before() {
        let before = statistics();
        let bytes = postcard::to_stdvec(&before).unwrap();
        assert_eq!(postcard::from_bytes::<Statistics>(&bytes).unwrap(), before);
    }

    #[test]
    fn statistics_of_another_version_or_in_disorder_are_refused() {
        let refused = |change: fn(&mut Statistics)| {
            let mut changed = statistics();
            change(&mut changed);
            postcard::from_bytes::<Statistics>(&postcard::to_stdvec(&changed).unwrap()).is_err()
        };
        assert!(refused(|changed| changed.version += 1));
        assert!(refused(|changed| changed.common.reverse()));
        assert!(refused(|changed| changed.weights.reverse()));
        assert!(!refused(|_| {}));
    }
}
