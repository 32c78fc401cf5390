// Overview, lists, heat map, flows: what they show, and how they answer.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  browser,
  compare,
  go,
  isQuiet,
  newsroom,
  newsroomReviewed,
  open,
  settled,
  written,
} from "./desk.mjs";

let chrome;
let out;
before(async () => {
  [chrome, out] = [await browser(), newsroom()];
});
after(() => chrome.close());

const rows = (page) => page.locator(".rows .row");
const firstCells = (page, column) => page.locator(`.rows .cell.column-${column}`).allInnerTexts();

test("a report opens on the answer, from a file, and asks for nothing", async () => {
  const page = await open(chrome, out);
  assert.equal(await page.locator("h1").innerText(), "What these articles share");
  assert.match(
    await page.locator(".answer .lead").innerText(),
    /^1 article of which 15% or more stand in an agency’s items has no credit that was recognised for its text\. 30 pairs/,
  );
  const flagged = page.locator(".card.flagged");
  assert.equal(await flagged.count(), 1);
  assert.match(
    await flagged.innerText(),
    /70 of its 149 own words \(47%\) stand in earlier items of Agence Boréale\./,
  );
  await flagged.getByText("Read side by side").click();
  assert.equal(new URL(page.url()).hash, "#pair=boreale-006~courrier-005");
  for (const place of [
    "#pairs",
    "#articles",
    "#map",
    "#flows",
    "#article=courrier-005",
    "#pair=boreale-006~courrier-005",
  ])
    await go(page, place);
  isQuiet(page);
});

test("what a person has dismissed is marked, and is not worth a look", async () => {
  const reviewed = newsroomReviewed(
    "boreale-006,courrier-005,dismissed\nmeridian-002,ledger-001,confirmed\n",
  );
  const page = await open(chrome, reviewed);
  const answer = await page.locator(".answer .lead").innerText();
  assert.match(answer, /^No article was found .* 30 pairs .* 1 of them was dismissed by a person\./);
  assert.equal(await page.locator(".card.flagged").count(), 0);
  const addresses = await page
    .locator(".card a")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  assert.ok(addresses.length > 0 && !addresses.includes("#pair=boreale-006~courrier-005"));
  await go(page, "#pairs?review=dismissed");
  assert.equal(await page.locator(".count").innerText(), "1 of 32 pairs");
  assert.match(await rows(page).first().innerText(), /dismissed by a person/);
  await rows(page).first().click();
  await settled(page);
  assert.match(await page.locator(".lead").innerText(), /^A person has dismissed this pair/);
  assert.doesNotMatch(await page.locator(".lead").innerText(), /No credit/);
  assert.match(await page.locator(".passage-list").innerText(), /dismissed by a person/);
  await go(page, "#pair=meridian-002~ledger-001");
  assert.match(await page.locator(".lead").innerText(), /^A person has confirmed this pair\./);
  isQuiet(page);
  const plain = await open(chrome, out, "#pairs");
  assert.equal(await plain.getByLabel("Review", { exact: true }).count(), 0, "nobody has reviewed anything");
});

test("the pair list is sorted by a click on a column, and back", async () => {
  const page = await open(chrome, out, "#pairs");
  const words = (await firstCells(page, "words")).map(Number);
  assert.deepEqual(
    words,
    [...words].sort((one, other) => other - one),
  );
  await page.getByRole("columnheader", { name: /Resem/ }).getByRole("button").click();
  const falling = (await firstCells(page, "resemblance")).map(Number);
  assert.deepEqual(
    falling,
    [...falling].sort((one, other) => other - one),
  );
  await page.getByRole("columnheader", { name: /Resem/ }).getByRole("button").click();
  const rising = (await firstCells(page, "resemblance")).map(Number);
  assert.deepEqual(
    rising,
    [...rising].sort((one, other) => one - other),
  );
  assert.equal(await page.locator("[aria-sort=ascending]").count(), 1);
  isQuiet(page);
});

test("filters and search leave the rows that they name, and stand in the address", async () => {
  const page = await open(chrome, out, "#pairs");
  await page.getByLabel("Flag", { exact: true }).selectOption("uncredited");
  assert.equal(await page.locator(".count").innerText(), "1 of 32 pairs");
  await page.getByLabel("Flag", { exact: true }).selectOption("");
  await page.getByLabel("Relation", { exact: true }).selectOption("formula");
  assert.equal(await page.locator(".count").innerText(), "2 of 32 pairs");
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByLabel("Search").fill("METEO");
  assert.equal(await page.locator(".count").innerText(), "1 of 32 pairs", "case and accents do not matter");
  await page.getByLabel("Search").fill("kelp tarnwick");
  assert.equal(await page.locator(".count").innerText(), "2 of 32 pairs");
  await page.getByLabel("Outlet", { exact: true }).selectOption("Meridian News");
  assert.equal(await rows(page).count(), 1);
  await page.reload();
  assert.equal(await page.locator(".count").innerText(), "1 of 32 pairs", "the address keeps filters");
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByLabel("From", { exact: true }).fill("2026-03-11");
  assert.equal(await page.locator(".count").innerText(), "12 of 32 pairs");
  await page.getByLabel("Search").fill("nothing like it");
  assert.ok(await page.getByText("Nothing matches these filters.").isVisible());
  isQuiet(page);
});

test("an article list is filtered by class and leads to the article", async () => {
  const page = await open(chrome, out, "#articles");
  await page.getByLabel("Class", { exact: true }).selectOption("wholly_derived");
  const all = Number((await page.locator(".count").innerText()).split(" ")[0]);
  assert.equal((await firstCells(page, "class")).filter((name) => name === "wholly derived").length, all);
  await rows(page).first().click();
  assert.match(page.url(), /#article=courrier-001$/);
  await page.locator(".reading .source-1").first().waitFor();
  assert.match(
    await page.locator(".evidence").innerText(),
    /Agence Boréale, boreale-002[\s\S]*182[\s\S]*100%[\s\S]*53 min/,
  );
  assert.match(await page.locator(".credits-named").innerText(), /Agence Boréale: dateline/);
  await page.getByRole("link", { name: "← Articles" }).click();
  assert.equal(await page.getByLabel("Class", { exact: true }).inputValue(), "wholly_derived");
  isQuiet(page);
});

test("the heat map names what is pointed at, and opens it", async () => {
  const page = await open(chrome, out, "#map");
  const canvas = page.locator("canvas[role=application]");
  await canvas.waitFor();
  const box = await canvas.boundingBox();
  await canvas.focus();
  await page.keyboard.press("n");
  const told = page.locator(".cell-told");
  assert.match(
    await told.innerText(),
    /Agence Boréale · boreale-002 and L'Écho des Trois-Rives · echo-001: resemblance 0\.55, near-duplicate, 126 shared words, 1 passage/,
  );
  await page.mouse.move(box.x + box.width - 10, box.y + 10);
  assert.match(await told.innerText(), /not a related pair/);
  await canvas.focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("n");
  await page.keyboard.press("Enter");
  await settled(page);
  assert.match(page.url(), /#pair=/);
  isQuiet(page);
});

test("a picture is painted where articles resemble one another and nowhere else", async () => {
  const page = await open(chrome, out, "#map");
  await page.locator("canvas[role=application]").waitFor();
  const alpha = await page.locator("canvas[role=application]").evaluate((canvas) => {
    const pen = canvas.getContext("2d");
    const at = (x, y) => pen.getImageData(x, y, 1, 1).data[3];
    return [at(canvas.width - 8, canvas.height - 8), at(canvas.width - 8, 8)];
  });
  assert.ok(alpha[0] > 200 && alpha[1] === 0, `${alpha}`);
});

test("flows lead from earlier to later, and the table says what the drawing shows", async () => {
  const page = await open(chrome, out, "#flows");
  const edges = await page.locator(".graph .edge:not(.open)").count();
  const table = page.getByRole("region", { name: "Between articles" });
  assert.equal(await table.locator("tbody tr").count(), edges);
  assert.match(
    await table.locator("tbody tr").first().innerText(),
    /boreale-002[\s\S]*courrier-001[\s\S]*182[\s\S]*53 min/,
  );
  await page.getByLabel("Story").selectOption({ index: 1 });
  await settled(page);
  assert.ok((await page.locator(".graph .dot").count()) < 10);
  await page.locator(".graph .dot").first().focus();
  await page.keyboard.press("Enter");
  await settled(page);
  assert.match(page.url(), /#article=/);
  isQuiet(page);
});

test("a run without passages says that side by side is not available, and still works", async () => {
  const page = await open(chrome, newsroom("--no-passages"));
  assert.match(await page.locator(".lead").innerText(), /near-duplicates only \(--no-passages\)/);
  await go(page, "#pairs");
  assert.ok((await rows(page).count()) > 3);
  await rows(page).first().click();
  await settled(page);
  assert.match(await page.locator(".beside .notice").innerText(), /Side by side is not available/);
  for (const place of ["#articles", "#map", "#flows", "#article=boreale-002"]) await go(page, place);
  isQuiet(page);
});

test("what was set aside is told", async () => {
  const text = "The bridge over the river Orle was closed on Monday after engineers found cracks.";
  const articles = [{ id: "a", text, published: "soon" }, { id: "b", text, published: "later" }, { id: "c" }];
  const page = await open(chrome, compare(articles));
  const said = await page.locator("main").innerText();
  assert.match(said, /1 record could not be read \(rejected\.csv\)\./);
  assert.match(said, /press\.jsonl:1: .*soon.* \(2 warnings of this kind; run\.json lists them\.\)/);
  isQuiet(page);
});

test("one article alone, and articles that share nothing, are a page too", async () => {
  const lone = [{ id: "a", text: "The bridge over the river Orle was closed." }];
  for (const articles of [
    lone,
    [...lone, { id: "b", text: "Nobody knows where the seven geese of Armaury spend the winter." }],
  ]) {
    const page = await open(chrome, compare(articles));
    assert.match(
      await page.locator(".lead").innerText(),
      /No two of these articles were found to be related\./,
    );
    for (const place of ["#pairs", "#articles", "#map", "#flows"]) await go(page, place);
    isQuiet(page);
  }
});

test("with references an id may stand on both sides, and each is reached", async () => {
  const shared =
    "The bridge over the river Orle was closed on Monday after engineers found cracks in two of its piers.";
  const theirs = written([{ id: "same", text: `Theirs. ${shared}` }]);
  const out = compare([{ id: "same", text: `${shared} Ours.` }], "--against", theirs);
  const page = await open(chrome, out, "#pair=same~same");
  await page.locator(".pane").first().waitFor();
  const texts = await page.locator(".article-text").allInnerTexts();
  assert.ok(texts[0].includes("Ours.") && texts[1].includes("Theirs."));
  await go(page, "#reference=same");
  assert.match(await page.locator(".known-by").first().innerText(), /reference/);
  isQuiet(page);
});
