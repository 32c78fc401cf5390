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

/** What two articles are to one another, who was first, how much of the later one it is, and if asked whom it credits. */
function sentencesOfPair(pair, asksCredit = true) {
  const [earlier, later] = sidesByTime(pair);
  const [first, second] = namesOf(earlier, later);
  const relation = pairs.relation[pair];
  const said = [];
  if (reviewOf(pair) !== null) said.push(say(`pair_${reviewOf(pair)}`), noteSentence(saidOf(pair)));
  if (relation === "formula") said.push(say("share_formula", { a: first, b: second }));
  if (relation === "identical") said.push(say("same_words", { a: first, b: second }));
  if (wordsOf(pair) > 0) {
    said.push(
      ...sentencesOfWords(pair, [earlier, later], [first, second]),
      ...(asksCredit ? creditDue(pair, earlier, later) : []),
    );
    const via = pairs.via[pair];
    if (via !== null) {
      const isFirst = isDatedBefore(via, earlier) && isDatedBefore(via, later);
      said.push(say(isFirst ? "both_via" : "both_via_tie", { source: namedSource(via) }));
    }
  } else if (relation !== "formula" && relation !== "identical") {
    said.push(say("both_resemble", { a: first, b: second, share: percent(resemblance(pair), 1) }));
  }
  return said.filter(Boolean);
}

/** What a pair has in common, and how long one was before the other. */
function sentencesOfWords(pair, [earlier, later], [first, second]) {
  const isOrdered = earlierSide(pair) !== null;
  const [quoted, matched, n] = [pairs.quoted[pair], pairs.matched[pair], wordsOf(pair)];
  const said = [];
  if (isSpeechPair(pair)) said.push(say("same_speech", { a: first, b: second, n, quoted, by: n }));
  else if (isOrdered)
    said.push(sharedTold(isTie(pair) ? "tie_has" : "later_has", pair, later, [first, second]));
  else said.push(say("both_share", { a: first, b: second, words: say("n_words", { n }) }));
  if (isOrdered && isTie(pair)) said.push(say("dates_tie"));
  const lag = lagOf(pair);
  if (isOrdered && lag !== null && !isTie(pair)) said.push(say("first_before", { lag: duration(lag) }));
  if (isUpdate(later) && articles.audit.update_of[later] === earlier) said.push(say("updates_it"));
  if (!isSpeechPair(pair) && quoted * 4 >= matched)
    said.push(say("much_quoted", { share: percent(quoted, matched) }));
  return said;
}

/** How much of the later article of a pair stands in the earlier text. */
function sharedTold(key, pair, later, [first, second]) {
  const [n, own] = sharedOf(pair, later);
  return say(key, { earlier: first, later: second, n, own, by: own, share: percent(n, own) });
}

/** Whom the later article credits, where the earlier text is of an outlet that one looks for. */
function creditDue(pair, earlier, later) {
  if (earlierSide(pair) === null || isSpeechPair(pair) || isDismissed(pair) || reviewOf(pair) === "dismissed")
    return [];
  if (isAgency(earlier)) return creditOf(later);
  return looksLikeAgency(earlier) ? [say("credit_not_looked_for", { outlet: publisher(earlier) })] : [];
}

/** The figures of a pair, and of either article in it. */
function figuresOfPair(pair, left, right) {
  const said = [relationTerm(pairs.relation[pair], relationBetween(pair))];
  if (hasPassages)
    said.push(
      term("passage", say("n_passages", { n: pairs.passages[pair] })),
      term("matched", say("shared_words", { n: wordsOf(pair) })),
    );
  else said.push(term("resemblance", say("resembles", { share: share(resemblance(pair)) })));
  return [
    element(
      "ul",
      { class: "pair-figures" },
      element(
        "li",
        {},
        said.flatMap((one, at) => [at > 0 && " · ", one]),
      ),
      hasPassages && [left, right].map((article) => sharesOfSide(pair, article)),
    ),
    otherCounts(pair),
  ];
}

/** How much of one side of a pair is in the other. */
function sharesOfSide(pair, article) {
  const [n, own] = sharedOf(pair, article);
  const said = [say("shared_of", { n, own, by: own, share: percent(n, own) })];
  const part = attributedInPart(pair);
  if (part !== null && edgeOfPair.get(pair).reuser === article)
    said.push(say("attributed_less", { n: part }));
  return element("li", {}, element("strong", {}, articles.id[article]), " ", said.join("; "));
}

/** The other counts that the tables have of the same: each with its column, and what it counts. */
function otherCounts(pair) {
  const [a, b] = [pairs.a[pair], pairs.b[pair]];
  const both = (one, other) => `${articles.id[a]} ${one}, ${articles.id[b]} ${other}`;
  const covered = [pairs.a_covered, pairs.b_covered].map((column) => column[pair]);
  const contained = [pairs.a_shingles, pairs.b_shingles].map((of) =>
    quotient([pairs.shared[pair], of[pair]]),
  );
  const template = [a, b].map((article) => articles.boilerplate[article]);
  const counts = [
    hasPassages && say("count_matched", { n: pairs.matched[pair] }),
    hasPassages && say("count_coverage", { both: both(...covered.map((part) => share(quotient(part)))) }),
    hasPassages &&
      Math.max(...template) > 0 &&
      say("count_template", { both: both(...template.map(wholeNumber)) }),
    say("count_containment", { both: both(...contained.map(share)) }),
    say("count_resemblance", { share: share(resemblance(pair)) }),
  ];
  return element(
    "details",
    { class: "other-counts" },
    element("summary", {}, say("other_counts")),
    element(
      "ul",
      { class: "prose" },
      counts.filter(Boolean).map((count) => element("li", {}, count)),
    ),
  );
}

/** Whom an article names for its text; that it names nobody is said only where a credit is owed. */
function creditOf(article) {
  const credit = creditsTold(article);
  if (credit !== null) return [say("it_names", { name: publisher(article), credit })];
  return flagOf(article) === "uncredited" ? [say("it_names_nobody", { name: publisher(article) })] : [];
}

/** Whose words an article has, how many, and whom it names. */
function sentencesOfFlag(article) {
  const { audit } = articles;
  const edges = agenciesEdges(article);
  const agencies = [...new Set(edges.map((edge) => outletOf(edge.source)))];
  const [{ wire }, own] = [reuseOf[article], audit.own[article]];
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
  const credit = creditsTold(article);
  said.push(credit === null ? say("names_nobody") : say("names", { credit }));
  const aside = audit.aside[article].map(([agency, kind]) => withKinds(agency, [kind]));
  if (aside.length > 0) said.push(say("names_aside", { named: listed(aside) }));
  if (audit.update_of[article] !== null)
    said.push(say("is_update", { id: articles.id[audit.update_of[article]] }));
  return said;
}

/** What of an article is attributed to agencies' items, speech left out. */
function agenciesEdges(article) {
  return (sourcesOf.get(article) ?? []).filter((edge) => isAgency(edge.source) && !isSpeechEdge(edge));
}

/** The program's word for credits that name no agency. */
const IN_GENERAL = "agencies in general";

/** An agency with the kinds of the credits to it. */
function withKinds(agency, kinds) {
  const name = agency === IN_GENERAL ? say("in_general") : agency;
  return say("with_kinds", { agency: name, kinds: kinds.map((kind) => say(kind)).join(", ") });
}

/** Whom an article credits for its text, and how; null if nobody, or nobody knows. An agency does not credit itself. */
function creditsTold(article) {
  if (!isAudited(article) || articles.audit.credits[article].length === 0) return null;
  const kinds = new Map();
  for (const [agency, kind] of articles.audit.credits[article]) {
    if (!kinds.has(agency)) kinds.set(agency, []);
    kinds.get(agency).push(kind);
  }
  return listed([...kinds].map(([agency, named]) => withKinds(agency, named)));
}

function listed(names) {
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(names);
}

function relationName(relation) {
  return say(relation === "passages" ? "relation_passages" : relation);
}

/** A relation where it is not said which of two articles is the first. */
function relationBetween(pair) {
  const relation = pairs.relation[pair];
  return relationName(["a_in_b", "b_in_a"].includes(relation) ? "contained" : relation);
}

/** A relation as one of the two articles sees it. */
function relationSeenFrom(pair, article) {
  const relation = pairs.relation[pair];
  if (!["a_in_b", "b_in_a"].includes(relation)) return relationName(relation);
  return say((relation === "a_in_b") === (pairs.a[pair] === article) ? "it_in_other" : "other_in_it");
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
function relationTerm(relation, shown) {
  return term(EXPLAINED_BY[relation], shown);
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

/** What an article is flagged with; a credit says to whom it is, and of what kind. */
function flagBadge(article) {
  const flag = flagOf(article);
  return flag === null ? null : element("span", { class: `badge flag-${flag}` }, flagTold(article, flag));
}

function flagTold(article, flag) {
  const whom = creditsTold(article);
  if (flag === "credited") return say("credits_whom", { whom });
  if (flag !== "miscredited") return say(flag);
  const [edge] = agenciesEdges(article);
  return edge === undefined
    ? say("credits_whom", { whom })
    : say("credits_other", { whom, agency: outletOf(edge.source) });
}

/** Of which article of its own outlet an article is an update, as a badge; null if it is none. */
function updateBadge(article) {
  if (!isUpdate(article)) return null;
  const id = articles.id[articles.audit.update_of[article]];
  return element("span", { class: "badge update" }, say("update_of", { id }));
}
