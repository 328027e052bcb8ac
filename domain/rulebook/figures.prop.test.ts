import fc from "fast-check";
import { expect, it } from "vitest";
import { figureMinor, formatFigure, meets, parseFigure } from "./figures";
import type { Figure } from "./model";

const op = fc.constantFrom("ge", "gt", "le", "lt", "eq") satisfies fc.Arbitrary<Figure["op"]>;
const unit = fc.constantFrom("CNY", "USD") satisfies fc.Arbitrary<Figure["unit"]>;
const money = (minor: bigint) => `${minor / 100n}.${(minor % 100n).toString().padStart(2, "0")}`;
const minor = fc.bigInt({ min: 0n, max: 10n ** 17n });

it("reads back every figure it writes", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/), op, minor, (name, sign, value) => {
      const figure: Figure = { name, op: sign, value: money(value), unit: "hour" };
      expect(parseFigure(formatFigure(figure))).toEqual(figure);
    }),
  );
});

it("compares money as integers of minor units, beyond the precision of floats", () => {
  const holds = {
    ge: (a: bigint, b: bigint) => a >= b,
    gt: (a: bigint, b: bigint) => a > b,
    le: (a: bigint, b: bigint) => a <= b,
    lt: (a: bigint, b: bigint) => a < b,
    eq: (a: bigint, b: bigint) => a === b,
  };
  fc.assert(
    fc.property(op, unit, minor, fc.bigInt({ min: -2n, max: 2n }), (sign, currency, value, away) => {
      const figure: Figure = { name: "cap", op: sign, value: money(value), unit: currency };
      expect(figureMinor(figure)).toBe(value);
      expect(meets(figure, value + away)).toBe(holds[sign](value + away, value));
    }),
  );
});

it("does not mind trailing zeros", () => {
  fc.assert(
    fc.property(op, fc.nat(), fc.nat(), (sign, value, x) => {
      const figure: Figure = { name: "days", op: sign, value: String(value), unit: "calendar-day" };
      expect(meets({ ...figure, value: `${value}.000` }, x)).toBe(meets(figure, x));
    }),
  );
});
