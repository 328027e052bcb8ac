import { describe, expect, it } from "vitest";
import { localDate } from "../../shared/time";
import type { Line } from "./model";
import { surnameFirst } from "./passport";
import { readText } from "./read-text";
import { readZone } from "./zone";

const TODAY = localDate("2026-06-01");
const line = (text: string, at: number, confidence = 90): Line => ({
  text,
  confidence,
  box: { x0: 0, y0: at * 40, x1: 1000, y1: at * 40 + 30 },
});
const lines = (...texts: string[]) => texts.map((text, at) => line(text, at));
const zone = (...texts: string[]) => readZone("passport", [lines(...texts)], TODAY);
const values = (found: ReturnType<typeof zone>) =>
  Object.fromEntries(found?.readings.map(({ field, value }) => [field, value]) ?? []);
const sure = (found: ReturnType<typeof zone>, field: string) =>
  found?.readings.find((one) => one.field === field)?.confidence ?? -1;

/** The specimens printed in ICAO Doc 9303, parts 4, 5 and 6. */
const TD3 = ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"] as const;
const TD2 = ["I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6"] as const;
const TD1 = [
  "I<UTOD231458907<<<<<<<<<<<<<<<",
  "7408122F1204159UTO<<<<<<<<<<<6",
  "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
] as const;

const ERIKSSON = {
  name: "ERIKSSON ANNA MARIA",
  sex: "female",
  birthDate: "1974-08-12",
  nationality: "UTO",
  idValidTo: "2012-04-15",
};

describe("the specimens of ICAO 9303", () => {
  it.each([
    ["TD3", TD3, "L898902C3"],
    ["TD2", TD2, "D23145890"],
    ["TD1", TD1, "D23145890"],
  ] as const)("%s reads, and its check digits hold", (format, text, number) => {
    const found = zone(...text);
    expect(found).toMatchObject({ format, holds: true });
    expect(values(found)).toEqual({ ...ERIKSSON, idNumber: number });
    expect(sure(found, "idNumber")).toBeGreaterThan(95);
  });
});

describe("what recognition does to a zone", () => {
  const [names, data] = TD3;
  it.each([
    ["letters among digits", names, "L898902C36UT074O8I22F12O4I59ZE184226B<<<<<10"],
    ["a double angle for two fillers", names.replace("<<ANNA", "«ANNA"), data],
    ["letters for fillers behind the names", names.replace(/<{10}$/, "<<K<KK<CL<"), data],
    ["too few fillers", names.slice(0, -4), data],
    ["too many fillers", `${names}<<`, data],
    ["spaces", "P<UTO ERIKSSON<< ANNA<MARIA <<<<<<<<<<<<<<<<<<<", "L898902C36 UTO 7408122 F1204159 ZE184226B<<<<<10"],
    ["letters for fillers in the second line", names, "L898902C36UTO7408122F1204159ZE184226B<K<C<10"],
  ])("%s", (_what, first, second) => {
    const found = zone(first, second);
    expect(found?.holds).toBe(true);
    expect(values(found)).toEqual({ ...ERIKSSON, idNumber: "L898902C3" });
  });

  it("mends a lookalike in the number when one alone makes it right, and says less sure", () => {
    const found = zone(names, data.replace("L898902C3", "L8989O2C3"));
    expect(values(found)).toMatchObject({ idNumber: "L898902C3" });
    expect(sure(found, "idNumber")).toBeLessThan(sure(zone(...TD3), "idNumber"));
  });

  it("takes from a second recognition the line that makes the check digits hold", () => {
    const [good, bad] = [lines(names, data.replace("F1204159", "F12M4159")), lines(names.replace("SS", "55"), data)];
    const found = readZone("passport", [good, bad], TODAY);
    expect(found?.holds).toBe(true);
    expect(values(found)).toEqual({ ...ERIKSSON, idNumber: "L898902C3" });
  });

  it("says that a check digit does not hold, and which value it denies", () => {
    const found = zone(names, data.replace("7408122", "7408123"));
    expect(found?.holds).toBe(false);
    expect(sure(found, "birthDate")).toBeLessThan(30);
    expect(sure(found, "idNumber")).toBeGreaterThan(95);
    const recognised = { lines: [], zone: lines(names, data.replace("7408122", "7408123")) };
    expect(readText(recognised, "passport", TODAY).problem).toBe("zone-check-digit");
  });

  it("keeps an only given name of one letter", () => {
    const one = "P<UTOERIKSSON<<K".padEnd(44, "<");
    expect(values(zone(one, data)).name).toBe("ERIKSSON K");
  });

  it("finds no zone in plain text", () => {
    expect(zone("公 民 身 份 号 码 990000199001010043", "Date of expiry 15 APR 2012")).toBeUndefined();
    expect(zone(names)).toBeUndefined();
  });
});

describe("centuries", () => {
  it("a birth is the latest that is not ahead; an expiry may be", () => {
    const of = (birth: string, until: string) => values(zone(TD3[0], `L898902C36UTO${birth}F${until}ZE184226B<<<<<10`));
    expect(of("2605310", "3604150")).toMatchObject({ birthDate: "2026-05-31", idValidTo: "2036-04-15" });
    expect(of("2606020", "9904150")).toMatchObject({ birthDate: "1926-06-02", idValidTo: "1999-04-15" });
  });
});

describe("the visible page", () => {
  const page = lines(
    "护 照 PASSPORT",
    "Surname",
    "ERIKSSON",
    "Given names ANNA MARIA",
    "Nationality UTO",
    "Sex F Date of birth 12 AUG 1974",
    "Passport No. L898902C3",
    "Date of expiry 15 APR 2012",
  );

  it("reads beside the zone, each with its source", () => {
    const { readings, problem, looksLike } = readText({ lines: page, zone: lines(...TD3) }, "passport", TODAY);
    expect({ problem, looksLike }).toEqual({ problem: null, looksLike: "passport" });
    for (const source of ["ocr", "mrz"]) {
      const own = readings.filter((one) => one.source === source).map(({ field, value }) => [field, value]);
      expect(Object.fromEntries(own)).toEqual({ ...ERIKSSON, idNumber: "L898902C3" });
    }
  });

  it("orders a name printed with the surname last as the zone does", () => {
    expect(surnameFirst("Anna Maria Eriksson", "ERIKSSON ANNA MARIA")).toBe("ERIKSSON ANNA MARIA");
    expect(surnameFirst("Anna Maria Ericson", "ERIKSSON ANNA MARIA")).toBe("Anna Maria Ericson");
    const whole = [...lines("PASSPORT Nationality UTO", "Name Anna Maria Eriksson")];
    const { readings } = readText({ lines: whole, zone: lines(...TD3) }, "passport", TODAY);
    expect(readings.find(({ field, source }) => field === "name" && source === "ocr")?.value).toBe(
      "ERIKSSON ANNA MARIA",
    );
  });

  it("takes labels of the next column for no value", () => {
    const columns = lines(
      "PASSPORT",
      "Surname Given names",
      "Nationality Sex",
      "Passport No. Type Country code",
      "Sex Date of birth",
    );
    expect(
      readText({ lines: columns, zone: lines(...TD3) }, "passport", TODAY).readings.filter(
        (one) => one.source === "ocr",
      ),
    ).toEqual([]);
  });

  it.each([
    ["12 AUG 1974", "1974-08-12"],
    ["12AUG1974", "1974-08-12"],
    ["12 8月/AUG 1974", "1974-08-12"],
    ["8月/AUG 1974", undefined],
    ["1974-08-12", "1974-08-12"],
    ["41 AUG 1974", undefined],
    ["12 XYZ 1974", undefined],
  ])("date %s", (text, birthDate) => {
    const page = lines("PASSPORT", "Nationality UTO", `Date of birth ${text}`);
    const { readings } = readText({ lines: page, zone: [] }, "passport", TODAY);
    expect(readings.find(({ field }) => field === "birthDate")?.value).toBe(birthDate);
  });

  it("reads a page in two languages, the Chinese name where there is one", () => {
    const page = [
      "护照 PASSPORT",
      "姓名 / Name 测试丁 CESHI DING",
      "性别 / Sex 男 / M",
      "国籍 / Nationality 示例/UTO",
      "出生日期 / Date of birth 12 8月/AUG 1974",
      "护照号 / Passport No. X99000017",
    ];
    const { readings } = readText({ lines: lines(...page), zone: [] }, "passport", TODAY);
    expect(Object.fromEntries(readings.map(({ field, value }) => [field, value]))).toEqual({
      name: "测试丁",
      sex: "male",
      nationality: "UTO",
      birthDate: "1974-08-12",
      idNumber: "X99000017",
    });
  });
});
