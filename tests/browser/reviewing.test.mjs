// Reviewing: what a reader says on the page is a file that the program heeds.

import assert from "node:assert/strict";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ROOT, browser, compare, go, isQuiet, newsroom, open, settled, show, written } from "./desk.mjs";

let chrome;
let out;
before(async () => {
  [chrome, out] = [await browser(), newsroom()];
});
after(() => chrome.close());

const PAIR = "#pair=boreale-006~courrier-005";
const HEADER = "a,b,a_start,a_end,b_start,b_end,verdict,note,reviewer,date\r\n";

/** A page at a pair that can be reviewed. */
async function desk(place = PAIR, options = {}, run = out) {
  const page = await open(chrome, run, place, options);
  await page.locator(".pane").first().waitFor();
  return page;
}

/** The file that the page saves: where it is, and what is in it. */
async function saved(page, name = "Save reviews (CSV)") {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name }).click(),
  ]);
  assert.equal(download.suggestedFilename(), "reviewed.csv");
  const given = await download.path();
  const path = `${given}.csv`;
  renameSync(given, path);
  return [path, readFileSync(path, "utf8")];
}

const unsaved = (page) => page.locator("#unsaved");
const pairs = (run) => readFileSync(join(run, "pairs.csv"), "utf8");
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();

test("a pair that is dismissed on the page comes out dismissed of the next run", async () => {
  const page = await desk();
  assert.ok(await unsaved(page).isHidden(), "nothing was said yet");
  await page.getByLabel("Note").fill('press release, "as sent"');
  await page.getByLabel("Your name").fill("ch");
  await press(page, "Dismiss");
  assert.match(await page.locator(".lead").innerText(), /^A person has dismissed this pair/);
  assert.doesNotMatch(await page.locator(".lead").innerText(), /No credit/);
  assert.match(await page.locator(".passage-list").innerText(), /dismissed by a person/);
  assert.match(await unsaved(page).innerText(), /1 review is not saved yet\.[\s\S]*stay those of this run/);
  const [path, text] = await saved(page);
  assert.ok(text.startsWith(HEADER), text);
  assert.match(
    text.slice(HEADER.length),
    /^boreale-006,courrier-005,,,,,dismissed,"press release, ""as sent""",ch,\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\r\n$/,
  );
  assert.match(
    await unsaved(page).innerText(),
    /1 review went to the browser’s downloads as reviewed\.csv\./,
  );
  const next = newsroom("--reviewed", path);
  assert.match(pairs(next), /^boreale-006,courrier-005,.*dismissed/m);
  const asked = ["boreale-006", "courrier-005", "--reviewed", path];
  assert.match(show(out, ...asked), /dismissed/);
  assert.doesNotMatch(show(out, ...asked.slice(0, 2)), /dismissed/);
  isQuiet(page);
});

test("what was said is marked in the list at once, and no figure moves", async () => {
  const page = await desk();
  const figures = async () => {
    await go(page, "#overview");
    const answer = await page.locator(".answer .lead").innerText();
    await go(page, "#flows");
    return [answer, await page.locator(".flows").innerText()];
  };
  const before = await figures();
  await go(page, PAIR);
  await page.locator(".pane").first().waitFor();
  await page.keyboard.press("d");
  assert.deepEqual(await figures(), before);
  await go(page, "#pairs?review=dismissed");
  assert.equal(await page.locator(".count").innerText(), "1 of 32 pairs");
  assert.match(await page.locator(".rows .row").innerText(), /dismissed by a person/);
  await go(page, PAIR);
  await page.locator(".pane").first().waitFor();
  await press(page, "Reopen");
  await go(page, "#pairs?review=dismissed");
  assert.equal(await page.locator(".count").innerText(), "0 of 32 pairs");
  isQuiet(page);
});

test("one passage is dismissed, where it stands in code points, and no other", async () => {
  const own = (seed) => Array.from({ length: 120 }, (_, at) => `w${seed}x${(at * 7919) % 997}`).join(" ");
  const shared = [
    "The bridge over the river Orle was closed on Monday after engineers found deep cracks in two of its piers.",
    "Hauliers expect the queue of lorries outside the port to reach nine kilometres by the evening at the least.",
  ];
  const text = (seed) => `🦀🦀 ${own(seed)}. ${shared[0]} ${own(seed + 1)}. ${shared[1]} ${own(seed + 2)}.`;
  const articles = [
    { id: "=wire", text: text(10) },
    { id: "paper, late", text: text(20) },
  ];
  const run = compare(articles);
  const beside = await desk("#pair=%3Dwire~paper%2C%20late", {}, run);
  await settled(beside);
  await beside.keyboard.press("n");
  await beside.getByLabel("passage 2").check();
  await beside.keyboard.press("d");
  assert.equal(await beside.locator(".held").innerText(), "Passage 2: dismissed by a person");
  const listed = await beside.locator(".passage-list ol button").allInnerTexts();
  assert.deepEqual(
    listed.map((said) => said.includes("dismissed")),
    [false, true],
  );
  const [path, saidFirst] = await saved(beside);
  assert.match(saidFirst, /\r\n'=wire,"paper, late",\d+,\d+,\d+,\d+,dismissed,/);
  const passages = (folder) => readFileSync(join(folder, "passages.csv"), "utf8").trim().split("\n").slice(1);
  const reviewed = passages(compare(articles, "--reviewed", path));
  assert.deepEqual(
    reviewed.map((row) => row.includes(",dismissed")),
    [false, true],
  );
  await beside.keyboard.press("p");
  await beside.keyboard.press("d");
  assert.match(
    await beside.locator(".lead").innerText(),
    /^A person has dismissed this pair/,
    "all of it is",
  );
  await beside.keyboard.press("c");
  assert.doesNotMatch(await beside.locator(".lead").innerText(), /dismissed/);
  const [all] = await saved(beside);
  assert.match(pairs(compare(articles, "--reviewed", all)), /^(?!.*dismissed)'?=wire/m);
  isQuiet(beside);
});

test("what is not saved outlives the page, and the reader is warned", async () => {
  const page = await desk();
  await page.keyboard.press("c");
  let warned = 0;
  page.removeAllListeners("dialog");
  page.on("dialog", (dialog) => {
    warned += Number(dialog.type() === "beforeunload");
    dialog.accept();
  });
  await page.locator(".lead").click();
  await page.reload();
  assert.equal(warned, 1);
  await page.locator(".pane").first().waitFor();
  assert.match(await page.locator(".lead").innerText(), /^A person has confirmed this pair\./);
  assert.match(await unsaved(page).innerText(), /1 review is not saved yet/);
  const [, text] = await saved(page);
  assert.match(text, /\r\nboreale-006,courrier-005,,,,,confirmed,,,/);
  await page.reload();
  assert.equal(warned, 1, "all is saved");
  const other = await page.context().newPage();
  await other.goto(page.report.replace(out, newsroom("--min-words", "30")) + PAIR);
  await other.locator(".pane").first().waitFor();
  assert.match(await other.locator(".lead").innerText(), /^A person has confirmed/, "the same articles");
  await other.goto(page.report.replace(out, compare(join(ROOT, "data/audit"))));
  await other.getByRole("heading", { level: 1 }).waitFor();
  assert.ok(await unsaved(other).isHidden(), "other articles have their own");
  isQuiet(page);
});

test("a browser that keeps nothing, or rubbish, does no harm", async () => {
  const page = await desk();
  await page.evaluate(() => {
    Object.keys(localStorage).forEach((key) => localStorage.removeItem(key));
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await page.keyboard.press("d");
  await go(page, "#pairs?review=dismissed");
  assert.equal(await page.locator(".count").innerText(), "1 of 32 pairs");
  isQuiet(page);
  const other = await desk();
  await other.keyboard.press("d");
  for (const rubbish of ["{", "null", "[]", '{"said":[{"a":1}],"saved":0}', '{"said":[],"saved":7}']) {
    await other.evaluate((kept) => {
      const key = Object.keys(localStorage).find((name) => name.startsWith("wirecopy-remarks-"));
      localStorage.setItem(key, kept);
    }, rubbish);
    const again = await other.context().newPage();
    await again.goto(other.url());
    await again.locator(".pane").first().waitFor();
    assert.ok(await unsaved(again).isHidden(), rubbish);
    await again.close();
  }
  isQuiet(other);
});

test("keys that are typed into the note are a note, and the form speaks French", async () => {
  const page = await desk(PAIR, { locale: "fr-FR" });
  await page.getByLabel("Note").pressSequentially("déc");
  assert.ok(await unsaved(page).isHidden());
  await press(page, "Retenir");
  assert.match(await unsaved(page).innerText(), /1 avis n’est pas encore enregistré\./);
  const [, text] = await saved(page, "Enregistrer les avis (CSV)");
  assert.match(text, /,confirmed,déc,/);
  isQuiet(page);
});

test("after a run that heeded a file, the page says that its rows come behind", async () => {
  const first = await desk();
  await first.keyboard.press("d");
  const [path] = await saved(first);
  const page = await desk(PAIR, {}, newsroom("--reviewed", path));
  assert.ok(await unsaved(page).isHidden());
  await press(page, "Reopen");
  assert.doesNotMatch(await page.locator(".lead").innerText(), /dismissed/);
  assert.match(
    await unsaved(page).innerText(),
    /does not hold the 1 row that this run heeded: give both, the new file last/,
  );
  isQuiet(page);
});

test("a pair without its texts is reviewed too, and so is an article beside a reference of the same id", async () => {
  const bare = newsroom("--no-passages");
  const page = await open(chrome, bare, "#pair=boreale-002~courrier-001");
  await page.keyboard.press("d");
  assert.match(await page.locator(".lead").innerText(), /^A person has dismissed this pair/);
  const [path] = await saved(page);
  assert.match(
    pairs(newsroom("--no-passages", "--reviewed", path)),
    /^boreale-002,courrier-001,.*dismissed/m,
  );
  isQuiet(page);

  const text =
    "The bridge over the river Orle was closed on Monday after engineers found deep cracks in its piers.";
  const [mine, theirs] = [
    [{ id: "x", text }],
    [
      { id: "x", text: `${text} No date was given.` },
      { id: "y", text },
    ],
  ];
  const against = compare(mine, "--against", written(theirs));
  const beside = await desk("#pair=x~x", {}, against);
  await beside.getByLabel("passage 1").check();
  await beside.keyboard.press("d");
  assert.match(await beside.locator(".held").innerText(), /dismissed by a person/);
  const [said] = await saved(beside);
  const next = pairs(compare(mine, "--against", written(theirs), "--reviewed", said));
  assert.match(next, /^x,x,.*dismissed/m);
  assert.doesNotMatch(next, /^x,y,.*dismissed/m);
  isQuiet(beside);
});

test("a note is shown again, and a confirmed passage confirms no pair", async () => {
  const said = written([]).replace(/press\.jsonl$/, "said.csv");
  writeFileSync(
    said,
    "a,b,verdict,note,reviewer\nboreale-006,courrier-005,dismissed,a \u202epress release,ch\n",
  );
  const page = await desk(PAIR, {}, newsroom("--reviewed", said));
  const lead = page.locator(".lead");
  assert.match(
    await lead.innerText(),
    /^A person has dismissed this pair.* Note by ch: “a \\u\{202e\}press release”\./,
  );
  await page.getByRole("radio", { name: /passage 1/ }).check();
  await page.getByLabel("Note").fill("word for word");
  await press(page, "Confirm");
  assert.doesNotMatch(await lead.innerText(), /A person has (confirmed|dismissed)/);
  assert.match(
    await page.locator(".passage-list").innerText(),
    /confirmed by a person\. Note: “word for word”/,
  );
  isQuiet(page);
});
