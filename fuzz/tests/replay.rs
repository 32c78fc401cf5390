//! Every claim on every file of its corpus, on any toolchain; and on bytes that are drawn at random, the same in each run.

use std::fs;
use std::path::Path;
use wirecopy_fuzz::TARGETS;

/// The files of a folder in the order of their names.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap_or_else(|fault| panic!("{}: {fault}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.display().to_string(), fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn every_claim_holds_of_its_corpus() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for (name, claim) in TARGETS {
        let files = files(&corpus.join(name));
        assert!(files.len() > 2, "{name} has no corpus");
        for (path, given) in files {
            eprintln!("{path}");
            claim(&given);
        }
    }
}

#[test]
fn every_target_is_listed_and_has_a_binary_and_a_small_corpus() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let targets = files(&root.join("fuzz_targets"));
    assert_eq!(targets.len(), TARGETS.len());
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    for (name, _) in TARGETS {
        assert!(root.join(format!("fuzz_targets/{name}.rs")).exists(), "{name} has no target");
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name} is not in Cargo.toml");
        let corpus = files(&root.join("corpus").join(name));
        let bytes: usize = corpus.iter().map(|(_, given)| given.len()).sum();
        assert!(corpus.len() < 200 && bytes < 300 << 10, "{name}: {} files of {bytes} bytes", corpus.len());
    }
}

#[test]
fn every_claim_holds_of_bytes_drawn_at_random() {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut draw = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    for (_, claim) in TARGETS {
        for _ in 0..20 {
            let length = draw() % 700;
            claim(&(0..length).map(|_| draw() as u8).collect::<Vec<u8>>());
        }
    }
}
