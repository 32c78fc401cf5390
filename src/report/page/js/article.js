// Article: one article with the earlier texts that its words stand in, and what it says of that itself.

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
  const { attributed, speech, wire } = reuseOf[article];
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
      part("figure_reused", attributed, own, "attributed"),
      speech > 0 && part("figure_speech", speech, own, "shared_quote"),
      part("figure_wire", wire, own, "agency"),
      part("figure_undirected", audit.undirected[article], own),
      part("figure_quoted", audit.quoted[article], articles.words[article]),
      part("figure_boilerplate", articles.boilerplate[article], articles.words[article], "template"),
      element(
        "li",
        {},
        element("span", {}, say("class")),
        " ",
        element(
          "strong",
          { class: "word" },
          own > 0 && classOf(article) === null ? say("open_class") : classTold(article, say("class_update")),
        ),
        hint("derived"),
      ),
    ),
  );
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
    {
      head: say("words"),
      cell: (edge) => [wholeNumber(edge.words), isSpeechEdge(edge) && ` ${say("as_speech")}`],
      number: true,
    },
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
      cell: (pair) => [
        relationSeenFrom(pair, article),
        isSpeechPair(pair) && `, ${say("mostly_quoted")}`,
        " ",
        reviewBadge(reviewOf(pair)),
      ],
    },
    ...(hasPassages
      ? [
          {
            name: say("column_words"),
            head: term("matched", say("column_words")),
            cell: (pair) => wholeNumber(wordsOf(pair)),
            number: true,
          },
        ]
      : []),
    hasPassages
      ? { head: say("of_this"), cell: (pair) => percent(...sharedOf(pair, article)), number: true }
      : { head: say("column_resemblance"), cell: (pair) => share(resemblance(pair)), number: true },
  ];
  return element(
    "section",
    {},
    element("h2", {}, say("its_pairs")),
    hasPassages && found.length > 1 && element("p", { class: "why" }, say("counts_differ")),
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
