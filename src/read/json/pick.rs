//! The wanted fields of an object, found in one pass.

use super::super::fields::{Field, FieldNames};
use super::super::record::Value;
use super::decode::decoded;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// What was found for each field: under its whole name, or (for dotted names) under the beginning of it.
#[derive(Default)]
pub(super) struct Picked<'a> {
    whole: [Option<&'a RawValue>; Field::COUNT],
    nested: [Option<(&'a RawValue, usize)>; Field::COUNT],
}

impl Picked<'_> {
    /// The value of a field.
    pub(super) fn value(&self, field: usize, names: &FieldNames) -> Value {
        let nested = || {
            let (inner, passed) = self.nested[field]?;
            Some(lookup(inner.get(), &names.all()[field][passed..]))
        };
        self.whole[field].map_or_else(|| nested().unwrap_or(Value::Absent), |raw| decoded(raw.get()))
    }
}

/// The value under a dotted name inside an object.
fn lookup(object: &str, name: &str) -> Value {
    let mut names = FieldNames::default();
    if !object.starts_with('{') || names.rename(&format!("text={name}")).is_err() {
        return Value::Absent;
    }
    let mut json = serde_json::Deserializer::from_str(object);
    Pick(&names)
        .deserialize(&mut json)
        .map_or(Value::Absent, |picked| picked.value(Field::Text.index(), &names))
}

/// Picks the wanted fields out of an object.
pub(super) struct Pick<'n>(pub(super) &'n FieldNames);

impl<'a> DeserializeSeed<'a> for Pick<'_> {
    type Value = Picked<'a>;

    fn deserialize<D: Deserializer<'a>>(self, json: D) -> Result<Picked<'a>, D::Error> {
        json.deserialize_map(self)
    }
}

impl<'a> Visitor<'a> for Pick<'_> {
    type Value = Picked<'a>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON object")
    }

    fn visit_map<M: MapAccess<'a>>(self, mut object: M) -> Result<Picked<'a>, M::Error> {
        let mut picked = Picked::default();
        while let Some(wanted) = object.next_key_seed(Key(self.0))? {
            if wanted.iter().all(|wanted| *wanted == Wanted::No) {
                object.next_value::<IgnoredAny>()?;
                continue;
            }
            let raw = object.next_value()?;
            for (field, wanted) in wanted.into_iter().enumerate() {
                match wanted {
                    Wanted::No => {}
                    Wanted::Whole => picked.whole[field] = Some(raw),
                    Wanted::Inside(passed) => picked.nested[field] = Some((raw, passed)),
                }
            }
        }
        Ok(picked)
    }
}

/// Whether a key is a field's whole name, or the beginning of its dotted name, so many bytes long.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    No,
    Whole,
    Inside(usize),
}

/// Compares a key with the names that are wanted.
struct Key<'n>(&'n FieldNames);

impl<'a> DeserializeSeed<'a> for Key<'_> {
    type Value = [Wanted; Field::COUNT];

    fn deserialize<D: Deserializer<'a>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = [Wanted; Field::COUNT];

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a name")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(std::array::from_fn(|field| match self.0.all()[field].strip_prefix(key) {
            Some("") => Wanted::Whole,
            Some(rest) if rest.starts_with('.') => Wanted::Inside(key.len() + 1),
            _ => Wanted::No,
        }))
    }
}
