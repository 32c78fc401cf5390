// Beside: two articles side by side, the earlier on the left, with what they share.

const OPERATIONS = ["same", "inflected", "substituted", "only", "only"];
const FOCUS = 0.25;

function sideBySide(pair) {
  const [left, right] = sidesByTime(pair);
  document.title = `${articles.id[pairs.a[pair]]} – ${articles.id[pairs.b[pair]]} – wirecopy`;
  const roles =
    datedSide(pair) !== null
      ? [say("the_earlier"), say("the_later")]
      : isTie(pair)
        ? [say("the_agencys"), say("the_other")]
        : [null, null];
  const lead = element("p", { class: "lead" });
  const lede = () => {
    lead.textContent = sentencesOfPair(pair).join(" ");
  };
  lede();
  const view = element(
    "div",
    { class: "beside" },
    element("p", { class: "back" }, link(placeOfList("pairs"), `← ${say("back_to_pairs")}`)),
    element("h1", {}, namesOf(left, right).map(isolated).join(" – ")),
    lead,
    run.settings.strict_verbatim !== null &&
      element("p", { class: "why" }, say("answer_strict", { least: run.settings.strict_verbatim })),
    figuresOfPair(pair, left, right),
  );
  if (pairs.block[pair] === null || pairs.block[pair] === undefined) {
    const why = !hasPassages
      ? say("no_texts_run")
      : pairs.passages[pair] > 0
        ? say("no_texts_limit", { limit: run.limits.text_mib })
        : say("no_texts_none");
    const form = new ReviewForm(pair, [], lede);
    onKey = (key) => form.key(key);
    view.append(
      form.element,
      element("p", { class: "notice" }, say("no_texts"), " ", why),
      element("div", { class: "heads" }, articleHead(left, roles[0]), articleHead(right, roles[1])),
    );
    return view;
  }
  const waiting = element("p", { class: "notice" }, say("unpacking"));
  view.append(waiting);
  Promise.all([readable(left), readable(right), passagesOf(pair)]).then(
    ([one, other, passages]) => {
      // The reader may have gone elsewhere meanwhile.
      if (!waiting.isConnected) return;
      const beside = new Beside(pair, [left, right], [one, other], passages, roles, lede);
      waiting.replaceWith(...beside.elements());
    },
    (fault) => waiting.replaceWith(failure(fault)),
  );
  return view;
}

class Beside {
  constructor(pair, sides, texts, passages, roles, reviewed) {
    Object.assign(this, { pair, sides, passages, current: -1, isLinked: true, expected: [null, null] });
    const isTurned = sides[0] === pairs.b[pair];
    this.letters = isTurned ? ["b", "a"] : ["a", "b"];
    this.anchors = [new Map(), new Map()];
    this.panes = sides.map((article, side) => this.#pane(article, side, texts[side], roles[side]));
    this.position = element("span", { class: "position", role: "status" });
    this.reviews = passages.map(() => element("span", { class: "held-review" }));
    this.#mark(held(pair, passages));
    this.form = new ReviewForm(pair, passages, (now) => {
      this.#mark(now);
      reviewed();
    });
    this.buttons = passages.map((passage, at) => this.#listed(passage, at));
    new ResizeObserver(() => {
      this.points = null;
    }).observe(this.panes[0]);
    setTimeout(() => passages.length > 0 && this.#begin(), 0);
    onKey = (key) => (key === "n" ? this.step(1) : key === "p" ? this.step(-1) : this.form.key(key));
  }

  elements() {
    const linked = element("input", {
      type: "checkbox",
      checked: true,
      on: {
        change: (event) => {
          this.isLinked = event.target.checked;
        },
      },
    });
    const words = element("input", {
      type: "checkbox",
      checked: true,
      on: { change: (event) => this.texts.classList.toggle("plain-words", !event.target.checked) },
    });
    const bar = element(
      "div",
      { class: "toolbar", role: "toolbar", "aria-label": say("passages_list") },
      element(
        "button",
        {
          type: "button",
          title: say("previous_passage"),
          "aria-keyshortcuts": "p",
          on: { click: () => this.step(-1) },
        },
        `↑ ${say("previous")}`,
      ),
      element(
        "button",
        {
          type: "button",
          title: say("next_passage"),
          "aria-keyshortcuts": "n",
          on: { click: () => this.step(1) },
        },
        `↓ ${say("next")}`,
      ),
      this.position,
      element("label", {}, linked, ` ${say("linked")}`),
      element("label", {}, words, ` ${say("show_words")}`),
    );
    this.texts = element("div", { class: "panes" }, this.panes);
    const listed = element(
      "aside",
      { class: "passage-list", "aria-label": say("passages_list") },
      element("h2", {}, say("passages_list")),
      element(
        "ol",
        {},
        this.buttons.map((button) => element("li", {}, button)),
      ),
      this.#legend(),
    );
    return [bar, this.form.element, element("div", { class: "beside-body" }, this.texts, listed)];
  }

  #pane(article, side, known, role) {
    const text = element(
      "div",
      { class: "article-text", lang: languageOf(article) },
      annotated(known.text, [...ownLayers(known), ...this.#layers(side)]),
    );
    return element(
      "section",
      {
        class: "pane",
        tabindex: 0,
        "aria-label": say("pane", { id: articles.id[article] }),
        on: { scroll: () => this.#follow(side), click: (event) => this.#align(side, event) },
      },
      element("div", { class: "pane-name" }, whoAndWhen(article, role)),
      articleHead(article, false),
      text,
    );
  }

  /** Passages, their words, and where their segments begin, in one of the two texts. */
  #layers(side) {
    const letter = this.letters[side];
    const only = datedSide(this.pair) === null ? "only" : side === 0 ? "only dropped" : "only added";
    const layers = [];
    this.passages.forEach((passage, at) => {
      const [start, end] = passage[letter];
      const described = say("at_passage", {
        n: at + 1,
        all: this.passages.length,
        kind: say(passage.kind),
        words: say("n_words", { n: passage.matched }),
      });
      const isWhole = passage.segments.length === 1;
      const before = isWhole ? badge(at + 1, described, passage.kind) : badge("", described, "unseen");
      layers.push({
        start,
        end,
        class: `passage ${passage.kind}`,
        passage: at,
        before,
        begin: (piece) => this.anchors[side].set(`${at}`, piece),
      });
      const marks = passage[`${letter}_marks`];
      for (let mark = 0; mark < marks.length; mark += 3) {
        const operation = OPERATIONS[marks[mark + 2]];
        layers.push({
          start: marks[mark],
          end: marks[mark + 1],
          class: operation === "only" ? only : operation,
        });
      }
      passage.segments.forEach((segment, number) => {
        const [from, to] = letter === "a" ? segment : segment.slice(2);
        const key = `${at} ${number}`;
        const named = isWhole
          ? undefined
          : badge(
              `${at + 1}${lettered(number)}`,
              say("stretch", { n: `${at + 1}${lettered(number)}` }),
              passage.kind,
            );
        layers.push({
          start: from,
          end: to,
          segment: key,
          before: named,
          begin: (piece) => this.anchors[side].set(key, piece),
        });
      });
    });
    return layers;
  }

  /** A click on shared words brings the same words of the other text beside them. */
  #align(side, event) {
    const piece = event.target.closest?.("[data-segment]");
    if (!piece || String(getSelection()) !== "") return;
    const [here, there] = [side, 1 - side].map((at) => this.anchors[at].get(piece.dataset.segment));
    if (!here || !there) return;
    this.#choose(Number(piece.dataset.segment.split(" ")[0]));
    this.#scroll(
      1 - side,
      topOf(there, this.panes[1 - side]) - (topOf(here, this.panes[side]) - this.panes[side].scrollTop),
    );
  }

  #listed(passage, at) {
    const [one, other] = this.letters.map((letter) => passage[`${letter}_words`]);
    const said = [
      say("passage_figures", {
        kind: say(passage.kind),
        matched: passage.matched,
        a: one,
        b: other,
        by: passage.matched,
      }),
    ];
    if (passage.quoted > 0)
      said.push(say("passage_quoted", { share: percent(passage.quoted, passage.matched) }));
    if (passage.via !== null) said.push(say("passage_via", { source: namedSource(passage.via) }));
    said.push(say("row_of_passages", { n: passage.number }));
    return element(
      "button",
      { type: "button", on: { click: () => this.go(at) } },
      element("span", { class: `number-badge ${passage.kind}`, "aria-hidden": "true" }, at + 1),
      ` ${said.join("; ")}`,
      this.reviews[at],
    );
  }

  /** Says of each listed passage what a person makes of it. */
  #mark({ passages, said }) {
    const ofPair = noteSentence(saidOf(this.pair));
    passages.forEach((review, at) => {
      const note = noteSentence(said[at]);
      const noted = note === "" || note === ofPair ? "" : `. ${note}`;
      this.reviews[at].textContent = review === null ? "" : `; ${say(review)}${noted}`;
    });
  }

  #legend() {
    const isOrdered = datedSide(this.pair) !== null;
    const entries = [
      ...["verbatim", "edited", "rewritten"].map((kind) => [`passage ${kind}`, say(kind)]),
      ["passage edited substituted", say("op_substituted")],
      ["passage edited inflected", say("op_inflected")],
      ...(isOrdered
        ? [
            ["passage edited only dropped", say("op_dropped")],
            ["passage edited only added", say("op_added")],
          ]
        : [["passage edited only", say("op_only")]]),
      ["quoted", say("mark_quoted")],
      ["boilerplate", say("mark_boilerplate")],
      ["credit", say("mark_credit")],
    ];
    return element(
      "section",
      { class: "legend" },
      element("h2", {}, say("legend"), " ", hint("kind")),
      element(
        "ul",
        {},
        entries.map((entry) => legendEntry(...entry)),
      ),
    );
  }

  step(by) {
    if (this.passages.length === 0) return false;
    this.go((this.current + by + this.passages.length) % this.passages.length);
    return true;
  }

  /** Begins at the first passage. In a narrow window the texts are low, and stay at their heads. */
  #begin() {
    if (narrowness.matches) this.#choose(0);
    else this.go(0, true);
  }

  /** Goes to a passage in both texts; gently: only where it is out of sight. */
  go(at, gently = false) {
    this.#choose(at);
    const tops = this.panes.map((pane, side) => topOf(this.anchors[side].get(`${at}`), pane));
    const isInSight = this.panes.every((pane, side) => tops[side] < pane.scrollTop + pane.clientHeight * 0.7);
    if (!(gently && isInSight))
      this.panes.forEach((pane, side) => this.#scroll(side, tops[side] - pane.clientHeight * FOCUS));
  }

  #choose(at) {
    this.current = at;
    for (const pane of this.panes) {
      pane.querySelectorAll(".passage.current").forEach((piece) => piece.classList.remove("current"));
      if (this.passages.length > 1)
        pane
          .querySelectorAll(`.passage[data-passage="${at}"]`)
          .forEach((piece) => piece.classList.add("current"));
    }
    this.buttons.forEach((button, number) => button.setAttribute("aria-current", number === at));
    const passage = this.passages[at];
    this.form.choose(at);
    this.position.textContent = say("passage_of", { n: at + 1, all: this.passages.length });
    tell(
      say("at_passage", {
        n: at + 1,
        all: this.passages.length,
        kind: say(passage.kind),
        words: say("n_words", { n: passage.matched }),
      }),
    );
  }

  #scroll(side, top) {
    const pane = this.panes[side];
    pane.scrollTop = top;
    this.expected[side] = pane.scrollTop;
  }

  /** Scrolls the other text to where the same words stand; between two of them it goes in proportion. */
  #follow(side) {
    const pane = this.panes[side];
    if (this.expected[side] !== null && Math.abs(pane.scrollTop - this.expected[side]) < 2) {
      this.expected[side] = null;
      return;
    }
    this.expected[side] = null;
    if (!this.isLinked) return;
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
