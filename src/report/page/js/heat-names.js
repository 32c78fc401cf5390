// Names along the heat map: of each row and of each column, its outlet and its id.

/** The most rows and columns that have names. */
const MOST_NAMED = 150;

/** An article as it is called in the map. */
function mapName(article) {
  const outlet = outletOf(article);
  return outlet === null ? articles.id[article] : `${isolated(outlet)} · ${isolated(articles.id[article])}`;
}

/** The names of one side of the map: of `rows` or of `columns`. A pointer finds them; a voice is told of each cell instead. */
class HeatNames {
  constructor(side) {
    this.names = map[side].map((article) =>
      element(
        "a",
        { href: placeOfArticle(article), tabindex: -1, title: `${mapName(article)}: ${titleOf(article)}` },
        element("span", { class: "of-outlet" }, outletOf(article) ?? ""),
        element("span", { class: "of-id" }, articles.id[article]),
      ),
    );
    this.element = element("div", { class: `map-names of-${side}`, "aria-hidden": "true" }, this.names);
    this.at = 0;
  }

  /** Marks the name of the row or column that the reader is at. */
  mark(at) {
    this.names[this.at].classList.remove("at");
    this.names[at].classList.add("at");
    this.at = at;
  }
}
