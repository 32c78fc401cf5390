// The picture of the heat map: its cells, frames around clusters, and where the reader is.

/** Rows from which on frames would hide the cells. */
const MOST_FRAMED = 400;
/** The least side of a cell that is parted from its neighbours by a line. */
const PARTED = 6;

class HeatPicture {
  constructor(cells, canvas) {
    Object.assign(this, { cells, canvas, tinted: null, hatched: null });
  }

  /** Draws all of it with cells of this side, and the reader at a cell. */
  draw(side, at) {
    const pen = this.canvas.getContext("2d");
    sized(this.canvas, map.columns.length * side, map.rows.length * side);
    this.#drawCells(pen, side);
    this.#drawClusters(pen, side);
    this.#drawPlace(pen, side, at);
  }

  /** The cells are painted once, a dot each, and enlarged whenever something is drawn over them. */
  #drawCells(pen, side) {
    const tint = getComputedStyle(document.documentElement).getPropertyValue("--heat").split(" ").map(Number);
    const [width, height] = [map.columns.length * side, map.rows.length * side];
    if (this.tinted !== String(tint)) {
      this.tinted = String(tint);
      this.pictures = [true, false].map((isReuse) => this.#painted(tint, isReuse));
      this.hatched = null;
    }
    if (this.hatched?.width !== width) this.hatched = hatching(this.pictures[1], width, height);
    pen.imageSmoothingEnabled = false;
    pen.drawImage(this.pictures[0], 0, 0, width, height);
    pen.drawImage(this.hatched, 0, 0);
    if (side <= PARTED) return;
    for (let at = 1; at <= map.columns.length; at += 1) pen.clearRect(at * side - 1, 0, 1, height);
    for (let at = 1; at <= map.rows.length; at += 1) pen.clearRect(0, at * side - 1, width, 1);
  }

  /** A dot for each cell: of those that are re-use, or of the others. */
  #painted([red, green, blue], isReuse) {
    const picture = new OffscreenCanvas(map.columns.length, map.rows.length);
    const pen = picture.getContext("2d");
    const dots = pen.createImageData(picture.width, picture.height);
    for (let row = 0; row < picture.height; row += 1) {
      for (let column = 0; column < picture.width; column += 1) {
        if (this.cells.isReuse(row, column) !== isReuse) continue;
        const strength = 255 * opacity(this.cells.value(row, column));
        dots.data.set([red, green, blue, strength], 4 * (row * picture.width + column));
      }
    }
    pen.putImageData(dots, 0, 0);
    return picture;
  }

  /** Frames around clusters; their articles stand side by side. */
  #drawClusters(pen, side) {
    if (map.rows.length > MOST_FRAMED) return;
    const { rowAt, columnAt } = this.cells;
    pen.strokeStyle = getComputedStyle(this.canvas).color;
    for (const cluster of run.clusters.shown) {
      const [rows, columns] = [rowAt, columnAt].map((places) =>
        cluster.map((article) => places.get(article)).filter((at) => at !== undefined),
      );
      if (rows.length === 0 || columns.length === 0) continue;
      const [top, left] = [Math.min(...rows), Math.min(...columns)];
      const [bottom, right] = [Math.max(...rows) + 1, Math.max(...columns) + 1];
      pen.strokeRect(left * side - 0.5, top * side - 0.5, (right - left) * side, (bottom - top) * side);
    }
  }

  #drawPlace(pen, side, [row, column]) {
    pen.strokeStyle = getComputedStyle(document.documentElement).getPropertyValue("--accent");
    pen.lineWidth = 2;
    pen.strokeRect(column * side, row * side, side, side);
  }
}
