// Drawing: articles by outlet and time, with arrows from earlier to later texts.

const RIGHT = 30;
const TOP = 34;
const STACK = 20;

/** A drawing: how wide it is, where time begins, how many moments are named, and what a lane's name takes above its dots. */
const WIDE = { width: 1000, left: 190, most: 8, over: 0 };
const NARROW = { width: 400, left: 0, most: 4, over: 18 };
const narrowness = matchMedia("(max-width: 760px)");

function middleOf(article) {
  const dates = articles.dates[article];
  return dates === null ? null : (dates[0] + dates[1]) / 2;
}

/** Where each article of a drawing stands: outlets are lanes, agencies first, then who began first; time runs to the right. */
function layout(story, { width, left, over }) {
  const times = story.map(middleOf).filter((time) => time !== null);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const hasUndated = times.length < story.length;
  const end = width - RIGHT - (hasUndated ? (over > 0 ? 50 : 90) : 0);
  const x = (time) =>
    time === null
      ? width - RIGHT - 20
      : left + 20 + (last === first ? 0.5 : (time - first) / (last - first)) * (end - left - 40);
  const names = [...new Set(story.map((article) => outletOf(article) ?? ""))];
  const isWire = (name) => run.agencies.includes(name);
  const start = (name) =>
    Math.min(
      ...story
        .filter((article) => (outletOf(article) ?? "") === name)
        .map((article) => middleOf(article) ?? Infinity),
    );
  const starts = new Map(names.map((name) => [name, start(name)]));
  const byStart = (one, other) =>
    starts.get(one) === starts.get(other) ? 0 : starts.get(one) - starts.get(other);
  names.sort(
    (one, other) => isWire(other) - isWire(one) || byStart(one, other) || one.localeCompare(other, locale),
  );
  const places = new Map();
  const lanes = [];
  let top = TOP;
  for (const name of names) {
    const here = story
      .filter((article) => (outletOf(article) ?? "") === name)
      .map((article) => [x(middleOf(article)), article])
      .sort((one, other) => one[0] - other[0] || one[1] - other[1]);
    const ends = [];
    for (const [at, article] of here) {
      let row = ends.findIndex((taken) => taken + STACK < at);
      if (row < 0) row = ends.length;
      ends[row] = at;
      places.set(article, [at, top + over + 24 + row * STACK]);
    }
    const height = over + 28 + ends.length * STACK;
    lanes.push({ name, top, height });
    top += height;
  }
  return { places, lanes, height: top + 8, first, last, x, hasUndated };
}

function graph(story, edges) {
  const frame = narrowness.matches ? NARROW : WIDE;
  const { width, over } = frame;
  const { places, lanes, height, first, last, x, hasUndated } = layout(story, frame);
  const most = Math.max(1, ...edges.map(({ words }) => words));
  const clusterOf = new Map(
    run.clusters.shown.flatMap((cluster, at) => cluster.map((article) => [article, at + 1])),
  );
  const made = drawn(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": say("graph_label") },
    arrowHeads(),
  );
  lanes.forEach(({ top, height: tall }, at) =>
    made.append(drawn("rect", { x: 0, y: top, width, height: tall, class: at % 2 ? "lane" : "lane odd" })),
  );
  if (over === 0) made.append(drawn("text", { x: 10, y: 20, class: "tick-name" }, zoneName()));
  if (Number.isFinite(first))
    made.append(
      ...ticks(first, last, frame.most).map((second) =>
        drawn(
          "g",
          { class: "tick" },
          drawn("line", { x1: x(second), x2: x(second), y1: TOP, y2: height - 8 }),
          drawn(
            "text",
            { x: x(second), y: 20, "text-anchor": anchorAt(x(second), width) },
            tickName(second, last - first),
          ),
        ),
      ),
    );
  if (hasUndated)
    made.append(
      drawn(
        "text",
        {
          x: width - RIGHT - 20,
          y: 20,
          "text-anchor": anchorAt(width - RIGHT - 20, width),
          class: "tick-name",
        },
        say("no_time"),
      ),
    );
  for (const edge of [...edges].reverse()) made.append(arrow(edge, places, most));
  for (const { name, top } of lanes)
    made.append(
      drawn(
        "text",
        {
          x: 10,
          y: top + (over > 0 ? 16 : 28),
          class: run.agencies.includes(name) ? "lane-name wire" : "lane-name",
        },
        clippedEnd(name || say("no_outlet"), over > 0 ? 50 : 26),
      ),
    );
  for (const article of story) made.append(dot(article, places.get(article), clusterOf.get(article)));
  return made;
}

function dot(article, [x, y], cluster) {
  const name = `${namedSource(article)}, ${dateOf(article)}: ${titleOf(article)}`;
  return drawn(
    "a",
    { href: placeOfArticle(article), class: `dot ${isAgency(article) ? "wire" : ""}`, "aria-label": name },
    drawn("title", {}, name),
    cluster && drawn("circle", { cx: x, cy: y, r: 10, class: "ring" }),
    drawn("circle", { cx: x, cy: y, r: 6 }),
  );
}

const TICK_STEPS = [
  300, 900, 1800, 3600, 10800, 21600, 43200, 86400, 172800, 604800, 1209600, 2592000, 7776000, 31536000,
  157680000, 315360000,
];

/** Round moments, on the page's clock, of the time that is drawn. */
function ticks(first, last, most) {
  const step =
    TICK_STEPS.find((seconds) => (last - first) / seconds <= most) ??
    Math.max(1, (last - first) / (most - 1));
  const found = [];
  for (let second = Math.ceil((first + clock) / step) * step - clock; second <= last; second += step)
    found.push(second);
  return found;
}

function tickName(second, width) {
  const style =
    width < 3 * 86400
      ? { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }
      : width < 700 * 86400
        ? { day: "numeric", month: "short", year: "numeric" }
        : { month: "short", year: "numeric" };
  return new Intl.DateTimeFormat(locale, { ...style, hourCycle: "h23", timeZone: "UTC" }).format(
    new Date((second + clock) * 1000),
  );
}

/** Which end of a name stands at a place, so that none is cut off. */
function anchorAt(x, width) {
  return x < 45 ? "start" : x > width - 45 ? "end" : "middle";
}

function clippedEnd(text, longest) {
  const letters = Array.from(text);
  return letters.length <= longest ? text : `${letters.slice(0, longest - 1).join("")}…`;
}
