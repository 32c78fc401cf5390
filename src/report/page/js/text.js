// Text: an article with what is known of its stretches. Offsets are UTF-16 code units, as strings have them.

/**
 * The text in pieces, each with the classes of all layers that lie over it. A layer is
 * `{ start, end, class, title, passage, segment, before, begin(piece) }`: `before` stands in front of the piece that it
 * begins with, and `begin` is told of that piece.
 */
function annotated(text, layers) {
  const starts = layers
    .filter((layer) => layer.end > layer.start)
    .sort((one, other) => one.start - other.start);
  const borders = [...new Set([0, text.length, ...starts.flatMap(({ start, end }) => [start, end])])].sort(
    (one, other) => one - other,
  );
  const pieces = document.createDocumentFragment();
  let active = [];
  let next = 0;
  borders.slice(0, -1).forEach((start, at) => {
    const words = shownLetters(text.slice(start, borders[at + 1]));
    const begun = [];
    while (next < starts.length && starts[next].start <= start) begun.push(starts[next++]);
    active = [...active.filter((layer) => layer.end > start), ...begun];
    begun.forEach(({ before }) => before && pieces.append(before));
    const piece = active.length === 0 ? words : pieceOf(words, active);
    pieces.append(...[piece].flat());
    begun.forEach(({ begin }) => begin?.(piece));
  });
  return pieces;
}

/** Words of an article with whatever would act on the page shown as an escape. */
function shownLetters(words) {
  const acting = words.match(ACTING);
  if (acting === null) return words;
  return words
    .split(ACTING)
    .flatMap((between, at) => [
      between,
      at < acting.length &&
        element("span", { class: "escaped", title: escaped(acting[at]) }, escaped(acting[at])),
    ])
    .filter(Boolean);
}

/** Words over which these layers lie; what only one can have, such as a title, is of the last that has it. */
function pieceOf(words, layers) {
  const classes = layers.map((layer) => layer.class).filter(Boolean);
  const last = (name) => layers.findLast((layer) => layer[name] !== undefined)?.[name];
  return element(
    "span",
    {
      class: classes.join(" "),
      title: last("title"),
      "data-passage": last("passage"),
      "data-segment": last("segment"),
    },
    words,
  );
}

/** What is known of a text whatever it is compared with. */
function ownLayers(known) {
  return [
    ...known.boilerplate.map(([start, end]) => ({
      start,
      end,
      class: "boilerplate",
      title: say("mark_boilerplate"),
    })),
    ...known.quoted.map(([start, end]) => ({ start, end, class: "quoted" })),
    ...known.credits.map(([start, end, agency, kind, isOwn]) => ({
      start,
      end,
      class: "credit",
      title: say(isOwn ? "named_itself" : "named_as", { agency, kind: say(kind) }),
    })),
  ];
}

/** A number in front of a stretch, which a screen reader reads as what it is. */
function badge(number, described, classes) {
  return element(
    "span",
    { class: `number-badge ${classes}` },
    element("span", { "aria-hidden": "true" }, number),
    element("span", { class: "unseen" }, ` [${described}] `),
  );
}

/** Who published an article and when, what it is in a pair, and what it is flagged with. */
function whoAndWhen(article, role) {
  return [
    role && element("p", { class: "role" }, role),
    element("p", { class: "known-by" }, knownBy(article), " ", flagBadge(article), " ", updateBadge(article)),
  ];
}

/** A heading for an article: who, when, what, and what it is flagged with; without who and when where `role` is false. */
function articleHead(article, role, level = "h2") {
  const url = articles.url[article];
  // Where a badge says so already, whom it credits is not said again.
  const credit = flagOf(article) === null ? creditsTold(article) : null;
  const elsewhere = level === "h1" ? givenElsewhere(article) : null;
  return element(
    "header",
    { class: "article-head" },
    role !== false && whoAndWhen(article, role),
    element(
      level,
      { lang: languageOf(article) },
      level === "h1" ? titleOf(article) : link(placeOfArticle(article), titleOf(article)),
    ),
    element(
      "p",
      { class: "small" },
      element("span", { class: "id" }, articles.id[article]),
      ` · ${say("n_words", { n: articles.words[article] })}`,
      credit && ` · ${say("names", { credit })}`,
      elsewhere && ` · ${say("as_given", { date: elsewhere })}`,
      url && " · ",
      url && element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, say("original")),
    ),
  );
}

/** Says that something could not be shown, and why. */
function failure(fault) {
  return element(
    "p",
    { class: "notice", role: "alert" },
    fault instanceof TooOld ? fault.message : `${say("damaged")} (${fault.message})`,
  );
}

function legendEntry(classes, text) {
  return element("li", {}, element("span", { class: `sample ${classes}` }, "abc"), ` ${text}`);
}
