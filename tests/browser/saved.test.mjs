// A page that a browser saved, and what the program reads there: what scripts had made of it when it was saved.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ROOT, browser, folder, program } from "./desk.mjs";

const ARTICLES = readFileSync(join(ROOT, "data/newsroom/2026-03-10.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

let launched;
before(async () => {
  launched = await browser();
});
after(() => launched.close());

/** What the page holds when all its scripts have run, as the browser writes it down. */
async function saved({ title, outlet, published, text, language }) {
  const page = await (await launched.newContext()).newPage();
  await page.setContent('<!DOCTYPE html><html><head></head><body><div id="app"></div></body></html>');
  await page.evaluate(
    (article) => {
      const make = (name, text, parent) => {
        const made = document.createElement(name);
        made.textContent = text;
        return parent.appendChild(made);
      };
      document.documentElement.lang = article.language;
      make("title", `${article.title} - ${article.outlet}`, document.head);
      const described = make("script", "", document.head);
      described.type = "application/ld+json";
      described.textContent = JSON.stringify({
        "@type": "NewsArticle",
        headline: article.title,
        datePublished: article.published,
        publisher: { name: article.outlet },
      });
      const app = document.getElementById("app");
      make("a", "Home", make("nav", "", app)).href = "/";
      const body = make("div", "", app);
      make("h1", article.title, body);
      article.text
        .split("\n")
        .filter(Boolean)
        .forEach((line) => make("p", line, body));
      make("p", "All rights reserved by the owners of this page, whoever they are.", make("footer", "", app));
    },
    { title, outlet, published, text, language },
  );
  const content = await page.content();
  await page.context().close();
  return content;
}

test("pages that a browser saved are the articles that it showed", async () => {
  const [home, out] = [folder(), join(folder(), "out")];
  for (const article of ARTICLES) {
    writeFileSync(join(home, `${article.id}.html`), await saved(article));
  }
  const references = join(ROOT, "data/newsroom/2026-03-10.jsonl");
  execFileSync(program(), ["compare", home, "--against", references, "-o", out, "--quiet"]);
  const rows = readFileSync(join(out, "pairs.csv"), "utf8").split("\n");
  for (const { id } of ARTICLES) {
    assert.ok(
      rows.some((row) => row.startsWith(`${id}.html,${id},`) && row.includes("identical")),
      `${id}: the page is not its article`,
    );
  }
});
