import { describe, expect, it } from "vitest";
import type { Reading } from "../model";
import { checkAgreement } from "./agreement";
import { compareField, compareNames } from "./compare";
import { checkMrz } from "./mrz";
import { CLEAR, CREDIT_CODE, enterpriseInput, NUMBER, personInput, reading, short } from "./testing";

describe("two spellings of one name", () => {
  it.each([
    ["林小满", "林 小满", "same"],
    ["林小满", "林小萌", "different"],
    ["阿依古丽·买买提", "阿依古丽•买买提", "same"],
    ["阿依古丽·买买提", "阿依古丽‧买买提", "same"],
    ["阿依古丽·买买提", "阿依古丽．买买提", "same"],
    ["阿依古丽·买买提", "阿依古丽买买提", "same"],
    ["阿依古丽·买买提", "阿依古丽·买买", "different"],
    ["ＬＩＮ Xiaoman", "LIN XIAOMAN", "same"],
    ["Anna Maria Eriksson", "ERIKSSON ANNA MARIA", "same"],
    ["Lin Xiao Man", "LIN XIAOMAN", "same"],
    ["Jürgen Groß", "GROSS JUERGEN", "same"],
    ["Jürgen Groß", "GROSS JURGEN", "same"],
    ["Jean-Luc O’Brien", "OBRIEN JEAN LUC", "same"],
    ["Anna Eriksson", "ANNA ERIKSEN", "different"],
    ["林小满", "LIN XIAOMAN", "incomparable"],
    ["林小满", "", "incomparable"],
    // Extension A, the compatibility block's twelve unified ideographs left out, and extensions B and beyond.
    ["张㐱", "张㐱", "same"],
    ["张㐱", "张珍", "rare"],
    ["王\u{20164}", "王\u{20164}", "same"],
    ["王\u{20164}", "王口", "rare"],
    ["王\u{20164}", "黄口", "different"],
    ["王\u{20164}", "王", "different"],
    ["李\ue863", "李口", "rare"],
  ])("%s and %s: %s", (declared, found, comparison) => {
    expect(compareNames(declared, found)).toBe(comparison);
  });

  it("are the same where the passport cuts a long one off", () => {
    const long = "Nilavadhanananda Chayapa Dejthamrong Krasuang";
    expect(compareNames(long, long.slice(0, 39))).toBe("same");
    expect(compareNames(long, "KRASUANG NILAVADHANANANDA CHAYAPA DEJTH")).toBe("same");
    expect(compareNames(long, "KRASUANG NILAVADHANANANDA CHAYAPO DEJTH")).toBe("different");
    expect(compareNames(long, long.slice(0, 20))).toBe("different");
  });
});

describe("comparing fields", () => {
  it.each([
    ["sex", "female", "女", "same"],
    ["sex", "F", "男", "different"],
    ["sex", "female", "X", "incomparable"],
    ["sex", "constructor", "constructor", "incomparable"],
    ["birthDate", "1991-03-08", "1991年3月8日", "same"],
    ["birthDate", "1991-03-08", "1991-02-30", "different"],
    ["nationality", "CN", "CHN", "same"],
    ["nationality", "CHN", "D", "different"],
    ["nationality", "FR", "FRA", "same"],
    ["nationality", "中国", "CHN", "same"],
    ["nationality", "CHN", "UTO", "incomparable"],
    ["idNumber", NUMBER, NUMBER.toLowerCase(), "same"],
    ["idNumber", NUMBER, NUMBER.slice(0, 17), "different"],
    ["idValidTo", "long-term", "长期", "same"],
    ["idValidTo", "2040-05-06", "2040.05.06", "same"],
    ["idValidTo", "2040-05-06", "长期", "different"],
    ["idAuthority", "衡川市公安局", "衡 川市公安局", "same"],
    ["address", "a", "b", "incomparable"],
    ["occupation", "a", "b", "incomparable"],
  ] as const)("%s %s and %s: %s", (field, declared, found, comparison) => {
    expect(compareField(field, declared, found)).toBe(comparison);
  });

  it("does not lengthen an enterprise's number", () => {
    expect(compareField("idNumber", "110000910308122", "110000199103081223", true)).toBe("different");
    expect(compareField("idNumber", CREDIT_CODE, CREDIT_CODE.toLowerCase(), true)).toBe("same");
  });
});

const readings = (...list: readonly Reading[]) => short(checkAgreement(personInput({ readings: list })));

describe("declared against read", () => {
  it("passes where they agree, and is unknown where nothing was read", () => {
    expect(readings(reading("name", "林小满"), reading("idNumber", NUMBER))).toEqual(["pass passed"]);
    expect(readings()).toEqual(["unknown nothing-read"]);
    expect(readings(reading("occupation", "教师"))).toEqual(["unknown nothing-read"]);
  });

  it("fails for what was read with confidence and warns below it", () => {
    expect(readings(reading("name", "林小萌", { confidence: 80 }))).toEqual(["fail differs"]);
    expect(readings(reading("name", "林小萌", { confidence: 79 }))).toEqual(["warn may-differ"]);
  });

  it("gives one finding a field, with the documents and the confidence", () => {
    const list = [
      reading("name", "林小萌"),
      reading("name", "林小明", { document: "hand-held", confidence: 85 }),
      reading("idNumber", "110000199103081223"),
    ];
    expect(checkAgreement(personInput({ readings: list }))).toMatchObject([
      { code: "differs", fields: ["name"], documents: ["id-front", "hand-held"], params: { confidence: 92 } },
      { code: "differs", fields: ["idNumber"], documents: ["id-front"] },
    ]);
  });

  it("does not fail for rare characters or long texts", () => {
    const input = personInput(
      { readings: [reading("name", "张口"), reading("idAuthority", "别处")] },
      { name: "张㐱" },
    );
    expect(short(checkAgreement(input))).toEqual(["warn rare-characters", "warn may-differ"]);
  });

  it("holds nothing against fields that were not declared", () => {
    const input = personInput({ readings: [reading("sex", "男")] }, { sex: undefined });
    expect(short(checkAgreement(input))).toEqual(["unknown nothing-read"]);
  });

  it("compares an enterprise's licence", () => {
    expect(short(checkAgreement(enterpriseInput()))).toEqual(["pass passed"]);
  });
});

describe("the machine-readable zone", () => {
  const passport = { kind: "passport", readState: "read", readProblem: null, quality: CLEAR } as const;
  const zone = (field: Reading["field"], value: string, confidence = 100) =>
    reading(field, value, { document: "passport", source: "mrz", confidence });
  const check = (...list: readonly Reading[]) =>
    short(
      checkMrz(
        personInput(
          { documents: [passport], readings: list },
          {
            idType: "passport",
            idNumber: "L898902C3",
            name: "Anna Maria Eriksson",
            nationality: "UTO",
            birthDate: "1974-08-12",
          },
        ),
      ),
    );

  it("passes where it agrees, in its own order of names", () => {
    expect(
      check(zone("name", "ERIKSSON ANNA MARIA"), zone("idNumber", "L898902C3"), zone("birthDate", "1974-08-12")),
    ).toEqual(["pass passed"]);
  });

  it("fails where it differs, and warns where its check digits do not hold", () => {
    expect(check(zone("idNumber", "L898902C4"))).toEqual(["fail differs"]);
    expect(check(zone("idNumber", "L898902C4", 40))).toEqual(["warn may-differ"]);
  });

  it("warns where its check digits do not hold, even where all agrees", () => {
    const broken = { ...passport, readProblem: "zone-check-digit" };
    const input = personInput(
      { documents: [broken], readings: [zone("name", "LIN XIAOMAN", 40)] },
      { name: "Lin Xiaoman" },
    );
    expect(short(checkMrz(input))).toEqual(["warn check-digits"]);
  });

  it("is unknown on a passport that was read without one, and nobody's business on other papers", () => {
    expect(check()).toEqual(["unknown not-found"]);
    expect(check(zone("address", "x"))).toEqual(["unknown nothing-to-compare"]);
    expect(checkMrz(personInput())).toEqual([]);
  });

  it("stays out of what recognition read, and recognition out of it", () => {
    const input = personInput({ readings: [zone("name", "NOBODY"), reading("name", "林小满")] });
    expect(short(checkAgreement(input))).toEqual(["pass passed"]);
  });
});
