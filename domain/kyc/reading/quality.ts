import type { Quality } from "../model";
import type { Line } from "./model";

/** A grey picture: one byte a pixel, row by row, 0 black. */
export type Grey = { readonly data: Uint8Array; readonly width: number; readonly height: number };

const BLOCK = 24;
/** A block with less spread of grey than this has nothing on it whose edges could be sharp. */
const FLAT = 12;
/** Spread of second differences over spread of grey: at and below, nothing can be read; at and above, as sharp as print. */
const BLURRED = 0.02;
const SHARP = 1.2;
const FULL = 100;

const scored = (share: number) => Math.max(0, Math.min(FULL, Math.round(share * FULL)));

/** The variance of a block of the picture, and that of its Laplacian (four neighbours against the middle). */
function spread({ data, width }: Grey, x0: number, y0: number): { grey: number; edges: number } {
  let [sum, squares, edgeSum, edgeSquares, count] = [0, 0, 0, 0, 0];
  for (let y = y0 + 1; y < y0 + BLOCK - 1; y++) {
    for (let x = x0 + 1; x < x0 + BLOCK - 1; x++) {
      const at = y * width + x;
      const own = data[at] ?? 0;
      const around = (data[at - 1] ?? 0) + (data[at + 1] ?? 0) + (data[at - width] ?? 0) + (data[at + width] ?? 0);
      const edge = around - 4 * own;
      sum += own;
      squares += own * own;
      edgeSum += edge;
      edgeSquares += edge * edge;
      count += 1;
    }
  }
  return { grey: squares / count - (sum / count) ** 2, edges: edgeSquares / count - (edgeSum / count) ** 2 };
}

/** How sharp: of the blocks that have something on them, the ratio that the sharpest tenth reaches. 0 to 100. */
export function sharpness(grey: Grey): number {
  const ratios: number[] = [];
  for (let y = 0; y + BLOCK <= grey.height; y += BLOCK) {
    for (let x = 0; x + BLOCK <= grey.width; x += BLOCK) {
      const found = spread(grey, x, y);
      if (found.grey > FLAT ** 2) ratios.push(found.edges / found.grey);
    }
  }
  if (ratios.length === 0) return 0;
  const ratio = ratios.sort((a, b) => a - b)[Math.floor(ratios.length * 0.9)] ?? 0;
  return scored(Math.log(Math.max(ratio, BLURRED) / BLURRED) / Math.log(SHARP / BLURRED));
}

const BURNT = 252;
const BURNT_BLOCK = 12;
/** A share of burnt blocks at which a picture is worth nothing. */
const BURNT_ALL = 0.12;
/** Where this much is burnt it is a scan: white is its paper, not a light. */
const SCAN = 0.45;

/** How free of burnt-out spots: blobs of white in which nothing is left. 0 to 100; a scan on white is free. */
export function glareFree(grey: Grey): number {
  if (grey.data.reduce((count, one) => count + (one >= BURNT ? 1 : 0), 0) > grey.data.length * SCAN) return FULL;
  let [burnt, blocks] = [0, 0];
  for (let y = 0; y + BURNT_BLOCK <= grey.height; y += BURNT_BLOCK) {
    for (let x = 0; x + BURNT_BLOCK <= grey.width; x += BURNT_BLOCK) {
      blocks += 1;
      if (isBurnt(grey, x, y)) burnt += 1;
    }
  }
  return blocks === 0 ? FULL : scored(1 - burnt / blocks / BURNT_ALL);
}

function isBurnt({ data, width }: Grey, x0: number, y0: number): boolean {
  for (let y = y0; y < y0 + BURNT_BLOCK; y++) {
    for (let x = x0; x < x0 + BURNT_BLOCK; x++) if ((data[y * width + x] ?? 0) < BURNT) return false;
  }
  return true;
}

/** Lines nearer to the edge than this share of the side run over it. */
const EDGE = 0.012;
/** A paper whose text takes a smaller share of the picture than this is too far away. */
const SMALL = 0.15;
/** So strong a step along the outermost pixels is print that goes on outside. */
const STEP = 60;

/**
 * How well the paper lies within the picture: nothing runs over its edge, and it is not far away. 0 to 100. `lines` in
 * pixels of `page`.
 */
export function framed(grey: Grey, lines: readonly Line[], page: { width: number; height: number }): number {
  const cut = lines.filter(({ box }) => {
    const [dx, dy] = [page.width * EDGE, page.height * EDGE];
    return box.x0 < dx || box.y0 < dy || box.x1 > page.width - dx || box.y1 > page.height - dy;
  });
  const cutShare = lines.length === 0 ? 0 : Math.min(1, (cut.length / lines.length) * 1.5);
  return scored((1 - cutShare) * (1 - Math.min(1, crossings(grey) * 8)) * size(lines, page));
}

/** The share of the outermost pixels on which print steps from light to dark. */
function crossings({ data, width, height }: Grey): number {
  const at = (x: number, y: number) => data[y * width + x] ?? 0;
  let [steps, count] = [0, 0];
  const step = (a: number, b: number) => {
    count += 1;
    if (Math.abs(a - b) > STEP) steps += 1;
  };
  for (let x = 2; x < width; x++) {
    step(at(x, 1), at(x - 2, 1));
    step(at(x, height - 2), at(x - 2, height - 2));
  }
  for (let y = 2; y < height; y++) {
    step(at(1, y), at(1, y - 2));
    step(at(width - 2, y), at(width - 2, y - 2));
  }
  return count === 0 ? 0 : steps / count;
}

function size(lines: readonly Line[], page: { width: number; height: number }): number {
  if (lines.length === 0) return 1;
  const x0 = Math.min(...lines.map(({ box }) => box.x0));
  const x1 = Math.max(...lines.map(({ box }) => box.x1));
  const y0 = Math.min(...lines.map(({ box }) => box.y0));
  const y1 = Math.max(...lines.map(({ box }) => box.y1));
  return Math.min(1, ((x1 - x0) * (y1 - y0)) / (page.width * page.height) / SMALL);
}

/** How good a picture is. `width` and `height` are those it was handed in with, upright. */
export function qualityOf(
  picture: { width: number; height: number; page: { width: number; height: number } },
  grey: Grey,
  lines: readonly Line[],
): Quality {
  return {
    width: picture.width,
    height: picture.height,
    sharpness: sharpness(grey),
    glareFree: glareFree(grey),
    framed: framed(grey, lines, picture.page),
  };
}
