// A run of the real binary, and its report in a real browser that notes every request and every complaint.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

const PROGRAMS = [
  process.env.WIRECOPY,
  join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "release/wirecopy"),
];
const BROWSERS = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function found(what, places, remedy) {
  const place = places.find((path) => path && existsSync(path));
  assert.ok(place, `${what} is not there (${remedy})`);
  return place;
}

const homes = [];
process.on("exit", () => homes.forEach((home) => rmSync(home, { recursive: true, force: true })));

/** A folder that is gone when the tests are over. */
export function folder() {
  homes.push(mkdtempSync(join(tmpdir(), "wirecopy-browser-")));
  return homes.at(-1);
}

/** The program that is tested. */
export function program() {
  return found("the program", PROGRAMS, "cargo build --release, or name it with WIRECOPY");
}

/** A file with these articles. */
export function written(articles) {
  const input = join(folder(), "press.jsonl");
  writeFileSync(input, articles.map((article) => `${JSON.stringify(article)}\n`).join(""));
  return input;
}

/** The output folder of a run on these inputs; `articles` are written to a file first, if they are a list. */
export function compare(articles, ...options) {
  const home = folder();
  const input = Array.isArray(articles) ? written(articles) : articles;
  execFileSync(program(), ["compare", input, "-o", join(home, "out"), "--quiet", ...options], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  return join(home, "out");
}

export function newsroom(...options) {
  return compare(join(ROOT, "data/newsroom"), ...options);
}

/** The newsroom with what a person has said of pairs, rows of a,b,verdict. */
export function newsroomReviewed(rows) {
  const home = folder();
  const said = join(home, "reviewed.csv");
  writeFileSync(said, `a,b,verdict\n${rows}`);
  return newsroom("--reviewed", said);
}

/** What `wirecopy show` says of a run. */
export function show(out, ...options) {
  return execFileSync(program(), ["show", out, ...options]).toString();
}

export async function browser() {
  return chromium.launch({
    executablePath: found("Chromium", BROWSERS, "apt-get install chromium, or name it with CHROMIUM"),
    args: FLAGS,
  });
}

/** A page at a place of a report. `complaints` has all that went wrong in it, `requests` all that it asked for. */
export async function open(launched, out, place = "", { width = 1280, height = 850, ...options } = {}) {
  const context = await launched.newContext({ viewport: { width, height }, locale: "en-GB", ...options });
  const page = await context.newPage();
  page.complaints = [];
  page.requests = [];
  page.on(
    "console",
    (message) => ["error", "warning"].includes(message.type()) && page.complaints.push(message.text()),
  );
  page.on("pageerror", (fault) => page.complaints.push(fault.message));
  page.on("dialog", (dialog) => {
    page.complaints.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("request", (request) => page.requests.push(request.url()));
  page.report = pathToFileURL(join(out, "report.html")).href;
  await page.goto(page.report + place);
  return page;
}

/** Goes to another place of the report, as a link does. */
export async function go(page, place) {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, place);
  await settled(page);
}

/** Waits until what is asked for stands on the page. */
export async function settled(page) {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 60))));
}

/** Asserts that the page asked for nothing but itself and complained of nothing. */
export function isQuiet(page) {
  assert.deepEqual(page.complaints, []);
  assert.deepEqual(
    page.requests.filter((url) => url.split("#")[0] !== page.report),
    [],
  );
}
