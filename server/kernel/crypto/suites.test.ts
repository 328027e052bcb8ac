import { createCipheriv, createHash, createHmac, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { associatedData, decrypt, encrypt, overheadOf, SealBrokenError } from "@/server/kernel/crypto/aead";
import { newDataKey, open, seal } from "@/server/kernel/crypto/envelope";
import { openKeyRing } from "@/server/kernel/crypto/key-ring";
import {
  chooseSuite,
  chosenSuite,
  SUITE_AES_256_GCM,
  SUITE_SM4_CTR_HMAC_SM3,
  SuiteUnavailableError,
} from "@/server/kernel/crypto/suites";

afterEach(() => chooseSuite("international"));

const hex = (text: string) => Buffer.from(text.replaceAll(" ", ""), "hex");
const KEY_ID = "0199a3b2-7c10-7d4e-9b1a-0123456789ab";
const PLACE = { table: "customers", column: "id_number", rowId: "0199a3b2-7c10-7d4e-9b1a-000000000001" };
const SM = SUITE_SM4_CTR_HMAC_SM3;

describe("the national algorithms of this Node", () => {
  it("give the examples of GB/T 32905", () => {
    const sm3 = (text: string) => createHash("sm3").update(text).digest();
    expect(sm3("abc")).toEqual(hex("66c7f0f4 62eeedd9 d1f2d46b dc10e4e2 4167c487 5cf2f7a2 297da02b 8f4ba8e0"));
    expect(sm3("abcd".repeat(16))).toEqual(
      hex("debe9ff9 2275b8a1 38604889 c18e5a4d 6fdb70e5 387e5765 293dcba3 9c0c5732"),
    );
  });

  it("give the examples of GB/T 32907, one block and a million times", () => {
    const block = hex("01234567 89abcdef fedcba98 76543210");
    const expected = hex("681edf34 d206965e 86b3e94f 536e4246");
    const ecb = createCipheriv("sm4-ecb", block, null).setAutoPadding(false);
    expect(ecb.update(block)).toEqual(expected);
    // The first block of the key stream is the counter, encrypted.
    expect(createCipheriv("sm4-ctr", block, block).update(Buffer.alloc(16))).toEqual(expected);
    const again = createCipheriv("sm4-ecb", block, null).setAutoPadding(false);
    let state = block;
    for (let i = 0; i < 1_000_000; i += 1) state = again.update(state);
    expect(state).toEqual(hex("595298c7 c6fd271f 0402f804 c33d3f66"));
  });
});

describe("SM4-CTR with HMAC-SM3", () => {
  it("is what its description says: encrypt, then authenticate, under two derived keys", () => {
    const [key, header, plain, aad] = [
      randomBytes(32),
      Buffer.from([1, SM]),
      Buffer.from("冻结"),
      Buffer.from("place"),
    ];
    const sealed = encrypt(key, header, plain, aad, SM);
    const derive = (purpose: string) => createHmac("sm3", key).update(purpose).digest();
    const nonce = sealed.subarray(2, 18);
    const body = createCipheriv("sm4-ctr", derive("hegui-sm4-ctr-v1").subarray(0, 16), nonce).update(plain);
    const tag = createHmac("sm3", derive("hegui-hmac-sm3-v1"))
      .update(Buffer.concat([hex("00000000 00000005"), aad, header, nonce, body]))
      .digest();
    expect(sealed).toEqual(Buffer.concat([header, nonce, body, tag]));
    expect(sealed.length).toBe(header.length + plain.length + overheadOf(SM));
  });

  it("gives back any bytes, and nothing when one bit of key, place, header or body differs", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 20 }), fc.nat(), (bytes, place, at) => {
        const [key, plain, aad] = [newDataKey(), Buffer.from(bytes), Buffer.from(place)];
        const sealed = encrypt(key, Buffer.from([1, SM]), plain, aad, SM);
        expect(decrypt(key, 2, sealed, aad, SM)).toEqual(plain);
        const flip = (buffer: Buffer) => {
          const changed = Buffer.from(buffer);
          const bit = at % (changed.length * 8);
          changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
          return changed;
        };
        expect(() => decrypt(key, 2, flip(sealed), aad, SM)).toThrow(SealBrokenError);
        expect(() => decrypt(flip(key), 2, sealed, aad, SM)).toThrow(SealBrokenError);
        expect(() => decrypt(key, 2, sealed, Buffer.concat([aad, Buffer.of(0)]), SM)).toThrow(SealBrokenError);
        expect(() => decrypt(key, 2, sealed.subarray(0, at % sealed.length), aad, SM)).toThrow(SealBrokenError);
      }),
    );
  });

  it("does not confuse where associated data end and the header begins", () => {
    const key = newDataKey();
    const sealed = encrypt(key, Buffer.from("ab"), Buffer.from("x"), Buffer.from("c"), SM);
    expect(() => decrypt(key, 2, sealed, Buffer.from(""), SM)).toThrow(SealBrokenError);
    expect(() => decrypt(key, 1, sealed.subarray(1), associatedData(["ca"]), SM)).toThrow(SealBrokenError);
  });
});

describe("the chosen suite", () => {
  it("seals from then on; what the other sealed stays readable, both ways", () => {
    const key = newDataKey();
    const sealed = (["international", "national"] as const).map((name) => {
      chooseSuite(name);
      return { suite: chosenSuite(), bytes: seal("张三", key, KEY_ID, PLACE) };
    });
    expect(sealed.map(({ bytes }) => bytes[1])).toEqual([SUITE_AES_256_GCM, SM]);
    for (const name of ["international", "national"] as const) {
      chooseSuite(name);
      for (const { bytes } of sealed) expect(open(bytes, key, PLACE)).toBe("张三");
    }
  });

  it("does not open a value whose suite was rewritten", () => {
    const key = newDataKey();
    for (const name of ["international", "national"] as const) {
      chooseSuite(name);
      const changed = seal("张三", key, KEY_ID, PLACE);
      changed[1] = changed[1] === SM ? SUITE_AES_256_GCM : SM;
      expect(() => open(changed, key, PLACE)).toThrow(SealBrokenError);
      changed[1] = 9;
      expect(() => open(changed, key, PLACE)).toThrow("unknown suite");
    }
  });

  it("wraps data keys, too", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "suites-"));
    const context = { keyId: "key-1", subjectId: "subject-1", retentionClass: "identity" };
    try {
      const ring = await openKeyRing({ dataDir, create: true });
      const key = newDataKey();
      const old = ring.wrap(key, context);
      chooseSuite("national");
      const made = ring.wrap(key, context);
      expect([old[1], made[1]]).toEqual([SUITE_AES_256_GCM, SM]);
      chooseSuite("international");
      expect([ring.unwrap(old, context), ring.unwrap(made, context)]).toEqual([key, key]);
      expect(() => ring.unwrap(made, { ...context, subjectId: "subject-2" })).toThrow(SealBrokenError);
    } finally {
      await rm(dataDir, { recursive: true });
    }
  });

  it("is refused where the machine cannot compute it", () => {
    expect(() => chooseSuite("national", { ciphers: ["aes-256-gcm"], hashes: ["sm3"] })).toThrow(SuiteUnavailableError);
    expect(() => chooseSuite("national", { ciphers: ["sm4-ctr"], hashes: ["sha256"] })).toThrow(/needs sm3/);
    expect(chosenSuite()).toBe(SUITE_AES_256_GCM);
  });
});
