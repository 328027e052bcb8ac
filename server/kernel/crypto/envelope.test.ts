import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SealBrokenError } from "@/server/kernel/crypto/aead";
import { keyIdOfSealed, newDataKey, open, seal } from "@/server/kernel/crypto/envelope";

const KEY = newDataKey();
const KEY_ID = "0199a3b2-7c10-7d4e-9b1a-0123456789ab";
const PLACE = { table: "customers", column: "id_number", rowId: "0199a3b2-7c10-7d4e-9b1a-000000000001" };

describe("a sealed value", () => {
  it("opens in its place with its key, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const sealed = seal(text, KEY, KEY_ID, PLACE);
        expect(open(sealed, KEY, PLACE)).toBe(text);
        expect(sealed.length).toBe(1 + 1 + 16 + 12 + Buffer.byteLength(text) + 16);
      }),
    );
  });

  it("names its key without being opened, and never looks the same twice", () => {
    const [one, two] = [seal("x", KEY, KEY_ID, PLACE), seal("x", KEY, KEY_ID, PLACE)];
    expect(keyIdOfSealed(one)).toBe(KEY_ID);
    expect(one.equals(two)).toBe(false);
  });

  it("does not open in another table, column or row, or under another key", () => {
    const sealed = seal("13900000000", KEY, KEY_ID, PLACE);
    const elsewhere = [
      { ...PLACE, table: "counterparties" },
      { ...PLACE, column: "phone" },
      { ...PLACE, rowId: "0199a3b2-7c10-7d4e-9b1a-000000000002" },
      // The same letters, cut differently.
      { ...PLACE, table: "customersi", column: "d_number" },
    ];
    for (const place of elsewhere) expect(() => open(sealed, KEY, place)).toThrow(SealBrokenError);
    expect(() => open(sealed, newDataKey(), PLACE)).toThrow(SealBrokenError);
  });

  it("does not open after any one bit changed, or cut short", () => {
    const sealed = seal("冻结", KEY, KEY_ID, PLACE);
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => open(changed, KEY, PLACE)).toThrow(SealBrokenError);
    }
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => open(sealed.subarray(0, length), KEY, PLACE)).toThrow(SealBrokenError);
    }
  });

  it("is not made with a key or key id of the wrong form", () => {
    expect(() => seal("x", KEY.subarray(1), KEY_ID, PLACE)).toThrow(RangeError);
    expect(() => seal("x", KEY, KEY_ID.toUpperCase(), PLACE)).toThrow(RangeError);
  });
});
