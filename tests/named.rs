//! A document that says which test holds something names a test that is there.
//!
//! Sources are read as text, as rustfmt leaves them: modules and tests begin on a line of their own, and a module ends with a brace
//! that stands as far in as its beginning.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The name of a test, module by module: `["cli", "ends", "an_input_is_never_overwritten"]`.
type Name = Vec<String>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The module that a file is, of the crate or of a program of tests.
fn module_of(file: &Path) -> Name {
    let inside = file.strip_prefix(root()).expect("a file of ours").with_extension("");
    let parts = inside.iter().skip(1).map(|part| part.to_string_lossy().into_owned());
    parts.filter(|part| !["mod", "main", "lib"].contains(&&**part)).collect()
}

/// The tests that a text declares.
fn tests_in(text: &str, module: &[String]) -> BTreeSet<Name> {
    let mut inside: Vec<(usize, String)> = Vec::new();
    let (mut found, mut is_marked) = (BTreeSet::new(), false);
    for line in text.lines() {
        let code = line.trim_start();
        let indent = line.len() - code.len();
        let code = code.trim_start_matches("pub(super) ").trim_start_matches("pub ");
        if code == "}" && inside.last().is_some_and(|(at, _)| *at == indent) {
            inside.pop();
        } else if let Some(name) = code.strip_prefix("mod ").and_then(|rest| rest.strip_suffix(" {")) {
            inside.push((indent, name.to_owned()));
        } else if code == "#[test]" {
            is_marked = true;
        } else if let Some(rest) = code.strip_prefix("fn ").filter(|_| is_marked) {
            let name = rest.split('(').next().unwrap_or(rest);
            let around = module.iter().chain(inside.iter().map(|(_, module)| module));
            found.insert(around.cloned().chain([name.to_owned()]).collect());
            is_marked = false;
        }
    }
    found
}

fn all_tests() -> BTreeSet<Name> {
    let mut files = Vec::new();
    for folder in ["src", "tests"] {
        sources(&root().join(folder), &mut files);
    }
    files.iter().flat_map(|file| tests_in(&read(file), &module_of(file))).collect()
}

/// Whether a name is that of a test, or of a module with tests; `…` stands for any number of modules.
fn names(name: &str, tests: &BTreeSet<Name>) -> bool {
    let parts: Vec<&str> = name.split("::").collect();
    tests.iter().any(|test| begins(test, &parts))
}

fn begins(test: &[String], parts: &[&str]) -> bool {
    match parts.split_first() {
        None => true,
        Some((&"…", rest)) => (0..test.len()).any(|skipped| begins(&test[skipped..], rest)),
        Some((first, rest)) => test.first().is_some_and(|part| part == first) && begins(&test[1..], rest),
    }
}

/// What stands between backticks.
fn quoted(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

/// The last cell of each row of the tables of a document, without their headers.
fn last_cells(text: &str) -> Vec<(usize, &str)> {
    let lines: Vec<&str> = text.lines().collect();
    let is_header = |at: usize| lines.get(at + 1).is_some_and(|line| line.starts_with("|---"));
    let rows = (0..lines.len()).filter(|&at| lines[at].starts_with("| ") && !is_header(at));
    rows.filter_map(|at| Some((at + 1, lines[at].trim_end_matches(" |").rsplit(" | ").next()?))).collect()
}

#[test]
fn each_row_of_hostile_input_names_tests_that_are_there() {
    let tests = all_tests();
    assert!(tests.len() > 500, "only {} tests were found", tests.len());
    let document = read(&root().join("docs/hostile-input.md"));
    let rows = last_cells(&document);
    assert!(rows.len() > 30, "only {} rows were found", rows.len());
    let mut missing = Vec::new();
    for (line, cell) in rows {
        let named = quoted(cell);
        assert!(!named.is_empty(), "docs/hostile-input.md:{line} names no test");
        let is_there = |name: &str| {
            if name.contains('/') { root().join(name).exists() } else { names(name, &tests) }
        };
        missing.extend(named.into_iter().filter(|name| !is_there(name)).map(|name| (line, name)));
    }
    assert!(missing.is_empty(), "docs/hostile-input.md names tests that are not there: {missing:#?}");
}

#[test]
fn what_any_bytes_have_found_is_held_by_tests_that_are_there() {
    let tests = all_tests();
    let document = read(&root().join("fuzz/README.md"));
    let found = document.split("## What was found").nth(1).expect("a section of that name");
    let named: Vec<&str> = quoted(found).into_iter().filter(|name| name.contains("::")).collect();
    assert!(named.len() > 3, "only {named:?}");
    for name in named {
        assert!(names(name, &tests), "fuzz/README.md names {name}, which is not there");
    }
}

#[test]
fn tests_are_found_by_their_names() {
    let text = "fn helper() {}\n#[cfg(test)]\nmod tests {\n    mod inner {\n        #[test]\n        #[cfg(unix)]\n        fn one() {\n        }\n    }\n    #[test]\n    fn two(\n        any in 0..3,\n    ) {\n    }\n    fn no_test() {}\n}\n";
    let tests = tests_in(text, &["lsh".to_owned()]);
    let shown: Vec<String> = tests.iter().map(|test| test.join("::")).collect();
    assert_eq!(shown, ["lsh::tests::inner::one", "lsh::tests::two"]);
    assert!(names("lsh::tests::two", &tests) && names("lsh::…::one", &tests) && names("lsh", &tests));
    assert!(!names("lsh::tests::tw", &tests) && !names("tests::two", &tests) && !names("lsh::two", &tests));
}
