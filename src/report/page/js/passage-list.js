// The list of the passages of a pair beside its texts, and what their colours and signs mean.

class PassageList {
  /** `letters` are the sides of the pair as they stand, from the left; `go` is asked to go to a passage. */
  constructor(pair, passages, letters, go) {
    Object.assign(this, { pair, passages, letters });
    this.reviews = passages.map(() => element("span", { class: "held-review" }));
    this.mark(held(pair, passages));
    this.buttons = passages.map((passage, at) => this.#listed(passage, at, go));
    this.element = element(
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
  }

  /** Shows which passage the reader is at. */
  choose(at) {
    this.buttons.forEach((button, number) => button.setAttribute("aria-current", number === at));
  }

  /** Says of each listed passage what a person makes of it. */
  mark({ passages, said }) {
    const ofPair = noteSentence(saidOf(this.pair));
    passages.forEach((review, at) => {
      const note = noteSentence(said[at]);
      const noted = note === "" || note === ofPair ? "" : `. ${note}`;
      this.reviews[at].textContent = review === null ? "" : `; ${say(review)}${noted}`;
    });
  }

  #listed(passage, at, go) {
    const [one, other] = this.letters.map((letter) => passage[`${letter}_words`]);
    const words = one === other ? say("n_words", { n: one }) : say("words_beside", { one, other });
    const said = [say("passage_figures", { kind: nameOfPassage(passage), words })];
    if (passage.quoted > 0)
      said.push(say("passage_quoted", { share: percent(passage.quoted, passage.matched) }));
    if (passage.via !== null) said.push(say("passage_via", { source: namedSource(passage.via) }));
    said.push(say("row_of_passages", { n: passage.number }));
    return element(
      "button",
      { type: "button", on: { click: () => go(at) } },
      element("span", { class: `number-badge ${classOfPassage(passage)}`, "aria-hidden": "true" }, at + 1),
      ` ${said.join("; ")}`,
      this.reviews[at],
    );
  }

  #legend() {
    const isOrdered = datedSide(this.pair) !== null;
    const entries = [
      ...["verbatim", "edited", "rewritten"].map((kind) => [`passage ${kind}`, say(kind)]),
      ["passage spoken", say("mark_speech")],
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
}
