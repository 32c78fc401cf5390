//! The articles of an archive that share any key with one of the examined, in the order of the archive.

use crate::archive::{Archive, ArchiveFault, Facts, Row, Shelfmark};
use crate::article::ArticleId;

/// An article of the archive.
pub(super) struct Hit {
    pub(super) article: Shelfmark,
    pub(super) facts: Facts,
}

/// All of them. They are numbered behind the examined articles, as references are.
pub(super) struct Hits {
    all: Vec<Hit>,
    /// For each part of the archive, the place of each article among the hits: there are millions of rows to be told apart.
    places: Vec<Vec<u32>>,
    /// Articles under examination.
    examined: u32,
}

impl Hits {
    /// The articles of these rows.
    pub(super) fn of<'a>(
        archive: &dyn Archive,
        rows: impl IntoIterator<Item = &'a [Row]>,
        examined: u32,
    ) -> Result<Self, ArchiveFault> {
        let mut articles: Vec<Shelfmark> = rows.into_iter().flatten().map(|row| row.article).collect();
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
            of_part.resize(of_part.len().max(number + 1), u32::MAX);
            of_part[number] = place;
        }
        Ok(Self { all: hits, places, examined })
    }

    /// The number of an article of the archive.
    pub(super) fn id(&self, article: Shelfmark) -> ArticleId {
        ArticleId(self.examined + self.places[article.part as usize][article.number as usize])
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
