//! Dates in figures, largest unit first: ISO 8601 as RFC 3339, databases and news feeds write it.

use super::{Clock, Moment};
use jiff::civil::Date;
use jiff::tz::Offset;

/// The whole value as one date, with or without a time and a zone.
pub(super) fn moment(value: &str) -> Option<Moment> {
    let mut rest = Cursor(value.as_bytes());
    let date = date(&mut rest)?;
    let clock = match rest.eat(b"Tt ") {
        Some(_) => Some(clock(&mut rest)?),
        None => None,
    };
    let offset = if rest.0.is_empty() { None } else { Some(zone(&mut rest)?) };
    rest.0.is_empty().then_some(Moment { date, clock, offset })
}

/// A whole value as an offset from UTC: `Z`, `UTC`, `+01:00`, `+0100`, `+01`.
pub(super) fn offset(value: &str) -> Option<Offset> {
    let mut rest = Cursor(value.as_bytes());
    zone(&mut rest).filter(|_| rest.0.is_empty())
}

/// `2016-07-13`, `2016/07/13`, `20160713`.
fn date(rest: &mut Cursor<'_>) -> Option<Date> {
    let year = rest.figures(4)?;
    let separator = rest.eat(b"-/");
    let month = rest.figures(2)?;
    if let Some(separator) = separator {
        rest.eat(&[separator])?;
    }
    let day = rest.figures(2)?;
    Date::new(year, month as i8, day as i8).ok()
}

/// `18:36`, `18:36:00`, `18:36:00.123`, `1836`, `183600`.
fn clock(rest: &mut Cursor<'_>) -> Option<Clock> {
    while rest.eat(b" ").is_some() {}
    let hour = rest.figures(2)?;
    let colon = rest.eat(b":");
    let minute = rest.figures(2)?;
    let second = match colon {
        Some(_) if rest.eat(b":").is_some() => Some(rest.figures(2)?),
        Some(_) => None,
        None => rest.figures(2),
    };
    if second.is_some() && rest.eat(b".,").is_some() {
        rest.figures(1)?;
        while rest.figures(1).is_some() {}
    }
    Clock::new(hour as i8, Some(minute as i8), second.map(|second| second as i8))
}

/// `Z`, `UTC`, `GMT`, `+02:00`, `+0200`, `+02`, after any blanks.
fn zone(rest: &mut Cursor<'_>) -> Option<Offset> {
    while rest.eat(b" ").is_some() {}
    for name in ["UTC", "GMT", "Z"] {
        if let Some((_, after)) =
            rest.0.split_at_checked(name.len()).filter(|(word, _)| word.eq_ignore_ascii_case(name.as_bytes()))
        {
            rest.0 = after;
            return Some(Offset::UTC);
        }
    }
    let sign = if rest.eat(b"+-")? == b'-' { -1 } else { 1 };
    let hours = i32::from(rest.figures(2)?);
    let minutes = match rest.eat(b":") {
        Some(_) => rest.figures(2)?,
        None => rest.figures(2).unwrap_or(0),
    };
    let seconds = (hours <= 23 && minutes <= 59).then(|| sign * (hours * 3_600 + i32::from(minutes) * 60))?;
    Offset::from_seconds(seconds).ok()
}

/// What is left to read.
struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    /// A number of exactly so many ASCII figures, at most four; nothing is taken if they are not there.
    fn figures(&mut self, count: usize) -> Option<i16> {
        let (figures, rest) = self.0.split_at_checked(count)?;
        let number = figures.iter().try_fold(0, |number, byte| {
            byte.is_ascii_digit().then(|| number * 10 + i16::from(byte - b'0'))
        })?;
        self.0 = rest;
        Some(number)
    }

    /// The next byte, if it is one of these.
    fn eat(&mut self, any: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first().filter(|(first, _)| any.contains(first))?;
        self.0 = rest;
        Some(*first)
    }
}
