//! Dates with the month in letters, in English or French, as web pages and news feeds print them; and in figures, the year
//! last, where the user has said whether the day or the month comes first.
//!
//! Every word must be understood: a day, a month, a year, perhaps a time and a zone, and words that say nothing
//! (`mercredi`, `à`, `at`). One word too many, and it is not a date.

use super::{Clock, DateOrder, Moment, iso};
use jiff::civil::Date;
use jiff::tz::Offset;

/// The names of each month, English and French, without their final stop.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "janvier", "janv"],
    &["february", "feb", "février", "fevrier", "févr", "fevr", "fév", "fev"],
    &["march", "mar", "mars"],
    &["april", "apr", "avril", "avr"],
    &["may", "mai"],
    &["june", "jun", "juin"],
    &["july", "jul", "juillet", "juil"],
    &["august", "aug", "août", "aout"],
    &["september", "sept", "sep", "septembre"],
    &["october", "oct", "octobre"],
    &["november", "nov", "novembre"],
    &["december", "dec", "décembre", "decembre", "déc"],
];

/// Words around a date that do not change it.
const FILLERS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lun",
    "mer",
    "jeu",
    "ven",
    "sam",
    "dim",
    "le",
    "à",
    "a",
    "at",
    "on",
    "the",
    "of",
    "-",
    "–",
    "|",
];

/// What has been understood so far; a thing that is said twice is not understood.
#[derive(Default)]
struct Heard {
    /// What comes first where all is figures; none if that was not said.
    order: Option<DateOrder>,
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    clock: Option<(i8, Option<i8>, Option<i8>)>,
    afternoon: Option<bool>,
    offset: Option<Offset>,
}

/// The whole value as one date, with or without a time and a zone.
pub(super) fn moment(value: &str, order: Option<DateOrder>) -> Option<Moment> {
    let value = value.to_lowercase();
    let mut heard = Heard { order, ..Heard::default() };
    for word in value.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()) {
        heard.hear(word)?;
    }
    let date = Date::new(heard.year?, heard.month?, heard.day?).ok()?;
    let clock = match heard.clock {
        Some(clock) => Some(on_the_24_hour_clock(clock, heard.afternoon)?),
        None if heard.afternoon.is_some() || heard.offset.is_some() => return None,
        None => None,
    };
    Some(Moment { date, clock, offset: heard.offset })
}

impl Heard {
    /// Takes in one lower-case word; none if it makes no sense, or says again what was said.
    fn hear(&mut self, word: &str) -> Option<()> {
        let bare = word.strip_suffix('.').unwrap_or(word);
        if let Some(month) = MONTHS.iter().position(|names| names.contains(&bare)) {
            return once(&mut self.month, month as i8 + 1);
        }
        if FILLERS.contains(&bare) {
            return Some(());
        }
        if let Some(figures) = figures(word) {
            let (day, month) = self.order?.day_and_month(figures);
            once(&mut self.day, day)?;
            once(&mut self.month, month)?;
            return once(&mut self.year, figures.2);
        }
        if let Some(afternoon) = half_of_day(word) {
            return once(&mut self.afternoon, afternoon);
        }
        if let Some(offset) = iso::offset(bare) {
            return once(&mut self.offset, offset);
        }
        if word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()) {
            return once(&mut self.year, word.parse().ok()?);
        }
        if let Some(day) = day(word) {
            return once(&mut self.day, day);
        }
        let (time, half) = word.split_at(word.find(['a', 'p']).unwrap_or(word.len()));
        if !half.is_empty() {
            once(&mut self.afternoon, half_of_day(half)?)?;
        }
        once(&mut self.clock, clock(time)?)
    }
}

/// `03/04/2016`, `3.4.2016`, `03-04-2016`: two numbers of one or two figures and a year of four.
fn figures(word: &str) -> Option<(i8, i8, i16)> {
    let separator = word.chars().find(|sign| !sign.is_ascii_digit()).filter(|sign| "/.-".contains(*sign))?;
    let mut parts = word.split(separator);
    let (first, second, year) = (number(parts.next()?)?, number(parts.next()?)?, parts.next()?);
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()) && parts.next().is_none();
    is_year.then(|| Some((first, second, year.parse().ok()?)))?
}

/// The first date in figures of a value, the year last; the two numbers before it.
pub(super) fn in_figures(value: &str) -> Option<(i8, i8)> {
    let words = value.split(|c: char| c.is_whitespace() || c == ',');
    words.filter_map(figures).map(|(first, second, _)| (first, second)).next()
}

/// Fills what is empty; none if it was not.
fn once<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.replace(value).is_none().then_some(())
}

/// Whether a word is `p.m.` rather than `a.m.`.
fn half_of_day(word: &str) -> Option<bool> {
    match word {
        "am" | "a.m." | "a.m" => Some(false),
        "pm" | "p.m." | "p.m" => Some(true),
        _ => None,
    }
}

/// `13`, `13th`, `1er`.
fn day(word: &str) -> Option<i8> {
    let figures =
        ["er", "st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    number(figures)
}

/// `18:36`, `18:36:05`, `18h36`, `18h`; `6` and `6:36` where a half of the day follows at once.
fn clock(word: &str) -> Option<(i8, Option<i8>, Option<i8>)> {
    let (hour, rest) = word.split_once([':', 'h']).unwrap_or((word, ""));
    let (minute, second) =
        rest.split_once(':').map_or((rest, None), |(minute, second)| (minute, Some(second)));
    let minute = if minute.is_empty() { None } else { Some(number(minute)?) };
    let second = second.map_or(Some(None), |second| number(second).map(Some))?;
    Some((number(hour)?, minute, second))
}

/// A number of one or two ASCII figures.
fn number(figures: &str) -> Option<i8> {
    let fits = (1..=2).contains(&figures.len()) && figures.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| figures.parse().ok())?
}

/// A time with its half of the day, if one was named: 12 a.m. is midnight, 12 p.m. is noon.
fn on_the_24_hour_clock(
    (hour, minute, second): (i8, Option<i8>, Option<i8>),
    afternoon: Option<bool>,
) -> Option<Clock> {
    let hour = match afternoon {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(afternoon) => hour % 12 + if afternoon { 12 } else { 0 },
    };
    Clock::new(hour, minute, second)
}
