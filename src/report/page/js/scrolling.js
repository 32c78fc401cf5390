// Linked scroll: two texts that keep the same words beside one another, whichever of them is scrolled.

/** How far down in a pane the words stand that are kept beside one another, as a share of its height. */
const FOCUS = 0.25;

class LinkedScroll {
  /** `anchors` has for either pane where each passage and each of its segments begins, by the same keys. */
  constructor(panes, anchors) {
    Object.assign(this, { panes, anchors, isLinked: true, expected: [null, null], points: null });
    new ResizeObserver(() => {
      this.points = null;
    }).observe(panes[0]);
  }

  /** Shows what has a key in both texts; gently: only where it is out of sight. */
  show(key, gently) {
    const tops = this.panes.map((pane, side) => topOf(this.anchors[side].get(key), pane));
    const isInSight = this.panes.every((pane, side) => tops[side] < pane.scrollTop + pane.clientHeight * 0.7);
    if (gently && isInSight) return;
    this.panes.forEach((pane, side) => this.#scroll(side, tops[side] - pane.clientHeight * FOCUS));
  }

  /** Brings what has a key in the other text to the height at which it stands in this one; false if one has no such. */
  align(side, key) {
    const [here, there] = [side, 1 - side].map((at) => this.anchors[at].get(key));
    if (!here || !there) return false;
    const height = topOf(here, this.panes[side]) - this.panes[side].scrollTop;
    this.#scroll(1 - side, topOf(there, this.panes[1 - side]) - height);
    return true;
  }

  /** Scrolls the other text to where the same words stand; between two of them it goes in proportion. */
  follow(side) {
    const pane = this.panes[side];
    const isOurs = this.expected[side] !== null && Math.abs(pane.scrollTop - this.expected[side]) < 2;
    this.expected[side] = null;
    if (isOurs || !this.isLinked) return;
    this.points ??= this.#points();
    const other = this.panes[1 - side];
    const [y, limit] = [pane.scrollTop, pane.scrollHeight - pane.clientHeight];
    const isAtEnd = y <= 0 || y >= limit - 1;
    const top =
      y <= 0
        ? 0
        : isAtEnd
          ? other.scrollHeight
          : between(this.points[side], y + pane.clientHeight * FOCUS) - other.clientHeight * FOCUS;
    this.#scroll(1 - side, top);
  }

  #scroll(side, top) {
    const pane = this.panes[side];
    pane.scrollTop = top;
    this.expected[side] = pane.scrollTop;
  }

  /** For either side, where segments begin here and there, in the order of this side. */
  #points() {
    const keys = [...this.anchors[0].keys()].filter((key) => this.anchors[1].has(key));
    const places = keys.map((key) =>
      this.panes.map((pane, side) => topOf(this.anchors[side].get(key), pane)),
    );
    const ends = this.panes.map((pane) => pane.scrollHeight);
    return [0, 1].map((side) => {
      const rows = places
        .map((place) => [place[side], place[1 - side]])
        .sort((one, other) => one[0] - other[0]);
      return [[0, 0], ...rows, [ends[side], ends[1 - side]]];
    });
  }
}

/** How far down in its pane an element stands. */
function topOf(piece, pane) {
  return piece.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;
}

/** The other side's place of a place, on the line between the two known ones around it. */
function between(points, y) {
  const next = points.findIndex((point) => point[0] > y);
  if (next <= 0) return points.at(next === 0 ? 0 : -1)[1];
  const [[y0, z0], [y1, z1]] = [points[next - 1], points[next]];
  return y1 === y0 ? z0 : z0 + ((z1 - z0) * (y - y0)) / (y1 - y0);
}
