import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instant } from "@/domain/shared/time";
import { type KeyRing, openKeyRing } from "@/server/kernel/crypto/key-ring";
import { readToken, writeToken } from "./download-token";

const folder = mkdtempSync(join(tmpdir(), "download-token-"));
const permit = {
  log: "pay.general",
  treeSize: 12,
  sessionId: "01a1fdda-01a3-7275-9cc9-487a1170ce21",
  expiresAt: "2026-10-09T06:34:00.000Z",
  nonce: "n-1",
};
const before = instant("2026-10-09T06:33:59Z");
let ring: KeyRing;

beforeAll(async () => {
  ring = await openKeyRing({ dataDir: join(folder, "one"), create: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("the token of a download", () => {
  it("carries the permit", () => {
    expect(readToken(ring, writeToken(ring, permit), before)).toEqual(permit);
  });
  it("ends", () => {
    expect(readToken(ring, writeToken(ring, permit), instant("2026-10-09T06:34:00Z"))).toBeNull();
  });
  it("cannot be changed or made elsewhere", async () => {
    const [, mark] = writeToken(ring, permit).split(".");
    const more = Buffer.from(JSON.stringify({ ...permit, log: "mall.general" })).toString("base64url");
    expect(readToken(ring, `${more}.${mark}`, before)).toBeNull();
    const other = await openKeyRing({ dataDir: join(folder, "two"), create: true });
    expect(readToken(ring, writeToken(other, permit), before)).toBeNull();
    for (const text of ["", ".", "a.b"]) expect(readToken(ring, text, before)).toBeNull();
  });
});
