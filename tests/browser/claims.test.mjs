// Claims: the page never says more of an order, a credit or a pair than the tables do.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, compare, go, isQuiet, newsroom, open, show, written } from "./desk.mjs";

let chrome;
before(async () => {
  chrome = await browser();
});
after(() => chrome.close());

const SHARED =
  "The bridge over the river Orle was closed on Monday after engineers found cracks in two of its piers.";
const OTHER =
  "A market for cheese will open on Thursday in the old customs house of Callow Bay, with nineteen dairies.";
const article = (id, outlet, published, text = SHARED) => ({ id, outlet, published, text, title: id });
const ORDER = /earlier|later|copied/i;

/** The page of one pair: its sentence, its roles, its legend. */
async function ofPair(articles, place, ...options) {
  const page = await open(chrome, compare(articles, ...options), place);
  await page.locator(".pane").first().waitFor();
  return page;
}

test("of dates that overlap no order is told, anywhere", async () => {
  const articles = [
    article("one", "Gazette", "2026-03-10"),
    article("two", "Ledger", "2026-03-10T10:00:00Z"),
  ];
  const page = await ofPair(articles, "#pair=one~two");
  assert.doesNotMatch(await page.locator("main").innerText(), /Earlier text|Later text|an earlier|copied/);
  assert.match(
    await page.locator(".lead").innerText(),
    /Their dates do not tell which text is the earlier\./,
  );
  for (const place of ["#pairs", "#article=one", "#article=two"]) {
    await go(page, place);
    assert.doesNotMatch(await page.locator("main").innerText(), /earlier$|is earlier|the later/m, place);
  }
  assert.equal(await page.locator(".badge.earlier").count(), 0);
  isQuiet(page);
});

test("a tie that an agency wins is told as a tie, and not as an order of dates", async () => {
  const articles = [
    article("wire", "AFP", "2026-03-10T10:03:00Z"),
    article("paper", "Ledger", "2026-03-10T10:00:00Z"),
  ];
  const page = await ofPair(articles, "#pair=wire~paper");
  assert.doesNotMatch(await page.locator("main").innerText(), ORDER);
  assert.match(
    await page.locator(".lead").innerText(),
    /^Ledger: 19 of its 19 own words \(100%\) stand in an agency’s item of AFP\. The dates do not tell which was first/,
  );
  for (const place of ["#pairs", "#article=paper", "#article=wire"]) {
    await go(page, place);
    assert.doesNotMatch(
      await page.locator("main").innerText(),
      /\bearlier\b(?! and those)|\blater\b/i,
      place,
    );
  }
  await go(page, "#flows");
  assert.match(await page.locator(".flows").innerText(), /dotted: the dates tie/);
  assert.equal(await page.locator(".graph .edge.tie").count(), 1);
  await go(page, "#overview");
  assert.match(await page.locator(".card").innerText(), /stand in items of AFP\. The dates do not tell/);
  isQuiet(page);
});

test("the terminal says of a tie and of an overlap what the page says", () => {
  const out = compare([
    article("wire", "AFP", "2026-03-10T10:03:00Z"),
    article("paper", "Ledger", "2026-03-10T10:00:00Z"),
  ]);
  assert.match(show(out, "wire", "paper"), /not known: the dates tie/);
  assert.match(show(out), /a \(tie\)/);
  assert.match(show(out, "--article", "paper"), /attributed to wire \(the dates tie\)/);
});

test("what is first by its date is called earlier", async () => {
  const articles = [
    article("wire", "AFP", "2026-03-10T10:00:00Z"),
    article("paper", "Ledger", "2026-03-10T10:03:00Z"),
  ];
  const page = await ofPair(articles, "#pair=wire~paper");
  assert.match(await page.locator(".lead").innerText(), /earlier text of AFP\..*dated 3 min before\./);
  isQuiet(page);
});

test("the page names at its head whom it takes for an agency, and what to do if one is missing", async () => {
  const page = await open(chrome, newsroom());
  assert.match(
    await page.locator(".answer .agencies").innerText(),
    /^Taken for agencies: Agence Boréale.*\. If one is missing here, compare again with --wire NAME/,
  );
  const none = await open(chrome, compare([article("a", "Gazette"), article("b", "Ledger")]));
  assert.match(await none.locator(".answer .agencies").innerText(), /^No outlet was taken for an agency\./);
  isQuiet(page);
});

test("what cannot be decided is told at the head, and leads to the articles", async () => {
  const articles = [
    article("wire", "AFP", null),
    article("paper", "Ledger", "2026-03-10T10:00:00Z"),
    article("other", "Ledger", "2026-03-10T10:00:00Z", OTHER),
  ];
  const page = await open(chrome, compare(articles));
  const told = await page.locator(".left-open").innerText();
  assert.match(told, /^Of 2 articles it is left open how much is derived/);
  assert.match(told, /1 article shares words with an agency’s item .* 1 such item has no date/);
  await page.locator(".left-open a").click();
  assert.equal(await page.locator(".count").innerText(), "2 of 3 articles");
  isQuiet(page);
});

test("page, summary and terminal list the same pairs in the same order, each once", async () => {
  const out = newsroom();
  const page = await open(chrome, out);
  const places = await page
    .locator(".worth a[href^='#pair=']")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  assert.equal(new Set(places).size, places.length, "no pair stands there twice");
  const listed = show(out, "--limit", String(places.length)).split("Pairs worth a look")[1];
  const rows = listed.split("\n").filter((line) => /^\S+-\d+ +\S+-\d+ /.test(line));
  const shown = rows.map((line) => `#pair=${line.trim().split(/ +/).slice(0, 2).join("~")}`);
  assert.deepEqual(shown, places);
});

test("a cell of the heat map that is no pair says why, and has an address of its own", async () => {
  const template = "All rights reserved to the publisher.";
  const texts = [
    "Seven geese of Armaury spent the whole winter near the frozen mill pond.",
    "A baker in Tarnwick sells bread shaped like the keel of a fishing boat.",
    "The council of Pennifold voted against lower parking fees by one vote.",
  ];
  const articles = texts.map((text, at) => article(`n${at}`, "Gazette", null, `${text} ${template}`));
  const page = await open(chrome, compare(articles), "#heat?row=n0&column=n1");
  await page.locator("canvas[role=application]").waitFor();
  assert.match(
    await page.locator(".cell-told").innerText(),
    /^Gazette · n0 and Gazette · n1: .*not a related pair: \d word runs in common, which are \d words in a row at most, and a passage has 9/,
  );
  await page.locator("canvas[role=application]").focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => location.hash === "#heat?row=n0&column=n2");
  await go(page, "#map");
  assert.equal(
    await page.locator("h1").innerText(),
    "Heat map",
    "the address of earlier reports still leads there",
  );
  isQuiet(page);
});

test("without passages nobody is sent to texts that are not there", async () => {
  const page = await open(chrome, newsroom("--no-passages"));
  const cards = await page.locator(".cards").allInnerTexts();
  assert.ok(cards.join().includes("See the figures") && !cards.join().includes("Read side by side"));
  isQuiet(page);
});

test("one is one and many are many, in both languages", async () => {
  const two = compare([article("a", "Gazette"), article("b", "Ledger")]);
  const page = await open(chrome, two, "#pairs");
  assert.equal(await page.locator(".count").innerText(), "1 of 1 pair");
  const french = await open(chrome, two, "#pairs", { locale: "fr-FR" });
  assert.equal(await french.locator(".count").innerText(), "1 sur 1 paire");
  const lone = compare([article("a", "Gazette")]);
  const alone = await open(chrome, lone);
  assert.match(await alone.locator(".came-in").innerText(), /^1 article, 19 words/);
  const theirs = written([article("r", "Ledger")]);
  const against = await open(chrome, compare([article("a", "Gazette")], "--against", theirs), "", {
    locale: "fr-FR",
  });
  assert.match(await against.locator(".came-in").innerText(), /^1 article comparé à 1 référence/);
});
