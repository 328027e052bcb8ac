import { createRequire } from "node:module";
import sharp from "sharp";

const require = createRequire(import.meta.url);
const FONT = require.resolve("@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf");
/** With so many dots an inch one point of the font is one pixel. */
const DPI = 72;
const INK = "#1b1f24";

/** Text made into a picture with its place, ready to be laid on another. */
export type Letters = { readonly input: Buffer; readonly left: number; readonly top: number };

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const known = new Map<string, Promise<Buffer>>();

async function drawn(text: string, size: number, colour: string, alpha: string): Promise<Buffer> {
  const markup = `<span foreground="${colour}" fgalpha="${alpha}">${escaped(text)}</span>`;
  return sharp({ text: { text: markup, font: `Noto Sans SC ${size}`, fontfile: FONT, dpi: DPI, rgba: true } })
    .png()
    .toBuffer();
}

/** One line of text from its upper left corner, `size` pixels high; drawn with the font that comes along. */
export async function letters(left: number, top: number, size: number, text: string, colour = INK): Promise<Letters> {
  return { input: await drawn(text, size, colour, "100%"), left: Math.round(left), top: Math.round(top) };
}

/** The letter I with its feet, as the type of such zones has it: without them it is a stroke. */
function serifed(size: number): Promise<Buffer> {
  const [width, height, stroke] = [
    Math.round(size * 0.5),
    Math.round(size * 0.73),
    Math.max(2, Math.round(size * 0.09)),
  ];
  const foot = (y: number) => `<rect x="0" y="${y}" width="${width}" height="${stroke}"/>`;
  const body = `<rect x="${(width - stroke) / 2}" y="0" width="${stroke}" height="${height}"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" fill="${INK}">${foot(0)}${body}${foot(height - stroke)}</svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

/** A line whose characters stand in cells of one width, as in a machine-readable zone. Glyphs stand on one base line. */
export async function cells(left: number, base: number, size: number, pitch: number, text: string): Promise<Letters[]> {
  return Promise.all(
    [...text].map(async (one, at) => {
      const key = `${one}${size}`;
      const glyph = known.get(key) ?? (one === "I" ? serifed(size) : drawn(one, size, INK, "100%"));
      known.set(key, glyph);
      const input = await glyph;
      const { width, height } = await sharp(input).metadata();
      // What has no foot on the line stands in its middle.
      const rise = one === "<" ? size * 0.08 : 0;
      return {
        input,
        left: Math.round(left + at * pitch + (pitch - width) / 2),
        top: Math.round(base - height - rise),
      };
    }),
  );
}

/** 样本 across the whole, pale, so that nobody takes the picture for a paper. */
export async function watermark(width: number, height: number): Promise<Letters> {
  const word = await drawn("样本 SAMPLE", Math.round(height / 4), "#c62828", "14%");
  const turned = await sharp(word)
    .rotate(-22, { background: "#0000" })
    .resize({ width: width - 20, height: height - 20, fit: "inside", withoutEnlargement: true })
    .toBuffer({ resolveWithObject: true });
  const { info, data } = turned;
  return { input: data, left: Math.round((width - info.width) / 2), top: Math.round((height - info.height) / 2) };
}
