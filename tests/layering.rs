//! The house of STYLE.md held: who may import whom, in which order modules stand, how large a room may be.
//!
//! Sources are read as text. Comments, strings and test modules are taken out, and every path that begins with `crate`,
//! `super` or `self` is followed to the module of the crate root that it leads to.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// The stages in flow order, and the measures of what they have found.
const STAGES: [&str; 14] = [
    "text",
    "shingle",
    "sketch",
    "lsh",
    "verify",
    "align",
    "formula",
    "credit",
    "relate",
    "cluster",
    "review",
    "attribute",
    "matrix",
    "score",
];
/// What `report` may speak of besides layer 0.
const FOR_REPORT: [&str; 2] = ["findings", "plan"];
/// What `tables` may speak of besides layer 0.
const FOR_TABLES: [&str; 2] = ["findings", "score"];
/// What `store` may speak of besides layer 0: it is where the pipeline meets the disk.
const FOR_STORE: [&str; 3] = ["findings", "pipeline", "plan"];
/// Crates that only the command knows.
const SHELL_CRATES: [&str; 11] = [
    "anyhow",
    "clap",
    "clap_complete",
    "clap_mangen",
    "ctrlc",
    "indicatif",
    "sysinfo",
    "toml",
    "terminal_size",
    "unicode_segmentation",
    "unicode_width",
];
/// Rooms of layer 0 with a trait that a disk implements, whose faults it passes on; they touch no file.
const SPEAK_OF_DISKS: [&str; 3] = ["columns", "scratch", "journal"];
/// Lines of a file, its test module left out, from which on it should be a folder.
const LONGEST: usize = 400;
/// Files that may be longer, each with a reason here.
const LONGER: [&str; 0] = [];

/// A file of the crate, without comments, strings and tests.
struct Source {
    path: String,
    /// The module that it is: `["align", "seed"]`, and nothing for the crate root.
    module: Vec<String>,
    /// Lines in front of its test module.
    lines: usize,
    words: Vec<String>,
}

/// One file speaks of a module of the crate root.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Import {
    from: String,
    to: String,
    path: String,
}

impl fmt::Display for Import {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} imports {}", self.path, self.to)
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// All files of the crate that are not tests.
fn sources() -> Vec<Source> {
    let mut files = Vec::new();
    collect(&root(), &mut files);
    files.sort();
    let files: Vec<(String, String)> = files.iter().map(|path| (shown(path), read(path))).collect();
    let tests: BTreeSet<String> = files.iter().flat_map(|(path, text)| test_files(path, text)).collect();
    assert!(files.len() > 40, "only {} files were found", files.len());
    files
        .into_iter()
        .filter(|(path, _)| !tests.contains(path))
        .map(|(path, text)| Source::new(path, &text))
        .collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

fn shown(path: &Path) -> String {
    let inside = path.strip_prefix(root()).expect("a file of the crate");
    inside.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
}

/// The files of modules that a file declares for tests only.
fn test_files(path: &str, text: &str) -> Vec<String> {
    let words = words(text);
    let folder = Path::new(path).parent().expect("a folder").to_string_lossy().into_owned();
    let declared = (0..words.len()).filter(|&at| starts(&words[at..], "# [ cfg ( test ) ]"));
    let modules = declared.filter_map(|at| {
        let rest = &words[at + 7..];
        let name = rest.iter().position(|word| word == "mod")? + 1;
        (name < 7 && rest.get(name + 1)? == ";").then(|| format!("{folder}/{}.rs", rest[name]))
    });
    modules.collect()
}

fn starts(words: &[String], with: &str) -> bool {
    with.split(' ').enumerate().all(|(at, word)| words.get(at).is_some_and(|found| found == word))
}

/// Identifiers and signs of a text, `::` as one, without comments, strings and characters.
fn words(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let (mut words, mut at) = (Vec::new(), 0);
    while at < chars.len() {
        let (c, next) = (chars[at], chars.get(at + 1).copied().unwrap_or(' '));
        let end_of = |at: usize, done: fn(char) -> bool| {
            chars[at..].iter().position(|&c| done(c)).map_or(chars.len(), |length| at + length)
        };
        match c {
            '/' if next == '/' => at = end_of(at, |c| c == '\n'),
            '/' if next == '*' => at = find(&chars, at + 2, "*/") + 2,
            'r' if next == '"' || (next == '#' && chars.get(at + 2) == Some(&'"')) => {
                at = raw_string(&chars, at);
            }
            '"' => at = quoted(&chars, at, '"'),
            '\'' if next == '\\' || chars.get(at + 2) == Some(&'\'') => at = quoted(&chars, at, '\''),
            ':' if next == ':' => {
                words.push("::".to_owned());
                at += 2;
            }
            _ if c.is_alphanumeric() || c == '_' => {
                let end = end_of(at, |c| !c.is_alphanumeric() && c != '_');
                words.push(chars[at..end].iter().collect());
                at = end;
            }
            _ => {
                words.extend((!c.is_whitespace()).then(|| c.to_string()));
                at += 1;
            }
        }
    }
    words
}

/// Where this text begins, from here on.
fn find(chars: &[char], from: usize, text: &str) -> usize {
    let text: Vec<char> = text.chars().collect();
    chars[from..]
        .windows(text.len())
        .position(|window| window == text)
        .map_or(chars.len(), |length| from + length)
}

fn raw_string(chars: &[char], at: usize) -> usize {
    let hashes = chars[at + 1..].iter().take_while(|&&c| c == '#').count();
    let close = format!("\"{}", "#".repeat(hashes));
    find(chars, at + 2 + hashes, &close) + close.len()
}

/// Behind the closing quotation mark.
fn quoted(chars: &[char], mut at: usize, mark: char) -> usize {
    at += 1;
    while at < chars.len() && chars[at] != mark {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

impl Source {
    fn new(path: String, text: &str) -> Self {
        // Test modules stand at the end of their files.
        let opening = ["mod tests {", "pub(super) mod tests {"].map(|line| format!("#[cfg(test)]\n{line}"));
        let end = opening.iter().filter_map(|opening| text.find(opening)).min().unwrap_or(text.len());
        let code = &text[..end];
        let inside = path.trim_end_matches(".rs").trim_end_matches("/mod");
        let root = ["lib", "main"].contains(&inside);
        let module = if root { Vec::new() } else { inside.split('/').map(str::to_owned).collect() };
        Self { module, lines: code.lines().count(), words: words(code), path }
    }

    /// The module of the crate root that it belongs to.
    fn room(&self) -> &str {
        self.module.first().map_or("", String::as_str)
    }

    /// Every module of the crate root that its paths lead to, its own left out.
    fn imports(&self) -> BTreeSet<Import> {
        let mut found = BTreeSet::new();
        for at in 0..self.words.len() {
            let begins = at == 0 || self.words[at - 1] != "::";
            if let Some((module, rest)) = self.base(at).filter(|_| begins) {
                for to in heads(&module, &self.words[rest..]) {
                    let import = Import { from: self.room().to_owned(), to, path: self.path.clone() };
                    found.extend((import.from != import.to).then_some(import));
                }
            }
        }
        found
    }

    /// If a path begins here that leads up, the module it leads to and where the rest of it begins.
    fn base(&self, at: usize) -> Option<(Vec<String>, usize)> {
        let follows = |at: usize| self.words.get(at + 1).is_some_and(|word| word == "::");
        match self.words[at].as_str() {
            "crate" if follows(at) => Some((Vec::new(), at + 2)),
            "super" if follows(at) => {
                let (mut module, mut at) = (self.module.clone(), at);
                while self.words.get(at).is_some_and(|word| word == "super") && follows(at) {
                    module.pop();
                    at += 2;
                }
                Some((module, at))
            }
            _ => None,
        }
    }

    /// Whether the code speaks of something by this path, `csv` or `std::fs`.
    fn speaks_of(&self, path: &str) -> bool {
        let path: Vec<&str> = path.split("::").flat_map(|part| [part, "::"]).collect();
        let (last, begin) = (path.len() - 1, path[0]);
        self.words.windows(path.len()).enumerate().any(|(at, window)| {
            let root = at == 0 || self.words[at - 1] != "::";
            let ends = window[last] == "::" || window[last] == ";";
            begin == window[0] && root && ends && window[..last].iter().zip(&path).all(|(x, y)| x == y)
        })
    }
}

/// The modules of the crate root that a path leads to, of which the first part is known; braces open into several.
fn heads(base: &[String], rest: &[String]) -> Vec<String> {
    if let Some(first) = base.first() {
        return vec![first.clone()];
    }
    if rest[0] != "{" {
        return vec![rest[0].clone()];
    }
    let (mut depth, mut heads, mut head_expected) = (0, Vec::new(), false);
    for word in rest {
        match word.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            name if depth == 1 && head_expected => heads.push(name.to_owned()),
            _ => {}
        }
        head_expected = depth == 1 && matches!(word.as_str(), "{" | ",");
        if depth == 0 {
            break;
        }
    }
    heads
}

/// The modules of the crate root in their order, each with the layer under whose comment it stands.
fn modules() -> Vec<(String, usize)> {
    let (mut layer, mut modules) = (None, Vec::new());
    for line in read(&root().join("lib.rs")).lines() {
        if let Some(number) = line.strip_prefix("// Layer ") {
            layer = number[..1].parse().ok();
        }
        if let Some(name) = line.strip_prefix("pub mod ") {
            let name = name.trim_end_matches(';').to_owned();
            modules.push((name, layer.expect("a module stands under its layer")));
        }
    }
    modules
}

fn of_layer(layer: usize) -> Vec<String> {
    modules().into_iter().filter(|module| module.1 == layer).map(|module| module.0).collect()
}

/// Imports of all files whose room is one of these.
fn imports_of(rooms: &[String]) -> Vec<Import> {
    sources()
        .iter()
        .filter(|source| rooms.iter().any(|room| room == source.room()))
        .flat_map(Source::imports)
        .collect()
}

#[track_caller]
fn none(what: &str, found: impl IntoIterator<Item = impl fmt::Display>) {
    let found: Vec<String> = found.into_iter().map(|case| case.to_string()).collect();
    assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
}

#[test]
fn every_import_leads_to_a_module_of_the_crate_root() {
    let known: BTreeMap<String, usize> = modules().into_iter().collect();
    let all: Vec<Import> = sources().iter().flat_map(Source::imports).collect();
    assert!(all.len() > 100, "only {} imports were found", all.len());
    none("unknown modules", all.iter().filter(|import| !known.contains_key(&import.to)));
}

#[test]
fn the_list_of_modules_is_the_flow() {
    assert!(modules().is_sorted_by_key(|module| module.1), "layers in disorder: {:?}", modules());
    assert_eq!(of_layer(1), STAGES);
    assert_eq!(of_layer(3), ["read", "report", "tables", "work", "store"]);
    assert_eq!(of_layer(4), ["cli"]);
}

#[test]
fn words_import_words_only() {
    let words = of_layer(0);
    assert!(words.len() > 3);
    none("words look up", imports_of(&words).iter().filter(|import| !words.contains(&import.to)));
}

#[test]
fn the_order_imports_words_and_stages_only() {
    let below: Vec<String> = (0..3).flat_map(of_layer).collect();
    none("the order looks up", imports_of(&of_layer(2)).iter().filter(|import| !below.contains(&import.to)));
}

#[test]
fn what_comes_in_and_what_goes_out_know_no_stage_and_not_each_other() {
    let words = of_layer(0);
    let reading = imports_of(&["read".to_owned()]);
    none("read looks aside", reading.iter().filter(|import| !words.contains(&import.to)));
    let reporting = imports_of(&["report".to_owned()]);
    let allowed = |to: &str| words.iter().any(|word| word == to) || FOR_REPORT.contains(&to);
    none("report looks aside", reporting.iter().filter(|import| !allowed(&import.to)));
    let reading_back = imports_of(&["tables".to_owned()]);
    let allowed = |to: &str| words.iter().any(|word| word == to) || FOR_TABLES.contains(&to);
    none("tables look aside", reading_back.iter().filter(|import| !allowed(&import.to)));
    let working = imports_of(&["work".to_owned()]);
    none("work looks aside", working.iter().filter(|import| !words.contains(&import.to)));
    let storing = imports_of(&["store".to_owned()]);
    let allowed = |to: &str| words.iter().any(|word| word == to) || FOR_STORE.contains(&to);
    none("store looks aside", storing.iter().filter(|import| !allowed(&import.to)));
    let users = (0..3).flat_map(of_layer).collect::<Vec<_>>();
    none("a stage knows the store", imports_of(&users).iter().filter(|import| import.to == "store"));
}

#[test]
fn only_the_shell_knows_the_crates_of_the_shell() {
    let others = sources().into_iter().filter(|source| source.room() != "cli" && source.path != "main.rs");
    let speaking = others.flat_map(|source| {
        let spoken = SHELL_CRATES.into_iter().filter(|name| source.speaks_of(name)).collect::<Vec<_>>();
        spoken.into_iter().map(move |name| format!("{} uses {name}", source.path))
    });
    none("outside of the shell", speaking);
}

#[test]
fn measures_know_nothing_but_what_they_are_given() {
    none("score looks aside", imports_of(&["score".to_owned()]));
    let users = [1, 2].into_iter().flat_map(of_layer).collect::<Vec<_>>();
    none("a run measures itself", imports_of(&users).iter().filter(|import| import.to == "score"));
}

#[test]
fn nobody_imports_the_shell() {
    let below: Vec<String> = (0..4).flat_map(of_layer).collect();
    none("the shell is imported", imports_of(&below).iter().filter(|import| import.to == "cli"));
}

#[test]
fn stages_know_no_files_no_threads_and_no_formats() {
    let inner: Vec<String> = (0..2).flat_map(of_layer).collect();
    let stages = sources().into_iter().filter(|source| inner.iter().any(|room| room == source.room()));
    let speaking = stages.flat_map(|source| {
        let foreign = ["std::fs", "std::io", "std::thread", "std::path", "rayon", "csv", "serde_json"];
        let of_its_own = |name: &str| name == "std::io" && SPEAK_OF_DISKS.contains(&source.room());
        let spoken = foreign.into_iter().filter(|name| source.speaks_of(name) && !of_its_own(name));
        let spoken = spoken.collect::<Vec<_>>();
        spoken.into_iter().map(move |name| format!("{} uses {name}", source.path))
    });
    none("stages beside their work", speaking);
}

#[test]
fn no_room_outgrows_its_house() {
    let long =
        sources().into_iter().filter(|source| source.lines > LONGEST && !LONGER.contains(&&*source.path));
    none("too long", long.map(|source| format!("{}: {} lines", source.path, source.lines)));
}

#[test]
fn no_order_is_left_to_chance() {
    let hashed = |source: &Source| source.words.iter().any(|word| word == "HashMap" || word == "HashSet");
    none("hash maps", sources().into_iter().filter(hashed).map(|source| source.path));
}

#[test]
fn paths_are_followed_through_braces_and_upwards() {
    let text = "use crate::{a::{x, y}, b};\nuse super::c::z; // crate::no\nfn f() { crate::d::g(\"crate::no\", 'c'); super::super::e::h() }\nuse csv::Reader;\n#[cfg(test)]\nmod tests {\n    use crate::no;\n}\n";
    let source = Source::new("room/file.rs".to_owned(), text);
    let to: Vec<String> = source.imports().into_iter().map(|import| import.to).collect();
    assert_eq!(to, ["a", "b", "d", "e"], "`super` in a room's file is the room itself");
    let source = Source::new("file.rs".to_owned(), text);
    let to: Vec<String> = source.imports().into_iter().map(|import| import.to).collect();
    assert_eq!(to, ["a", "b", "c", "d", "e"], "`super` in a file of the root is the root");
    assert!(source.speaks_of("csv") && !source.speaks_of("csv::Writer") && !source.speaks_of("Reader"));
    assert_eq!(source.lines, 4);
}

#[test]
fn a_stage_imports_words_and_stages_upstream_only() {
    let order: Vec<String> =
        modules().into_iter().filter(|module| module.1 < 2).map(|module| module.0).collect();
    let place = |room: &str| order.iter().position(|name| name == room);
    let upwards = |import: &&Import| place(&import.to).is_none() || place(&import.to) > place(&import.from);
    none("stages look downstream", imports_of(&of_layer(1)).iter().filter(upwards));
}
