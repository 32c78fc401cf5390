// Side by side: both texts, their passages, scrolling, keys, addresses, and what is printed.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, compare, go, isQuiet, newsroom, open, settled } from "./desk.mjs";

let chrome;
let out;
before(async () => {
  [chrome, out] = [await browser(), newsroom()];
});
after(() => chrome.close());

const PASSAGES = [
  "The bridge over the river Orle was closed on Monday after engineers found deep cracks in two of its seven piers.",
  "Hauliers expect the queue of lorries outside the port to reach nine kilometres by the evening if nobody opens the second gate.",
  "Births at the hospital will move to Harrowmouth in the autumn, when the last of the midwives of Tarnwick leaves for the coast.",
];

/** Two long articles that have three passages in common, in another order, with much of their own in between. */
function long() {
  const filler = (seed) =>
    Array.from({ length: 220 }, (_, at) => `w${seed}x${(at * 7919 + seed * 104729) % 99991}`).join(" ");
  const text = (order, seed) =>
    order.map((at) => `${filler(seed + at)}.\n\n${PASSAGES[at]}`).join("\n\n") + `\n\n${filler(seed + 9)}.`;
  return compare([
    { id: "one", title: "One", published: "2026-03-10T08:00:00Z", outlet: "Wire", text: text([0, 1, 2], 10) },
    {
      id: "two/a~b",
      title: "Two",
      published: "2026-03-09T08:00:00Z",
      outlet: "Paper",
      text: text([0, 1, 2], 50),
    },
  ]);
}

test("both texts are whole, the earlier on the left, and shared words are marked in both", async () => {
  const page = await open(chrome, out, "#pair=meridian-002~tarnwick-002");
  await page.locator(".pane").first().waitFor();
  const [left, right] = [page.locator(".pane").first(), page.locator(".pane").last()];
  assert.match(await left.innerText(), /Earlier text[\s\S]*DUNMARROW \(Meridian\)[\s\S]*Divers have mapped/);
  assert.match(await right.innerText(), /Later text[\s\S]*We use cookies/);
  assert.equal(await left.locator(".dropped").first().innerText(), "biologists");
  assert.equal(await left.locator(".substituted").first().innerText(), "marine");
  assert.equal(await right.locator(".substituted", { hasText: "scientists" }).count(), 1);
  assert.match(await right.locator(".boilerplate").first().innerText(), /^We use cookies/);
  assert.match(await right.locator(".quoted").first().innerText(), /We had written this place off/);
  assert.match(
    await page.locator(".lead").innerText(),
    /^The Tarnwick Observer: 144 of its 147 own words \(98%\) stand in the earlier text of Meridian News\. The earlier text is dated 4 h 55 min before\./,
  );
  isQuiet(page);
});

test("an order that the dates do not tell is not claimed", async () => {
  const text = PASSAGES.join(" ");
  const page = await open(
    chrome,
    compare([
      { id: "a", outlet: "A", text },
      { id: "b", outlet: "B", text: `${text} And more.` },
    ]),
    "#pair=a~b",
  );
  await page.locator(".pane").first().waitFor();
  const said = await page.locator("main").innerText();
  assert.match(said, /A and B share \d+ words\. Their dates do not tell which text is the earlier\./);
  assert.doesNotMatch(said, /Earlier text|Later text|copied|took/);
  isQuiet(page);
});

test("next and previous go through the passages, by button and by key, in both texts", async () => {
  const page = await open(chrome, long(), "#pair=one~two%2Fa%7Eb");
  await page.locator(".pane").first().waitFor();
  await settled(page);
  assert.equal(await page.locator(".position").innerText(), "Passage 1 of 3");
  const tops = () => page.locator(".pane").evaluateAll((panes) => panes.map((pane) => pane.scrollTop));
  const inSight = () =>
    page.locator(".pane").evaluateAll((panes) =>
      panes.map((pane) => {
        const [piece, box] = [
          pane.querySelector(".passage.current").getBoundingClientRect(),
          pane.getBoundingClientRect(),
        ];
        return piece.top >= box.top && piece.bottom <= box.bottom;
      }),
    );
  const before = await tops();
  await page.keyboard.press("n");
  assert.equal(await page.locator(".position").innerText(), "Passage 2 of 3");
  assert.ok((await tops()).every((top, side) => top > before[side]));
  assert.deepEqual(await inSight(), [true, true]);
  await page.getByRole("button", { name: "Next" }).click();
  assert.deepEqual(await inSight(), [true, true]);
  await page.keyboard.press("n");
  assert.equal(
    await page.locator(".position").innerText(),
    "Passage 1 of 3",
    "after the last comes the first",
  );
  await page.keyboard.press("p");
  assert.equal(await page.locator(".position").innerText(), "Passage 3 of 3");
  assert.match(await page.locator("#told").textContent(), /^Passage 3 of 3, verbatim/);
  isQuiet(page);
});

test("one text scrolls with the other, so that the same words stand beside one another", async () => {
  const page = await open(chrome, long(), "#pair=one~two%2Fa%7Eb");
  await page.locator(".pane").first().waitFor();
  await settled(page);
  const beside = (at) =>
    page.locator(".pane").evaluateAll((panes, number) => {
      const pane = panes[0];
      const top = (other) =>
        other.querySelector(`[data-passage="${number}"]`).getBoundingClientRect().top -
        other.getBoundingClientRect().top;
      pane.scrollTop += top(pane) - pane.clientHeight * 0.25;
      return new Promise((done) => setTimeout(() => done(panes.map(top)), 150));
    }, at);
  for (const at of [1, 2, 0]) {
    const [one, other] = await beside(at);
    assert.ok(Math.abs(one - other) < 40, `passage ${at}: ${one} and ${other}`);
  }
  await page.getByLabel("Scroll together").uncheck();
  const still = await page.locator(".pane").evaluateAll((panes) => {
    const top = panes[1].scrollTop;
    panes[0].scrollTop += 400;
    return new Promise((done) => setTimeout(() => done(panes[1].scrollTop === top), 150));
  });
  assert.ok(still);
  isQuiet(page);
});

test("an address opens that very pair again, whatever stands in the ids", async () => {
  const ids = ["a~b", "ü/ö?#&=%", "東京 1", "</script>", "constructor", "__proto__"];
  const articles = ids.map((id) => ({
    id,
    text: `${PASSAGES.join(" ")} Written by ${ids.indexOf(id)} hands.`,
  }));
  const out = compare(articles);
  const page = await open(chrome, out, "#pairs");
  const places = [];
  for (let row = 0; row < 15; row += 1) {
    await go(page, "#pairs");
    await page.locator(".rows .row").nth(row).click();
    await page.locator(".pane").first().waitFor();
    places.push([page.url(), await page.locator(".pane .id").allInnerTexts()]);
  }
  assert.equal(new Set(places.map(([url]) => url)).size, 15);
  for (const [url, named] of places) {
    const again = await open(chrome, out, new URL(url).hash);
    await again.locator(".pane").first().waitFor();
    assert.deepEqual(await again.locator(".pane .id").allInnerTexts(), named);
    isQuiet(again);
    await again.context().close();
  }
  await go(page, "#pair=a~nobody");
  assert.match(await page.locator("main").innerText(), /There is nothing at this address/);
  await go(page, "#pair=%E0%A4%A~b");
  assert.match(await page.locator("main").innerText(), /There is nothing at this address/);
  isQuiet(page);
});

test("everything is reached by the keyboard alone", async () => {
  const page = await open(chrome, out);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "skip");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await settled(page);
  assert.match(page.url(), /#pairs$/);
  const isOnRow = () => page.evaluate(() => document.activeElement.matches(".rows .row"));
  for (let press = 0; press < 40 && !(await isOnRow()); press += 1) await page.keyboard.press("Tab");
  assert.ok(await isOnRow(), "Tab reaches the rows");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await page.keyboard.press("PageUp");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-rowindex")), "3");
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.equal(outline, "solid", "focus is seen");
  await page.keyboard.press("Enter");
  await page.locator(".pane").first().waitFor();
  assert.match(page.url(), /#pair=/);
  await page.keyboard.press("n");
  assert.equal(await page.locator(".position").innerText(), "Passage 1 of 1");
  await page.goBack();
  await settled(page);
  assert.equal(
    await page.evaluate(() => document.activeElement.getAttribute("aria-rowindex")),
    "3",
    "back at the row that was left",
  );
  isQuiet(page);
});

test("what is printed has both texts whole and none of the controls", async () => {
  const page = await open(chrome, long(), "#pair=one~two%2Fa%7Eb");
  await page.locator(".pane").first().waitFor();
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  assert.ok((await page.locator(".toolbar").isHidden()) && (await page.locator("#views").isHidden()));
  const isWhole = await page
    .locator(".pane")
    .evaluateAll((panes) => panes.every((pane) => pane.scrollHeight <= pane.clientHeight + 1));
  assert.ok(isWhole, "no text is cut off");
  assert.equal(
    await page.evaluate(() => getComputedStyle(document.body).backgroundColor),
    "rgb(255, 255, 255)",
  );
  const list = await open(chrome, out, "#pairs");
  await list.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await list.emulateMedia({ media: "print" });
  assert.equal(await list.locator(".rows .row").count(), 32);
  isQuiet(list);
});
