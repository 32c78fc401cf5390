//! The articles of an archive that may stand in a pair with one of the examined, in the order of the archive.

use crate::archive::{Archive, ArchiveFault, Facts, Shelfmark};
use crate::article::ArticleId;

/// An article of the archive.
pub(super) struct Hit {
    pub(super) article: Shelfmark,
    pub(super) facts: Facts,
}

/// The place of an article that is no hit.
const NOWHERE: u32 = u32::MAX;

/// All of them. They are numbered behind the examined articles, as references are.
pub(super) struct Hits {
    all: Vec<Hit>,
    /// For each part of the archive, the place of each article among the hits, or [`NOWHERE`]: there are millions of rows to
    /// be told apart.
    places: Vec<Vec<u32>>,
    /// Articles under examination.
    examined: u32,
}

impl Hits {
    /// These articles, each once, in any order.
    pub(super) fn of(
        archive: &dyn Archive,
        mut articles: Vec<Shelfmark>,
        examined: u32,
    ) -> Result<Self, ArchiveFault> {
        articles.sort_unstable();
        articles.dedup();
        let facts = archive.facts(&articles)?;
        let mut hits: Vec<Hit> =
            articles.into_iter().zip(facts).map(|(article, facts)| Hit { article, facts }).collect();
        hits.sort_by_cached_key(|hit| (hit.facts.order(), hit.article));
        let mut places: Vec<Vec<u32>> = Vec::new();
        for (hit, place) in hits.iter().zip(0..) {
            let (part, number) = (hit.article.part as usize, hit.article.number as usize);
            places.resize_with(places.len().max(part + 1), Vec::new);
            let of_part = &mut places[part];
            of_part.resize(of_part.len().max(number + 1), NOWHERE);
            of_part[number] = place;
        }
        Ok(Self { all: hits, places, examined })
    }

    /// The number of an article of the archive, if it is a hit.
    pub(super) fn find(&self, article: Shelfmark) -> Option<ArticleId> {
        let place = *self.places.get(article.part as usize)?.get(article.number as usize)?;
        (place != NOWHERE).then(|| ArticleId(self.examined + place))
    }

    /// The number of a hit.
    pub(super) fn id(&self, article: Shelfmark) -> ArticleId {
        self.find(article).expect("whoever shares a band or a shingle is a hit")
    }

    /// The article of the archive that has this number.
    pub(super) fn get(&self, id: ArticleId) -> &Hit {
        &self.all[(id.0 - self.examined) as usize]
    }

    /// Whether this is the number of an article of the archive.
    pub(super) fn has(&self, id: ArticleId) -> bool {
        id.0 >= self.examined
    }

    /// The first article of the archive.
    pub(super) fn first(&self) -> ArticleId {
        ArticleId(self.examined)
    }

    /// Articles of both kinds.
    pub(super) fn count(&self) -> usize {
        self.examined as usize + self.all.len()
    }

    /// All of them with their numbers.
    pub(super) fn numbered(&self) -> impl Iterator<Item = (ArticleId, &Hit)> {
        (self.examined..).map(ArticleId).zip(&self.all)
    }
}
