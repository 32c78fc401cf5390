// Lists: all pairs and all articles, to be sorted, filtered and searched.

const FLAGS = ["uncredited", "miscredited", "credited", "shared_quote"];
/** Rows of a list that are printed. */
const MOST_PRINTED = 1000;

/** Where the reader left a list, to come back to. */
const leftAt = new Map();

/** The address of a list as the reader left it. */
function placeOfList(view) {
  return leftAt.get(view)?.hash ?? `#${view}`;
}

let haystacks = null;

/** What an article is searched in. */
function haystack(article) {
  haystacks ??= articles.id.map((id, at) => plain(`${id} ${titleOf(at)} ${outletOf(at) ?? ""}`));
  return haystacks[article];
}

/** A test of articles for some filters. Each article is asked once, however many pairs it is in. */
function articleTests({ outlet, flag, class: wanted, from, to, search }) {
  const words = plain(search ?? "")
    .split(/\s+/)
    .filter(Boolean);
  const [start, end] = [from, to].map((day) => (day ? Date.parse(`${day}T00:00:00Z`) / 1000 : null));
  const isWithin = (article) => {
    const dates = namedDates(article);
    return dates !== null && (start === null || dates[1] > start) && (end === null || dates[0] < end + 86400);
  };
  const tests = [];
  if (outlet) tests.push((article) => outletOf(article) === outlet);
  if (flag) tests.push((article) => flagOf(article) === flag);
  if (wanted) {
    const asked = wanted === "open" ? null : wanted;
    const isClass = (article) => (wanted === "update" ? isUpdate(article) : classOf(article) === asked);
    tests.push((article) => isAudited(article) && ownWords(article) > 0 && isClass(article));
  }
  if (start !== null || end !== null) tests.push(isWithin);
  tests.push(...words.map((word) => (article) => haystack(article).includes(word)));
  return tests.map((test) =>
    Uint8Array.from({ length: articleCount }, (_, article) => Number(test(article))),
  );
}

/** A list with its filters; `kind` says what its rows are. */
function list(kind, options) {
  const filters = Object.fromEntries(options);
  const sorting = {
    key: kind.columns().some(({ key }) => key === filters.sort) ? filters.sort : kind.sorted,
    descending: filters.order ? filters.order === "down" : true,
  };
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
    sorting.descending =
      sorting.key === key && !keepDirection ? !sorting.descending : kind.startsDescending(key);
    sorting.key = key;
    show();
  }

  function show() {
    const found = kind.filtered(filters);
    const keys = kind.keys(sorting.key);
    const sign = sorting.descending ? -1 : 1;
    const compare = typeof keys[0] === "string" ? new Intl.Collator(locale).compare : (x, y) => x - y;
    found.sort((one, other) => sign * compare(keys[one], keys[other]) || kind.tie(one, other));
    table.show(found, sorting.key, sorting.descending);
    count.textContent = kind.count(found.length);
    none.hidden = found.length > 0;
    const isDefault = sorting.key === kind.sorted && sorting.descending;
    rename(
      placeOf(kind.view, {
        ...filters,
        sort: isDefault ? "" : sorting.key,
        order: isDefault ? "" : sorting.descending ? "down" : "up",
      }),
    );
  }

  function change(name, value) {
    filters[name] = value;
    table.rewind();
    show();
  }

  const sortOptions = kind.columns().map(({ key, head }) => [key, head.replace(/\u00ad/g, "")]);
  const isFiltered = ["outlet", "relation", "question", "flag", "class", "review", "from", "to"].some(
    (name) => filters[name],
  );
  const more = element(
    "details",
    { class: "more-filters", open: isFiltered || matchMedia("(min-width: 761px)").matches },
    element("summary", {}, say("filter")),
    element(
      "div",
      { class: "filters" },
      articles.outlets.length > 0 &&
        choose(
          say("outlet"),
          [["", say("any_outlet")], ...articles.outlets.map((name) => [name, name])],
          filters.outlet ?? "",
          (value) => change("outlet", value),
        ),
      kind
        .choices()
        .map(([name, label, choices]) =>
          choose(label, choices, filters[name] ?? "", (value) => change(name, value)),
        ),
      run.dates && dateField("from", "date_from"),
      run.dates && dateField("to", "date_to"),
      element("button", { type: "button", on: { click: () => showAnew(kind.view) } }, say("clear")),
    ),
  );
  const bar = element(
    "form",
    {
      class: "filters",
      role: "search",
      "aria-label": say("filter"),
      on: { submit: (event) => event.preventDefault() },
    },
    element(
      "label",
      { class: "field grow" },
      element("span", {}, say("search")),
      element("input", {
        type: "search",
        id: "search",
        value: filters.search,
        on: { input: (event) => change("search", event.target.value) },
      }),
    ),
    choose(say("sort_by"), sortOptions, sorting.key, (key) => sort(key, true), {
      class: "field narrow-only",
    }),
    more,
  );

  function dateField(name, label) {
    return element(
      "label",
      { class: "field" },
      element("span", {}, say(label)),
      element("input", {
        type: "date",
        value: filters[name],
        on: { change: (event) => change(name, event.target.value) },
      }),
    );
  }

  show();
  const left = leftAt.get(kind.view);
  if (left && left.hash === location.hash) setTimeout(() => table.resume(left), 0);
  beforePrint = () => {
    const missing = table.unfold(MOST_PRINTED);
    printed.textContent = missing > 0 ? say("more_rows", { n: missing }) : "";
  };
  document.title = `${kind.label()} – wirecopy`;
  return element(
    "div",
    { class: "list" },
    element("h1", {}, kind.label()),
    bar,
    element(
      "div",
      { class: "counted" },
      count,
      element(
        "button",
        { type: "button", class: "term", "aria-haspopup": "dialog", on: { click: () => explain() } },
        say("glossary"),
      ),
    ),
    element("p", { class: "unseen" }, say("list_keys")),
    table.grid,
    none,
    printed,
  );
}

/** An article in a row. Where a column of its own says what it is flagged with, no badge says so again. */
function articleCell(article, { isEarlier = false, hasCredits = false } = {}) {
  const title = titleOf(article);
  const outlet = outletOf(article);
  const flag = hasCredits ? null : flagBadge(article);
  const id = title !== articles.id[article] && element("span", { class: "id" }, articles.id[article]);
  return [
    element(
      "span",
      { class: "by" },
      flag,
      flag && " ",
      isEarlier && element("span", { class: "badge earlier" }, say("earlier")),
      isEarlier && " ",
      outlet ?? (id ? "" : say("no_outlet")),
      outlet !== null && id && " · ",
      id,
    ),
    element("span", { class: "title" }, title),
  ];
}
