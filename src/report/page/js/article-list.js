// The list of examined articles: its columns, its filters, its order.

const CLASSES = ["wholly_derived", "partially_derived", "non_derived"];

const ARTICLE_LIST = {
  view: "articles",
  sorted: "reused",
  label: () => say("articles"),
  open: (article) => {
    location.hash = placeOfArticle(article);
  },
  count: (n) => say("shown_articles", { n, all: articles.examined, by: articles.examined }),
  tie: (one, other) => one - other,
  startsDescending: (key) => !["a", "class"].includes(key),
  columns: () => [
    { key: "a", head: say("column_a"), cell: (article) => articleCell(article) },
    { key: "date", head: say("column_date"), cell: (article) => dateOf(article) },
    {
      key: "length",
      head: say("column_length"),
      cell: (article) => wholeNumber(articles.words[article] - articles.boilerplate[article]),
      number: true,
    },
    ...(hasPassages
      ? [
          {
            key: "reused",
            head: say("column_reused"),
            cell: (article) => percent(articles.audit.reused[article], articles.audit.own[article]),
            number: true,
          },
          {
            key: "wire",
            head: say("column_wire"),
            cell: (article) => percent(articles.audit.wire[article], articles.audit.own[article]),
            number: true,
          },
          { key: "class", head: say("class"), cell: (article) => className(article) },
          {
            key: "credit",
            head: say("column_credit"),
            cell: (article) => articles.audit.credit[article] ?? "–",
          },
        ]
      : []),
    {
      key: "pairs",
      head: say("pairs"),
      cell: (article) => wholeNumber(pairsOfArticle[article].length),
      number: true,
    },
  ],
  choices: () =>
    hasPassages
      ? [
          [
            "class",
            say("class"),
            [
              ["", say("any_class")],
              ...CLASSES.map((name) => [name, say(name)]),
              ["open", say("class_open")],
            ],
          ],
          ["flag", say("flag"), [["", say("any_flag")], ...FLAGS.map((name) => [name, say(name)])]],
        ]
      : [],
  filtered(filters) {
    const tests = articleTests(filters);
    const found = [];
    for (let article = 0; article < articles.examined; article += 1) {
      if (tests.every((holds) => holds[article])) found.push(article);
    }
    return found;
  },
  keys(key) {
    const every = (figure) => Array.from({ length: articleCount }, (_, article) => figure(article));
    const audit = articles.audit;
    switch (key) {
      case "a":
        return every((article) => `${outletOf(article) ?? ""} ${articles.id[article]}`);
      case "date":
        return every((article) => articles.dates[article]?.[0] ?? -Infinity);
      case "length":
        return every((article) => articles.words[article] - articles.boilerplate[article]);
      case "pairs":
        return every((article) => pairsOfArticle[article].length);
      case "class":
        return every((article) => CLASSES.indexOf(audit.class[article]));
      case "credit":
        return every((article) => audit.credit[article] ?? "");
      case "wire":
        return every((article) => quotient([audit.wire[article], audit.own[article]]));
      default:
        return every((article) =>
          audit ? quotient([audit.reused[article], audit.own[article]]) : pairsOfArticle[article].length,
        );
    }
  },
};

function className(article) {
  const found = articles.audit.class[article];
  if (found !== null) return say(found);
  return articles.audit.own[article] > 0 ? say("class_open") : "–";
}
