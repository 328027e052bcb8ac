import fc from "fast-check";
import { expect, it } from "vitest";
import { fictitiousIdentityNumber } from "../../customers/identity-number";
import { addDays, localDate } from "../../shared/time";
import { DOCUMENT_KINDS } from "../model";
import type { Line } from "./model";
import { readText } from "./read-text";

const TODAY = localDate("2026-06-01");
const words = fc.constantFrom(
  ..."姓名|性别|出生|住址|公民身份号码|签发机关|有效期限|长期|统一社会信用代码|名称|法定代表人|营业期限|经营范围|Surname|Given names|Sex".split(
    "|",
  ),
  ..."P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<|L898902C36UTO7408122F1204159ZE184226B<<<<<10|990000199001010043|1990年1月1日|2019.03.01-".split(
    "|",
  ),
);
const text = fc.array(fc.oneof(words, fc.string({ unit: "grapheme", maxLength: 30 }), fc.constant(" ")), {
  maxLength: 6,
});
const line: fc.Arbitrary<Line> = fc
  .record({ text: text.map((parts) => parts.join("")), confidence: fc.double({ min: 0, max: 100, noNaN: true }) })
  .map((one) => ({ ...one, box: { x0: 0, y0: 0, x1: 1, y1: 1 } }));
const lines = fc.array(line, { maxLength: 12 });

it("never fails, whatever stands on a picture, and says how sure it is", () => {
  fc.assert(
    fc.property(lines, lines, fc.constantFrom(...DOCUMENT_KINDS), (shown, zone, kind) => {
      const found = readText({ lines: shown, zone }, kind, TODAY);
      for (const { document, value, confidence } of found.readings) {
        expect(document).toBe(kind);
        expect(value.length).toBeGreaterThan(0);
        expect(value.length).toBeLessThanOrEqual(1_000);
        expect(Number.isInteger(confidence) && confidence >= 0 && confidence <= 100).toBe(true);
      }
      if (found.problem === "wrong-side" || found.problem === "wrong-paper") expect(found.readings).toEqual([]);
    }),
  );
});

it("reads every resident number through what recognition does to digits", () => {
  const alike: Readonly<Record<string, string>> = { "0": "O", "1": "I", "2": "Z", "5": "S", "6": "G", "8": "B" };
  const of = fc.record({
    birthDate: fc.integer({ min: 0, max: 20_000 }).map((days) => addDays(localDate("1950-01-01"), days)),
    area: fc.integer({ min: 0, max: 9_999 }),
    sequence: fc.integer({ min: 0, max: 999 }),
  });
  fc.assert(
    fc.property(of, fc.integer({ min: 0, max: 2 ** 18 - 1 }), (person, misread) => {
      const number = fictitiousIdentityNumber(person);
      const shown = [...number].map((one, at) => ((misread >> at) & 1 ? (alike[one] ?? one) : one)).join("");
      const box = { x0: 0, y0: 0, x1: 1, y1: 1 };
      const lined = [{ text: `公民身份号码 ${shown}`, confidence: 90, box }];
      const { readings } = readText({ lines: lined, zone: [] }, "id-front", TODAY);
      expect(readings.find(({ field }) => field === "idNumber")?.value).toBe(number);
    }),
  );
});
