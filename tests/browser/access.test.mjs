// For everyone: axe finds no serious fault in any view; two languages; light, dark, wide and narrow.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { browser, go, isQuiet, newsroom, open, settled } from "./desk.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const VIEWS = [
  "#overview",
  "#pairs",
  "#articles",
  "#map",
  "#flows",
  "#pair=meridian-002~tarnwick-002",
  "#article=courrier-001",
  "#article=courrier-002",
];

let chrome;
let out;
before(async () => {
  [chrome, out] = [await browser(), newsroom()];
});
after(() => chrome.close());

for (const [colorScheme, width] of [
  ["light", 1280],
  ["dark", 1280],
  ["light", 400],
  ["dark", 400],
]) {
  test(`axe finds nothing serious, ${colorScheme} and ${width} wide`, async () => {
    const page = await open(chrome, out, "", { colorScheme, width });
    await page.evaluate(AXE);
    for (const place of VIEWS) {
      await go(page, place);
      await settled(page);
      // What is said there stays in sight on the views that follow.
      if (place.startsWith("#pair=")) await page.keyboard.press("d");
      const { violations } = await page.evaluate(() =>
        axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
      );
      const serious = violations.filter(({ impact }) => ["serious", "critical"].includes(impact));
      const told = serious.map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .map((node) => node.html)
            .slice(0, 3)
            .join(" ")}`,
      );
      assert.deepEqual(told, [], place);
    }
    isQuiet(page);
  });

  test(`nothing is wider than the window, ${colorScheme} and ${width} wide`, async () => {
    const page = await open(chrome, out, "", { colorScheme, width });
    for (const place of VIEWS) {
      await go(page, place);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), place);
    }
  });
}

test("the interface speaks the browser's language, and the other on request", async () => {
  const page = await open(chrome, out, "", { locale: "fr-CA" });
  assert.equal(await page.locator("h1").innerText(), "Ce que ces articles ont en commun");
  assert.equal(await page.evaluate(() => document.documentElement.lang), "fr");
  assert.match(await page.locator(".card.flagged").innerText(), /70 de ses 149 mots propres \(47\s%\)/u);
  await page.getByLabel("Langue").selectOption("en");
  assert.equal(await page.locator("h1").innerText(), "What these articles share");
  assert.ok(
    await page.locator("#language select").evaluate((select) => select === document.activeElement),
    "focus stays",
  );
  const other = await open(chrome, out, "", { locale: "de-DE" });
  assert.equal(await other.locator("h1").innerText(), "What these articles share");
  isQuiet(page);
});

const SCRIPTS = new URL("../../src/report/page/js/", import.meta.url);
const script = (name) => readFileSync(new URL(name, SCRIPTS), "utf8");

/** All sentences of the interface by their keys, and where two files have one key. */
function sentences() {
  const [words, twice] = [{}, []];
  const speak = (spoken) => {
    twice.push(...Object.keys(spoken).filter((key) => key in words));
    Object.assign(words, spoken);
  };
  for (const name of readdirSync(new URL("words/", SCRIPTS)))
    new Function("speak", script(`words/${name}`))(speak);
  assert.deepEqual(twice, []);
  return words;
}

test("every sentence is there in both languages, with the same blanks", () => {
  const words = sentences();
  const meanings = new Function(`${script("meanings.js").split("/** The figures")[0]}; return MEANINGS;`)();
  for (const [key, { word, meaning }] of Object.entries(meanings))
    Object.assign(words, { [`${key} (word)`]: word, [`${key} (meaning)`]: meaning });
  const blanks = (sentence) => [...new Set(sentence.match(/\{\w+\}/g) ?? [])].sort();
  for (const [key, spoken] of Object.entries(words)) {
    assert.equal(spoken.length, 2, key);
    assert.deepEqual(blanks(spoken[0]), blanks(spoken[1]), key);
    assert.equal(spoken[0].split("|").length, spoken[1].split("|").length, key);
  }
});

/** Sentences that are named by words of the tables: kinds of credits, and measures of the matrix. */
const NAMED_BY_TABLES = [
  ...["dateline", "byline", "tail", "copyright", "source_line", "report", "attribution", "photo"],
  ...["containment", "coverage"],
];

test("every sentence is said somewhere, and every one that is said is there", () => {
  const words = sentences();
  const files = readdirSync(SCRIPTS).filter((name) => name.endsWith(".js"));
  const said = files.map(script).join("\n");
  const begun = [...said.matchAll(/`(\w+_)\$\{/g)].map(([, beginning]) => beginning);
  const ended = [...said.matchAll(/\$\{\w+\}(_\w+)`/g)].map(([, ending]) => ending);
  const isSaid = (key) =>
    new RegExp(`"${key}"|\\b${key}:`).test(said) ||
    begun.some((beginning) => key.startsWith(beginning)) ||
    ended.some((ending) => key.endsWith(ending)) ||
    NAMED_BY_TABLES.includes(key);
  assert.deepEqual(
    Object.keys(words).filter((key) => !isSaid(key)),
    [],
  );
  const missing = [...said.matchAll(/\bsay\(\s*"(\w+)"/g)]
    .map(([, key]) => key)
    .filter((key) => !(key in words));
  assert.deepEqual(missing, []);
});

test("light and dark follow the system until the reader chooses", async () => {
  const page = await open(chrome, out, "", { colorScheme: "dark" });
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await paper();
  await page.getByLabel("Appearance").selectOption("light");
  const light = await paper();
  assert.notEqual(dark, light);
  await page.emulateMedia({ colorScheme: "light" });
  await page.getByLabel("Appearance").selectOption("dark");
  assert.equal(await paper(), dark);
  await page.getByLabel("Appearance").selectOption("auto");
  assert.equal(await paper(), light);
  isQuiet(page);
});
