// Arrows: what leads from a text to another, told apart by line and head, and not by colour alone.
//
// From an agency's item the line is full and its head is filled; from another text the line is hollow and its head open.

/** What each kind of arrow is drawn like, in the order in which they are explained. */
const ARROWS = ["agency", "paper", "tie", "open", "speech"];

/** What an arrow says: what it is of, how sure its order is, and whether it is speech. */
function kindOfEdge({ from, isOrdered, isTie: ties, isSpeech: quotes }) {
  if (quotes) return "speech";
  if (!isOrdered) return "open";
  if (ties) return "tie";
  return isAgency(from) ? "agency" : "paper";
}

/** The heads of arrows, which a drawing defines once. */
function arrowHeads() {
  const head = (id, shape) =>
    drawn(
      "marker",
      {
        id,
        viewBox: "0 0 12 12",
        refX: 10,
        refY: 6,
        markerWidth: 12,
        markerHeight: 12,
        markerUnits: "userSpaceOnUse",
        orient: "auto",
      },
      shape,
    );
  return drawn(
    "defs",
    {},
    head("head-filled", drawn("path", { d: "M1 1 11 6 1 11z", class: "head-filled" })),
    head("head-open", drawn("path", { d: "M2 1 10 6 2 11", class: "head-open" })),
  );
}

/** A line of a kind along a path; `width` is that of an agency's. */
function lineOfKind(kind, isFilled, path, width) {
  const line = drawn("path", {
    d: path,
    class: `edge ${kind}`,
    "marker-end": kind !== "open" && (isFilled ? "url(#head-filled)" : "url(#head-open)"),
    "stroke-width": (kind === "paper" ? width + 2 : width).toFixed(1),
  });
  const core = drawn("path", { d: path, class: "core", "stroke-width": width.toFixed(1) });
  return kind === "paper" ? [line, core] : [line];
}

function arrow(edge, places, most) {
  const { from, to, words, isOrdered, isSpeech: quotes } = edge;
  const [[x1, y1], [x2, y2]] = [places.get(from), places.get(to)];
  const bend = Math.abs(y2 - y1) < 2 ? -26 : 0;
  const [dx, dy] = [x2 - x1, y2 - y1];
  const shorter = Math.max(0, 1 - 9 / Math.max(1, Math.hypot(dx, dy)));
  const path = `M${x1} ${y1}Q${x1 + dx * 0.5} ${y1 + dy * 0.5 + bend + (bend ? 0 : -8)} ${x1 + dx * shorter} ${y1 + dy * shorter}`;
  const lines = lineOfKind(kindOfEdge(edge), isAgency(from), path, 1 + 4 * Math.sqrt(words / most));
  const ends = `${namedSource(from)} ${isOrdered ? "→" : "–"} ${namedSource(to)}`;
  const said = [say("n_words", { n: words }), quotes && say("mostly_quoted")].filter(Boolean).join(", ");
  const title = drawn("title", {}, `${ends}: ${said}`);
  const pair = pairOf(from, to);
  return pair === undefined
    ? drawn("g", { class: quotes && "speech" }, lines, title)
    : drawn(
        "a",
        { href: placeOfPair(pair), class: quotes && "speech", tabindex: -1, "aria-hidden": "true" },
        lines,
        title,
      );
}

/** What the arrows and dots of a drawing mean: each kind that occurs in it, with a sample. */
function legendOfFlows(story, edges) {
  const kinds = new Set(edges.map(kindOfEdge));
  const sample = (...shapes) =>
    drawn("svg", { viewBox: "0 0 46 16", class: "sample-arrow", "aria-hidden": "true" }, shapes);
  const entries = ARROWS.filter((kind) => kinds.has(kind)).map((kind) => [
    sample(lineOfKind(kind, kind === "agency" || kind === "tie", "M2 8 42 8", 2)),
    say(`arrow_${kind}`),
  ]);
  const clustered = new Set(run.clusters.shown.flat());
  const dots = [
    ["dot wire", "dot_agency", story.some(isAgency)],
    ["dot", "dot_paper", story.some((article) => !isAgency(article))],
    ["dot ringed", "dot_ring", story.some((article) => clustered.has(article))],
  ];
  for (const [dress, key] of dots.filter(([, , occurs]) => occurs)) {
    const ring = dress === "dot ringed" && drawn("circle", { cx: 23, cy: 8, r: 7, class: "ring" });
    const circle = drawn("circle", { cx: 23, cy: 8, r: 4.5 });
    entries.push([sample(drawn("g", { class: dress }, ring, circle)), say(key)]);
  }
  return element(
    "ul",
    { class: "flow-legend", "aria-label": say("legend") },
    entries.map(([shape, meaning]) => element("li", {}, shape, element("span", {}, meaning))),
  );
}
