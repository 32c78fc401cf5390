// Overview: the answer first, then what deserves a look, then the outlets.

function overview() {
  document.title = `${say("title")} – wirecopy`;
  return element(
    "div",
    { class: "overview" },
    answer(),
    figures(),
    worthALook(),
    outletsSection(),
    caveats(),
    setAside(),
  );
}

function answer() {
  const n = run.examined;
  const words = say("n_words", { n: run.words });
  const counted = {
    articles: say("n_articles", { n }),
    words,
    references: say("n_references", { n: run.references }),
    n,
  };
  const isAlone = n === 1 && run.references === 0;
  const came = [say(run.against ? "compared_against" : isAlone ? "compared_alone" : "compared", counted)];
  if (articles.outlets.length > 0) came.push(say("n_outlets", { n: articles.outlets.length }));
  if (run.dates) {
    const [from, to] = run.dates.map(dayOnClock);
    came.push(from === to ? from : say("from_to", { from, to }));
  }
  return element(
    "section",
    { class: "answer" },
    element("h1", {}, say("title")),
    element("p", { class: "came-in" }, `${came.join(" · ")}.`),
    element("p", { class: "lead" }, answers().join(" ")),
    leftOpen(),
    hasPassages && articles.outlets.length > 0 && element("p", { class: "why agencies" }, agenciesTold()),
    run.likely_agencies.map((likely) =>
      element("p", { class: "why likely" }, likelyTold("likely_agency", likely)),
    ),
  );
}

function agenciesTold() {
  if (run.agencies.length === 0) return say("no_agencies");
  return say("taken_for_agencies", { agencies: listed(run.agencies.map(isolated)) });
}

/** That an outlet looks like an agency, and how to say that it is one. */
function likelyTold(key, { outlet, outlets }) {
  return say(key, { outlet, n: outlets, name: asOneWord(outlet) });
}

/** A name as a shell takes it for one word. */
function asOneWord(name) {
  return /^[\p{L}\p{N}]+$/u.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`;
}

/** What cannot be decided, and why; nothing where all can. */
function leftOpen() {
  const { articles: n, of_agencies, undated_items } = run.open;
  const said = [
    n > 0 && link(placeOf("articles", { class: "open" }), say("answer_open", { n })),
    of_agencies > 0 && say("answer_open_agency", { n: of_agencies }),
    undated_items > 0 && say("answer_undated", { n: undated_items }),
  ].filter(Boolean);
  return (
    said.length > 0 &&
    element(
      "p",
      { class: "left-open" },
      said.flatMap((part) => [part, " "]),
    )
  );
}

function answers() {
  const formulas = run.relations.formula ?? 0;
  const related = run.limits.all_pairs - formulas;
  const said = [];
  if (hasPassages) {
    const uncredited = articlesFlagged("uncredited").length;
    const share = percent(run.settings.credit_owed, 1);
    if (run.agencies.length === 0) said.push(say("answer_no_agency"));
    else
      said.push(
        uncredited > 0
          ? say("answer_uncredited", { n: uncredited, share })
          : say("answer_none_uncredited", { share }),
      );
  }
  said.push(related > 0 ? say("answer_pairs", { n: related }) : say("answer_nothing"));
  if (run.dismissed > 0) said.push(say("answer_dismissed", { n: run.dismissed }));
  if (hasPassages && run.passages > 0) {
    said.push(
      say("answer_passages", {
        passages: say("n_passages", { n: run.passages }),
        words: say("n_words", { n: run.matched_words }),
      }),
    );
  }
  if (run.settings.strict_verbatim !== null)
    said.push(say("answer_strict", { least: run.settings.strict_verbatim }));
  if (!hasPassages) said.push(say("answer_without_passages"));
  return said;
}

function figures() {
  const of = (...relations) => relations.reduce((sum, relation) => sum + (run.relations[relation] ?? 0), 0);
  const shown = [
    [
      "figure_near",
      "near_duplicate",
      of("identical", "near_duplicate"),
      placeOf("pairs", { relation: "near_duplicate" }),
    ],
    ["figure_clusters", "cluster", run.clusters.all, "#flows"],
    ...(hasPassages
      ? [
          [
            "figure_contained",
            "contained",
            of("a_in_b", "b_in_a"),
            placeOf("pairs", { relation: "contained" }),
          ],
          ["figure_passages_only", "passage", of("passages"), placeOf("pairs", { relation: "passages" })],
          ["figure_formula", "formula", of("formula"), placeOf("pairs", { relation: "formula" })],
          ["figure_passages", "passage", run.passages, "#pairs"],
        ]
      : []),
  ];
  return element(
    "section",
    { "aria-label": say("figures") },
    element(
      "ul",
      { class: "figures" },
      shown.map(([key, meant, n, place]) =>
        element("li", {}, n > 0 ? link(place, figure(key, n)) : figure(key, n), hint(meant)),
      ),
    ),
    element(
      "p",
      { class: "why" },
      say("figures_why", boundsOfRun()),
      hasPassages && ` ${say("figures_why_passages", boundsOfRun())}`,
    ),
  );
}

function figure(key, n) {
  return [element("strong", {}, wholeNumber(n)), " ", element("span", {}, say(key))];
}

function articlesFlagged(flag) {
  if (!hasPassages) return [];
  const flagged = [];
  for (let article = 0; article < articles.examined; article += 1) {
    if (articles.audit.flag[article] === flag) flagged.push(article);
  }
  return flagged.sort((one, other) => articles.audit.wire[other] - articles.audit.wire[one] || one - other);
}

function outletsSection() {
  const named = run.outlets.filter(({ name, articles: count }) => name !== null && count > 0);
  if (!hasPassages || named.length === 0) return null;
  const likely = new Map(run.likely_agencies.map((one) => [one.outlet, one]));
  const name = (outlet) => [
    link(placeOf("articles", { outlet: outlet.name }), outlet.name),
    outlet.is_agency && [" ", element("span", { class: "badge" }, say("agency"))],
    likely.has(outlet.name) && [
      " ",
      element("span", { class: "small" }, likelyTold("looks_like_agency", likely.get(outlet.name))),
    ],
  ];
  // Without words of an agency nobody was asked for a credit, and none that is missing says anything.
  const isAsked = (outlet) => outlet.wire_words > 0;
  const asked = (count) => (outlet) => (isAsked(outlet) ? count(outlet) : "–");
  const headed = (key, meant) => ({ name: say(key), head: term(meant, say(key)) });
  const columns = [
    { head: say("outlet"), cell: name },
    { head: say("articles"), cell: (outlet) => wholeNumber(outlet.articles), number: true },
    { ...headed("wholly", "derived"), cell: (outlet) => wholeNumber(outlet.wholly), number: true },
    { ...headed("partly", "derived"), cell: (outlet) => wholeNumber(outlet.partly), number: true },
    {
      ...headed("wire_share", "agency"),
      cell: (outlet) => percent(outlet.wire_words, outlet.own_words),
      number: true,
    },
    { ...headed("credited", "credit"), cell: asked(({ credited }) => wholeNumber(credited)), number: true },
    {
      ...headed("uncredited", "credit"),
      cell: asked(({ uncredited }) => strongIfAny(uncredited)),
      number: true,
    },
    {
      ...headed("miscredited", "credit"),
      cell: asked(({ miscredited }) => strongIfAny(miscredited)),
      number: true,
    },
    {
      ...headed("shared_quote", "shared_quote"),
      cell: (outlet) => wholeNumber(outlet.shared_quote),
      number: true,
    },
  ];
  return element(
    "section",
    {},
    element("h2", {}, say("outlets")),
    element("p", { class: "why" }, say("outlets_why", boundsOfRun())),
    plainTable(say("outlets"), columns, named),
    !named.every(isAsked) && element("p", { class: "small dash-told" }, say("outlets_dash")),
  );
}

function strongIfAny(n) {
  return n > 0 ? element("strong", { class: "alert" }, wholeNumber(n)) : wholeNumber(n);
}

function caveats() {
  if (!hasPassages) return null;
  return element(
    "section",
    {},
    element("h2", {}, say("caveat")),
    element(
      "ul",
      { class: "prose" },
      ["caveat_earlier", "caveat_credit", "caveat_words"].map((key) => element("li", {}, say(key))),
    ),
  );
}

function setAside() {
  const { limits } = run;
  const said = [
    run.rejected > 0 && say("rejected", { n: run.rejected }),
    run.outside_window > 0 && say("outside_window", { n: run.outside_window }),
    pairCount < limits.all_pairs && say("fewer_pairs", { n: pairCount, all: limits.all_pairs }),
    articleCount < limits.all_articles && say("fewer_articles", { all: limits.all_articles }),
    limits.unreadable > 0 && say("fewer_texts", { n: limits.unreadable, limit: limits.text_mib }),
  ].filter(Boolean);
  const warnings = run.warnings.filter(({ kind }) => kind !== "rejected" && kind !== "left_out");
  if (said.length === 0 && warnings.length === 0) return null;
  // Warnings are in the words of the program, which are English.
  const warned = ({ count, examples }) =>
    element(
      "li",
      {},
      element("span", { lang: "en" }, examples[0]),
      count > 1 && ` (${say("warned", { n: count })})`,
    );
  return element(
    "section",
    {},
    element("h2", {}, say("set_aside")),
    element(
      "ul",
      { class: "prose" },
      said.map((sentence) => element("li", {}, sentence)),
      warnings.map(warned),
    ),
  );
}
