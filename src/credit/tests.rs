//! Each rule with what it finds, each trap with what it must not.

use super::*;
use crate::observe::tests::busy;
use crate::text::{Folding, Tokenizer};
use proptest::prelude::*;

/// What is found, as `name kind`.
fn found(text: &str) -> Vec<String> {
    let agencies = Agencies::known().with_outlets(["Agence Boréale", "Le Courrier"]);
    let credits = credits(text, &agencies);
    credits.iter().map(|credit| format!("{} {}", agencies.name(credit.agency), credit.kind.word())).collect()
}

/// Whether the words of a text, as columns have them, may name an agency.
fn may_be_named(text: &str) -> bool {
    let agencies = Agencies::known().with_outlets(["Agence Boréale", "Le Courrier"]);
    let mut hashes = Vec::new();
    Tokenizer::new(Folding::Diacritics).for_each(text, |token| hashes.push(token.hash as u32));
    agencies.may_be_named(&hashes)
}

#[track_caller]
fn each(kind: CreditKind, texts: &[(&str, &str)]) {
    assert!(texts.iter().all(|(text, _)| may_be_named(text)), "a text that names one may name one");
    let wrong: Vec<String> = texts
        .iter()
        .map(|(text, name)| (text, vec![format!("{name} {}", kind.word())], found(text)))
        .filter(|(_, expected, found)| expected != found)
        .map(|(text, expected, found)| format!("{text:?}: {found:?}, not {expected:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[track_caller]
fn none(texts: &[&str]) {
    let wrong: Vec<String> = texts
        .iter()
        .filter(|text| !found(text).is_empty())
        .map(|text| format!("{text:?}: {:?}", found(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const BODY: &str = "The bridge over the river was closed on Monday after cracks were found.";

#[test]
fn a_text_without_the_longest_word_of_any_name_names_nobody() {
    assert!(!may_be_named(BODY) && !may_be_named(""));
    assert!(may_be_named("Reuters") && may_be_named("À l’AFP"));
}

#[test]
fn a_dateline_names_the_agency_at_the_start() {
    each(
        CreditKind::Dateline,
        &[
            ("PARIS (AFP) – Le pont est fermé depuis lundi.", "AFP"),
            ("WASHINGTON (Reuters) - The bridge was closed.", "Reuters"),
            ("Berlin (dpa) - Die Brücke ist gesperrt.", "dpa"),
            ("MADRID, 3 (EFE).- El puente está cerrado.", "EFE"),
            ("ROMA, 3 MAR - (ANSA) Il ponte è chiuso.", "ANSA"),
            ("(ANSA) - ROMA, 3 MAR - Il ponte è chiuso.", "ANSA"),
            ("PARIS, 3 mars (AFP) — Le pont est fermé.", "AFP"),
            ("LONDON, March 3 (Reuters) – The bridge was closed.", "Reuters"),
            ("(Boréale) Le pont est fermé depuis lundi.", "Agence Boréale"),
            ("Orle, le 3 mars (Boréale) – Le pont est fermé.", "Agence Boréale"),
            ("The bridge is closed\nLONDON (AP) — The bridge was closed.", "AP"),
            ("MOSCOW, March 3. /TASS/. The bridge was closed.", "TASS"),
            ("By Jane Orle LONDON (Reuters) - The bridge was closed.", "Reuters"),
            ("AFP – Le pont est fermé depuis lundi.", "AFP"),
            ("BERLIN (ap) - Die Brücke ist gesperrt.", "AP"),
            ("BERLIN (rtr) - Die Brücke ist gesperrt.", "Reuters"),
            (
                "(Corrects the name of the bridge in the third paragraph of this story, not the second) By Jane Orle LONDON (Reuters) - It was closed.",
                "Reuters",
            ),
            ("New Delhi [India], March 3 (ANI): The bridge was closed.", "ANI"),
        ],
    );
}

#[test]
fn a_byline_names_the_agency_in_the_first_or_last_lines() {
    let byline =
        |line: &str| format!("Bridge closed\n{line}\n{BODY}\n{BODY}\n{BODY}\n{BODY}\n{BODY}\n{BODY}");
    let close = |line: &str| format!("{BODY}\n{BODY}\n{BODY}\n{BODY}\n{BODY}\n{BODY}\n{BODY}\n{line}");
    let lines = [
        ("Par Jeanne Orle avec AFP", "AFP"),
        ("Par AFP", "AFP"),
        ("By Jane Orle, Reuters", "Reuters"),
        ("Von Jan Orle, dpa", "dpa"),
        ("(avec AFP)", "AFP"),
        ("Le Courrier avec AFP", "AFP"),
        ("mit Material von dpa", "dpa"),
        ("con información de EFE", "EFE"),
        ("Par Le Courrier avec AFP Publié le 3 mars à 12:00", "AFP"),
    ];
    for (line, name) in lines {
        each(CreditKind::Byline, &[(&byline(line), name), (&close(line), name)]);
    }
    for line in ["com agências", "Le Courrier avec agences"] {
        each(CreditKind::Byline, &[(&byline(line), "agencies in general")]);
    }
    none(&[&byline("By the time Reuters came")]);
}

#[test]
fn a_tail_names_the_agency_at_the_end() {
    let after = |tail: &str| format!("{BODY}\n{BODY} {tail}");
    let below = |tail: &str| format!("{BODY}\n{BODY}\n\n{tail}\n");
    for tail in [
        "(Reuters, 10.3.2026)",
        "(Reuters, 10 March 2026)",
        "(Reuters)",
        "(rtr)",
        "Reuters",
        "(Reuters/lnw)",
        "Reuters/NVR",
        "reuters/rl",
        "– Reuters",
    ] {
        each(CreditKind::Tail, &[(&after(tail), "Reuters"), (&below(tail), "Reuters")]);
    }
    each(
        CreditKind::Tail,
        &[
            (&after("(AP)"), "AP"),
            (&below("afp/rl"), "AFP"),
            (&below("(belga)\nrl"), "Belga"),
            (&after("(sda)"), "Keystone-SDA"),
        ],
    );
    each(CreditKind::Tail, &[("Un pont ferme à Orle (Belga)\nLe pont est fermé.\nIl pleut.", "Belga")]);
    each(CreditKind::Tail, &[(&after("Reuters\nabc/xyz"), "Reuters")]);
    assert_eq!(found(&after("(AFP, dpa)")), ["AFP tail", "dpa tail"]);
    assert_eq!(found(&below("AFP/dpa")), ["AFP tail", "dpa tail"]);
}

#[test]
fn a_copyright_names_the_agency() {
    let below = |line: &str| format!("{BODY}\n{BODY}\n{line}");
    each(
        CreditKind::Copyright,
        &[
            (&below("© dpa"), "dpa"),
            (&below("© 2026 AFP"), "AFP"),
            (&below("Copyright AFP"), "AFP"),
            (&below("Copyright 2026 The Associated Press. All rights reserved."), "AP"),
            (&below("Tous droits réservés. AFP"), "AFP"),
            (&below("AFP. Tous droits réservés."), "AFP"),
        ],
    );
}

#[test]
fn a_source_line_names_the_agency() {
    let below = |line: &str| format!("{BODY}\n{BODY}\n{line}");
    each(
        CreditKind::SourceLine,
        &[
            (&below("Source : Belga"), "Belga"),
            (&below("Quelle: dpa"), "dpa"),
            (&below("Fuente: EFE"), "EFE"),
            (&below("Fonte: ANSA"), "ANSA"),
            (&below("Bron: ANP"), "ANP"),
            (&below("(source AFP)"), "AFP"),
            (&below("Source : Le Courrier, Belga"), "Belga"),
            (&below("Fuente: STA"), "STA"),
        ],
    );
}

#[test]
fn a_sentence_may_say_whom_it_has_it_from() {
    each(
        CreditKind::Report,
        &[
            ("Le pont est fermé, rapporte l’AFP. Il rouvrira.", "AFP"),
            ("Le pont est fermé, rapporte l'agence Boréale. Il rouvrira.", "Agence Boréale"),
            ("Le pont, selon l'AFP, est fermé.", "AFP"),
            ("Le pont est fermé, a indiqué Reuters mardi.", "Reuters"),
            ("L’AFP rapporte que le pont est fermé.", "AFP"),
            ("The bridge is closed, according to Reuters.", "Reuters"),
            ("The bridge is closed, according to the official Chinese news agency Xinhua.", "Xinhua"),
            ("Reuters reported on Monday that the bridge was closed.", "Reuters"),
            ("The bridge was closed, Reuters reported.", "Reuters"),
            ("The bridge was closed, Reuters said.", "Reuters"),
            ("The bridge was closed, the ANI news agency reported.", "ANI"),
            ("The Xinhua news agency said the bridge was closed.", "Xinhua"),
            ("The mayor was quoted as saying by the Interfax news agency.", "Interfax"),
            ("Interfax quoted the mayor as saying it was closed.", "Interfax"),
            ("The bridge was closed. Russia's state news agency TASS said nobody was hurt.", "TASS"),
            ("It was closed. Agence France-Presse contributed to this report.", "AFP"),
            ("Die Brücke ist gesperrt. Die Nachrichtenagentur AFP berichtete zuvor davon.", "AFP"),
            ("Die Brücke ist gesperrt, berichtet die dpa.", "dpa"),
            ("Laut der Nachrichtenagentur dpa ist die Brücke gesperrt.", "dpa"),
            ("El puente está cerrado, según EFE.", "EFE"),
            ("El puente está cerrado, informó la agencia EFE.", "EFE"),
            ("Il ponte è chiuso, secondo l'ANSA.", "ANSA"),
            ("Il ponte è chiuso. Lo riferisce l’ANSA.", "ANSA"),
            ("A ponte está fechada, segundo a Lusa.", "Lusa"),
            ("De brug is dicht, meldt ANP.", "ANP"),
            ("Volgens persbureau ANP is de brug dicht.", "ANP"),
        ],
    );
}

#[test]
fn a_sentence_may_say_to_whom_somebody_spoke() {
    each(
        CreditKind::Attribution,
        &[
            ("Le pont est fermé, a déclaré le maire à l’AFP.", "AFP"),
            ("Le pont est fermé, a-t-il indiqué à Reuters.", "Reuters"),
            ("Le maire, interrogé par l'AFP, a confirmé.", "AFP"),
            ("“It is closed,” the mayor told Reuters on Monday.", "Reuters"),
            ("“It is closed,” she said in an interview with Reuters.", "Reuters"),
            ("The letter, seen by Reuters, says so.", "Reuters"),
            ("The bridge is closed, the mayor told\nReuters.\n    It rained.\n    He left.", "Reuters"),
            ("Die Brücke ist gesperrt, sagte der Bürgermeister der dpa.", "dpa"),
            ("„Gesperrt“, sagte er der Deutschen Presse-Agentur und der dpa.", "dpa"),
            ("Die Brücke ist zu, wie ein Sprecher der Stadt der Deutschen Presse-Agentur sagte.", "dpa"),
            ("El puente está cerrado, informaron a EFE fuentes de Orle.", "EFE"),
            ("El puente está cerrado, dijo a EFE el alcalde.", "EFE"),
            ("Il ponte è chiuso, ha detto all'ANSA il sindaco.", "ANSA"),
            ("A ponte está fechada, disse à Lusa o autarca.", "Lusa"),
            ("De brug is dicht, zei de burgemeester tegen ANP.", "ANP"),
        ],
    );
}

#[test]
fn a_picture_has_a_credit_of_its_own() {
    let caption = |credit: &str| format!("Bridge closed\n\nThe bridge on Monday. {credit}\n\n{BODY}\n{BODY}");
    for credit in [
        "(Photo AFP)",
        "Photo: AFP/Jane Orle",
        "Foto: AFP",
        "AFP/Jane Orle",
        "AFP PHOTO",
        "Crédit photo : AFP",
    ] {
        each(CreditKind::Photo, &[(&caption(credit), "AFP")]);
    }
    each(
        CreditKind::Photo,
        &[
            (&caption("(Photo de Jean Orle/AFP via Getty Images)"), "AFP"),
            (&caption("(AP Photo/Jane Orle)"), "AP"),
            (&caption("REUTERS/Jane Orle"), "Reuters"),
            (&caption("Jane Orle/AFP"), "AFP"),
        ],
    );
}

#[test]
fn a_short_line_at_either_end_credits_the_agency() {
    let first = |line: &str| format!("{line}\n\n{BODY}\n{BODY}\n{BODY}");
    for (line, name) in [
        ("By Reuters Staff", "Reuters"),
        ("By Helen Frost and Reuters", "Reuters"),
        ("By Staff and Agence France-Presse", "AFP"),
        ("By our correspondent and Reuters", "Reuters"),
        ("From Reuters", "Reuters"),
        ("Helen Frost | Reuters", "Reuters"),
        ("Agence France-Presse in Lyon", "AFP"),
        ("J.D. et AFP", "AFP"),
        ("Rédaction AFP", "AFP"),
        ("Helen Frost AFP", "AFP"),
        ("Publié le 4 mai 2026 à 12:00 - AFP", "AFP"),
        ("AFP, publié le 4 mai 2026 à 12h00", "AFP"),
    ] {
        let below_headline = first(&format!("Bridge closed\n{line}"));
        each(CreditKind::Byline, &[(&first(line), name), (&below_headline, name)]);
    }
    let last = |line: &str| format!("{BODY}\n{BODY}\n{BODY}\n\n{line}");
    for (line, name) in [
        ("(Reporting by Jane Doe for Reuters)", "Reuters"),
        ("This article includes material from Reuters.", "Reuters"),
        ("This story was originally published by Reuters.", "Reuters"),
        ("This report was first published by Reuters on May 5.", "Reuters"),
        ("With reporting from Reuters", "Reuters"),
        ("– with files from AFP", "AFP"),
        ("Via Reuters", "Reuters"),
        ("Reuters and staff", "Reuters"),
        ("This story was published from a wire agency feed (AFP) without modifications.", "AFP"),
        ("AFP/VNA/CVN", "AFP"),
        ("Cet article a été rédigé à partir d'une dépêche de l'AFP.", "AFP"),
        ("Le Journal/AFP", "AFP"),
        ("Credit: Reuters", "Reuters"),
        ("Material von dpa wurde verwendet.", "dpa"),
    ] {
        each(CreditKind::Tail, &[(&last(line), name), (&last(&format!("{line}\n")), name)]);
    }
    for line in ["© Thomson Reuters 2026", "© 2026 Thomson Reuters", "Copyright 2026 Thomson Reuters"] {
        each(CreditKind::Copyright, &[(&last(line), "Reuters")]);
    }
}

#[test]
fn a_short_line_of_news_about_the_agency_is_no_credit() {
    for line in [
        "Reuters to open an office in Lyon",
        "Shares of the owner of Reuters fall",
        "Explosion hurts AFP photographer",
        "Reuters' story on the bridge",
        "By the time Reuters came",
        "He had worked for Reuters.",
        "Reuters could not verify the claim.",
        "By Michael Bloomberg",
        "The MAP and the TAP",
        "Shares of Thomson Reuters",
    ] {
        none(&[&format!("{line}\n\n{BODY}\n{BODY}"), &format!("{BODY}\n{BODY}\n\n{line}")]);
    }
    none(&["The mayor met\nthe editors of\na story by the agency\nof Reuters"]);
}

#[test]
fn a_copyright_in_a_caption_above_the_text_is_the_pictures() {
    let caption = "Des pompiers à Lyon, lundi. © AFP";
    each(
        CreditKind::Photo,
        &[
            (&format!("{caption}\n\n{BODY}\n{BODY}"), "AFP"),
            (&format!("Un pont ferme\n{caption}\n\n{BODY}\n{BODY}\n{BODY}"), "AFP"),
        ],
    );
    each(
        CreditKind::Copyright,
        &[
            (&format!("{BODY}\n{BODY}\n© AFP"), "AFP"),
            (&format!("{BODY}\n{BODY}\n{BODY} © AFP"), "AFP"),
            (&format!("{BODY} © AFP"), "AFP"),
        ],
    );
}

#[test]
fn an_agency_in_the_news_is_no_credit() {
    none(&[
        "Reuters' chief executive said the agency would grow.",
        "The mayor met Reuters’ editors and AFP's chairman.",
        "He said the AFP photographer was hurt near the bridge.",
        "Shares of Thomson Reuters fell, Thomson Reuters reported.",
        "Reuters reported a loss of 3 million for the year.",
        "Reuters said it would open an office by the bridge.",
        "Growth slowed, according to Reuters data.",
        "Growth slowed, according to a Reuters/Ipsos poll of voters.",
        "Half said yes, according to the Reuters/Ipsos poll of voters.",
        "This firm makes cranes. It is not connected with Reuters\nHoldings PLC.",
        "It works with the IBM PC/XT and PC/AT PCs\nand others.",
        "The mayor then met the editors of\nReuters\nin the town hall of Orle.\nIt rained.\nHe left.\nHe slept.",
        "The mayor met people of the news group (Reuters)\nin the town hall.",
        "Reuters could not verify the claim by the mayor.",
        "Write to jane@reuters.com or see reuters.com today.",
        "Der dpa-Journalist wurde verletzt.",
        "L’Agence France-Presse (AFP) a été fondée à Paris.",
        "Michael Bloomberg reported to the mayor.",
    ]);
}

#[test]
fn short_names_are_other_things_inside_sentences() {
    none(&[
        "Selon la PA, le pont est fermé. Le MAP est là.",
        "The STA and the CP told the TT that SID was gone.",
        "Segundo a TAP, os voos foram cancelados.",
        "Une belga de plus, selon la police belga.",
        "He will tap a map, pa said, and sta with ap.",
        "The Palestinian Authority (PA) closed the bridge on Monday.\nIt rained.",
    ]);
}

#[test]
fn an_outlet_is_an_agency_by_its_name() {
    let agencies =
        Agencies::known().with(["Nordpress=NP;Nord Press"]).with_outlets(["Le Courrier", "Agence Boréale"]);
    let name = |outlet: &str| agencies.of_outlet(outlet).map(|agency| agencies.name(agency).to_owned());
    for (outlet, expected) in [
        ("AFP", "AFP"),
        ("reuters", "Reuters"),
        ("Reuters.com", "Reuters"),
        ("The Associated Press", "AP"),
        ("Agence Boréale", "Agence Boréale"),
        ("AGENCE BOREALE", "Agence Boréale"),
        ("Boréale", "Agence Boréale"),
        ("Nord Press", "Nordpress"),
        ("Thomson Reuters", "Reuters"),
        ("AP News", "AP"),
        ("Associated Press (AP)", "AP"),
        ("AFP (français)", "AFP"),
        ("A.F.P.", "AFP"),
        ("AFP Forum", "AFP"),
        ("AFP - Monde", "AFP"),
        ("Reuters UK", "Reuters"),
        ("DPA International", "dpa"),
        ("The wire (Reuters)", "Reuters"),
    ] {
        assert_eq!(name(outlet).as_deref(), Some(expected), "{outlet}");
    }
    for outlet in [
        "Le Courrier",
        "",
        "tt.com",
        "Daily Reuters Post",
        "PA Consulting",
        "TAP Air",
        "P.A.",
        "Interfax-Boreal",
        "AFP et Le Courrier",
        "Reutersville Post",
        "Boréale Magazine",
    ] {
        assert_eq!(name(outlet), None, "{outlet}");
    }
}

#[test]
fn a_public_body_is_no_agency_of_news() {
    for outlet in [
        "Agence régionale de santé",
        "Agence nationale de la recherche",
        "Agence nationale de la sécurité des systèmes d'information",
        "Agence immobilière",
        "European Space Agency",
        "Environment Agency",
        "Bundesagentur für Arbeit",
        "Agentur für Arbeit",
        "Agenzia delle Entrate",
        "Agencia Tributaria",
    ] {
        assert_eq!(Agencies::known().with_outlets([outlet]).of_outlet(outlet), None, "{outlet}");
    }
    for outlet in ["Agence Boréale", "Tasnim News Agency", "Agence de presse X", "AGENCE BORÉALE"] {
        assert!(Agencies::known().with_outlets([outlet]).of_outlet(outlet).is_some(), "{outlet}");
    }
}

#[test]
fn a_name_that_says_so_has_a_short_form() {
    for (outlet, short) in [
        ("Agence de presse Boréale", "Boréale"),
        ("Boreal News Agency", "Boreal"),
        ("Nachrichtenagentur Nordlicht", "Nordlicht"),
        ("Agencia Boreal", "Boreal"),
        ("Agenzia Boreale", "Boreale"),
        ("Persbureau Noorderlicht", "Noorderlicht"),
        ("Boreal Wire Service", "Boreal"),
    ] {
        let agencies = Agencies::known().with_outlets([outlet]);
        let agency = agencies.of_outlet(outlet);
        assert!(agency.is_some() && agency == agencies.of_outlet(short), "{outlet}");
    }
}

#[test]
fn numbers_do_not_depend_on_the_order_of_outlets() {
    let one = Agencies::known().with_outlets(["Agence Boréale", "Agence Australe"]);
    let other = Agencies::known().with_outlets(["Agence Australe", "Agence Boréale", "Agence Australe"]);
    assert_eq!(one.of_outlet("Boréale"), other.of_outlet("Boréale"));
    assert_eq!(one.name(Agency(0)), "AFP");
}

#[test]
fn a_span_is_the_whole_expression() {
    let agencies = Agencies::known();
    let spans = |text: &'static str| {
        credits(text, &agencies).into_iter().map(move |c| &text[c.span.start as usize..c.span.end as usize])
    };
    assert_eq!(spans("PARIS, 3 mars (AFP) — Le pont.").collect::<Vec<_>>(), ["PARIS, 3 mars (AFP)"]);
    assert_eq!(spans("Le pont est fermé, rapporte l’AFP. Il pleut.").collect::<Vec<_>>(), ["rapporte l’AFP"]);
    assert_eq!(spans("It is closed, Reuters reported.").collect::<Vec<_>>(), ["Reuters reported"]);
}

#[test]
fn time_grows_with_the_text_and_not_with_its_square() {
    for part in ["AFP ", "AFP, ", "AFP/", "(AFP ", "a AFP\n", "Reuters reported ", "à l’AFP ", "© 1 "] {
        let text = part.repeat(60_000 / part.len());
        let begun = busy();
        assert!(credits(&text, &Agencies::known()).len() < text.len());
        let spent = busy().checked_sub(begun).unwrap();
        assert!(spent.as_secs() < 20, "{part:?}: {spent:?}");
    }
}

proptest! {
    #[test]
    fn spans_are_valid_and_in_order(
        text in r"(AFP|dpa|afp|Reuters|told|selon|l’|à|Photo|©|Source|PARIS|[()/:,. \n–-]| |[a-zé]{1,4}|\PC){0,40}",
    ) {
        let found = credits(&text, &Agencies::known());
        prop_assert!(found.windows(2).all(|two| two[0].span.start <= two[1].span.start));
        for credit in found {
            prop_assert!(credit.span.start < credit.span.end);
            prop_assert!(text.get(credit.span.start as usize..credit.span.end as usize).is_some());
        }
    }
}
