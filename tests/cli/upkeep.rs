//! `index`: looking after an archive, its ids, its settings, and one that keeps no texts.

use crate::harness::{Desk, Said, is_one_complaint, same, tells};
use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

const STORY: &str = "The bridge over the river Orle was closed on Monday after engineers found cracks in two of its piers, and \
                     the ferry at Harrowmouth will carry cars from Thursday until the piers are mended in the autumn";

fn article(id: &str, day: u32, text: &str) -> String {
    format!(
        "{{\"id\": \"{id}\", \"outlet\": \"Gazette\", \"published\": \"2026-03-{day:02}\", \"text\": \"{text}\"}}\n"
    )
}

/// A desk with an archive of three articles.
fn desk_with(options: &str) -> Desk {
    let desk = Desk::new();
    let old = [
        article("wire", 10, &format!("{STORY}.")),
        article(
            "barge",
            11,
            "Nobody was hurt when a barge carrying gravel ran aground below the lock last night.",
        ),
        article(
            "école",
            12,
            "L’école de la rue des Lilas rouvre lundi après trois mois de travaux de désamiantage.",
        ),
    ];
    desk.put("old.jsonl", &old.concat());
    desk.expect(0, &format!("index create archive -q {options}"));
    desk.expect(0, "index add archive old.jsonl -q");
    desk
}

#[test]
fn what_is_in_an_index_is_told_to_persons_and_to_programs() {
    let desk = desk_with("--threshold 0.7 --whole-below 0");
    let told = desk.expect(0, "index info archive").out;
    for line in [
        "articles                     3",
        "published                    2026-03-10 to 2026-03-12",
        "--threshold                0.7",
        "rows of wording",
    ] {
        tells(&told, line);
    }
    let told: serde_json::Value =
        serde_json::from_str(&desk.expect(0, "index info archive --json").out).unwrap();
    same("articles", &3.into(), &told["articles"]);
    same("the threshold", &0.7.into(), &told["settings"]["threshold"]);
    same("the first day", &"2026-03-10T00:00:00Z".into(), &told["published"]["earliest"]);
    let sum: u64 = told["bytes_of"].as_object().unwrap().values().map(|bytes| bytes.as_u64().unwrap()).sum();
    assert!(sum > 500 && sum < told["bytes"].as_u64().unwrap(), "{told}");
    same("the ids", &"wire\nbarge\nécole\n".to_owned(), &desk.expect(0, "index list archive").out);
    let listed = desk.expect(0, "index list archive --json").out;
    let first: serde_json::Value = serde_json::from_str(listed.lines().next().unwrap()).unwrap();
    same("the first", &("wire".into(), "Gazette".into()), &(first["id"].clone(), first["outlet"].clone()));
}

#[test]
fn ids_of_a_file_are_removed_and_a_dry_run_removes_nothing() {
    let desk = desk_with("");
    desk.put("gone.txt", "\u{feff}école\r\n\nwire\nnobody\n");
    let said = desk.expect(0, "index remove archive --from gone.txt --dry-run").err;
    tells(&said, "nobody: no article of the index has this id");
    tells(&said, "2 articles would be removed from archive; a dry run removes nothing");
    tells(
        &desk.expect(0, "index remove archive --before 2026-03-12 --dry-run").err,
        "2 articles would be removed",
    );
    same("articles", &3, &desk.expect(0, "index list archive").out.lines().count());
    tells(&desk.expect(0, "index remove archive --from gone.txt").err, "2 articles removed from archive");
    same("the ids", &"barge\n".to_owned(), &desk.expect(0, "index list archive").out);
    desk.put("none.txt", "\n");
    is_one_complaint(&desk.expect(1, "index remove archive --from none.txt").err);
    is_one_complaint(&desk.expect(1, "index remove archive --from missing.txt").err);
    desk.expect(2, "index remove archive --from gone.txt --before 2026-03-12");
}

#[test]
fn an_article_is_known_again_whatever_was_removed_before_it() {
    let desk = desk_with("");
    let versions: Vec<String> = (0..3)
        .map(|version| article("wire", 13, &format!("{STORY}, says mayor number {version}.")))
        .collect();
    for version in &versions {
        desk.put("day.jsonl", version);
        tells(&desk.expect(0, "index add archive day.jsonl").err, "1 article added");
    }
    let ids = || desk.expect(0, "index list archive").out;
    same("the ids", &"wire\nbarge\nécole\nwire#2\nwire#3\nwire#4\n".to_owned(), &sorted(&ids()));
    desk.expect(0, "index remove archive wire#2 wire#3 -q");
    tells(&desk.expect(0, "index add archive day.jsonl").err, "0 articles added to archive, 1 there already");
    desk.expect(0, "index compact archive -q");
    tells(&desk.expect(0, "index add archive day.jsonl").err, "0 articles added to archive, 1 there already");
    desk.put("day.jsonl", &versions[0]);
    tells(&desk.expect(0, "index add archive day.jsonl").err, "this one is now wire#5");
    desk.expect(0, "compare day.jsonl --against-index archive -o out -q");
    assert!(!desk.text("out/pairs.csv").contains("wire#5"), "it is not held to itself");
    desk.expect(0, "index remove archive wire -q");
    desk.put("old.jsonl", &article("wire", 10, &format!("{STORY}.")));
    let said = desk.expect(0, "index add archive old.jsonl").err;
    assert!(!said.contains("is now"), "its own id is free: {said}");
}

/// Lines by the day of their article, then by number: those of one day have no order that is promised.
fn sorted(ids: &str) -> String {
    let mut lines: Vec<&str> = ids.lines().collect();
    lines[3..].sort_unstable();
    lines.iter().flat_map(|line| [*line, "\n"]).collect()
}

#[test]
fn what_is_no_index_is_told_from_what_is_damaged() {
    let desk = desk_with("--whole-below 0");
    tells(&desk.expect(1, "index info old.jsonl").err, "old.jsonl: is no folder, and an index is one");
    tells(&desk.expect(1, "index create old.jsonl").err, "old.jsonl: is no folder");
    tells(
        &desk.expect(0, "index verify archive").out,
        "archive: 2 files of 3 articles, every byte is as it was written",
    );
    let names = desk.names("archive");
    let part = names.iter().find(|name| name.starts_with("part")).unwrap();
    fs::remove_file(desk.path(&format!("archive/{part}"))).unwrap();
    let said = desk.expect(1, "index verify archive").err;
    tells(&said, &format!("archive/{part}: is damaged: it is not there"));
    tells(&said, "archive: 1 file is damaged; nothing is found in the index until it is brought back");
}

#[test]
fn every_change_says_what_it_did_and_what_it_took() {
    let desk = Desk::new();
    desk.put("old.jsonl", &article("wire", 10, STORY));
    tells(&desk.expect(0, "index create archive").err, "archive: made, without articles");
    let said = desk.expect(0, "index add archive old.jsonl --timings").err;
    tells(&said, "1 article added to archive");
    tells(&said, "reading ");
    let said = desk.expect(0, "index compact archive --timings").err;
    tells(&said, "archive: 1 article in one part, learnt anew");
    tells(&said, "learning templates ");
    for quiet in ["index create other -q", "index add archive old.jsonl -q", "index compact archive -q"] {
        same(quiet, &String::new(), &desk.expect(0, quiet).err);
    }
}

#[cfg(unix)]
#[test]
fn a_change_that_is_interrupted_ends_with_130_and_leaves_the_index_whole() {
    let desk = desk_with("");
    let pipe = desk.path("endless.jsonl");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let child = Command::new(env!("CARGO_BIN_EXE_wirecopy"))
        .current_dir(desk.path("."))
        .args(["index", "add", "archive", "endless.jsonl"])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    thread::sleep(Duration::from_millis(700));
    Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    same(&said, &Some(130), &output.status.code());
    tells(&said, "interrupted, the index is whole");
    desk.expect(0, "index add archive old.jsonl -q");
    desk.expect(0, "index verify archive");
}

#[test]
fn settings_of_a_file_and_of_the_environment_hold_for_index() {
    let desk = Desk::new();
    desk.put("old.jsonl", "{\"id\": \"a\", \"body\": \"Nobody was hurt.\"}\n");
    desk.put(
        "wirecopy.toml",
        "threshold = 0.6\n[index]\nfield = [\"text=body\"]\nwhole-below = 0\nquiet = true\n",
    );
    let said = Said::of(desk.command("index create archive").env("WIRECOPY_SHINGLE", "4"));
    same("what is said", &(Some(0), String::new()), &(said.code, said.err));
    same("what is said", &String::new(), &desk.expect(0, "index add archive old.jsonl").err);
    let told: serde_json::Value =
        serde_json::from_str(&desk.expect(0, "index info archive --json").out).unwrap();
    let settings = [&told["settings"]["threshold"], &told["settings"]["shingle"], &told["whole_below"]];
    same("the settings", &[&0.6.into(), &4.into(), &0.into()], &settings);
    let shown = desk.expect(0, "config index create --seed 9").out;
    for line in ["[index]", "threshold = 0.6  # wirecopy.toml:1", "seed = 9  # command line"] {
        assert!(shown.lines().any(|told| told == line), "{line}\n{shown}");
    }
    desk.put("wirecopy.toml", "[index]\nwhole-bellow = 0\n");
    tells(
        &desk.expect(1, "index info archive").err,
        "wirecopy.toml:2: no option \"whole-bellow\" (did you mean",
    );
    desk.put("wirecopy.toml", "");
    tells(&desk.expect(1, "config index").err, "name one of its commands");
}

#[test]
fn an_index_without_texts_finds_the_same_as_long_as_its_inputs_are_there() {
    for whole_below in ["--whole-below 0", ""] {
        let desk = desk_with(whole_below);
        desk.expect(0, &format!("index create light -q --no-text {whole_below}"));
        fs::create_dir(desk.path("elsewhere")).unwrap();
        desk.put("rows.csv", &format!("id,published,body\nrow,2026-03-09,\"{STORY}, in a table.\"\n"));
        for name in ["archive", "light"] {
            desk.expect(0, &format!("index add {name} rows.csv --field text=body -q"));
        }
        desk.expect(0, "index add light old.jsonl -q");
        desk.put("day.jsonl", &article("paper", 13, &format!("Good morning. {STORY}.")));
        let pairs = |name: &str| {
            desk.expect(0, &format!("compare day.jsonl --against-index {name} -o out-{name} -q"));
            desk.text(&format!("out-{name}/passages.csv"))
        };
        desk.expect(0, "index compact archive -q");
        desk.expect(0, "index compact light -q");
        let found = pairs("archive");
        same("rows of two passages and a header", &3, &found.lines().count());
        same("the passages", &found, &pairs("light"));
        tells(&desk.expect(0, "show out-light paper row").out, "in a table");
        tells(&desk.expect(0, "index info light").out, "read again from the inputs");
        fs::rename(desk.path("rows.csv"), desk.path("moved.csv")).unwrap();
        let said = desk.expect(1, "compare day.jsonl --against-index light -o gone -q").err;
        is_one_complaint(&said);
        tells(&said, "rows.csv is not there any more, and the index keeps no texts");
        desk.put("rows.csv", &format!("id,published,body\nrow,2026-03-09,\"{STORY}, in another.\"\n"));
        let said = desk.expect(1, "compare day.jsonl --against-index light -o gone -q").err;
        tells(&said, "rows.csv has changed since its articles were added");
        assert!(!desk.has("gone/pairs.csv"));
        desk.expect(0, "index verify light");
    }
}

#[test]
fn an_index_without_texts_takes_nothing_that_cannot_be_read_again() {
    let desk = Desk::new();
    desk.expect(0, "index create light -q --no-text");
    let packed = zstd::bulk::compress(article("wire", 10, STORY).as_bytes(), 3).unwrap();
    fs::write(desk.path("old.jsonl.zst"), packed).unwrap();
    let said = desk.expect(1, "index add light old.jsonl.zst").err;
    is_one_complaint(&said);
    tells(&said, "old.jsonl.zst: is packed (zstd), and the index keeps no texts");
    let output =
        Said::of(desk.command("index add light - --format jsonl").write_stdin(article("wire", 10, STORY)));
    same(&output.err, &Some(1), &output.code);
    tells(&output.err, "-: can be read once only");
    let said = desk.expect(1, "compare old.jsonl.zst --against-index light --add -o out").err;
    tells(&said, "is packed (zstd)");
    tells(&desk.expect(0, "index info light").out, "articles                     0");
}
