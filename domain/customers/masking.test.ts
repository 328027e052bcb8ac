import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_MASKS, type MaskedField, mask, STRICT_ID_MASK } from "./masking";

const textOf = (field: MaskedField, value: string) => mask(field, value, { glyph: "*" })?.text;

describe("default masks", () => {
  it.each<[MaskedField, string, string]>([
    ["phone", "13900001234", "139****1234"],
    ["phone", "95188", "****8"],
    ["id-number", "11010519491231002X", "110105********002X"],
    ["id-number", "E12345678", "*******78"],
    ["card", "9999000000001234", "999900******1234"],
    ["card", "9999000000000001234", "999900*********1234"],
    ["card", "999900001234", "*********234"],
    ["account", "C1231006815", "****6815"],
    ["account", "1234567", "****7"],
    ["name", "张三", "*三"],
    ["name", "张小三", "张*三"],
    ["name", "阿依古丽·买买提", "阿******提"],
    ["name", "张", "*"],
    ["email", "zhangsan@example.com", "zha***@example.com"],
    ["email", "abcd@example.com", "ab***@example.com"],
    ["email", "a@example.com", "***@example.com"],
    ["email", "no address", "***"],
    ["address", "北京市朝阳区某某路1号", "北京市朝阳区****"],
    ["address", "广东省深圳市南山区某某街道2号", "广东省深圳市南山区****"],
    ["address", "内蒙古自治区呼和浩特市赛罕区某某小区", "内蒙古自治区呼和浩特市赛罕区****"],
    ["address", "新疆维吾尔自治区巴音郭楞蒙古自治州和静县某镇", "新疆维吾尔自治区巴音郭楞蒙古自治州和静县****"],
    ["address", "上海市某某小区东区3号楼", "上海市****"],
    ["address", "某某路市场3号", "****"],
    ["address", "1 High Street", "****"],
  ])("of a %s: %s is shown as %s", (field, value, expected) => expect(textOf(field, value)).toBe(expected));

  it("come in parts for the screen, and as text with bullets", () => {
    expect(mask("phone", "13900001234")).toEqual({ start: "139", hidden: 4, end: "1234", text: "139••••1234" });
  });

  it("may be set otherwise", () => {
    expect(mask("id-number", "11010519491231002X", { rule: STRICT_ID_MASK, glyph: "*" })?.text).toBe(
      "1****************X",
    );
  });

  it("of nothing are nothing", () => expect(mask("name", "")).toBeUndefined());
});

describe("any value", () => {
  const fields = fc.constantFrom(...(Object.keys(DEFAULT_MASKS) as MaskedField[]));

  it("keeps something hidden, shows only its own beginning and end, and no half characters", () => {
    fc.assert(
      fc.property(fields, fc.string({ unit: "grapheme", minLength: 1 }), (field, value) => {
        const masked = mask(field, value);
        if (!masked) throw new Error("a value has a mask");
        expect(value.startsWith(masked.start)).toBe(true);
        expect(value.endsWith(masked.end)).toBe(true);
        expect(masked.text).toBe(masked.start + "•".repeat(masked.hidden) + masked.end);
        expect(/\p{Surrogate}/u.test(masked.text)).toBe(/\p{Surrogate}/u.test(value));
        if (field !== "address") expect(masked.start.length + masked.end.length).toBeLessThan(value.length);
      }),
    );
  });

  it("of digits shows at most ten, and never more than five in eight", () => {
    const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(fc.constantFrom<MaskedField>("phone", "id-number", "card", "account"), digits, (field, value) => {
        const masked = mask(field, value);
        const visible = (masked?.start.length ?? 0) + (masked?.end.length ?? 0);
        expect(visible).toBeLessThanOrEqual(10);
        expect(visible / value.length).toBeLessThanOrEqual(field === "phone" ? 7 / 11 : 5 / 8);
      }),
    );
  });
});
