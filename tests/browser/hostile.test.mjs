// Articles that would run, load or break something stay text.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browser, compare, go, isQuiet, open, settled } from "./desk.mjs";

const SHARED =
  "The bridge over the river Orle was closed on Monday after engineers found cracks in two of its piers";
const ATTACK = [
  "</script><script>document.title = 'broken'; alert(1)</script>",
  "<!-- <script>",
  "--!>",
  "<img src=x onerror=alert(2)>",
  "<svg onload=alert(3)>",
  "<iframe src='https://example.org/'></iframe>",
  "<link rel=stylesheet href=https://example.org/a.css>",
  "<base href=https://example.org/>",
  "<meta http-equiv=refresh content='0;url=https://example.org/'>",
  "</style></title></textarea>",
  "{{findings}} {{script}} {{style}}",
  "\u2028\u2029\u0000\u001b[31m\ufeff",
  "javascript:alert(4)",
  "\u202ereversed",
].join(" ");

/** What acts on a page or a terminal, and how it is shown instead. */
const ACTING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
const escaped = (text) => text.replace(ACTING, (letter) => `\\u{${letter.codePointAt(0).toString(16)}}`);

let chrome;
let out;
before(async () => {
  const hostile = (id, more) => ({
    id,
    title: ATTACK,
    outlet: ATTACK,
    published: "2026-03-10",
    url: "javascript:alert(5)",
    text: `${ATTACK} ${SHARED}. ${more} ${ATTACK}`,
  });
  out = compare([
    hostile("</script><script>alert(6)</script>", "One."),
    hostile("<img src=x onerror=alert(7)>", "Two."),
    { ...hostile("long", ""), text: `${"x<y ".repeat(250_000)} ${SHARED}.` },
    { ...hostile("linked", "Three."), url: 'https://example.org/?"><script>alert(8)</script>' },
  ]);
  chrome = await browser();
});
after(() => chrome.close());

test("no view of hostile articles runs or loads anything", async () => {
  const page = await open(chrome, out);
  const hashes = await page.evaluate(() =>
    [...document.querySelectorAll("a[href^='#']")].map((link) => link.getAttribute("href")),
  );
  for (const place of new Set([
    ...hashes,
    "#pairs",
    "#articles",
    "#map",
    "#flows",
    "#article=linked",
    "#article=long",
  ])) {
    await go(page, place);
    await settled(page);
  }
  assert.equal(
    await page.locator("main img, main script, main iframe, main link, main style, main svg[onload]").count(),
    0,
  );
  assert.equal(await page.locator("script:not([type])").count(), 1, "the one script of the page");
  assert.doesNotMatch(await page.title(), /^broken/);
  isQuiet(page);
});

test("hostile texts are shown letter by letter", async () => {
  const page = await open(
    chrome,
    out,
    `#article=${encodeURIComponent("</script><script>alert(6)</script>")}`,
  );
  await page.locator(".article-text").waitFor();
  const text = await page.locator(".article-text").evaluate((shown) => {
    shown.querySelectorAll(".number-badge").forEach((badge) => badge.remove());
    return shown.textContent;
  });
  assert.equal(text, escaped(`${ATTACK} ${SHARED}. One. ${ATTACK}`));
  isQuiet(page);
});

test("no control of an article turns around or hides what stands on the page", async () => {
  const turned = "\u202eEPA\u202c \u2066x\u2069\u0007 \u061c";
  const hostile = (id, outlet) => ({
    id: `${id}${turned}`,
    title: `${turned} title`,
    outlet: `${outlet}${turned}`,
    published: `2026-03-10${turned}`,
    text: `${SHARED}. ${turned} ${SHARED.toUpperCase()}`,
  });
  const run = compare([hostile("one", "AFP"), hostile("two", "Gazette")], "--wire", `AFP${turned}`);
  const page = await open(chrome, run);
  const places = await page.evaluate(() =>
    [...document.querySelectorAll("a[href^='#']")].map((link) => link.getAttribute("href")),
  );
  assert.ok(places.some((place) => place.startsWith("#pair=")));
  for (const place of new Set([...places, "#pairs", "#articles", "#heat", "#flows"])) {
    await go(page, place);
    const told = await page.evaluate(() => {
      const named = [...document.querySelectorAll("[title], [aria-label]")];
      const texts = named.flatMap((one) => [one.getAttribute("title"), one.getAttribute("aria-label")]);
      // The page itself puts names that turn between U+2068 and U+2069, so that they keep to themselves.
      return [document.title, document.body.textContent, ...texts.filter(Boolean)].join("\n");
    });
    const own = told.replace(/<script[\s\S]*/, "").replace(/\u2068([^\u2068\u2069]*)\u2069/gu, "$1");
    const acting = await page.evaluate(() => document.querySelector("main").innerText);
    assert.doesNotMatch(acting.replace(/[\u2068\u2069]/gu, ""), ACTING, place);
    assert.match(own, /\\u\{202e\}/, place);
  }
  isQuiet(page);
});

test("only an address of the web is a link, and it tells nothing of the reader", async () => {
  const page = await open(chrome, out, "#article=linked");
  const links = page.locator("main a[target]");
  assert.equal(await links.count(), 1);
  assert.match(await links.getAttribute("href"), /^https:\/\/example\.org\//);
  assert.equal(await links.getAttribute("rel"), "noopener noreferrer");
  await go(page, `#article=${encodeURIComponent("<img src=x onerror=alert(7)>")}`);
  assert.equal(await page.locator("main a[target]").count(), 0);
  isQuiet(page);
});

test("a page that was damaged says so, and shows the rest", async () => {
  const report = join(out, "report.html");
  const whole = readFileSync(report, "utf8");
  writeFileSync(report, whole.replaceAll(/(id="block-\d+">).{40}/g, "$1AAAA"));
  const page = await open(chrome, out, "#article=linked");
  assert.match(await page.getByRole("alert").innerText(), /This part of the page is damaged/);
  await go(page, "#pairs");
  assert.ok((await page.locator(".rows .row").count()) > 0);
  isQuiet(page);
  writeFileSync(report, whole);
});

test("a policy would stop what got through", async () => {
  const page = await open(chrome, out);
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
    document.body.append(Object.assign(document.createElement("img"), { src: "https://example.org/pixel" }));
  });
  await settled(page);
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.ok(
    page.complaints.length >= 2 && page.complaints.every((text) => /Content Security Policy/.test(text)),
    page.complaints.join("\n"),
  );
});
