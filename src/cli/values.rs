//! Single values of the command line: each is refused here or never, with its range.

use super::screen::ColorWhen;
use crate::align::verbatim::ExactWords;
use crate::findings::Measure;
use crate::measure::Threshold;
use crate::plan::{MatrixOrder, Representative};
use crate::read::FieldNames;
use crate::report::{Excerpt, GraphFormat, Profile};
use crate::score::Siblings;
use crate::shingle::ShingleWidth;
use crate::sketch::SketchShape;
use clap::builder::{PathBufValueParser, PossibleValuesParser, TypedValueParser};
use std::error::Error;
use std::ffi::OsString;
use std::path::PathBuf;

type Refusal = Box<dyn Error + Send + Sync>;

/// A share above 0 and at most 1.
pub(super) fn threshold(word: &str) -> Result<Threshold, Refusal> {
    let share = word.parse().map_err(|_| "a share is a number above 0 and at most 1, such as 0.5")?;
    Ok(Threshold::new(share)?)
}

/// `Name`, or `Name=Short;Other form`, none of them empty.
pub(super) fn wire(words: &str) -> Result<String, Refusal> {
    let (name, forms) = words.split_once('=').map_or((words, None), |(name, forms)| (name, Some(forms)));
    let is_blank = |name: &str| name.trim().is_empty() || name.contains('=');
    if is_blank(name) || forms.is_some_and(|forms| forms.split(';').any(is_blank)) {
        return Err(
            "an agency is a name, or a name and its short forms, such as Agence Boréale=Boréale;AB".into()
        );
    }
    Ok(words.to_owned())
}

/// A number of words that a shingle can have.
pub(super) fn shingle(word: &str) -> Result<ShingleWidth, Refusal> {
    Ok(ShingleWidth::new(word.parse().map_err(|_| "a shingle is a number of words, 1 to 64")?)?)
}

/// A number of words that not any two articles have in a row.
pub(super) fn exact_words(word: &str) -> Result<ExactWords, Refusal> {
    Ok(ExactWords::new(word.parse().map_err(|_| "an exact run is a number of words, at least 3")?)?)
}

/// A number of slots that a sketch can have.
pub(super) fn slots(word: &str) -> Result<usize, Refusal> {
    let slots = word.parse().map_err(|_| "a sketch has 16 to 4096 slots, a power of two")?;
    Ok(SketchShape::new(slots, 0)?.slots())
}

/// A length of time in seconds: a whole number of minutes, hours, days or weeks.
pub(super) fn window(word: &str) -> Result<u64, Refusal> {
    let refusal = || Refusal::from("a time is a whole number from 1 and a unit: 90m, 36h, 7d or 2w");
    let unit = word.chars().last().ok_or_else(refusal)?;
    let seconds: u64 = match unit {
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        'w' => 604_800,
        _ => return Err(refusal()),
    };
    let count: u64 = word[..word.len() - 1].parse().map_err(|_| refusal())?;
    count.checked_mul(seconds).filter(|&time| time > 0 && i64::try_from(time).is_ok()).ok_or_else(refusal)
}

/// A word of the options of compare: none that decides where articles come from and results go to.
pub(super) fn compare_option(word: &str) -> Result<OsString, Refusal> {
    const OURS: [&str; 5] = ["-o", "--output", "--against", "--against-index", "--end-with-input"];
    let name = word.split('=').next().unwrap_or(word);
    if OURS.contains(&name) {
        Err(format!("{name} is settled by watch itself").into())
    } else {
        Ok(word.into())
    }
}

/// A day as 2016-01-31: the second in which it begins, UTC.
pub(super) fn day(word: &str) -> Result<i64, Refusal> {
    let day: jiff::civil::Date = word.parse().map_err(|_| "a day is a date such as 2016-01-31")?;
    Ok(day.to_zoned(jiff::tz::TimeZone::UTC)?.timestamp().as_second())
}

/// A number of bytes: a whole number and a unit of 1024, 1024², 1024³ or 1024⁴ bytes, at least a mebibyte.
pub(super) fn size(word: &str) -> Result<u64, Refusal> {
    let refusal = || {
        Refusal::from("a size is a whole number and a unit, K, M, G or T, such as 512M or 2G; at least 1M")
    };
    let upper = word.to_ascii_uppercase();
    let short = upper.strip_suffix("IB").or_else(|| upper.strip_suffix('B')).unwrap_or(&upper);
    let unit = short.chars().last().ok_or_else(refusal)?;
    let shift = 10 * (1 + "KMGT".find(unit).ok_or_else(refusal)?);
    let count: u64 = short[..short.len() - 1].parse().map_err(|_| refusal())?;
    count.checked_mul(1 << shift).filter(|&bytes| bytes >= 1 << 20).ok_or_else(refusal)
}

/// A path that is not standard output.
pub(super) fn file() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().try_map(|path| match path.to_str() {
        Some("-") => Err(Refusal::from("a table needs a file of its own, not standard output (name one)")),
        _ => Ok(path),
    })
}

/// A renaming that the reader understands; it is applied when all of them are known.
pub(super) fn field(word: &str) -> Result<String, Refusal> {
    FieldNames::default().rename(word)?;
    Ok(word.to_owned())
}

/// A dress for the tables, by its name or by a language that writes numbers the same way.
pub(super) fn profile(word: &str) -> Result<Profile, Refusal> {
    match word {
        "rfc4180" => Ok(Profile::RFC4180),
        "excel" => Ok(Profile::EXCEL),
        "excel-fr" | "excel-de" | "excel-es" | "excel-it" | "excel-pt" | "fr" | "de" | "es" | "it" | "pt" => {
            Ok(Profile::EXCEL_FR)
        }
        _ => {
            Err("a profile is rfc4180, excel or excel-fr (also fr, de, es, it, pt, each also as in excel-de)"
                .into())
        }
    }
}

/// A format for graphs.
pub(super) fn graph(word: &str) -> Result<GraphFormat, Refusal> {
    let named = GraphFormat::ALL.into_iter().find(|format| format.word() == word);
    named.ok_or_else(|| "a graph is written as graphml, gexf or dot".into())
}

/// How much of a passage's text is shown.
pub(super) fn excerpt() -> impl TypedValueParser<Value = Excerpt> {
    PossibleValuesParser::new(["short", "full"]).map(|word| match word.as_str() {
        "full" => Excerpt::Full,
        _ => Excerpt::Short,
    })
}

/// A figure for the matrix.
pub(super) fn measure() -> impl TypedValueParser<Value = Measure> {
    PossibleValuesParser::new(["resemblance", "containment", "coverage"]).map(|word| match word.as_str() {
        "containment" => Measure::Containment,
        "coverage" => Measure::Coverage,
        _ => Measure::Resemblance,
    })
}

/// An order for the matrix.
pub(super) fn matrix_order() -> impl TypedValueParser<Value = MatrixOrder> {
    PossibleValuesParser::new(["input", "cluster"]).map(|word| match word.as_str() {
        "cluster" => MatrixOrder::Cluster,
        _ => MatrixOrder::Input,
    })
}

/// Which article of a cluster stands for the others.
pub(super) fn representative() -> impl TypedValueParser<Value = Representative> {
    PossibleValuesParser::new(["earliest", "longest", "first"]).map(|word| match word.as_str() {
        "longest" => Representative::Longest,
        "first" => Representative::First,
        _ => Representative::Earliest,
    })
}

/// What becomes of passages between two copies of one source.
pub(super) fn siblings() -> impl TypedValueParser<Value = Siblings> {
    PossibleValuesParser::new(["count", "ignore"]).map(|word| match word.as_str() {
        "ignore" => Siblings::Ignore,
        _ => Siblings::Count,
    })
}

/// When colours are used.
pub(super) fn color() -> impl TypedValueParser<Value = ColorWhen> {
    PossibleValuesParser::new(["auto", "always", "never"]).map(|word| match word.as_str() {
        "always" => ColorWhen::Always,
        "never" => ColorWhen::Never,
        _ => ColorWhen::Auto,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_a_whole_number_and_a_unit() {
        for (word, seconds) in [("90m", 5_400), ("36h", 129_600), ("7d", 604_800), ("2w", 1_209_600)] {
            assert_eq!(window(word).unwrap(), seconds, "{word}");
        }
        for word in ["", "d", "7", "0d", "-1d", "1.5h", "7 d", "7j", "7é", "99999999999999999w"] {
            assert!(window(word).is_err(), "{word}");
        }
    }

    #[test]
    fn a_share_is_refused_with_its_range() {
        assert!(threshold("0.5").is_ok() && threshold("1").is_ok());
        for word in ["0", "1.01", "-0.2", "NaN", "half"] {
            let said = threshold(word).unwrap_err().to_string();
            assert!(said.contains("above 0 and at most 1"), "{word}: {said}");
        }
    }

    #[test]
    fn a_sketch_has_a_power_of_two_of_slots() {
        assert_eq!(slots("256").unwrap(), 256);
        for word in ["0", "8", "100", "8192", "many"] {
            assert!(slots(word).unwrap_err().to_string().contains("16 to 4096"), "{word}");
        }
    }
}
