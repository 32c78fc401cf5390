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

    /// Where it stands among earlier texts; lower is earlier. What counts is when a text was out for certain, the end of
    /// its interval, so that a whole day does not stand before what was published on it; an agency has the head start
    /// that a tie gives it.
    #[must_use]
    pub fn order(&self, id: ArticleId) -> (i64, bool, ArticleId) {
        let out = |published: &Published| {
            let head_start = if self.agency.is_some() && is_moment(published) { TIE } else { 0 };
            published.latest - head_start
        };
        (self.published.map_or(i64::MAX, out), self.agency.is_none(), id)
    }
}

/// Which of two texts is the earlier one: the one whose interval ends before the other's begins. Moments of an agency
/// and of another outlet that are at most five minutes apart are a tie, which the agency wins. None if dates are
/// missing or overlap.
#[must_use]
pub fn earlier(first: &Party<'_>, second: &Party<'_>) -> Option<Side> {
    let (one, other) = (first.published?, second.published?);
    let is_tie = is_moment(one) && is_moment(other) && (one.earliest - other.earliest).abs() <= TIE;
    match (first.agency, second.agency) {
        (Some(_), None) if is_tie => Some(Side::First),
        (None, Some(_)) if is_tie => Some(Side::Second),
        _ if one.is_before(other) => Some(Side::First),
        _ if other.is_before(one) => Some(Side::Second),
        _ => None,
    }
}

/// What it rests on that one of two texts is taken for the earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Its date is before the other's.
    Dates,
    /// The dates do not say so; it is an agency's item, and wins a tie.
    Tie,
}

impl Order {
    /// Of a text that [`earlier`] calls the earlier one, and of the other.
    #[must_use]
    pub fn of(earlier: Option<&Published>, later: Option<&Published>) -> Self {
        match (earlier, later) {
            (Some(one), Some(other)) if one.is_before(other) => Self::Dates,
            _ => Self::Tie,
        }
    }

    /// The word used in the tables.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Dates => "dates",
            Self::Tie => "tie",
        }
    }

    /// The order of a word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Dates, Self::Tie].into_iter().find(|order| order.word() == word)
    }
}

/// Whole minutes from one publication to another, rounded towards zero; none unless both are known to the minute.
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
        assert_eq!(direction(300), Some(Side::Second));
        assert_eq!(direction(301), Some(Side::First));
        let other_way = |seconds: i64| earlier(&wire(&moment(1_000 + seconds)), &paper(&moment(1_000)));
        assert_eq!([other_way(300), other_way(301)], [Some(Side::First), Some(Side::Second)]);
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
    fn a_tie_of_minutes_is_one_of_five_minutes_too() {
        let minute = |minute: i64| Published { latest: 60 * minute + 60, ..moment(60 * minute) };
        let direction = |paper_at, wire_at| earlier(&paper(&minute(paper_at)), &wire(&minute(wire_at)));
        assert_eq!([direction(25, 30), direction(24, 30)], [Some(Side::Second), Some(Side::First)]);
    }

    #[test]
    fn a_whole_day_stands_behind_what_was_published_on_it() {
        let (day, noon) = (day(0), moment(43_200));
        assert!(wire(&noon).order(ArticleId(7)) < paper(&day).order(ArticleId(0)));
        let (at_ten, later) = (moment(600), moment(900));
        assert!(wire(&later).order(ArticleId(7)) < paper(&at_ten).order(ArticleId(0)), "as in a tie");
    }

    #[test]
    fn a_tie_is_what_the_dates_do_not_say() {
        let order = |one: &Published, other: &Published| Order::of(Some(one), Some(other));
        assert_eq!(order(&moment(1_000), &moment(1_200)), Order::Dates);
        assert_eq!(order(&moment(1_200), &moment(1_000)), Order::Tie);
        assert_eq!(order(&moment(1_000), &moment(1_000)), Order::Tie);
    }

    #[test]
    fn an_order_is_known_by_its_word() {
        for order in [Order::Dates, Order::Tie] {
            assert_eq!(Order::of_word(order.word()), Some(order));
        }
        assert_eq!(Order::of_word(""), None);
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
