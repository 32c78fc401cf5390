// Elements: how the page is made. Texts go in as text nodes only, so none of them is ever read as markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes and children; strings become text. `on` has listeners, `set` properties. */
function element(name, attributes = {}, ...children) {
  return furnish(document.createElement(name), attributes, children);
}

function drawn(name, attributes = {}, ...children) {
  return furnish(document.createElementNS(SVG, name), attributes, children);
}

function furnish(made, { on = {}, set = {}, ...attributes }, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false)
      made.setAttribute(name, value === true ? "" : value);
  }
  for (const [event, listener] of Object.entries(on)) made.addEventListener(event, listener);
  Object.assign(made, set);
  made.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return made;
}

/** A link to a place on this page. */
function link(place, ...children) {
  return element("a", { href: place }, ...children);
}

let choicesMade = 0;

/** A select with its label; `options` are pairs of value and text. */
function choose(label, options, value, change, attributes = {}) {
  const id = `choice-${(choicesMade += 1)}`;
  const rows = options.map(([option, text]) =>
    element("option", { value: option, selected: option === value }, text),
  );
  const select = element("select", { id, on: { change: (event) => change(event.target.value) } }, rows);
  return element("div", { class: "field", ...attributes }, element("label", { for: id }, label), select);
}

/** A table of few rows. Columns are `{ head, cell(row), number }`, and have a `name` where the head is no text; `classOf` dresses rows. */
function plainTable(caption, columns, rows, classOf = () => null) {
  const head = columns.map(({ head, number }) =>
    element("th", { scope: "col", class: number && "number" }, head),
  );
  const cells = (row) =>
    columns.map(({ head, name, cell, number }, at) =>
      element(
        at === 0 ? "th" : "td",
        { scope: at === 0 ? "row" : undefined, class: number && "number", "data-head": name ?? head },
        cell(row),
      ),
    );
  return element(
    "div",
    { class: "scrolled", tabindex: "0", role: "region", "aria-label": caption },
    element(
      "table",
      {},
      element("caption", { class: "unseen" }, caption),
      element("thead", {}, element("tr", {}, head)),
      element(
        "tbody",
        {},
        rows.map((row) => element("tr", { class: classOf(row) }, cells(row))),
      ),
    ),
  );
}

/** Tells a screen reader something that has changed elsewhere. */
function tell(text) {
  document.getElementById("told").textContent = text;
}
