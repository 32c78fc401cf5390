// Ten thousand articles and fifty thousand pairs: the page opens and answers.

import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browser, compare, go, isQuiet, open, settled } from "./desk.mjs";

/** Seconds of CPU that an answer may take. */
const SOON = 1;
const STORIES = 909;
const VERSIONS = 11;

/** Eleven versions of each of 909 stories: 60 words in common, 100 of each one's own. */
function crowd() {
  let seed = 1;
  const word = (of) => {
    seed = (seed * 48271) % 2147483647;
    // Letters only: figures are facts, and a text of nothing else shares no wording.
    return of + (seed % 20011).toString(26).replace(/[0-9]/g, (digit) => "qrstuvwxyz"[digit]);
  };
  const words = (count, of) => Array.from({ length: count }, () => word(of)).join(" ");
  const articles = [];
  for (let story = 0; story < STORIES; story += 1) {
    const shared = `${words(30, "s")}. ${words(30, "t")}.`;
    for (let version = 0; version < VERSIONS; version += 1) {
      const day = String(1 + (story % 28)).padStart(2, "0");
      articles.push({
        id: `story-${story}-${version}`,
        title: `Story ${story} as told by paper ${version}`,
        outlet: `Paper ${version}`,
        published: `2026-03-${day}T${String(version + 6).padStart(2, "0")}:00:00Z`,
        text: `${words(50, "o")}.\n\n${shared}\n\n${words(50, "o")}.`,
      });
    }
  }
  return articles;
}

let chrome;
let out;
before(async () => {
  [chrome, out] = [await browser(), compare(crowd(), "--matrix-limit", "0")];
});
after(() => chrome.close());

/** Seconds of CPU that all pages of the browser have spent, on all threads. */
async function spentByPages() {
  const session = await chrome.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  return processInfo.filter(({ type }) => type === "renderer").reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

/** Seconds of CPU that the main thread of a page has spent since it was asked first. */
async function spent(page) {
  page.meter ??= await page.context().newCDPSession(page);
  await page.meter.send("Performance.enable", { timeDomain: "threadTicks" });
  const { metrics } = await page.meter.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration").value;
}

/** Seconds of CPU that the page's main thread spends on what is done. */
async function cpu(page, act) {
  const start = await spent(page);
  await act();
  await settled(page);
  return (await spent(page)) - start;
}

test("a large report opens in under two seconds of CPU and answers in under one", async () => {
  const before = await spentByPages();
  const page = await open(chrome, out, "#pairs");
  const count = page.locator(".count");
  const all = Number((await count.innerText()).replace(/\D/g, "").slice(0, 5));
  assert.ok(all >= 49_000, `${await count.innerText()}`);
  assert.ok((await page.locator(".rows .row").count()) < 60, "only rows in sight are elements");
  const took = { load: (await spentByPages()) - before };
  took.search = await cpu(page, () => page.getByLabel("Search").fill("story 77 paper 3"));
  assert.notEqual(await count.innerText(), "");
  took.outlet = await cpu(page, () => page.getByLabel("Outlet", { exact: true }).selectOption("Paper 4"));
  await page.getByRole("button", { name: "Clear filters" }).click();
  took.filter = await cpu(page, () => page.getByLabel("Relation", { exact: true }).selectOption("passages"));
  took.sort = await cpu(page, () =>
    page.getByRole("columnheader", { name: /Resem/ }).getByRole("button").click(),
  );
  took.names = await cpu(page, () =>
    page.getByRole("columnheader", { name: "And article" }).getByRole("button").click(),
  );
  took.end = await cpu(page, async () => {
    await page.locator(".rows .row").first().focus();
    await page.keyboard.press("End");
  });
  took.pair = await cpu(page, async () => {
    await page.keyboard.press("Enter");
    await page.locator(".pane").first().waitFor();
  });
  took.overview = await cpu(page, () => go(page, "#overview"));
  took.articles = await cpu(page, () => go(page, "#articles"));
  took.flows = await cpu(page, () => go(page, "#flows"));
  const told = Object.entries(took)
    .map(([what, seconds]) => `${what} ${seconds.toFixed(2)} s`)
    .join(", ");
  console.log(`${(statSync(join(out, "report.html")).size / 2 ** 20).toFixed(1)} MiB: ${told}`);
  for (const [what, seconds] of Object.entries(took))
    assert.ok(seconds < (what === "load" ? 2 : 1) * SOON, `${what}: ${told}`);
  isQuiet(page);
});

test("a heat map of nearly a thousand articles is drawn and pointed at in under a second of CPU", async () => {
  const page = await open(chrome, compare(crowd().slice(0, 990)), "#map");
  const canvas = page.locator("canvas[role=application]");
  await canvas.waitFor();
  const box = await canvas.boundingBox();
  assert.ok((await cpu(page, () => page.getByLabel("Appearance").selectOption("dark"))) < SOON);
  const pointed = await cpu(page, async () => {
    for (let step = 0; step < 20; step += 1) await page.mouse.move(box.x + 10 * step, box.y + 7 * step);
  });
  assert.ok(pointed < SOON, `${pointed} s for 20 moves`);
  isQuiet(page);
});
