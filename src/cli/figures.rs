//! Figures as a person reads them.

use crate::article::Published;
use crate::observe::WarningKind;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::time::Duration;

/// `1,234,567`.
pub(super) fn thousands(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 article`, `1,234 articles`.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", thousands(count as u64), if count == 1 { one } else { many })
}

/// `81 MiB`, `1.2 GiB`.
pub(super) fn mebibytes(bytes: u64) -> String {
    let mebibytes = bytes as f64 / f64::from(1 << 20);
    if mebibytes < 1_024.0 {
        format!("{mebibytes:.0} MiB")
    } else {
        format!("{:.1} GiB", mebibytes / 1_024.0)
    }
}

/// `812 bytes`, `3.4 KiB`, `81 MiB`, `1.2 GiB`.
pub(super) fn size(bytes: u64) -> String {
    match bytes {
        0..1_024 => counted(bytes as usize, "byte", "bytes"),
        1_024..1_048_576 => format!("{:.1} KiB", bytes as f64 / 1_024.0),
        _ => mebibytes(bytes),
    }
}

/// The day (UTC) of the middle of an interval, so that a whole day of another zone is still called by its own date.
pub(super) fn day(published: &Published) -> Option<Date> {
    let middle = Timestamp::from_second(published.earliest.midpoint(published.latest)).ok()?;
    Some(middle.to_zoned(TimeZone::UTC).date())
}

/// `0.42 s`, `3 min 12 s`, `2 h 5 min`.
pub(super) fn duration(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..60 => format!("{:.2} s", time.as_secs_f64()),
        60..3_600 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{} h {} min", seconds / 3_600, seconds / 60 % 60),
    }
}

/// `3 unreadable dates`.
pub(super) fn warnings(kind: WarningKind, count: usize) -> String {
    let (one, many) = names(kind);
    counted(count, one, many)
}

/// `3 more unreadable dates`.
pub(super) fn more_warnings(kind: WarningKind, count: usize) -> String {
    let (one, many) = names(kind);
    counted(count, &format!("more {one}"), &format!("more {many}"))
}

/// What one warning and several of a kind are called.
fn names(kind: WarningKind) -> (&'static str, &'static str) {
    match kind {
        WarningKind::DuplicateId => ("duplicate id, given a suffix", "duplicate ids, given suffixes"),
        WarningKind::UnreadableDate => {
            ("unreadable date, article left undated", "unreadable dates, articles left undated")
        }
        WarningKind::AmbiguousDate => (
            "date of which the day or the month may come first, article left undated",
            "dates of which the day or the month may come first, articles left undated",
        ),
        WarningKind::Decoded => {
            ("file with text that was not UTF-8, decoded", "files with text that was not UTF-8, decoded")
        }
        WarningKind::Rejected => {
            ("rejected record, listed in rejected.csv", "rejected records, listed in rejected.csv")
        }
        WarningKind::UnknownFormat => {
            ("file of unknown format, not read", "files of unknown format, not read")
        }
        WarningKind::NoWords => {
            ("article without a word in its text", "articles without a word in their texts")
        }
        WarningKind::CrowdedBucket => {
            ("crowded bucket, not paired in full", "crowded buckets, not paired in full")
        }
        WarningKind::Memory => {
            ("bound on memory that cannot be kept", "bounds on memory that cannot be kept")
        }
        WarningKind::Unrecorded => {
            ("finished step that is not on record", "finished steps that are not on record")
        }
        WarningKind::CommonWording => (
            "stretch of common wording, not paired in full",
            "stretches of common wording, not paired in full",
        ),
        WarningKind::RecurringWording => (
            "note on wording that keeps recurring, taken for stock phrases",
            "notes on wording that keeps recurring, taken for stock phrases",
        ),
        WarningKind::Review => (
            "reviewed row about nothing in this run, passed over",
            "reviewed rows about nothing in this run, passed over",
        ),
        WarningKind::Disagreement => (
            "reviewed row that contradicts a file named before it",
            "reviewed rows that contradict a file named before them",
        ),
        WarningKind::LeftOut => ("output left out", "outputs left out"),
        WarningKind::GoesOn => {
            ("table that goes on in another file or sheet", "tables that go on in other files or sheets")
        }
        WarningKind::Input => ("note on the input", "notes on the input"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        for (count, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(thousands(count), text);
        }
    }

    #[test]
    fn a_time_has_the_unit_that_suits_it() {
        let of = |seconds: f64| duration(Duration::from_secs_f64(seconds));
        assert_eq!([of(0.423), of(192.0), of(7_500.0)], ["0.42 s", "3 min 12 s", "2 h 5 min"]);
    }

    #[test]
    fn memory_has_the_unit_that_suits_it() {
        assert_eq!([mebibytes(81 << 20), mebibytes(5 << 29)], ["81 MiB", "2.5 GiB"]);
    }

    #[test]
    fn a_day_is_iso_however_the_article_wrote_it() {
        let interval = |earliest, latest, given: &str| Published { earliest, latest, given: given.into() };
        for (published, expected) in [
            (interval(1_468_434_960, 1_468_434_961, "Wed, 13 Jul 2016 20:36:00 +0200"), "2016-07-13"),
            (interval(1_488_326_400, 1_488_412_800, "1er mars 2017"), "2017-03-01"),
            (interval(1_488_322_800, 1_488_409_200, "1er mars 2017 (Paris)"), "2017-03-01"),
            (interval(1_488_412_799, 1_488_412_800, "2017-03-01T23:59:59Z"), "2017-03-01"),
        ] {
            assert_eq!(day(&published).unwrap().to_string(), expected, "{}", published.given);
        }
    }
}
