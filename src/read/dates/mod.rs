//! When an article was published: what a date says, as the interval of seconds in which it can have been.
//!
//! A reader of one notation (`iso`, `spoken`) gives a [`Moment`], that is, a date, perhaps a time with its width, perhaps a
//! zone. Only [`interval`] knows zones: a day in a zone has 23, 24 or 25 hours, and a time that the clock shows twice
//! in autumn is two hours wide.

mod iso;
mod spoken;

use crate::article::Published;
use jiff::civil::{Date, Time};
use jiff::tz::{Offset, TimeZone, TimeZoneDatabase};
use std::fmt;
use std::str::FromStr;

/// Years in which an article can have been published; anything else is a misreading.
const YEARS: std::ops::RangeInclusive<i16> = 1000..=9999;

/// The zone of dates that name none: UTC, a fixed offset, or an IANA name from the database inside the program.
///
/// The system's own database is not asked: the same input gives the same intervals on every machine.
#[derive(Debug, Clone, PartialEq)]
pub struct Timezone {
    name: String,
    zone: TimeZone,
}

/// A value that is no time zone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown time zone {0:?} (give an IANA name such as Europe/Paris, UTC, or an offset such as +01:00)")]
pub struct UnknownTimezone(pub String);

impl Default for Timezone {
    fn default() -> Self {
        Self { name: "UTC".to_owned(), zone: TimeZone::UTC }
    }
}

impl FromStr for Timezone {
    type Err = UnknownTimezone;

    fn from_str(given: &str) -> Result<Self, UnknownTimezone> {
        let name = given.trim();
        let zone = iso::offset(name)
            .map(TimeZone::fixed)
            .or_else(|| TimeZoneDatabase::bundled().get(name).ok())
            .ok_or_else(|| UnknownTimezone(given.to_owned()))?;
        Ok(Self { name: name.to_owned(), zone })
    }
}

impl fmt::Display for Timezone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.name)
    }
}

/// Whether the day or the month comes first in dates of figures whose year comes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// `13/07/2016`.
    DayFirst,
    /// `07/13/2016`.
    MonthFirst,
}

/// A value that is no order of dates.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown order of dates {0:?} (give day-first or month-first)")]
pub struct UnknownDateOrder(pub String);

impl DateOrder {
    fn day_and_month(self, (first, second, _): (i8, i8, i16)) -> (i8, i8) {
        match self {
            Self::DayFirst => (first, second),
            Self::MonthFirst => (second, first),
        }
    }
}

impl FromStr for DateOrder {
    type Err = UnknownDateOrder;

    fn from_str(given: &str) -> Result<Self, UnknownDateOrder> {
        let known = [Self::DayFirst, Self::MonthFirst];
        known
            .into_iter()
            .find(|order| order.to_string() == given)
            .ok_or_else(|| UnknownDateOrder(given.to_owned()))
    }
}

impl fmt::Display for DateOrder {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::DayFirst => "day-first",
            Self::MonthFirst => "month-first",
        })
    }
}

/// Whether a date is two different days by whether the day or the month comes first: `03/04/2016`, but neither `13/04/2016`
/// nor `04/04/2016`.
#[must_use]
pub fn is_ambiguous(given: &str) -> bool {
    let may_be_month = |number: i8| (1..=12).contains(&number);
    spoken::in_figures(given)
        .is_some_and(|(first, second)| first != second && may_be_month(first) && may_be_month(second))
}

/// Whether a date is in figures, the year last, and read only where it was said whether the day or the month comes first.
pub(super) fn needs_order(given: &str) -> bool {
    spoken::in_figures(given).is_some()
}

/// What a notation says: a whole day, or a time of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Moment {
    date: Date,
    clock: Option<Clock>,
    offset: Option<Offset>,
}

/// A time of day, and for how many seconds it is that time: 1, 60 or 3,600.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Clock {
    time: Time,
    width: i64,
}

impl Clock {
    /// A time of day given to the hour, the minute or the second; a leap second is the second before it.
    fn new(hour: i8, minute: Option<i8>, second: Option<i8>) -> Option<Self> {
        let width = match (minute, second) {
            (_, Some(_)) => 1,
            (Some(_), None) => 60,
            (None, None) => 3_600,
        };
        let second = second.unwrap_or(0);
        let second = if second == 60 { 59 } else { second };
        let time = Time::new(hour, minute.unwrap_or(0), second, 0).ok()?;
        Some(Self { time, width })
    }
}

/// When an article was published, by the value it gave; none if that cannot be read.
///
/// Read are RFC 3339 and its relatives (`2016-07-13T18:36:00.5+02:00`, `2016-07-13 18:36`, `20160713T183600Z`,
/// `2016-07-13`, `20160713`), RFC 2822 (`Wed, 13 Jul 2016 18:36:00 +0200`), and English and French dates with the month
/// in letters (`July 13, 2016, 6:36 p.m.`, `1er mars 2017 à 08h10`). Dates in figures whose year comes last (`03/04/2016`,
/// `3.4.2016 18:36`) are read in the `order` that was said, and never guessed.
pub(super) fn published(given: &str, timezone: &Timezone, order: Option<DateOrder>) -> Option<Published> {
    let value = given.trim();
    let (earliest, latest) = iso::moment(value)
        .or_else(|| spoken::moment(value, order))
        .filter(|moment| YEARS.contains(&moment.date.year()))
        .and_then(|moment| interval(moment, &timezone.zone))
        .or_else(|| rfc2822(value))?;
    Some(Published { earliest, latest, given: given.to_owned() })
}

/// The seconds since 1970 in which a moment lies, `[earliest, latest)`, never empty.
fn interval(moment: Moment, timezone: &TimeZone) -> Option<(i64, i64)> {
    let zone = moment.offset.map_or_else(|| timezone.clone(), TimeZone::fixed);
    let Some(clock) = moment.clock else {
        let start = moment.date.to_zoned(zone.clone()).ok()?;
        let end = moment.date.tomorrow().ok()?.to_zoned(zone).ok()?;
        return Some((start.timestamp().as_second(), end.timestamp().as_second()));
    };
    let reading = zone.to_ambiguous_zoned(moment.date.to_datetime(clock.time));
    let (earlier, later) = (reading.clone().earlier().ok()?, reading.later().ok()?);
    let (earlier, later) = (earlier.timestamp().as_second(), later.timestamp().as_second());
    Some((earlier.min(later), earlier.max(later) + clock.width))
}

/// An RFC 2822 date, with the zone names and two-figure years that the standard still lets through.
fn rfc2822(value: &str) -> Option<(i64, i64)> {
    let parser = jiff::fmt::rfc2822::DateTimeParser::new().relaxed_weekday(true);
    let moment = parser.parse_zoned(value).ok().filter(|moment| YEARS.contains(&moment.year()))?;
    let width = if value.matches(':').count() > 1 { 1 } else { 60 };
    let start = moment.timestamp().as_second();
    Some((start, start + width))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEDNESDAY: i64 = 1_468_368_000; // 2016-07-13T00:00:00Z

    fn read(value: &str, zone: &str) -> Option<(i64, i64)> {
        in_order(value, zone, None)
    }

    fn in_order(value: &str, zone: &str, order: Option<DateOrder>) -> Option<(i64, i64)> {
        published(value, &zone.parse().unwrap(), order).map(|found| (found.earliest, found.latest))
    }

    fn at(hour: i64, minute: i64, width: i64) -> (i64, i64) {
        let start = WEDNESDAY + hour * 3_600 + minute * 60;
        (start, start + width)
    }

    #[test]
    fn what_is_given_to_the_second_is_a_second_to_the_minute_a_minute() {
        for second in [
            "2016-07-13T18:36:00Z",
            "2016-07-13 18:36:00",
            "2016-07-13t18:36:00.999+00:00",
            "2016-07-13T20:36:00+02:00",
            "2016-07-13 20:36:00 +0200",
            "20160713T183600Z",
            "20160713T203600+02",
            " 2016-07-13T18:36:00,5Z ",
            "2016-07-13 18:36:00 UTC",
            "Wed, 13 Jul 2016 20:36:00 +0200",
            "13 Jul 2016 14:36:00 EDT",
        ] {
            assert_eq!(read(second, "UTC"), Some(at(18, 36, 1)), "{second}");
        }
        for minute in ["2016-07-13T18:36Z", "2016-07-13 18:36", "20160713T1836", "Wed, 13 Jul 2016 18:36 GMT"]
        {
            assert_eq!(read(minute, "UTC"), Some(at(18, 36, 60)), "{minute}");
        }
        assert_eq!(read("2016-07-13T23:59:60Z", "UTC").unwrap().0, WEDNESDAY + 86_399);
    }

    #[test]
    fn a_date_is_its_whole_day_in_the_zone() {
        for day in ["2016-07-13", "20160713", "2016/07/13", "13 July 2016", "July 13th, 2016"] {
            assert_eq!(read(day, "UTC"), Some(at(0, 0, 86_400)), "{day}");
        }
        assert_eq!(read("2016-07-13", "+02:00"), Some(at(-2, 0, 86_400)));
        assert_eq!(read("2016-07-13Z", "+02:00"), Some(at(0, 0, 86_400)));
    }

    #[test]
    fn a_day_on_which_the_clock_changes_has_23_or_25_hours() {
        let hours = |day| read(day, "Europe/Paris").map(|(start, end)| (end - start) / 3_600);
        assert_eq!(hours("2016-03-27"), Some(23));
        assert_eq!(hours("2016-10-30"), Some(25));
        assert_eq!(hours("2016-07-13"), Some(24));
    }

    #[test]
    fn a_time_that_the_clock_shows_twice_is_either() {
        let (start, end) = read("2016-10-30T02:30", "Europe/Paris").unwrap();
        assert_eq!(end - start, 3_660);
        let (start, end) = read("2016-10-30T02:30:00+02:00", "Europe/Paris").unwrap();
        assert_eq!(end - start, 1);
    }

    #[test]
    fn months_are_read_in_english_and_french() {
        for spoken in [
            "13 juil. 2016, 18:36",
            "mercredi 13 juillet 2016 à 18h36",
            "July 13, 2016, 6:36 p.m.",
            "Jul 13 2016 6:36PM",
        ] {
            assert_eq!(read(spoken, "UTC"), Some(at(18, 36, 60)), "{spoken}");
        }
        assert_eq!(read("13 juillet 2016 à 18h", "UTC"), Some(at(18, 0, 3_600)));
        let first = read("1er mars 2017 à 08h10", "Europe/Paris").unwrap();
        assert_eq!(first, (1_488_352_200, 1_488_352_260));
        assert_eq!(read("12 août 2016", "UTC"), read("12 Aug 2016", "UTC"));
    }

    #[test]
    fn what_cannot_be_read_is_not_guessed() {
        for bad in [
            "",
            "yesterday",
            "03/04/2016",
            "2016-13-01",
            "2016-02-30",
            "2016-07-13T25:00",
            "1468427760",
            "0999-01-01",
            "99999-01-01",
            "2016-07",
            "2016-07-13T",
            "2016-07-13T18",
            "2016-07-13 18:36 or so",
            "mars",
            "13 2016",
            "2016-07-13T18:36:00+99:00",
            "2016-0713",
            "١٣ July 2016",
            "-2016-07-13",
        ] {
            assert_eq!(read(bad, "UTC"), None, "{bad}");
        }
    }

    #[test]
    fn a_date_in_figures_is_read_in_the_order_that_was_said() {
        let (day_first, month_first) = (Some(DateOrder::DayFirst), Some(DateOrder::MonthFirst));
        for (value, order, same) in [
            ("03/04/2016", day_first, "2016-04-03"),
            ("03/04/2016", month_first, "2016-03-04"),
            ("3.4.2016", day_first, "2016-04-03"),
            ("13-07-2016 18:36", day_first, "2016-07-13T18:36"),
            ("7/13/2016, 6:36 PM", month_first, "2016-07-13T18:36"),
            ("mer. 13/07/2016 à 18h36", day_first, "2016-07-13T18:36"),
            ("13/07/2016 18:36:05 +02:00", day_first, "2016-07-13T18:36:05+02:00"),
        ] {
            assert_eq!(in_order(value, "UTC", order), read(same, "UTC"), "{value}");
            assert_eq!(read(value, "UTC"), None, "{value}: nobody said in which order");
        }
        for bad in ["13/07/2016", "31/02/2016", "03/04/16", "03/04-2016", "3/4/5/2016", "03/04/2016 1/2/2016"]
        {
            assert_eq!(in_order(bad, "UTC", month_first), None, "{bad}");
        }
        // What is told apart by itself is read as it is, whatever was said.
        assert_eq!(in_order("2016-07-13", "UTC", month_first), read("2016-07-13", "UTC"));
        assert_eq!(in_order("2016/04/03", "UTC", day_first), read("2016-04-03", "UTC"));
    }

    #[test]
    fn a_date_is_ambiguous_if_it_is_two_days() {
        for (given, is) in [
            ("03/04/2016 18:36", true),
            ("12.1.2016", true),
            ("13/04/2016", false),
            ("04/04/2016", false),
            ("2016-03-04", false),
            ("3 April 2016", false),
            ("0/4/2016", false),
        ] {
            assert_eq!(is_ambiguous(given), is, "{given}");
        }
    }

    #[test]
    fn an_order_is_one_of_two() {
        for order in ["day-first", "month-first"] {
            assert_eq!(order.parse::<DateOrder>().unwrap().to_string(), order);
        }
        assert_eq!("dmy".parse::<DateOrder>(), Err(UnknownDateOrder("dmy".to_owned())));
    }

    #[test]
    fn a_zone_is_a_name_or_an_offset_and_says_so() {
        for good in ["UTC", "Europe/Paris", "+01:00", "-0330", "Z", "America/Argentina/Buenos_Aires"] {
            assert_eq!(good.parse::<Timezone>().unwrap().to_string(), good);
        }
        for bad in ["", "Paris", "+1", "+25:00", "25"] {
            let error = bad.parse::<Timezone>().unwrap_err().to_string();
            assert!(error.contains(&format!("{bad:?}")), "{error}");
        }
    }
}
