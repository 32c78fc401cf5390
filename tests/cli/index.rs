//! `index`, and a comparison with one: the real binary on archives on disk.

use crate::harness::{Desk, Said, is_one_complaint, same, tells};
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

/// The tables that speak of findings.
const FOUND: [&str; 8] = [
    "articles.csv",
    "clusters.csv",
    "flows.csv",
    "outlets.csv",
    "pairs.csv",
    "passages.csv",
    "rejected.csv",
    "reuse.csv",
];

/// Words that no other number has.
pub(crate) fn words(number: usize, count: usize) -> String {
    let word = |at: usize| {
        let mut state = (number * 977 + at * 31 + 7) as u64;
        state = state.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(27).wrapping_mul(0x94d0_49bb_1331_11eb);
        let syllables =
            ["ba", "cor", "del", "fim", "gor", "hul", "jan", "kep", "lo", "mir", "nu", "pas", "rek", "sol"];
        (0..4).map(|part| syllables[(state >> (part * 11)) as usize % 14]).collect::<String>()
    };
    (0..count).map(word).collect::<Vec<_>>().join(" ")
}

/// An article of a day of March, which has a passage of one of twenty stories.
pub(crate) fn article(number: usize) -> String {
    let (story, own) = (words(9_000 + number % 20, 40), words(number, 60));
    let (outlet, day) = (["Courrier", "Agence Boréale", "Gazette"][number % 3], 1 + number % 20);
    let date = format!("2026-03-{day:02}T{:02}:{:02}:00Z", number % 24, number % 60);
    let text = if number.is_multiple_of(2) { format!("{own}. {story}.") } else { format!("{story}. {own}.") };
    format!(
        "{{\"id\": \"n{number}\", \"outlet\": \"{outlet}\", \"published\": \"{date}\", \"text\": \"{text}\"}}\n"
    )
}

pub(crate) fn articles(numbers: impl IntoIterator<Item = usize>) -> String {
    numbers.into_iter().map(article).collect()
}

/// A desk with an archive of 60 articles and a day of 6, each of which shares its story with three of them.
pub(crate) fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("old.jsonl", &articles(0..60));
    desk.put("day.jsonl", &articles(500..506));
    desk
}

/// The tables of a run.
fn found(desk: &Desk, folder: &str) -> Vec<String> {
    FOUND.iter().map(|table| desk.text(&format!("{folder}/{table}"))).collect()
}

fn newsroom(day: &str) -> String {
    format!("{}/data/newsroom/{day}.jsonl", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_small_archive_gives_the_results_of_against_to_the_byte() {
    let desk = Desk::new();
    let (first, second) = (newsroom("2026-03-10"), newsroom("2026-03-11"));
    desk.expect(0, "index create archive");
    let said = desk.expect(0, &format!("compare {first} --against-index archive --add -o none -q"));
    same("nothing is said of an empty archive", &String::new(), &said.err);
    desk.expect(0, &format!("compare {second} --against {first} -o batch"));
    desk.expect(0, &format!("compare {second} --against-index archive --add -o indexed"));
    assert!(desk.text("batch/pairs.csv").lines().count() > 1, "there is something to be found");
    same("the tables", &found(&desk, "batch"), &found(&desk, "indexed"));
    same("the matrix", &desk.text("batch/matrix.csv"), &desk.text("indexed/matrix.csv"));
    let record = desk.record("indexed");
    same("articles of the index", &serde_json::json!(28), &record["reading"]["index"]["articles"]);
    tells(&desk.expect(0, "index info archive").out, "articles                     50");
}

#[test]
fn portions_in_any_order_give_the_same_findings() {
    let desk = desk();
    let lines: Vec<String> = desk.text("old.jsonl").lines().map(|line| format!("{line}\n")).collect();
    let mut all = Vec::new();
    for (name, portions, turned) in
        [("one", 1, false), ("two", 2, true), ("ten", 10, false), ("net", 10, true)]
    {
        desk.expect(0, &format!("index create {name} --whole-below 0"));
        let mut files: Vec<String> = lines.chunks(lines.len() / portions).map(<[String]>::concat).collect();
        if turned {
            files.reverse();
        }
        for file in files {
            desk.put("portion.jsonl", &file);
            desk.expect(0, &format!("index add {name} portion.jsonl -q"));
        }
        desk.expect(0, &format!("index compact {name} -q"));
        desk.expect(0, &format!("compare day.jsonl --against-index {name} -o out-{name} -q"));
        all.push(found(&desk, &format!("out-{name}")));
    }
    assert!(all[0][4].lines().count() > 15, "there is something to be found:\n{}", all[0][4]);
    for other in &all[1..] {
        same("the findings", &all[0], other);
    }
}

#[test]
fn what_is_selected_has_the_pairs_of_what_is_read_whole() {
    let desk = desk();
    for (name, below) in [("whole", 20_000), ("chosen", 0)] {
        desk.expect(0, &format!("index create {name} --whole-below {below}"));
        desk.expect(0, &format!("index add {name} old.jsonl -q"));
        desk.expect(0, &format!("compare day.jsonl --against-index {name} -o out-{name} -q"));
    }
    let pairs = |name: &str| {
        let table = desk.text(&format!("out-{name}/pairs.csv"));
        let ids = table.lines().map(|line| line.split(',').take(4).collect::<Vec<_>>().join(","));
        ids.collect::<Vec<_>>()
    };
    same("pairs and the header", &19, &pairs("whole").len());
    same("the pairs", &pairs("whole"), &pairs("chosen"));
    let record = desk.record("out-chosen");
    same("read in a comparison", &serde_json::json!(false), &record["reading"]["index"]["read_whole"]);
}

#[test]
fn exact_runs_are_found_in_what_is_selected_as_in_everything() {
    let desk = desk();
    let common = "for the rest of the week at the end of the day in the same way";
    let with = |numbers: std::ops::Range<usize>| {
        articles(numbers).replace(". ", &format!(" {common}. ")).replace("\"}", &format!(" {common}.\"}}"))
    };
    // In so few articles of each outlet that it is no template.
    desk.put("old.jsonl", &(with(0..3) + &articles(3..60)));
    desk.put("day.jsonl", &with(500..506));
    for (name, below) in [("whole", 20_000), ("chosen", 0)] {
        desk.expect(0, &format!("index create {name} -q --whole-below {below}"));
        desk.expect(0, &format!("index add {name} old.jsonl -q"));
        let runs = "--strict-verbatim 8 -q";
        desk.expect(0, &format!("compare day.jsonl --against-index {name} -o out-{name} {runs}"));
    }
    let pairs = |name: &str| {
        let table = desk.text(&format!("out-{name}/pairs.csv"));
        table.lines().map(|line| line.split(',').take(4).collect::<Vec<_>>().join(",")).collect::<Vec<_>>()
    };
    same("pairs of a story, of the phrase, and the header", &34, &pairs("whole").len());
    same("the pairs", &pairs("whole"), &pairs("chosen"));
    desk.expect(0, "compare day.jsonl --against-index whole -o exact -q --exact");
    desk.expect(0, "compare day.jsonl --against old.jsonl -o batch -q --exact");
    // An index has an order of its own, that of dates.
    let sorted = |name: &str| {
        let mut rows: Vec<String> =
            desk.text(&format!("{name}/pairs.csv")).lines().map(str::to_owned).collect();
        rows.sort_unstable();
        rows
    };
    same("an exact join of all", &sorted("batch"), &sorted("exact"));
}

#[test]
fn a_deduplication_with_an_index_keeps_what_one_with_all_its_articles_keeps() {
    let desk = desk();
    let twice = |numbers: std::ops::Range<usize>| articles(numbers).replace("\"n", "\"copy-of-n");
    desk.put("crawl.jsonl", &(articles(500..520) + &twice(503..506) + &twice(10..15)));
    for (name, below) in [("whole", 20_000), ("chosen", 0)] {
        desk.expect(0, &format!("index create {name} -q --whole-below {below}"));
        desk.expect(0, &format!("index add {name} old.jsonl -q"));
    }
    for keep in ["earliest", "longest", "first"] {
        let dedup = |out: &str, against: &str| {
            let words = format!(
                "dedup crawl.jsonl {against} -o {out}.jsonl --removed {out}.csv --keep {keep} -q --force"
            );
            desk.expect(0, &words);
            [desk.text(&format!("{out}.jsonl")), desk.text(&format!("{out}.csv"))]
        };
        let expected = dedup("batch", "--against old.jsonl");
        same("removed and the header", &9, &expected[1].lines().count());
        same("in a small index", &expected, &dedup("small", "--against-index whole"));
        same("in a large index", &expected, &dedup("large", "--against-index chosen"));
    }
    let said = desk.expect(0, "dedup crawl.jsonl --against-index chosen --add -o new.jsonl").err;
    tells(&said, "20 articles added to chosen");
    desk.expect(0, "dedup crawl.jsonl --against-index chosen -o none.jsonl -q");
    same("the second time nothing is new", &String::new(), &desk.text("none.jsonl"));
    desk.expect(2, "dedup crawl.jsonl --against-index chosen --against old.jsonl -o x.jsonl");
    desk.expect(2, "dedup crawl.jsonl --add -o x.jsonl");
    tells(
        &desk.expect(1, "dedup crawl.jsonl --against-index chosen -o x.jsonl --exact").err,
        "searched by sketches",
    );
    is_one_complaint(&desk.expect(1, "dedup crawl.jsonl --against-index chosen -o chosen/x.jsonl").err);
}

#[test]
fn what_is_there_is_passed_over_and_another_article_of_its_id_gets_another_one() {
    let desk = desk();
    desk.expect(0, "index create archive");
    tells(&desk.expect(0, "index add archive old.jsonl").err, "60 articles added");
    let changed = article(3).replace("\"n3\"", "\"n4\"");
    desk.put("again.jsonl", &format!("{}{changed}", articles(7..9)));
    let said = desk.expect(0, "index add archive again.jsonl").err;
    tells(&said, "1 article added to archive, 2 there already");
    tells(&said, "n4 is another article there; this one is now n4#2");
    tells(&desk.expect(0, "index info archive").out, "articles                     61");
}

#[test]
fn a_day_that_is_repeated_gives_the_same_and_adds_nothing() {
    for whole_below in [0, 20_000] {
        let desk = desk();
        desk.expect(0, &format!("index create archive --whole-below {whole_below}"));
        desk.expect(0, "index add archive old.jsonl -q");
        desk.put("day.jsonl", &(articles(500..506) + &article(510).replace("n510", "n7")));
        let results = |number: usize| {
            desk.expect(0, &format!("compare day.jsonl --against-index archive --add -o out-{number} -q"));
            found(&desk, &format!("out-{number}"))
        };
        let first = results(1);
        assert!(first[4].lines().count() > 5, "there is something to be found:\n{}", first[4]);
        tells(&desk.expect(0, "index info archive").out, "articles                     67");
        same("the findings", &first[4], &results(2)[4]);
        same("the findings", &first[4], &results(3)[4]);
        tells(&desk.expect(0, "index info archive").out, "articles                     67");
    }
}

#[test]
fn what_does_not_come_in_or_go_out_is_named() {
    let desk = desk();
    desk.expect(2, "index create");
    for option in ["--window 2d", "--exact"] {
        tells(&desk.expect(2, &format!("index create archive {option}")).err, "unexpected argument");
    }
    desk.expect(0, "index create archive");
    desk.put("cut.jsonl", &(articles(0..3) + "{\"id\": \"cut\"}\n"));
    let said = desk.expect(0, "index add archive cut.jsonl -q").err;
    tells(&said, "1 record was rejected and is not in the index:");
    tells(&said, "cut.jsonl:4: ");
    let said = desk.expect(0, "index remove archive nobody n1").err;
    tells(&said, "nobody: no article of the index has this id");
    tells(&said, "1 article removed");
}

#[test]
fn what_was_removed_is_not_found_any_more() {
    let desk = desk();
    for name in ["archive", "rest"] {
        desk.expect(0, &format!("index create {name} --whole-below 0"));
    }
    desk.expect(0, "index add archive old.jsonl -q");
    tells(&desk.expect(0, "index remove archive n5 n14 nobody").err, "2 articles removed");
    tells(&desk.expect(0, "index remove archive --before 2026-03-04").err, "9 articles removed");
    desk.expect(0, "compare day.jsonl --against-index archive -o removed -q");
    assert!(!desk.text("removed/pairs.csv").contains(",n5,"), "n5 was removed");
    let stays = |number: &usize| ![5, 14].contains(number) && 1 + number % 20 >= 4;
    desk.put("rest.jsonl", &articles((0..60).filter(stays)));
    desk.expect(0, "index add rest rest.jsonl -q");
    desk.expect(0, "index compact archive -q");
    desk.expect(0, "compare day.jsonl --against-index archive -o compacted -q");
    desk.expect(0, "compare day.jsonl --against-index rest -o never -q");
    same("the findings", &found(&desk, "never"), &found(&desk, "compacted"));
    desk.expect(0, "index verify archive");
}

#[test]
fn other_settings_than_those_of_the_index_are_refused() {
    let desk = desk();
    desk.expect(0, "index create archive --threshold 0.7 --whole-below 0");
    desk.expect(0, "index add archive old.jsonl -q");
    let refused = |words: &str| {
        let said = desk.expect(1, &format!("compare day.jsonl --against-index archive -o out {words}")).err;
        assert!(!desk.has("out/pairs.csv"));
        said
    };
    tells(&refused(""), "--threshold is 0.7 there, and 0.5 was asked (give the same, or make another index)");
    tells(&refused("--threshold 0.7 --shingle 5"), "--shingle is 3 there, and 5 was asked");
    tells(&refused("--threshold 0.7 --strict-verbatim 3"), "no rows for exact runs of fewer than 4 words");
    tells(
        &refused("--threshold 0.7 --exact"),
        "is searched by sketches (leave out --exact, or name the articles",
    );
    desk.expect(0, "compare day.jsonl --against-index archive -o out -q --threshold 0.7");
    desk.expect(0, "compare day.jsonl --against-index archive -o out -q --threshold 0.7 --no-passages");
}

#[test]
fn what_makes_no_sense_is_refused_in_one_line() {
    let desk = desk();
    desk.expect(2, "compare day.jsonl -o out --add");
    desk.expect(2, "compare day.jsonl -o out --against-index archive --against old.jsonl");
    desk.expect(2, "index remove archive");
    desk.put("stranger/file.txt", "mine");
    for words in [
        "index info nowhere",
        "index add stranger old.jsonl",
        "index create stranger",
        "compare day.jsonl --against-index stranger -o out",
        "index add archive archive",
    ] {
        if words.ends_with("archive archive") {
            desk.expect(0, "index create archive");
        }
        is_one_complaint(&desk.expect(1, words).err);
    }
    same("what was there stays", &"mine".to_owned(), &desk.text("stranger/file.txt"));
}

#[test]
fn a_second_writer_is_refused_and_readers_are_not() {
    let desk = desk();
    desk.expect(0, "index create archive");
    desk.expect(0, "index add archive old.jsonl -q");
    let lock = File::open(desk.path("archive/writer.lock")).unwrap();
    lock.lock().unwrap();
    let said = desk.expect(1, "index add archive day.jsonl").err;
    is_one_complaint(&said);
    tells(&said, "another program is writing to this index");
    desk.expect(1, "index compact archive");
    desk.expect(0, "compare day.jsonl --against-index archive -o out -q");
    desk.expect(0, "index verify archive");
    let said = desk.expect(1, "compare day.jsonl --against-index archive --add -o other").err;
    tells(&said, "the results are written, but the articles were not added");
    assert!(desk.has("other/run.json"));
}

#[test]
fn readers_see_one_state_while_somebody_writes() {
    let desk = desk();
    desk.expect(0, "index create archive --whole-below 0");
    desk.expect(0, "index add archive old.jsonl -q");
    for number in 0..6 {
        desk.put(&format!("more-{number}.jsonl"), &articles(1_000 + number * 20..1_020 + number * 20));
    }
    thread::scope(|scope| {
        let writing = scope.spawn(|| {
            for number in 0..6 {
                desk.expect(0, &format!("index add archive more-{number}.jsonl -q"));
            }
            desk.expect(0, "index compact archive -q");
        });
        let mut runs = 0;
        while !writing.is_finished() || runs == 0 {
            desk.expect(0, &format!("compare day.jsonl --against-index archive -o out-{runs} -q"));
            let count = desk.record(&format!("out-{runs}"))["reading"]["index"]["articles"].as_u64().unwrap();
            assert!(count >= 60 && count.is_multiple_of(20), "{count} articles are no state of the index");
            runs += 1;
        }
        writing.join().unwrap();
    });
    desk.expect(0, "index verify archive");
}

/// Starts the command and kills it after so many milliseconds.
fn kill(desk: &Desk, words: &str, after: u64) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_wirecopy"))
        .current_dir(desk.path("."))
        .args(words.split(' '))
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    thread::sleep(Duration::from_millis(after));
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_writer_that_is_killed_leaves_the_state_before_or_after() {
    let desk = desk();
    desk.expect(0, "index create archive --whole-below 0");
    desk.expect(0, "index add archive old.jsonl -q");
    let mut articles_before = 60;
    for round in 0..8_usize {
        desk.put("more.jsonl", &articles(1_000 + round * 40..1_040 + round * 40));
        let words =
            if round % 3 == 2 { "index compact archive -q" } else { "index add archive more.jsonl -q" };
        kill(&desk, words, 15 + round as u64 * 37 % 260);
        desk.expect(0, "index verify archive");
        let info = desk.expect(0, "index info archive").out;
        let count = (0..2)
            .map(|more| articles_before + more * 40)
            .find(|count| info.contains(&format!("articles                     {count}\n")));
        articles_before = count.unwrap_or_else(|| panic!("{articles_before} articles before:\n{info}"));
        desk.expect(0, "compare day.jsonl --against-index archive -o out -q");
    }
    desk.expect(0, "index add archive day.jsonl -q");
    let names = desk.names("archive");
    assert!(names.iter().all(|name| !name.ends_with(".partial")), "{names:?}");
    let files = fs::read_to_string(desk.path("archive/manifest.json")).unwrap();
    let strangers: Vec<&String> =
        names.iter().filter(|name| name.contains(".wcx") && !files.contains(*name)).collect();
    same("files that no manifest names", &Vec::<&String>::new(), &strangers);
}

#[test]
fn a_flipped_bit_is_named_and_passes_for_no_result() {
    let desk = desk();
    desk.expect(0, "index create archive --whole-below 0");
    desk.expect(0, "index add archive old.jsonl -q");
    desk.expect(0, "index remove archive n1");
    desk.expect(0, "compare day.jsonl --against-index archive -o sound -q");
    let sound = found(&desk, "sound");
    let mut state = 7_u64;
    for name in desk.names("archive").iter().filter(|name| *name != "writer.lock") {
        let path = desk.path(&format!("archive/{name}"));
        let whole = fs::read(&path).unwrap();
        for _ in 0..6 {
            state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
            let (at, bit) = ((state >> 20) as usize % whole.len(), state >> 61);
            let mut damaged = whole.clone();
            damaged[at] ^= 1 << bit;
            fs::write(&path, damaged).unwrap();
            holds(&desk, name, &sound);
        }
        fs::write(&path, whole).unwrap();
    }
    desk.expect(0, "index verify archive");
}

/// A damaged file is named by `verify`, and a comparison fails or finds what is true. A manifest whose blanks were changed
/// says the same.
#[track_caller]
fn holds(desk: &Desk, name: &str, sound: &[String]) {
    let verified = desk.run("index verify archive");
    match verified.code {
        Some(1) => tells(&verified.err, name),
        code => same("the exit code where all can be read", &(Some(0), "manifest.json"), &(code, name)),
    }
    let Said { code, err, .. } = desk.run("compare day.jsonl --against-index archive -o out -q --force");
    match code {
        Some(0) => same("the findings", &sound.to_vec(), &found(desk, "out")),
        code => {
            same(&err, &Some(1), &code);
            tells(&err, name);
        }
    }
}

/// With files of at most so many blocks of 512 bytes, as on a full disk.
fn on_a_full_disk(desk: &Desk, blocks: u32, words: &str) -> (Option<i32>, String) {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" {words}");
    let output = Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_wirecopy")])
        .current_dir(desk.path("."))
        .output()
        .unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_state_before() {
    let desk = desk();
    desk.expect(0, "index create archive");
    desk.expect(0, "index add archive old.jsonl -q");
    desk.put("more.jsonl", &articles(1_000..1_060));
    let before = desk.names("archive");
    for (blocks, words) in [
        (0, "index remove archive n1"),
        (4, "index add archive more.jsonl -q"),
        (60, "index compact archive -q"),
    ] {
        let (code, said) = on_a_full_disk(&desk, blocks, words);
        same(&said, &Some(1), &code);
        assert!(Path::new(said.trim_start_matches("wirecopy: ")).starts_with("archive"), "{said}");
        same("the files", &before, &desk.names("archive"));
        desk.expect(0, "index verify archive");
    }
    desk.expect(0, "index add archive more.jsonl -q");
}
