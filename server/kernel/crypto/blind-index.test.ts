import { describe, expect, it } from "vitest";
import { BLIND_BYTES, BLIND_KINDS, blindIndex } from "@/server/kernel/crypto/blind-index";
import { newDataKey } from "@/server/kernel/crypto/envelope";

describe("a blind index", () => {
  const key = newDataKey();
  const index = blindIndex(key);

  it("is the same for the same kind and value, also after a restart", () => {
    expect(index("phone", "13900000000")).toEqual(blindIndex(Buffer.from(key))("phone", "13900000000"));
    expect(index("phone", "13900000000")).toHaveLength(BLIND_BYTES);
  });

  it("differs by value, by kind and by key", () => {
    const all = BLIND_KINDS.flatMap((kind) =>
      ["6222", "6223", "张三"].map((value) => index(kind, value).toString("hex")),
    );
    expect(new Set(all).size).toBe(BLIND_KINDS.length * 3);
    expect(blindIndex(newDataKey())("name", "张三")).not.toEqual(index("name", "张三"));
  });

  it("keeps to its bytes: an index once stored must be found again", () => {
    const fixed = blindIndex(Buffer.alloc(32, 7));
    expect(fixed("phone", "13900000000").toString("hex")).toMatchInlineSnapshot(`"15607c22d02c62e0eb1f47ec83906f4b"`);
  });

  it("refuses an empty value", () => {
    expect(() => index("name", "")).toThrow(RangeError);
  });
});
