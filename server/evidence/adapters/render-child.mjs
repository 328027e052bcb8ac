// A process of its own that turns one hostile file into plain pictures: bytes in on stdin, pages out on stdout, each a
// length, a line of JSON and a JPEG. It holds no key and no secret, may write no file and start no process; whoever
// started it ends it when it takes too long or too much.
import { createRequire } from "node:module";

const sharp = createRequire(import.meta.url)("sharp");
const { bytes, mediaType, maxPixels, maxPages, viewEdge, pageScale } = JSON.parse(process.argv[2] ?? "{}");

sharp.cache(false);
sharp.concurrency(1);

const QUALITY = 88;
const BYTES_PER_PIXEL = 4;

class Refused extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

function emit(header, body = Buffer.alloc(0)) {
  const line = Buffer.from(JSON.stringify({ ...header, bytes: body.length }));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(line.length);
  process.stdout.write(Buffer.concat([length, line]));
  return new Promise((resolve) => process.stdout.write(body, resolve));
}

/** All that comes, in one place of its known size: pieces put together at the end would lie there twice. */
async function readAll() {
  const whole = Buffer.alloc(bytes);
  let at = 0;
  for await (const piece of process.stdin) at += piece.copy(whole, at);
  return whole.subarray(0, at);
}

/** A picture drawn anew: turned as its maker meant, on white, without anything but its pixels. */
async function page(image, number) {
  const { data, info } = await image
    .rotate()
    .resize({ width: viewEdge, height: viewEdge, fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#fff" })
    .toColourspace("srgb")
    // Best coding would hold the whole picture decoded; a few bytes more are cheaper.
    .jpeg({ quality: QUALITY, optimizeCoding: false })
    .toBuffer({ resolveWithObject: true });
  await emit({ page: number, width: info.width, height: info.height }, data);
}

async function renderImage(input) {
  const options = { limitInputPixels: maxPixels, failOn: "error", sequentialRead: true };
  const meta = await sharp(input, { ...options, limitInputPixels: false }).metadata();
  const pages = mediaType === "image/tiff" ? (meta.pages ?? 1) : 1;
  if ((meta.width ?? 0) * (meta.height ?? 0) > maxPixels) throw new Refused("pixels");
  if (pages > maxPages) throw new Refused("pages");
  for (let at = 0; at < pages; at++) {
    await page(sharp(input, mediaType === "image/tiff" ? { ...options, page: at } : options), at + 1);
  }
}

async function renderDocument(input) {
  // A document that only its owner may print opens without a password, and is refused all the same: it cannot be relied on.
  if (/\/Encrypt[\s<]/.test(input.toString("latin1"))) throw new Refused("encrypted");
  const { PDFiumLibrary } = await import("@hyzyla/pdfium");
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(input).catch((error) => {
    throw new Refused(/password/i.test(String(error?.message)) ? "encrypted" : "damaged");
  });
  const pages = document.getPageCount();
  if (pages < 1) throw new Refused("damaged");
  if (pages > maxPages) throw new Refused("pages");
  for (let at = 0; at < pages; at++) {
    const sheet = document.getPage(at);
    const { originalWidth: width, originalHeight: height } = sheet.getOriginalSize();
    if (!(width > 0 && height > 0)) throw new Refused("damaged");
    const scale = Math.min(pageScale, viewEdge / Math.max(width, height));
    if (width * height * scale * scale > maxPixels) throw new Refused("pixels");
    const drawn = await sheet.render({ scale, render: async ({ data }) => data });
    if (drawn.data.length !== drawn.width * drawn.height * BYTES_PER_PIXEL) throw new Refused("damaged");
    const raw = { width: drawn.width, height: drawn.height, channels: BYTES_PER_PIXEL };
    await page(sharp(drawn.data, { raw }), at + 1);
  }
}

try {
  const input = await readAll();
  await (mediaType === "application/pdf" ? renderDocument(input) : renderImage(input));
  await emit({ done: true });
} catch (error) {
  const limit = /pixel limit/i.test(String(error?.message)) ? "pixels" : "damaged";
  await emit({ refused: error instanceof Refused ? error.code : limit });
}
process.exit(0);
