//! `wirecopy inspect`: read as a run would read, and say what was seen. Nothing is compared, and nothing is written.

mod page;
mod seen;
mod told;

use super::args::InspectArgs;
use super::compare::{show, use_threads};
use super::exit::Exit;
use super::progress::Progress;
use super::screen::Screen;
use super::{settings, shell, terminal};
use crate::article::Article;
use crate::columns::{Chunk, Keeper, MakeColumns};
use crate::observe::{Observer, Stage, StageReport};
use crate::read;
use crate::text::{Folding, Tokenizer};
use seen::Seen;

/// Runs it.
pub(super) fn run(args: &InspectArgs) -> anyhow::Result<Exit> {
    let screen = Screen::of(&args.screen);
    let plan = settings::read_plan(&args.reading)?;
    use_threads(args.running.threads)?;
    let progress = Progress::new(show(&args.running));
    let keeper = Keeper::in_memory(&CountWords);
    let (intake, columns) =
        read::read_through(&args.inputs, None, &plan, &keeper, &WithoutWarnings(&progress))?;
    let seen = Seen::of(&intake, &columns, &plan.fields);
    let exit = if args.json {
        shell::print(&seen.json()?)?
    } else {
        screen.show(&page::lines(&seen, args.limit, screen.table_width()))?
    };
    if args.running.timings {
        terminal::say_painted(progress.timings(seen.total.bytes).trim_end());
    }
    Ok(exit)
}

/// Counts the words of texts and keeps nothing else of them.
struct CountWords;

impl MakeColumns for CountWords {
    fn columns_of(&self, articles: &mut dyn Iterator<Item = &Article>) -> Chunk {
        let (mut chunk, mut tokenizer) = (Chunk::default(), Tokenizer::new(Folding::default()));
        for article in articles {
            let mut words = 0;
            tokenizer.for_each(&article.text, |_| words += 1);
            // Nobody asks whether two articles are identical.
            chunk.close_article(0, words);
        }
        chunk
    }

    fn needs_texts(&self) -> bool {
        false
    }
}

/// A bar without the warnings above it, which are part of what is shown in the end.
struct WithoutWarnings<'a>(&'a Progress);

impl Observer for WithoutWarnings<'_> {
    fn begin(&self, stage: Stage, items: Option<u64>) {
        self.0.begin(stage, items);
    }

    fn advance(&self, by: u64) {
        self.0.advance(by);
    }

    fn end(&self, report: &StageReport) {
        self.0.end(report);
    }
}
