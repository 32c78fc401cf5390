// Remarks: what the reader says of pairs and passages, until the program reads it from a file.
//
// A remark is `{ a, b, spans, verdict, note, reviewer, date, pair }`: ids; the passage in either text, in code points, or null
// for the pair; what was said; and what it leaves of the pair. They only grow, and of two about the same thing the later holds.
// What is held of a pair or a passage is what the program will make of them; figures are those of the run.

const REMARKS_KEY = `remarks-${reviewing.digest}`;
const REMARKS_FILE = "reviewed.csv";

/** All that was said on this page, and how much of it was saved. */
const remarks = { said: [], saved: 0 };

/** What holds of pairs by what was said on this page. */
const heldOfPairs = new Map();

function unsaved() {
  return remarks.said.length - remarks.saved;
}

/** What holds of a pair: what was said on this page, or else before the run; null if nothing, or it was taken back. */
function reviewOf(pair) {
  return heldOfPairs.has(pair) ? heldOfPairs.get(pair) : pairs.review[pair];
}

/** Why what holds of a pair was said, and by whom: `{ note, reviewer }`, or null. */
function saidOf(pair) {
  const [a, b] = [articles.key[pairs.a[pair]], articles.key[pairs.b[pair]]];
  const isOfPair = (remark) => remark.a === a && remark.b === b && remark.spans === null;
  const last = remarks.said.findLast(isOfPair);
  if (last !== undefined) return last.verdict === reviewOf(pair) ? last : null;
  return reviewOf(pair) === pairs.review[pair] ? (pairs.notes[pair] ?? null) : null;
}

/** A note and who wrote it, as a sentence; nothing where there is neither. */
function noteSentence(said) {
  const [note, reviewer] = [harmless(said?.note), harmless(said?.reviewer)];
  if (note) return say(reviewer ? "review_noted_by" : "review_noted", { note, reviewer });
  return reviewer ? say("review_by", { reviewer }) : "";
}

/** Takes up what the browser has kept of an earlier visit. */
function recall() {
  const kept = readRemarks(choices.read(REMARKS_KEY));
  if (kept === null || kept.said.length < remarks.said.length) return;
  Object.assign(remarks, kept);
  for (const { a, b, pair: review } of remarks.said) {
    const pair = pairByIds(`${encoded(a)}~${encoded(b)}`);
    if (pair !== undefined) heldOfPairs.set(pair, review);
  }
}

/** Remarks as they were kept; null if that is not what these are. */
function readRemarks(kept) {
  try {
    const { said, saved } = JSON.parse(kept);
    const isSound = said.every(isRemark) && Number.isInteger(saved) && saved >= 0 && saved <= said.length;
    return isSound ? { said, saved } : null;
  } catch {
    return null;
  }
}

function isRemark({ a, b, spans, verdict, note, reviewer, date, pair }) {
  const isSpan = (span) => span.length === 2 && span.every(Number.isInteger);
  return (
    [a, b, note, reviewer, date].every((text) => typeof text === "string") &&
    (spans === null || (spans.length === 2 && spans.every(isSpan))) &&
    REVIEWS.includes(verdict) &&
    (pair === null || REVIEWS.includes(pair))
  );
}

/** Says something of a pair, or of one of its passages. */
function remark(pair, passages, { passage, verdict, note, reviewer }) {
  // Another tab may have the same page open.
  recall();
  const said = {
    a: articles.key[pairs.a[pair]],
    b: articles.key[pairs.b[pair]],
    spans: passage && [passage.a_chars, passage.b_chars],
    verdict,
    note,
    reviewer,
    date: new Date().toISOString().replace(/\.\d+Z$/, "Z"),
    pair: null,
  };
  remarks.said.push(said);
  const now = held(pair, passages);
  said.pair = now.pair;
  heldOfPairs.set(pair, now.pair);
  keepRemarks();
  return now;
}

function keepRemarks() {
  choices.keep(REMARKS_KEY, JSON.stringify(remarks));
}

/** What holds of a pair and each of its passages after all that was said: `Reviewer` of the program, told once more. */
function held(pair, passages) {
  const [a, b] = [articles.key[pairs.a[pair]], articles.key[pairs.b[pair]]];
  const now = {
    pair: pairs.review[pair],
    passages: passages.map(({ review }) => review),
    said: passages.map(({ said }) => said),
  };
  for (const remark of remarks.said.filter((said) => said.a === a && said.b === b)) {
    const { spans, verdict } = remark;
    const review = verdict === "open" ? null : verdict;
    const said = review && remark;
    if (spans === null) {
      now.pair = review;
      now.passages.fill(review);
      now.said.fill(said);
      continue;
    }
    const isMeant = (passage) => areSame(spans[0], passage.a_chars) && areSame(spans[1], passage.b_chars);
    const meant = passages.map(isMeant);
    now.passages = now.passages.map((before, at) => (meant[at] ? review : before));
    now.said = now.said.map((before, at) => (meant[at] ? said : before));
    // Who stands by a passage of a pair no longer dismisses the pair, and has not confirmed the rest of it.
    if (meant.includes(true) && review !== "dismissed" && now.pair === "dismissed") now.pair = null;
  }
  const areAllDismissed = passages.length > 0 && now.passages.every((review) => review === "dismissed");
  if (areAllDismissed) now.pair = "dismissed";
  return now;
}

/** Whether two stretches have at least half of the longer one in common, as the program asks. */
function areSame([start, end], [from, to]) {
  const common = Math.min(end, to) - Math.max(start, from);
  return common > 0 && 2 * common >= Math.max(end - start, to - from);
}

/** All that was said, as `--reviewed` reads it (RFC 4180). */
function remarksFile() {
  const cells = remarks.said.map(({ a, b, spans, verdict, note, reviewer, date }) => {
    const [[a_start, a_end], [b_start, b_end]] = spans ?? [
      ["", ""],
      ["", ""],
    ];
    const texts = { a: hardened(a), b: hardened(b), note: hardened(note), reviewer: hardened(reviewer) };
    return { ...texts, a_start, a_end, b_start, b_end, verdict, date };
  });
  const rows = cells.map((row) => reviewing.columns.map((column) => quotedCell(String(row[column] ?? ""))));
  return [reviewing.columns, ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}

function quotedCell(cell) {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A text with a `'` in front of it if a spreadsheet would run it; one that looks so already gets another one. */
function hardened(text) {
  const [first] = text.replace(/^'+/, "");
  return first !== undefined && reviewing.run_as_formula.includes(first) ? `'${text}` : text;
}

/** Hands all that was said to the browser's downloads. */
function saveRemarks() {
  recall();
  const address = URL.createObjectURL(new Blob([remarksFile()], { type: "text/csv;charset=utf-8" }));
  element("a", { href: address, download: REMARKS_FILE }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  remarks.saved = remarks.said.length;
  keepRemarks();
}
