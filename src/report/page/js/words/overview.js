// Words of the overview.

speak({
  title: ["What these articles share", "Ce que ces articles ont en commun"],
  compared: ["{articles} compared with one another, {words}", "{articles} comparés entre eux, {words}"],
  compared_against: [
    "{articles} compared with {references}, {words}|{articles} compared with {references}, {words}",
    "{articles} comparé à {references}, {words}|{articles} comparés à {references}, {words}",
  ],
  compared_alone: ["{articles}, {words}", "{articles}, {words}"],
  taken_for_agencies: [
    "Taken for agencies: {agencies}. If one is missing here, compare again with --wire NAME: words of an outlet that is not among them are no agency’s, and no credit for them is looked for.",
    "Tenus pour des agences : {agencies}. S’il en manque une, relancez avec --wire NOM : les mots d’un titre absent de cette liste ne sont ceux d’aucune agence, et aucune mention n’est cherchée pour eux.",
  ],
  no_agencies: [
    "No outlet was taken for an agency. If one of them is, compare again with --wire NAME.",
    "Aucun titre n’a été tenu pour une agence. S’il y en a une, relancez avec --wire NOM.",
  ],
  from_to: ["{from} to {to}", "du {from} au {to}"],
  answer_uncredited: [
    "{n} article of which {share} or more stand in an agency’s items has no credit that was recognised for its text.|{n} articles of which {share} or more stand in agencies’ items have no credit that was recognised for their texts.",
    "{n} article dont {share} ou plus figurent dans des dépêches d’agence n’a pas de mention reconnue pour son texte.|{n} articles dont {share} ou plus figurent dans des dépêches d’agences n’ont pas de mention reconnue pour leurs textes.",
  ],
  answer_none_uncredited: [
    "No article was found of which {share} or more are an agency’s words without a credit for its text.",
    "Aucun article trouvé dont {share} ou plus sont des mots d’une agence sans mention pour son texte.",
  ],
  answer_no_agency: [
    "No agency’s item is among these articles, so none could be owed a credit.",
    "Aucune dépêche d’agence ne figure parmi ces articles : aucune mention n’était donc due.",
  ],
  answer_nothing: [
    "No two of these articles were found to be related.",
    "Aucun lien trouvé entre ces articles.",
  ],
  answer_pairs: [
    "{n} pair of articles is related, not counting formulas.|{n} pairs of articles are related, not counting formulas.",
    "{n} paire d’articles est liée, formules non comptées.|{n} paires d’articles sont liées, formules non comptées.",
  ],
  answer_dismissed: [
    "{n} of them was dismissed by a person.|{n} of them were dismissed by a person.",
    "{n} a été écartée par une personne.|{n} ont été écartées par une personne.",
  ],
  answer_passages: [
    "{passages} were found, {words} matched in all, counted anew in each pair.",
    "{passages} au total, {words} appariés en tout, comptés à nouveau dans chaque paire.",
  ],
  answer_open: [
    "Of {n} article it is left open how much is derived: words of it stand in texts that may be earlier or later (no date, or dates that overlap).|Of {n} articles it is left open how much is derived: words of them stand in texts that may be earlier or later (no date, or dates that overlap).",
    "Pour {n} article, la part dérivée reste indéterminée : certains de ses mots figurent dans des textes peut-être antérieurs, peut-être postérieurs (sans date, ou aux dates qui se recoupent).|Pour {n} articles, la part dérivée reste indéterminée : certains de leurs mots figurent dans des textes peut-être antérieurs, peut-être postérieurs (sans date, ou aux dates qui se recoupent).",
  ],
  answer_open_agency: [
    "{n} article shares words with an agency’s item whose order with it is not known, so no credit is asked of it for these words.|{n} articles share words with agencies’ items whose order with them is not known, so no credit is asked of them for these words.",
    "{n} article partage des mots avec une dépêche sans que l’ordre soit connu : aucune mention n’est attendue pour ces mots.|{n} articles partagent des mots avec des dépêches sans que l’ordre soit connu : aucune mention n’est attendue pour ces mots.",
  ],
  answer_undated: [
    "{n} such item has no date that can be read.|{n} such items have no date that can be read.",
    "{n} de ces dépêches n’a pas de date lisible.|{n} de ces dépêches n’ont pas de date lisible.",
  ],
  answer_strict: [
    "This run lists every exact run of {least} words or more besides, evidence or not (--strict-verbatim): such a run is no claim of re-use by itself.",
    "Cette analyse liste en outre toute suite exacte de {least} mots ou plus, probante ou non (--strict-verbatim) : une telle suite n’établit à elle seule aucune reprise.",
  ],
  answer_without_passages: [
    "The run looked for near-duplicates only (--no-passages). There are no texts on this page, and nothing is known of passages, sources or credits.",
    "L’analyse n’a cherché que les quasi-doublons (--no-passages). Cette page ne contient aucun texte ; passages, sources et mentions sont inconnus.",
  ],
  figures: ["Figures", "Chiffres"],
  figure_near: ["near-duplicate pairs", "paires de quasi-doublons"],
  figure_contained: ["pairs, one inside the other", "paires, l’un dans l’autre"],
  figure_passages_only: ["pairs sharing passages only", "paires à passages seuls"],
  figure_formula: ["pairs sharing a formula only", "paires à formule seule"],
  figure_passages: ["passages", "passages"],
  figure_clusters: ["clusters", "groupes"],
  look: ["Worth a look", "À regarder"],
  look_why: [
    "First what asks something of you, each article once, with the text that most of the words are of; then the pairs with most words in common. A question to ask, not an answer: read both texts.",
    "D’abord ce qui vous demande quelque chose, chaque article une fois, avec le texte dont viennent le plus de ces mots ; puis les paires qui ont le plus de mots en commun. Une question à poser, pas une réponse : lisez les deux textes.",
  ],
  asks_uncredited: ["No credit recognised", "Aucune mention reconnue"],
  asks_miscredited: ["Another agency credited", "Une autre agence créditée"],
  asks_unasked: ["Credit not looked for", "Mention non cherchée"],
  unasked_why: [
    "Articles derived for the most part from texts of outlets that were not taken for agencies. Credits are looked for to agencies only: read whether the other outlet is named. If it is an agency, compare again with --wire NAME.",
    "Articles dérivés surtout de textes de titres qui n’ont pas été tenus pour des agences. Seules les mentions d’agences sont cherchées : lisez si l’autre titre est nommé. Si c’est une agence, relancez avec --wire NOM.",
  ],
  line_of_pair: [
    "{later}: {n} of {own} own word ({share}), in the earlier text of {earlier}|{later}: {n} of {own} own words ({share}), in the earlier text of {earlier}",
    "{later} : {n} de {own} mot propre ({share}), dans le texte antérieur ({earlier})|{later} : {n} de {own} mots propres ({share}), dans le texte antérieur ({earlier})",
  ],
  against: ["{title} ({outlet})", "{title} ({outlet})"],
  most_words: ["Other pairs, most words in common", "Autres paires, le plus de mots en commun"],
  most_alike: ["Most alike", "Les plus ressemblants"],
  all_such: ["All {n} of them", "Voir les {n}"],
  read_both: ["Read side by side", "Lire côte à côte"],
  see_pair: ["See the figures", "Voir les chiffres"],
  read_article: ["Read the article", "Lire l’article"],
  outlets: ["Outlets", "Titres"],
  outlets_why: [
    "Wholly derived: {wholly} or more of an article’s own words stand in earlier texts of other outlets; partly: {partly} or more. Updates of an outlet’s own articles are left out, as in outlets.csv.",
    "Entièrement dérivés : {wholly} ou plus des mots propres d’un article figurent dans des textes antérieurs d’autres titres ; partiellement : {partly} ou plus. Les mises à jour des propres articles d’un titre ne sont pas comptées, comme dans outlets.csv.",
  ],
  outlets_dash: [
    "–: no words of an outlet that was taken for an agency were found in its articles, so no credit was looked for there. That is no finding about its credits.",
    "– : aucun mot d’un titre tenu pour une agence n’a été trouvé dans ses articles ; aucune mention n’y a donc été cherchée. Cela ne dit rien de ses mentions.",
  ],
  figures_why: [
    "Near-duplicates: resemblance of {threshold} or more, in runs of {shingle} words.",
    "Quasi-doublons : ressemblance de {threshold} ou plus, en suites de {shingle} mots.",
  ],
  figures_why_passages: [
    "One inside the other: {contained} or more of the one’s runs are in the other. Passages: {min_words} matched words or more. Formula: a form filled in twice, which is no re-use.",
    "L’un dans l’autre : {contained} ou plus des suites de l’un sont dans l’autre. Passages : {min_words} mots appariés ou plus. Formule : un formulaire rempli deux fois, ce qui n’est pas une reprise.",
  ],
  looks_like_agency: [
    "looks like an agency: {n} outlet re-uses it; name it with --wire {name}|looks like an agency: {n} outlets re-use it; name it with --wire {name}",
    "a l’air d’une agence : {n} titre la reprend ; nommez-la par --wire {name}|a l’air d’une agence : {n} titres la reprennent ; nommez-la par --wire {name}",
  ],
  likely_agency: [
    "{outlet} was not taken for an agency and looks like one: articles of {n} other outlet would owe it a credit. Compare again with --wire {name} to have credits to it looked for.|{outlet} was not taken for an agency and looks like one: articles of {n} other outlets would owe it a credit. Compare again with --wire {name} to have credits to it looked for.",
    "{outlet} n’a pas été tenu pour une agence et a l’air d’en être une : des articles de {n} autre titre lui devraient une mention. Relancez avec --wire {name} pour que ses mentions soient cherchées.|{outlet} n’a pas été tenu pour une agence et a l’air d’en être une : des articles de {n} autres titres lui devraient une mention. Relancez avec --wire {name} pour que ses mentions soient cherchées.",
  ],
  outlet: ["Outlet", "Titre"],
  agency: ["agency", "agence"],
  no_outlet: ["no outlet given", "titre non indiqué"],
  wholly: ["Wholly derived", "Entièrement dérivés"],
  partly: ["Partly derived", "Partiellement dérivés"],
  wire_share: ["Agencies’ words", "Mots d’agences"],
  caveat: ["What this page says, and what it does not", "Ce que dit cette page, et ce qu’elle ne dit pas"],
  caveat_earlier: [
    "“Earlier” is the article whose date is before the other’s; with dates that overlap or are missing, no order is claimed, and of an agency’s item and another text at most five minutes apart the words are attributed to the agency’s. “Earlier” does not say that the later one copied it: both may quote the same speech, report or press release, or have it from an article that is not here.",
    "« Antérieur » désigne l’article dont la date précède celle de l’autre ; sans date, ou si les dates se recoupent, aucun ordre n’est affirmé, et entre une dépêche et un autre texte à cinq minutes d’écart au plus, les mots sont attribués à la dépêche. « Antérieur » ne dit pas que l’autre l’a copié : les deux peuvent citer les mêmes propos, le même rapport ou communiqué, ou le tenir d’un article absent d’ici.",
  ],
  caveat_credit: [
    "“No credit recognised” means just that: the text was read, and no credit for it was found. One in a byline kept elsewhere, or in a picture, is not seen. A paper that pays for an agency may print it.",
    "« Aucune mention reconnue » ne dit que cela : le texte a été lu, et aucune mention n’y a été trouvée pour lui. Celle d’une signature conservée ailleurs, ou d’une image, n’est pas vue. Un journal abonné à une agence peut la publier.",
  ],
  caveat_words: [
    "A word is matched if its first six letters are the same in both, a number if all its digits are. Quoted speech is counted apart: two reporters may have heard one speaker.",
    "Un mot est apparié si ses six premières lettres sont les mêmes, un nombre si tous ses chiffres le sont. Les propos cités sont comptés à part : deux journalistes peuvent avoir entendu le même orateur.",
  ],
  set_aside: ["Set aside", "Mis à part"],
  rejected: [
    "{n} record could not be read (rejected.csv).|{n} records could not be read (rejected.csv).",
    "{n} enregistrement illisible (rejected.csv).|{n} enregistrements illisibles (rejected.csv).",
  ],
  outside_window: [
    "{n} pair that shares wording was published further apart than asked, and not compared.|{n} pairs that share wording were published further apart than asked, and not compared.",
    "{n} paire au texte commun, publiée à plus d’intervalle que demandé, n’a pas été comparée.|{n} paires au texte commun, publiées à plus d’intervalle que demandé, n’ont pas été comparées.",
  ],
  fewer_pairs: [
    "This page lists {n} of {all} pairs; pairs.csv has all of them.",
    "Cette page liste {n} des {all} paires ; pairs.csv les contient toutes.",
  ],
  fewer_articles: [
    "Of {all} articles, those of the listed pairs are on this page; articles.csv has all of them.",
    "Sur {all} articles, ceux des paires listées sont sur cette page ; articles.csv les contient tous.",
  ],
  fewer_texts: [
    "The texts of {n} pair are not on this page, which holds {limit} MiB of text at most; passages.csv has the passages.|The texts of {n} pairs are not on this page, which holds {limit} MiB of text at most; passages.csv has the passages.",
    "Les textes de {n} paire ne sont pas sur cette page, limitée à {limit} Mio de texte ; passages.csv contient les passages.|Les textes de {n} paires ne sont pas sur cette page, limitée à {limit} Mio de texte ; passages.csv contient les passages.",
  ],
  warned: [
    "{n} warning of this kind; run.json lists them.|{n} warnings of this kind; run.json lists them.",
    "{n} avertissement de ce type ; voir run.json.|{n} avertissements de ce type ; voir run.json.",
  ],
});
