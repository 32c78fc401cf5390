// Meanings: what the words of this page mean, each with the figures that this run was asked for.
//
// A word is `{ word, meaning }`, in English and in French; a meaning has the blanks that `boundsOfRun` fills in.

const MEANINGS = {
  near_duplicate: {
    word: ["near-duplicate", "quasi-doublon"],
    meaning: [
      "Two articles whose resemblance is {threshold} or more (--threshold).",
      "Deux articles dont la ressemblance est de {threshold} ou plus (--threshold).",
    ],
  },
  resemblance: {
    word: ["resemblance, word run", "ressemblance, suite de mots"],
    meaning: [
      "A word run is {shingle} words in a row (--shingle). Resemblance is the share of all the different word runs of two articles that are in both: 0 is none, 1 is all.",
      "Une suite de mots, ce sont {shingle} mots qui se suivent (--shingle). La ressemblance est la part de toutes les suites différentes de deux articles qui sont dans les deux : 0, aucune ; 1, toutes.",
    ],
  },
  contained: {
    word: ["one inside the other", "l’un dans l’autre"],
    meaning: [
      "No near-duplicates, but {contained} or more of the word runs of one article are in the other.",
      "Pas des quasi-doublons, mais {contained} ou plus des suites de mots d’un article sont dans l’autre.",
    ],
  },
  passage: {
    word: ["passage", "passage"],
    meaning: [
      "Wording that two articles share: {min_words} matched words or more (--min-words), and no stock phrase. “Passages only” are pairs that share one without being near-duplicates or one inside the other.",
      "Un texte que deux articles partagent : {min_words} mots appariés ou plus (--min-words), et pas une formule courante. Les paires « à passages seuls » en partagent un sans être des quasi-doublons ni l’un dans l’autre.",
    ],
  },
  kind: {
    word: ["verbatim, edited, rewritten", "mot pour mot, remanié, réécrit"],
    meaning: [
      "Kinds of passages. Verbatim: the same words from first to last, whatever their case, accents and punctuation. Edited: words were replaced, added, left out or moved. Rewritten: the same statements, but fewer than half of the words of the shorter stretch agree in step.",
      "Sortes de passages. Mot pour mot : les mêmes mots du premier au dernier, sans égard aux majuscules, aux accents et à la ponctuation. Remanié : des mots remplacés, ajoutés, omis ou déplacés. Réécrit : les mêmes énoncés, mais moins de la moitié des mots de l’extrait le plus court concordent.",
    ],
  },
  formula: {
    word: ["formula", "formule"],
    meaning: [
      "Two notices of a series (weather, prices, dividends): the same wording filled in with other figures. Neither was taken from the other, so a formula is no re-use and has no passage.",
      "Deux avis d’une série (météo, cours, dividendes) : le même texte rempli avec d’autres chiffres. Aucun n’est tiré de l’autre : une formule n’est pas une reprise et n’a pas de passage.",
    ],
  },
  cluster: {
    word: ["cluster", "groupe"],
    meaning: [
      "An article and its near-duplicates. An article is in one cluster at most.",
      "Un article et ses quasi-doublons. Un article est dans un groupe au plus.",
    ],
  },
  matched: {
    word: ["shared words, own words", "mots partagés, mots propres"],
    meaning: [
      "Shared are the words of passages that match in both texts: the same word or another form of it (the first six letters agree, of a number all digits). Of what is attributed to the other text, words that are put in the place of its words count too. Own words are all words of an article but its outlet’s template. Every share of an article on this page is one of its own words.",
      "Partagés : les mots des passages qui concordent dans les deux textes, le même mot ou une autre forme (les six premières lettres, pour un nombre tous les chiffres). De ce qui est attribué à l’autre texte, les mots mis à la place des siens comptent aussi. Mots propres : tous les mots d’un article, hors gabarit du titre. Toute part d’un article, sur cette page, est une part de ses mots propres.",
    ],
  },
  attributed: {
    word: ["attributed words", "mots attribués"],
    meaning: [
      "Own words of an article that are shared with earlier texts of other outlets, each counted once, for one of these texts. Quoted speech is told apart where half or more of what two texts share is quoted.",
      "Mots propres d’un article partagés avec des textes antérieurs d’autres titres, chacun compté une fois, pour l’un de ces textes. Les propos cités sont dits à part quand ils sont la moitié ou plus de ce que deux textes partagent.",
    ],
  },
  derived: {
    word: ["wholly, partly, not derived", "entièrement, partiellement, non dérivé"],
    meaning: [
      "Wholly derived: {wholly} or more of an article’s own words are attributed to earlier texts of other outlets (--wholly-derived). Partly: {partly} or more (--partly-derived). Not derived: less. Open: texts of unknown order would change it. An update of its outlet’s own article is called one, and its class is that of what it has from other outlets.",
      "Entièrement dérivé : {wholly} ou plus des mots propres d’un article sont attribués à des textes antérieurs d’autres titres (--wholly-derived). Partiellement : {partly} ou plus (--partly-derived). Non dérivé : moins. Indéterminé : des textes d’ordre inconnu le changeraient. La mise à jour d’un article du même titre est dite telle, et sa classe est celle de ce qu’elle a d’autres titres.",
    ],
  },
  agency: {
    word: ["agency", "agence"],
    meaning: [
      "An outlet that is known as a news agency, is called one, or was named with --wire. Credits are looked for to agencies only. An outlet looks like one if three others or more have articles that would owe it a credit, and at least twice as many are from it as it has from others.",
      "Un titre connu comme agence de presse, appelé ainsi, ou nommé par --wire. Seules les mentions d’agences sont cherchées. Un titre a l’air d’en être une si trois autres ou plus ont des articles qui lui devraient une mention, et qu’au moins deux fois plus viennent de lui qu’il n’en a d’autres.",
    ],
  },
  credit: {
    word: [
      "credits (an agency), no credit recognised, another agency credited",
      "crédite (une agence), aucune mention reconnue, autre agence créditée",
    ],
    meaning: [
      "Said of articles of which {owed} or more of the own words are one agency’s, quoted speech left out (--credit-owed): the text names that agency as its origin (in brackets where: dateline, byline, last line, a sentence …), none, or another one only. “Credit not looked for” is said of articles derived for the most part from an outlet that was not taken for an agency.",
      "Dit des articles dont {owed} ou plus des mots propres sont ceux d’une agence, propos cités exclus (--credit-owed) : le texte nomme cette agence comme son origine (entre parenthèses où : ligne de date, signature, dernière ligne, phrase…), aucune, ou seulement une autre. « Mention non cherchée » se dit d’articles dérivés surtout d’un titre qui n’a pas été tenu pour une agence.",
    ],
  },
  shared_quote: {
    word: ["shared quotation", "citation commune"],
    meaning: [
      "No credit is owed, and at least half of the words attributed to other texts are quoted speech: two reporters may have heard one speaker.",
      "Aucune mention n’est due, et au moins la moitié des mots attribués à d’autres textes sont des propos cités : deux journalistes peuvent avoir entendu le même orateur.",
    ],
  },
  template: {
    word: ["template", "gabarit"],
    meaning: [
      "What an outlet prints with many of its articles, such as a line on cookies or subscriptions. It is in no passage.",
      "Ce qu’un titre imprime avec beaucoup de ses articles, comme une ligne sur les cookies ou les abonnements. Il n’est dans aucun passage.",
    ],
  },
};

/** The figures that meanings speak of. */
function boundsOfRun() {
  const { threshold, shingle, contained, min_words, wholly_derived, partly_derived, credit_owed } =
    run.settings;
  return {
    threshold: share(threshold),
    shingle,
    contained: percent(contained, 1),
    min_words: min_words ?? "–",
    wholly: percent(wholly_derived, 1),
    partly: percent(partly_derived, 1),
    owed: percent(credit_owed, 1),
  };
}

/** Words that mean something in a run that looked for near-duplicates only. */
const WITHOUT_PASSAGES = ["near_duplicate", "resemblance", "cluster"];

/** Opens the glossary at a word; it is left with Escape, and the reader is where they were. */
function explain(asked) {
  const known = Object.keys(MEANINGS).filter((key) => hasPassages || WITHOUT_PASSAGES.includes(key));
  const bounds = boundsOfRun();
  const dialog = document.getElementById("glossary");
  const close = element("button", { type: "button", on: { click: () => dialog.close() } }, say("close"));
  const entry = (key) => {
    const { word, meaning } = MEANINGS[key];
    const isAsked = key === asked;
    return element(
      "div",
      { class: isAsked && "asked", tabindex: isAsked && -1 },
      element("dt", {}, filled(word)),
      element("dd", {}, filled(meaning, bounds)),
    );
  };
  dialog.setAttribute("aria-label", say("glossary"));
  dialog.onclick = (event) => event.target === dialog && dialog.close();
  dialog.replaceChildren(
    element("header", {}, element("h2", {}, say("glossary")), close),
    element("p", { class: "small" }, say("glossary_bounds")),
    element("dl", { tabindex: 0 }, known.map(entry)),
  );
  dialog.showModal();
  const found = dialog.querySelector(".asked");
  (found ?? close).focus();
  found?.scrollIntoView({ block: "nearest" });
}

/** A word that opens its meaning. */
function term(key, shown) {
  return element(
    "button",
    {
      type: "button",
      class: "term",
      "aria-haspopup": "dialog",
      title: say("what_it_means"),
      on: { click: () => explain(key) },
    },
    shown ?? filled(MEANINGS[key].word),
  );
}

/** A mark behind a word that is a link already, or sorts a column: it opens what the word means. */
function hint(key) {
  const named = say("what_means", { word: filled(MEANINGS[key].word) });
  return element(
    "button",
    {
      type: "button",
      class: "hint",
      "aria-haspopup": "dialog",
      "aria-label": named,
      title: named,
      on: { click: () => explain(key) },
    },
    "?",
  );
}
