//! What a person is told of provenance: a small table of outlets, and what flows between them.

use super::figures::{counted, thousands};
use crate::findings::{Flow, LikelyAgency, OutletAudit};
use crate::report::Run;
use std::cmp::Reverse;

/// So many outlets are named.
const OUTLETS: usize = 8;
/// So many agencies are named.
const AGENCIES: usize = 8;
/// So many outlets that look like agencies are named.
const LIKELY: usize = 3;
/// So many flows are named.
const FLOWS: usize = 5;
/// The longest outlet's name that is shown whole, in code points.
const LONGEST: usize = 32;

/// The lines of it; none if nothing was taken by anyone from an earlier text.
pub(super) fn lines(run: &Run<'_>) -> Vec<String> {
    let findings = run.findings;
    let mut outlets: Vec<&OutletAudit> = findings.outlets.iter().filter(|outlet| has_reuse(outlet)).collect();
    outlets.sort_by_key(|outlet| (Reverse(outlet.flags[1]), Reverse(outlet.wire_words)));
    let others = outlets.len().saturating_sub(OUTLETS);
    outlets.truncate(OUTLETS);
    let mut lines = table(&outlets);
    if lines.is_empty() && findings.flows.is_empty() {
        return lines;
    }
    lines.insert(0, agencies(&findings.agencies));
    lines.splice(1..1, findings.likely_agencies.iter().take(LIKELY).map(likely));
    if others > 0 {
        lines.push(format!("and {} in outlets.csv", counted(others, "other outlet", "other outlets")));
    }
    lines.extend(findings.flows.iter().take(FLOWS).map(flow));
    lines
}

/// Whose words count as an agency's: with a wrong list all else is wrong.
fn agencies(names: &[String]) -> String {
    match names {
        [] => "no outlet is known as an agency (--wire NAME names one)".to_owned(),
        names if names.len() > AGENCIES => {
            format!(
                "agencies: {} and {} more (run.json)",
                names[..AGENCIES].join(", "),
                names.len() - AGENCIES
            )
        }
        names => format!("agencies: {} (--wire NAME adds one)", names.join(", ")),
    }
}

/// Whose words may be an agency's too, and how to say so.
pub(super) fn likely(found: &LikelyAgency) -> String {
    format!(
        "{} looks like an agency: {} re-use it; name it with --wire {}",
        found.outlet,
        counted(found.outlets as usize, "outlet", "outlets"),
        quoted(&found.outlet)
    )
}

/// A name as a shell takes it for one word.
fn quoted(name: &str) -> String {
    if name.chars().all(char::is_alphanumeric) {
        name.to_owned()
    } else {
        format!("'{}'", name.replace('\'', "'\\''"))
    }
}

fn has_reuse(outlet: &OutletAudit) -> bool {
    outlet.classes[0] + outlet.classes[1] + outlet.flags.iter().sum::<u64>() > 0
}

/// One row an outlet: articles, those derived wholly and in part, words of agencies, credited, uncredited; and where there
/// are any, those that credit another agency. An outlet without words of agencies has a dash for credits: none was looked for.
fn table(outlets: &[&OutletAudit]) -> Vec<String> {
    let names: Vec<String> = outlets.iter().map(|outlet| name(outlet.outlet.as_deref())).collect();
    let Some(width) = names.iter().map(|name| name.chars().count()).max() else { return Vec::new() };
    let width = width.max("outlet".len());
    let mut header =
        format!("{:width$}  articles  wholly derived  partially    wire  credited  uncredited", "outlet");
    let has_miscredited = outlets.iter().any(|outlet| outlet.flags[2] > 0);
    if has_miscredited {
        header += "  miscredited";
    }
    let row = |(name, outlet): (&String, &&OutletAudit)| {
        let credits = |at: usize| {
            if outlet.has_agencies_words() { outlet.flags[at].to_string() } else { "–".to_owned() }
        };
        let miscredited = if has_miscredited { format!("  {:>11}", credits(2)) } else { String::new() };
        format!(
            "{name:width$}  {:>8}  {:>14}  {:>9}  {:>6}  {:>8}  {:>10}{miscredited}",
            thousands(outlet.articles),
            percent(outlet.classes[0], outlet.articles),
            percent(outlet.classes[1], outlet.articles),
            percent(outlet.wire_words, outlet.own_words),
            credits(0),
            credits(1),
        )
    };
    [header].into_iter().chain(names.iter().zip(outlets).map(row)).collect()
}

/// `AFP → Le Courrier  3 articles, 426 words, median lag 102 min`.
fn flow(flow: &Flow) -> String {
    let lag = flow.median_lag.map_or(String::new(), |lag| format!(", median lag {lag} min"));
    format!(
        "{} → {}: {} words in {}{lag}",
        name(flow.source.as_deref()),
        name(flow.reuser.as_deref()),
        thousands(flow.words),
        counted(flow.articles as usize, "article", "articles"),
    )
}

fn percent(part: u64, whole: u64) -> String {
    let share = if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 };
    format!("{share:.0} %")
}

fn name(outlet: Option<&str>) -> String {
    let Some(name) = outlet else { return "(no outlet)".to_owned() };
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    name.chars().take(LONGEST - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::Sample;

    #[test]
    fn outlets_and_flows_are_told_in_a_small_table() {
        let told = lines(&Sample::new().run()).join("\n");
        assert_eq!(
            told,
            "\
agencies: Agence Boréale (--wire NAME adds one)
outlet    articles  wholly derived  partially    wire  credited  uncredited
Courrier         2             0 %       50 %    23 %         0           1
Agence Boréale → Courrier: 69 words in 1 article, median lag -3 min"
        );
    }

    #[test]
    fn who_credits_another_agency_is_told_where_there_is_one() {
        let mut sample = Sample::new();
        sample.findings.outlets[1].flags = [0, 1, 3, 0];
        let told = lines(&sample.run()).join("\n");
        assert!(
            told.contains("uncredited  miscredited\n") && told.contains("           1            3\n"),
            "{told}"
        );
    }

    #[test]
    fn credits_are_a_dash_where_none_was_looked_for() {
        let mut sample = Sample::new();
        (sample.findings.outlets[1].wire_words, sample.findings.outlets[1].flags) = (0, [0; 4]);
        let told = lines(&sample.run()).join("\n");
        assert!(told.contains("50 %     0 %         –           –\n"), "{told}");
    }

    #[test]
    fn an_outlet_that_looks_like_an_agency_is_named_with_what_to_do() {
        let mut sample = Sample::new();
        let likely = |outlet: &str| LikelyAgency { outlet: outlet.into(), outlets: 3, articles: 9 };
        sample.findings.likely_agencies = vec![likely("Meridian"), likely("L'Écho du Nord")];
        assert_eq!(
            lines(&sample.run())[1..3],
            [
                "Meridian looks like an agency: 3 outlets re-use it; name it with --wire Meridian",
                "L'Écho du Nord looks like an agency: 3 outlets re-use it; name it with --wire 'L'\\''Écho du Nord'",
            ]
        );
    }

    #[test]
    fn who_is_left_out_is_counted() {
        let mut sample = Sample::new();
        let outlet = sample.findings.outlets[1].clone();
        sample.findings.outlets = vec![outlet; 10];
        assert!(lines(&sample.run()).contains(&"and 2 other outlets in outlets.csv".to_owned()));
    }

    #[test]
    fn nothing_taken_is_nothing_told() {
        let mut sample = Sample::new();
        (sample.findings.outlets, sample.findings.flows) = (Vec::new(), Vec::new());
        assert!(lines(&sample.run()).is_empty());
    }
}
