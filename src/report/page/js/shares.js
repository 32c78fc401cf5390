// Shares: how much of an article stands in another one, counted in one way wherever it is said.
//
// Words are those of passages that match, the same or another form of it; of what is attributed to the other text also those
// that are put in the place of its words. A share is that of the article's own words, which are all but the template of its
// outlet.

/** The words of an article that are its own to account for. */
function ownWords(article) {
  return articles.words[article] - articles.boilerplate[article];
}

/** What of the later article of each pair is attributed to the earlier one. */
const edgeOfPair = new Map();
for (const edges of sourcesOf.values()) {
  for (const edge of edges) {
    const pair = pairOf(edge.source, edge.reuser);
    if (pair !== undefined) edgeOfPair.set(pair, edge);
  }
}

/**
 * How many of its own words one side of a pair has in common with the other, and how many own words it has. What is attributed
 * counts for both sides: each word of it stands for one of the other text.
 */
function sharedOf(pair, article) {
  const own = ownWords(article);
  const [covered] = pairs[pairs.a[pair] === article ? "a_covered" : "b_covered"][pair];
  return [Math.min(own, Math.max(covered, edgeOfPair.get(pair)?.words ?? 0)), own];
}

/** How many words a pair has in common: of the later article, where the order is known. */
function wordsOf(pair) {
  if (!hasPassages) return 0;
  const later = earlierSide(pair) === 1 ? pairs.a[pair] : pairs.b[pair];
  return earlierSide(pair) === null ? pairs.matched[pair] : sharedOf(pair, later)[0];
}

/** How many of the words that a pair has in common are attributed to its earlier text, where some are to other texts. */
function attributedInPart(pair) {
  const edge = edgeOfPair.get(pair);
  return edge !== undefined && edge.words < wordsOf(pair) ? edge.words : null;
}

/** Whether at least half of some words are quoted speech, as of an article that is flagged for a shared quotation. */
function isSpeech(quoted, words) {
  return words > 0 && quoted * 2 >= words;
}

/** Whether what a pair shares is for the most part quoted speech. */
function isSpeechPair(pair) {
  return hasPassages && isSpeech(pairs.quoted[pair], pairs.matched[pair]);
}

/** Whether what is attributed to a text is for the most part quoted speech, which both may have heard from one speaker. */
function isSpeechEdge({ quoted, words }) {
  return isSpeech(quoted, words);
}

/** Words of an article in other texts, and in agencies' items: what is attributed, and what is quoted speech that both have. */
const reuseOf = Array.from({ length: hasPassages ? articleCount : 0 }, (_, article) => {
  const { reused, wire } = articles.audit;
  const spoken = (sourcesOf.get(article) ?? []).filter(isSpeechEdge);
  const quoted = (edges) => edges.reduce((sum, edge) => sum + edge.quoted, 0);
  const [speech, wireSpeech] = [quoted(spoken), quoted(spoken.filter(({ source }) => isAgency(source)))];
  return { attributed: reused[article] - speech, speech, wire: wire[article] - wireSpeech };
});

/** Words of an article that are attributed to other outlets' texts. */
function fromOthers(article) {
  const edges = (sourcesOf.get(article) ?? []).filter(
    ({ source }) => outletOf(source) === null || outletOf(source) !== outletOf(article),
  );
  return edges.reduce((sum, { words }) => sum + words, 0);
}

/** The class of an article: of an update, how much of it is derived from texts of other outlets than its own. */
function classOf(article) {
  const { update_of, class: found } = articles.audit;
  if (update_of[article] === null) return found[article];
  const share = quotient([fromOthers(article), ownWords(article)]);
  const { wholly_derived, partly_derived } = run.settings;
  if (share >= wholly_derived) return "wholly_derived";
  return share >= partly_derived ? "partially_derived" : "non_derived";
}

function isUpdate(article) {
  return isAudited(article) && articles.audit.update_of[article] !== null;
}
