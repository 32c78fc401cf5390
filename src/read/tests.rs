//! Claims about reading as a whole, made on real files.

use super::*;
use crate::article::Locator;
use crate::observe::Unwatched;
use proptest::prelude::*;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use tempfile::TempDir;

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

fn intake(path: &Path, plan: &ReadPlan) -> Result<Intake, ReadError> {
    read(&[path.into()], None, plan, &Unwatched)
}

/// What one file of this name and content gives.
fn one(name: &str, content: impl AsRef<[u8]>) -> Intake {
    let folder = folder(&[(name, content.as_ref())]);
    intake(&folder.path().join(name), &ReadPlan::default()).unwrap()
}

fn ids(intake: &Intake) -> Vec<&str> {
    intake.batch.articles().iter().map(|article| &*article.id).collect()
}

fn texts(intake: &Intake) -> Vec<&str> {
    intake.batch.articles().iter().map(|article| &*article.text).collect()
}

/// Line and reason of every rejected record.
fn rejected(intake: &Intake) -> Vec<(Option<u64>, &str)> {
    intake.rejected.iter().map(|rejected| (rejected.place.line, &*rejected.reason)).collect()
}

/// Line and wording of every warning of a kind.
fn warned(intake: &Intake, kind: WarningKind) -> Vec<(Option<u64>, &str)> {
    let of_kind = intake.warnings.iter().filter(|warning| warning.kind == kind);
    of_kind.map(|warning| (warning.place.as_ref().and_then(|place| place.line), &*warning.what)).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

#[test]
fn all_fields_of_a_record_are_taken() {
    let intake = one(
        "day.jsonl",
        r#"{"id": 7.10, "text": "Body\n", "title": "T", "outlet": "AFP", "published": "2016-07-13", "url": "u", "language": "fr", "more": [1]}"#,
    );
    let article = &intake.batch.articles()[0];
    assert_eq!((&*article.id, &*article.text), ("7.10", "Body\n"));
    assert_eq!(article.title.as_deref(), Some("T"));
    assert_eq!(article.outlet.as_deref(), Some("AFP"));
    assert_eq!(article.url.as_deref(), Some("u"));
    assert_eq!(article.language.as_deref(), Some("fr"));
    assert_eq!(article.published.as_ref().unwrap().given, "2016-07-13");
    assert!(intake.warnings.is_empty());
}

#[test]
fn a_broken_line_costs_itself_alone() {
    let lines = "{\"text\":\"a\"}\n\n{\"id\": \"x\", \"text\": nope}\n{\"id\":\"k\",\"body\":\"b\"}\n{\"text\":\"c\"}";
    let intake = one("day.jsonl", lines);
    assert_eq!(ids(&intake), ["day.jsonl:1", "day.jsonl:5"]);
    let rejected = rejected(&intake);
    assert_eq!(rejected[0].0, Some(3));
    assert!(rejected[0].1.starts_with("not valid JSON: expected") && rejected[0].1.contains("column"));
    assert_eq!(
        rejected[1],
        (Some(4), "no field \"text\" (use --field text=FIELD; this record has: id, body)")
    );
    assert_eq!(intake.rejected[1].id.as_deref(), Some("k"));
    assert_eq!(warned(&intake, WarningKind::Rejected).len(), 2);
    assert_eq!((intake.report.items_in, intake.report.items_out), (4, 2));
}

#[test]
fn strict_makes_the_first_fault_fatal() {
    let folder = folder(&[("a.jsonl", b"{\"text\":\"a\"}\n{\"text\":1}\n{}\n")]);
    let plan = ReadPlan { strict: true, ..ReadPlan::default() };
    let error = intake(folder.path(), &plan).unwrap_err().to_string();
    assert!(error.contains("a.jsonl:2: field \"text\" is a number"), "{error}");
}

#[test]
fn a_folder_is_read_in_sorted_order_and_tells_what_it_leaves_out() {
    let folder = folder(&[
        ("b.txt", b"B"),
        ("a/z.md", b"Z"),
        ("a/day.jsonl", b"{\"text\":\"J\"}"),
        ("B.txt", b"upper"),
        ("photo.jpeg", b"\xFF"),
        (".git/x.txt", b"hidden"),
        (".hidden.txt", b"hidden"),
        (".gitignore", b"*.txt"),
    ]);
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).unwrap();
    let intake = intake(folder.path(), &ReadPlan::default()).unwrap();
    assert_eq!(ids(&intake), ["B.txt", "a/day.jsonl:1", "a/z.md", "b.txt"]);
    assert_eq!(warned(&intake, WarningKind::UnknownFormat).len(), 1);
    let input = warned(&intake, WarningKind::Input);
    assert!(input.iter().any(|(_, what)| what.starts_with("3 hidden")), "{input:?}");
    assert!(cfg!(not(unix)) || input.iter().any(|(_, what)| what.contains("symbolic link")), "{input:?}");
}

#[test]
fn a_file_named_twice_is_read_once() {
    let folder = folder(&[("a.txt", b"A"), ("b.txt", b"B")]);
    let named = [folder.path().into(), folder.path().join("a.txt").into()];
    let intake = read(&named, None, &ReadPlan::default(), &Unwatched).unwrap();
    assert_eq!(ids(&intake), ["a.txt", "b.txt"]);
    assert!(warned(&intake, WarningKind::Input)[0].1.contains("read once"));
}

#[test]
fn what_is_missing_or_empty_is_named() {
    let folder = folder(&[
        ("sub/x.jpeg", b""),
        ("bad.jsonl", b"{}"),
        ("e.jsonl", b""),
        ("h.csv", b"id,text\n"),
        ("l.json", b"[]"),
        ("two/a.csv", b"id,text"),
        ("two/b.jsonl", b""),
    ]);
    let error = |path: &str| intake(&folder.path().join(path), &ReadPlan::default()).unwrap_err().to_string();
    assert!(error("nowhere.jsonl").contains("nowhere.jsonl: no such file"));
    assert!(error("sub").contains(".jsonl, .ndjson"));
    for (name, reason) in [
        ("e.jsonl", "e.jsonl is empty)"),
        ("h.csv", "h.csv holds no record)"),
        ("l.json", "l.json holds no record)"),
        ("two", "none of the 2 files holds a record)"),
    ] {
        let said = error(name);
        assert!(said.ends_with(reason) && !said.contains(".ndjson"), "{said}");
    }
    assert!(error("bad.jsonl").contains("1 rejected; the first"));
    let twice = read(&["-".into()], Some(&["-".into()]), &ReadPlan::default(), &Unwatched);
    assert!(matches!(twice, Err(ReadError::StandardInputTwice)));
    assert!(matches!(read(&[], None, &ReadPlan::default(), &Unwatched), Err(ReadError::NoArticle { .. })));
}

#[test]
fn a_file_without_a_known_ending_is_told_by_its_first_byte() {
    assert_eq!(ids(&one("dump", " \n{\"id\": 1, \"text\": \"t\"}\n")), ["1"]);
    assert_eq!(ids(&one("dump", "[{\"id\": 1, \"text\": \"t\"}]")), ["1"]);
    assert_eq!(texts(&one("dump", "Plain [text]")), ["Plain [text]"]);
    assert_eq!(ids(&one("dump", gzip(b"{\"id\": 1, \"text\": \"t\"}"))), ["1"]);
}

#[test]
fn records_that_are_taken_for_one_text_are_told() {
    let what =
        |intake: &Intake| warned(intake, WarningKind::Input).first().map(|(_, what)| (*what).to_owned());
    let page = what(&one("p.rtfx.gz", gzip(b"<p>Text</p>"))).unwrap();
    assert!(
        page.starts_with("read as plain text, one article; ending .rtfx is not known (use --format"),
        "{page}"
    );
    let bare = what(&one("README", "Text")).unwrap();
    assert_eq!(bare, "read as plain text, one article (use --format if it holds records)");
    assert_eq!(what(&one("dump", "[{\"text\": \"t\"}]")), None);
    assert_eq!(what(&one("a.txt", "Text")), None);
}

#[test]
fn warnings_of_a_file_come_in_the_order_of_its_lines() {
    let lines = b"{}\n{\"text\": \"\"}\n{}\n{\"text\": \"L'\xE9t\xE9\"}\n{}\n";
    let told: Vec<Option<u64>> =
        one("a.jsonl", lines).warnings.iter().map(|it| it.place.as_ref().unwrap().line).collect();
    assert_eq!(told, [1, 2, 3, 4, 5].map(Some));
}

#[test]
fn packed_files_are_read_and_what_is_cut_off_is_told() {
    let lines: Vec<String> =
        (0..5_000).map(|n| format!("{{\"id\": {n}, \"text\": \"text {}\"}}\n", n * 7919)).collect();
    let (start, end) = (lines[..2_500].concat(), lines[2_500..].concat());
    let members = [gzip(start.as_bytes()), gzip(end.as_bytes())].concat();
    let frames = [start, end].map(|part| zstd::encode_all(part.as_bytes(), 1).unwrap()).concat();
    for (name, packed) in [("a.jsonl.gz", members), ("a.jsonl.zst", frames)] {
        let whole = one(name, &packed);
        assert_eq!((whole.batch.articles().len(), whole.rejected.len()), (5_000, 0));
        assert_eq!(whole.batch.inputs()[0].bytes, packed.len() as u64);
        let cut = one(name, &packed[..packed.len() - 2_000]);
        let read = cut.batch.articles().len();
        assert!((2_500..5_000).contains(&read), "{name}: {read}");
        assert_eq!(cut.rejected.len(), 1);
        assert_eq!(cut.rejected[0].place.line, Some(read as u64 + 1));
    }
    for name in ["a.csv.gz", "a.json.gz", "a.txt.gz", "a.jsonl.gz"] {
        assert_eq!(counts(name, b"\x1F\x8B\x08nothing"), (0, 1), "{name}");
    }
}

#[test]
fn a_json_array_tells_the_line_of_each_record() {
    let intake =
        one("a.json", "[\n  {\"text\": \"a\"},\n  {\n    \"text\": 3\n  },\n  {\"text\": \"b\"}\n]\n");
    assert_eq!(ids(&intake), ["a.json:2", "a.json:6"]);
    assert_eq!(rejected(&intake), [(Some(3), "field \"text\" is a number, not a string")]);
    let folder = folder(&[("w.json", b"{\"articles\": [{\"text\": \"a\"}]}")]);
    let error = super::tests::intake(folder.path(), &ReadPlan::default()).unwrap_err().to_string();
    assert!(error.contains("this record has: articles (a list"), "{error}");
}

#[test]
fn csv_rows_may_break_lines_and_count_wrong() {
    let csv = "\u{FEFF}id;text;published\r\n1;\"a \"\"b\"\"\r\nc;d\";2016-07-13\r\n2;short\r\n;e;\r\n";
    let intake = one("a.csv", csv);
    assert_eq!(ids(&intake), ["1", "a.csv:5"]);
    assert_eq!(texts(&intake), ["a \"b\"\r\nc;d", "e"]);
    assert_eq!(rejected(&intake)[0].0, Some(4));
    assert!(rejected(&intake)[0].1.contains("fields: 2, where the header has 3"));
    let locator = intake.batch.articles()[1].locator;
    assert_eq!(&csv.as_bytes()[locator.offset as usize..][..locator.length as usize], b";e;");
    assert_eq!(texts(&one("a.tsv", "text\tid\na, b\t1\n")), ["a, b"]);
}

#[test]
fn an_unclosed_quotation_mark_keeps_the_rows_before_it() {
    let intake = one("a.csv", "id,text\n1,a\n2,\"b\n3,c\n");
    assert_eq!(ids(&intake), ["1"]);
    assert_eq!(rejected(&intake)[0].0, Some(3));
}

#[test]
fn fields_are_found_under_other_names() {
    let mut plan = ReadPlan::default();
    plan.fields.rename("text=body.content").unwrap();
    plan.fields.rename("id=_id").unwrap();
    let folder =
        folder(&[("a.jsonl", b"{\"_id\": \"k\", \"body\": {\"content\": \"in\"}, \"text\": \"out\"}")]);
    let intake = intake(folder.path(), &plan).unwrap();
    assert_eq!((ids(&intake), texts(&intake)), (vec!["k"], vec!["in"]));
}

#[test]
fn windows_1252_is_decoded_and_told_and_other_lines_are_left_alone() {
    let lines = [
        "{\"text\": \"déjà UTF-8\"}\n".as_bytes(),
        b"{\"text\": \"L'\xE9t\xE9 dernier, le pr\xE9sident a d\xE9clar\xE9\"}\n",
        b"{\"text\": \"\xC0 l'\xE9cole\"}\n",
    ];
    let intake = one("a.jsonl", lines.concat());
    assert_eq!(texts(&intake), ["déjà UTF-8", "L'été dernier, le président a déclaré", "À l'école"]);
    assert_eq!(
        warned(&intake, WarningKind::Decoded),
        [(Some(2), "not UTF-8: read as windows-1252 (records: 2)")]
    );
    let text = one("a.txt", b"Premi\xE8re ligne\nL'\xE9t\xE9 dernier, le pr\xE9sident a d\xE9clar\xE9");
    assert_eq!(warned(&text, WarningKind::Decoded)[0].0, Some(1));
    let csv = one("a.csv", b"id;text\n\xE9;L'\xE9t\xE9 dernier, le pr\xE9sident a d\xE9clar\xE9\n");
    assert_eq!(ids(&csv), ["é"]);
}

#[test]
fn utf16_is_read_by_its_mark() {
    let bytes: Vec<u8> = "\u{FEFF}id\ttext\r\n1\tÉté\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let intake = one("excel.csv", &bytes);
    assert_eq!(texts(&intake), ["Été"]);
    assert_eq!(warned(&intake, WarningKind::Decoded), [(Some(1), "not UTF-8: read as UTF-16LE")]);
}

#[test]
fn a_text_is_untouched_and_a_binary_is_refused() {
    assert_eq!(texts(&one("a.txt", "\u{FEFF}\n A\0b \r\n")), ["\n A\0b \r\n"]);
    assert_eq!(texts(&one("a.jsonl", r#"{"text": "a\u0000b"}"#)), ["a\0b"]);
    let folder = folder(&[("a.txt", &[0_u8; 999]), ("b.txt", b"B")]);
    let intake = intake(folder.path(), &ReadPlan::default()).unwrap();
    assert_eq!(texts(&intake), ["B"]);
    assert!(rejected(&intake)[0].1.starts_with("nothing but NUL characters"));
}

#[test]
fn an_empty_text_is_kept_and_an_empty_file_is_told() {
    let folder = folder(&[
        ("a.jsonl", "{\"text\": \" \\n\"}\n{\"text\": \"\\u0000 \u{2026}!\"}".as_bytes()),
        ("b.jsonl", b""),
        ("c.txt", b""),
        ("d.txt", b"\0\0\0"),
        ("e.html", b""),
        ("f.txt", b"\xEF\xBB\xBF"),
    ]);
    let intake = intake(folder.path(), &ReadPlan::default()).unwrap();
    assert_eq!((intake.batch.articles().len(), warned(&intake, WarningKind::NoWords).len()), (2, 2));
    assert_eq!(warned(&intake, WarningKind::Input), [(None, "the file is empty")], "a list without an entry");
    let rejected: Vec<String> =
        intake.rejected.iter().map(|rejected| format!("{}: {}", rejected.place, rejected.reason)).collect();
    let at = |name: &str| folder.path().join(name).display().to_string();
    assert_eq!(
        rejected,
        [
            format!("{}: the file is empty", at("c.txt")),
            format!("{}:1: nothing but NUL characters; was the disk full when it was written?", at("d.txt")),
            format!("{}: the file is empty", at("e.html")),
            format!("{}: there is no article in the file", at("f.txt")),
        ]
    );
}

#[test]
fn records_on_one_line_are_numbered_whether_they_can_be_used_or_not() {
    let array = r#"[{"text": "1"}, {"text": "2"}, {}, {"text": "4", "id": "x"}, {"text": "5"}]"#;
    let intake = one("a.json", array);
    assert_eq!(ids(&intake), ["a.json:1", "a.json:1[2]", "x", "a.json:1[5]"]);
    assert_eq!(intake.rejected[0].id.as_deref(), Some("a.json:1[3]"));
    assert_eq!(warned(&intake, WarningKind::DuplicateId), []);
    let named = |at: usize| is_named_by_place(&intake.batch.articles()[at], &intake.batch.inputs()[0]);
    assert_eq!([0, 1, 2, 3].map(named), [true, true, false, true]);
    let lines = one("a.json", "[{\"text\": \"1\"},\n{\"text\": \"2\"},{\"text\": \"3\"}]\n{\"text\": \"4\"}");
    assert_eq!(ids(&lines), ["a.json:1", "a.json:2", "a.json:2[2]", "a.json:3"]);
    let feed = "<rss><channel><item><description>One.</description></item><item><description>Two.</description></item></channel></rss>";
    assert_eq!(ids(&one("a.xml", feed)), ["a.xml:1", "a.xml:1[2]"]);
    let taken = one("a.json", r#"[{"text": "1"}, {"text": "2"}, {"text": "3", "id": "a.json:1[2]"}]"#);
    assert_eq!(ids(&taken), ["a.json:1", "a.json:1[2]", "a.json:1[2]#2"]);
}

#[test]
fn the_number_of_a_record_on_its_line_does_not_depend_on_blocks() {
    let record = format!("{{\"text\": \"{}\"}}, ", "word ".repeat(20_000));
    let array = format!("[{}]", record.repeat(100));
    let intake = one("a.json", array);
    assert_eq!(ids(&intake).last().copied(), Some("a.json:1[100]"));
}

#[test]
fn ids_are_unique_on_each_side() {
    let examined = folder(&[("a.jsonl", b"{\"id\":\"x\",\"text\":\"1\"}\n{\"id\":\"x\",\"text\":\"2\"}\n")]);
    let references = folder(&[("r.jsonl", b"{\"id\":\"x\",\"text\":\"3\"}\n")]);
    let (inputs, against) = ([examined.path().into()], [references.path().into()]);
    let intake = read(&inputs, Some(&against), &ReadPlan::default(), &Unwatched).unwrap();
    assert_eq!(ids(&intake), ["x", "x#2", "x"]);
    assert_eq!(intake.batch.references()[0].locator.input, 1);
    assert!(intake.batch.inputs()[1].reference && !intake.batch.inputs()[0].reference);
    assert_eq!(warned(&intake, WarningKind::DuplicateId)[0].0, Some(2));
}

#[test]
fn a_bad_date_leaves_the_article_undated_and_odd_fields_are_left_out() {
    let intake = one(
        "a.jsonl",
        r#"{"text": "t", "published": "03/04/2016", "title": null, "outlet": ["AFP", "dpa"], "url": 5}"#,
    );
    let article = &intake.batch.articles()[0];
    assert_eq!((&article.published, &article.title, &article.outlet), (&None, &None, &None));
    assert_eq!(article.url.as_deref(), Some("5"));
    let told = warned(&intake, WarningKind::AmbiguousDate)[0].1;
    assert!(told.contains("\"03/04/2016\"") && told.contains("--dates"), "{told}");
    assert_eq!(
        warned(&intake, WarningKind::Input),
        [(Some(1), "field \"outlet\" is a list; it was left out")]
    );
}

#[test]
fn the_observer_hears_of_every_byte_and_warning() {
    #[derive(Default)]
    struct Heard(AtomicU64, Mutex<Vec<Warning>>, Mutex<Vec<Option<u64>>>);
    impl Observer for Heard {
        fn begin(&self, _: Stage, items: Option<u64>) {
            self.2.lock().unwrap().push(items);
        }
        fn advance(&self, by: u64) {
            self.0.fetch_add(by, Ordering::Relaxed);
        }
        fn warn(&self, warning: &Warning) {
            self.1.lock().unwrap().push(warning.clone());
        }
    }
    let heard = Heard::default();
    let packed = gzip(b"{\"text\": \"\"}\n{}\n");
    let folder = folder(&[("a.jsonl.gz", &packed), ("b.png", b"1234")]);
    let intake = read(&[folder.path().into()], None, &ReadPlan::default(), &heard).unwrap();
    assert_eq!(heard.0.load(Ordering::Relaxed), packed.len() as u64);
    assert_eq!(*heard.2.lock().unwrap(), [Some(packed.len() as u64)]);
    assert_eq!(*heard.1.lock().unwrap(), intake.warnings);
    assert_eq!(intake.warnings.len(), 3);
    assert_eq!(intake.batch.inputs()[0].digest, xxhash_rust::xxh3::xxh3_128(&packed));
}

#[test]
fn a_locator_finds_its_record_again() {
    let lines = "\u{FEFF}{\"text\":\"é\"}\r\n\n  {\"text\":\"b\"}\n";
    let folder = folder(&[("a.jsonl.gz", &gzip(lines.as_bytes()))]);
    let path = folder.path().join("a.jsonl.gz");
    let mut content = Vec::new();
    reopen(&path).unwrap().read_to_end(&mut content).unwrap();
    let intake = intake(&path, &ReadPlan::default()).unwrap();
    let records = intake.batch.articles().iter().map(|article| {
        let Locator { offset, length, .. } = article.locator;
        &content[offset as usize..(offset + length) as usize]
    });
    assert_eq!(records.collect::<Vec<_>>(), ["{\"text\":\"é\"}".as_bytes(), b"{\"text\":\"b\"}"]);
}

#[test]
fn a_very_long_line_is_one_article() {
    let long = "é ".repeat(5 << 20);
    let intake = one("a.jsonl", format!("{{\"text\":\"a\"}}\n{{\"text\":\"{long}\"}}\n{{\"text\":\"c\"}}\n"));
    let lengths: Vec<usize> = texts(&intake).iter().map(|text| text.len()).collect();
    assert_eq!(lengths, [1, long.len(), 1]);
    assert_eq!(intake.batch.articles()[2].locator.line, 3);
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let line = |n: usize| match n % 7 {
        0 => "{\"text\": 1}\n".to_owned(),
        1 => "{\"id\":\"same\",\"text\":\"d\"}\n".to_owned(),
        _ => format!("{{\"text\":\"{n}\",\"published\":\"{n}\"}}\n"),
    };
    let content: Vec<String> = (0..300).map(line).collect();
    let files: Vec<(String, Vec<u8>)> =
        (0..90).map(|n| (format!("{n}.jsonl"), content[n..].concat().into_bytes())).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, content)| (&**name, &**content)).collect();
    let folder = folder(&files);
    let read = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| intake(folder.path(), &ReadPlan::default()).unwrap())
    };
    let (one, many) = (read(1), read(7));
    assert_eq!(one.batch.articles(), many.batch.articles());
    assert_eq!(one.batch.inputs(), many.batch.inputs());
    assert_eq!((one.rejected, one.warnings), (many.rejected, many.warnings));
}

/// Articles and rejected records of a file with any content; nothing at all is an error of its own.
fn counts(name: &str, content: &[u8]) -> (usize, usize) {
    let folder = folder(&[(name, content), ("sure.jsonl", b"{\"text\":\"a\"}")]);
    let intake = intake(folder.path(), &ReadPlan::default()).unwrap();
    (intake.batch.articles().len() - 1, intake.rejected.len())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_bytes_make_it_panic(
        content in proptest::collection::vec(any::<u8>(), 0..200),
        mark in proptest::sample::select(vec!["", "\u{FEFF}", "[{", "text\n", "gzip", "zstd", "utf-16"]),
    ) {
        let mark: &[u8] = match mark {
            "gzip" => b"\x1F\x8B\x08",
            "zstd" => b"\x28\xB5\x2F\xFD",
            "utf-16" => b"\xFF\xFE",
            text => text.as_bytes(),
        };
        let content = [mark, &content[..]].concat();
        for name in ["a.jsonl", "a.json", "a.csv", "a.txt", "a.tsv.gz", "a.xml"] {
            counts(name, &content);
        }
    }

    #[test]
    fn no_line_is_lost(lines in proptest::collection::vec(prop_oneof![
        Just(b"{\"text\": \"a\"}".to_vec()), Just(b"{\"text\": \"\xE9\"}\r".to_vec()), Just(b" \t\r".to_vec()),
        proptest::collection::vec(any::<u8>().prop_filter("a line end", |byte| *byte != b'\n'), 0..30),
    ], 1..20)) {
        // A line in front keeps what follows from being taken for packed bytes or a byte order mark.
        let content = [&b"{\"text\":\"first\"}\n"[..], &lines.join(&b'\n')[..]].concat();
        let blank = lines.iter().filter(|line| line.trim_ascii().is_empty()).count();
        let (articles, rejected) = counts("a.jsonl", &content);
        prop_assert_eq!(articles + rejected + blank, lines.len() + 1);
    }
}
