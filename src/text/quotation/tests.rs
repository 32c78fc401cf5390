//! Claims about what is quoted.

use super::*;
use crate::observe::tests::busy;
use proptest::prelude::*;

#[track_caller]
fn quoted(text: &str, expected: &[&str]) {
    let found: Vec<&str> =
        quotations(text).iter().map(|range| &text[range.start as usize..range.end as usize]).collect();
    assert_eq!(found, expected, "{text:?}");
}

#[track_caller]
fn quotes_all(texts: &[(&str, &str)]) {
    for (text, expected) in texts {
        quoted(text, &[expected]);
    }
}

#[test]
fn every_language_has_its_marks() {
    quotes_all(&[
        ("Il dit : « Nous restons ici. » Puis rien.", "« Nous restons ici. »"),
        ("Il dit : «Nous restons ici» hier.", "«Nous restons ici»"),
        ("She said “we will stay” today.", "“we will stay”"),
        ("Er sagte: „Wir bleiben noch hier.“ Dann nichts.", "„Wir bleiben noch hier.“"),
        ("Powiedział: „Zostajemy tu na zawsze” i wyszedł.", "„Zostajemy tu na zawsze”"),
        ("Er sagte: »Wir bleiben noch hier.« Dann nichts.", "»Wir bleiben noch hier.«"),
        ("Han sade: ”Vi stannar kvar här” och gick.", "”Vi stannar kvar här”"),
        ("Er sagte: ‚Wir bleiben noch hier.‘ Dann nichts.", "‚Wir bleiben noch hier.‘"),
        ("Il dit ‹ nous restons bien ici › hier.", "‹ nous restons bien ici ›"),
        ("Er sagte ›wir bleiben noch hier‹ gestern.", "›wir bleiben noch hier‹"),
        ("She said \"we will stay\" today.", "\"we will stay\""),
        ("Elle dit \" nous restons ici \" hier.", "\" nous restons ici \""),
        ("She said ‘we will stay’ today.", "‘we will stay’"),
        ("She said 'we will stay' today.", "'we will stay'"),
        ("市長は「橋は安全」と述べた。", "「橋は安全」"),
        ("彼は『橋は安全』と述べた。", "『橋は安全』"),
        ("市长说“大桥安全”。", "“大桥安全”"),
        ("市长说\"大桥安全\"。", "\"大桥安全\""),
    ]);
}

#[test]
fn apostrophes_quote_nothing() {
    for text in [
        "L’entrée de l’Otan n’est qu’un début d’accord.",
        "L'entrée de l'Otan n'est qu'un début d'accord.",
        "Mr O'Neill and Ms O’Hara said they weren't there.",
        "Mr O'Neill met the players' coaches, and Ms O’Hara met the players’ agents.",
        "Hits of the '90s and the ’80s and the '70s' best.",
        "The dogs' owners met the cats' owners at noon.",
        "Rock 'n' roll for 'em all, 'tis said.",
        "The dogs’ owners met the cats’ owners at noon.",
    ] {
        quoted(text, &[]);
    }
}

#[test]
fn apostrophes_stand_inside_single_marks() {
    quoted("He said ‘we won’t go there’ twice.", &["‘we won’t go there’"]);
    quoted("He said 'we won't go there' twice.", &["'we won't go there'"]);
    quoted("He said 'we fed the dogs' at noon.", &["'we fed the dogs'"]);
    quoted("‘The dogs’ bowls are full,’ he said.", &["‘The dogs’ bowls are full,’"]);
    quoted("'I met the '90s stars there,' she said.", &["'I met the '90s stars there,'"]);
}

#[test]
fn what_is_quoted_inside_a_quotation_is_part_of_it() {
    quoted("“He said ‘not a word more’ to me,” she said.", &["“He said ‘not a word more’ to me,”"]);
    quoted(
        "« La « politique du bon voisin » est la nôtre », dit-il.",
        &["« La « politique du bon voisin » est la nôtre »"],
    );
    quoted("„Er sagte ‚nie mehr wieder‘ zu mir“, sagte sie.", &["„Er sagte ‚nie mehr wieder‘ zu mir“"]);
    quoted("\"He said 'not a word' to me,\" she said.", &["\"He said 'not a word' to me,\""]);
}

#[test]
fn one_or_two_words_are_doubted_rather_than_spoken() {
    quoted("The “smart” city has a « plan vert » and a \"big hole\".", &[]);
}

#[test]
fn a_quotation_continued_over_paragraphs_is_one() {
    let text = "He rose. “We stay here.\n\n“We have work to do.\n\n“And bread,” he said.\n\nHe left.";
    quoted(text, &["“We stay here.\n\n“We have work to do.\n\n“And bread,”"]);
    let french = "« Nous restons ici.\n« Nous avons à faire », dit-il.\nIl partit.";
    quoted(french, &["« Nous restons ici.\n« Nous avons à faire »"]);
    let plain = "\"We stay here.\n\n\"We have work to do,\" he said.\n\nHe left.";
    quoted(plain, &["\"We stay here.\n\n\"We have work to do,\""]);
}

#[test]
fn a_quotation_continued_in_one_line_ends_where_it_is_closed() {
    let text = "He rose. “We stay here. We like it. “And we have work,” he said. It rained for days.";
    quoted(text, &["“We stay here. We like it. “And we have work,”"]);
}

#[test]
fn an_unclosed_mark_ends_with_its_paragraph() {
    quoted("“We stay here, he said.\n\nIt rained for days.", &["“We stay here, he said."]);
    quoted(
        "It is \"not over yet.\n\nIt rained \"all day long\" then.",
        &["\"not over yet.", "\"all day long\""],
    );
}

#[test]
fn an_unclosed_single_mark_is_an_apostrophe_unless_a_paragraph_begins_with_it() {
    quoted("They danced to ‘summer on a bridge and went home.\n\nIt rained for days.", &[]);
    quoted("‘We stay here, he said.\n\nIt rained for days.", &["‘We stay here, he said."]);
}

#[test]
fn an_unclosed_mark_in_an_article_of_one_paragraph_ends_with_its_sentence() {
    let text = format!("He said: “We stay here. {}", "It rained for many days. ".repeat(40));
    quoted(&text, &["“We stay here."]);
}

#[test]
fn a_closing_mark_without_an_opening_one_is_none() {
    quoted("We stay here,” he said. It rained for days.", &[]);
    quoted("We stay here,\" he said. \"It rained for days.\"", &["\"It rained for days.\""]);
    quoted("Nous restons ici », dit-il. Il a plu.", &[]);
}

#[test]
fn an_inch_mark_is_none() {
    quoted("He said \"not a word\" and no more\".", &["\"not a word\""]);
    quoted("He is 5'10\" tall and bought 12\" pipes and 14\" pipes.", &[]);
    quoted("He said \"a 12\" pipe has burst\" and left.", &["\"a 12\" pipe has burst\""]);
    quoted("\"We are number 1\" they sang to the crowd.", &["\"We are number 1\""]);
}

#[test]
fn a_paragraph_of_dialogue_is_speech_up_to_the_next_dash() {
    quoted("— Je reste ici ce soir.\nIl partit.", &["— Je reste ici ce soir."]);
    quoted("– Vi stannar kvar här, säger hon.\n\nHan gick.", &["– Vi stannar kvar här, säger hon."]);
    quoted("—Me quedo aquí hoy —dijo él.\nSe fue.", &["—Me quedo aquí hoy"]);
    quoted("- Je reste ici ce soir.\nIl partit.", &["- Je reste ici ce soir."]);
}

#[test]
fn a_list_a_figure_and_a_dash_inside_are_no_dialogue() {
    quoted("- pain de seigle frais\n- beurre doux de Bretagne\n- sel", &[]);
    quoted("-12 degrees were measured at noon.", &[]);
    quoted("The bridge – closed since May – opens today.", &[]);
}

#[test]
fn a_wrapped_line_ends_no_paragraph_and_an_indented_one_does() {
    let text =
        "The mayor said at noon that “the old bridge\nover the river will stay closed until May” and\nleft.";
    quoted(text, &["“the old bridge\nover the river will stay closed until May”"]);
    let text =
        "The mayor said that “the old bridge will stay\n    It rained for many days in the valley, so it";
    quoted(text, &["“the old bridge will stay"]);
}

#[test]
fn time_grows_with_the_text_and_not_with_its_square() {
    for part in ["“a ", "\"a", "'s ", "5\" ", "‘dogs’ ", "« ", "„‚‹", "— a\n", "” ’ ", "\"1\" "]
    {
        let text = part.repeat(400_000 / part.len());
        let begun = busy();
        assert!(quotations(&text).len() <= text.len());
        let spent = busy().checked_sub(begun).unwrap();
        assert!(spent.as_secs() < 20, "{part:?}: {spent:?}");
    }
}

proptest! {
    #[test]
    fn ranges_are_valid_disjoint_and_in_order(
        text in r#"([a-z0-9]{1,3}|[ \n.,-]|["'«»“”„‘’‚‹›—–「」『』é]|\PC){0,60}"#,
    ) {
        let found = quotations(&text);
        prop_assert!(found.windows(2).all(|two| two[0].end <= two[1].start));
        for range in found {
            prop_assert!(range.start < range.end);
            prop_assert!(text.get(range.start as usize..range.end as usize).is_some());
        }
    }
}
