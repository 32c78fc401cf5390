//! Functions of a group that a shuffle has put together. Its rows stand together in the stream, sorted.

use super::input::{Fallible, InOrder, bytes, fault, ints, longs, schema};
use super::parameters::Parameters;
use super::stream::Stage;
use arrow_array::builder::Int64Builder;
use arrow_array::{Array, ArrayRef, BinaryArray, Int32Array, RecordBatch};
use arrow_schema::DataType::Int64;
use arrow_schema::SchemaRef;
use std::mem;
use std::sync::Arc;
use wirecopy::lsh::glance::{Glance, Imprint};
use wirecopy::pipeline::shards::{Neighbours, Number, bucket, few_shingle_pairs, glance, is_crowd};

/// Pairs on their way out.
#[derive(Default)]
struct Pairs {
    first: Int64Builder,
    second: Int64Builder,
    /// The key of a crowd of which `first` is a member, in the place of a pair; or that the pair is of.
    crowd: Int64Builder,
    /// How many pairs were told apart, in the place of a pair.
    apart: Int64Builder,
}

impl Pairs {
    fn pairs(&mut self, pairs: Vec<(Number, Number)>, key: Option<i64>) {
        for (first, second) in pairs {
            self.first.append_value(first);
            self.second.append_value(second);
            self.crowd.append_option(key);
            self.apart.append_null();
        }
    }

    fn of_crowd(&mut self, key: i64, member: Number) {
        self.first.append_value(member);
        self.second.append_null();
        self.crowd.append_value(key);
        self.apart.append_null();
    }

    fn apart(&mut self, pairs: u64) {
        if pairs > 0 {
            [&mut self.first, &mut self.second, &mut self.crowd]
                .into_iter()
                .for_each(Int64Builder::append_null);
            self.apart.append_value(pairs.cast_signed());
        }
    }

    fn finish(mut self, schema: &SchemaRef) -> Fallible<RecordBatch> {
        let columns = schema.fields().iter().map(|field| {
            let column = match field.name().as_str() {
                "first" => &mut self.first,
                "second" => &mut self.second,
                "crowd" => &mut self.crowd,
                _ => &mut self.apart,
            };
            Arc::new(column.finish()) as ArrayRef
        });
        RecordBatch::try_new(Arc::clone(schema), columns.collect())
    }
}

/// What articles are looked at by: `size`, their number of shingles, and `imprint`; or those of one side, under other
/// names.
struct Looks<'a> {
    sizes: &'a Int32Array,
    imprints: &'a BinaryArray,
}

/// An article's number of shingles, and its imprint.
type Look = (usize, Imprint);

impl<'a> Looks<'a> {
    fn of(batch: &'a RecordBatch, side: &str) -> Fallible<Self> {
        let sizes = ints(batch, &format!("size{side}"))?;
        Ok(Self { sizes, imprints: bytes(batch, &format!("imprint{side}"))? })
    }

    /// That of a row: none of equal articles, which are not looked at.
    fn row(&self, row: usize) -> Fallible<Option<Look>> {
        if self.imprints.is_null(row) {
            return Ok(None);
        }
        let imprint = Imprint::from_bytes(self.imprints.value(row));
        let imprint = imprint.ok_or_else(|| fault("an imprint of another length"))?;
        Ok(Some((self.sizes.value(row).cast_unsigned() as usize, imprint)))
    }
}

/// Whether two may resemble one another; equal ones do.
fn allows(glance: &Glance, one: Option<&Look>, other: Option<&Look>) -> bool {
    one.zip(other).is_none_or(|(one, other)| glance.allows((one.0, &one.1), (other.0, &other.1)))
}

/// `key`, `number`, `size`, `imprint` and `place`, groups of one key by number, give every two of a bucket that may
/// resemble one another, `first` and `second`; or of a crowd each member, `first` and `crowd`, its key; and how many
/// pairs were told `apart`, in rows of their own. Articles without an imprint are equal. No more than a bucket that
/// is no crowd is held.
pub(super) struct Buckets {
    glance: Glance,
    order: InOrder,
    key: Option<i64>,
    members: Vec<Number>,
    looks: Vec<Option<Look>>,
    crowded: bool,
}

impl Buckets {
    pub(super) fn new(parameters: &Parameters) -> Self {
        let glance = glance(&parameters.plan);
        let (members, looks) = (Vec::new(), Vec::new());
        Self { glance, order: InOrder::default(), key: None, members, looks, crowded: false }
    }

    fn flush(&mut self, out: &mut Pairs) {
        let (members, looks) = (mem::take(&mut self.members), mem::take(&mut self.looks));
        if !self.crowded {
            let look = |number: &Number| looks[members.partition_point(|member| member < number)].as_ref();
            let mut pairs = bucket(&members);
            let met = pairs.len();
            pairs.retain(|(first, second)| allows(&self.glance, look(first), look(second)));
            out.apart((met - pairs.len()) as u64);
            out.pairs(pairs, None);
        }
        (self.key, self.crowded) = (None, false);
    }

    fn push(&mut self, key: i64, (number, look): (Number, Option<Look>), out: &mut Pairs) {
        if self.key.is_some_and(|of| of != key) {
            self.flush(out);
        }
        self.key = Some(key);
        if self.crowded {
            out.of_crowd(key, number);
            return;
        }
        self.members.push(number);
        self.looks.push(look);
        if is_crowd(self.members.len() as u64) {
            self.crowded = true;
            self.looks.clear();
            self.members.drain(..).for_each(|member| out.of_crowd(key, member));
        }
    }
}

impl Stage for Buckets {
    fn schema(&self) -> SchemaRef {
        schema(&[("first", Int64), ("second", Int64), ("crowd", Int64), ("apart", Int64)])
    }

    fn take(&mut self, batch: &RecordBatch) -> Fallible<RecordBatch> {
        let (keys, numbers, places) = (longs(batch, "key")?, longs(batch, "number")?, ints(batch, "place")?);
        let looks = Looks::of(batch, "")?;
        let mut out = Pairs::default();
        for row in 0..batch.num_rows() {
            self.order.take(self.key != Some(keys.value(row)), places.value(row))?;
            self.push(keys.value(row), (numbers.value(row), looks.row(row)?), &mut out);
        }
        out.finish(&self.schema())
    }

    fn end(&mut self) -> Fallible<Option<RecordBatch>> {
        let mut out = Pairs::default();
        self.flush(&mut out);
        out.finish(&self.schema()).map(Some)
    }
}

/// `first`, `second`, and what both are looked at by (`size_one`, `imprint_one`, …), give the pairs that may resemble
/// one another, and how many were told `apart`, in a row of its own.
pub(super) struct Glanced(Glance);

impl Glanced {
    pub(super) fn new(parameters: &Parameters) -> Self {
        Self(glance(&parameters.plan))
    }
}

impl Stage for Glanced {
    fn schema(&self) -> SchemaRef {
        schema(&[("first", Int64), ("second", Int64), ("apart", Int64)])
    }

    fn take(&mut self, batch: &RecordBatch) -> Fallible<RecordBatch> {
        let (first, second) = (longs(batch, "first")?, longs(batch, "second")?);
        let (one, two) = (Looks::of(batch, "_one")?, Looks::of(batch, "_two")?);
        let (mut pairs, mut apart) = (Vec::new(), 0);
        for row in 0..batch.num_rows() {
            if allows(&self.0, one.row(row)?.as_ref(), two.row(row)?.as_ref()) {
                pairs.push((first.value(row), second.value(row)));
            } else {
                apart += 1;
            }
        }
        let mut out = Pairs::default();
        out.pairs(pairs, None);
        out.apart(apart);
        out.finish(&self.schema())
    }
}

/// `key`, `part`, `number` and `place`, parts of a crowd by size, then rank, give each with its neighbours: `first`,
/// `second` and `crowd`, the key. A row whose `passed` is not 0 is of the part before, and is paired with those
/// behind it only.
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
        out.finish(&self.schema())
    }
}

/// `shingle`, `number`, `size` and `place`, groups of one shingle by number, give the pairs that may be
/// near-duplicates, `first` and `second`.
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
        out.finish(&self.schema())
    }

    fn end(&mut self) -> Fallible<Option<RecordBatch>> {
        let mut out = Pairs::default();
        self.flush(&mut out);
        out.finish(&self.schema()).map(Some)
    }
}
