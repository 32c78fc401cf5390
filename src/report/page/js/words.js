// Words: every sentence of the interface, in English and in French.
//
// A sentence with two forms, `one|other`, takes the one for its {n}. What stands in braces is put in by `say`.

const LANGUAGES = ["en", "fr"];

const WORDS = {
  // The frame.
  skip: ["Skip to the content", "Aller au contenu"],
  views: ["Views", "Vues"],
  overview: ["Overview", "Vue d’ensemble"],
  pairs: ["Pairs", "Paires"],
  articles: ["Articles", "Articles"],
  heat: ["Heat map", "Carte de chaleur"],
  flows: ["Flows", "Circulation"],
  language: ["Language", "Langue"],
  theme: ["Appearance", "Apparence"],
  theme_auto: ["As the system", "Comme le système"],
  theme_light: ["Light", "Clair"],
  theme_dark: ["Dark", "Sombre"],
  print: ["Print", "Imprimer"],
  glossary: ["Glossary", "Glossaire"],
  glossary_bounds: [
    "With the figures that this run was asked for; the option behind each sets another one.",
    "Avec les seuils demandés pour cette analyse ; l’option entre parenthèses en fixe un autre.",
  ],
  what_it_means: ["What this means", "Ce que cela veut dire"],
  what_means: ["What this means: {word}", "Ce que cela veut dire : {word}"],
  close: ["Close", "Fermer"],
  clock: [
    "All times on this page are {zone}, in whatever zone an article gives its date.",
    "Toutes les heures de cette page sont {zone}, quel que soit le fuseau dans lequel un article donne sa date.",
  ],
  as_given: ["given as {date}", "donné comme {date}"],
  made_by: [
    "Made by wirecopy {version}. This file is complete: it loads nothing and sends nothing.",
    "Produit par wirecopy {version}. Ce fichier est complet : il ne charge rien et n’envoie rien.",
  ],
  unknown_place: [
    "There is nothing at this address in this run.",
    "Cette adresse ne correspond à rien dans cette analyse.",
  ],
  too_old: [
    "This browser cannot unpack the texts (it lacks DecompressionStream). A version of 2023 or later can.",
    "Ce navigateur ne sait pas décompresser les textes (DecompressionStream lui manque). Une version de 2023 ou plus récente le peut.",
  ],
  damaged: [
    "This part of the page is damaged and cannot be read.",
    "Cette partie de la page est endommagée et illisible.",
  ],
  unpacking: ["Opening …", "Ouverture…"],

  // Counting.
  n_articles: ["{n} article|{n} articles", "{n} article|{n} articles"],
  n_references: ["{n} reference|{n} references", "{n} référence|{n} références"],
  n_outlets: ["{n} outlet|{n} outlets", "{n} titre|{n} titres"],
  n_pairs: ["{n} pair|{n} pairs", "{n} paire|{n} paires"],
  n_passages: ["{n} passage|{n} passages", "{n} passage|{n} passages"],
  n_words: ["{n} word|{n} words", "{n} mot|{n} mots"],
  n_clusters: ["{n} cluster|{n} clusters", "{n} groupe|{n} groupes"],
  of_all: ["{n} of {all}", "{n} sur {all}"],
  minutes: ["{n} min", "{n} min"],
  hours: ["{n} h", "{n} h"],
  days: ["{n} d", "{n} j"],

  // The overview.
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
  figure_articles: ["articles", "articles"],
  figure_outlets: ["outlets", "titres"],
  figure_near: ["near-duplicate pairs", "paires de quasi-doublons"],
  figure_contained: ["pairs, one inside the other", "paires, l’un dans l’autre"],
  figure_passages_only: ["pairs sharing passages only", "paires à passages seuls"],
  figure_formula: ["pairs sharing a formula only", "paires à formule seule"],
  figure_passages: ["passages", "passages"],
  figure_clusters: ["clusters", "groupes"],
  look: ["Worth a look", "À regarder"],
  look_why: [
    "Articles for whose text no credit was recognised, or another agency’s, then the pairs with most words in common. A question to ask, not an answer: read both texts.",
    "D’abord les articles sans mention reconnue, ou avec celle d’une autre agence, puis les paires qui ont le plus de mots en commun. Une question à poser, pas une réponse : lisez les deux textes.",
  ],
  uncredited_articles: ["No credit recognised", "Aucune mention reconnue"],
  miscredited_articles: ["Another agency credited", "Une autre agence créditée"],
  most_words: ["Most words in common", "Le plus de mots en commun"],
  most_alike: ["Most alike", "Les plus ressemblants"],
  all_such: ["All of them", "Toutes et tous"],
  stands_in: [
    "{wire} of its {own} own word ({share}) stands in earlier items of {agencies}.|{wire} of its {own} own words ({share}) stand in earlier items of {agencies}.",
    "{wire} de son {own} mot propre ({share}) figure dans des dépêches antérieures ({agencies}).|{wire} de ses {own} mots propres ({share}) figurent dans des dépêches antérieures ({agencies}).",
  ],
  stands_in_tie: [
    "{wire} of its {own} own word ({share}) stands in items of {agencies}.|{wire} of its {own} own words ({share}) stand in items of {agencies}.",
    "{wire} de son {own} mot propre ({share}) figure dans des dépêches ({agencies}).|{wire} de ses {own} mots propres ({share}) figurent dans des dépêches ({agencies}).",
  ],
  first_before: ["The earlier text is dated {lag} before.", "Le texte antérieur est daté de {lag} avant."],
  dates_tie: [
    "The dates do not tell which was first: they are at most five minutes apart. Words are then attributed to the agency’s item.",
    "Les dates ne disent pas lequel a précédé : cinq minutes d’écart au plus. Les mots sont alors attribués à la dépêche.",
  ],
  names_nobody: [
    "No credit to an agency was recognised for its text.",
    "Aucune mention d’agence n’a été reconnue pour son texte.",
  ],
  it_names_nobody: [
    "No credit to an agency was recognised for the text of {name}.",
    "Aucune mention d’agence n’a été reconnue pour le texte ({name}).",
  ],
  names_aside: ["It does name {named}.", "Il nomme toutefois {named}."],
  names: ["It credits {credit}.", "Il crédite {credit}."],
  it_names: ["{name} credits {credit}.", "{name} crédite {credit}."],
  is_update: [
    "It is an update of {id}, an earlier article of its outlet.",
    "C’est une mise à jour de {id}, article antérieur du même titre.",
  ],
  later_has: [
    "{later} has {words} in common with the earlier text of {earlier}.",
    "{later} a {words} en commun avec un texte antérieur ({earlier}).",
  ],
  tie_has: [
    "{later} has {words} in common with an agency’s item of {earlier}.",
    "{later} a {words} en commun avec une dépêche ({earlier}).",
  ],
  in_this_article: ["That is {share} of the text of {name}.", "Soit {share} du texte ({name})."],
  both_share: [
    "{a} and {b} share {words}. Their dates do not tell which text is the earlier.",
    "{a} et {b} ont {words} en commun. Les dates ne disent pas quel texte est antérieur.",
  ],
  both_via: [
    "A still earlier text has nearly all of these words, some of them perhaps replaced: {source}. Which of the two the later article has them from is not said.",
    "Un texte plus ancien encore contient presque tous ces mots, certains peut-être remplacés : {source}. Duquel des deux l’article postérieur les tient n’est pas dit.",
  ],
  both_via_tie: [
    "An agency’s item has nearly all of these words, some of them perhaps replaced, and its date ties with theirs: {source}.",
    "Une dépêche, à égalité de date, contient presque tous ces mots, certains peut-être remplacés : {source}.",
  ],
  both_resemble: [
    "{a} and {b} resemble one another: {share} of their word runs are in both.",
    "{a} et {b} se ressemblent : {share} de leurs suites de mots sont communes.",
  ],
  same_words: [
    "{a} and {b} have the same words in the same order.",
    "{a} et {b} ont les mêmes mots dans le même ordre.",
  ],
  share_formula: [
    "{a} and {b} fill in the same form with other figures. That is not counted as re-use.",
    "{a} et {b} remplissent le même formulaire avec d’autres données. Cela n’est pas compté comme une reprise.",
  ],
  much_quoted: [
    "{share} of the matched words are quoted speech.",
    "{share} des mots appariés sont des propos cités.",
  ],
  in_article: ["That is {share} of the later article.", "Soit {share} de l’article postérieur."],
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
  credit_not_looked_for: [
    "Whether it credits {outlet} was not looked for: that outlet looks like an agency, and was not taken for one.",
    "On n’a pas cherché si {outlet} y est mentionné : ce titre a l’air d’une agence et n’a pas été tenu pour une.",
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

  // Relations, kinds, classes, flags.
  identical: ["identical", "identiques"],
  formula: ["formula", "formule"],
  near_duplicate: ["near-duplicate", "quasi-doublon"],
  a_in_b: ["the first is in the second", "le premier est dans le second"],
  b_in_a: ["the second is in the first", "le second est dans le premier"],
  contained: ["one inside the other", "l’un dans l’autre"],
  relation_passages: ["passages", "passages"],
  verbatim: ["verbatim", "mot pour mot"],
  edited: ["edited", "remanié"],
  rewritten: ["rewritten", "réécrit"],
  wholly_derived: ["wholly derived", "entièrement dérivé"],
  partially_derived: ["partly derived", "partiellement dérivé"],
  non_derived: ["not derived", "non dérivé"],
  open_class: [
    "open: texts of unknown order would change it",
    "indéterminé : des textes d’ordre inconnu le changeraient",
  ],
  class_open: ["open", "indéterminé"],
  credited: ["credited", "agence créditée"],
  uncredited: ["no credit recognised", "aucune mention reconnue"],
  miscredited: ["another agency credited", "autre agence créditée"],
  shared_quote: ["shared quotation", "citation commune"],
  named_as: ["{agency}: {kind}", "{agency} : {kind}"],
  named_itself: ["{agency}, whose text this is: {kind}", "{agency}, dont c’est le texte : {kind}"],
  dateline: ["dateline", "ligne de date"],
  byline: ["byline", "signature"],
  tail: ["last line", "dernière ligne"],
  copyright: ["copyright", "copyright"],
  source_line: ["source line", "ligne de source"],
  report: ["named in a sentence", "citée dans une phrase"],
  attribution: ["“told the agency”", "« a déclaré à l’agence »"],
  photo: ["picture credit", "crédit photo"],

  // What a person has said.
  review: ["Review", "Avis"],
  any_review: ["Any review", "Tous les avis"],
  open: ["not reviewed", "sans avis"],
  dismissed: ["dismissed by a person", "à écarter, selon une personne"],
  confirmed: ["confirmed by a person", "à retenir, selon une personne"],
  pair_dismissed: [
    "A person has dismissed this pair: it is no re-use that counts.",
    "Une personne a écarté cette paire : ce n’est pas une reprise qui compte.",
  ],
  pair_confirmed: ["A person has confirmed this pair.", "Une personne a confirmé cette paire."],

  review_noted: ["Note: “{note}”.", "Note : « {note} »."],
  review_noted_by: ["Note by {reviewer}: “{note}”.", "Note ({reviewer}) : « {note} »."],
  review_by: ["Said by {reviewer}.", "Avis donné par {reviewer}."],

  // What the reader says on this page.
  reviewing: ["Your review", "Votre avis"],
  reviews_here: ["Reviews said on this page", "Avis donnés sur cette page"],
  reviewing_of: ["About", "Sur"],
  this_pair: ["the pair", "la paire"],
  the_pair: ["The pair: {review}", "La paire : {review}"],
  one_passage: ["passage {n}", "passage {n}"],
  the_passage: ["Passage {n}: {review}", "Passage {n} : {review}"],
  note: ["Note", "Note"],
  reviewer: ["Your name", "Votre nom"],
  dismiss: ["Dismiss", "Écarter"],
  confirm: ["Confirm", "Retenir"],
  reopen: ["Reopen", "Rouvrir"],
  dismiss_key: ["Dismiss (d)", "Écarter (d)"],
  confirm_key: ["Confirm (c)", "Retenir (c)"],
  review_help: [
    "What Dismiss and Confirm do, and where that is kept",
    "Ce que font Écarter et Retenir, et où c’est gardé",
  ],
  review_meaning: [
    "Dismiss: this is no re-use that counts (a press release, a phrase that everybody uses). Confirm: you have read it and stand by it. Figures on this page stay as they are.",
    "Écarter : ce n’est pas une reprise qui compte (un communiqué, une formule que tous emploient). Retenir : vous l’avez lue et vous en répondez. Les chiffres de cette page ne changent pas.",
  ],
  review_kept: [
    "What you say is kept in this browser, if it allows that, until you save it: “Save reviews” downloads {file}. Given to the next run with --reviewed {file}, it counts there: what is dismissed is left out of the audit.",
    "Votre avis reste dans ce navigateur, s’il le permet, jusqu’à ce que vous l’enregistriez : « Enregistrer les avis » télécharge {file}. Donné à l’analyse suivante par --reviewed {file}, il y compte : ce qui est écarté sort de l’audit.",
  ],
  reviews_unsaved: [
    "{n} review is not saved yet.|{n} reviews are not saved yet.",
    "{n} avis n’est pas encore enregistré.|{n} avis ne sont pas encore enregistrés.",
  ],
  reviews_saved: [
    "{n} review went to the browser’s downloads as {file}.|{n} reviews went to the browser’s downloads as {file}.",
    "{n} avis est parmi les téléchargements du navigateur, dans {file}.|{n} avis sont parmi les téléchargements du navigateur, dans {file}.",
  ],
  save_reviews: ["Save reviews (CSV)", "Enregistrer les avis (CSV)"],
  reviews_next: [
    "Figures and flags stay those of this run until the next one is given the file with --reviewed.",
    "Chiffres et signalements restent ceux de cette analyse, jusqu’à la prochaine à qui le fichier est donné par --reviewed.",
  ],
  reviews_behind: [
    "It does not hold the {n} row that this run heeded: give both, the new file last (--reviewed OLD --reviewed NEW).|It does not hold the {n} rows that this run heeded: give both, the new file last (--reviewed OLD --reviewed NEW).",
    "Il ne contient pas la ligne déjà prise en compte ({n}) : donnez les deux, le nouveau fichier en dernier (--reviewed ANCIEN --reviewed NOUVEAU).|Il ne contient pas les {n} lignes déjà prises en compte : donnez les deux, le nouveau fichier en dernier (--reviewed ANCIEN --reviewed NOUVEAU).",
  ],

  // Lists.
  search: ["Search titles, ids, outlets", "Chercher titres, identifiants, journaux"],
  filter: ["Filter", "Filtrer"],
  any_outlet: ["Any outlet", "Tous les titres"],
  any_relation: ["Any relation", "Toutes les relations"],
  any_flag: ["Any flag", "Tous les signalements"],
  any_class: ["Any class", "Toutes les classes"],
  relation: ["Relation", "Relation"],
  flag: ["Flag", "Signalement"],
  class: ["Class", "Classe"],
  date_from: ["From", "Du"],
  date_to: ["To", "Au"],
  sort_by: ["Sort by", "Trier par"],
  clear: ["Clear filters", "Effacer les filtres"],
  shown_pairs: ["{n} of {all} pair|{n} of {all} pairs", "{n} sur {all} paire|{n} sur {all} paires"],
  shown_articles: [
    "{n} of {all} article|{n} of {all} articles",
    "{n} sur {all} article|{n} sur {all} articles",
  ],
  nothing_matches: ["Nothing matches these filters.", "Rien ne correspond à ces filtres."],
  list_keys: ["Arrow keys move, Enter opens.", "Flèches pour se déplacer, Entrée pour ouvrir."],
  column_a: ["Article", "Article"],
  column_b: ["And article", "Et article"],
  column_date: ["Date", "Date"],
  column_words: ["Matched words", "Mots appariés"],
  column_resemblance: ["Resem­blance", "Ressem­blance"],
  column_coverage_a: ["Of the first", "Du premier"],
  column_coverage_b: ["Of the second", "Du second"],
  column_passages: ["Passages", "Passages"],
  column_length: ["Own words", "Mots propres"],
  column_reused: ["Of other texts", "D’autres textes"],
  column_wire: ["Agencies’", "D’agences"],
  column_credit: ["Credits", "Mentions"],
  earlier: ["earlier", "antérieur"],
  reference: ["reference", "référence"],
  opening: ["“{words}”", "« {words} »"],
  undated: ["undated", "sans date"],

  // The heat map.
  map_of_resemblance: [
    "Each cell is the resemblance of two articles: the share of their word runs that are in both. Relatives stand side by side.",
    "Chaque case est la ressemblance de deux articles : la part de leurs suites de mots communes aux deux. Les apparentés sont côte à côte.",
  ],
  map_of_containment: [
    "Each cell is the containment of the row’s article: the share of its word runs that are in the column’s. Relatives stand side by side.",
    "Chaque case est l’inclusion de l’article de la ligne : la part de ses suites de mots présentes dans celui de la colonne. Les apparentés sont côte à côte.",
  ],
  map_of_coverage: [
    "Each cell is the coverage of the row’s article: the share of its words in passages shared with the column’s. Relatives stand side by side.",
    "Chaque case est la couverture de l’article de la ligne : la part de ses mots dans des passages communs avec celui de la colonne. Les apparentés sont côte à côte.",
  ],
  map_keys: [
    "Point at a cell, or move with the arrow keys; N and P go to the next and previous related pair; Enter or a click opens it.",
    "Pointez une case, ou déplacez-vous avec les flèches ; N et P vont à la paire liée suivante ou précédente ; Entrée ou un clic l’ouvre.",
  ],
  map_missing: [
    "There is no heat map: this run has no matrix, or one of more than {limit} articles. The list of pairs has the related ones.",
    "Pas de carte : cette analyse n’a pas de matrice, ou une matrice de plus de {limit} articles. La liste des paires contient celles qui sont liées.",
  ],
  map_cell: ["{row} and {column}: {figure}", "{row} et {column} : {figure}"],
  map_nothing: ["not a related pair, nothing in common", "paire non liée, rien en commun"],
  map_few: [
    "not a related pair: {n} word run in common, which is {words} words in a row at most, and a passage has {min_words}|not a related pair: {n} word runs in common, which are {words} words in a row at most, and a passage has {min_words}",
    "paire non liée : {n} suite de mots en commun, soit {words} mots de suite au plus, et un passage en a {min_words}|paire non liée : {n} suites de mots en commun, soit {words} mots de suite au plus, et un passage en a {min_words}",
  ],
  map_template: [
    "not a related pair: {n} word run in common, and {one} and {other} words of the two are the template of {outlet}, which is in no passage|not a related pair: {n} word runs in common, and {one} and {other} words of the two are the template of {outlet}, which is in no passage",
    "paire non liée : {n} suite de mots en commun, et {one} et {other} mots des deux sont du gabarit de {outlet}, qui n’est dans aucun passage|paire non liée : {n} suites de mots en commun, et {one} et {other} mots des deux sont du gabarit de {outlet}, qui n’est dans aucun passage",
  ],
  map_stock: [
    "not a related pair: {n} word run in common, and {one} and {other} words of the two are stock phrases of these articles, which make no passage|not a related pair: {n} word runs in common, and {one} and {other} words of the two are stock phrases of these articles, which make no passage",
    "paire non liée : {n} suite de mots en commun, et {one} et {other} mots des deux sont des formules courantes de ces articles, qui ne font pas un passage|paire non liée : {n} suites de mots en commun, et {one} et {other} mots des deux sont des formules courantes de ces articles, qui ne font pas un passage",
  ],
  map_scattered: [
    "not a related pair: {n} word run in common, but no stretch of {min_words} matched words that tells enough for a passage|not a related pair: {n} word runs in common, but no stretch of {min_words} matched words that tells enough for a passage",
    "paire non liée : {n} suite de mots en commun, mais aucun extrait de {min_words} mots appariés assez parlant pour un passage|paire non liée : {n} suites de mots en commun, mais aucun extrait de {min_words} mots appariés assez parlant pour un passage",
  ],
  map_apart: [
    "not compared: published {lag} apart, more than {window} (--window)",
    "non comparés : publiés à {lag} d’intervalle, plus que {window} (--window)",
  ],
  map_unlisted: [
    "not among the {n} pairs of {all} that this page lists; pairs.csv has all of them",
    "absente des {n} paires sur {all} que liste cette page ; pairs.csv les contient toutes",
  ],
  hatched: [
    "hatched: no re-use; a formula, or word runs that make no passage (template, stock phrases, too few)",
    "hachuré : pas de reprise ; une formule, ou des suites de mots qui ne font pas un passage (gabarit, formules courantes, trop peu)",
  ],
  map_below: [
    "not a related pair: below the threshold of {threshold}",
    "paire non liée : sous le seuil de {threshold}",
  ],
  map_itself: ["the article itself", "l’article lui-même"],
  map_label: [
    "Heat map, {rows} rows and {columns} columns",
    "Carte de chaleur, {rows} lignes et {columns} colonnes",
  ],
  resemblance: ["resemblance", "ressemblance"],
  containment: ["containment", "inclusion"],
  coverage: ["coverage", "couverture"],
  framed: ["A frame marks a near-duplicate cluster.", "Un cadre marque un groupe de quasi-doublons."],

  // Side by side.
  back_to_pairs: ["All pairs", "Toutes les paires"],
  the_earlier: ["Earlier text", "Texte antérieur"],
  the_later: ["Later text", "Texte postérieur"],
  the_agencys: ["Agency’s item; the dates tie", "Dépêche ; dates à égalité"],
  the_other: ["The other text; the dates tie", "L’autre texte ; dates à égalité"],
  passage_of: ["Passage {n} of {all}", "Passage {n} sur {all}"],
  no_passage: ["No passage", "Aucun passage"],
  next: ["Next", "Suivant"],
  previous: ["Previous", "Précédent"],
  next_passage: ["Next passage (n)", "Passage suivant (n)"],
  previous_passage: ["Previous passage (p)", "Passage précédent (p)"],
  linked: ["Scroll together", "Défiler ensemble"],
  show_words: ["Show changed words", "Montrer les mots changés"],
  legend: ["Legend", "Légende"],
  op_substituted: ["replaced", "remplacé"],
  op_inflected: ["other form of the word", "autre forme du mot"],
  op_only: ["only on this side", "de ce côté seulement"],
  op_dropped: ["left out in the later text here", "omis ici dans le texte postérieur"],
  op_added: ["added in the later text here", "ajouté ici dans le texte postérieur"],
  mark_quoted: ["quoted speech", "propos cités"],
  mark_boilerplate: ["outlet’s template", "gabarit du titre"],
  mark_credit: ["agency named", "agence nommée"],
  stretch: ["stretch {n}", "extrait {n}"],
  passages_list: ["Passages", "Passages"],
  passage_figures: [
    "{kind}, {matched} matched word of {a} and {b}|{kind}, {matched} matched words of {a} and {b}",
    "{kind}, {matched} mot apparié sur {a} et {b}|{kind}, {matched} mots appariés sur {a} et {b}",
  ],
  passage_quoted: ["{share} quoted", "{share} cités"],
  passage_via: ["also in {source}", "aussi dans {source}"],
  row_of_passages: ["row {n} of passages.csv", "ligne {n} de passages.csv"],
  covered: [
    "{n} of {all} word ({share}) in shared passages|{n} of {all} words ({share}) in shared passages",
    "{n} mot sur {all} ({share}) dans des passages communs|{n} mots sur {all} ({share}) dans des passages communs",
  ],
  attributed_of: [
    "{words} of its {own} own word ({share}) are attributed to the other|{words} of its {own} own words ({share}) are attributed to the other",
    "{words} de son {own} mot propre ({share}) attribués à l’autre|{words} de ses {own} mots propres ({share}) attribués à l’autre",
  ],
  counted_replaced: ["with words that replace another one", "avec les mots qui en remplacent un autre"],
  counted_without: [
    "without {n} word of template|without {n} words of template",
    "sans {n} mot de gabarit|sans {n} mots de gabarit",
  ],
  matched_words: ["{n} matched word|{n} matched words", "{n} mot apparié|{n} mots appariés"],
  contains: ["{share} of its word runs are in the other", "{share} de ses suites de mots sont dans l’autre"],
  resembles: ["Resemblance {share}", "Ressemblance {share}"],
  no_texts: [
    "The texts of this pair are not on this page.",
    "Les textes de cette paire ne sont pas sur cette page.",
  ],
  no_texts_run: [
    "Side by side is not available: the run did not look for passages (--no-passages), and kept no texts.",
    "Lecture côte à côte indisponible : l’analyse n’a pas cherché de passages (--no-passages) et n’a gardé aucun texte.",
  ],
  no_texts_limit: [
    "This page holds {limit} MiB of text at most. passages.csv has the passages of this pair.",
    "Cette page est limitée à {limit} Mio de texte. passages.csv contient les passages de cette paire.",
  ],
  no_texts_none: [
    "They share no passage; texts are kept of pairs that do.",
    "Elle ne partage aucun passage ; seuls les textes de paires qui en partagent sont gardés.",
  ],
  original: ["Original", "Original"],
  pane: ["Text of {id}", "Texte de {id}"],
  at_passage: [
    "Passage {n} of {all}, {kind}, {words} matched",
    "Passage {n} sur {all}, {kind}, {words} appariés",
  ],

  // One article.
  its_sources: ["Other texts that its words are attributed to", "Textes auxquels ses mots sont attribués"],
  sources_why: [
    "Each word is counted once, for the earliest text that has nearly all of the passage (an agency’s, where dates tie). That text need not be where it was taken from.",
    "Chaque mot est compté une fois, pour le plus ancien texte qui contient presque tout le passage (celui d’une agence, à égalité de dates). Ce texte n’en est pas forcément l’origine.",
  ],
  no_sources: [
    "No words of it are attributed to another text.",
    "Aucun de ses mots n’est attribué à un autre texte.",
  ],
  its_reusers: ["Texts with words that are attributed to it", "Textes dont des mots lui sont attribués"],
  its_flows: ["Its story over time", "Son sujet dans le temps"],
  its_pairs: ["Its pairs", "Ses paires"],
  counts_differ: [
    "Matched words leave out those that replace another one, and a pair counts anew what other pairs have; so these may differ from the words attributed above.",
    "Les mots appariés excluent ceux qui en remplacent un autre, et une paire compte à nouveau ce que d’autres ont ; ils peuvent donc différer des mots attribués ci-dessus.",
  ],
  its_credits: ["Agencies that it names", "Agences qu’il nomme"],
  no_credits: [
    "None of those that were taken for agencies was recognised as the origin of text, speech or pictures. Others are not looked for, even if the text names them.",
    "Aucune de celles qui ont été tenues pour des agences n’a été reconnue comme origine d’un texte, de propos ou d’images. Les autres ne sont pas cherchées, même si le texte les nomme.",
  ],
  source: ["Words of", "Mots de"],
  reuser: ["Also in", "Aussi dans"],
  attributed_to: ["attributed to {source}", "attribué à {source}"],
  another_text: ["another text", "un autre texte"],
  tie: ["tie", "égalité"],
  words: ["Words", "Mots"],
  of_which_quoted: ["Of these, quoted", "Dont cités"],
  lag: ["Delay", "Délai"],
  share_of_own: ["Of its own words", "De ses mots propres"],
  unknown_order: ["shared, order unknown", "commun, ordre inconnu"],
  other_sources: ["further texts", "autres textes"],
  figure_own: ["own words", "mots propres"],
  figure_reused: ["attributed to other texts", "attribués à d’autres textes"],
  figure_wire: ["in agencies’ items", "dans des dépêches"],
  figure_undirected: ["shared, order unknown", "communs, ordre inconnu"],
  figure_quoted: ["quoted speech", "propos cités"],
  figure_boilerplate: ["template", "gabarit"],
  text: ["Text", "Texte"],
  no_text: [
    "The text is not on this page: it is kept where an article shares a passage.",
    "Le texte n’est pas sur cette page : il est gardé quand un article partage un passage.",
  ],

  // Flows.
  flows_title: ["Who had it first, and who had it later", "Qui l’avait d’abord, qui ensuite"],
  flows_why: [
    "An arrow leads from an earlier text to a later one that has words of it; the wider, the more words. A dot is an article; dots in a ring are near-duplicates. Older text is no proof of copying.",
    "Une flèche va d’un texte antérieur vers un texte postérieur qui en contient des mots ; plus elle est large, plus il y en a. Un point est un article ; les points cerclés sont des quasi-doublons. L’antériorité ne prouve pas la copie.",
  ],
  dotted: [
    "Dotted: the dates tie, and words are attributed to the agency’s item.",
    "Pointillé : les dates sont à égalité, et les mots attribués à la dépêche.",
  ],
  dashed: ["Dashed: shared, order unknown.", "Tireté : commun, ordre inconnu."],
  dash_dotted: [
    "Dash-dotted and pale: half or more of the words are quoted speech, which both may have heard from one speaker; that is not counted as copying.",
    "Trait mixte et pâle : la moitié ou plus des mots sont des propos cités, que les deux peuvent tenir du même orateur ; ce n’est pas compté comme une copie.",
  ],
  show_speech: ["Show what is mostly quoted speech", "Montrer ce qui est surtout des propos cités"],
  mostly_quoted: ["mostly quoted speech", "surtout des propos cités"],
  story: ["Story", "Sujet"],
  all_stories: ["All stories", "Tous les sujets"],
  story_name: ["{title} ({articles})", "{title} ({articles})"],
  undated_story: [
    "None of these articles is dated, so there is no order in time to draw.",
    "Aucun de ces articles n’est daté : il n’y a pas d’ordre dans le temps à dessiner.",
  ],
  too_many: [
    "{n} articles are too many for one drawing (at most {limit}); the largest story is shown.",
    "{n} articles, c’est trop pour un seul dessin (au plus {limit}) ; le plus grand sujet est montré.",
  ],
  fewer_drawn: [
    "Of {all} articles of this story, the {n} with most words in common are drawn.",
    "Des {all} articles de ce sujet, les {n} qui ont le plus de mots en commun sont dessinés.",
  ],
  graph_label: [
    "Articles by outlet and time, with arrows from earlier to later texts. The table below says the same.",
    "Articles par titre et par date, avec des flèches des textes antérieurs aux postérieurs. Le tableau ci-dessous dit la même chose.",
  ],
  between_articles: ["Between articles", "Entre articles"],
  of_unknown_order: ["Shared, order unknown", "Communs, ordre inconnu"],
  between_outlets: ["Between outlets", "Entre titres"],
  later_articles: ["Articles", "Articles"],
  median_lag: ["Median delay", "Délai médian"],
  no_flows: [
    "No words were found in earlier texts of other outlets.",
    "Aucun mot trouvé dans des textes antérieurs d’autres titres.",
  ],
  clusters: ["Near-duplicate clusters", "Groupes de quasi-doublons"],
  cluster: ["Cluster", "Groupe"],
  members: ["Articles, earliest or reference first", "Articles, le plus ancien ou la référence d’abord"],
  more_rows: [
    "{n} more; the tables beside this page have all of them.",
    "{n} de plus ; les tableaux joints les contiennent tous.",
  ],
  no_time: ["undated", "sans date"],
};

let language = LANGUAGES[0];

/** The language as the reader’s country writes it: how dates and figures look. */
let locale = LANGUAGES[0];

/** The language that the reader chose, or the browser's first that the page speaks. */
function chooseLanguage(chosen) {
  const wanted = [chosen, ...(navigator.languages || [navigator.language])];
  const known = wanted
    .map((tag) => String(tag).slice(0, 2).toLowerCase())
    .find((tag) => LANGUAGES.includes(tag));
  language = known || LANGUAGES[0];
  locale = wanted.find((tag) => String(tag).toLowerCase().startsWith(`${language}-`)) || language;
  document.documentElement.lang = language;
}

/** A sentence with its blanks filled in, in the form for {by}, or else {n}. Numbers are written as the language writes them. */
function say(key, values = {}) {
  return filled(WORDS[key], values);
}

/** A sentence of both languages in the one that the page speaks, filled in. */
function filled(sentences, values = {}) {
  const sentence = sentences[LANGUAGES.indexOf(language)];
  const forms = sentence.split("|");
  const isOne = new Intl.PluralRules(locale).select(values.by ?? values.n ?? 2) === "one";
  const form = parted(forms.length === 1 || isOne ? forms[0] : forms[1]);
  return form.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === "number" ? wholeNumber(value) : isolated(String(value));
  });
}

/** A sentence whose signs stay with their words at the end of a line: French has spaces between them. */
function parted(sentence) {
  return language === "fr" ? sentence.replace(/ (?=[;:?!»%])|(?<=«) /g, "\u00a0") : sentence;
}

/** Letters and controls that change the direction of what stands around them. */
const TURNING = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A name that keeps its direction to itself (Unicode Standard Annex 9: first strong isolate). */
function isolated(name) {
  return TURNING.test(name) ? `\u2068${name}\u2069` : name;
}
