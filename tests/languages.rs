//! Seventeen languages, a pair of articles each, held to their truth: the passage that was planted in `data/languages` is
//! found where it was planted, to the character, and nothing else is claimed. `data/languages-truth/README.md` says
//! what was planted.

use assert_cmd::Command;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::LazyLock;
use wirecopy::article::{Article, Batch};
use wirecopy::measure::Span;
use wirecopy::observe::Unwatched;
use wirecopy::pipeline::compare;
use wirecopy::plan::Plan;
use wirecopy::read::{ReadPlan, read};
use wirecopy::text::{Folding, Tokenizer};

/// The languages, in the order of the articles.
const LANGUAGES: [&str; 17] =
    ["fr", "en", "de", "es", "it", "pt", "nl", "pl", "ru", "el", "tr", "ar", "he", "hi", "zh", "ja", "th"];
/// Those in which a place counted in UTF-16 units is another one than in code points.
const BEYOND_UTF_16: [&str; 5] = ["en", "pt", "hi", "zh", "ja"];
/// Words in a row that no two articles share outside the planted passages.
const ROW: usize = 4;

/// One row of the truth; with the columns of a found passage that it speaks of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
struct Row {
    a: String,
    a_start: u32,
    a_end: u32,
    b: String,
    b_start: u32,
    b_end: u32,
    kind: String,
    a_text: String,
    b_text: String,
    matched_words: u32,
}

impl Row {
    fn language(&self) -> &str {
        self.a.split_once('-').expect("an id is a language and a number").0
    }

    /// Both sides: the id, the place in code points, what stands there.
    fn sides(&self) -> [(&str, Range<u32>, &str); 2] {
        [(&self.a, self.a_start..self.a_end, &self.a_text), (&self.b, self.b_start..self.b_end, &self.b_text)]
    }

    fn shown(&self) -> String {
        let [a, b] = self.sides().map(|(id, span, text)| format!("{id} {span:?} {text:?}"));
        format!("{}, {} words matched\n         {a}\n         {b}", self.kind, self.matched_words)
    }
}

/// All articles, in one batch.
static ARTICLES: LazyLock<Batch> = LazyLock::new(|| {
    let inputs = [data("languages").into_os_string()];
    read(&inputs, None, &ReadPlan::default(), &Unwatched).expect("the articles can be read").batch
});

/// What was planted, in the order of the articles.
static PLANTED: LazyLock<Vec<Row>> = LazyLock::new(|| rows(&data("languages-truth/passages.csv")));

fn data(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data").join(name)
}

fn rows<T: DeserializeOwned>(path: &PathBuf) -> Vec<T> {
    let mut rows = csv::Reader::from_path(path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
    rows.deserialize().map(|row| row.expect("a row of the table")).collect()
}

fn article(id: &str) -> &'static Article {
    ARTICLES.articles().iter().find(|article| article.id == id).unwrap_or_else(|| panic!("no article {id}"))
}

/// What Python calls `text[start:end]`.
fn slice(text: &str, span: &Range<u32>) -> String {
    text.chars().skip(span.start as usize).take(span.len()).collect()
}

/// The passages of a batch, with what their code points point at.
fn found(batch: &Batch) -> Vec<Row> {
    let row = |passage: &wirecopy::findings::Passage| {
        let (a, b) = (batch.article(passage.pair.first()), batch.article(passage.pair.second()));
        Row {
            a: a.id.clone(),
            a_start: passage.first.chars.start,
            a_end: passage.first.chars.end,
            b: b.id.clone(),
            b_start: passage.second.chars.start,
            b_end: passage.second.chars.end,
            kind: passage.kind.word().to_owned(),
            a_text: slice(&a.text, &passage.first.chars),
            b_text: slice(&b.text, &passage.second.chars),
            matched_words: passage.matched_words,
        }
    };
    compare(batch, &Plan::default(), &Unwatched).passages.iter().map(row).collect()
}

/// The two articles of one language, alone.
fn alone(row: &Row) -> Batch {
    let articles = [&row.a, &row.b].map(|id| article(id).clone()).into();
    Batch::new(articles, ARTICLES.inputs().to_vec()).expect("two articles")
}

/// Fails with a table of the languages in which another thing came than was expected.
#[track_caller]
fn same(what: &str, expected: &[Row], got: &[Row]) {
    let of = |rows: &[Row], language: &str| -> Vec<String> {
        rows.iter().filter(|row| row.language() == language).map(Row::shown).collect()
    };
    let differing: Vec<String> = LANGUAGES
        .iter()
        .map(|language| (language, of(expected, language), of(got, language)))
        .filter(|(_, expected, got)| expected != got)
        .map(|(language, expected, got)| {
            let got = if got.is_empty() { "nothing".to_owned() } else { got.join("\n     and ") };
            format!("{language}\nexpected {}\n     got {got}", expected.join("\n     and "))
        })
        .collect();
    assert!(differing.is_empty(), "{what}, in {} languages:\n{}", differing.len(), differing.join("\n"));
}

/// Fails with all cases at once.
#[track_caller]
fn none(what: &str, cases: &[String]) {
    assert!(cases.is_empty(), "{what}: {}\n  {}", cases.len(), cases.join("\n  "));
}

/// The folded words of a text, each with its place in bytes.
fn words(text: &str) -> Vec<(Range<usize>, String)> {
    let mut words = Vec::new();
    Tokenizer::new(Folding::Diacritics).for_each(text, |token| {
        words.push((token.start..token.end, String::from_utf8_lossy(token.folded).into_owned()));
    });
    words
}

mod truth {
    //! The truth itself.

    use super::*;

    #[test]
    fn each_language_has_two_articles_and_one_passage() {
        let languages: Vec<&str> = PLANTED.iter().map(Row::language).collect();
        assert_eq!(languages, LANGUAGES);
        let ids: Vec<&str> = PLANTED.iter().flat_map(|row| [row.a.as_str(), row.b.as_str()]).collect();
        let articles = ARTICLES.articles();
        assert_eq!(articles.iter().map(|article| article.id.as_str()).collect::<Vec<_>>(), ids);
        let wrong = articles.iter().filter(|article| {
            article.language.as_deref() != article.id.split_once('-').map(|(language, _)| language)
        });
        none("articles in another language than their id", &wrong.map(|a| a.id.clone()).collect::<Vec<_>>());
    }

    #[test]
    fn every_span_is_what_it_quotes() {
        let sides = PLANTED.iter().flat_map(Row::sides);
        let wrong =
            sides.filter(|(id, span, quoted)| span.is_empty() || slice(&article(id).text, span) != *quoted);
        let wrong: Vec<String> = wrong
            .map(|(id, span, quoted)| {
                format!("{id} {span:?} is {:?}, quoted as {quoted:?}", slice(&article(id).text, &span))
            })
            .collect();
        none("spans that are not what they quote", &wrong);
    }

    #[test]
    fn every_passage_begins_and_ends_with_a_word_of_both() {
        let ends = |text: &str| {
            let words = words(text);
            let (first, last) = (words.first().expect("a word"), words.last().expect("a word"));
            assert_eq!((first.0.start, last.0.end), (0, text.len()), "{text:?} is cut at words");
            [first.1.clone(), last.1.clone()]
        };
        let wrong = PLANTED.iter().filter(|row| ends(&row.a_text) != ends(&row.b_text));
        none("passages with ends of their own", &wrong.map(Row::shown).collect::<Vec<_>>());
    }

    #[test]
    fn no_two_articles_share_four_words_in_a_row_elsewhere() {
        let mut owners: BTreeMap<Vec<String>, BTreeSet<&str>> = BTreeMap::new();
        for (id, span, _) in PLANTED.iter().flat_map(Row::sides) {
            let text: Vec<char> = article(id).text.chars().collect();
            for part in [&text[..span.start as usize], &text[span.end as usize..]] {
                let words: Vec<String> =
                    words(&String::from_iter(part)).into_iter().map(|(_, word)| word).collect();
                for gram in words.windows(ROW) {
                    owners.entry(gram.to_vec()).or_default().insert(id);
                }
            }
        }
        let shared = owners.iter().filter(|(_, articles)| articles.len() > 1);
        let shared: Vec<String> =
            shared.map(|(gram, articles)| format!("{articles:?}: {}", gram.join(" "))).collect();
        none("rows of words that two articles share", &shared);
    }
}

mod library {
    //! What the library finds.

    use super::*;

    #[test]
    fn each_language_has_its_planted_passage_found_to_the_character() {
        let got: Vec<Row> = PLANTED.iter().flat_map(|row| found(&alone(row))).collect();
        same("another passage than planted between two articles alone", &PLANTED, &got);
    }

    #[test]
    fn in_one_batch_each_language_has_its_passage_and_no_other_two_articles_share_one() {
        same("another passage than planted in one batch", &PLANTED, &found(&ARTICLES));
    }

    #[test]
    fn bytes_bound_the_text_that_code_points_bound() {
        let findings = compare(&ARTICLES, &Plan::default(), &Unwatched);
        let spans = findings.passages.iter().flat_map(|passage| {
            let whole = [(passage.pair.first(), &passage.first), (passage.pair.second(), &passage.second)];
            let parts = passage.segments.iter().flat_map(|segment| {
                [(passage.pair.first(), &segment.first), (passage.pair.second(), &segment.second)]
            });
            whole.into_iter().chain(parts)
        });
        let spans: Vec<(&Article, &Span)> = spans.map(|(id, span)| (ARTICLES.article(id), span)).collect();
        assert!(spans.len() >= LANGUAGES.len() * 4, "a passage and a stretch in both articles");
        let wrong = spans.into_iter().filter(|(article, span)| {
            let bytes = span.bytes.start as usize..span.bytes.end as usize;
            article.text.get(bytes) != Some(&slice(&article.text, &span.chars))
        });
        let wrong: Vec<String> = wrong.map(|(article, span)| format!("{} {span:?}", article.id)).collect();
        none("spans whose bytes and code points differ", &wrong);
    }
}

mod command {
    //! What the command writes.

    use super::*;

    /// `passages.csv` of a run over all languages.
    static WRITTEN: LazyLock<Vec<Row>> = LazyLock::new(|| {
        let desk = tempfile::tempdir().expect("a folder for the test");
        let out = desk.path().join("out");
        Command::new(env!("CARGO_BIN_EXE_wirecopy"))
            .arg("compare")
            .arg(data("languages"))
            .args(["--quiet", "--output"])
            .arg(&out)
            .assert()
            .success();
        rows(&out.join("passages.csv"))
    });

    /// The texts as another program reads them: from the file, by the JSON of another library.
    fn texts() -> BTreeMap<String, Vec<char>> {
        let path = data("languages").join("articles.jsonl");
        let records =
            serde_json::Deserializer::from_reader(File::open(path).expect("the articles")).into_iter();
        let text = |record: serde_json::Value| {
            let field = |name: &str| record[name].as_str().expect("a field of text").to_owned();
            (field("id"), field("text").chars().collect())
        };
        records.map(|record| text(record.expect("JSON"))).collect()
    }

    #[test]
    fn the_table_has_the_planted_passages_and_no_others() {
        same("another row than planted", &PLANTED, &WRITTEN);
    }

    #[test]
    fn a_reader_that_counts_code_points_cuts_out_the_planted_text() {
        let texts = texts();
        let mut wrong = Vec::new();
        for (planted, written) in PLANTED.iter().zip(WRITTEN.iter()) {
            for ((_, _, quoted), (id, span, _)) in planted.sides().into_iter().zip(written.sides()) {
                let cut = String::from_iter(&texts[id][span.start as usize..span.end as usize]);
                if cut != quoted {
                    wrong.push(format!("{id} {span:?}: {cut:?}, not {quoted:?}"));
                }
            }
        }
        none("texts cut out by the table", &wrong);
    }

    #[test]
    fn a_reader_that_counts_utf_16_units_misses_it_where_a_text_leaves_the_basic_plane() {
        let is_missed = |(id, span, quoted): (&str, Range<u32>, &str)| {
            let units: Vec<u16> = article(id).text.encode_utf16().collect();
            String::from_utf16_lossy(&units[span.start as usize..span.end as usize]) != quoted
        };
        let rows = WRITTEN.iter().filter(|row| row.sides().into_iter().any(is_missed));
        assert_eq!(rows.map(Row::language).collect::<Vec<_>>(), BEYOND_UTF_16);
    }
}

#[test]
fn the_long_name_of_an_office_is_no_passage_where_words_are_characters() {
    let named = |id: &str, before: &str, behind: &str| Article {
        text: format!("{before}中华人民共和国外交部发言人{behind}"),
        ..Article { id: id.into(), ..article("zh-1").clone() }
    };
    let articles = vec![
        named("one", "河口大桥本周重新开放，", "在例行记者会上祝贺两地居民，并说边境贸易已经恢复。"),
        named("other", "据渔业协会介绍，今年的捕捞季推迟了两个星期。", "对此没有作出进一步评论。"),
    ];
    let batch = Batch::new(articles, Vec::new()).expect("two articles");
    none("passages", &found(&batch).iter().map(|row| format!("{} {}", row.a, row.b)).collect::<Vec<_>>());
}
