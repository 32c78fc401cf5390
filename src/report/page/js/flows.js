// Flows: who had it first and who later, as a drawing over time and as tables that say the same.

const MOST_DRAWN = 100;
const MOST_STORIES = 200;
/** Articles that pairs join, formulas and dismissed pairs aside: the largest story first, each in the order of time. */
function storiesOf() {
  const elder = Array.from({ length: articleCount }, (_, article) => article);
  const eldest = (article) => {
    let at = article;
    while (elder[at] !== at) at = elder[at] = elder[elder[at]];
    return at;
  };
  for (let pair = 0; pair < pairCount; pair += 1) {
    if (pairs.relation[pair] === "formula" || isDismissed(pair)) continue;
    const [one, other] = [eldest(pairs.a[pair]), eldest(pairs.b[pair])];
    elder[Math.max(one, other)] = Math.min(one, other);
  }
  const stories = new Map();
  for (let article = 0; article < articleCount; article += 1) {
    const first = eldest(article);
    if (!stories.has(first)) stories.set(first, []);
    stories.get(first).push(article);
  }
  return [...stories.values()]
    .filter((story) => story.length > 1)
    .sort((one, other) => other.length - one.length || one[0] - other[0]);
}

function flowsView(options) {
  document.title = `${say("flows")} – wirecopy`;
  const stories = storiesOf();
  return element(
    "div",
    { class: "flows" },
    element("h1", {}, say("flows_title")),
    stories.length > 0 ? drawing(stories, options.get("story")) : element("p", {}, say("answer_nothing")),
    flowsTable(),
    clustersTable(),
  );
}

function drawing(stories, wanted) {
  const named = stories.find((story) => story.some((article) => articles.key[article] === wanted));
  const total = stories.reduce((sum, story) => sum + story.length, 0);
  const isAll = !named && total <= MOST_DRAWN;
  const whole = named ?? (isAll ? stories.flat() : stories[0]);
  const story = [...whole]
    .sort((one, other) => weightOf(other) - weightOf(one) || one - other)
    .slice(0, MOST_DRAWN);
  const listed = stories.slice(0, MOST_STORIES);
  if (named && !listed.includes(named)) listed.push(named);
  const options = listed.map((one) => [
    articles.key[one[0]],
    say("story_name", {
      title: clippedEnd(titleOf(one[0]), 60),
      articles: say("n_articles", { n: one.length }),
    }),
  ]);
  if (total <= MOST_DRAWN) options.unshift(["", say("all_stories")]);
  const change = (value) => {
    location.hash = placeOf("flows", { story: value });
  };
  const edges = edgesAmong(new Set(story));
  const hasSpeech = edges.some((edge) => edge.isSpeech);
  const section = element(
    "section",
    {},
    element("p", { class: "why" }, say("flows_why"), " ", clockTold()),
    choose(say("story"), options, isAll ? "" : articles.key[whole[0]], change),
    legendOfFlows(story, edges),
    hasSpeech && speechSwitch((isShown) => section.classList.toggle("without-speech", !isShown)),
    !named && !isAll && element("p", { class: "notice" }, say("too_many", { n: total, limit: MOST_DRAWN })),
    whole.length > story.length &&
      element("p", { class: "notice" }, say("fewer_drawn", { n: story.length, all: whole.length })),
    story.some((article) => articles.dates[article] !== null)
      ? element(
          "div",
          { class: "graph scrolled", tabindex: 0, role: "region", "aria-label": say("flows") },
          graph(story, edges),
        )
      : element("p", { class: "notice" }, say("undated_story")),
    edgesTable(
      "between_articles",
      edges.filter((edge) => edge.isOrdered),
      [say("source"), say("reuser")],
    ),
    edgesTable(
      "of_unknown_order",
      edges.filter((edge) => !edge.isOrdered),
      [say("column_a"), say("column_b")],
    ),
  );
  return section;
}

/** Whether arrows of quoted speech are shown. */
function speechSwitch(change) {
  const box = element("input", {
    type: "checkbox",
    checked: true,
    on: { change: (event) => change(event.target.checked) },
  });
  return element("label", { class: "speech-switch" }, box, ` ${say("show_speech")}`);
}

function edgesTable(heading, edges, [from, to]) {
  if (edges.length === 0) return null;
  const named = (article) => [
    namedSource(article),
    element("span", { class: "small" }, isAgency(article) && ` (${say("agency")})`, ` ${dateOf(article)}`),
  ];
  const columns = [
    {
      head: from,
      cell: (edge) => [pairLink(edge.from, edge.to, namedSource(edge.from)), named(edge.from)[1]],
    },
    { head: to, cell: (edge) => named(edge.to) },
    ...(hasPassages ? [{ head: say("words"), cell: ({ words }) => wholeNumber(words), number: true }] : []),
    ...(edges.some(({ quoted }) => quoted > 0)
      ? [{ head: say("of_which_quoted"), cell: ({ quoted }) => wholeNumber(quoted), number: true }]
      : []),
    ...(edges[0].isOrdered
      ? [
          {
            head: say("lag"),
            cell: ({ lag, from: one, to: other }) => lagCell(lag, one, other),
            number: true,
          },
        ]
      : []),
  ];
  return [
    element("h2", {}, say(heading)),
    plainTable(say(heading), columns, edges.slice(0, MOST_ROWS), (edge) => edge.isSpeech && "speech"),
    moreRows(edges.length),
  ];
}

function weightOf(article) {
  return pairsOfArticle[article].reduce((sum, pair) => sum + wordsOf(pair), 0);
}

/** From earlier to later texts by what is attributed; between others, what is shared and of unknown order. */
function edgesAmong(drawn) {
  const edges = [];
  for (const reuser of drawn) {
    for (const edge of sourcesOf.get(reuser) ?? [])
      if (drawn.has(edge.source))
        edges.push({
          from: edge.source,
          to: reuser,
          words: edge.words,
          quoted: edge.quoted,
          isSpeech: isSpeech(edge.quoted, edge.words),
          lag: edge.lag,
          isOrdered: true,
          isTie: !isDatedBefore(edge.source, reuser),
        });
  }
  for (const article of drawn) {
    for (const pair of pairsOfArticle[article]) {
      const [a, b] = [pairs.a[pair], pairs.b[pair]];
      const isOpen = pairs.relation[pair] !== "formula" && earlierSide(pair) === null;
      if (a !== article || !drawn.has(b) || !isOpen || isDismissed(pair)) continue;
      const [words, quoted] = [wordsOf(pair), hasPassages ? pairs.quoted[pair] : 0];
      edges.push({
        from: a,
        to: b,
        words,
        quoted,
        isSpeech: isSpeech(quoted, words),
        lag: null,
        isOrdered: false,
        isTie: false,
      });
    }
  }
  return edges.sort((one, other) => other.words - one.words || one.from - other.from || one.to - other.to);
}

/** The median of delays with its sign: it is below nothing where most are ties that the agency's item was dated after. */
function medianLag(lag) {
  return lag === null ? "–" : `${lag < 0 ? "−" : ""}${duration(lag)}`;
}

function flowsTable() {
  if (!hasPassages) return null;
  const outlet = (name) => name ?? say("no_outlet");
  const columns = [
    { head: say("source"), cell: ({ source }) => outlet(source) },
    { head: say("reuser"), cell: ({ reuser }) => outlet(reuser) },
    { head: say("words"), cell: ({ words }) => wholeNumber(words), number: true },
    { head: say("of_which_quoted"), cell: ({ quoted }) => wholeNumber(quoted), number: true },
    { head: say("later_articles"), cell: ({ articles: n }) => wholeNumber(n), number: true },
    { head: say("median_lag"), cell: ({ lag }) => medianLag(lag), number: true },
  ];
  return element(
    "section",
    {},
    element("h2", {}, say("between_outlets")),
    run.flows.length === 0
      ? element("p", {}, say("no_flows"))
      : plainTable(say("between_outlets"), columns, run.flows.slice(0, MOST_ROWS)),
    moreRows(run.flows.length),
  );
}

function clustersTable() {
  const shown = run.clusters.shown;
  if (shown.length === 0) return null;
  const members = ([, cluster]) =>
    cluster
      .slice(0, MOST_ROWS)
      .flatMap((article, at) => [at > 0 && ", ", link(placeOfArticle(article), articles.id[article])]);
  const columns = [
    { head: say("cluster"), cell: ([number]) => wholeNumber(number) },
    { head: say("articles"), cell: ([, cluster]) => wholeNumber(cluster.length), number: true },
    { head: say("members"), cell: members },
  ];
  const rows = shown.map((cluster, at) => [at + 1, cluster]);
  return element(
    "section",
    {},
    element("h2", {}, say("clusters")),
    plainTable(say("clusters"), columns, rows.slice(0, MOST_ROWS)),
    moreRows(rows.length),
  );
}
