//! What an index learns, and when: the real binary on archives on disk.

use crate::harness::tells;
use crate::index::{article, articles, desk, words};

#[test]
fn what_comes_in_between_two_lessons_takes_no_story_away() {
    let desk = desk();
    desk.expect(0, "index create archive --whole-below 0");
    desk.expect(0, "index add archive old.jsonl -q");
    desk.expect(0, "compare day.jsonl --against-index archive -o before -q");
    desk.put("more.jsonl", &articles(2_000..2_014));
    let said = desk.expect(0, "index add archive more.jsonl").err;
    assert!(!said.contains("learnt anew"), "{said}");
    desk.expect(0, "compare day.jsonl --against-index archive -o after -q");
    let (before, after) = (desk.text("before/passages.csv"), desk.text("after/passages.csv"));
    assert!(before.lines().count() > 10, "there is something to be found");
    let rows = |table: &str| {
        let rows = table.lines().map(|line| line.split_once(',').expect("a number and more").1.to_owned());
        rows.collect::<Vec<String>>()
    };
    let later = rows(&after);
    for row in rows(&before) {
        assert!(later.contains(&row), "{row}\nis not in\n{after}");
    }
    desk.put("much.jsonl", &articles(3_000..3_020));
    tells(&desk.expect(0, "index add archive much.jsonl").err, "learnt anew");
}

/// An article that ends with a notice.
fn noticed(number: usize, notice: &str) -> String {
    article(number).replace(".\"}", &format!(". {notice}.\"}}"))
}

#[test]
fn a_notice_that_came_up_since_the_index_has_learnt_is_no_passage() {
    let desk = desk();
    let notice = words(70_000, 30);
    desk.expect(0, "index create archive --whole-below 0");
    desk.expect(0, "index add archive old.jsonl -q");
    desk.put("day.jsonl", &noticed(615, &notice));
    desk.put("few.jsonl", &(2_000..2_002).map(|number| noticed(number, &notice)).collect::<String>());
    desk.expect(0, "index add archive few.jsonl -q");
    let pairs_with_new = |out: &str| {
        desk.expect(0, &format!("compare day.jsonl --against-index archive -o {out} -q"));
        let pairs = desk.text(&format!("{out}/pairs.csv"));
        pairs.lines().filter(|row| row.contains(",n200")).count()
    };
    assert_eq!(pairs_with_new("few"), 2, "in two articles it may be anybody's words");
    desk.put("more.jsonl", &(2_002..2_010).map(|number| noticed(number, &notice)).collect::<String>());
    let said = desk.expect(0, "index add archive more.jsonl").err;
    assert!(!said.contains("learnt anew"), "{said}");
    assert_eq!(pairs_with_new("more"), 0, "over ten days and in three outlets it is a notice");
}

#[test]
fn an_outlets_new_notice_is_its_template_from_the_fourth_article_on() {
    let desk = desk();
    let notice = words(80_000, 30);
    desk.expect(0, "index create archive --whole-below 0");
    desk.expect(0, "index add archive old.jsonl -q");
    // All of one outlet, on four days.
    for (numbers, found) in [(vec![2_001, 2_004], 2), (vec![2_007], 0)] {
        desk.put(
            "new.jsonl",
            &numbers.into_iter().map(|number| noticed(number, &notice)).collect::<String>(),
        );
        desk.expect(0, "index add archive new.jsonl -q");
        desk.put("day.jsonl", &noticed(2_010, &notice));
        desk.expect(0, "compare day.jsonl --against-index archive -o out -q --force");
        let pairs = desk.text("out/pairs.csv");
        assert_eq!(pairs.lines().filter(|row| row.contains(",n200")).count(), found, "{pairs}");
    }
}

#[test]
fn an_index_that_loses_a_day_for_each_that_comes_learns_anew_all_the_same() {
    let desk = desk();
    desk.expect(0, "index create archive --whole-below 0");
    desk.expect(0, "index add archive old.jsonl -q");
    let mut learnt = 0;
    for day in 0..6_usize {
        let (old, new) = (day * 10..day * 10 + 10, 3_000 + day * 10..3_010 + day * 10);
        desk.put("gone.txt", &old.fold(String::new(), |ids, number| ids + "n" + &number.to_string() + "\n"));
        desk.put("new.jsonl", &articles(new));
        desk.expect(0, "index remove archive --from gone.txt -q");
        let said = desk.expect(0, "index add archive new.jsonl").err;
        learnt += usize::from(said.contains("learnt anew"));
    }
    tells(&desk.expect(0, "index info archive").out, "articles                     60");
    assert_eq!(learnt, 3, "each time that more than a quarter is new to it");
}
