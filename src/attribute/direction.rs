//! Direction: which of two texts is the earlier one, if their dates tell.

use crate::article::{ArticleId, Published};
use crate::credit::Agency;
use crate::measure::Side;

/// Seconds by which an agency's item may be dated later than another text and still be taken for the earlier one:
/// clocks differ, and embargoed copy is sent before the hour that it bears.
const TIE: i64 = 300;
/// The longest interval, in seconds, that is a moment.
const MOMENT: i64 = 60;

/// What direction and attribution know of an article.
#[derive(Debug, Clone, Copy, Default)]
pub struct Party<'a> {
    /// When it was published.
    pub published: Option<&'a Published>,
    /// Its outlet's name.
    pub outlet: Option<&'a str>,
    /// The agency that its outlet is.
    pub agency: Option<Agency>,
}

impl Party<'_> {
    /// Whether both are published by one outlet, or by one agency under two names.
    #[must_use]
    pub fn is_of_the_house_of(&self, other: &Self) -> bool {
        (self.outlet.is_some() && self.outlet == other.outlet)
            || (self.agency.is_some() && self.agency == other.agency)
    }

    /// The interval in which it counts as published: an agency's moment with the head start that a tie gives it.
    fn interval(&self) -> Option<(i64, i64)> {
        let published = self.published?;
        let head_start = if self.agency.is_some() && is_moment(published) { TIE } else { 0 };
        Some((published.earliest - head_start, published.latest - head_start))
    }

    /// Where it stands among earlier texts; lower is earlier.
    #[must_use]
    pub fn order(&self, id: ArticleId) -> (i64, bool, ArticleId) {
        (self.interval().map_or(i64::MAX, |interval| interval.0), self.agency.is_none(), id)
    }
}

/// Which of two texts is the earlier one: the one whose interval ends before the other's begins. Moments of an agency
/// and of another outlet that are at most five minutes apart are a tie, which the agency wins. None if dates are
/// missing or overlap.
#[must_use]
pub fn earlier(first: &Party<'_>, second: &Party<'_>) -> Option<Side> {
    let both_moments = first.published.is_some_and(is_moment) && second.published.is_some_and(is_moment);
    let ((first_start, first_end), (second_start, second_end)) = if both_moments {
        (first.interval()?, second.interval()?)
    } else {
        let plain = |party: &Party<'_>| party.published.map(|date| (date.earliest, date.latest));
        (plain(first)?, plain(second)?)
    };
    match (first_end <= second_start, second_end <= first_start) {
        (true, _) => Some(Side::First),
        (_, true) => Some(Side::Second),
        _ => None,
    }
}

/// Minutes from one publication to another, rounded towards zero; none unless both are known to the minute.
#[must_use]
pub fn lag_minutes(from: &Party<'_>, to: &Party<'_>) -> Option<i64> {
    let moment = |party: &Party<'_>| party.published.filter(|date| is_moment(date)).map(|date| date.earliest);
    Some((moment(to)? - moment(from)?) / 60)
}

fn is_moment(published: &Published) -> bool {
    published.latest - published.earliest <= MOMENT
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(second: i64) -> Published {
        Published { earliest: second, latest: second + 1, given: String::new() }
    }

    fn day(number: i64) -> Published {
        Published { earliest: number * 86_400, latest: (number + 1) * 86_400, given: String::new() }
    }

    fn paper(published: &Published) -> Party<'_> {
        Party { published: Some(published), outlet: Some("Le Courrier"), agency: None }
    }

    fn wire(published: &Published) -> Party<'_> {
        Party { published: Some(published), outlet: Some("AFP"), agency: Some(Agency(0)) }
    }

    #[test]
    fn the_earlier_of_two_moments_is_first() {
        assert_eq!(earlier(&paper(&moment(10)), &paper(&moment(20))), Some(Side::First));
        assert_eq!(earlier(&paper(&moment(20)), &paper(&moment(10))), Some(Side::Second));
        assert_eq!(earlier(&paper(&moment(10)), &paper(&moment(10))), None);
    }

    #[test]
    fn an_agency_wins_a_tie_of_five_minutes_and_no_more() {
        let direction = |seconds: i64| earlier(&paper(&moment(1_000)), &wire(&moment(1_000 + seconds)));
        assert_eq!(direction(0), Some(Side::Second));
        assert_eq!(direction(299), Some(Side::Second));
        assert_eq!(direction(302), Some(Side::First));
        assert_eq!(earlier(&wire(&moment(1_299)), &wire(&moment(1_000))), Some(Side::Second), "two agencies");
    }

    #[test]
    fn a_date_without_an_hour_is_its_whole_day() {
        let noon = moment(43_200);
        assert_eq!(
            earlier(&paper(&day(0)), &wire(&noon)),
            None,
            "a morning rewrite never precedes the dispatch"
        );
        assert_eq!(earlier(&paper(&day(0)), &paper(&day(1))), Some(Side::First));
        assert_eq!(earlier(&wire(&day(1)), &paper(&day(0))), Some(Side::Second), "a day is no tie");
    }

    #[test]
    fn without_a_date_there_is_no_direction() {
        assert_eq!(earlier(&Party::default(), &paper(&moment(1))), None);
    }

    #[test]
    fn a_lag_needs_two_moments() {
        let lag = |from: &Published, to: &Published| lag_minutes(&paper(from), &paper(to));
        assert_eq!(lag(&moment(0), &moment(3_599)), Some(59));
        assert_eq!(lag(&moment(180), &moment(0)), Some(-3));
        assert_eq!(lag(&day(0), &moment(90_000)), None);
    }

    #[test]
    fn one_agency_under_two_names_is_one_house() {
        let date = moment(0);
        let other = Party { outlet: Some("Agence France-Presse"), ..wire(&date) };
        assert!(wire(&date).is_of_the_house_of(&other));
        assert!(!wire(&date).is_of_the_house_of(&paper(&date)));
        assert!(!Party::default().is_of_the_house_of(&Party::default()), "two unknown outlets are two");
    }
}
