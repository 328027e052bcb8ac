// A process of its own that looks at hostile pictures, one after another: a picture in on stdin, what was seen of it out
// on stdout. It holds no key and no secret, asks no network, may write no file and start no process; whoever
// started it ends it when it takes too long or too much. Frames: length, a line of JSON, then `bytes` bytes.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const sharp = require("sharp");
const { createWorker } = require("tesseract.js");
const { languages, maxPixels, textEdge, lookEdge } = JSON.parse(process.argv[2] ?? "{}");

sharp.cache(false);
sharp.concurrency(1);

const FORMATS = ["jpeg", "png", "webp", "tiff"];
const ZONE_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<";
const BLOCK_OF_TEXT = "6";
const ONE_LINE = "7";
/** Characters in lines that recognition believes; with fewer the picture is tried turned. On its side it finds crumbs. */
const ENOUGH_CHARACTERS = 12;
const BELIEVED = 80;
const BELIEVED_LENGTH = 4;
/** A turned picture is preferred when it gives this much more. */
const CLEARLY_MORE = 1.5;
/** The part of a page, from below, where its zone is when no line looked like one. */
const ZONE_SHARE = 0.35;
const ZONE_PAPERS = ["passport", "travel-permit"];
const CODE_LABELS = /号码|信用代码|用代码/;
const NAME_LABELS = /姓名|法定代表人|负责人|经营者/;
const AGAIN_SCALE = 1.4;
const LONG_RUN = /[0-9A-Z]{15,}/;

class Refused extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

async function engine(names, langPath) {
  // An engine that cannot start ends the process: whoever waits for it is told.
  const fail = (error) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  };
  return createWorker(names, 1, { langPath, cacheMethod: "none", gzip: true, errorHandler: fail }).catch(fail);
}

let text;
let zone;
async function engines() {
  text = await engine(["chi_sim", "eng"], languages);
  zone = await engine(["eng"], languages);
  await zone.setParameters({ tessedit_char_whitelist: ZONE_LETTERS });
}

function emit(header, body = Buffer.alloc(0)) {
  const line = Buffer.from(JSON.stringify({ ...header, bytes: body.length }));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(line.length);
  process.stdout.write(Buffer.concat([length, line]));
  return new Promise((resolve) => process.stdout.write(body, resolve));
}

/** Upright as its maker meant, grey, on white, of a size that recognition reads well. */
async function prepare(input) {
  const meta = await sharp(input, { limitInputPixels: false }).metadata();
  if (!FORMATS.includes(meta.format ?? "")) throw new Refused("not-a-picture");
  if ((meta.pages ?? 1) > 1) throw new Refused("animated");
  if ((meta.width ?? 0) * (meta.height ?? 0) > maxPixels) throw new Refused("pixels");
  const turned = (meta.orientation ?? 1) >= 5;
  const [width, height] = turned ? [meta.height, meta.width] : [meta.width, meta.height];
  const scale = Math.min(2, textEdge / Math.max(width, height));
  const { data, info } = await sharp(input, { limitInputPixels: maxPixels, failOn: "error" })
    .rotate()
    .flatten({ background: "#fff" })
    .toColourspace("b-w")
    .resize({ width: Math.max(1, Math.round(width * scale)), kernel: "cubic" })
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 1) throw new Refused("damaged");
  return { width, height, grey: { data, width: info.width, height: info.height } };
}

const raw = ({ data, width, height }) => sharp(data, { raw: { width, height, channels: 1 } });

async function turn(grey, degrees) {
  if (degrees === 0) return grey;
  const { data, info } = await raw(grey)
    .rotate(degrees)
    .toColourspace("b-w")
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

const middle = ({ box }) => box.y0 + box.y1;

/** Lines from top to bottom with their boxes, and how many characters are believed. */
async function recognise(who, picture, mode = BLOCK_OF_TEXT) {
  await who.setParameters({ tessedit_pageseg_mode: mode });
  const { data } = await who.recognize(
    await picture.png({ compressionLevel: 1 }).toBuffer(),
    {},
    { text: false, blocks: true },
  );
  const paragraphs = (data.blocks ?? []).flatMap((block) => block.paragraphs);
  const lines = paragraphs.flatMap((paragraph) => paragraph.lines);
  const believed = lines
    .map(({ text, confidence }) => ({ length: text.replace(/\s+/g, "").length, confidence }))
    .filter(({ length, confidence }) => length >= BELIEVED_LENGTH && confidence >= BELIEVED)
    .reduce((sum, { length }) => sum + length, 0);
  const shown = lines.map(({ text, confidence, bbox }) => ({ text: text.trim(), confidence, box: bbox }));
  return { lines: shown.filter((line) => line.text !== "").sort((a, b) => middle(a) - middle(b)), believed };
}

async function upright(grey) {
  let best = { grey, turned: 0, ...(await recognise(text, raw(grey).normalise())) };
  if (best.believed >= ENOUGH_CHARACTERS) return best;
  for (const degrees of [180, 90, 270]) {
    const turned = await turn(grey, degrees);
    const found = await recognise(text, raw(turned).normalise());
    if (found.believed >= ENOUGH_CHARACTERS && found.believed > best.believed * CLEARLY_MORE) {
      best = { grey: turned, turned: degrees, ...found };
      if (best.believed >= ENOUGH_CHARACTERS * 3) break;
    }
  }
  return best;
}

/** Bands of the picture that hold nothing but capital letters and digits, recognised again as such. */
async function zoneLines(grey, lines, kind) {
  const isZone = ({ text }) =>
    (text.match(/[<«‹]/g)?.length ?? 0) >= 3 || /^[0-9A-Z<]{28,}$/.test(text.replaceAll(" ", ""));
  const found = lines.filter(isZone);
  const asked = ZONE_PAPERS.includes(kind);
  const shown = [];
  if (asked || found.length > 1) {
    const pad = grey.height * 0.02;
    const top =
      found.length > 0 ? Math.min(...found.map(({ box }) => box.y0)) - pad * 2 : grey.height * (1 - ZONE_SHARE);
    const bottom = found.length > 1 ? Math.max(...found.map(({ box }) => box.y1)) + pad : grey.height;
    shown.push(...(await band(grey, { top, bottom, left: 0, right: grey.width }, BLOCK_OF_TEXT)));
  }
  const coded = lines.filter(
    ({ text }) => CODE_LABELS.test(text.replaceAll(" ", "")) || LONG_RUN.test(text.replaceAll(" ", "")),
  );
  for (const { text: line, box } of asked ? [] : coded.slice(0, 2)) {
    const pad = (box.y1 - box.y0) * 0.4;
    // The label's part is left out: its characters would come out as letters.
    const bare = line.replaceAll(" ", "");
    const labels = (/^[^0-9A-Z]*/.exec(bare)?.[0].length ?? 0) / Math.max(1, bare.length);
    const left = box.x0 + (box.x1 - box.x0) * Math.min(0.6, labels * 0.9);
    shown.push(
      ...(await band(grey, { top: box.y0 - pad, bottom: box.y1 + pad, left, right: box.x1 + pad * 2 }, ONE_LINE)),
    );
  }
  return shown;
}

async function band(grey, place, mode) {
  const area = areaOf(grey, place);
  if (!area) return [];
  const edge = { top: 10, bottom: 10, left: 10, right: 10, background: "#fff" };
  return (await recognise(zone, raw(grey).extract(area).normalise().extend(edge), mode)).lines;
}

/** A place within the picture; nothing where too little of it is there. */
function areaOf(grey, { top, bottom, left, right }) {
  const [x, y] = [Math.max(0, Math.floor(left)), Math.max(0, Math.floor(top))];
  const width = Math.min(grey.width, Math.ceil(right)) - x;
  const height = Math.min(grey.height, Math.ceil(bottom)) - y;
  return width < 20 || height < 8 ? undefined : { left: x, top: y, width, height };
}

/** Lines with a person's name, recognised again at another size: names have no check character. */
async function namesAgain(grey, lines) {
  const named = lines.filter(({ text: line }) => NAME_LABELS.test(line.replaceAll(" ", ""))).slice(0, 2);
  const found = [];
  for (const { box } of named) {
    const pad = (box.y1 - box.y0) * 0.5;
    const area = areaOf(grey, { top: box.y0 - pad, bottom: box.y1 + pad, left: box.x0 - pad, right: box.x1 + pad });
    if (!area) continue;
    const picture = raw(grey)
      .extract(area)
      .resize({ width: Math.round(area.width * AGAIN_SCALE) })
      .normalise();
    found.push(...(await recognise(text, picture, ONE_LINE)).lines);
  }
  return found;
}

async function look({ data, width, height }) {
  const { data: small, info } = await raw({ data, width, height })
    .resize({ width: lookEdge, height: lookEdge, fit: "inside", withoutEnlargement: true })
    .toColourspace("b-w")
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { small, width: info.width, height: info.height };
}

async function one({ kind, recognising }, input) {
  const { width, height, grey } = await prepare(input);
  const seen = recognising ? await upright(grey) : { grey, turned: 0, lines: [] };
  const again = recognising ? await namesAgain(seen.grey, seen.lines) : [];
  const zoned = recognising ? await zoneLines(seen.grey, seen.lines, kind) : [];
  const { small, width: lookWidth, height: lookHeight } = await look(seen.grey);
  const [shownWidth, shownHeight] = seen.turned % 180 === 0 ? [width, height] : [height, width];
  const page = { width: seen.grey.width, height: seen.grey.height };
  const header = {
    seen: {
      width: shownWidth,
      height: shownHeight,
      page,
      lines: seen.lines,
      zone: zoned,
      again,
      lookWidth,
      lookHeight,
    },
  };
  await emit(header, small);
}

const jobs = [];
let open;
let held = Buffer.alloc(0);
let wake = () => {};

/** What comes is put into headers and bodies; a body goes straight to its place. */
function take(piece) {
  let at = 0;
  if (open) {
    at = piece.copy(open.body, open.filled);
    open.filled += at;
  }
  held = Buffer.concat([held, piece.subarray(at)]);
  if (!open && held.length >= 4 && held.length >= 4 + held.readUInt32BE(0)) {
    const start = 4 + held.readUInt32BE(0);
    const header = JSON.parse(held.toString("utf8", 4, start));
    open = { header, body: Buffer.alloc(header.bytes), filled: 0 };
    open.filled = held.copy(open.body, 0, start);
    held = Buffer.from(held.subarray(start + open.filled));
  }
  if (open?.filled !== open?.body.length) return;
  jobs.push(open);
  open = undefined;
  wake();
}

async function next() {
  while (jobs.length === 0) {
    await new Promise((resolve) => {
      wake = resolve;
    });
  }
  return jobs.shift();
}

process.stdin.on("data", take);
// Whoever started us is gone, perhaps in the middle of a picture.
process.stdin.on("end", () => process.exit(0));
process.stdin.on("error", () => process.exit(0));

await engines();
await emit({ ready: true });
for (;;) {
  const { header, body } = await next();
  try {
    await one(header, body);
  } catch (error) {
    const message = String(error?.message);
    const limit = /pixel limit/i.test(message) ? "pixels" : "damaged";
    const code = /unsupported image format|is empty/i.test(message) ? "not-a-picture" : limit;
    await emit({ refused: error instanceof Refused ? error.code : code });
  }
}
