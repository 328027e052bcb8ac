import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  last4,
  nameKey,
  normaliseCard,
  normaliseCode,
  normaliseIdNumber,
  normaliseName,
  normalisePhone,
  normaliseReference,
} from "./normalise";

describe("telephone numbers", () => {
  it.each([
    ["13900000000", "13900000000"],
    ["+86 139-0000-0000", "13900000000"],
    ["0086 (139) 0000 0000", "13900000000"],
    ["8613900000000", "13900000000"],
    ["＋８６　１３９００００００００", "13900000000"],
    ["139\u200b0000\u20110000\ufeff", "13900000000"],
    ["010-1234 5678", "01012345678"],
    ["+86 10 1234 5678", "01012345678"],
    ["+86 010 1234 5678", "01012345678"],
    ["+86 400-000-0000", "4000000000"],
    ["+852 9123 4567", "+85291234567"],
    ["001 310 555 0123", "+13105550123"],
    ["95188", "95188"],
  ])("%j becomes %s", (typed, expected) => expect(normalisePhone(typed)).toBe(expected));

  it.each(["", "none", "139a0000000", "1234", "++86139", "+8613900000000000", "00000000000", "'; drop table"])(
    "%j is none",
    (typed) => expect(normalisePhone(typed)).toBeUndefined(),
  );

  it("tells a North American number from a mainland mobile of the same digits", () => {
    expect(normalisePhone("+1 390 000 0000")).not.toBe(normalisePhone("13900000000"));
  });
});

describe("identity document numbers", () => {
  it.each([
    ["11010519491231002x", "11010519491231002X"],
    ["１１０１０５ 19491231 002Ｘ", "11010519491231002X"],
    ["440524800101001", "440524198001010013"],
    ["e 12345678", "E12345678"],
    ["H01234567(00)", "H0123456700"],
  ])("%j becomes %s", (typed, expected) => expect(normaliseIdNumber(typed)).toBe(expected));

  it.each(["", "12", "身份证", "1".repeat(31)])("%j is none", (typed) =>
    expect(normaliseIdNumber(typed)).toBeUndefined(),
  );
});

describe("cards and references", () => {
  it("keep digits of cards, and references as they are", () => {
    expect(normaliseCard(" 9999 0000-0000 0000 ")).toBe("9999000000000000");
    expect(normaliseCard("9999x")).toBeUndefined();
    expect(normaliseReference(" C1231006815\u200b ")).toBe("C1231006815");
    expect(normaliseReference(" \ufeff")).toBeUndefined();
  });

  it("show the last four only of what is long enough to hide behind them", () => {
    expect(last4("13900001234")).toBe("1234");
    expect(last4("1234567")).toBeUndefined();
  });
});

describe("names", () => {
  it.each([
    ["  张   三 ", "张 三"],
    ["阿依古丽 • 买买提", "阿依古丽·买买提"],
    ["阿依古丽・买买提", "阿依古丽·买买提"],
    ["阿依古丽･买买提", "阿依古丽·买买提"],
    ["阿依古丽.买买提", "阿依古丽·买买提"],
    ["阿依古丽．买买提", "阿依古丽·买买提"],
    ["ＪＯＨＮ\u3000Smith", "JOHN Smith"],
    ["J. Smith", "J. Smith"],
    ["张\u200d三\n", "张三"],
  ])("%j is shown %s", (typed, expected) => expect(normaliseName(typed)).toBe(expected));

  it("are searched whatever their case and the blanks between Chinese characters", () => {
    expect(nameKey("张 三")).toBe(nameKey("张三"));
    expect(nameKey("john  smith")).toBe("JOHN SMITH");
    expect(nameKey(" \u200b ")).toBeUndefined();
  });
});

describe("every normaliser", () => {
  const typed = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom(..."0123456789０１+8６ -()xXａ张三·•・．.\u200b\u0301\u00a0"), maxLength: 24 }),
  );

  it("changes nothing when run again", () => {
    const all = { normalisePhone, normaliseIdNumber, normaliseCard, normaliseName, nameKey, normaliseReference };
    for (const [name, normalise] of Object.entries(all)) {
      fc.assert(
        fc.property(typed, (text) => {
          const once = normalise(text);
          if (once === undefined) return;
          expect(once, name).not.toBe("");
          expect(normalise(once), name).toBe(once);
        }),
        { numRuns: 500 },
      );
    }
  });
});

describe("normaliseCode", () => {
  it("drops separators and raises letters, and leaves 15 digits as they are", () => {
    expect(normaliseCode(" 91-999999 ma0000001x ")).toBe("91999999MA0000001X");
    expect(normaliseCode("110000910308122")).toBe("110000910308122");
    expect(normaliseCode("代码")).toBeUndefined();
  });
});
