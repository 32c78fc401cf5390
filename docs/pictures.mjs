// Takes the pictures of report.html and of report.xlsx that the README shows, from data/newsroom.
//
//     cargo build --release && npm ci --prefix tests/browser && node docs/pictures.mjs
//
// It drives the system's Chromium, as tests/browser does; LibreOffice prints the workbook, and pdftoppm (poppler-utils) paints
// the page of its matrix. A palette of 128 colours keeps it small.

import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { deflateSync } from "node:zlib";
import { ROOT, browser, newsroom, open, settled } from "../tests/browser/desk.mjs";

const PICTURES = [
  { file: "report-pair.png", place: "#pair=meridian-002~tarnwick-002", height: 820, colorScheme: "light" },
];
const WORKBOOK = { file: "report-matrix.png", page: 2, dpi: 230, left: 155, top: 170, height: 420 };
const WIDTH = 1180;
const COLOURS = 128;
const LARGEST = 100_000;

const launched = await browser();
const out = newsroom();
for (const { file, place, height, colorScheme } of PICTURES) {
  const page = await open(launched, out, place, { width: WIDTH, height, colorScheme, deviceScaleFactor: 1 });
  await settled(page);
  await keep(file, await page.screenshot(), height);
}
await keep(WORKBOOK.file, matrixOf(newsroom("--xlsx", "--matrix-order", "cluster")), WORKBOOK.height);
await launched.close();

async function keep(file, picture, height) {
  const png = withPalette(await pixelsOf(picture), WIDTH, height);
  if (png.length > LARGEST)
    throw new Error(`${file}: ${png.length} bytes are more than ${LARGEST} (make the picture smaller)`);
  writeFileSync(join(ROOT, "docs", file), png);
  console.log(`docs/${file}: ${png.length} bytes`);
}

/** The upper left of the matrix of a workbook, as LibreOffice prints it: the sheet behind the summary. */
function matrixOf(folder) {
  const profile = pathToFileURL(join(folder, "office")).href;
  const workbook = join(folder, "report.xlsx");
  const print = ["--headless", `-env:UserInstallation=${profile}`, "--convert-to", "pdf", "--outdir", folder];
  execFileSync("soffice", [...print, workbook], { stdio: "ignore" });
  const { page, dpi, left, top, height } = WORKBOOK;
  const part = Object.entries({ f: page, l: page, r: dpi, x: left, y: top, W: WIDTH, H: height });
  const options = part.flatMap(([name, value]) => [`-${name}`, String(value)]);
  return execFileSync("pdftoppm", ["-png", ...options, join(folder, "report.pdf")], { maxBuffer: 1 << 26 });
}

/** The pixels of a picture, four bytes each, as a browser decodes it. */
async function pixelsOf(png) {
  const page = await launched.newPage();
  const packed = await page.evaluate(async (data) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
    const pen = new OffscreenCanvas(image.width, image.height).getContext("2d");
    pen.drawImage(image, 0, 0);
    const bytes = pen.getImageData(0, 0, image.width, image.height).data;
    let text = "";
    for (let at = 0; at < bytes.length; at += 32768)
      text += String.fromCharCode(...bytes.subarray(at, at + 32768));
    return btoa(text);
  }, png.toString("base64"));
  await page.close();
  return Buffer.from(packed, "base64");
}

/** A PNG of the most frequent colours; any other pixel takes the nearest of them. */
function withPalette(pixels, width, height) {
  const counts = new Map();
  for (let at = 0; at < pixels.length; at += 4) {
    const colour = pixels.readUIntBE(at, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const palette = [...counts]
    .sort((one, other) => other[1] - one[1] || one[0] - other[0])
    .slice(0, COLOURS)
    .map(([colour]) => colour);
  const parts = (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255];
  const distance = (one, other) =>
    parts(one).reduce((sum, part, at) => sum + (part - parts(other)[at]) ** 2, 0);
  const nearest = new Map(
    [...counts.keys()].map((colour) => [
      colour,
      palette.reduce(
        (best, _, at) => (distance(colour, palette[at]) < distance(colour, palette[best]) ? at : best),
        0,
      ),
    ]),
  );
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1)
      rows[y * (width + 1) + x + 1] = nearest.get(pixels.readUIntBE(4 * (y * width + x), 3));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const chunks = [
    ["IHDR", header],
    ["PLTE", Buffer.from(palette.flatMap(parts))],
    ["IDAT", deflateSync(rows, { level: 9 })],
    ["IEND", Buffer.alloc(0)],
  ];
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    ...chunks.map(([name, bytes]) => chunk(name, bytes)),
  ]);
}

function chunk(name, bytes) {
  const body = Buffer.concat([Buffer.from(name, "latin1"), bytes]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(bytes.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** The checksum of PNG (ISO 3309). */
function crc32(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
