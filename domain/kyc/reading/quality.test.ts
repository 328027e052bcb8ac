import { describe, expect, it } from "vitest";
import { lookDistance, lookHash, looksSame } from "./look-hash";
import type { Line } from "./model";
import { framed, type Grey, glareFree, qualityOf, sharpness } from "./quality";

const WIDTH = 480;
const HEIGHT = 312;

/** A grey picture by a function of its place. */
function picture(of: (x: number, y: number) => number, width = WIDTH, height = HEIGHT): Grey {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data[y * width + x] = of(x, y);
  return { data, width, height };
}

/** Strokes of print on grey paper, with a margin. */
const print = picture((x, y) => {
  const inside = x > 40 && x < WIDTH - 40 && y > 40 && y < HEIGHT - 40;
  return inside && Math.floor(x / 3) % 3 === 0 && Math.floor(y / 8) % 2 === 0 ? 30 : 225;
});

function blurred({ data, width, height }: Grey, radius: number): Grey {
  return picture(
    (x, y) => {
      let [sum, count] = [0, 0];
      for (let dy = -radius; dy <= radius; dy++) {
        for (let dx = -radius; dx <= radius; dx++) {
          const [px, py] = [x + dx, y + dy];
          if (px < 0 || py < 0 || px >= width || py >= height) continue;
          sum += data[py * width + px] ?? 0;
          count += 1;
        }
      }
      return Math.round(sum / count);
    },
    width,
    height,
  );
}

function lit({ data, width, height }: Grey, radius: number): Grey {
  const inLight = (x: number, y: number) => (x - width / 2) ** 2 + (y - height / 2) ** 2 < radius ** 2;
  return picture((x, y) => (inLight(x, y) ? 255 : (data[y * width + x] ?? 0)), width, height);
}

const falls = (scores: readonly number[]) => scores.every((score, at) => at === 0 || score <= (scores[at - 1] ?? 0));

describe("sharpness", () => {
  it("falls as a picture is blurred, and does not depend on its contrast", () => {
    const scores = [0, 1, 2, 4, 9].map((radius) => sharpness(radius === 0 ? print : blurred(print, radius)));
    expect(falls(scores)).toBe(true);
    expect(scores[0]).toBeGreaterThan(80);
    expect(scores.at(-1)).toBeLessThan(25);
    const pale = { ...print, data: print.data.map((one) => 120 + Math.round((one - 120) / 3)) };
    expect(Math.abs(sharpness(pale) - sharpness(print))).toBeLessThan(10);
  });

  it("of an empty picture is none", () => {
    expect(sharpness(picture(() => 200))).toBe(0);
  });
});

describe("glare", () => {
  it("rises with the spot", () => {
    const scores = [0, 20, 40, 60, 90].map((radius) => glareFree(lit(print, radius)));
    expect(falls(scores)).toBe(true);
    expect(scores[0]).toBe(100);
    expect(scores.at(-1)).toBe(0);
  });

  it("is not the white paper of a scan", () => {
    const scan = { ...print, data: print.data.map((one) => (one > 200 ? 255 : one)) };
    expect(glareFree(scan)).toBe(100);
  });
});

describe("framing", () => {
  const line = (x0: number, y0: number, x1: number, y1: number): Line => ({
    text: "公民身份号码",
    confidence: 90,
    box: { x0, y0, x1, y1 },
  });
  const page = { width: WIDTH, height: HEIGHT };
  const whole = [line(50, 60, 400, 80), line(50, 120, 400, 140), line(50, 240, 400, 260)];

  it("falls as lines run over the edge", () => {
    const scores = [0, 1, 2, 3].map((cut) =>
      framed(
        print,
        whole.map((one, at) => (at < cut ? line(0, one.box.y0, 400, one.box.y1) : one)),
        page,
      ),
    );
    expect(falls(scores)).toBe(true);
    expect(scores[0]).toBe(100);
    expect(scores.at(-1)).toBe(0);
  });

  it("falls when print goes on outside", () => {
    const cropped = picture((x, y) => print.data[(y + 60) * WIDTH + x + 60] ?? 225, 300, 150);
    expect(framed(cropped, [], { width: 300, height: 150 })).toBeLessThan(50);
    expect(framed(print, [], page)).toBe(100);
  });

  it("falls when the paper is far away", () => {
    expect(framed(print, [line(200, 140, 260, 160)], page)).toBeLessThan(25);
  });
});

it("a picture's quality is all of them with its own size", () => {
  const found = qualityOf({ width: 4_800, height: 3_120, page: { width: WIDTH, height: HEIGHT } }, print, []);
  expect(found).toEqual({ width: 4_800, height: 3_120, sharpness: sharpness(print), glareFree: 100, framed: 100 });
});

describe("the look of a picture", () => {
  const shade = (column: number, row: number) => ((column * 7_919 + row * 104_729 + column * row * 31) % 89) * 2 + 20;
  const scene = picture((x, y) => shade(Math.floor(x / 60), Math.floor(y / 45)));
  const smaller = picture((x, y) => scene.data[y * 2 * WIDTH + x * 2] ?? 0, WIDTH / 2, HEIGHT / 2);
  const lighter = { ...scene, data: scene.data.map((one) => Math.min(255, one + 20)) };

  it("is the same at another size and in more light, and another for another picture", () => {
    const hash = lookHash(scene) ?? "";
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
    expect(looksSame(hash, lookHash(smaller) ?? "")).toBe(true);
    expect(lookDistance(hash, lookHash(lighter) ?? "")).toBeLessThanOrEqual(2);
    const mirrored = picture((x, y) => scene.data[y * WIDTH + (WIDTH - 1 - x)] ?? 0);
    expect(looksSame(hash, lookHash(mirrored) ?? "")).toBe(false);
  });

  it("counts bits that differ", () => {
    expect(lookDistance("0000000000000000", "ffffffffffffffff")).toBe(64);
    expect(lookDistance("00000000000000f0", "0000000000000010")).toBe(3);
  });

  it("of an empty picture is none", () => {
    expect(lookHash(picture(() => 128))).toBeNull();
  });
});
