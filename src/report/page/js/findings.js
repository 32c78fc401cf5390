// Findings: what the run found, as the page holds it.
//
// Articles and pairs are columns, and named by their places in them. Texts and passages wait in packed blocks.

function embedded(name) {
  return JSON.parse(document.getElementById(name).textContent);
}

const run = embedded("run");
const map = embedded("map");
const reviewing = embedded("reviewing");
const articles = embedded("articles");
const pairs = embedded("pairs");

// Ids stay as they are where they name something; all that is shown is made harmless once, here.
articles.key = articles.id;
for (const column of ["id", "title", "opening", "published", "outlets"])
  articles[column] = articles[column].map(harmless);
if (articles.audit !== null) {
  for (const column of ["credits", "aside"])
    articles.audit[column] = articles.audit[column].map((named) =>
      named.map(([agency, kind]) => [harmless(agency), kind]),
    );
}
run.agencies = run.agencies.map(harmless);
for (const likely of run.likely_agencies) likely.outlet = harmless(likely.outlet);
for (const outlet of run.outlets) outlet.name = harmless(outlet.name);
for (const flow of run.flows) [flow.source, flow.reuser] = [harmless(flow.source), harmless(flow.reuser)];
for (const warning of run.warnings) warning.examples = warning.examples.map(harmless);

const articleCount = articles.id.length;
const pairCount = pairs.a.length;
const hasPassages = articles.audit !== null;

/** The outlet of an article as it is called; null where none is given. */
function outletOf(article) {
  const outlet = articles.outlet[article];
  return outlet === null ? null : articles.outlets[outlet];
}

/** Who published an article, for a sentence. */
function publisher(article) {
  return outletOf(article) ?? articles.id[article];
}

function isReference(article) {
  return article >= articles.examined;
}

function isAgency(article) {
  const outlet = outletOf(article);
  return outlet !== null && run.agencies.includes(outlet);
}

/** Whether its outlet looks like an agency and was not taken for one. */
function looksLikeAgency(article) {
  const outlet = outletOf(article);
  return outlet !== null && run.likely_agencies.some((likely) => likely.outlet === outlet);
}

/** The title of an article; where it has none, how it begins, in quotation marks; else its id. */
function titleOf(article) {
  const opening = articles.opening[article];
  return articles.title[article] || (opening && say("opening", { words: opening })) || articles.id[article];
}

const TAG = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i;

/** The language that an article is said to be in, for a voice that reads it; undefined if that is no tag (BCP 47). */
function languageOf(article) {
  const said = articles.language[article];
  return said !== null && TAG.test(said) ? said : undefined;
}

/** Whether articles.csv tells of an article: it does so of those examined, if passages were looked for. */
function isAudited(article) {
  return hasPassages && !isReference(article);
}

function flagOf(article) {
  return isAudited(article) ? articles.audit.flag[article] : null;
}

/** Broder's resemblance of a pair. */
function resemblance(pair) {
  const either = pairs.a_shingles[pair] + pairs.b_shingles[pair] - pairs.shared[pair];
  return either === 0 ? 0 : pairs.shared[pair] / either;
}

function quotient([part, whole]) {
  return whole === 0 ? 0 : part / whole;
}

/** 0 where `a` is the earlier text, 1 where `b` is, null where that is not known. */
function earlierSide(pair) {
  return hasPassages ? pairs.earlier[pair] : null;
}

/** Whether the date of one article is before that of another. */
function isDatedBefore(one, other) {
  const [first, second] = [articles.dates[one], articles.dates[other]];
  return first !== null && second !== null && first[1] <= second[0];
}

/** Whether the dates of a pair do not tell which is the earlier text, and an agency's item is taken for it. */
function isTie(pair) {
  const side = earlierSide(pair);
  if (side === null) return false;
  const [one, other] = [pairs.a[pair], pairs.b[pair]];
  return !(side === 0 ? isDatedBefore(one, other) : isDatedBefore(other, one));
}

/** 0 where `a` is the earlier text by its date, 1 where `b` is, null where no date says so. */
function datedSide(pair) {
  return isTie(pair) ? null : earlierSide(pair);
}

/** Whether a person had dismissed a pair when the run was made, so that its figures are without it. */
function isDismissed(pair) {
  return pairs.review[pair] === "dismissed";
}

/** Pairs by how much they deserve a look, in the order of the program's summary and of `wirecopy show`. */
function byWorth(one, other) {
  return pairs.rank[one] - pairs.rank[other];
}

const pairAt = new Map();
const pairsOfArticle = Array.from({ length: articleCount }, () => []);
for (let pair = 0; pair < pairCount; pair += 1) {
  const [a, b] = [pairs.a[pair], pairs.b[pair]];
  pairAt.set(a * articleCount + b, pair);
  pairsOfArticle[a].push(pair);
  pairsOfArticle[b].push(pair);
}

/** The pair of two articles in either order; undefined if they are none. */
function pairOf(one, other) {
  return pairAt.get(Math.min(one, other) * articleCount + Math.max(one, other));
}

const sourcesOf = new Map();
const reusersOf = new Map();
for (let row = 0; row < articles.reuse.source.length; row += 1) {
  const { source, reuser, words, quoted, lag } = articles.reuse;
  const edge = {
    source: source[row],
    reuser: reuser[row],
    words: words[row],
    quoted: quoted[row],
    lag: lag[row],
  };
  for (const [edges, article] of [
    [sourcesOf, edge.reuser],
    [reusersOf, edge.source],
  ]) {
    if (!edges.has(article)) edges.set(article, []);
    edges.get(article).push(edge);
  }
}

/** Minutes from the earlier to the later text of a pair, where both are dated to the minute. */
function lagOf(pair) {
  const side = earlierSide(pair);
  if (side === null) return null;
  const [earlier, later] = side === 0 ? [pairs.a[pair], pairs.b[pair]] : [pairs.b[pair], pairs.a[pair]];
  if (!isMoment(earlier) || !isMoment(later)) return null;
  return Math.trunc((articles.dates[later][0] - articles.dates[earlier][0]) / 60);
}

const opened = new Map();

/** A block, unpacked once: texts by article, or passages by pair. */
function block(number) {
  if (!opened.has(number))
    opened.set(number, unpacked(document.getElementById(`block-${number}`).textContent).then(JSON.parse));
  return opened.get(number);
}

/** A browser that cannot unpack. */
class TooOld extends Error {}

async function bytesOf(packed) {
  if (typeof DecompressionStream !== "function") throw new TooOld(say("too_old"));
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).arrayBuffer();
}

async function unpacked(packed) {
  return new TextDecoder().decode(await bytesOf(packed));
}

/** The text of an article with its stretches; null if it is not on the page. */
async function readable(article) {
  const number = articles.block[article];
  if (number === null) return null;
  const known = (await block(number))[article];
  const credits = known.credits.map(([start, end, agency, kind, isOwn]) => [
    start,
    end,
    harmless(agency),
    kind,
    isOwn,
  ]);
  return { ...known, credits };
}

/** The passages of a pair; none if they are not on the page. */
async function passagesOf(pair) {
  const number = pairs.block[pair];
  return number === null ? [] : (await block(number))[pair];
}
