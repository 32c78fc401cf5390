// A row of the heat map in words: all that one article has in common with others, the most first.

/** Articles of a row that are listed. */
const MOST_IN_ROW = 20;

class HeatRow {
  /** `go` is asked to go to a row. */
  constructor(cells, go) {
    this.cells = cells;
    const options = map.rows.map((article, row) => [String(row), `${mapName(article)}: ${titleOf(article)}`]);
    this.choice = choose(say("map_row"), options, "0", (row) => go(Number(row)), {
      class: "field row-choice",
    });
    this.list = element("ol", { class: "row-list" });
    this.element = element(
      "section",
      { class: "map-row" },
      element("h2", {}, say("map_in_words")),
      this.choice,
      this.list,
    );
  }

  show(row) {
    if (row === this.row) return;
    this.row = row;
    this.choice.querySelector("select").value = String(row);
    // What is printed as nothing says nothing, unless it is a pair.
    const found = this.cells
      .inCommon(row)
      .filter(
        (column) => this.cells.value(row, column) >= 0.005 || this.cells.pairAt(row, column) !== undefined,
      );
    this.list.replaceChildren(
      ...found.slice(0, MOST_IN_ROW).map((column) => this.#line(row, column)),
      ...(found.length > MOST_IN_ROW
        ? [element("li", { class: "small" }, say("map_row_more", { n: found.length - MOST_IN_ROW }))]
        : []),
      ...(found.length === 0 ? [element("li", {}, say("map_row_empty"))] : []),
    );
  }

  #line(row, column) {
    const other = map.columns[column];
    const pair = this.cells.pairAt(row, column);
    const [value, isReuse] = [this.cells.value(row, column), this.cells.isReuse(row, column)];
    const what = pair === undefined ? say("map_no_pair") : relationSeenFrom(pair, map.rows[row]);
    return element(
      "li",
      {},
      swatchOf(value, isReuse),
      element("strong", {}, share(value)),
      element(
        "span",
        {},
        pair === undefined ? mapName(other) : link(placeOfPair(pair), mapName(other)),
        element("span", { class: "small" }, ` ${titleOf(other)} · ${what}`),
      ),
    );
  }
}
