//! Reading the articles of an index: their records, and their texts where these are.

use super::StoreError;
use super::index::Index;
use super::part::{Part, PartReader, Record};
use super::texts::{Source, Wanted};
use crate::archive::Shelfmark;
use crate::article::Article;
use std::collections::BTreeMap;

/// Who reads the articles of an index, fastest in the order of a part, and many at a time where texts are elsewhere.
pub struct Reader<'a> {
    index: &'a Index,
    parts: Vec<PartReader<'a>>,
    /// The inputs of each part, once they were asked for.
    inputs: Vec<Option<Vec<Source>>>,
}

/// An article, and the id that it came with if that was another article's.
type Given = (Article, Option<String>);

impl<'a> Reader<'a> {
    pub(super) fn of(index: &'a Index) -> Self {
        let parts: Vec<PartReader<'a>> = index.parts.iter().map(Part::reader).collect();
        Self { index, inputs: parts.iter().map(|_| None).collect(), parts }
    }

    /// An article with its text.
    ///
    /// # Errors
    /// When it cannot be read; and where the index keeps no texts, when nobody reads them again, or its input has changed.
    ///
    /// # Panics
    /// When the shelfmark is of another index.
    pub fn article(&mut self, article: Shelfmark) -> Result<Article, StoreError> {
        Ok(self.articles(&[article])?.swap_remove(0))
    }

    /// Articles with their texts, in this order.
    ///
    /// # Errors
    /// As with one.
    ///
    /// # Panics
    /// As with one.
    pub fn articles(&mut self, articles: &[Shelfmark]) -> Result<Vec<Article>, StoreError> {
        Ok(self.with_given_ids(articles)?.into_iter().map(|(article, _)| article).collect())
    }

    /// An article without its text.
    ///
    /// # Errors
    /// When it cannot be read.
    ///
    /// # Panics
    /// When the shelfmark is of another index.
    pub fn record(&mut self, article: Shelfmark) -> Result<Article, StoreError> {
        Ok(self.parts[article.part as usize].record(article.number)?.with_text(String::new()))
    }

    pub(super) fn with_given_ids(&mut self, articles: &[Shelfmark]) -> Result<Vec<Given>, StoreError> {
        let mut read = Vec::with_capacity(articles.len());
        for at in articles {
            let part = &mut self.parts[at.part as usize];
            let record = part.record(at.number)?;
            let text = if record.digest.is_none() { part.text(at.number)? } else { String::new() };
            read.push((record, text));
        }
        self.read_again(articles, &mut read)?;
        let given = read.into_iter().map(|(record, text)| {
            let given = record.given.clone();
            (record.with_text(text), given)
        });
        Ok(given.collect())
    }

    /// Fills in the texts that the index does not keep, those of one input together.
    fn read_again(
        &mut self,
        articles: &[Shelfmark],
        read: &mut [(Record, String)],
    ) -> Result<(), StoreError> {
        let mut missing: BTreeMap<(u32, u32), Vec<(Wanted, usize)>> = BTreeMap::new();
        for (place, (at, (record, _))) in articles.iter().zip(read.iter()).enumerate() {
            if let Some(digest) = record.digest {
                let wanted = Wanted { locator: record.locator, digest };
                missing.entry((at.part, record.locator.input)).or_default().push((wanted, place));
            }
        }
        for ((part, input), mut wanted) in missing {
            wanted.sort_unstable_by_key(|(wanted, _)| wanted.locator.offset);
            let (wanted, places): (Vec<Wanted>, Vec<usize>) = wanted.into_iter().unzip();
            let texts = self.texts_of((part as usize, input as usize), &wanted)?;
            for (place, text) in places.into_iter().zip(texts) {
                read[place].1 = text;
            }
        }
        Ok(())
    }

    fn texts_of(
        &mut self,
        (part, input): (usize, usize),
        wanted: &[Wanted],
    ) -> Result<Vec<String>, StoreError> {
        let dir = self.index.dir();
        let unanswerable = |what: String| StoreError::Unanswerable { path: dir.to_owned(), what };
        let Some(texts) = &self.index.texts else {
            return Err(unanswerable("it keeps no texts, and nobody is there who reads them again".into()));
        };
        if self.inputs[part].is_none() {
            self.inputs[part] = Some(self.index.parts[part].inputs()?);
        }
        let source = self.inputs[part].as_ref().and_then(|inputs| inputs.get(input));
        let source = source.ok_or_else(|| StoreError::damaged(dir, format!("it has no input {input}")))?;
        texts.texts(source, wanted).map_err(unanswerable)
    }
}
