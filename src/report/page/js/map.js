// Heat map: the matrix as a picture that can be pointed at, and walked through with the arrow keys.

/** The least side of a cell in a row with a name, and the most rows and columns that get so much. */
const LABELLED = 12;
const MOST_LABELLED = 150;
const LABEL_FONT = "12px system-ui, sans-serif";
const LONGEST_LABEL = 24;
/** What names take of a narrow window, at most. */
const LABEL_SHARE = 0.34;
const SMALLEST = 2;
/** Rows from which on frames would hide the cells. */
const MOST_FRAMED = 400;
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

let mapCells = null;

/** What is known of all cells, row by row: ten-thousandths, and what is shared in numbers. */
async function cellsOfMap() {
  const unpack = async (packed) => new DataView(await bytesOf(packed));
  mapCells ??= { figures: await unpack(map.cells), shared: await unpack(map.shared) };
  return mapCells;
}

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
  view.append(
    element(
      "p",
      { class: "why" },
      say(`map_of_${map.measure}`),
      " ",
      map.rows.length <= MOST_FRAMED && say("framed"),
    ),
  );
  cellsOfMap().then(
    (cells) => view.append(...new HeatMap(cells, options).elements()),
    (fault) => view.append(failure(fault)),
  );
  return view;
}

/** How strongly a figure is painted; a power below 1 spreads low ones a little. */
function opacity(value) {
  return value === 0 ? 0 : 0.02 + 0.98 * value ** 0.7;
}

class HeatMap {
  constructor(cells, options) {
    this.cells = cells;
    const at = (side, name) => map[side].findIndex((article) => articles.key[article] === options.get(name));
    const [row, column] = [at("rows", "row"), at("columns", "column")];
    const isNamed = row >= 0 && column >= 0;
    this.at = isNamed ? [row, column] : [0, Math.min(1, map.columns.length - 1)];
    this.canvas = element("canvas", {
      tabindex: 0,
      role: "application",
      "aria-roledescription": say("heat"),
      "aria-label": `${say("map_label", { rows: map.rows.length, columns: map.columns.length })}. ${say("map_keys")}`,
      on: {
        mousemove: (event) => this.#point(event),
        click: (event) => {
          this.#point(event);
          this.#open();
        },
        keydown: (event) => this.#key(event),
        focus: () => this.#tell(),
      },
    });
    this.names = element("canvas", { class: "row-names", "aria-hidden": "true" });
    this.said = element("p", { class: "cell-told", role: "status" }, say("map_keys"));
    if (isNamed) this.#tell();
    this.related = this.#relatedCells();
    new ResizeObserver(() => this.#draw()).observe(
      (this.holder = element("div", { class: "map-holder" }, this.names, this.canvas)),
    );
  }

  elements() {
    const ramp = [0, 0.1, 0.25, 0.5, 0.75, 1];
    const painted = (value, isHatched) => {
      const swatch = element("span", { class: isHatched ? "swatch hatched" : "swatch" });
      swatch.style.setProperty("--strength", opacity(value));
      return swatch;
    };
    const key = element(
      "p",
      { class: "ramp" },
      ramp.map((value) => [element("span", { class: "step" }, painted(value), ` ${share(value)}`)]),
      element("span", { class: "of-hatching" }, painted(0.75, true), " ", say("hatched")),
    );
    return [this.said, this.holder, key];
  }

  #value(row, column) {
    return this.cells.figures.getUint16(2 * (row * map.columns.length + column), true) / 10_000;
  }

  /** Word runs, or words, that two articles share. */
  #shared(row, column) {
    return this.cells.shared.getUint16(2 * (row * map.columns.length + column), true);
  }

  #pairAt(row, column) {
    return pairOf(map.rows[row], map.columns[column]);
  }

  #relatedCells() {
    const columns = new Map(map.columns.map((article, at) => [article, at]));
    const cells = [];
    map.rows.forEach((article, row) => {
      for (const pair of pairsOfArticle[article]) {
        const column = columns.get(pairs.a[pair] === article ? pairs.b[pair] : pairs.a[pair]);
        if (column !== undefined) cells.push([row, column]);
      }
    });
    return cells.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  }

  #tint() {
    return getComputedStyle(document.documentElement).getPropertyValue("--heat").split(" ").map(Number);
  }

  #draw() {
    const room = this.holder.clientWidth;
    if (room === 0) return;
    const [rows, columns] = [map.rows.length, map.columns.length];
    const pen = this.canvas.getContext("2d");
    const isLabelled = Math.max(rows, columns) <= MOST_LABELLED;
    this.left = isLabelled ? Math.min(this.#labelWidth(pen), Math.floor(room * LABEL_SHARE)) : 0;
    const fitting = Math.min(28, Math.floor((room - this.left) / columns));
    this.side = Math.max(isLabelled ? LABELLED : SMALLEST, fitting);
    const [width, height] = [columns * this.side, rows * this.side];
    sized(this.canvas, width, height);
    this.#drawCells(pen);
    this.#drawClusters(pen);
    this.#drawCursor(pen);
    sized(this.names, this.left, isLabelled ? height : 0);
    if (isLabelled) this.#drawLabels(this.names.getContext("2d"));
  }

  /** The cells are painted once, a dot each, and enlarged whenever something is drawn over them. */
  #drawCells(pen) {
    const tint = this.#tint();
    const [width, height] = [map.columns.length * this.side, map.rows.length * this.side];
    if (this.tinted !== String(tint)) {
      this.tinted = String(tint);
      this.pictures = [true, false].map((isReuse) => this.#painted(tint, isReuse));
      this.hatched = null;
    }
    if (this.hatched?.width !== width) this.hatched = hatching(this.pictures[1], width, height);
    pen.imageSmoothingEnabled = false;
    pen.drawImage(this.pictures[0], 0, 0, width, height);
    pen.drawImage(this.hatched, 0, 0);
    if (this.side <= 6) return;
    for (let at = 1; at <= map.columns.length; at += 1) pen.clearRect(at * this.side - 1, 0, 1, height);
    for (let at = 1; at <= map.rows.length; at += 1) pen.clearRect(0, at * this.side - 1, width, 1);
  }

  /** A dot for each cell: of those that are re-use, or of the others. */
  #painted([red, green, blue], isReuse) {
    const picture = new OffscreenCanvas(map.columns.length, map.rows.length);
    const pen = picture.getContext("2d");
    const dots = pen.createImageData(picture.width, picture.height);
    const reuse = this.#reuse();
    for (let at = 0; at < picture.width * picture.height; at += 1) {
      if (Boolean(reuse[at]) !== isReuse) continue;
      dots.data.set(
        [red, green, blue, 255 * opacity(this.cells.figures.getUint16(2 * at, true) / 10_000)],
        4 * at,
      );
    }
    pen.putImageData(dots, 0, 0);
    return picture;
  }

  /** Of each cell, whether it is a related pair that is no formula, or an article with itself. */
  #reuse() {
    const reuse = new Uint8Array(map.rows.length * map.columns.length);
    for (const [row, column] of this.related) {
      if (pairs.relation[this.#pairAt(row, column)] !== "formula")
        reuse[row * map.columns.length + column] = 1;
    }
    const columnAt = new Map(map.columns.map((article, at) => [article, at]));
    map.rows.forEach((article, row) => {
      if (columnAt.has(article)) reuse[row * map.columns.length + columnAt.get(article)] = 1;
    });
    return reuse;
  }

  #drawLabels(pen) {
    pen.fillStyle = getComputedStyle(this.canvas).color;
    pen.font = LABEL_FONT;
    pen.textBaseline = "middle";
    const letters = Math.min(LONGEST_LABEL, Math.floor((this.left - 12) / 6.5));
    map.rows.forEach((article, row) =>
      pen.fillText(clipped(articles.id[article], letters), 6, (row + 0.5) * this.side, this.left - 10),
    );
  }

  #labelWidth(pen) {
    pen.font = LABEL_FONT;
    return (
      14 +
      Math.max(
        ...map.rows.map((article) => pen.measureText(clipped(articles.id[article], LONGEST_LABEL)).width),
      )
    );
  }

  /** Frames around clusters; their articles stand side by side. */
  #drawClusters(pen) {
    if (map.rows.length > MOST_FRAMED) return;
    const rowAt = new Map(map.rows.map((article, at) => [article, at]));
    const columnAt = new Map(map.columns.map((article, at) => [article, at]));
    pen.strokeStyle = getComputedStyle(this.canvas).color;
    for (const cluster of run.clusters.shown) {
      const rows = cluster.map((article) => rowAt.get(article)).filter((at) => at !== undefined);
      const columns = cluster.map((article) => columnAt.get(article)).filter((at) => at !== undefined);
      if (rows.length === 0 || columns.length === 0) continue;
      const [top, left] = [Math.min(...rows), Math.min(...columns)];
      pen.strokeRect(
        left * this.side - 0.5,
        top * this.side - 0.5,
        (Math.max(...columns) + 1 - left) * this.side,
        (Math.max(...rows) + 1 - top) * this.side,
      );
    }
  }

  #drawCursor(pen) {
    const [row, column] = this.at;
    pen.strokeStyle = getComputedStyle(document.documentElement).getPropertyValue("--accent");
    pen.lineWidth = 2;
    pen.strokeRect(column * this.side, row * this.side, this.side, this.side);
  }

  #point(event) {
    const column = Math.floor(event.offsetX / this.side);
    const row = Math.floor(event.offsetY / this.side);
    if (row < 0 || column < 0 || row >= map.rows.length || column >= map.columns.length) return;
    if (row !== this.at[0] || column !== this.at[1]) this.#move(row, column);
  }

  #move(row, column) {
    this.at = [
      Math.max(0, Math.min(map.rows.length - 1, row)),
      Math.max(0, Math.min(map.columns.length - 1, column)),
    ];
    this.#draw();
    this.#tell();
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
    const named = {
      row: `${articles.id[one]} (${publisher(one)})`,
      column: `${articles.id[other]} (${publisher(other)})`,
    };
    const pair = this.#pairAt(row, column);
    const figure = [`${say(map.measure)} ${share(this.#value(row, column))}`];
    if (one === other) figure.push(say("map_itself"));
    else if (pair === undefined)
      figure.push(whyNoPair(one, other, this.#value(row, column), this.#shared(row, column)));
    else
      figure.push(
        relationName(pairs.relation[pair]),
        ...(reviewOf(pair) === null ? [] : [say(reviewOf(pair))]),
        ...(hasPassages
          ? [say("n_words", { n: pairs.matched[pair] }), say("n_passages", { n: pairs.passages[pair] })]
          : []),
      );
    this.said.textContent = say("map_cell", { ...named, figure: figure.join(", ") });
    this.canvas.title = this.said.textContent;
  }

  /** Opens the pair of the cell; the way back leads to the cell. */
  #open() {
    const pair = this.#pairAt(...this.at);
    if (pair === undefined) return;
    clearTimeout(this.resting);
    rename(this.#place());
    location.hash = placeOfPair(pair);
  }

  /** The next related cell in reading order, or the one before. */
  #related(step) {
    const [row, column] = this.at;
    const isBehind = ([r, c]) => r > row || (r === row && c > column);
    const isBefore = ([r, c]) => r < row || (r === row && c < column);
    const found =
      step > 0
        ? (this.related.find(isBehind) ?? this.related[0])
        : (this.related.findLast(isBefore) ?? this.related.at(-1));
    if (found) this.#move(...found);
  }

  /** Brings the cell into sight where the map is wider than its room. */
  #reveal() {
    const [start, room] = [this.at[1] * this.side, this.holder.clientWidth - this.left];
    const { scrollLeft } = this.holder;
    if (start < scrollLeft) this.holder.scrollLeft = start;
    else if (start + this.side > scrollLeft + room) this.holder.scrollLeft = start + this.side - room;
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
