//! Graphs of the run for programs that draw them: articles as nodes, the rows of `pairs.csv` as edges.
//!
//! A pair is one undirected edge in every format, because half of the readers refuse a graph of both kinds. Where it is
//! known which article is the earlier one, the edge begins there and says so; that is an order of dates, not who took from
//! whom.

mod dot;
mod gexf;
mod graphml;
mod xml;

use super::Run;
use super::folder::OutputFolder;
use super::passages::order;
use super::{ReportError, Written};
use crate::article::{Article, ArticleId, Pair};
use crate::findings::{Findings, Order, PairFinding, Relation, Share, Side, Verdict};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// A format for graphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GraphFormat {
    /// `GraphML`, for Gephi, yEd, igraph, networkx.
    GraphMl,
    /// GEXF 1.2, for Gephi.
    Gexf,
    /// The language of Graphviz.
    Dot,
}

impl GraphFormat {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::GraphMl, Self::Gexf, Self::Dot];

    /// The name by which it is asked for.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::GraphMl => "graphml",
            Self::Gexf => "gexf",
            Self::Dot => "dot",
        }
    }

    /// The file that it is written to.
    #[must_use]
    pub fn file(self) -> &'static str {
        match self {
            Self::GraphMl => "graph.graphml",
            Self::Gexf => "graph.gexf",
            Self::Dot => "graph.dot",
        }
    }
}

/// Writes the graph in a format.
pub(super) fn write(
    folder: &OutputFolder,
    run: Run<'_>,
    format: GraphFormat,
) -> Result<Written, ReportError> {
    let network = Network::of(run);
    folder.write(format.file(), |out| network.write(out, format))?;
    let mut written = Written::of(format.file(), "articles as nodes, related pairs as edges");
    written.unit = ("edge", "edges");
    written.tally.rows = network.edges.len() as u64;
    Ok(written)
}

/// The articles that are related to another one, and how.
struct Network<'a> {
    nodes: Vec<Node<'a>>,
    edges: Vec<Edge<'a>>,
}

struct Node<'a> {
    id: ArticleId,
    article: &'a Article,
    side: &'static str,
    /// Number of its cluster of near-duplicates.
    cluster: Option<u64>,
}

/// From the earlier article to the later one, where that is known; else in the order of the input.
struct Edge<'a> {
    found: &'a PairFinding,
    earlier: Option<(Side, Order)>,
    /// What a person has said of it.
    review: Option<Verdict>,
}

/// What an edge says besides its ends.
struct Figures {
    /// The largest of its shares, which draws the two articles together.
    weight: f64,
    relation: &'static str,
    direction: &'static str,
    resemblance: f64,
    /// None if passages were not looked for.
    coverage: Option<(f64, f64)>,
    passages: Option<u32>,
    matched_words: Option<u32>,
    /// What a person has said of the pair.
    review: Option<&'static str>,
}

impl<'a> Network<'a> {
    fn of(run: Run<'a>) -> Self {
        let pairs = || run.findings.pairs.iter();
        let related: BTreeSet<ArticleId> =
            pairs().flat_map(|found| [found.pair.first(), found.pair.second()]).collect();
        let clusters = clusters(run.findings);
        let node = |id| Node {
            id,
            article: run.batch.article(id),
            side: run.side(id),
            cluster: clusters.get(&id).copied(),
        };
        let edge = |(number, found)| Edge {
            found,
            earlier: earlier(run, found),
            review: run.findings.reviews.of_pair(number).map(|held| held.verdict),
        };
        let edges = pairs().enumerate().map(edge).collect();
        Self { nodes: related.into_iter().map(node).collect(), edges }
    }

    fn write(&self, out: &mut dyn Write, format: GraphFormat) -> io::Result<()> {
        match format {
            GraphFormat::GraphMl => graphml::write(out, self),
            GraphFormat::Gexf => gexf::write(out, self),
            GraphFormat::Dot => dot::write(out, self),
        }
    }
}

fn clusters(findings: &Findings) -> BTreeMap<ArticleId, u64> {
    let numbered = (1..).zip(&findings.clusters);
    numbered
        .flat_map(|(number, cluster)| {
            let members = cluster.members.iter().map(|&(member, _)| member);
            members.chain([cluster.representative]).map(move |article| (article, number))
        })
        .collect()
}

/// Which article is the earlier one: as its passages say, or without passages as the dates do. Notices of a series have no
/// order: nothing goes from one to the next. And what that rests on.
fn earlier(run: Run<'_>, found: &PairFinding) -> Option<(Side, Order)> {
    if found.relation == Relation::Formula {
        return None;
    }
    let passages = &run.findings.passages;
    let at = passages.partition_point(|passage| passage.pair < found.pair);
    match passages.get(at).filter(|passage| passage.pair == found.pair) {
        Some(passage) => passage.earlier.map(|side| (side, order(run, found.pair, side))),
        None => earlier_by_date(run, found.pair).map(|side| (side, Order::Dates)),
    }
}

fn earlier_by_date(run: Run<'_>, pair: Pair) -> Option<Side> {
    let date = |article| run.batch.article(article).published.as_ref();
    let (first, second) = (date(pair.first())?, date(pair.second())?);
    if first.is_before(second) { Some(Side::First) } else { second.is_before(first).then_some(Side::Second) }
}

impl Node<'_> {
    /// A name that is no text of the input.
    fn key(&self) -> String {
        key(self.id)
    }

    /// What it is called in a drawing.
    fn label(&self) -> &str {
        self.article.title.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or(&self.article.id)
    }

    /// Its attributes that are texts, those that are missing left out.
    fn texts(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let article = self.article;
        let published = article.published.as_ref().map(|published| published.given.as_str());
        [
            ("article", Some(article.id.as_str())),
            ("side", Some(self.side)),
            ("title", article.title.as_deref()),
            ("outlet", article.outlet.as_deref()),
            ("published", published),
        ]
        .into_iter()
        .filter_map(|(name, text)| text.map(|text| (name, text)))
    }
}

/// Attributes of nodes that are texts, and of edges that are figures; a cluster is a whole number.
const NODE_TEXTS: [&str; 5] = ["article", "side", "title", "outlet", "published"];
const EDGE_TEXTS: [&str; 3] = ["relation", "direction", "review"];
const EDGE_SHARES: [&str; 3] = ["resemblance", "coverage_source", "coverage_target"];
const EDGE_COUNTS: [&str; 2] = ["passages", "matched_words"];

fn key(id: ArticleId) -> String {
    format!("n{}", id.0)
}

impl Edge<'_> {
    /// Where it begins and where it ends.
    fn ends(&self) -> (String, String) {
        let pair = self.found.pair;
        match self.earlier {
            Some((Side::Second, _)) => (key(pair.second()), key(pair.first())),
            _ => (key(pair.first()), key(pair.second())),
        }
    }

    fn figures(&self) -> Figures {
        let totals = self.found.passages;
        let of = |share: Share| share.value();
        let coverage = totals.map(|totals| {
            let (first, second) = (of(totals.coverage_of_first), of(totals.coverage_of_second));
            if matches!(self.earlier, Some((Side::Second, _))) { (second, first) } else { (first, second) }
        });
        let resemblance = of(self.found.overlap.resemblance());
        let (source, target) = coverage.unwrap_or_default();
        Figures {
            weight: resemblance.max(source).max(target),
            relation: self.found.relation.word(),
            direction: match self.earlier {
                Some((_, Order::Dates)) => "earlier_to_later",
                Some((_, Order::Tie)) => "tie",
                None => "unknown",
            },
            resemblance,
            coverage,
            passages: totals.map(|totals| totals.count),
            matched_words: totals.map(|totals| totals.matched_words),
            review: self.review.map(Verdict::word),
        }
    }
}

impl Figures {
    /// Its attributes as texts, those that are missing left out.
    fn attributes(&self) -> Vec<(&'static str, String)> {
        let share = |share: f64| format!("{share:.4}");
        let mut all = vec![
            ("relation", self.relation.to_owned()),
            ("direction", self.direction.to_owned()),
            ("resemblance", share(self.resemblance)),
        ];
        if let Some((source, target)) = self.coverage {
            all.extend([("coverage_source", share(source)), ("coverage_target", share(target))]);
        }
        all.extend(self.passages.map(|count| ("passages", count.to_string())));
        all.extend(self.matched_words.map(|count| ("matched_words", count.to_string())));
        all.extend(self.review.map(|word| ("review", word.to_owned())));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::Sample;
    use super::*;

    fn text(sample: &Sample, format: GraphFormat) -> String {
        let mut out = Vec::new();
        Network::of(sample.run()).write(&mut out, format).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn an_edge_begins_with_the_earlier_article_and_says_whether_there_is_one() {
        let mut sample = Sample::new();
        let ends = |sample: &Sample| {
            let network = Network::of(sample.run());
            let edge = &network.edges[0];
            (edge.ends(), edge.figures().direction, edge.figures().coverage.unwrap())
        };
        let turned = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        assert_eq!(ends(&sample), (turned("n0", "n1"), "tie", (1.0, 0.8)));
        sample.findings.passages[0].earlier = Some(Side::Second);
        assert_eq!(ends(&sample), (turned("n1", "n0"), "tie", (0.8, 1.0)));
        sample.findings.passages[0].earlier = None;
        assert_eq!(ends(&sample), (turned("n0", "n1"), "unknown", (1.0, 0.8)));
        sample.findings.passages[0].earlier = Some(Side::First);
        sample.findings.pairs[0].relation = Relation::Formula;
        assert_eq!(ends(&sample).1, "unknown");
    }

    #[test]
    fn without_passages_the_dates_decide() {
        let mut sample = Sample::new();
        sample.findings.passages.clear();
        // A moment within the day of the other: no order.
        assert_eq!(Network::of(sample.run()).edges[0].figures().direction, "unknown");
    }

    #[test]
    fn graphml_declares_what_it_uses() {
        let text = text(&Sample::new(), GraphFormat::GraphMl);
        for part in [
            "<key id=\"resemblance\" for=\"edge\" attr.name=\"resemblance\" attr.type=\"double\"/>",
            "<node id=\"n0\">\n<data key=\"label\">Bridge closed</data>\n<data key=\"article\">wire</data>",
            "<data key=\"cluster\">1</data>",
            "<edge id=\"e1\" source=\"n0\" target=\"n1\">\n<data key=\"weight\">1.0000</data>",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
    }

    #[test]
    fn gexf_has_labels_and_weights_where_gephi_looks_for_them() {
        let text = text(&Sample::new(), GraphFormat::Gexf);
        for part in [
            "<node id=\"n1\" label=\"=Bridge\">",
            "<attvalue for=\"outlet\" value=\"Agence Boréale\"/>",
            "<edge id=\"e1\" source=\"n0\" target=\"n1\" weight=\"1.0000\">",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
    }

    #[test]
    fn an_edge_says_what_a_person_said_of_the_pair() {
        for (format, said) in [
            (GraphFormat::GraphMl, "<data key=\"review\">dismissed</data>"),
            (GraphFormat::Gexf, "<attvalue for=\"review\" value=\"dismissed\"/>"),
            (GraphFormat::Dot, "review=\"dismissed\""),
        ] {
            assert_eq!(text(&Sample::reviewed(), format).matches(said).count(), 1, "{format:?}");
            assert!(!text(&Sample::new(), format).contains("dismissed"), "{format:?}");
        }
    }

    #[test]
    fn dot_draws_an_arrow_where_the_order_is_known() {
        let text = text(&Sample::new(), GraphFormat::Dot);
        assert!(text.contains("n0 -- n1 [dir=forward, "), "{text}");
        assert!(text.contains("n1 -- n2 [") && !text.contains("n1 -- n2 [dir"), "{text}");
    }
}
