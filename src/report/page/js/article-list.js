// The list of examined articles: its columns, its filters, its order.

/** The classes in their order, and how much that is: of an update the rest counts. */
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
    { key: "a", head: say("column_a"), cell: (article) => articleCell(article, { hasCredits: true }) },
    { key: "date", head: say("column_date"), cell: (article) => dateOf(article) },
    {
      key: "length",
      head: say("column_length"),
      cell: (article) => wholeNumber(ownWords(article)),
      number: true,
    },
    ...(hasPassages
      ? [
          {
            key: "reused",
            head: say("column_reused"),
            cell: ofOtherTexts,
            number: true,
          },
          {
            key: "wire",
            head: say("column_wire"),
            cell: (article) => percent(reuseOf[article].wire, ownWords(article)),
            number: true,
          },
          { key: "class", head: say("class"), cell: classTold },
          {
            key: "credit",
            head: say("column_credit"),
            cell: (article) =>
              flagBadge(article) ?? creditsTold(article) ?? element("span", { class: "nothing" }, "–"),
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
              ["update", say("class_update")],
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
        return every(ownWords);
      case "pairs":
        return every((article) => pairsOfArticle[article].length);
      case "class":
        return every((article) => (isAudited(article) ? CLASSES.indexOf(classOf(article)) : CLASSES.length));
      case "credit":
        return every((article) => creditsTold(article) ?? "");
      case "wire":
        return every((article) => quotient([reuseOf[article].wire, ownWords(article)]));
      default:
        return every((article) =>
          audit ? quotient([audit.reused[article], ownWords(article)]) : pairsOfArticle[article].length,
        );
    }
  },
};

/** How much of an article is attributed to other texts, and how much more is quoted speech that they have too. */
function ofOtherTexts(article) {
  const [{ attributed, speech }, own] = [reuseOf[article], ownWords(article)];
  const quoted =
    speech > 0 &&
    element("span", { class: "speech-share" }, say("of_speech", { share: percent(speech, own) }));
  if (speech > 0 && attributed === 0) return quoted;
  return [percent(attributed, own), quoted && " + ", quoted];
}

/** How much of an article is derived; an update is called one, and its class is that of the rest. */
function classTold(article, calledUpdate = updateBadge(article)) {
  if (ownWords(article) === 0) return "–";
  const found = classOf(article);
  const update = isUpdate(article) ? calledUpdate : null;
  if (update !== null && found === "non_derived") return update;
  const isMostlySpeech = flagOf(article) === "shared_quote" && !["non_derived", null].includes(found);
  return [update, update && " ", say(found ?? "class_open"), isMostlySpeech && `, ${say("mostly_quoted")}`];
}
