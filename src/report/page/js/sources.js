// Sources: the texts that an article's words are attributed to, or that quote the same speech: in its text, and as tables.

const SOURCES_TOLD_APART = 5;

/** How the words of a text are dressed: by its place among those that words are attributed to. */
function sourceClass(source, sources) {
  const at = sources.findIndex((edge) => edge.source === source);
  return at >= 0 && at < SOURCES_TOLD_APART ? `source source-${at + 1}` : "source source-other";
}

/** Where words of an article are attributed to a text; words of speech that both quote are shown as that. */
function sourceLayers(known, article, sources) {
  let last = null;
  return known.attributed.flatMap(([start, end, source, passage]) => {
    const edge = sources.find((one) => one.source === source);
    const isSpoken = edge !== undefined && isSpeechEdge(edge);
    const name = source === null ? say("another_text") : namedSource(source);
    const row = say("row_of_passages", { n: passage });
    const title = `${say("attributed_to", { source: name })}; ${row}`;
    const number = sources.indexOf(edge) + 1;
    const classes = sourceClass(source, sources);
    const before =
      source !== last && number > 0 ? badge(number, title, isSpoken ? "spoken" : classes) : undefined;
    last = source;
    const layer = { start, end, class: classes, title, before };
    if (!isSpoken) return [layer];
    const spoken = { class: "spoken", title: `${say("speech_too", { source: name })}; ${row}` };
    return inParts(known.quoted, layer, spoken);
  });
}

/** A layer in parts: what of it is quoted is dressed otherwise. What stands in front of it stands in front of the first part. */
function inParts(quoted, layer, spoken) {
  const parts = [];
  let at = layer.start;
  const push = (end, dress) => {
    if (end > at)
      parts.push({
        ...layer,
        ...dress,
        start: at,
        end,
        before: parts.length === 0 ? layer.before : undefined,
      });
    at = Math.max(at, end);
  };
  for (const [start, end] of quoted) {
    if (end <= layer.start || start >= layer.end) continue;
    push(Math.max(layer.start, start), {});
    push(Math.min(layer.end, end), spoken);
  }
  push(layer.end, {});
  return parts;
}

/** Stretches shared with texts of which it is not known whether they are earlier. */
async function undirectedSpans(article) {
  const open = pairsOfArticle[article].filter(
    (pair) => earlierSide(pair) === null && pairs.block[pair] !== null && pairs.relation[pair] !== "formula",
  );
  const counts = (passage) => passage.review !== "dismissed";
  const spans = await Promise.all(
    open.map(async (pair) => {
      const isFirst = pairs.a[pair] === article;
      const passages = (await passagesOf(pair)).filter(counts);
      const other = isFirst ? pairs.b[pair] : pairs.a[pair];
      return passages.flatMap(({ segments }) =>
        segments.map(([a, b, c, d]) => ({
          start: isFirst ? a : c,
          end: isFirst ? b : d,
          class: "undirected",
          title: `${say("unknown_order")}: ${namedSource(other)}`,
        })),
      );
    }),
  );
  return spans.flat();
}

function legendOfSources(sources, hasUndirected) {
  const [spoken, others] = [sources.filter(isSpeechEdge), sources.filter((edge) => !isSpeechEdge(edge))];
  const entries = others
    .filter((edge) => sources.indexOf(edge) < SOURCES_TOLD_APART)
    .map((edge) => [sourceClass(edge.source, sources), namedSource(edge.source)]);
  if (others.length > entries.length) entries.push(["source source-other", say("other_sources")]);
  if (spoken.length > 0) entries.push(["spoken", say("figure_speech")]);
  if (hasUndirected) entries.push(["undirected", say("unknown_order")]);
  entries.push(
    ["quoted", say("mark_quoted")],
    ["boilerplate", say("mark_boilerplate")],
    ["credit", say("mark_credit")],
  );
  return element(
    "ul",
    { class: "legend flat", "aria-label": say("legend") },
    entries.map((entry) => legendEntry(...entry)),
  );
}

function pairLink(one, other, text) {
  const pair = pairOf(one, other);
  return pair === undefined ? text : link(placeOfPair(pair), text);
}

/** The texts that words are attributed to, and apart from them those that have the same speech. */
function sourcesTable(article, sources) {
  const [spoken, others] = [sources.filter(isSpeechEdge), sources.filter((edge) => !isSpeechEdge(edge))];
  const columns = columnsOfSources(article, sources);
  return [
    element(
      "section",
      {},
      element("h2", {}, say("its_sources")),
      others.length === 0
        ? element("p", {}, say("no_sources"))
        : [
            element("p", { class: "why" }, say("sources_why")),
            plainTable(say("its_sources"), columns, others),
          ],
    ),
    spoken.length > 0 &&
      element(
        "section",
        {},
        element("h2", {}, say("same_speech_in")),
        element("p", { class: "why" }, say("same_speech_why")),
        plainTable(
          say("same_speech_in"),
          [{ ...columns[0], head: say("reuser") }, ...columns.slice(1)],
          spoken,
        ),
      ),
  ];
}

function columnsOfSources(article, sources) {
  const own = articles.audit.own[article];
  const isUpdated = (source) => articles.audit.update_of[article] === source;
  return [
    {
      head: say("source"),
      cell: ({ source }) => [
        badgeOf(source, sources),
        pairLink(source, article, namedSource(source)),
        element("span", { class: "small" }, ` ${dateOf(source)}`),
        isUpdated(source) && element("span", { class: "small" }, ` · ${say("own_earlier")}`),
      ],
    },
    {
      name: say("words"),
      head: term("attributed", say("words")),
      cell: ({ words }) => wholeNumber(words),
      number: true,
    },
    { head: say("share_of_own"), cell: ({ words }) => percent(words, own), number: true },
    { head: say("of_which_quoted"), cell: ({ quoted }) => wholeNumber(quoted), number: true },
    { head: say("lag"), cell: ({ source, lag }) => lagCell(lag, source, article), number: true },
  ];
}

function badgeOf(source, sources) {
  const edge = sources.find((one) => one.source === source);
  return element(
    "span",
    {
      class: `number-badge ${isSpeechEdge(edge) ? "spoken" : sourceClass(source, sources)}`,
      "aria-hidden": "true",
    },
    sources.indexOf(edge) + 1,
  );
}

/** How much later a text is than one that its words are attributed to; unknown where a date has no hour. */
function lagCell(lag, source, reuser) {
  if (!isDatedBefore(source, reuser)) return say("tie");
  return lag === null ? "–" : duration(lag);
}
