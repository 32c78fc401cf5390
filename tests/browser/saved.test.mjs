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

/** A page as newspapers have them: consent, menus, shares, a picture, insets between paragraphs, comments, what others read. */
function crowded(article) {
  const element = (name, text) => {
    const made = document.createElement(name);
    made.textContent = text;
    return made.outerHTML;
  };
  const inset = `<aside class="inset"><h3>Also on this subject</h3><ul><li><a href="/a">The quay was closed twice before, and
    nobody was told of it in time</a></li><li><a href="/b">What the harbour costs each year</a></li></ul></aside>
    <div class="ad" role="complementary">Advertisement</div>`;
  const paragraphs = article.text.split("\n").filter(Boolean);
  const body = paragraphs.map((line, at) => element("p", line) + (at === 0 ? inset : "")).join("");
  document.documentElement.lang = article.language;
  document.head.innerHTML = `${element("title", `${article.title} | ${article.outlet}`)}
    <meta property="og:title"><meta property="og:site_name"><meta property="article:published_time">
    <style>body { font: 1em serif }</style>`;
  const told = [article.title, article.outlet, article.published];
  document.querySelectorAll("meta[property]").forEach((meta, at) => (meta.content = told[at]));
  document.body.innerHTML = `
    <div id="consent" role="dialog"><h2>We value your privacy</h2><p>We and our 812 partners store information on a device, such as
      cookies, and process personal data, so that this page can be shown to you.</p><button>Accept all</button></div>
    <header><a href="/">${element("b", article.outlet)}</a><nav><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li>
      </ul></nav><form action="/search"><input name="q"><button>Search</button></form></header>
    <main><article>${element("h1", article.title)}<div class="share-bar"><a href="#">Share</a> <a href="#">Print</a></div>
      <figure><img alt="The bridge at noon"><figcaption>The bridge at noon, seen from the north side of the river.</figcaption></figure>
      ${body}
      <div class="newsletter"><h3>Our newsletter</h3><p>Get the most important news of the day in your inbox every morning, free of
        charge.</p><form><input type="email"><button>Subscribe</button></form></div></article>
      <section class="comments"><h2>1 comment</h2><div class="comment"><b>Reader</b><p>I have lived here for forty years and have
        never seen the like of it, and I hope that somebody answers for it.</p></div></section></main>
    <aside class="related"><h2>Most read</h2><ol><li><a href="/1">The mayor will not stand again, she said on Monday</a></li>
      <li><a href="/2">Rain until the end of the week</a></li></ol></aside>
    <footer><p>© ${element("span", article.outlet)}. No part of this page may be copied without permission of its owner.</p></footer>`;
}

/** A page that a script fills, as the browser writes it down. */
async function filled(fill, article) {
  const page = await (await launched.newContext()).newPage();
  await page.setContent("<!DOCTYPE html><html><head></head><body></body></html>");
  await page.evaluate(fill, article);
  const content = await page.content();
  await page.context().close();
  return content;
}

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

test("pages that a browser saved are the articles that it showed", () => areTheirArticles(saved));

test("and so are pages on which much else stands", () =>
  areTheirArticles((article) => filled(crowded, article)));

async function areTheirArticles(write) {
  const [home, out] = [folder(), join(folder(), "out")];
  for (const article of ARTICLES) {
    writeFileSync(join(home, `${article.id}.html`), await write(article));
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
}
