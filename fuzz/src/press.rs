//! A handful of articles that share prose and are hostile in all that is said of them.

use arbitrary::Arbitrary;
use std::collections::BTreeSet;
use std::ffi::OsString;
use wirecopy::article::{Article, Batch, Input, Locator, Published};
use wirecopy::findings::Findings;
use wirecopy::observe::{Stage, StageReport, Unwatched};
use wirecopy::pipeline;
use wirecopy::plan::Plan;
use wirecopy::report::{Execution, Exports, Profile, Run};

/// Sentences that are long and telling enough to be re-used.
const PROSE: [&str; 6] = [
    "The bridge over the river Orle was closed on Monday after engineers found cracks in two of its seven piers.",
    "Mayor Ilsa Brandt told reporters that repairs would take eleven months and cost forty million crowns.",
    "“Nobody could have known how deep the cracks were before divers went down,” said the chief engineer of the county.",
    "Ferries will carry commuters between Nordhavn and the southern bank from six in the morning until midnight (AFP).",
    "Le pont suspendu de Vallorbe restera fermé jusqu’au printemps, a annoncé mardi la préfecture dans un communiqué.",
    "大桥周一关闭，工程师在七个桥墩中的两个发现裂缝，市长说修理需要十一个月，费用为四千万克朗。",
];
const OUTLETS: [&str; 4] = ["AFP", "Orle Post", "Nordhavn Courier", "Agence Boréale"];
/// Articles of one press.
const MOST: usize = 6;

/// A stretch of a text.
#[derive(Debug, Arbitrary)]
enum Part {
    Prose(u8),
    Two(u8),
    Given(String),
    Paragraph,
}

#[derive(Debug, Arbitrary)]
enum Outlet {
    None,
    Known(u8),
    Given(String),
}

/// An article, as far as bytes decide it.
#[derive(Debug, Arbitrary)]
struct Written {
    id: String,
    outlet: Outlet,
    title: Option<String>,
    url: Option<String>,
    language: Option<String>,
    /// Hours since some midnight.
    published: Option<u8>,
    parts: Vec<Part>,
}

/// A handful of articles, and how their tables are dressed.
#[derive(Debug, Arbitrary)]
pub struct Press {
    pub dress: u8,
    /// How many of the articles are references; none for 0.
    references: u8,
    articles: Vec<Written>,
}

impl Press {
    pub fn profile(&self) -> Profile {
        let profile = [Profile::RFC4180, Profile::EXCEL, Profile::EXCEL_FR][usize::from(self.dress % 3)];
        if self.dress & 0x40 == 0 { profile } else { profile.unhardened() }
    }

    /// The batch; none without an article.
    pub fn batch(&self) -> Option<Batch> {
        let mut taken = BTreeSet::new();
        let mut articles: Vec<Article> = Vec::new();
        for (number, written) in self.articles.iter().take(MOST).enumerate() {
            let mut article = written.article(number);
            if !taken.insert(article.id.clone()) {
                article.id = format!("{}#{number}", article.id);
                taken.insert(article.id.clone());
            }
            articles.push(article);
        }
        let inputs = vec![Input {
            path: "press.jsonl".into(),
            name: "press.jsonl".into(),
            bytes: 9,
            digest: 9,
            articles: articles.len() as u64,
            reference: false,
        }];
        let references = usize::from(self.references % 4).min(articles.len().saturating_sub(1));
        if articles.is_empty() {
            return None;
        }
        if references == 0 {
            return Batch::new(articles, inputs).ok();
        }
        let references = articles.split_off(articles.len() - references);
        Batch::against(articles, references, inputs).ok()
    }
}

impl Written {
    fn article(&self, number: usize) -> Article {
        let filled = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        let published = self.published.map(|hour| Published {
            earliest: i64::from(hour) * 3_600,
            latest: i64::from(hour) * 3_600 + 60,
            given: format!("{hour} o’clock"),
        });
        let outlet = match &self.outlet {
            Outlet::None => None,
            Outlet::Known(which) => Some(OUTLETS[usize::from(*which) % OUTLETS.len()].to_owned()),
            Outlet::Given(name) => Some(name.clone()),
        };
        let id = if self.id.trim().is_empty() { format!("press.jsonl:{number}") } else { self.id.clone() };
        Article {
            id,
            outlet: filled(&outlet),
            published,
            title: filled(&self.title),
            url: filled(&self.url),
            language: filled(&self.language),
            text: self.text(),
            locator: Locator { input: 0, offset: number as u64, length: 1, line: number as u64 + 1 },
        }
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for part in &self.parts {
            let prose = |number: u8| PROSE[usize::from(number) % PROSE.len()];
            match part {
                Part::Prose(number) => text.push_str(prose(*number)),
                Part::Two(number) => text.extend([prose(*number), " ", prose(number.wrapping_add(1))]),
                Part::Given(given) => text.push_str(given),
                Part::Paragraph => text.push_str("\n\n"),
            }
            text.push(' ');
        }
        text
    }
}

/// A run over a batch, and everything that it borrows.
pub struct Made {
    pub batch: Batch,
    pub plan: Plan,
    pub findings: Findings,
    read_stage: StageReport,
    execution: Execution,
}

impl Made {
    pub fn of(batch: Batch, plan: Plan) -> Self {
        let findings = pipeline::compare(&batch, &plan, &Unwatched);
        let articles = batch.articles().len() as u64;
        let read_stage =
            StageReport { stage: Stage::Read, items_in: articles, items_out: articles, seconds: 0.0 };
        let execution = Execution::begin(["wirecopy", "compare", "press.jsonl"].map(OsString::from), 1);
        Self { batch, plan, findings, read_stage, execution }
    }

    pub fn run<'a>(&'a self, profile: Profile, exports: &'a Exports) -> Run<'a> {
        Run {
            batch: &self.batch,
            rejected: &[],
            read_warnings: &[],
            read_stage: &self.read_stage,
            reading: &serde_json::Value::Null,
            plan: &self.plan,
            findings: &self.findings,
            removals: None,
            profile,
            exports,
            execution: &self.execution,
        }
    }
}
