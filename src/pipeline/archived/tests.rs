//! Selection held to the obvious code: a comparison with everything that is in the archive.

use super::*;
use crate::align::verbatim::ExactWords;
use crate::archive::{Archive, ArchiveFault, Entry, Facts, Outline, Row, Shelfmark, Table};
use crate::article::{Article, ArticleId, Locator, Published};
use crate::columns::{CHUNK, InMemory, KeptColumns, MakeColumns};
use crate::observe::Unwatched;
use proptest::prelude::*;

/// An archive in memory, in parts.
struct Shelves {
    parts: Vec<Vec<Entry>>,
    outlets: Vec<String>,
}

impl Shelves {
    fn all(&self) -> impl Iterator<Item = (Shelfmark, &Entry)> {
        self.parts.iter().zip(0..).flat_map(|(entries, part)| {
            entries.iter().zip(0..).map(move |(entry, number)| (Shelfmark { part, number }, entry))
        })
    }

    fn entry(&self, at: Shelfmark) -> &Entry {
        &self.parts[at.part as usize][at.number as usize]
    }
}

impl Archive for Shelves {
    fn articles(&self) -> u64 {
        self.all().count() as u64
    }

    fn outlets(&self) -> &[String] {
        &self.outlets
    }

    fn rows(&self, table: Table, keys: &[u64]) -> Result<Vec<Row>, ArchiveFault> {
        let mut rows = Vec::new();
        for (article, entry) in self.all() {
            let plain = |key: &u64| Row { key: *key, article, information: None };
            let told = |&(key, information): &(u64, Option<u32>)| Row { key, article, information };
            rows.extend(match table {
                Table::Bands => entry.bands.iter().map(plain).collect::<Vec<_>>(),
                Table::FewShingles => entry.few_shingles.iter().map(plain).collect(),
                Table::Fingerprints => entry.fingerprints.iter().map(told).collect(),
            });
        }
        rows.retain(|row| keys.binary_search(&row.key).is_ok());
        rows.sort_unstable();
        Ok(rows)
    }

    fn facts(&self, articles: &[Shelfmark]) -> Result<Vec<Facts>, ArchiveFault> {
        Ok(articles.iter().map(|&at| self.entry(at).facts).collect())
    }

    fn outlines(&self, articles: &[Shelfmark]) -> Result<Vec<Outline>, ArchiveFault> {
        Ok(articles.iter().map(|&at| self.entry(at).outline.clone()).collect())
    }
}

fn columns(plan: &Plan, articles: &[Article]) -> KeptColumns {
    let memory = InMemory::default();
    let chunks =
        articles.chunks(CHUNK).map(|articles| memory.keep(plan.columns_of(&mut articles.iter()))).collect();
    memory.columns(chunks)
}

/// Sentences of a small language, of which articles are made.
fn sentence(number: usize) -> String {
    let word = |at: usize| {
        let mut state = (number * 31 + at * 7 + 1) as u64;
        state = state.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let syllables = ["ba", "cor", "del", "fim", "gor", "hul", "jan", "kep", "lo", "mir", "nu", "pas"];
        (0..3).map(|part| syllables[(state >> (part * 9)) as usize % 12]).collect::<String>()
    };
    let words: Vec<String> = (0..9 + number % 5).map(word).collect();
    format!("{}.", words.join(" "))
}

/// An article of these sentences.
fn article(number: usize, (sentences, outlet, day): &(Vec<usize>, usize, i64)) -> Article {
    let text = sentences.iter().map(|&number| sentence(number)).collect::<Vec<_>>().join(" ");
    let earliest = day * 86_400;
    Article {
        id: format!("a{number}"),
        outlet: [None, Some("Courrier"), Some("Agence Boréale"), Some("Gazette")][*outlet].map(str::to_owned),
        published: (*day > 0).then(|| Published { earliest, latest: earliest + 60, given: String::new() }),
        title: None,
        url: None,
        language: None,
        locator: Locator { input: 0, offset: 0, length: 0, line: number as u64 + 1 },
        text,
    }
}

/// The archive and what it teaches, in so many parts; its articles in the order of the archive.
fn shelved(plan: &Plan, articles: &mut Vec<Article>, parts: usize) -> (Shelves, Arc<Statistics>) {
    let unordered = columns(plan, articles);
    let facts = |at: usize| catalogue::facts(&articles[at], &unordered, ArticleId(at as u32));
    let mut order: Vec<usize> = (0..articles.len()).collect();
    order.sort_by_cached_key(|&at| facts(at).order());
    *articles = order.into_iter().map(|at| articles[at].clone()).collect();
    let (batch, made) = (Batch::new(articles.clone(), Vec::new()).unwrap(), columns(plan, articles));
    let statistics = Arc::new(learn_statistics(&batch, &made, plan, (&Scratch::unbounded(), &Unwatched)));
    let mut shelves = Shelves { parts: vec![Vec::new(); parts], outlets: Vec::new() };
    for (at, entry) in catalogue(&batch, &made, plan, &statistics).into_iter().enumerate() {
        shelves.parts[at % parts].push(entry);
    }
    shelves.outlets = articles.iter().filter_map(|article| article.outlet.clone()).collect();
    shelves.outlets.sort();
    shelves.outlets.dedup();
    (shelves, statistics)
}

/// All that is found, with ids in the place of numbers.
fn told(findings: &Findings, batch: &Batch) -> String {
    let id = |article: ArticleId| batch.article(article).id.as_str();
    let mut lines = Vec::new();
    for found in &findings.pairs {
        let pair = (id(found.pair.first()), id(found.pair.second()));
        lines.push(format!("{pair:?} {:?} {:?} {:?}", found.relation, found.overlap, found.passages));
    }
    for passage in &findings.passages {
        let pair = (id(passage.pair.first()), id(passage.pair.second()));
        let via = passage.via.map(id);
        lines.push(format!("{pair:?} {:?} {:?} {via:?}", passage.first, passage.second));
    }
    for cluster in &findings.clusters {
        let members: Vec<_> =
            cluster.members.iter().map(|(member, overlap)| (id(*member), overlap)).collect();
        lines.push(format!("{} {members:?}", id(cluster.representative)));
    }
    for (at, audit) in findings.audits.iter().enumerate().take(batch.examined().len()) {
        let sources: Vec<_> =
            audit.sources.iter().map(|reuse| (id(reuse.source), reuse.words, reuse.lag_minutes)).collect();
        lines.push(format!("{at} {:?} {:?} {sources:?} {:?}", audit.class, audit.flag, audit.credits));
    }
    lines.push(format!("{:?} {:?} {:?}", findings.agencies, findings.outlets, findings.flows));
    lines.push(format!(
        "{:?} {}",
        findings.accounts[..batch.examined().len()].to_vec(),
        findings.outside_window
    ));
    lines.join("\n")
}

/// What a comparison with everything tells, and one with what was selected.
fn both_ways(
    (plan, held_to): (&Plan, HeldTo),
    day: Vec<Article>,
    mut archive: Vec<Article>,
    parts: usize,
) -> [String; 2] {
    let (shelves, statistics) = shelved(plan, &mut archive, parts);
    let joined = |batch: Batch| if held_to == HeldTo::Archive { batch } else { batch.joining() };
    let everything = joined(Batch::against(day.clone(), archive.clone(), Vec::new()).unwrap());
    let made = columns(plan, everything.articles());
    let obvious =
        compare_with_statistics(&everything, &made, plan, &statistics, (&Scratch::unbounded(), &Unwatched));

    let (alone, own) = (Batch::new(day.clone(), Vec::new()).unwrap(), columns(plan, &day));
    let selected = select((&alone, &own), (plan, held_to), (&shelves, &statistics), &Unwatched).unwrap();
    let is = |at: &Shelfmark, article: &Article| {
        shelves.entry(*at).facts.id == xxhash_rust::xxh3::xxh3_64(article.id.as_bytes())
    };
    let chosen = selected.articles.iter();
    let chosen = chosen.map(|at| archive.iter().find(|article| is(at, article)).unwrap().clone()).collect();
    let batch = joined(Batch::against(day, chosen, Vec::new()).unwrap());
    let made = columns(plan, batch.articles());
    let found =
        compare_selected(&batch, &made, plan, (&selected, &statistics), (&Scratch::unbounded(), &Unwatched));
    [told(&obvious, &everything), told(&found, &batch)]
}

fn articles(most: usize) -> impl Strategy<Value = Vec<(Vec<usize>, usize, i64)>> {
    let sentences = prop::collection::vec(0_usize..40, 0..14);
    prop::collection::vec((sentences, 0_usize..4, 0_i64..6), 1..most)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn what_is_selected_gives_what_everything_gives(
        archive in articles(40),
        day in articles(8),
        parts in 1_usize..4,
        window in prop::option::of(1_u64..300_000),
        exact in prop::option::of(4_u32..14),
    ) {
        let mut plan = Plan { window_seconds: window, matrix: None, ..Plan::default() };
        plan.passages.as_mut().unwrap().strict_verbatim = exact.map(|words| ExactWords::new(words).unwrap());
        let archive = archive.iter().enumerate().map(|(at, made)| article(at + 1_000, made)).collect();
        let day = day.iter().enumerate().map(|(at, made)| article(at, made)).collect();
        let [obvious, selected] = both_ways((&plan, HeldTo::Archive), day, archive, parts);
        prop_assert_eq!(obvious, selected);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn a_deduplication_finds_in_what_is_selected_what_it_finds_in_everything(
        archive in articles(40),
        day in articles(14),
        parts in 1_usize..4,
        keeps in 0_usize..2,
    ) {
        let representative = [cluster::Representative::Earliest, cluster::Representative::Longest][keeps];
        let plan = Plan { passages: None, representative, matrix: None, ..Plan::default() };
        let archive = archive.iter().enumerate().map(|(at, made)| article(at + 1_000, made)).collect();
        let day = day.iter().enumerate().map(|(at, made)| article(at, made)).collect();
        let [obvious, selected] = both_ways((&plan, HeldTo::ArchiveAndOneAnother), day, archive, parts);
        prop_assert_eq!(obvious, selected);
    }
}

#[test]
fn what_an_archive_holds_of_a_text_changes_with_its_version_only() {
    // If this fails, an index made before gives wrong answers: `store::INDEX_VERSION` has to grow, and the number below to be
    // put right.
    const KNOWN: u64 = 12_102_142_718_736_784_137;
    let plan = Plan { matrix: None, ..Plan::default() };
    let mut texts: Vec<Article> =
        (0..5).map(|at| article(at, &((at..at + 6).collect(), 1 + at % 3, 3))).collect();
    texts[0].text = "L’Élysée a annoncé 12 mesures. 東京で会議が開かれた。".into();
    texts[1].title = Some("Prévisions".into());
    let (batch, made) = (Batch::new(texts.clone(), Vec::new()).unwrap(), columns(&plan, &texts));
    let nothing =
        Statistics::of(&crate::statistics::Tally::default(), crate::text::function_stems(plan.folding));
    let entries = catalogue(&batch, &made, &plan, &Arc::new(nothing));
    assert_eq!(xxhash_rust::xxh3::xxh3_64(format!("{entries:?}").as_bytes()), KNOWN, "made by other hashes");
}

#[test]
fn crowds_of_the_archive_are_crowds_for_the_day() {
    let plan = Plan { matrix: None, ..Plan::default() };
    // Words that stand nowhere else, in more articles than a fingerprint pairs one by one; all of one day, so that they are no
    // stock phrase, and among so many others that they tell something.
    let syllables = ["wux", "zeb", "vij", "xar", "yol"];
    let words =
        syllables.iter().flat_map(|first| syllables.iter().map(move |second| format!("{first}{second}")));
    let story = words.collect::<Vec<_>>();
    let made = |at: usize, text: String| Article { text, ..article(at, &(Vec::new(), 1 + at % 3, 2)) };
    let crowd =
        |at: usize| made(at, format!("{} {}. {}", sentence(at), story.join(" "), sentence(at + 50_000)));
    // Longer ones, which come first, with three words of it: too few to be paired for, but they are of the crowd.
    let part = |at: usize| {
        let words = story[at % (story.len() - 2)..][..3].join(" ");
        let long = sentence(at + 60_000).repeat(3);
        made(at, format!("{} {words} {} {long}", sentence(at), sentence(at + 50_000)))
    };
    for (parts, neighbours) in [(0, 8), (4 * (story.len() - 2), 7)] {
        let mut archive: Vec<Article> = (10_000..10_220).map(crowd).collect();
        archive.extend((11_000..11_000 + parts).map(part));
        archive.extend((20_000..25_000).map(|at| made(at, sentence(at))));
        let day: Vec<Article> = (0..12).map(crowd).collect();
        let [obvious, selected] = both_ways((&plan, HeldTo::Archive), day, archive, 3);
        let is_of_last = |line: &&str| line.starts_with("(\"a11\"") && line.contains("Passages");
        let of_last = obvious.lines().filter(is_of_last).count();
        assert_eq!(
            of_last, neighbours,
            "behind the first few an article of a crowd meets its neighbours only"
        );
        assert_eq!(obvious, selected);
    }
}

#[test]
fn exact_runs_of_stock_phrases_and_of_repeated_words_are_found() {
    let mut plan = Plan { matrix: None, ..Plan::default() };
    let made = |at: usize, text: String| Article { text, ..article(at, &(Vec::new(), 1 + at % 3, 2)) };
    for words in [4, 6, 9] {
        plan.passages.as_mut().unwrap().strict_verbatim = Some(ExactWords::new(words).unwrap());
        let run = "of the said of the said of the said";
        let line = |at: usize| made(at, format!("{} {run} {}", sentence(at), sentence(at + 40_000)));
        let mut archive: Vec<Article> = (1_000..1_300).map(line).collect();
        archive.push(made(9_000, "ha ha ha ha ha ha ha ha ha ha".into()));
        archive.push(made(9_001, run.into()));
        let day = vec![
            line(1),
            made(2, format!("{} ha ha ha ha ha ha ha ha ha", sentence(7))),
            made(3, run.into()),
        ];
        let [obvious, selected] = both_ways((&plan, HeldTo::Archive), day, archive, 2);
        let of_run =
            obvious.lines().filter(|line| line.contains("Verbatim") || line.contains("Passages")).count();
        assert!(of_run >= 300, "{of_run} of {words} words");
        assert_eq!(obvious, selected);
    }
}

#[test]
fn equal_articles_and_headlines_of_few_words_are_found() {
    let plan = Plan { matrix: None, ..Plan::default() };
    let made = |at: usize| (vec![at % 7, 3, 4, 5], 1, 1 + (at % 9) as i64);
    let mut archive: Vec<Article> = (0..60).map(|at| article(at + 500, &made(at))).collect();
    let brief = |at: usize, text: &str| Article { text: text.into(), ..article(at, &(Vec::new(), 1, 2)) };
    archive.push(brief(900, "Le pont de la Vescle est fermé"));
    archive.push(brief(901, ""));
    let mut day: Vec<Article> = (0..9).map(|at| article(at, &made(at))).collect();
    day.push(brief(50, "Le pont de la Vescle fermé"));
    day.push(brief(51, ""));
    let [obvious, selected] = both_ways((&plan, HeldTo::Archive), day, archive, 2);
    assert!(obvious.contains("a50"), "{obvious}");
    assert_eq!(obvious, selected);
}
