import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DayLine, keyOf, readStatement, spell, tieOut } from "./day-end";

const key = fc.record({
  currency: fc.constantFrom("CNY", "USD"),
  direction: fc.constantFrom("in" as const, "out" as const),
  trade: fc.constantFrom("payment", "refund"),
  hour: fc.integer({ min: 0, max: 23 }),
});
const lines = fc.uniqueArray(
  fc
    .tuple(key, fc.integer({ min: 1, max: 1000 }), fc.bigInt({ min: 0n, max: 10n ** 15n }))
    .map(([of, count, minor]): DayLine => ({ ...of, count, minor })),
  { selector: (one) => `${keyOf(one)} ${one.hour}`, maxLength: 40 },
);

describe("a day tied out", () => {
  it("has no difference with itself, in whatever order", () => {
    fc.assert(fc.property(lines, (day) => tieOut(day, [...day].reverse()).length === 0));
  });

  it("has one exactly when the spellings differ", () => {
    fc.assert(
      fc.property(lines, lines, (core, ours) => (tieOut(core, ours).length === 0) === (spell(core) === spell(ours))),
    );
  });

  it("what the differences say makes up the whole gap, line by line and hour by hour", () => {
    fc.assert(
      fc.property(lines, lines, (core, ours) => {
        const sum = (all: readonly DayLine[]) => all.reduce((total, { minor }) => total + minor, 0n);
        const found = tieOut(core, ours);
        const gap = found.reduce((total, { coreMinor, ourMinor }) => total + coreMinor - ourMinor, 0n);
        expect(gap).toBe(sum(core) - sum(ours));
        for (const { slices, coreMinor, ourMinor, coreCount, ourCount } of found) {
          expect(slices.reduce((t, s) => t + s.coreMinor - s.ourMinor, 0n)).toBe(coreMinor - ourMinor);
          expect(slices.reduce((t, s) => t + s.coreCount - s.ourCount, 0)).toBe(coreCount - ourCount);
        }
      }),
    );
  });

  it("one leg lost is one difference, in its hour", () => {
    fc.assert(
      fc.property(
        lines.filter((day) => day.length > 0),
        fc.nat(),
        (core, pick) => {
          const at = pick % core.length;
          const lost = core[at] as DayLine;
          const ours = core.flatMap((one, n) =>
            n !== at ? [one] : one.count === 1 ? [] : [{ ...one, count: one.count - 1 }],
          );
          const [found, ...more] = tieOut(core, ours);
          expect(more).toEqual([]);
          expect(keyOf(found ?? lost)).toBe(keyOf(lost));
          expect(found?.slices.map(({ hour }) => hour)).toEqual([lost.hour]);
        },
      ),
    );
  });
});

describe("a statement is read", () => {
  const json = (day: readonly DayLine[]) =>
    JSON.stringify({
      programme: "pay",
      businessDate: "2026-10-08",
      madeAt: "2026-10-08T16:30:00.000Z",
      lines: day.map((one) => ({ ...one, minor: String(one.minor) })),
    });
  const csv = (day: readonly DayLine[]) =>
    [
      "business_date,currency,direction,trade,hour,count,minor",
      ...day.map(
        (one) => `2026-10-08,${one.currency},${one.direction},${one.trade},${one.hour},${one.count},${one.minor}`,
      ),
    ].join("\r\n");

  it("the same from JSON and from CSV", () => {
    fc.assert(
      fc.property(
        lines.filter((day) => day.length > 0),
        (day) => {
          for (const text of [json(day), csv(day), `\ufeff${csv(day)}\n`]) {
            const read = readStatement(text);
            expect(read.ok && spell(read.value.lines)).toBe(spell(day));
          }
        },
      ),
    );
  });

  const one = { currency: "CNY", direction: "in", trade: "payment", hour: 3, count: 2, minor: 500n } as const;
  it.each([
    ["nothing", "", "malformed"],
    ["other text", "hello", "malformed"],
    ["half JSON", json([one]).slice(0, -3), "malformed"],
    ["an unknown field", json([one]).replace('"lines"', '"note":"x","lines"'), "malformed"],
    ["an hour of no day", json([{ ...one, hour: 24 }]), "malformed"],
    ["an amount that is none", json([one]).replace('"500"', '"5e2"'), "malformed"],
    ["a kind nobody knows", csv([{ ...one, trade: "gift" }]), "malformed"],
    ["two days", `${csv([one])}\r\n2026-10-07,CNY,in,payment,4,1,1`, "malformed"],
    ["a day that is none", csv([one]).replace("2026-10-08", "2026-02-30"), "malformed"],
    ["a formula", csv([one]).replace("CNY", "=1+1"), "malformed"],
    ["a line twice", json([one, { ...one, count: 9 }]), "doubled"],
  ])("but not %s", (_what, text, reason) => {
    expect(readStatement(text)).toMatchObject({ ok: false, code: `completeness.statement.${reason}` });
  });
});
