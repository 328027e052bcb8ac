import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { ZipFile } from "yazl";
import { renderPages } from "./adapters/render";
import { ContentProblem, readContent } from "./content";
import { pdf, photoWithPlace, picture, pngOfSize, sha256 } from "./testing";

const pieces = (bytes: Buffer, size = 40_000) =>
  Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    })(),
  );
const typeOf = async (bytes: Buffer) => {
  try {
    return (await readContent(pieces(bytes))).mediaType as string;
  } catch (error) {
    if (error instanceof ContentProblem) return error.code as string;
    throw error;
  }
};
const text = (content: string) => Buffer.from(content);

async function zip(entries: Record<string, string>): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [name, content] of Object.entries(entries)) archive.addBuffer(text(content), name);
  archive.end();
  return buffer(archive.outputStream);
}

/** All pages of a file, or the code of its refusal. */
async function render(bytes: Buffer, mediaType: Parameters<typeof renderPages>[1]["mediaType"], limits = {}) {
  const pages = [];
  try {
    for await (const page of renderPages(pieces(bytes), { mediaType, bytes: bytes.length }, limits)) pages.push(page);
  } catch (error) {
    if (error instanceof ContentProblem) return error.code;
    throw error;
  }
  return pages;
}

describe("what a file is", () => {
  it.each(["jpeg", "png", "webp", "tiff"] as const)("is read from its content: %s", async (format) => {
    const bytes = await picture(format);
    expect(await readContent(pieces(bytes, 7))).toEqual({
      mediaType: `image/${format}`,
      bytes: bytes.length,
      sha256: sha256(bytes),
    });
  });

  it("knows a PDF", async () => {
    expect(await typeOf(pdf())).toBe("application/pdf");
  });

  it.each([
    ["nothing", text(""), "empty"],
    ["a page", text("<!DOCTYPE html><html><script>alert(1)</script></html>"), "markup"],
    ["a page with a comment before it", text("<!-- x --><html></html>"), "markup"],
    ["a drawing", text('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'), "vector"],
    ["a drawing behind its preface", text('<?xml version="1.0"?><!-- a --><svg/>'), "vector"],
    ["a script", text("#!/bin/sh\nrm -rf /"), "program"],
    ["a program of Windows", Buffer.concat([text("MZ"), Buffer.alloc(500)]), "program"],
    [
      "a program of Linux",
      Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]), Buffer.alloc(100)]),
      "program",
    ],
    ["an old office document", Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600)]), "office"],
    ["a RAR", Buffer.concat([Buffer.from("526172211a0700", "hex"), Buffer.alloc(100)]), "archive"],
    ["a 7z", Buffer.concat([Buffer.from("377abcaf271c", "hex"), Buffer.alloc(100)]), "archive"],
    ["a gzip", Buffer.concat([Buffer.from("1f8b08", "hex"), Buffer.alloc(100)]), "archive"],
    ["plain text", text("hello"), "type"],
    ["noise", Buffer.from("0102030405060708090a", "hex"), "type"],
  ])("refuses %s", async (_what, bytes, code) => {
    expect(await typeOf(bytes)).toBe(code);
  });

  it("refuses a ZIP, and office documents with or without macros, whatever they are called", async () => {
    expect(await typeOf(await zip({ "a.jpg": "x" }))).toBe("archive");
    const parts = { "[Content_Types].xml": "<Types/>", "word/document.xml": "<x/>", "word/vbaProject.bin": "macro" };
    expect(["office", "archive"]).toContain(await typeOf(await zip(parts)));
  });

  it("refuses a picture that is an archive or a document as well", async () => {
    const archive = await zip({ "evil.exe": "MZ" });
    expect(await typeOf(Buffer.concat([await picture("jpeg"), archive]))).toBe("two-in-one");
    expect(await typeOf(Buffer.concat([await picture("png"), Buffer.alloc(300_000), archive]))).toBe("two-in-one");
    expect(await typeOf(Buffer.concat([pdf(), archive]))).toBe("two-in-one");
    expect(await typeOf(pngOfSize(8, 8, "%PDF-1.4 1 0 obj"))).toBe("two-in-one");
  });
});

describe("pages", () => {
  it("carry nothing of where and how a photo was taken, and stand upright", async () => {
    const photo = await photoWithPlace();
    expect((await sharp(photo).metadata()).exif?.includes("PLACE-MARK")).toBe(true);
    const pages = await render(photo, "image/jpeg");
    expect(pages).toMatchObject([{ page: 1, width: 40, height: 60 }]);
    const [page] = pages as Exclude<typeof pages, string>;
    const meta = await sharp(page?.jpeg).metadata();
    expect([meta.exif, meta.xmp, meta.iptc, meta.orientation]).toEqual([undefined, undefined, undefined, undefined]);
    expect(page?.jpeg.includes("PLACE-MARK")).toBe(false);
  });

  it("carry nothing a picture hides in its texts", async () => {
    const pages = await render(pngOfSize(8, 8, "<script>alert(1)</script>"), "image/png");
    expect(pages).toHaveLength(1);
    const [page] = pages as Exclude<typeof pages, string>;
    expect(page?.jpeg.includes("script")).toBe(false);
  });

  it("are made of every page of a document, and of no script in it", async () => {
    const pages = await render(
      pdf(3, { extra: "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>" }),
      "application/pdf",
    );
    expect(pages).toMatchObject([{ page: 1 }, { page: 2 }, { page: 3, width: 500, height: 750 }]);
    const [page] = pages as Exclude<typeof pages, string>;
    expect(page?.jpeg.includes("JavaScript")).toBe(false);
    const half = await sharp(page?.jpeg).extract({ left: 20, top: 20, width: 100, height: 100 }).toBuffer();
    const left = await sharp(half).stats();
    expect(left.channels.map(({ mean }) => Math.round(mean / 16))).toEqual([16, 0, 0]);
  });

  it("are made of every page of a fax", async () => {
    const frames = await sharp({
      create: { width: 10, height: 20, channels: 3, background: "#000", pageHeight: 10 } as never,
    })
      .tiff()
      .toBuffer();
    expect(await render(frames, "image/tiff")).toHaveLength(2);
  });

  it.each([
    ["a picture of 200 megapixels in a few bytes", () => pngOfSize(20_000, 10_000), "image/png", "pixels"],
    ["a picture larger than any", () => pngOfSize(0x7fffffff, 0x7fffffff), "image/png", "damaged"],
    [
      "a document with a password",
      () => pdf(1, { trailer: "/Encrypt<</Filter/Standard>>" }),
      "application/pdf",
      "encrypted",
    ],
    ["a document of too many pages", () => pdf(201), "application/pdf", "pages"],
    ["a document without pages", () => pdf(0), "application/pdf", "damaged"],
    ["half a document", () => pdf(2).subarray(0, 60), "application/pdf", "damaged"],
  ] as const)("are not made of %s", async (_what, bytes, type, code) => {
    expect(await render(bytes(), type)).toBe(code);
  });

  it("are not made of half a picture", async () => {
    const whole = await sharp({
      create: {
        width: 900,
        height: 900,
        channels: 3,
        background: "#36c",
        noise: { type: "gaussian", mean: 128, sigma: 60 },
      },
    })
      .jpeg()
      .toBuffer();
    expect(await render(whole.subarray(0, whole.length / 2), "image/jpeg")).toBe("damaged");
  });

  it("are given up when they take too long or too much memory", async () => {
    const large = await picture("png", { width: 6_000, height: 6_000 });
    expect(await render(large, "image/png", { seconds: 0.05 })).toBe("too-heavy");
    expect(await render(large, "image/png", { megabytes: 5 })).toBe("too-heavy");
  });

  it("are not refused for the worker's stopping: the file is done again", async () => {
    const stop = new AbortController();
    stop.abort();
    const stopping = render(await picture(), "image/jpeg", { signal: stop.signal });
    await expect(stopping).rejects.toThrow("stopping");
  });
});
