// The cells of the heat map: how much each two articles have in common, and which of that is re-use.

let mapCells = null;

/** What is known of all cells, unpacked once. */
async function cellsOfMap() {
  const unpack = async (packed) => new DataView(await bytesOf(packed));
  mapCells ??= new HeatCells(await unpack(map.cells), await unpack(map.shared));
  return mapCells;
}

class HeatCells {
  /** Row by row: ten-thousandths, and word runs, or words, that two articles share. */
  constructor(figures, shared) {
    Object.assign(this, { figures, numbers: shared });
    const placesOf = (side) => new Map(map[side].map((article, at) => [article, at]));
    [this.rowAt, this.columnAt] = [placesOf("rows"), placesOf("columns")];
    this.related = this.#related();
    this.reuse = this.#reuse();
  }

  /** The figure of a cell, 0 to 1. */
  value(row, column) {
    return this.figures.getUint16(2 * (row * map.columns.length + column), true) / 10_000;
  }

  shared(row, column) {
    return this.numbers.getUint16(2 * (row * map.columns.length + column), true);
  }

  pairAt(row, column) {
    return pairOf(map.rows[row], map.columns[column]);
  }

  /** Whether what two articles have in common is a related pair that is no formula, or one article. */
  isReuse(row, column) {
    return this.reuse[row * map.columns.length + column] === 1;
  }

  /** The columns in which a row has something, the most first; its own aside. */
  inCommon(row) {
    const found = [];
    map.columns.forEach((article, column) => {
      if (article !== map.rows[row] && this.value(row, column) > 0) found.push(column);
    });
    return found.sort((one, other) => this.value(row, other) - this.value(row, one) || one - other);
  }

  /** The cells of pairs, in reading order. */
  #related() {
    const cells = [];
    map.rows.forEach((article, row) => {
      for (const pair of pairsOfArticle[article]) {
        const column = this.columnAt.get(pairs.a[pair] === article ? pairs.b[pair] : pairs.a[pair]);
        if (column !== undefined) cells.push([row, column]);
      }
    });
    return cells.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  }

  #reuse() {
    const reuse = new Uint8Array(map.rows.length * map.columns.length);
    for (const [row, column] of this.related) {
      if (pairs.relation[this.pairAt(row, column)] !== "formula")
        reuse[row * map.columns.length + column] = 1;
    }
    map.rows.forEach((article, row) => {
      if (this.columnAt.has(article)) reuse[row * map.columns.length + this.columnAt.get(article)] = 1;
    });
    return reuse;
  }
}

/** How strongly a figure is painted; a power below 1 spreads low ones a little. */
function opacity(value) {
  return value === 0 ? 0 : 0.02 + 0.98 * value ** 0.7;
}

/** A cell as a sign in a text. */
function swatchOf(value, isReuse) {
  const swatch = element("span", { class: isReuse ? "swatch" : "swatch hatched", "aria-hidden": "true" });
  swatch.style.setProperty("--strength", opacity(value));
  return swatch;
}
