import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SealBrokenError } from "@/server/kernel/crypto/aead";
import { keyIdOf, verifyEd25519 } from "@/server/kernel/crypto/ed25519";
import { newDataKey } from "@/server/kernel/crypto/envelope";
import {
  KeyRingMissingError,
  keyRingPath,
  openKeyRing,
  retireMasterKeys,
  rotateMasterKey,
  rotateSigningKey,
} from "@/server/kernel/crypto/key-ring";
import { createRingFile, readRingFile } from "@/server/kernel/crypto/key-ring-file";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "key-ring-"));
});
afterEach(() => rm(dataDir, { recursive: true }));

const CONTEXT = { keyId: "key-1", subjectId: "subject-1", retentionClass: "identity" };
const DATA = Buffer.from("bytes to sign");

describe("the key ring's file", () => {
  it("is made once, readable by its owner only, and opened the same afterwards", async () => {
    const made = await openKeyRing({ dataDir, create: true });
    const path = keyRingPath(dataDir);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(path))).mode & 0o777).toBe(0o700);
    expect(await readdir(dirname(path))).toEqual(["key-ring.json"]);
    const again = await openKeyRing({ dataDir, create: false });
    expect(again.blindKey()).toEqual(made.blindKey());
    expect(again.signing.id).toBe(made.signing.id);
    const key = newDataKey();
    expect(again.unwrap(made.wrap(key, CONTEXT), CONTEXT)).toEqual(key);
  });

  it("is not made where data exists", async () => {
    await expect(openKeyRing({ dataDir, create: false })).rejects.toThrow(KeyRingMissingError);
    expect(await readdir(dataDir)).toEqual([]);
  });

  it("is one and the same for processes that start together", async () => {
    const rings = await Promise.all(Array.from({ length: 8 }, () => openKeyRing({ dataDir, create: true })));
    expect(new Set(rings.map((ring) => ring.signing.id)).size).toBe(1);
    expect(await readdir(join(dataDir, "keys"))).toEqual(["key-ring.json"]);
  });

  it("is never written over by a process that came second", async () => {
    await openKeyRing({ dataDir, create: true });
    const first = await readRingFile(keyRingPath(dataDir));
    await rotateMasterKey(dataDir);
    const second = await readRingFile(keyRingPath(dataDir));
    if (!first || !second) throw new Error("the ring is there");
    expect(await createRingFile(keyRingPath(dataDir), first)).toEqual(second);
  });

  it("is refused when others may read it, or when it is none, without quoting it", async () => {
    await openKeyRing({ dataDir, create: true });
    const path = keyRingPath(dataDir);
    await chmod(path, 0o640);
    await expect(openKeyRing({ dataDir, create: false })).rejects.toThrow("chmod 600");
    await chmod(path, 0o600);
    const text = await readFile(path, "utf8");
    const secret = (JSON.parse(text) as { blind: string }).blind;
    for (const broken of [
      "",
      "{}",
      text.replace("hegui-key-ring", "other"),
      text.slice(0, -4),
      text.replace(secret, "AA=="),
    ]) {
      await writeFile(path, broken);
      const failure = await openKeyRing({ dataDir, create: true }).catch((error: Error) => error);
      expect(failure).toBeInstanceOf(Error);
      expect(String(failure)).not.toContain(secret);
    }
  });
});

describe("wrapped data keys", () => {
  it("open in their context only, and not after any bit changed", async () => {
    const ring = await openKeyRing({ dataDir, create: true });
    const wrapped = ring.wrap(newDataKey(), CONTEXT);
    for (const other of [{ keyId: "key-2" }, { subjectId: "subject-2" }, { retentionClass: "marketing" }]) {
      expect(() => ring.unwrap(wrapped, { ...CONTEXT, ...other })).toThrow(SealBrokenError);
    }
    for (let bit = 0; bit < wrapped.length * 8; bit += 1) {
      const changed = Buffer.from(wrapped);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => ring.unwrap(changed, CONTEXT)).toThrow(SealBrokenError);
    }
    expect(() => ring.unwrap(Buffer.alloc(3), CONTEXT)).toThrow(SealBrokenError);
    expect(() => ring.wrap(Buffer.alloc(16), CONTEXT)).toThrow(RangeError);
  });

  it("outlive a rotation of the master key, which new ones use", async () => {
    const first = await openKeyRing({ dataDir, create: true });
    const key = newDataKey();
    const old = first.wrap(key, CONTEXT);
    const second = await rotateMasterKey(dataDir);
    expect([first.currentVersion, second.currentVersion]).toEqual([1, 2]);
    expect(second.unwrap(old, CONTEXT)).toEqual(key);
    expect([second.versionOf(old), second.versionOf(second.wrap(key, CONTEXT))]).toEqual([1, 2]);
    // A ring opened before the rotation takes the new version up by itself, at once when it meets it.
    expect(first.unwrap(second.wrap(key, CONTEXT), CONTEXT)).toEqual(key);
    expect(first.currentVersion).toBe(2);
    expect(first.versions).toEqual([1, 2]);
    expect(second.blindKey()).toEqual(first.blindKey());
    expect(second.purposeKey("session")).toEqual(first.purposeKey("session"));
  });
});

describe("an open ring", () => {
  it("goes on serving what it read when its file is lost or spoilt, and takes up the repaired one", async () => {
    const ring = await openKeyRing({ dataDir, create: true });
    const path = keyRingPath(dataDir);
    const text = await readFile(path, "utf8");
    const key = newDataKey();
    const wrapped = ring.wrap(key, CONTEXT);
    const ahead = Buffer.from(wrapped);
    ahead.writeUInt32BE(7, 2);
    for (const spoil of [() => writeFile(path, "{"), () => rm(path), () => chmod(dirname(path), 0o755)]) {
      await spoil();
      expect(() => ring.unwrap(ahead, CONTEXT)).toThrow("unknown master key version");
      expect(ring.unwrap(wrapped, CONTEXT)).toEqual(key);
      await chmod(dirname(path), 0o700);
      await writeFile(path, text, { mode: 0o600 });
    }
    await rotateMasterKey(dataDir);
    expect(() => ring.unwrap(ahead, CONTEXT)).toThrow(SealBrokenError);
    expect(ring.currentVersion).toBe(2);
  });

  it("makes no second key when a rotation is repeated", async () => {
    await openKeyRing({ dataDir, create: true });
    expect((await rotateMasterKey(dataDir, { atLeast: 2 })).versions).toEqual([1, 2]);
    expect((await rotateMasterKey(dataDir, { atLeast: 2 })).versions).toEqual([1, 2]);
  });

  it("opens nothing of a retired version, and cannot retire the current one", async () => {
    const first = await openKeyRing({ dataDir, create: true });
    const old = first.wrap(newDataKey(), CONTEXT);
    await rotateMasterKey(dataDir);
    await expect(retireMasterKeys(dataDir, 3)).rejects.toThrow(RangeError);
    const ring = await retireMasterKeys(dataDir, 2);
    expect(ring.versions).toEqual([2]);
    expect(() => ring.unwrap(old, CONTEXT)).toThrow("unknown master key version");
    expect((await rotateMasterKey(dataDir)).versions).toEqual([2, 3]);
  });

  it("is refused in a directory that is open to others", async () => {
    await openKeyRing({ dataDir, create: true });
    await chmod(dirname(keyRingPath(dataDir)), 0o750);
    await expect(openKeyRing({ dataDir, create: false })).rejects.toThrow("chmod 700");
  });
});

describe("the other keys", () => {
  it("sign, under an id made from the public half; older pairs stay known", async () => {
    const first = await openKeyRing({ dataDir, create: true });
    const signature = first.signing.sign(DATA);
    expect(first.signing.id).toBe(keyIdOf(first.signing.spki));
    expect(first.signing.id).toMatch(/^[0-9a-f]{16}$/);
    expect(verifyEd25519(first.signing.spki, DATA, signature)).toBe(true);
    expect(verifyEd25519(first.signing.spki, Buffer.from("other bytes"), signature)).toBe(false);
    const second = await rotateSigningKey(dataDir);
    expect(second.signing.id).not.toBe(first.signing.id);
    expect(second.verifying.map(({ id }) => id)).toEqual([first.signing.id, second.signing.id]);
    expect(verifyEd25519(second.signing.spki, DATA, signature)).toBe(false);
    expect(verifyEd25519(Buffer.from("no key"), DATA, signature)).toBe(false);
  });

  it("differ by purpose", async () => {
    const ring = await openKeyRing({ dataDir, create: true });
    const keys = [ring.purposeKey("session"), ring.purposeKey("core-webhook"), ring.blindKey()];
    expect(new Set(keys.map((key) => key.toString("hex"))).size).toBe(3);
    expect(keys.map((key) => key.length)).toEqual([32, 32, 32]);
  });
});
