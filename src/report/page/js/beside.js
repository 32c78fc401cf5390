// Beside: two articles side by side, the earlier on the left, with what they share.

function sideBySide(pair) {
  const [left, right] = sidesByTime(pair);
  document.title = `${articles.id[pairs.a[pair]]} – ${articles.id[pairs.b[pair]]} – wirecopy`;
  const roles = rolesOf(pair);
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
    view.append(...withoutTexts(pair, [left, right], roles, lede));
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

/** What the left and the right text are to one another; null where no order is known. */
function rolesOf(pair) {
  if (datedSide(pair) !== null) return [say("the_earlier"), say("the_later")];
  return isTie(pair) ? [say("the_agencys"), say("the_other")] : [null, null];
}

/** What stands there instead of texts, and why. */
function withoutTexts(pair, [left, right], roles, lede) {
  const why = !hasPassages
    ? say("no_texts_run")
    : pairs.passages[pair] > 0
      ? say("no_texts_limit", { limit: run.limits.text_mib })
      : say("no_texts_none");
  const form = new ReviewForm(pair, [], lede);
  onKey = (key) => form.key(key);
  return [
    form.element,
    element("p", { class: "notice" }, say("no_texts"), " ", why),
    element("div", { class: "heads" }, articleHead(left, roles[0]), articleHead(right, roles[1])),
  ];
}

class Beside {
  constructor(pair, sides, texts, passages, roles, reviewed) {
    Object.assign(this, { pair, passages, current: -1 });
    this.anchors = [new Map(), new Map()];
    this.letters = sides[0] === pairs.b[pair] ? ["b", "a"] : ["a", "b"];
    this.panes = sides.map((article, side) => {
      const layers = layersOf(pair, passages, { side, letters: this.letters, anchors: this.anchors[side] });
      return this.#pane(article, side, { known: texts[side], role: roles[side], layers });
    });
    this.scrolling = new LinkedScroll(this.panes, this.anchors);
    this.position = element("span", { class: "position", role: "status" });
    this.list = new PassageList(pair, passages, this.letters, (at) => this.go(at));
    this.form = new ReviewForm(pair, passages, (now) => {
      this.list.mark(now);
      reviewed();
    });
    setTimeout(() => passages.length > 0 && this.#begin(), 0);
    onKey = (key) => (key === "n" ? this.step(1) : key === "p" ? this.step(-1) : this.form.key(key));
  }

  elements() {
    const texts = element("div", { class: "panes" }, this.panes);
    const bar = element(
      "div",
      { class: "toolbar", role: "toolbar", "aria-label": say("passages_list") },
      this.#stepper("previous", "↑", "p", -1),
      this.#stepper("next", "↓", "n", 1),
      this.position,
      ticked(say("linked"), (isTicked) => (this.scrolling.isLinked = isTicked)),
      ticked(say("show_words"), (isTicked) => texts.classList.toggle("plain-words", !isTicked)),
    );
    const body = element("div", { class: "beside-body" }, texts, this.list.element);
    return [bar, this.form.element, body];
  }

  #stepper(name, sign, key, by) {
    const described = { title: say(`${name}_passage`), "aria-keyshortcuts": key };
    return element(
      "button",
      { type: "button", ...described, on: { click: () => this.step(by) } },
      `${sign} ${say(name)}`,
    );
  }

  #pane(article, side, { known, role, layers }) {
    const text = element(
      "div",
      { class: "article-text", lang: languageOf(article) },
      annotated(known.text, [...ownLayers(known), ...layers]),
    );
    return element(
      "section",
      {
        class: "pane",
        tabindex: 0,
        "aria-label": say("pane", { id: articles.id[article] }),
        on: { scroll: () => this.scrolling.follow(side), click: (event) => this.#align(side, event) },
      },
      element("div", { class: "pane-name" }, whoAndWhen(article, role)),
      articleHead(article, false),
      text,
    );
  }

  /** A click on shared words brings the same words of the other text beside them. */
  #align(side, event) {
    const piece = event.target.closest?.("[data-segment]");
    if (!piece || String(getSelection()) !== "") return;
    if (this.scrolling.align(side, piece.dataset.segment))
      this.#choose(Number(piece.dataset.segment.split(" ")[0]));
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
    this.scrolling.show(`${at}`, gently);
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
    this.list.choose(at);
    this.form.choose(at);
    this.position.textContent = say("passage_of", { n: at + 1, all: this.passages.length });
    tell(passageTold(this.passages, at, this.letters));
  }
}

/** A box that is ticked at first. */
function ticked(name, change) {
  const box = element("input", {
    type: "checkbox",
    checked: true,
    on: { change: (event) => change(event.target.checked) },
  });
  return element("label", {}, box, ` ${name}`);
}
