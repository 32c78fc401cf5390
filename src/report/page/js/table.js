// Table: rows by the ten thousand, of which only those in sight are elements.
//
// A grid by the patterns of ARIA: one row is in the tab order, arrow keys move it, Enter opens it.

const BEYOND = 6;

function cellClass(key, number) {
  return `cell column-${key}${number ? " number" : ""}`;
}

class RowTable {
  /** Columns are `{ key, head, cell(item), number }`; `sort(key, descending)` is asked for a new order. */
  constructor({ label, columns, open, sort }) {
    Object.assign(this, { columns, open, order: [], current: 0, made: new Map(), height: 0 });
    this.heads = columns.map((column) => this.#head(column, sort));
    this.headRow = element(
      "div",
      { role: "rowgroup", class: "row-heads" },
      element("div", { class: "row head", role: "row", "aria-rowindex": 1 }, this.heads),
    );
    this.body = element("div", {
      class: "rows",
      role: "rowgroup",
      on: { keydown: (event) => this.#key(event) },
    });
    this.grid = element(
      "div",
      { class: "row-table", role: "grid", "aria-label": label, on: { scroll: () => this.#draw() } },
      this.headRow,
      this.body,
    );
    new ResizeObserver(() => this.#draw()).observe(this.grid);
  }

  /** Shows these items, sorted by this column. */
  show(order, sortedBy, descending) {
    this.order = order;
    this.current = Math.min(this.current, Math.max(0, order.length - 1));
    this.#clear();
    this.grid.setAttribute("aria-rowcount", order.length + 1);
    this.columns.forEach(({ key }, at) => {
      const direction = key === sortedBy ? (descending ? "descending" : "ascending") : null;
      if (direction) this.heads[at].setAttribute("aria-sort", direction);
      else this.heads[at].removeAttribute("aria-sort");
    });
    this.#draw();
  }

  /** Goes back to where the reader left. */
  resume({ current, top }) {
    this.grid.scrollTop = top;
    this.#move(current);
  }

  /** Goes back to the top, as after a filter. */
  rewind() {
    this.current = 0;
    this.grid.scrollTop = 0;
  }

  /** Makes every row at once, as for a printer; at most so many, and says how many there are not. */
  unfold(most) {
    const shown = Math.min(most, this.order.length);
    for (let at = 0; at < shown; at += 1) {
      if (!this.made.has(at)) this.#make(at, this.height);
    }
    return this.order.length - shown;
  }

  #clear() {
    this.made.forEach((row) => row.remove());
    this.made.clear();
  }

  #head({ key, head, number }, sort) {
    return element(
      "div",
      { role: "columnheader", class: cellClass(key, number) },
      element("button", { type: "button", on: { click: () => sort(key) } }, head),
    );
  }

  #rowHeight() {
    return parseFloat(getComputedStyle(this.grid).getPropertyValue("--row")) || 56;
  }

  #draw() {
    const height = this.#rowHeight();
    if (height !== this.height) {
      this.height = height;
      this.#clear();
    }
    this.body.style.height = `${height * this.order.length}px`;
    const first = Math.max(0, Math.floor(this.grid.scrollTop / height) - BEYOND);
    const inSight = Math.ceil((this.grid.clientHeight || innerHeight) / height) + 2 * BEYOND;
    const wanted = new Set([this.current]);
    for (let at = first; at < Math.min(this.order.length, first + inSight); at += 1) wanted.add(at);
    for (const [at, row] of this.made) {
      if (!wanted.has(at)) {
        row.remove();
        this.made.delete(at);
      }
    }
    for (const at of [...wanted].sort((x, y) => x - y)) {
      if (at < this.order.length && !this.made.has(at)) this.#make(at, height);
    }
  }

  #make(at, height) {
    const item = this.order[at];
    const cells = this.columns.map(({ key, head, cell, number }) =>
      element("div", { role: "gridcell", class: cellClass(key, number), "data-head": head }, cell(item)),
    );
    const row = element(
      "div",
      {
        class: "row",
        role: "row",
        tabindex: at === this.current ? 0 : -1,
        "aria-rowindex": at + 2,
        on: { click: () => this.#go(at) },
      },
      cells,
    );
    row.style.top = `${at * height}px`;
    row.style.height = `${height}px`;
    const next = [...this.made.keys()].filter((made) => made > at).sort((x, y) => x - y)[0];
    this.body.insertBefore(row, next === undefined ? null : this.made.get(next));
    this.made.set(at, row);
  }

  #go(at) {
    this.#move(at);
    this.open(this.order[at]);
  }

  #move(to) {
    const at = Math.max(0, Math.min(this.order.length - 1, to));
    this.made.get(this.current)?.setAttribute("tabindex", -1);
    this.current = at;
    const height = this.#rowHeight();
    const scrollTop = this.grid.scrollTop;
    const clientHeight = this.grid.clientHeight - this.headRow.offsetHeight;
    if (at * height < scrollTop) this.grid.scrollTop = at * height;
    else if ((at + 1) * height > scrollTop + clientHeight)
      this.grid.scrollTop = (at + 1) * height - clientHeight;
    this.#draw();
    const row = this.made.get(at);
    row?.setAttribute("tabindex", 0);
    row?.focus({ preventScroll: true });
  }

  #key(event) {
    if (this.order.length === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(this.grid.clientHeight / this.#rowHeight()) - 1);
    const to = {
      ArrowDown: this.current + 1,
      ArrowUp: this.current - 1,
      PageDown: this.current + page,
      PageUp: this.current - page,
      Home: 0,
      End: this.order.length - 1,
    }[event.key];
    if (to !== undefined) this.#move(to);
    else if (event.key === "Enter" || event.key === " ") this.open(this.order[this.current]);
    else return;
    event.preventDefault();
  }
}
