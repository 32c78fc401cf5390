// Newcomers: whoever is given nothing but the page learns what its words, signs, colours, times and figures mean.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ROOT, browser, compare, go, isQuiet, newsroom, open, settled, show } from "./desk.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PAIR = "#pair=boreale-006~courrier-005";

let chrome;
let out;
before(async () => {
  [chrome, out] = [await browser(), newsroom()];
});
after(() => chrome.close());

const glossary = (page) => page.locator("dialog[open]");

test("a word opens its meaning, by keyboard, with the figures of the run, and the reader comes back to it", async () => {
  const page = await open(chrome, out);
  const word = page.getByRole("button", { name: "Wholly derived" });
  await word.focus();
  await page.keyboard.press("Enter");
  assert.match(
    await glossary(page).locator(".asked").innerText(),
    /^wholly, partly, not derived\s+Wholly derived: 80% or more .*\(--wholly-derived\)\. Partly: 15% or more/,
  );
  assert.ok(
    await glossary(page)
      .locator(".asked")
      .evaluate((entry) => entry === document.activeElement),
  );
  const said = await glossary(page).innerText();
  for (const bound of [
    /0\.50 or more \(--threshold\)/,
    /3 words in a row \(--shingle\)/,
    /9 matched words or more/,
  ])
    assert.match(said, bound);
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => axe.run("dialog"));
  assert.deepEqual(
    violations.filter(({ impact }) => ["serious", "critical"].includes(impact)),
    [],
  );
  await page.keyboard.press("Escape");
  assert.equal(await glossary(page).count(), 0);
  assert.ok(await word.evaluate((button) => button === document.activeElement));
  isQuiet(page);
});

test("meanings have the figures that were asked for, in French as well", async () => {
  const asked = newsroom("--threshold", "0.7", "--wholly-derived", "0.9", "--min-words", "12");
  const page = await open(chrome, asked, "", { locale: "fr-FR" });
  await page.getByRole("button", { name: "Glossaire" }).click();
  const said = await glossary(page).innerText();
  assert.match(said, /ressemblance est de 0,70 ou plus \(--threshold\)/);
  assert.match(said, /Entièrement dérivé\s: 90\s% ou plus/u);
  assert.match(said, /12 mots appariés ou plus/);
  isQuiet(page);
});

test("every figure of the overview and every relation of a card leads to its meaning", async () => {
  const page = await open(chrome, out);
  const figures = page.locator(".overview .figures li");
  assert.equal(await figures.locator(".hint").count(), await figures.count());
  const cards = page.locator(".card", { hasNot: page.getByText("Read the article") });
  assert.ok((await cards.count()) > 0);
  assert.equal(await cards.locator(".term").count(), await cards.count());
  await go(page, PAIR);
  await page.locator(".pane").first().waitFor();
  await page.locator(".pair-figures .term", { hasText: "shared words" }).click();
  assert.match(await glossary(page).locator(".asked").innerText(), /first six letters/);
  isQuiet(page);
});

test("while the glossary is open, the keys of the view behind it do nothing", async () => {
  const page = await open(chrome, out, PAIR);
  await page.locator(".pane").first().waitFor();
  await page.locator(".legend .hint").click();
  await page.keyboard.press("d");
  await page.keyboard.press("Escape");
  assert.ok(await page.locator("#unsaved").isHidden());
  await page.keyboard.press("d");
  assert.ok(await page.locator("#unsaved").isVisible());
  isQuiet(page);
});

test("an outlet that looks like an agency is named with what to do, and its credits are no zeros", async () => {
  const page = await open(chrome, out);
  assert.match(
    await page.locator(".likely").innerText(),
    /^Meridian News was not taken for an agency and looks like one: articles of 3 other outlets .* --wire 'Meridian News'/,
  );
  const row = async (outlet) => {
    const found = page.locator("tr", { has: page.locator("th", { hasText: outlet }) });
    return (await found.locator("td").allInnerTexts()).slice(4, 7);
  };
  assert.match(
    await page.locator("th", { hasText: "Meridian News" }).innerText(),
    /looks like an agency: 3 outlets re-use it; name it with --wire 'Meridian News'/,
  );
  assert.deepEqual(await row("Meridian News"), ["–", "–", "–"]);
  assert.deepEqual(await row("The Tarnwick Observer"), ["–", "–", "–"]);
  assert.deepEqual(await row("Le Courrier d’Orvelane"), ["2", "1", "0"]);
  assert.match(await page.locator(".dash-told").innerText(), /no credit was looked for there/);
  const told = /Whether it credits Meridian News was not looked for/;
  await go(page, "#pair=meridian-002~tarnwick-002");
  assert.match(await page.locator(".lead").innerText(), told);
  assert.match(
    show(out),
    /Meridian News looks like an agency: 3 outlets re-use it; name it with --wire 'Meridian\s+News'/,
  );
  const named = newsroom("--wire", "Meridian News=Meridian");
  const again = await open(chrome, named);
  assert.equal(await again.locator(".likely").count(), 0);
  await go(again, "#pair=meridian-002~tarnwick-002");
  assert.doesNotMatch(await again.locator("main").innerText(), told);
  assert.doesNotMatch(show(named), /looks like an agency/);
  isQuiet(page);
});

const SHARED =
  "The bridge over the river Orle was closed on Monday after engineers found cracks in two of its piers.";
const article = (id, outlet, published, text = SHARED) => ({ id, outlet, published, text, title: id });

test("all moments are told on one clock, which is stated, and a day stays the day that it is", async () => {
  const articles = [
    article("one", "Wire", "2026-03-10T23:30:00+01:00"),
    article("two", "Paper", "2026-03-11T00:10:00+01:00"),
    article("three", "Ledger", "2026-03-10T23:20:00Z"),
    article("four", "Gazette", "2026-03-12"),
  ];
  const page = await open(chrome, compare(articles), "#articles?sort=date&order=up");
  const told = await page.locator(".rows .column-date").allInnerTexts();
  assert.deepEqual(told, [
    "10 Mar 2026, 23:30 UTC+01:00",
    "11 Mar 2026, 00:10 UTC+01:00",
    "11 Mar 2026, 00:20 UTC+01:00",
    "12 Mar 2026",
  ]);
  assert.match(await page.locator("#foot").innerText(), /All times on this page are UTC\+01:00/);
  await page.getByLabel("From", { exact: true }).fill("2026-03-11");
  await page.getByLabel("To", { exact: true }).fill("2026-03-11");
  assert.equal(await page.locator(".count").innerText(), "2 of 4 articles");
  await go(page, "#article=three");
  assert.match(await page.locator(".article-head").innerText(), /given as 2026-03-10T23:20:00Z/);
  await go(page, "#flows");
  assert.equal(await page.locator("svg text.tick-name").first().textContent(), "UTC+01:00");
  const ticks = await page.locator("svg .tick text").allTextContents();
  assert.ok(ticks.length > 1 && ticks.every((tick) => /, \d\d:00$/.test(tick)), `${ticks}`);
  assert.match(
    await page.locator(".flows .why").first().innerText(),
    /All times on this page are UTC\+01:00/,
  );
  isQuiet(page);
});

test("other counts of the same words are named by their columns, and what they count is said", async () => {
  const page = await open(chrome, out, PAIR);
  await page.locator(".pane").first().waitFor();
  const others = page.locator(".other-counts");
  assert.ok(await others.locator("li").first().isHidden());
  await others.locator("summary").click();
  assert.match(
    await others.innerText(),
    /matched_words in pairs\.csv: 67; words put in the place of others are not among them/,
  );
  assert.match(await others.innerText(), /coverage in pairs\.csv.*: boreale-006 0\.48, courrier-005 0\.38/);
  assert.match(await others.innerText(), /template, which are no own words: boreale-006 0, courrier-005 26/);
  isQuiet(page);
});

test("an agency does not credit itself", async () => {
  const page = await open(chrome, out, "#articles?search=boreale-002");
  assert.deepEqual(await page.locator(".rows .column-credit").allInnerTexts(), ["–"]);
  await go(page, "#article=boreale-002");
  await page.locator(".credits-named li").waitFor();
  assert.doesNotMatch(await page.locator(".article-head").innerText(), /credits/);
  assert.equal(
    await page.locator(".credits-named").innerText(),
    "Agencies that it names\nAgence Boréale, whose text this is: dateline",
  );
  await go(page, "#pair=boreale-002~courrier-001");
  await page.locator(".pane").first().waitFor();
  assert.doesNotMatch(await page.locator(".pane").first().innerText(), /credits/);
  assert.match(await page.locator(".pane").last().innerText(), /credits Agence Boréale \(dateline\)/);
  isQuiet(page);
});

test("it is said what dismissing and confirming do, and where that is kept", async () => {
  for (const width of [1280, 400]) {
    const page = await open(chrome, out, PAIR, { width });
    await page.getByText("What Dismiss and Confirm do, and where that is kept").click();
    const meaning = page.getByText("Dismiss: this is no re-use");
    assert.ok(await meaning.isVisible());
    assert.match(
      await page.locator(".review-meaning").innerText(),
      /Confirm: [\s\S]*kept in this browser[\s\S]*downloads reviewed\.csv[\s\S]*--reviewed reviewed\.csv/,
    );
    isQuiet(page);
  }
});

test("quoted speech is drawn apart from copying, and can be left out", async () => {
  const page = await open(chrome, out, "#flows");
  assert.match(
    await page.locator(".flow-legend").innerText(),
    /dash-dotted and pale: half or more of the words/,
  );
  const speech = page.locator(".graph .edge.speech");
  const titles = await page.locator(".graph .speech title").allTextContents();
  assert.equal(titles.length, 2);
  assert.ok(
    titles.every((title) => title.endsWith("mostly quoted speech")),
    `${titles}`,
  );
  assert.ok(
    titles.some((title) => /courrier-006.*vigie-006/.test(title)),
    `${titles}`,
  );
  const rows = page.getByRole("region", { name: "Between articles" }).locator("tbody tr:visible");
  const all = await rows.count();
  await page.getByLabel("Show what is mostly quoted speech").uncheck();
  assert.ok(
    (await speech.first().isHidden()) &&
      (await page.locator(".graph .edge:not(.speech)").first().isVisible()),
  );
  assert.equal(await rows.count(), all - 2, "the table says what the drawing shows");
  isQuiet(page);
});

test("formulas and templates are hatched in the heat map, and the key says so", async () => {
  const page = await open(chrome, out, "#heat?row=boreale-001&column=boreale-005");
  await page.locator("canvas[role=application]").waitFor();
  await settled(page);
  assert.match(await page.locator(".cell-told").innerText(), /formula/);
  assert.match(await page.locator(".ramp").innerText(), /hatched: no re-use; a formula/);
  await page.locator("canvas[role=application]").focus();
  for (let press = 0; press < 3; press += 1) await page.keyboard.press("ArrowRight");
  const shares = await page.evaluate(
    (cells) => {
      const map = JSON.parse(document.getElementById("map").textContent);
      const { id } = JSON.parse(document.getElementById("articles").textContent);
      const canvas = document.querySelector("canvas[role=application]");
      const { width, height } = canvas;
      const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
      const side = width / map.columns.length;
      /** The share of painted dots within a cell. */
      const painted = ([row, column]) => {
        const top = side * map.rows.findIndex((at) => id[at] === row) + 3;
        const left = side * map.columns.findIndex((at) => id[at] === column) + 3;
        let seen = 0;
        for (let y = top; y < top + side - 7; y += 1)
          for (let x = left; x < left + side - 7; x += 1) seen += data[4 * (y * width + x) + 3] > 0;
        return seen / (side - 7) ** 2;
      };
      return cells.map(painted);
    },
    [
      ["boreale-002", "courrier-001"],
      ["boreale-001", "boreale-005"],
      ["courrier-001", "courrier-003"],
    ],
  );
  assert.equal(shares[0], 1, "a near-duplicate is painted whole");
  for (const share of shares.slice(1)) assert.ok(share > 0.1 && share < 0.5, `${shares}`);
  isQuiet(page);
});

test("a cell that is no pair has its reason in figures", async () => {
  const reason = async (folder, row, column) => {
    const page = await open(chrome, folder, `#heat?row=${row}&column=${column}`);
    await page.locator("canvas[role=application]").waitFor();
    isQuiet(page);
    return page.locator(".cell-told").innerText();
  };
  assert.match(
    await reason(out, "courrier-001", "courrier-003"),
    /\d+ word runs in common, and 26 and 26 words of the two are the template of Le Courrier d’Orvelane/,
  );
  assert.match(
    await reason(out, "courrier-001", "boreale-003"),
    /not a related pair: (1 word run|\d+ word runs) in common, which (is|are) \d words in a row at most, and a passage has 9/,
  );
  assert.match(
    await reason(newsroom("--no-passages"), "courrier-001", "courrier-003"),
    /not a related pair: below the threshold of 0\.50/,
  );
  const far = [article("a", "X", "2026-03-01T10:00:00Z"), article("b", "Y", "2026-03-09T10:00:00Z")];
  assert.match(
    await reason(compare(far, "--window", "2d"), "a", "b"),
    /not compared: published 8 d apart, more than 2 d \(--window\)/,
  );
});

test("in a narrow window texts are at their heads, and what they are stays in sight", async () => {
  const page = await open(chrome, out, "#pair=meridian-002~tarnwick-002", { width: 400 });
  await page.locator(".pane").first().waitFor();
  await settled(page);
  const tops = () => page.locator(".pane").evaluateAll((panes) => panes.map((pane) => pane.scrollTop));
  assert.deepEqual(await tops(), [0, 0]);
  await page.getByRole("button", { name: "Next" }).click();
  await page
    .locator(".pane")
    .first()
    .evaluate((pane) => (pane.scrollTop = 300));
  await settled(page);
  const heads = await page.locator(".pane").evaluateAll((panes) =>
    panes.map((pane) => {
      const [name, box] = [".pane-name", null].map((part) =>
        (part ? pane.querySelector(part) : pane).getBoundingClientRect(),
      );
      return [Math.round(name.top - box.top), pane.querySelector(".pane-name").textContent];
    }),
  );
  assert.deepEqual(
    heads.map(([top]) => top <= 2 && top >= 0),
    [true, true],
    `${heads}`,
  );
  assert.match(heads[0][1], /^Earlier textMeridian News/);
  isQuiet(page);
});

test("in a narrow window no table and no drawing is cut", async () => {
  const page = await open(chrome, out, "", { width: 400 });
  for (const place of ["#overview", "#flows", "#article=courrier-001"]) {
    await go(page, place);
    const cut = await page
      .locator(".scrolled")
      .evaluateAll((parts) => parts.filter((part) => part.scrollWidth > part.clientWidth + 1).length);
    assert.equal(cut, 0, place);
  }
  await go(page, "#overview");
  assert.match(
    await page
      .locator("tr", { hasText: "Agence Boréale" })
      .locator("td")
      .first()
      .evaluate((cell) => getComputedStyle(cell, "::before").content),
    /Articles/,
  );
  isQuiet(page);
});

/** The colours of a theme, as the style sheet names them. */
function coloursOf(theme) {
  const sheet = readFileSync(join(ROOT, "src/report/page/css/colours.css"), "utf8");
  const block = sheet.split(theme === "dark" ? ':root[data-theme="dark"] {' : ":root {")[1].split("}")[0];
  const named = [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6}|\d+ \d+ \d+);/g)];
  const parts = (value) =>
    value.startsWith("#")
      ? [1, 3, 5].map((at) => parseInt(value.slice(at, at + 2), 16))
      : value.split(" ").map(Number);
  return Object.fromEntries(named.map(([, name, value]) => [name, parts(value)]));
}

/** The contrast of two colours (WCAG 2.2, relative luminance). */
function contrast(one, other) {
  const luminance = (colour) => {
    const [r, g, b] = colour
      .map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [low, high] = [luminance(one), luminance(other)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const TINTS = [
  "verbatim",
  "edited",
  "rewritten",
  ...[1, 2, 3, 4, 5, "other"].map((number) => `source-${number}`),
  "speech",
  "alert-tint",
  "good-tint",
];
const LINES = ["verbatim-line", "edited-line", "rewritten-line", "speech-line", "accent", "alert"];

for (const theme of ["light", "dark"]) {
  test(`no colour means two things, and every text can be read on its own, ${theme}`, () => {
    const colours = coloursOf(theme);
    const distance = (one, other) => Math.hypot(...one.map((part, at) => part - other[at]));
    for (const set of [TINTS, [...LINES, "heat"]]) {
      for (const [at, name] of set.entries()) {
        for (const other of set.slice(at + 1)) {
          const apart = distance(colours[name], colours[other]);
          assert.ok(apart > 8, `${name} and ${other} are ${apart.toFixed(0)} apart`);
        }
      }
    }
    const readable = [
      ...TINTS.map((tint) => ["ink", tint]),
      ...["paper", "sheet"].flatMap((ground) =>
        ["ink", "muted", "accent", "alert"].map((ink) => [ink, ground]),
      ),
      ["alert", "alert-tint"],
      ...["verbatim", "edited", "rewritten", "speech"].map((kind) => [`${kind}-line`, kind]),
    ];
    for (const [ink, ground] of readable) {
      const ratio = contrast(colours[ink], colours[ground]);
      assert.ok(ratio >= 4.5, `${ink} on ${ground}: ${ratio.toFixed(2)}`);
    }
  });
}
