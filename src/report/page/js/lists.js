// Lists: all pairs and all articles, to be sorted, filtered and searched.

const RELATIONS = ["identical", "near_duplicate", "contained", "passages", "formula"];
const FLAGS = ["uncredited", "miscredited", "credited", "shared_quote"];
/** Rows of a list that are printed. */
const MOST_PRINTED = 1000;
const CLASSES = ["wholly_derived", "partially_derived", "non_derived"];

/** Where the reader left a list, to come back to. */
const leftAt = new Map();

let haystacks = null;

/** What an article is searched in. */
function haystack(article) {
  haystacks ??= articles.id.map((id, at) => plain(`${id} ${articles.title[at] ?? ""} ${outletOf(at) ?? ""}`));
  return haystacks[article];
}

/** A test of articles for some filters. Each article is asked once, however many pairs it is in. */
function articleTests({ outlet, flag, class: wanted, from, to, search }) {
  const words = plain(search ?? "").split(/\s+/).filter(Boolean);
  const [start, end] = [from, to].map((day) => (day ? Date.parse(`${day}T00:00:00Z`) / 1000 : null));
  const isWithin = (dates) => dates !== null && (start === null || dates[1] > start) && (end === null || dates[0] < end + 86400);
  const tests = [];
  if (outlet) tests.push((article) => outletOf(article) === outlet);
  if (flag) tests.push((article) => flagOf(article) === flag);
  if (wanted) tests.push((article) => hasPassages && articles.audit.class[article] === wanted);
  if (start !== null || end !== null) tests.push((article) => isWithin(articles.dates[article]));
  tests.push(...words.map((word) => (article) => haystack(article).includes(word)));
  return tests.map((test) => Uint8Array.from({ length: articleCount }, (_, article) => Number(test(article))));
}

/** A list with its filters; `kind` says what its rows are. */
function list(kind, options) {
  const filters = Object.fromEntries(options);
  const sorting = { key: filters.sort ?? kind.sorted, descending: filters.order ? filters.order === "down" : true };
  const count = element("p", { class: "count", role: "status" });
  const table = new RowTable({ label: kind.label(), columns: kind.columns(), open: leave, sort });
  const printed = element("p", { class: "print-only" });
  const none = element("p", { class: "notice" }, say("nothing_matches"));

  /** Opens a row, and remembers where in the list it was. */
  function leave(item) {
    leftAt.set(kind.view, { hash: location.hash, current: table.current, top: table.grid.scrollTop });
    kind.open(item);
  }

  function sort(key, keepDirection) {
    sorting.descending = sorting.key === key && !keepDirection ? !sorting.descending : kind.startsDescending(key);
    sorting.key = key;
    show();
  }

  function show() {
    const found = kind.filtered(filters);
    const keys = kind.keys(sorting.key);
    const sign = sorting.descending ? -1 : 1;
    const compare = typeof keys[0] === "string" ? new Intl.Collator(language).compare : (x, y) => x - y;
    found.sort((one, other) => sign * compare(keys[one], keys[other]) || kind.tie(one, other));
    table.show(found, sorting.key, sorting.descending);
    count.textContent = kind.count(found.length);
    none.hidden = found.length > 0;
    const isDefault = sorting.key === kind.sorted && sorting.descending;
    rename(placeOf(kind.view, { ...filters, sort: isDefault ? "" : sorting.key, order: isDefault ? "" : sorting.descending ? "down" : "up" }));
  }

  function change(name, value) {
    filters[name] = value;
    table.rewind();
    show();
  }

  const sortOptions = kind.columns().map(({ key, head }) => [key, head.replace(/\u00ad/g, "")]);
  const isFiltered = ["outlet", "relation", "flag", "class", "from", "to"].some((name) => filters[name]);
  const more = element("details", { class: "more-filters", open: isFiltered || matchMedia("(min-width: 761px)").matches }, element("summary", {}, say("filter")), element("div", { class: "filters" },
    articles.outlets.length > 0 && choose(say("outlet"), [["", say("any_outlet")], ...articles.outlets.map((name) => [name, name])], filters.outlet ?? "", (value) => change("outlet", value)),
    kind.choices().map(([name, label, choices]) => choose(label, choices, filters[name] ?? "", (value) => change(name, value))),
    run.dates && dateField("from", "date_from"),
    run.dates && dateField("to", "date_to"),
    element("button", { type: "button", on: { click: () => showAnew(kind.view) } }, say("clear"))));
  const bar = element("form", { class: "filters", role: "search", "aria-label": say("filter"), on: { submit: (event) => event.preventDefault() } },
    element("label", { class: "field grow" }, element("span", {}, say("search")),
      element("input", { type: "search", id: "search", value: filters.search, on: { input: (event) => change("search", event.target.value) } })),
    choose(say("sort_by"), sortOptions, sorting.key, (key) => sort(key, true), { class: "field narrow-only" }),
    more);

  function dateField(name, label) {
    return element("label", { class: "field" }, element("span", {}, say(label)),
      element("input", { type: "date", value: filters[name], on: { change: (event) => change(name, event.target.value) } }));
  }

  show();
  const left = leftAt.get(kind.view);
  if (left && left.hash === location.hash) setTimeout(() => table.resume(left), 0);
  beforePrint = () => {
    const missing = table.unfold(MOST_PRINTED);
    printed.textContent = missing > 0 ? say("more_rows", { n: missing }) : "";
  };
  document.title = `${kind.label()} – wirecopy`;
  return element("div", { class: "list" },
    element("h1", {}, kind.label()), bar, count, element("p", { class: "unseen" }, say("list_keys")), table.grid, none, printed);
}

function articleCell(article, isEarlier = false) {
  return [
    element("span", { class: "by" }, flagBadge(article), flagBadge(article) && " ", isEarlier && element("span", { class: "badge earlier" }, say("earlier")), isEarlier && " ",
      outletOf(article) ?? say("no_outlet"), " · ", element("span", { class: "id" }, articles.id[article])),
    element("span", { class: "title" }, titleOf(article)),
  ];
}

const PAIR_LIST = {
  view: "pairs",
  sorted: "words",
  label: () => say("pairs"),
  open: (pair) => { location.hash = placeOfPair(pair); },
  count: (n) => say("shown_pairs", { n, all: pairCount }),
  tie: byWeight,
  startsDescending: (key) => !["a", "b", "relation"].includes(key),
  columns: () => [
    { key: "a", head: say("column_a"), cell: (pair) => articleCell(pairs.a[pair], earlierSide(pair) === 0) },
    { key: "b", head: say("column_b"), cell: (pair) => articleCell(pairs.b[pair], earlierSide(pair) === 1) },
    { key: "relation", head: say("relation"), cell: (pair) => relationName(pairs.relation[pair]) },
    { key: "date", head: say("column_date"), cell: (pair) => givenDate(articles.published[sidesByTime(pair)[0]]) },
    ...(hasPassages ? [
      { key: "words", head: say("column_words"), cell: (pair) => wholeNumber(pairs.matched[pair]), number: true },
      { key: "coverage_a", head: say("column_coverage_a"), cell: (pair) => percent(...pairs.a_covered[pair]), number: true },
      { key: "coverage_b", head: say("column_coverage_b"), cell: (pair) => percent(...pairs.b_covered[pair]), number: true },
      { key: "passages", head: say("column_passages"), cell: (pair) => wholeNumber(pairs.passages[pair]), number: true },
    ] : []),
    { key: "resemblance", head: say("column_resemblance"), cell: (pair) => share(resemblance(pair)), number: true },
  ],
  choices: () => [
    ["relation", say("relation"), [["", say("any_relation")], ...RELATIONS.map((name) => [name, name === "passages" ? say("relation_passages") : say(name)])]],
    ...(hasPassages ? [["flag", say("flag"), [["", say("any_flag")], ...FLAGS.map((name) => [name, say(name)])]]] : []),
  ],
  filtered(filters) {
    const relations = { contained: ["a_in_b", "b_in_a"], near_duplicate: ["near_duplicate", "identical"] }[filters.relation] ?? [filters.relation];
    const tests = articleTests(filters);
    const found = [];
    for (let pair = 0; pair < pairCount; pair += 1) {
      const [a, b] = [pairs.a[pair], pairs.b[pair]];
      if (filters.relation && !relations.includes(pairs.relation[pair])) continue;
      if (tests.every((holds) => holds[a] || holds[b])) found.push(pair);
    }
    return found;
  },
  keys(key) {
    const every = (figure) => Array.from({ length: pairCount }, (_, pair) => figure(pair));
    switch (key) {
      case "a": return every((pair) => `${outletOf(pairs.a[pair]) ?? ""} ${articles.id[pairs.a[pair]]}`);
      case "b": return every((pair) => `${outletOf(pairs.b[pair]) ?? ""} ${articles.id[pairs.b[pair]]}`);
      case "relation": return every((pair) => Object.keys(run.relations).indexOf(pairs.relation[pair]));
      case "date": return every((pair) => articles.dates[sidesByTime(pair)[0]]?.[0] ?? -Infinity);
      case "coverage_a": return every((pair) => (hasPassages ? quotient(pairs.a_covered[pair]) : 0));
      case "coverage_b": return every((pair) => (hasPassages ? quotient(pairs.b_covered[pair]) : 0));
      case "passages": return every((pair) => (hasPassages ? pairs.passages[pair] : 0));
      case "resemblance": return every(resemblance);
      default: return every(matchedWords);
    }
  },
};

const ARTICLE_LIST = {
  view: "articles",
  sorted: "reused",
  label: () => say("articles"),
  open: (article) => { location.hash = placeOfArticle(article); },
  count: (n) => say("shown_articles", { n, all: articleCount }),
  tie: (one, other) => one - other,
  startsDescending: (key) => !["a", "class"].includes(key),
  columns: () => [
    { key: "a", head: say("column_a"), cell: (article) => articleCell(article) },
    { key: "date", head: say("column_date"), cell: (article) => givenDate(articles.published[article]) },
    { key: "length", head: say("column_length"), cell: (article) => wholeNumber(articles.words[article] - articles.boilerplate[article]), number: true },
    ...(hasPassages ? [
      { key: "reused", head: say("column_reused"), cell: (article) => percent(articles.audit.reused[article], articles.audit.own[article]), number: true },
      { key: "wire", head: say("column_wire"), cell: (article) => percent(articles.audit.wire[article], articles.audit.own[article]), number: true },
      { key: "class", head: say("class"), cell: (article) => className(article) },
      { key: "credit", head: say("column_credit"), cell: (article) => articles.audit.credit[article] ?? "–" },
    ] : []),
    { key: "pairs", head: say("pairs"), cell: (article) => wholeNumber(pairsOfArticle[article].length), number: true },
  ],
  choices: () => (hasPassages ? [
    ["class", say("class"), [["", say("any_class")], ...CLASSES.map((name) => [name, say(name)])]],
    ["flag", say("flag"), [["", say("any_flag")], ...FLAGS.map((name) => [name, say(name)])]],
  ] : []),
  filtered(filters) {
    const tests = articleTests(filters);
    return [...articles.id.keys()].filter((article) => tests.every((holds) => holds[article]));
  },
  keys(key) {
    const every = (figure) => Array.from({ length: articleCount }, (_, article) => figure(article));
    const audit = articles.audit;
    switch (key) {
      case "a": return every((article) => `${outletOf(article) ?? ""} ${articles.id[article]}`);
      case "date": return every((article) => articles.dates[article]?.[0] ?? -Infinity);
      case "length": return every((article) => articles.words[article] - articles.boilerplate[article]);
      case "pairs": return every((article) => pairsOfArticle[article].length);
      case "class": return every((article) => CLASSES.indexOf(audit.class[article]));
      case "credit": return every((article) => audit.credit[article] ?? "");
      case "wire": return every((article) => quotient([audit.wire[article], audit.own[article]]));
      default: return every((article) => (audit ? quotient([audit.reused[article], audit.own[article]]) : pairsOfArticle[article].length));
    }
  },
};

function className(article) {
  const found = articles.audit.class[article];
  return found === null ? "–" : say(found);
}
