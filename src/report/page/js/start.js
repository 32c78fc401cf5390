// Start: the frame around the views, what the reader chose, and what happens when the address changes.

const VIEWS = ["overview", "pairs", "articles", "heat", "flows"];
const THEMES = ["auto", "light", "dark"];

/** What the view that is shown does with a key; true if it did something. */
let onKey = null;

/** What the view that is shown does before it is printed. */
let beforePrint = null;

/** What the reader chose, kept where the browser allows that. */
const choices = {
  read(name) {
    try {
      return localStorage.getItem(`wirecopy-${name}`);
    } catch {
      return null;
    }
  },
  keep(name, value) {
    try {
      localStorage.setItem(`wirecopy-${name}`, value);
    } catch {
      // A browser that keeps nothing for a file forgets the choice, which is all that is lost.
    }
  },
};

const darkness = matchMedia("(prefers-color-scheme: dark)");
let theme = "auto";

/** Dresses the page as the reader chose, or as the system is dressed. */
function chooseTheme(chosen) {
  theme = chosen;
  const asSystem = darkness.matches ? "dark" : "light";
  document.documentElement.dataset.theme = theme === "auto" ? asSystem : theme;
}

darkness.addEventListener("change", () => chooseTheme(theme));

// A drawing is made for a width; other views follow by themselves.
narrowness.addEventListener("change", () => readPlace(location.hash).view === "flows" && render());

function frame(view) {
  const active = { pair: "pairs", article: "articles" }[view] ?? view;
  document.getElementById("skip").textContent = say("skip");
  const views = document.getElementById("views");
  views.setAttribute("aria-label", say("views"));
  views.replaceChildren(
    element(
      "ul",
      {},
      VIEWS.map((name) =>
        element(
          "li",
          {},
          element("a", { href: `#${name}`, "aria-current": name === active && "page" }, say(name)),
        ),
      ),
    ),
  );
  const names = [
    ["en", "English"],
    ["fr", "Français"],
  ];
  document.getElementById("settings").replaceChildren(
    choose(
      say("language"),
      names,
      language,
      (chosen) => {
        choices.keep("language", chosen);
        chooseLanguage(chosen);
        redress("language");
      },
      { class: "field", id: "language" },
    ),
    choose(
      say("theme"),
      THEMES.map((name) => [name, say(`theme_${name}`)]),
      theme,
      (chosen) => {
        choices.keep("theme", chosen);
        chooseTheme(chosen);
        redress("theme");
      },
      { class: "field", id: "theme" },
    ),
    element("button", { type: "button", class: "ask", on: { click: () => explain() } }, say("glossary")),
    element("button", { type: "button", on: { click: () => print() } }, say("print")),
  );
  showUnsaved();
  document
    .getElementById("foot")
    .replaceChildren(
      element("p", {}, clockTold()),
      element("p", {}, say("made_by", { version: run.wirecopy })),
    );
}

/** The view of a place. */
function shown({ view, of, options }) {
  if (view === "pair" && of !== undefined) return sideBySide(of);
  if (view === "article" && of !== undefined) return articleView(of);
  if (view === "pairs") return list(PAIR_LIST, options);
  if (view === "articles") return list(ARTICLE_LIST, options);
  if (view === "heat") return heatMap(options);
  if (view === "flows") return flowsView(options);
  if (view === "overview") return overview();
  const { all_pairs } = run.limits;
  const isPart = pairCount < all_pairs;
  return element(
    "p",
    { class: "notice", role: "alert" },
    say("unknown_place"),
    isPart && ` ${say("fewer_pairs", { n: pairCount, all: all_pairs })}`,
  );
}

function render() {
  onKey = null;
  beforePrint = null;
  const place = readPlace(location.hash);
  frame(place.view);
  document.getElementById("main").replaceChildren(shown(place));
}

/** Shows the same place again after a choice, and keeps the reader at that choice. */
function redress(name) {
  render();
  document.querySelector(`#${name} select`).focus();
}

/** Shows a view without its options, even if it is shown already. */
function showAnew(view) {
  rename(`#${view}`);
  render();
}

function isTyping(target) {
  return target.matches("input:not([type=checkbox], [type=radio]), select, textarea");
}

addEventListener("hashchange", () => {
  render();
  scrollTo(0, 0);
  document.getElementById("main").focus({ preventScroll: true });
});
addEventListener("beforeunload", (event) => {
  if (unsaved() > 0) event.preventDefault();
});
addEventListener("beforeprint", () => beforePrint?.());
addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
  if (document.getElementById("glossary").open) return;
  if (onKey?.(event.key.toLowerCase())) event.preventDefault();
});

chooseLanguage(choices.read("language"));
const keptTheme = choices.read("theme");
chooseTheme(THEMES.includes(keptTheme) ? keptTheme : "auto");
recall();
render();
