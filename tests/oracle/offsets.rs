//! Spans in code points and in bytes, where the two differ most.

use crate::common::{article, batch};
use proptest::prelude::*;
use wirecopy::article::Batch;
use wirecopy::findings::{Passage, Span};
use wirecopy::observe::Unwatched;
use wirecopy::pipeline::compare;
use wirecopy::plan::Plan;

/// Characters of one to four bytes, alone and in clusters: emoji with modifiers, combining marks, ideographs, Thai,
/// letters that fold to several, and marks that are no part of any word.
const AROUND: [&str; 14] = [
    "👍🏽",
    "👩‍👩‍👧",
    "🇫🇷",
    "e\u{301}",
    "n\u{303}o",
    "北京",
    "東京タワー",
    "ที่นี่",
    "ß",
    "ﬁn",
    "œuvre",
    "\u{feff}",
    "\u{ad}",
    "—",
];

/// Seventeen telling words, in the dress of the first and of the second article.
const PLANTED: [[&str; 17]; 2] = [
    [
        "Zélie",
        "Kœnig",
        "quitte",
        "l’Assemblée",
        "après",
        "dix-neuf",
        "scrutins",
        "perdus",
        "d’affilée",
        "devant",
        "vingt-trois",
        "témoins",
        "médusés",
        "raconte",
        "sobrement",
        "Théophile",
        "Nuñez",
    ],
    [
        "ZE\u{301}LIE",
        "KOENIG",
        "quitte",
        "l'Assem\u{ad}blée",
        "apre\u{300}s",
        "dix–neuf",
        "ſcrutins",
        "perdus",
        "d'affilée",
        "devant",
        "vingt—trois",
        "te\u{301}moins",
        "médusés",
        "raconte",
        "sobrement",
        "The\u{301}ophile",
        "Nun\u{303}ez",
    ],
];

fn found(articles: &Batch) -> Vec<Passage> {
    compare(articles, &Plan::default(), &Unwatched).passages
}

/// What a span of a text says, after a check that its bytes and its code points say the same.
fn said<'a>(text: &'a str, span: &Span) -> &'a str {
    let (start, end) = (span.bytes.start as usize, span.bytes.end as usize);
    assert!(
        text.is_char_boundary(start) && text.is_char_boundary(end) && start < end,
        "{span:?} in {text:?}"
    );
    let chars = |bytes: usize| text[..bytes].chars().count() as u32;
    assert_eq!((chars(start), chars(end)), (span.chars.start, span.chars.end), "{span:?} in {text:?}");
    &text[start..end]
}

fn surroundings() -> impl Strategy<Value = String> {
    let part = prop::sample::select(AROUND.to_vec());
    let filler = "[a-z]{3,9}".prop_map(String::from);
    let piece = prop_oneof![part.prop_map(str::to_owned), filler];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.join(" "))
}

/// Whether so many characters of scripts without blanks stand in a text that they may be most of its words: then words of all of it
/// are counted in characters, and seventeen are too few.
fn may_be_characters(text: &str) -> bool {
    text.chars().filter(|&c| c.is_alphabetic() && c >= '\u{e00}').count() >= PLANTED[0].len()
}

proptest! {
    #[test]
    fn a_planted_passage_is_found_at_its_place_whatever_stands_around_it(
        before in prop::array::uniform2(surroundings()),
        after in prop::array::uniform2(surroundings()),
        glue in prop::sample::select(vec![" ", "\u{a0}", "\n\n", " « ", "👍🏽", "\u{200b} "]),
    ) {
        let planted = PLANTED.map(|words| words.join(" "));
        let texts = [0, 1].map(|side| format!("{}{glue}{}{glue}{}", before[side], planted[side], after[side]));
        prop_assume!(!texts.iter().any(|text| may_be_characters(text)));
        let articles = batch(vec![article("a", texts[0].clone()), article("b", texts[1].clone())]);
        let passages = found(&articles);
        prop_assert_eq!(passages.len(), 1, "{:?}", texts);
        for (side, span) in [(0, &passages[0].first), (1, &passages[0].second)] {
            let said = said(&texts[side], span);
            // Surroundings may agree by chance, so that the passage is longer than what was planted.
            prop_assert!(said.contains(&planted[side]), "{:?} in {:?}", said, texts[side]);
        }
        for segment in &passages[0].segments {
            said(&texts[0], &segment.first);
            said(&texts[1], &segment.second);
        }
    }
}

#[test]
fn a_passage_ends_with_its_last_word_and_not_with_what_clings_to_it() {
    let planted = PLANTED.map(|words| words.join(" "));
    let texts = [format!("👍🏽 «{}», 北 !", planted[0]), format!("{}👩‍👩‍👧\u{301}", planted[1])];
    let articles = batch(vec![article("a", texts[0].clone()), article("b", texts[1].clone())]);
    let passages = found(&articles);
    assert_eq!(passages.len(), 1);
    assert_eq!(said(&texts[0], &passages[0].first), planted[0]);
    assert_eq!(said(&texts[1], &passages[0].second), planted[1]);
}

#[test]
fn a_passage_without_a_blank_in_it_is_found_to_the_character() {
    let planted = "国務大臣は昨日の記者会見で橋の補修工事を来年三月まで延期すると正式に発表した";
    let texts = [format!("👍🏽【速報】{planted}。"), format!("東京タワー\u{301} {planted}！続報あり")];
    let articles = batch(vec![article("a", texts[0].clone()), article("b", texts[1].clone())]);
    let passages = found(&articles);
    assert_eq!(passages.len(), 1);
    assert_eq!(said(&texts[0], &passages[0].first), planted);
    assert_eq!(said(&texts[1], &passages[0].second), planted);
}
