// Worth a look: what asks something of the reader first, each article once, then what has most words in common.

/** Pairs of a kind that have cards. */
const FIRST_SHOWN = 5;
/** Pairs of one question that are shown at all, the first as cards. */
const MOST_SHOWN = 25;

function worthALook() {
  const worth = [...pairs.relation.keys()]
    .filter((pair) => pairs.relation[pair] !== "formula" && !isDismissed(pair))
    .sort(byWorth);
  const asking = (question) => worth.filter((pair) => pairs.question[pair] === question);
  const parts = [
    ...QUESTIONS.map((question) => lookedAt(question, asking(question), placeOf("pairs", { question }))),
    lookedAt(hasPassages ? "most_words" : "most_alike", asking(null), "#pairs"),
  ].filter(Boolean);
  if (parts.length === 0) return null;
  return element(
    "section",
    { class: "worth", "aria-labelledby": "look" },
    element("h2", { id: "look" }, say("look")),
    hasPassages && element("p", { class: "why" }, say("look_why")),
    parts,
  );
}

/** Pairs of one question: the first as cards, as many more as lines, and where the others are. */
function lookedAt(asked, found, place) {
  if (found.length === 0) return null;
  const isAsked = QUESTIONS.includes(asked);
  const lines = isAsked ? found.slice(FIRST_SHOWN, MOST_SHOWN) : [];
  const isMore = found.length > FIRST_SHOWN + lines.length;
  return [
    element("h3", {}, say(isAsked ? `asks_${asked}` : asked)),
    asked === "unasked" && element("p", { class: "why" }, say("unasked_why")),
    element(
      "ol",
      { class: "cards" },
      found.slice(0, FIRST_SHOWN).map((pair) => (isAsked ? askingCard(pair) : pairCard(pair))),
    ),
    lines.length > 0 && element("ol", { class: "lines" }, lines.map(lineOf)),
    isMore && element("p", { class: "more" }, link(place, say("all_such", { n: found.length }))),
  ];
}

/** A card of an article that asks something, with the text that most of the words in question are of. */
function askingCard(pair) {
  const [item, article] = sidesByTime(pair);
  const isFlagged = pairs.question[pair] !== "unasked";
  const said = isFlagged ? sentencesOfFlag(article) : sentencesOfPair(pair, false);
  return element(
    "li",
    { class: isFlagged ? "card flagged" : "card" },
    element(
      "p",
      { class: "known-by" },
      knownBy(article),
      " ",
      flagBadge(article),
      reviewBadge(reviewOf(pair)),
    ),
    headline(article, item),
    element("p", {}, said.join(" ")),
    element("p", { class: "actions" }, pairAction(pair), link(placeOfArticle(article), say("read_article"))),
  );
}

/** The same on a line. */
function lineOf(pair) {
  const [item, article] = sidesByTime(pair);
  const [n, own] = sharedOf(pair, article);
  const told = say("line_of_pair", {
    n,
    own,
    by: own,
    share: percent(n, own),
    later: publisher(article),
    earlier: publisher(item),
  });
  return element(
    "li",
    {},
    link(placeOfPair(pair), titleOf(article)),
    " ",
    element("span", { class: "small" }, told),
  );
}

/** The later article over the text that it is held against. */
function headline(later, earlier) {
  const against = say("against", { title: titleOf(earlier), outlet: publisher(earlier) });
  return element("p", { class: "headline" }, titleOf(later), element("span", { class: "against" }, against));
}

/** Where a pair can be looked at: side by side, if its texts are there. */
function pairAction(pair) {
  const isReadable = pairs.block[pair] !== null && pairs.block[pair] !== undefined;
  return link(placeOfPair(pair), say(isReadable ? "read_both" : "see_pair"));
}

function pairCard(pair) {
  const [earlier, later] = sidesByTime(pair);
  return element(
    "li",
    { class: "card" },
    element(
      "p",
      { class: "known-by" },
      knownBy(later),
      " ",
      earlierSide(pair) !== null && isAgency(earlier) && flagBadge(later),
      " ",
      updateBadge(later),
      " ",
      reviewBadge(reviewOf(pair)),
    ),
    headline(later, earlier),
    element("p", {}, sentencesOfPair(pair, false).join(" ")),
    element(
      "p",
      { class: "actions" },
      pairAction(pair),
      relationTerm(pairs.relation[pair], relationBetween(pair)),
    ),
  );
}
