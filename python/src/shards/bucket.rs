//! Functions of a group that a shuffle has put together. Its rows stand together in the stream, sorted.

use super::input::{Fallible, InOrder, ints, longs, schema};
use super::parameters::Parameters;
use super::stream::Stage;
use arrow_array::builder::Int64Builder;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::DataType::Int64;
use arrow_schema::SchemaRef;
use std::mem;
use std::sync::Arc;
use wirecopy::pipeline::shards::{Neighbours, Number, bucket, few_shingle_pairs, is_crowd};

/// Pairs on their way out.
#[derive(Default)]
struct Pairs {
    first: Int64Builder,
    second: Int64Builder,
    /// The key of a crowd of which `first` is a member, in the place of a pair; or that the pair is of.
    crowd: Int64Builder,
}

impl Pairs {
    fn pairs(&mut self, pairs: Vec<(Number, Number)>, key: Option<i64>) {
        for (first, second) in pairs {
            self.first.append_value(first);
            self.second.append_value(second);
            self.crowd.append_option(key);
        }
    }

    fn of_crowd(&mut self, key: i64, member: Number) {
        self.first.append_value(member);
        self.second.append_null();
        self.crowd.append_value(key);
    }

    fn finish(mut self, schema: SchemaRef) -> Fallible<RecordBatch> {
        let all: [ArrayRef; 3] =
            [Arc::new(self.first.finish()), Arc::new(self.second.finish()), Arc::new(self.crowd.finish())];
        let columns = all.into_iter().take(schema.fields().len()).collect();
        RecordBatch::try_new(schema, columns)
    }
}

/// `key`, `number` and `place`, groups of one key by number, give every two of a bucket, `first` and `second`; or of a crowd each
/// member, `first` and `crowd`, its key. No more than a bucket that is no crowd is held.
#[derive(Default)]
pub(super) struct Buckets {
    order: InOrder,
    key: Option<i64>,
    members: Vec<Number>,
    crowded: bool,
}

impl Buckets {
    fn flush(&mut self, out: &mut Pairs) {
        let members = mem::take(&mut self.members);
        if !self.crowded {
            out.pairs(bucket(&members), None);
        }
        (self.key, self.crowded) = (None, false);
    }

    fn push(&mut self, key: i64, number: Number, out: &mut Pairs) {
        if self.key.is_some_and(|of| of != key) {
            self.flush(out);
        }
        self.key = Some(key);
        if self.crowded {
            out.of_crowd(key, number);
            return;
        }
        self.members.push(number);
        if is_crowd(self.members.len() as u64) {
            self.crowded = true;
            self.members.drain(..).for_each(|member| out.of_crowd(key, member));
        }
    }
}

impl Stage for Buckets {
    fn schema(&self) -> SchemaRef {
        schema(&[("first", Int64), ("second", Int64), ("crowd", Int64)])
    }

    fn take(&mut self, batch: &RecordBatch) -> Fallible<RecordBatch> {
        let (keys, numbers, places) = (longs(batch, "key")?, longs(batch, "number")?, ints(batch, "place")?);
        let mut out = Pairs::default();
        for row in 0..batch.num_rows() {
            self.order.take(self.key != Some(keys.value(row)), places.value(row))?;
            self.push(keys.value(row), numbers.value(row), &mut out);
        }
        out.finish(self.schema())
    }

    fn end(&mut self) -> Fallible<Option<RecordBatch>> {
        let mut out = Pairs::default();
        self.flush(&mut out);
        out.finish(self.schema()).map(Some)
    }
}

/// `key`, `part`, `number` and `place`, parts of a crowd by size, then rank, give each with its neighbours: `first`, `second` and `crowd`, the key. A row whose
/// `passed` is not 0 is of the part before, and is paired with those behind it only.
#[derive(Default)]
pub(super) struct NeighbourPairs {
    order: InOrder,
    of: Option<(i64, i64)>,
    neighbours: Neighbours,
}

impl Stage for NeighbourPairs {
    fn schema(&self) -> SchemaRef {
        schema(&[("first", Int64), ("second", Int64), ("crowd", Int64)])
    }

    fn take(&mut self, batch: &RecordBatch) -> Fallible<RecordBatch> {
        let (keys, parts) = (longs(batch, "key")?, longs(batch, "part")?);
        let (numbers, passed) = (longs(batch, "number")?, ints(batch, "passed")?);
        let places = ints(batch, "place")?;
        let mut out = Pairs::default();
        for row in 0..batch.num_rows() {
            let of = (keys.value(row), parts.value(row));
            self.order.take(self.of != Some(of), places.value(row))?;
            if self.of != Some(of) {
                (self.of, self.neighbours) = (Some(of), Neighbours::default());
            }
            if passed.value(row) == 0 {
                out.pairs(self.neighbours.meet(numbers.value(row)), Some(of.0));
            } else {
                self.neighbours.pass(numbers.value(row));
            }
        }
        out.finish(self.schema())
    }
}

/// `shingle`, `number`, `size` and `place`, groups of one shingle by number, give the pairs that may be near-duplicates, `first` and `second`.
pub(super) struct FewPairs {
    parameters: Parameters,
    order: InOrder,
    shingle: Option<i64>,
    sharers: Vec<(Number, u32)>,
}

impl FewPairs {
    pub(super) fn new(parameters: Parameters) -> Self {
        Self { parameters, order: InOrder::default(), shingle: None, sharers: Vec::new() }
    }

    fn flush(&mut self, out: &mut Pairs) {
        let sharers = mem::take(&mut self.sharers);
        out.pairs(few_shingle_pairs(&sharers, self.parameters.plan.threshold), None);
    }
}

impl Stage for FewPairs {
    fn schema(&self) -> SchemaRef {
        schema(&[("first", Int64), ("second", Int64)])
    }

    fn take(&mut self, batch: &RecordBatch) -> Fallible<RecordBatch> {
        let (shingles, numbers) = (longs(batch, "shingle")?, longs(batch, "number")?);
        let (sizes, places) = (ints(batch, "size")?, ints(batch, "place")?);
        let mut out = Pairs::default();
        for row in 0..batch.num_rows() {
            let shingle = Some(shingles.value(row));
            self.order.take(self.shingle != shingle, places.value(row))?;
            if self.shingle != shingle {
                self.flush(&mut out);
                self.shingle = shingle;
            }
            // One more than a bucket may have is a crowd already: no others need be held.
            if !is_crowd(self.sharers.len() as u64) {
                self.sharers.push((numbers.value(row), sizes.value(row).cast_unsigned()));
            }
        }
        out.finish(self.schema())
    }

    fn end(&mut self) -> Fallible<Option<RecordBatch>> {
        let mut out = Pairs::default();
        self.flush(&mut out);
        out.finish(self.schema()).map(Some)
    }
}
