// The list of pairs: its columns, its filters, its order.

const RELATIONS = ["identical", "near_duplicate", "contained", "passages", "formula"];

/** What a pair may ask, the most pressing first. */
const QUESTIONS = ["uncredited", "miscredited", "unasked"];

const REVIEWS = ["open", "dismissed", "confirmed"];

const PAIR_LIST = {
  view: "pairs",
  sorted: "words",
  label: () => say("pairs"),
  open: (pair) => {
    location.hash = placeOfPair(pair);
  },
  count: (n) => say("shown_pairs", { n, all: pairCount, by: pairCount }),
  tie: byWorth,
  startsDescending: (key) => !["a", "b", "relation", "credit"].includes(key),
  columns: () => [
    {
      key: "a",
      head: say("column_a"),
      cell: (pair) => articleCell(pairs.a[pair], { isEarlier: datedSide(pair) === 0, hasCredits: true }),
    },
    {
      key: "b",
      head: say("column_b"),
      cell: (pair) => articleCell(pairs.b[pair], { isEarlier: datedSide(pair) === 1, hasCredits: true }),
    },
    {
      key: "relation",
      head: say("relation"),
      cell: (pair) => [
        relationName(pairs.relation[pair]),
        isSpeechPair(pair) && `, ${say("mostly_quoted")}`,
        " ",
        reviewBadge(reviewOf(pair)),
      ],
    },
    ...(hasPassages ? [{ key: "credit", head: say("column_credit"), cell: creditOfPair }] : []),
    {
      key: "date",
      head: say("column_date"),
      cell: (pair) => dateOf(sidesByTime(pair)[0]),
    },
    ...(hasPassages
      ? [
          {
            key: "words",
            head: say("column_words"),
            cell: (pair) => wholeNumber(wordsOf(pair)),
            number: true,
          },
          {
            key: "coverage_a",
            head: say("column_coverage_a"),
            cell: (pair) => percent(...sharedOf(pair, pairs.a[pair])),
            number: true,
          },
          {
            key: "coverage_b",
            head: say("column_coverage_b"),
            cell: (pair) => percent(...sharedOf(pair, pairs.b[pair])),
            number: true,
          },
          {
            key: "passages",
            head: say("column_passages"),
            cell: (pair) => wholeNumber(pairs.passages[pair]),
            number: true,
          },
        ]
      : []),
    {
      key: "resemblance",
      head: say("column_resemblance"),
      cell: (pair) => share(resemblance(pair)),
      number: true,
    },
  ],
  choices: () => [
    [
      "relation",
      say("relation"),
      [
        ["", say("any_relation")],
        ...RELATIONS.map((name) => [name, name === "passages" ? say("relation_passages") : say(name)]),
      ],
    ],
    ...(hasPassages
      ? [
          [
            "question",
            say("question"),
            [["", say("any_question")], ...QUESTIONS.map((name) => [name, say(`asks_${name}`)])],
          ],
        ]
      : []),
    ...(hasPassages
      ? [["flag", say("flag"), [["", say("any_flag")], ...FLAGS.map((name) => [name, say(name)])]]]
      : []),
    ...(pairs.review.some((review) => review !== null) || remarks.said.length > 0
      ? [["review", say("review"), [["", say("any_review")], ...REVIEWS.map((name) => [name, say(name)])]]]
      : []),
  ],
  filtered(filters) {
    const relations = { contained: ["a_in_b", "b_in_a"], near_duplicate: ["near_duplicate", "identical"] }[
      filters.relation
    ] ?? [filters.relation];
    const tests = articleTests(filters);
    const found = [];
    for (let pair = 0; pair < pairCount; pair += 1) {
      const [a, b] = [pairs.a[pair], pairs.b[pair]];
      if (filters.relation && !relations.includes(pairs.relation[pair])) continue;
      if (filters.question && (isDismissed(pair) || pairs.question[pair] !== filters.question)) continue;
      if (filters.review && (reviewOf(pair) ?? "open") !== filters.review) continue;
      if (tests.every((holds) => holds[a] || holds[b])) found.push(pair);
    }
    return found;
  },
  keys(key) {
    const every = (figure) => Array.from({ length: pairCount }, (_, pair) => figure(pair));
    switch (key) {
      case "a":
        return every((pair) => `${outletOf(pairs.a[pair]) ?? ""} ${articles.id[pairs.a[pair]]}`);
      case "b":
        return every((pair) => `${outletOf(pairs.b[pair]) ?? ""} ${articles.id[pairs.b[pair]]}`);
      case "relation":
        return every((pair) => Object.keys(run.relations).indexOf(pairs.relation[pair]));
      case "credit":
        return every((pair) => creditOfPair(pair)?.textContent ?? "");
      case "date":
        return every((pair) => articles.dates[sidesByTime(pair)[0]]?.[0] ?? -Infinity);
      case "coverage_a":
        return every((pair) => (hasPassages ? quotient(sharedOf(pair, pairs.a[pair])) : 0));
      case "coverage_b":
        return every((pair) => (hasPassages ? quotient(sharedOf(pair, pairs.b[pair])) : 0));
      case "passages":
        return every((pair) => (hasPassages ? pairs.passages[pair] : 0));
      case "resemblance":
        return every(resemblance);
      default:
        return every(wordsOf);
    }
  },
};

/** What the later article of a pair is flagged with where the earlier text is an agency's, or that no credit was looked for. */
function creditOfPair(pair) {
  const [earlier, later] = sidesByTime(pair);
  if (earlierSide(pair) === null) return null;
  if (isAgency(earlier)) return flagBadge(later);
  return pairs.question[pair] === "unasked"
    ? element("span", { class: "badge" }, say("asks_unasked").toLocaleLowerCase(locale))
    : null;
}
