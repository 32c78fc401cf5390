// Editors: one who looks for who has whose words finds whom, how much, and what to ask, in one way wherever it is said.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browser, compare, go, isQuiet, newsroom, open, settled, show } from "./desk.mjs";

let chrome;
let out;
before(async () => {
  [chrome, out] = [await browser(), newsroom()];
});
after(() => chrome.close());

const SHARED =
  "The bridge over the river Orle was closed on Monday after engineers found cracks in two of its piers.";
const article = (id, outlet, hour, text = SHARED) => ({
  id,
  outlet,
  published: `2026-03-10T${hour}:00:00Z`,
  text,
  title: id,
});

/** A row of the article list, or of the pair list, by what it has in its first columns. */
const rowOf = (page, ...ids) =>
  ids.reduce((rows, id) => rows.filter({ hasText: id }), page.locator(".rows .row"));

/** The rows of a table of a run, each by the names of its columns; quotation marks part what has a comma in it. */
function table(file, folder = out) {
  const cells = (line) =>
    [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
      .map(([, cell]) => cell.replace(/^"|"$/g, "").replaceAll('""', '"'))
      .slice(0, -1);
  const [head, ...rows] = readFileSync(join(folder, file), "utf8").trimEnd().split("\n");
  const names = head.split(",");
  return rows.map((row) => Object.fromEntries(cells(`${row},`).map((cell, at) => [names[at], cell])));
}

test("a credit says to whom it is and of what kind, wherever it is shown", async () => {
  const whom = /credits Agence Boréale \(dateline\)/;
  const page = await open(chrome, out);
  assert.match(
    await page.locator(".card", { hasText: "Orvelane privée de son pont sud" }).first().innerText(),
    whom,
  );
  await go(page, "#pairs");
  assert.match(await rowOf(page, "boreale-002", "courrier-001").innerText(), whom);
  await go(page, "#articles");
  assert.match(await rowOf(page, "courrier-001").innerText(), whom);
  await go(page, "#pair=boreale-002~courrier-001");
  await page.locator(".pane").first().waitFor();
  assert.match(await page.locator(".pane").last().innerText(), whom);
  assert.match(
    await page.locator(".lead").innerText(),
    /Le Courrier d’Orvelane credits Agence Boréale \(dateline\)\./,
  );
  await go(page, "#article=courrier-001");
  assert.match(await page.locator(".article-head").innerText(), whom);
  await go(page, "#article=echo-001");
  assert.match(await page.locator(".article-head").innerText(), /credits Agence Boréale \(last line\)/);
  const bare = await page.locator(".badge").allInnerTexts();
  assert.ok(!bare.includes("credited"), `${bare}`);
  const french = await open(chrome, out, "#article=echo-001", { locale: "fr-FR" });
  assert.match(
    await french.locator(".article-head").innerText(),
    /crédite Agence Boréale \(dernière ligne\)/,
  );
  assert.match(show(out, "--limit", "0"), /echo-001 .*credits Agence Boréale \(last line\)/);
  assert.match(show(out, "boreale-002", "echo-001"), /b credits Agence Boréale \(last line\)/);
  isQuiet(page);
});

test("another agency that is credited is named, with the one that is not", async () => {
  const folder = compare([
    article("wire", "AFP", "10"),
    article("paper", "Ledger", "12", `${SHARED}\n\n(Reuters)`),
    article("other", "Reuters", "09", "Seven geese of Armaury spent the winter near the mill pond."),
  ]);
  const page = await open(chrome, folder);
  assert.match(await page.locator(".card.flagged").innerText(), /credits Reuters \(last line\), not AFP/);
  assert.match(show(folder), /miscredited: credits Reuters \(last line\) only/);
  isQuiet(page);
});

test("an agency that names itself is told as one that does, in the table and in the terminal", () => {
  const [own] = table("articles.csv").filter(({ id }) => id === "boreale-002");
  assert.equal(own.credit, "Agence Boréale", "what the article says itself");
  assert.doesNotMatch(own.evidence, /Boréale/);
  assert.equal(own.names_itself, "Agence Boréale dateline 0-18");
  const said = show(out, "--article", "boreale-002");
  assert.match(said, /^own name +Agence Boréale \(dateline 0-18\)$/m);
  assert.doesNotMatch(said, /^credits/m);
});

test("an update is called one, and counts in a class by what it has from others", async () => {
  const page = await open(chrome, out, "#articles");
  assert.equal(
    await rowOf(page, "sentinel-004").locator(".column-class").innerText(),
    "update of sentinel-002",
  );
  const counts = {};
  for (const wanted of ["update", "wholly_derived", "partially_derived"]) {
    await page.getByLabel("Class", { exact: true }).selectOption(wanted);
    counts[wanted] = Number((await page.locator(".count").innerText()).split(" ")[0]);
  }
  const outlets = table("outlets.csv");
  const sum = (column) => outlets.reduce((all, row) => all + Number(row[column]), 0);
  assert.deepEqual(counts, {
    update: sum("updates"),
    wholly_derived: sum("wholly_derived"),
    partially_derived: sum("partially_derived"),
  });
  await go(page, "#article=sentinel-004");
  assert.match(await page.locator(".article-head").innerText(), /update of sentinel-002/);
  assert.doesNotMatch(await page.locator("main").innerText(), /partly derived/);
  assert.match(await page.locator(".evidence").innerText(), /its own earlier version/);
  isQuiet(page);
});

test("how much of an article is another text's has one figure, on the card, in lists, side by side and alone", async () => {
  const page = await open(chrome, out);
  assert.match(await page.locator(".card.flagged").innerText(), /70 of its 149 own words \(47%\)/);
  await go(page, "#pairs");
  const row = rowOf(page, "boreale-006", "courrier-005");
  assert.equal(await row.locator(".column-words").innerText(), "70");
  assert.equal(await row.locator(".column-coverage_b").innerText(), "47%");
  await go(page, "#articles");
  assert.equal(await rowOf(page, "courrier-005").locator(".column-reused").innerText(), "47%");
  await go(page, "#article=courrier-005");
  assert.match(await page.locator(".figures").innerText(), /70\s+attributed to other texts 47%/);
  assert.match(await page.locator(".evidence").innerText(), /70\s+47%\s+0\s+102 min/);
  await go(page, "#pair=boreale-006~courrier-005");
  await page.locator(".pane").first().waitFor();
  assert.match(await page.locator(".lead").innerText(), /70 of its 149 own words \(47%\)/);
  assert.match(
    await page.locator(".pair-figures").innerText(),
    /70 shared words[\s\S]*70 of its 149 own words \(47%\)/,
  );
  assert.match(await page.locator(".passage-list").innerText(), /edited, 71 words beside 70/);
  const said = (await page.locator(".beside").innerText()).match(/\d+ ?%/g);
  assert.deepEqual(
    [...new Set(said)].sort(),
    ["47%", "50%"],
    "of the dispatch 50 %, of the article 47 %, and nothing else",
  );
  isQuiet(page);
});

test("the figures of a pair are those of reuse.csv, where an article has words of one text only", async () => {
  const page = await open(chrome, out, "#pairs");
  const rows = table("reuse.csv");
  const single = rows.filter(({ reuser }) => rows.filter((row) => row.reuser === reuser).length === 1);
  assert.ok(single.length > 15);
  for (const { source, reuser, words, share_of_reuser } of single) {
    await page.getByLabel("Search").fill(`${source} ${reuser}`);
    const row = rowOf(page, source, reuser).first();
    const share = Number(share_of_reuser);
    const percent = share < 1 ? Math.min(99, Math.round(share * 100)) : 100;
    assert.equal(await row.locator(".column-words").innerText(), words, `${source} ${reuser}`);
    assert.equal(
      (await row.locator(".column-coverage_b").innerText()).replace(/^> /, ""),
      `${percent}%`,
      `${source} ${reuser}`,
    );
  }
  isQuiet(page);
});

test("of an article that has words of several texts it is said how many are attributed to each", async () => {
  const page = await open(chrome, out, "#pair=sentinel-005~tarnwick-006");
  await page.locator(".pane").first().waitFor();
  const rows = table("reuse.csv").filter(({ reuser }) => reuser === "tarnwick-006");
  const words = Object.fromEntries(rows.map(({ source, words: n }) => [source, n]));
  assert.match(
    await page.locator(".pair-figures").innerText(),
    new RegExp(
      `tarnwick-006 59 of its 115 own words \\(51%\\) .*; ${words["sentinel-005"]} of them are attributed to it, the others to further texts`,
    ),
  );
  await go(page, "#article=tarnwick-006");
  assert.match(
    await page.locator(".evidence").innerText(),
    new RegExp(
      `meridian-006[\\s\\S]*${words["meridian-006"]}[\\s\\S]*sentinel-005[\\s\\S]*${words["sentinel-005"]}`,
    ),
  );
  isQuiet(page);
});

test("every derived article without a credit is worth a look, once, with the text that most of it is of", async () => {
  const page = await open(chrome, out);
  const asking = table("articles.csv").filter(
    ({ class: found, flag, update_of }) =>
      ["uncredited", "miscredited"].includes(flag) ||
      (/ly_derived$/.test(found) && flag === "" && update_of === ""),
  );
  const named = asking.map(({ id, top_source }) => `#pair=${top_source}~${id}`);
  for (const of of ["tarnwick-006", "ledger-003"])
    assert.ok(
      named.some((place) => place.endsWith(of)),
      of,
    );
  const places = await page
    .locator(".worth a[href^='#pair=']")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  assert.deepEqual([...places.slice(0, named.length)].sort(), [...named].sort());
  assert.match(
    await page.locator(".worth").innerText(),
    /50 of 115 own words \(43%\), in the earlier text of Meridian News/,
  );
  const told = await page.locator(".worth .lines li").allInnerTexts();
  const words = told.map((line) => Number(/(\d+) of \d+ own/.exec(line)[1]));
  assert.deepEqual(
    words,
    [...words].sort((one, other) => other - one),
    "the most words first",
  );
  await go(page, "#pairs?question=unasked");
  const asked = asking.filter(({ flag }) => flag === "").length;
  assert.equal(await page.locator(".count").innerText(), `${asked} of 32 pairs`);
  isQuiet(page);
});

test("copies of one dispatch are asked about once each, and their pairs with one another come last", async () => {
  const lorries =
    "Hauliers expect the queue of lorries outside the port to reach nine kilometres by the evening.";
  const copies = Array.from({ length: 8 }, (_, at) => article(`copy-${at}`, `Paper ${at}`, `1${at}`));
  const folder = compare([
    article("wire", "AFP", "06"),
    ...copies,
    article("first", "Gazette", "07", `Our man at the quay has counted them all. ${lorries}`),
    article("second", "Ledger", "19", `${lorries} Nobody else had anything to say about it.`),
  ]);
  const page = await open(chrome, folder);
  const places = await page
    .locator(".worth a[href^='#pair=']")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const asked = [...copies.map(({ id }) => `#pair=wire~${id}`), "#pair=first~second"];
  assert.deepEqual(places.slice(0, asked.length), asked);
  assert.ok(
    places.slice(asked.length).every((place) => /^#pair=copy-\d~copy-\d$/.test(place)),
    `${places}`,
  );
  isQuiet(page);
});

test("speech that two articles quote is shown as speech, and not as attributed", async () => {
  const page = await open(chrome, out, "#article=ledger-005");
  await page.locator(".article-text .spoken[title]").first().waitFor();
  assert.equal(await page.locator(".article-text .source").count(), 0);
  assert.match(
    await page.locator(".article-text .spoken[title]").first().getAttribute("title"),
    /^quoted speech, also in The Harrowmouth Sentinel, sentinel-006/,
  );
  const evidence = await page.locator(".evidence").innerText();
  assert.match(
    evidence,
    /No words of it are attributed to another text\.[\s\S]*Texts that quote the same speech[\s\S]*sentinel-006/,
  );
  assert.match(
    await page.locator(".figures").innerText(),
    /0\s+attributed to other texts[\s\S]*18\s+quoted speech that other texts have too 8%/,
  );
  await go(page, "#articles");
  assert.equal(await rowOf(page, "ledger-005").locator(".column-reused").innerText(), "8% speech");
  await go(page, "#pair=sentinel-006~ledger-005");
  await page.locator(".pane").first().waitFor();
  assert.match(
    await page.locator(".lead").innerText(),
    /quote the same speech: of the 18 words that they share, 18 are quoted/,
  );
  assert.equal(await page.locator(".pane .passage.spoken").count(), 2);
  assert.equal(await page.locator(".pane .passage.verbatim").count(), 0);
  assert.match(await page.locator(".passage-list").innerText(), /quoted speech, verbatim, 18 words/);
  const said = show(out, "--article", "ledger-005");
  assert.match(said, /18 quoted speech that other texts have too \(8 % of its own\)/);
  assert.match(said, /quoted speech, also in sentinel-006/);
  assert.doesNotMatch(said, /attributed to/);
  assert.match(show(out, "sentinel-006", "ledger-005"), /are quoted speech that a has too/);
  isQuiet(page);
});

test("prose around a quotation stays attributed, and the quotation in it is marked as one", async () => {
  const page = await open(chrome, out, "#article=courrier-001");
  await page.locator(".reading .source-1").first().waitFor();
  assert.ok((await page.locator(".reading .source-1.quoted").count()) > 0);
  assert.equal(await page.locator(".article-text .spoken").count(), 0);
  isQuiet(page);
});

test("rows and columns of the heat map have outlet and id, and that of the cell is marked", async () => {
  const page = await open(chrome, out, "#heat?row=ledger-003&column=meridian-005");
  await page.locator("canvas[role=application]").waitFor();
  await settled(page);
  for (const [side, id] of [
    ["rows", "The Callow Bay Ledgerledger-003"],
    ["columns", "Meridian Newsmeridian-005"],
  ]) {
    const names = page.locator(`.of-${side} a`);
    assert.equal(await names.count(), 50);
    assert.equal(await page.locator(`.of-${side} .at`).textContent(), id);
    const ids = await page
      .locator(`.of-${side} .of-id`)
      .evaluateAll((parts) => parts.filter((part) => part.scrollWidth > part.clientWidth + 1).length);
    assert.equal(ids, 0, "no id is cut");
  }
  const beside = await page.evaluate(() => {
    const canvas = document.querySelector("canvas[role=application]").getBoundingClientRect();
    const [row, column] = ["rows", "columns"].map((side) =>
      document.querySelector(`.of-${side} .at`).getBoundingClientRect(),
    );
    const side = canvas.width / 50;
    const at = (list, id) =>
      JSON.parse(document.getElementById("map").textContent)[list].indexOf(
        JSON.parse(document.getElementById("articles").textContent).id.indexOf(id),
      );
    return [
      row.top - canvas.top - side * at("rows", "ledger-003"),
      column.left - canvas.left - side * at("columns", "meridian-005"),
    ];
  });
  for (const away of beside) assert.ok(Math.abs(away) < 1, `${beside}`);
  await page.locator(".map-holder").evaluate((holder) => holder.scrollTo(0, 200));
  await settled(page);
  const top = await page
    .locator(".of-columns")
    .evaluate((names) => names.getBoundingClientRect().top - names.parentElement.getBoundingClientRect().top);
  assert.ok(top >= 0 && top < 3, "the names of columns stay in sight");
  isQuiet(page);
});

test("in a narrow window the heat map is whole, a touch names a cell, and each row is there in words", async () => {
  const page = await open(chrome, out, "#heat", { width: 400, hasTouch: true });
  const canvas = page.locator("canvas[role=application]");
  await canvas.waitFor();
  await settled(page);
  const holder = page.locator(".map-holder");
  assert.ok(
    await holder.evaluate(
      (part) => part.scrollWidth <= part.clientWidth && part.scrollHeight <= part.clientHeight,
    ),
  );
  const side = (await canvas.boundingBox()).width / 50;
  await canvas.tap({ position: { x: 1.5 * side, y: 2.5 * side } });
  assert.match(page.url(), /#heat/, "a touch goes nowhere");
  assert.match(
    await page.locator(".cell-told").innerText(),
    /^L'Écho des Trois-Rives · echo-001 and Le Courrier d’Orvelane · courrier-001: .* Open this pair$/,
  );
  assert.match(
    await page.locator(".row-list li").first().innerText(),
    /^0\.55\s+Agence Boréale · boreale-002 .*near-duplicate/s,
  );
  await page.locator(".row-choice select").selectOption({
    label: "The Tarnwick Observer · tarnwick-006: Shock in Tarnwick as hospital loses births",
  });
  assert.match(await page.locator(".row-list").innerText(), /sentinel-005[\s\S]*meridian-006/);
  assert.match(
    await page.locator(".cell-told").innerText(),
    /tarnwick-006 and The Harrowmouth Sentinel · sentinel-005/,
  );
  await page.getByRole("link", { name: "Open this pair" }).click();
  await page.locator(".pane").first().waitFor();
  assert.match(page.url(), /#pair=sentinel-005~tarnwick-006$/);
  isQuiet(page);
});

test("arrows from agencies and from papers differ in line and head, and the key says how", async () => {
  const page = await open(chrome, out, "#flows");
  const drawn = await page
    .locator(".graph a:has(.edge)")
    .evaluateAll((links) =>
      links
        .filter((link) => !link.querySelector(".speech") && !link.matches(".speech"))
        .map((link) => [
          /^Agence Boréale/.test(link.querySelector("title").textContent),
          link.querySelector(".edge").getAttribute("marker-end"),
          link.querySelector(".core") !== null,
        ]),
    );
  const kinds = [...new Set(drawn.map((row) => JSON.stringify(row)))].sort();
  assert.deepEqual(kinds, ['[false,"url(#head-open)",true]', '[true,"url(#head-filled)",false]']);
  const legend = await page.locator(".flow-legend").innerText();
  assert.match(legend, /full line, filled head: words of an agency’s item/);
  assert.match(legend, /hollow line, open head: words of a text that is no agency’s/);
  assert.doesNotMatch(legend, /dotted: the dates tie/, "what is not drawn is not explained");
  assert.ok((await page.locator(".flow-legend svg").count()) >= 6);
  isQuiet(page);
});

test("which of two articles is inside the other is said from where one stands", async () => {
  const page = await open(chrome, out, "#article=tarnwick-001");
  const row = page.getByRole("region", { name: "Its pairs" }).locator("tr", { hasText: "sentinel-001" });
  assert.match(await row.innerText(), /it is inside the other/);
  await go(page, "#article=sentinel-001");
  const back = page.getByRole("region", { name: "Its pairs" }).locator("tr", { hasText: "tarnwick-001" });
  assert.match(await back.innerText(), /the other is inside it/);
  isQuiet(page);
});
