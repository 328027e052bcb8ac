import sharp from "sharp";
import { glyphPath, textWidth } from "./watermark-letters";

// A page is shown to one person: what is kept between pages only costs memory.
sharp.cache(false);
sharp.concurrency(1);

const QUALITY = 85;
const ANGLE = -24;
const LINE = 10;
/** Pixels of the page for one dot of a letter. */
const DOT_PER_WIDTH = 640;
const MIN_DOT = 2;

type Size = { readonly width: number; readonly height: number };

/** One tile of the pattern: dark letters with a light edge, so that they are seen on any ground. */
function tileOf(lines: readonly string[], dot: number, page: Size): Buffer {
  const columns = Math.max(...lines.map(textWidth));
  const width = Math.round((columns + 24) * dot);
  const height = Math.round((lines.length * LINE + columns * 0.45 + 14) * dot);
  const path = lines.map((line, at) => glyphPath(line, at * LINE)).join("");
  const place = `translate(${12 * dot} ${height - (lines.length * LINE + 6) * dot}) rotate(${ANGLE}) scale(${dot})`;
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.min(width, page.width)}" height="${Math.min(height, page.height)}"><g transform="${place}">` +
      `<path d="${path}" transform="translate(.5 .5)" fill="#fff" fill-opacity=".35"/><path d="${path}" fill="#000" fill-opacity=".22"/></g></svg>`,
  );
}

/**
 * Draws who looks, and when, into a page, all over it. Takes a JPEG and lines of Latin letters, digits and signs; gives a
 * JPEG. Needs no fonts of the machine.
 */
export async function watermark(jpeg: Buffer, page: Size, lines: readonly string[]): Promise<Buffer> {
  const dot = Math.max(MIN_DOT, page.width / DOT_PER_WIDTH);
  return (
    sharp(jpeg, { sequentialRead: true })
      .composite([{ input: tileOf(lines, dot, page), tile: true, blend: "over" }])
      // Best coding would hold the whole picture decoded.
      .jpeg({ quality: QUALITY, optimizeCoding: false })
      .toBuffer()
  );
}
