//! Articles as they are known behind [`describe`](super::article::Describe), with or without their texts.

use super::input::{Fallible, fault, longs, text, texts};
use super::pair::bare;
use arrow_array::types::Int64Type;
use arrow_array::{Array, PrimitiveArray, RecordBatch, StringArray};
use wirecopy::article::{Article, Published};

/// The columns of articles, of those there are.
pub(super) struct Known<'a> {
    id: Option<&'a StringArray>,
    text: Option<&'a StringArray>,
    title: Option<&'a StringArray>,
    outlet: Option<&'a StringArray>,
    published: Option<&'a StringArray>,
    earliest: Option<&'a PrimitiveArray<Int64Type>>,
    latest: Option<&'a PrimitiveArray<Int64Type>>,
}

impl<'a> Known<'a> {
    /// Those whose names end so.
    pub(super) fn of(batch: &'a RecordBatch, end: &str) -> Fallible<Self> {
        let name =
            |what: &str| Some(format!("{what}{end}")).filter(|name| batch.column_by_name(name).is_some());
        let of_texts = |what: &str| name(what).map(|name| texts(batch, &name)).transpose();
        let of_longs = |what: &str| name(what).map(|name| longs(batch, &name)).transpose();
        Ok(Self {
            id: of_texts("id")?,
            text: of_texts("text")?,
            title: of_texts("title")?,
            outlet: of_texts("outlet")?,
            published: of_texts("published")?,
            earliest: of_longs("earliest")?,
            latest: of_longs("latest")?,
        })
    }

    /// The article of a row.
    pub(super) fn article(&self, row: usize) -> Article {
        let of = |column: Option<&'a StringArray>| column.and_then(|column| text(column, row));
        let given = || of(self.published).unwrap_or_default().to_owned();
        let published = self.interval(row);
        let published = published.map(|(earliest, latest)| Published { earliest, latest, given: given() });
        Article {
            id: of(self.id).unwrap_or_default().to_owned(),
            title: of(self.title).map(str::to_owned),
            outlet: of(self.outlet).map(str::to_owned),
            published,
            ..bare(of(self.text).unwrap_or_default())
        }
    }

    /// Between which moments the article of a row was published, if that is known.
    pub(super) fn interval(&self, row: usize) -> Option<(i64, i64)> {
        long(self.earliest?, row).zip(long(self.latest?, row))
    }

    /// The id of the article of a row, if it has one.
    pub(super) fn id(&self, row: usize) -> Option<&'a str> {
        self.id.and_then(|column| text(column, row))
    }
}

/// The number of a row; none where there is none.
pub(super) fn long(column: &PrimitiveArray<Int64Type>, row: usize) -> Option<i64> {
    column.is_valid(row).then(|| column.value(row))
}

/// A number that is a count.
pub(super) fn count(value: i64) -> Fallible<u32> {
    u32::try_from(value).map_err(|_| fault(&format!("{value} is more than can be counted")))
}
