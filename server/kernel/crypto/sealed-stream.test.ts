import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { SealBrokenError } from "./aead";
import { openStream, sealedStreamBytes, sealStream } from "./sealed-stream";
import { chooseSuite } from "./suites";

const CHUNK = 256 * 1024;
const SEALED = CHUNK + 30;
const key = randomBytes(32);

/** The bytes in pieces of an odd size: chunks must not depend on how bytes arrive. */
const pieces = (bytes: Buffer, size = 65_537) =>
  Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    })(),
  );
const sealed = (plain: Buffer, name = "a") => buffer(pieces(plain).pipe(sealStream(key, name)));
async function opened(bytes: Buffer, name = "a", by = key): Promise<Buffer> {
  const out = openStream(by, name);
  pieces(bytes, 70_001).pipe(out);
  return buffer(out);
}

describe("a sealed stream", () => {
  it.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 17])("opens again, %d bytes", async (length) => {
    const plain = randomBytes(length);
    const bytes = await sealed(plain);
    expect(bytes.length).toBe(sealedStreamBytes(length));
    expect((await opened(bytes)).equals(plain)).toBe(true);
  });

  it("opens what another suite sealed", async () => {
    const plain = randomBytes(CHUNK + 1);
    chooseSuite("national");
    const bytes = await sealed(plain);
    expect(bytes.length).toBe(sealedStreamBytes(plain.length));
    chooseSuite("international");
    expect((await opened(bytes)).equals(plain)).toBe(true);
  });

  it("differs each time", async () => {
    const plain = randomBytes(100);
    expect((await sealed(plain)).equals(await sealed(plain))).toBe(false);
  });

  it("does not open with a bit turned anywhere", async () => {
    const bytes = await sealed(randomBytes(2 * CHUNK + 5));
    for (const at of [0, 1, 2, 20, SEALED - 1, SEALED, SEALED + 400, bytes.length - 1]) {
      const turned = Buffer.from(bytes);
      turned[at] = (turned[at] ?? 0) ^ 1;
      await expect(opened(turned), `byte ${at}`).rejects.toThrow(SealBrokenError);
    }
  });

  it("does not open cut, at whatever place, nor with more behind", async () => {
    const bytes = await sealed(randomBytes(2 * CHUNK));
    for (const cut of [0, 10, SEALED, bytes.length - 1]) {
      await expect(opened(bytes.subarray(0, cut)), `at ${cut}`).rejects.toThrow(SealBrokenError);
    }
    await expect(opened(Buffer.concat([bytes, bytes]))).rejects.toThrow(SealBrokenError);
  });

  it("does not open with chunks changed over, under another name or another key", async () => {
    const bytes = await sealed(randomBytes(2 * CHUNK));
    const swapped = Buffer.concat([bytes.subarray(SEALED), bytes.subarray(0, SEALED)]);
    await expect(opened(swapped)).rejects.toThrow(SealBrokenError);
    await expect(opened(bytes, "b")).rejects.toThrow(SealBrokenError);
    await expect(opened(bytes, "a", randomBytes(32))).rejects.toThrow(SealBrokenError);
  });
});
