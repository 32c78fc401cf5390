// Article: one article with the earlier texts that its words stand in, and what it says of that itself.

const SOURCES_TOLD_APART = 5;

function articleView(article) {
  document.title = `${titleOf(article)} – wirecopy`;
  const sources = sourcesOf.get(article) ?? [];
  const view = element(
    "div",
    { class: "article-view" },
    element("p", { class: "back" }, link(placeOfList("articles"), `← ${say("articles")}`)),
    articleHead(article, null, "h1"),
    isAudited(article) && verdict(article),
    isAudited(article) && figuresOfArticle(article),
  );
  const text = element("section", { class: "reading" }, element("h2", { class: "unseen" }, say("text")));
  const beside = element(
    "div",
    { class: "evidence" },
    hasPassages && sourcesTable(article, sources),
    hasPassages && reusersTable(article),
    creditsNamed(article),
    pairsOf(article),
  );
  view.append(element("div", { class: "article-body" }, text, beside));
  if (articles.block[article] === null) {
    text.replaceWith(element("p", { class: "notice" }, hasPassages ? say("no_text") : say("no_texts_run")));
    return view;
  }
  Promise.all([readable(article), undirectedSpans(article)]).then(
    ([known, undirected]) => {
      text.append(
        legendOfSources(sources, undirected.length > 0),
        element(
          "div",
          { class: "article-text", lang: languageOf(article) },
          annotated(known.text, [
            ...ownLayers(known),
            ...undirected,
            ...sourceLayers(known, article, sources),
          ]),
        ),
      );
      view.querySelector(".credits-named")?.replaceWith(creditsNamed(article, known.credits));
    },
    (fault) => text.append(failure(fault)),
  );
  return view;
}

function verdict(article) {
  const audit = articles.audit;
  const said = [];
  if (["uncredited", "miscredited"].includes(audit.flag[article])) said.push(...sentencesOfFlag(article));
  else if (audit.update_of[article] !== null)
    said.push(say("is_update", { id: articles.id[audit.update_of[article]] }));
  return said.length === 0 ? null : element("p", { class: "lead" }, said.join(" "));
}

function figuresOfArticle(article) {
  const audit = articles.audit;
  const own = audit.own[article];
  const part = (key, n, of, meant) =>
    element(
      "li",
      {},
      element("strong", {}, wholeNumber(n)),
      " ",
      element("span", {}, say(key)),
      of > 0 && n > 0 && element("em", {}, ` ${percent(n, of)}`),
      meant && hint(meant),
    );
  return element(
    "section",
    { "aria-label": say("figures") },
    element(
      "ul",
      { class: "figures small" },
      part("figure_own", own, 0, "attributed"),
      part("figure_reused", audit.reused[article], own, "attributed"),
      part("figure_wire", audit.wire[article], own, "agency"),
      part("figure_undirected", audit.undirected[article], own),
      part("figure_quoted", audit.quoted[article], articles.words[article]),
      part("figure_boilerplate", articles.boilerplate[article], articles.words[article], "template"),
      element(
        "li",
        {},
        element("span", {}, say("class")),
        " ",
        element("strong", { class: "word" }, say(audit.class[article] ?? "open_class")),
        hint("derived"),
      ),
    ),
  );
}

function sourceClass(source, sources) {
  const at = sources.findIndex((edge) => edge.source === source);
  return at >= 0 && at < SOURCES_TOLD_APART ? `source source-${at + 1}` : "source source-other";
}

function sourceLayers(known, article, sources) {
  let last = null;
  return known.attributed.map(([start, end, source, passage]) => {
    const from = say("attributed_to", {
      source: source === null ? say("another_text") : namedSource(source),
    });
    const title = `${from}; ${say("row_of_passages", { n: passage })}`;
    const number = sources.findIndex((edge) => edge.source === source) + 1;
    const before =
      source !== last && number > 0 ? badge(number, title, sourceClass(source, sources)) : undefined;
    last = source;
    return { start, end, class: sourceClass(source, sources), title, before };
  });
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
  const entries = sources
    .slice(0, SOURCES_TOLD_APART)
    .map((edge) => [sourceClass(edge.source, sources), namedSource(edge.source)]);
  if (sources.length > SOURCES_TOLD_APART) entries.push(["source source-other", say("other_sources")]);
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

function sourcesTable(article, sources) {
  const own = articles.audit.own[article];
  const columns = [
    {
      head: say("source"),
      cell: ({ source }) => [
        badgeOf(source, sources),
        pairLink(source, article, namedSource(source)),
        element("span", { class: "small" }, ` ${dateOf(source)}`),
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
  return element(
    "section",
    {},
    element("h2", {}, say("its_sources")),
    sources.length === 0
      ? element("p", {}, say("no_sources"))
      : [
          element("p", { class: "why" }, say("sources_why")),
          plainTable(say("its_sources"), columns, sources),
        ],
  );
}

function badgeOf(source, sources) {
  return element(
    "span",
    { class: `number-badge ${sourceClass(source, sources)}`, "aria-hidden": "true" },
    sources.findIndex((edge) => edge.source === source) + 1,
  );
}

/** How much later a text is than one that its words are attributed to; unknown where a date has no hour. */
function lagCell(lag, source, reuser) {
  if (!isDatedBefore(source, reuser)) return say("tie");
  return lag === null ? "–" : duration(lag);
}

function reusersTable(article) {
  const edges = [...(reusersOf.get(article) ?? [])].sort((one, other) => other.words - one.words);
  if (edges.length === 0) return null;
  const columns = [
    {
      head: say("reuser"),
      cell: ({ reuser }) => [
        pairLink(article, reuser, namedSource(reuser)),
        element("span", { class: "small" }, ` ${dateOf(reuser)}`),
        " ",
        flagBadge(reuser),
      ],
    },
    { head: say("words"), cell: ({ words }) => wholeNumber(words), number: true },
    { head: say("lag"), cell: ({ reuser, lag }) => lagCell(lag, article, reuser), number: true },
  ];
  return element(
    "section",
    {},
    element("h2", {}, say("its_reusers")),
    plainTable(say("its_reusers"), columns, edges),
  );
}

function creditsNamed(article, credits) {
  if (!hasPassages || articles.block[article] === null) return null;
  const listed = (credits ?? []).map(([, , agency, kind, isOwn]) =>
    element("li", {}, say(isOwn ? "named_itself" : "named_as", { agency, kind: say(kind) })),
  );
  return element(
    "section",
    { class: "credits-named" },
    element("h2", {}, say("its_credits")),
    listed.length > 0 ? element("ul", { class: "prose" }, listed) : element("p", {}, say("no_credits")),
  );
}

function pairsOf(article) {
  const found = [...pairsOfArticle[article]].sort(byWorth);
  if (found.length === 0) return null;
  const other = (pair) => (pairs.a[pair] === article ? pairs.b[pair] : pairs.a[pair]);
  const columns = [
    {
      head: say("column_b"),
      cell: (pair) => [
        link(placeOfPair(pair), namedSource(other(pair))),
        articles.title[other(pair)] && element("span", { class: "small" }, ` ${titleOf(other(pair))}`),
      ],
    },
    {
      head: say("relation"),
      cell: (pair) => [relationName(pairs.relation[pair]), " ", reviewBadge(reviewOf(pair))],
    },
    ...(hasPassages
      ? [
          {
            name: say("column_words"),
            head: term("matched", say("column_words")),
            cell: (pair) => wholeNumber(pairs.matched[pair]),
            number: true,
          },
        ]
      : []),
    { head: say("column_resemblance"), cell: (pair) => share(resemblance(pair)), number: true },
  ];
  return element(
    "section",
    {},
    element("h2", {}, say("its_pairs")),
    hasPassages && element("p", { class: "why" }, say("counts_differ")),
    plainTable(say("its_pairs"), columns, found.slice(0, MOST_ROWS)),
    moreRows(found.length),
    element("p", {}, link(placeOf("flows", { story: articles.key[article] }), say("its_flows"))),
  );
}

const MOST_ROWS = 200;

/** Says how many rows of a plain table are not shown. */
function moreRows(n) {
  return n > MOST_ROWS ? element("p", { class: "notice" }, say("more_rows", { n: n - MOST_ROWS })) : null;
}
