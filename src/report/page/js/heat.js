// Heat map: the matrix as a picture that can be pointed at, walked through with the arrow keys, and read as words.

/** The least and the greatest side of a cell with names, and the least without. */
const NAMED_SIDE = 15;
const MOST_SIDE = 28;
const LEAST_SIDE = 2;
/** Milliseconds for which a pointer must rest for its row to be told in words, which costs more than all else. */
const RESTED = 150;
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function heatMap(options) {
  document.title = `${say("heat")} – wirecopy`;
  const view = element("div", { class: "heat" }, element("h1", {}, say("heat")));
  if (map.rows.length === 0) {
    view.append(
      element("p", { class: "notice" }, say("map_missing", { limit: run.limits.mapped })),
      element("p", {}, link("#pairs", say("pairs"))),
    );
    return view;
  }
  const framed = map.rows.length <= MOST_FRAMED && say("framed");
  view.append(element("p", { class: "why" }, say(`map_of_${map.measure}`), " ", framed));
  cellsOfMap().then(
    (cells) => view.append(...new HeatMap(cells, options).elements()),
    (fault) => view.append(failure(fault)),
  );
  return view;
}

class HeatMap {
  constructor(cells, options) {
    this.cells = cells;
    this.at = this.#named(options) ?? [0, Math.min(1, map.columns.length - 1)];
    this.canvas = this.#canvas();
    this.picture = new HeatPicture(cells, this.canvas);
    const isNamed = Math.max(map.rows.length, map.columns.length) <= MOST_NAMED;
    this.names = isNamed ? ["rows", "columns"].map((side) => new HeatNames(side)) : [];
    this.said = element(
      "p",
      { class: "cell-told", role: "status" },
      say(narrowness.matches ? "map_touch" : "map_keys"),
    );
    this.row = new HeatRow(cells, (row) => this.#move(row, this.cells.inCommon(row)[0] ?? this.at[1]));
    this.row.show(this.at[0]);
    if (this.#named(options)) this.#tell();
    const [rows, columns] = this.names.map((names) => names.element);
    const corner = columns && element("div", { class: "map-corner", "aria-hidden": "true" });
    this.holder = element(
      "div",
      { class: isNamed ? "map-holder named" : "map-holder" },
      corner,
      columns,
      rows,
      this.canvas,
    );
    new ResizeObserver(() => this.#draw()).observe(this.holder);
  }

  /** The cell that an address names; undefined if it names none. */
  #named(options) {
    const at = ["rows", "columns"].map((side, of) =>
      map[side].findIndex((article) => articles.key[article] === options.get(["row", "column"][of])),
    );
    return at.includes(-1) ? undefined : at;
  }

  #canvas() {
    const sizes = { rows: map.rows.length, columns: map.columns.length };
    return element("canvas", {
      tabindex: 0,
      role: "application",
      "aria-roledescription": say("heat"),
      "aria-label": `${say("map_label", sizes)}. ${say("map_keys")}`,
      on: {
        mousemove: (event) => this.#point(event, narrowness.matches ? 0 : RESTED),
        click: (event) => {
          this.#point(event);
          this.#showRow();
          // A finger has no way to point without a click, so that in a narrow window one is not taken elsewhere by it.
          if (!narrowness.matches) this.#open();
        },
        keydown: (event) => this.#key(event),
        focus: () => this.#tell(),
      },
    });
  }

  elements() {
    const ramp = [0, 0.1, 0.25, 0.5, 0.75, 1];
    const key = element(
      "p",
      { class: "ramp" },
      ramp.map((value) => [element("span", { class: "step" }, swatchOf(value, true), ` ${share(value)}`)]),
      element("span", { class: "of-hatching" }, swatchOf(0.75, false), " ", say("hatched")),
    );
    return [this.said, this.holder, key, this.row.element];
  }

  #draw() {
    const room = this.holder.clientWidth;
    if (room === 0) return;
    const isNamed = this.names.length > 0 && !narrowness.matches;
    const left = isNamed ? this.names[0].element.offsetWidth : 0;
    const fitting = Math.min(MOST_SIDE, Math.floor((room - left) / map.columns.length));
    this.side = Math.max(isNamed ? NAMED_SIDE : LEAST_SIDE, fitting);
    this.holder.style.setProperty("--side", `${this.side}px`);
    this.picture.draw(this.side, this.at);
    this.names.forEach((names, side) => names.mark(this.at[side]));
  }

  #point(event, rested = 0) {
    const column = Math.floor(event.offsetX / this.side);
    const row = Math.floor(event.offsetY / this.side);
    if (row < 0 || column < 0 || row >= map.rows.length || column >= map.columns.length) return;
    if (row !== this.at[0] || column !== this.at[1]) this.#move(row, column, rested);
    else this.#tell();
  }

  #move(row, column, rested = 0) {
    this.at = [
      Math.max(0, Math.min(map.rows.length - 1, row)),
      Math.max(0, Math.min(map.columns.length - 1, column)),
    ];
    this.#draw();
    this.#tell();
    this.#showRow(rested);
  }

  #showRow(rested = 0) {
    clearTimeout(this.showing);
    if (rested === 0) this.row.show(this.at[0]);
    else this.showing = setTimeout(() => this.row.show(this.at[0]), rested);
  }

  /** Puts the cell into the address, once the reader rests on it: browsers allow few changes in a second. */
  #keepPlace() {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.canvas.isConnected && rename(this.#place()), 300);
  }

  #place() {
    const [row, column] = this.at;
    return placeOf("heat", { row: articles.key[map.rows[row]], column: articles.key[map.columns[column]] });
  }

  #tell() {
    const [row, column] = this.at;
    const [one, other] = [map.rows[row], map.columns[column]];
    const pair = this.cells.pairAt(row, column);
    const figure = `${say(map.measure)} ${share(this.cells.value(row, column))}`;
    const told = say("map_cell", {
      row: mapName(one),
      column: mapName(other),
      figure: [figure, ...this.#toldOf(pair, one, other)].join(", "),
    });
    this.said.replaceChildren(
      told,
      ...(pair === undefined ? [] : [" ", link(placeOfPair(pair), say("open_pair"))]),
    );
    this.canvas.title = told;
  }

  /** What two articles are to one another, or why they are nothing. */
  #toldOf(pair, one, other) {
    if (one === other) return [say("map_itself")];
    const [row, column] = this.at;
    if (pair === undefined)
      return [whyNoPair(one, other, this.cells.value(row, column), this.cells.shared(row, column))];
    const said = [relationSeenFrom(pair, one)];
    if (reviewOf(pair) !== null) said.push(say(reviewOf(pair)));
    if (hasPassages)
      said.push(
        say("shared_words", { n: wordsOf(pair) }),
        say("n_passages", { n: pairs.passages[pair] }),
        ...(isSpeechPair(pair) ? [say("mostly_quoted")] : []),
      );
    return said;
  }

  /** Opens the pair of the cell; the way back leads to the cell. */
  #open() {
    const pair = this.cells.pairAt(...this.at);
    if (pair === undefined) return;
    clearTimeout(this.resting);
    rename(this.#place());
    location.hash = placeOfPair(pair);
  }

  /** The next related cell in reading order, or the one before. */
  #related(step) {
    const [row, column] = this.at;
    const { related } = this.cells;
    const isBehind = ([r, c]) => r > row || (r === row && c > column);
    const isBefore = ([r, c]) => r < row || (r === row && c < column);
    const found =
      step > 0 ? (related.find(isBehind) ?? related[0]) : (related.findLast(isBefore) ?? related.at(-1));
    if (found) this.#move(...found);
  }

  /** Brings the cell into sight where the map is larger than its room, whose names cover a part of it. */
  #reveal() {
    const [left, top] = [this.canvas.offsetLeft, this.canvas.offsetTop];
    const shown = (start, scrolled, room) => {
      if (start < scrolled) return start;
      return start + this.side > scrolled + room ? start + this.side - room : scrolled;
    };
    const { holder, side } = this;
    const [row, column] = this.at;
    holder.scrollLeft = shown(column * side, holder.scrollLeft, holder.clientWidth - left);
    holder.scrollTop = shown(row * side, holder.scrollTop, holder.clientHeight - top);
  }

  #key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = STEPS[event.key];
    if (step || event.key === "n" || event.key === "p") this.#keepPlace();
    if (step) this.#move(this.at[0] + step[0], this.at[1] + step[1]);
    else if (event.key === "Enter" || event.key === " ") this.#open();
    else if (event.key === "n" || event.key === "p") this.#related(event.key === "n" ? 1 : -1);
    else return;
    this.#reveal();
    event.preventDefault();
    event.stopPropagation();
  }
}
