// Flows: who had it first and who later, as a drawing over time and as tables that say the same.

const MOST_DRAWN = 100;
const MOST_STORIES = 200;
const WIDTH = 1000;
const LEFT = 190;
const RIGHT = 30;
const TOP = 34;
const STACK = 20;

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
  return element(
    "section",
    {},
    element(
      "p",
      { class: "why" },
      say("flows_why"),
      " ",
      edges.some((edge) => edge.isTie) && `${say("dotted")} `,
      edges.some((edge) => !edge.isOrdered) && say("dashed"),
    ),
    choose(say("story"), options, isAll ? "" : articles.key[whole[0]], change),
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
}

function edgesTable(heading, edges, [from, to]) {
  if (edges.length === 0) return null;
  const named = (article) => [
    namedSource(article),
    element("span", { class: "small" }, ` ${givenDate(articles.published[article])}`),
  ];
  const columns = [
    {
      head: from,
      cell: (edge) => [pairLink(edge.from, edge.to, namedSource(edge.from)), named(edge.from)[1]],
    },
    { head: to, cell: (edge) => named(edge.to) },
    ...(hasPassages ? [{ head: say("words"), cell: ({ words }) => wholeNumber(words), number: true }] : []),
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
    plainTable(say(heading), columns, edges.slice(0, MOST_ROWS)),
    moreRows(edges.length),
  ];
}

function weightOf(article) {
  return pairsOfArticle[article].reduce((sum, pair) => sum + matchedWords(pair), 0);
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
          lag: edge.lag,
          isOrdered: true,
          isTie: !isDatedBefore(edge.source, reuser),
        });
  }
  for (const article of drawn) {
    for (const pair of pairsOfArticle[article]) {
      const [a, b] = [pairs.a[pair], pairs.b[pair]];
      const isOpen = pairs.relation[pair] !== "formula" && earlierSide(pair) === null;
      if (a === article && drawn.has(b) && isOpen && !isDismissed(pair))
        edges.push({ from: a, to: b, words: matchedWords(pair), lag: null, isOrdered: false, isTie: false });
    }
  }
  return edges.sort((one, other) => other.words - one.words || one.from - other.from || one.to - other.to);
}

function middleOf(article) {
  const dates = articles.dates[article];
  return dates === null ? null : (dates[0] + dates[1]) / 2;
}

/** Where each article of a drawing stands: outlets are lanes, agencies first, then who began first; time runs to the right. */
function layout(story) {
  const times = story.map(middleOf).filter((time) => time !== null);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const hasUndated = times.length < story.length;
  const end = WIDTH - RIGHT - (hasUndated ? 90 : 0);
  const x = (time) =>
    time === null
      ? WIDTH - RIGHT - 20
      : LEFT + 20 + (last === first ? 0.5 : (time - first) / (last - first)) * (end - LEFT - 40);
  const names = [...new Set(story.map((article) => outletOf(article) ?? ""))];
  const isWire = (name) => run.agencies.includes(name);
  const start = (name) =>
    Math.min(
      ...story
        .filter((article) => (outletOf(article) ?? "") === name)
        .map((article) => middleOf(article) ?? Infinity),
    );
  const starts = new Map(names.map((name) => [name, start(name)]));
  const byStart = (one, other) =>
    starts.get(one) === starts.get(other) ? 0 : starts.get(one) - starts.get(other);
  names.sort(
    (one, other) => isWire(other) - isWire(one) || byStart(one, other) || one.localeCompare(other, locale),
  );
  const places = new Map();
  const lanes = [];
  let top = TOP;
  for (const name of names) {
    const here = story
      .filter((article) => (outletOf(article) ?? "") === name)
      .map((article) => [x(middleOf(article)), article])
      .sort((one, other) => one[0] - other[0] || one[1] - other[1]);
    const ends = [];
    for (const [at, article] of here) {
      let row = ends.findIndex((taken) => taken + STACK < at);
      if (row < 0) row = ends.length;
      ends[row] = at;
      places.set(article, [at, top + 24 + row * STACK]);
    }
    const height = 28 + ends.length * STACK;
    lanes.push({ name, top, height });
    top += height;
  }
  return { places, lanes, height: top + 8, first, last, x, hasUndated };
}

function graph(story, edges) {
  const { places, lanes, height, first, last, x, hasUndated } = layout(story);
  const most = Math.max(1, ...edges.map(({ words }) => words));
  const clusterOf = new Map(
    run.clusters.shown.flatMap((cluster, at) => cluster.map((article) => [article, at + 1])),
  );
  const made = drawn(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${height}`, role: "group", "aria-label": say("graph_label") },
    drawn(
      "defs",
      {},
      drawn(
        "marker",
        {
          id: "arrow",
          viewBox: "0 0 8 8",
          refX: 7,
          refY: 4,
          markerWidth: 8,
          markerHeight: 8,
          markerUnits: "userSpaceOnUse",
          orient: "auto",
        },
        drawn("path", { d: "M0 0 8 4 0 8z", class: "arrow-head" }),
      ),
    ),
  );
  lanes.forEach(({ name, top, height: tall }, at) =>
    made.append(
      drawn("rect", { x: 0, y: top, width: WIDTH, height: tall, class: at % 2 ? "lane" : "lane odd" }),
      drawn(
        "text",
        { x: 10, y: top + 28, class: run.agencies.includes(name) ? "lane-name wire" : "lane-name" },
        clippedEnd(name || say("no_outlet"), 26),
      ),
    ),
  );
  if (Number.isFinite(first))
    made.append(
      ...ticks(first, last).map((second) =>
        drawn(
          "g",
          { class: "tick" },
          drawn("line", { x1: x(second), x2: x(second), y1: TOP, y2: height - 8 }),
          drawn("text", { x: x(second), y: 20, "text-anchor": "middle" }, tickName(second, last - first)),
        ),
      ),
    );
  if (hasUndated)
    made.append(
      drawn(
        "text",
        { x: WIDTH - RIGHT - 20, y: 20, "text-anchor": "middle", class: "tick-name" },
        say("no_time"),
      ),
    );
  for (const edge of [...edges].reverse()) made.append(arrow(edge, places, most));
  for (const article of story) made.append(dot(article, places.get(article), clusterOf.get(article)));
  return made;
}

function arrow({ from, to, words, isOrdered, isTie: ties }, places, most) {
  const [[x1, y1], [x2, y2]] = [places.get(from), places.get(to)];
  const bend = Math.abs(y2 - y1) < 2 ? -26 : 0;
  const [dx, dy] = [x2 - x1, y2 - y1];
  const shorter = Math.max(0, 1 - 9 / Math.max(1, Math.hypot(dx, dy)));
  const path = `M${x1} ${y1}Q${x1 + dx * 0.5} ${y1 + dy * 0.5 + bend + (bend ? 0 : -8)} ${x1 + dx * shorter} ${y1 + dy * shorter}`;
  const line = drawn("path", {
    d: path,
    class: ties ? "edge tie" : isOrdered ? "edge" : "edge open",
    "marker-end": isOrdered && "url(#arrow)",
    "stroke-width": (1 + 4 * Math.sqrt(words / most)).toFixed(1),
  });
  const title = drawn(
    "title",
    {},
    `${namedSource(from)} ${isOrdered ? "→" : "–"} ${namedSource(to)}: ${say("n_words", { n: words })}`,
  );
  const pair = pairOf(from, to);
  return pair === undefined
    ? drawn("g", {}, line, title)
    : drawn("a", { href: placeOfPair(pair), tabindex: -1, "aria-hidden": "true" }, line, title);
}

function dot(article, [x, y], cluster) {
  const name = `${namedSource(article)}, ${givenDate(articles.published[article])}: ${titleOf(article)}`;
  return drawn(
    "a",
    { href: placeOfArticle(article), class: `dot ${isAgency(article) ? "wire" : ""}`, "aria-label": name },
    drawn("title", {}, name),
    cluster && drawn("circle", { cx: x, cy: y, r: 10, class: "ring" }),
    drawn("circle", { cx: x, cy: y, r: 6 }),
  );
}

const TICK_STEPS = [
  300, 900, 1800, 3600, 10800, 21600, 43200, 86400, 172800, 604800, 1209600, 2592000, 7776000, 31536000,
  157680000, 315360000,
];

/** Round moments (UTC) of the time that is drawn, eight at most. */
function ticks(first, last) {
  const step = TICK_STEPS.find((seconds) => (last - first) / seconds <= 8) ?? Math.max(1, (last - first) / 7);
  const found = [];
  for (let second = Math.ceil(first / step) * step; second <= last; second += step) found.push(second);
  return found;
}

function tickName(second, width) {
  const style =
    width < 3 * 86400
      ? { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }
      : width < 700 * 86400
        ? { day: "numeric", month: "short", year: "numeric" }
        : { month: "short", year: "numeric" };
  return new Intl.DateTimeFormat(locale, { ...style, hourCycle: "h23", timeZone: "UTC" }).format(
    new Date(second * 1000),
  );
}

function clippedEnd(text, longest) {
  const letters = Array.from(text);
  return letters.length <= longest ? text : `${letters.slice(0, longest - 1).join("")}…`;
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
