// Reviewing: where the reader says what counts, and saves what was said.

const VERDICTS = [
  { verdict: "dismissed", name: "dismiss", key: "d" },
  { verdict: "confirmed", name: "confirm", key: "c" },
  { verdict: "open", name: "reopen", key: null },
];

class ReviewForm {
  /** `changed` is told what holds of the pair and its passages after something was said. */
  constructor(pair, passages, changed) {
    Object.assign(this, { pair, passages, changed, current: 0, isOfPassage: false });
    this.note = element("input", { type: "text", autocomplete: "off" });
    this.reviewer = element("input", {
      type: "text",
      autocomplete: "name",
      value: choices.read("reviewer"),
      on: { change: () => choices.keep("reviewer", this.reviewer.value.trim()) },
    });
    this.passageName = element("span", {}, say("one_passage", { n: 1 }));
    this.held = element("p", { class: "held", role: "status" });
    this.element = element(
      "section",
      { class: "reviewing", "aria-label": say("reviewing") },
      passages.length > 0 && this.#what(),
      this.#labelled("note", this.note),
      this.#labelled("reviewer", this.reviewer),
      VERDICTS.map((one) => this.#button(one)),
      element(
        "details",
        { class: "review-meaning" },
        element("summary", {}, say("review_help")),
        element("p", {}, say("review_meaning")),
        element("p", {}, say("review_kept", { file: REMARKS_FILE })),
      ),
      this.held,
    );
  }

  /** Goes along with the passage that the reader is at. */
  choose(at) {
    this.current = at;
    this.passageName.textContent = say("one_passage", { n: at + 1 });
  }

  /** Does what a key stands for; true if it stands for something. */
  key(key) {
    const meant = VERDICTS.find((one) => one.key === key);
    if (meant) this.#say(meant.verdict);
    return meant !== undefined;
  }

  #what() {
    const choice = (isOfPassage, name) =>
      element(
        "label",
        {},
        element("input", {
          type: "radio",
          name: "reviewed",
          checked: !isOfPassage,
          on: { change: () => (this.isOfPassage = isOfPassage) },
        }),
        " ",
        name,
      );
    return element(
      "fieldset",
      {},
      element("legend", { class: "unseen" }, say("reviewing_of")),
      choice(false, say("this_pair")),
      choice(true, this.passageName),
    );
  }

  #labelled(name, input) {
    return element("label", { class: `field ${name}` }, element("span", {}, say(name)), input);
  }

  #button({ verdict, name, key }) {
    const described = key && { title: say(`${name}_key`), "aria-keyshortcuts": key };
    return element(
      "button",
      { type: "button", ...described, on: { click: () => this.#say(verdict) } },
      say(name),
    );
  }

  #say(verdict) {
    const passage = this.isOfPassage ? this.passages[this.current] : null;
    const [note, reviewer] = [this.note, this.reviewer].map((input) => input.value.trim());
    const now = remark(this.pair, this.passages, { passage, verdict, note, reviewer });
    this.note.value = "";
    const review = say((passage ? now.passages[this.current] : now.pair) ?? "open");
    this.held.textContent = passage
      ? say("the_passage", { n: this.current + 1, review })
      : say("the_pair", { review });
    this.changed(now);
    showUnsaved();
  }
}

/** What was said on this page and where it is, on every view once there is something. */
function showUnsaved() {
  const place = document.getElementById("unsaved");
  const [n, all] = [unsaved(), remarks.said.length];
  place.hidden = all === 0;
  if (all === 0) return;
  const save = () => {
    saveRemarks();
    showUnsaved();
    place.querySelector("button").focus();
  };
  const where = n > 0 ? say("reviews_unsaved", { n }) : say("reviews_saved", { n: all, file: REMARKS_FILE });
  place.setAttribute("aria-label", say("reviews_here"));
  place.replaceChildren(
    element("p", { role: "status" }, where),
    element("button", { type: "button", on: { click: save } }, say("save_reviews")),
    element(
      "p",
      { class: "small" },
      say("reviews_next"),
      reviewing.heeded !== null && ` ${say("reviews_behind", { n: reviewing.heeded })}`,
    ),
  );
}
