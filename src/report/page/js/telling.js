// Telling: findings as sentences. They never say more than the tables do: who is earlier, never who copied.

function sidesByTime(pair) {
  const [a, b] = [pairs.a[pair], pairs.b[pair]];
  return earlierSide(pair) === 1 ? [b, a] : [a, b];
}

/** Two articles so that they can be told apart, even if one outlet published both. */
function namesOf(one, other) {
  if (publisher(one) !== publisher(other)) return [publisher(one), publisher(other)];
  return [one, other].map((article) => `${publisher(article)} (${articles.id[article]})`);
}

function namedSource(article) {
  const outlet = outletOf(article);
  return outlet === null ? articles.id[article] : `${isolated(outlet)}, ${isolated(articles.id[article])}`;
}

/** What two articles are to one another, who was first, how much of the later one it is. */
function sentencesOfPair(pair) {
  const [earlier, later] = sidesByTime(pair);
  const [first, second] = namesOf(earlier, later);
  const relation = pairs.relation[pair];
  const said = [];
  if (reviewOf(pair) !== null) said.push(say(`pair_${reviewOf(pair)}`), noteSentence(saidOf(pair)));
  if (relation === "formula") said.push(say("share_formula", { a: first, b: second }));
  if (relation === "identical") said.push(say("same_words", { a: first, b: second }));
  const n = matchedWords(pair);
  if (n > 0) {
    const words = say("n_words", { n });
    if (earlierSide(pair) === null) {
      said.push(say("both_share", { a: first, b: second, words }));
    } else {
      const covered = later === pairs.a[pair] ? pairs.a_covered[pair] : pairs.b_covered[pair];
      if (isTie(pair))
        said.push(
          say("tie_has", { earlier: first, later: second, words }),
          say("in_this_article", { share: percent(...covered), name: second }),
          say("dates_tie"),
        );
      else
        said.push(
          say("later_has", { earlier: first, later: second, words }),
          say("in_article", { share: percent(...covered) }),
        );
    }
    const lag = lagOf(pair);
    if (lag !== null && !isTie(pair)) said.push(say("first_before", { lag: duration(lag) }));
    const counts = !isDismissed(pair) && reviewOf(pair) !== "dismissed";
    if (earlierSide(pair) !== null && counts) {
      if (isAgency(earlier)) said.push(...creditOf(later));
      else if (looksLikeAgency(earlier))
        said.push(say("credit_not_looked_for", { outlet: publisher(earlier) }));
    }
    const via = pairs.via[pair];
    if (via !== null) {
      const isFirst = isDatedBefore(via, earlier) && isDatedBefore(via, later);
      said.push(say(isFirst ? "both_via" : "both_via_tie", { source: namedSource(via) }));
    }
    if (pairs.quoted[pair] * 4 >= n) said.push(say("much_quoted", { share: percent(pairs.quoted[pair], n) }));
  } else if (relation !== "formula" && relation !== "identical") {
    said.push(say("both_resemble", { a: first, b: second, share: percent(resemblance(pair), 1) }));
  }
  return said.filter(Boolean);
}

/** The figures of a pair, and of either article in it. */
function figuresOfPair(pair, left, right) {
  const isTurned = left === pairs.b[pair];
  const said = [
    relationTerm(pairs.relation[pair]),
    term("resemblance", say("resembles", { share: share(resemblance(pair)) })),
  ];
  if (hasPassages)
    said.push(
      term("passage", say("n_passages", { n: pairs.passages[pair] })),
      term("matched", say("matched_words", { n: pairs.matched[pair] })),
    );
  const [one, other] = isTurned ? ["b", "a"] : ["a", "b"];
  const of = (article, other, side) =>
    element(
      "li",
      {},
      element("strong", {}, articles.id[article]),
      " ",
      [
        hasPassages &&
          say("covered", {
            n: pairs[`${side}_covered`][pair][0],
            all: pairs[`${side}_covered`][pair][1],
            share: percent(...pairs[`${side}_covered`][pair]),
            by: pairs[`${side}_covered`][pair][1],
          }),
        say("contains", { share: percent(pairs.shared[pair], pairs[`${side}_shingles`][pair]) }),
        hasPassages && attributedTo(article, other, pairs[`${side}_covered`][pair]),
      ]
        .filter(Boolean)
        .join("; "),
    );
  return element(
    "ul",
    { class: "pair-figures" },
    element(
      "li",
      {},
      said.flatMap((one, at) => [at > 0 && " · ", one]),
    ),
    of(left, right, one),
    of(right, left, other),
  );
}

/** What of an article is attributed to another one, and why these are other words than its covered ones; null if nothing. */
function attributedTo(article, other, [covered]) {
  const edge = isAudited(article) && sourcesOf.get(article)?.find(({ source }) => source === other);
  if (!edge) return null;
  const [own, template] = [articles.audit.own[article], articles.boilerplate[article]];
  const why = [
    edge.words > covered && say("counted_replaced"),
    template > 0 && say("counted_without", { n: template }),
  ].filter(Boolean);
  const said = say("attributed_of", { words: edge.words, own, by: own, share: percent(edge.words, own) });
  return why.length === 0 ? said : `${said} (${why.join(", ")})`;
}

/** Whom an article names for its text; that it names nobody is said only where a credit is owed. */
function creditOf(article) {
  const credit = creditedBy(article);
  if (credit !== null) return [say("it_names", { name: publisher(article), credit })];
  return flagOf(article) === "uncredited" ? [say("it_names_nobody", { name: publisher(article) })] : [];
}

/** Whose words an article has, how many, and whom it names. */
function sentencesOfFlag(article) {
  const { audit } = articles;
  const edges = (sourcesOf.get(article) ?? []).filter((edge) => isAgency(edge.source));
  const agencies = [...new Set(edges.map((edge) => outletOf(edge.source)))];
  const [wire, own] = [audit.wire[article], audit.own[article]];
  const isDated = edges.every(({ source }) => isDatedBefore(source, article));
  const said = [
    say(isDated ? "stands_in" : "stands_in_tie", {
      wire,
      own,
      by: own,
      share: percent(wire, own),
      agencies: listed(agencies.length ? agencies : run.agencies),
    }),
  ];
  if (!isDated) said.push(say("dates_tie"));
  else if (edges.length === 1 && edges[0].lag !== null)
    said.push(say("first_before", { lag: duration(edges[0].lag) }));
  const credit = audit.credit[article];
  said.push(credit === null ? say("names_nobody") : say("names", { credit }));
  const aside = audit.aside[article].map(([agency, kind]) => `${agency} (${say(kind)})`);
  if (aside.length > 0) said.push(say("names_aside", { named: listed(aside) }));
  if (audit.update_of[article] !== null)
    said.push(say("is_update", { id: articles.id[audit.update_of[article]] }));
  return said;
}

function listed(names) {
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(names);
}

function relationName(relation) {
  return say(relation === "passages" ? "relation_passages" : relation);
}

/** The words that name a relation, and the word by which it is explained. */
const EXPLAINED_BY = {
  identical: "near_duplicate",
  near_duplicate: "near_duplicate",
  a_in_b: "contained",
  b_in_a: "contained",
  passages: "passage",
  formula: "formula",
};

/** A relation as a word that opens its meaning. */
function relationTerm(relation) {
  return term(EXPLAINED_BY[relation], relationName(relation));
}

/** What an article is known by: outlet, date, and whether it is a reference. */
function knownBy(article) {
  const parts = [outletOf(article) ?? say("no_outlet"), dateOf(article)];
  if (isReference(article)) parts.push(say("reference"));
  return parts.map(isolated).join(" · ");
}

/** What a person has said, as a badge; null if nothing. */
function reviewBadge(review) {
  return review === null ? null : element("span", { class: "badge" }, say(review));
}

function flagBadge(article) {
  const flag = flagOf(article);
  return flag === null ? null : element("span", { class: `badge flag-${flag}` }, say(flag));
}
