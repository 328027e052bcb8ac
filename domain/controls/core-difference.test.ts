import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CoreMeasure, type CoreSide, compareWithCore, type OurMeasure, ordersToAgree } from "./core-difference";
import { atLeastAsStrict, unionOf } from "./effective";
import { MEASURE_FUNCTIONS } from "./model";

const ours = (id: string, over: Partial<OurMeasure> = {}): OurMeasure => ({
  id,
  kind: "restriction",
  state: "in-force",
  scope: "debit",
  amountMinor: null,
  target: null,
  ...over,
});
const held = ({ id, scope, amountMinor, target }: OurMeasure): CoreMeasure => ({ id, scope, amountMinor, target });
const core = (...measures: CoreMeasure[]): CoreSide => ({ effective: unionOf(measures), measures });

describe("comparing with the core", () => {
  it("agrees when the core holds what we confirmed, in whatever order", () => {
    const one = ours("a");
    const two = ours("b", { scope: "function", target: "transfer", kind: "freeze" });
    expect(compareWithCore([one, two], core(held(two), held(one)))).toBeNull();
    expect(compareWithCore([], core())).toBeNull();
  });

  it("sees a core that is freer: a measure gone, a sum too small, a card let go", () => {
    const sum = ours("s", { scope: "amount", amountMinor: 500n });
    const card = ours("c", { scope: "card", target: "card-1" });
    expect(compareWithCore([ours("a")], core())).toEqual({ kind: "freer", missing: ["a"], surplus: [] });
    expect(compareWithCore([sum], core({ ...held(sum), amountMinor: 499n }))).toMatchObject({ kind: "freer" });
    expect(compareWithCore([card], core({ ...held(card), target: "card-2" }))).toMatchObject({ kind: "freer" });
  });

  it("sees a core that holds more, and one that does the same by other measures", () => {
    const ended = ours("a", { state: "released" });
    expect(compareWithCore([ended], core(held(ended)))).toEqual({ kind: "stricter", missing: [], surplus: ["a"] });
    const kept = ours("b", { scope: "all" });
    expect(compareWithCore([kept, ended], core(held(kept), held(ended)))).toMatchObject({ kind: "unlike" });
    expect(compareWithCore([kept, ours("c")], core(held(kept)))).toMatchObject({ kind: "unlike", missing: ["c"] });
  });

  it("calls a core that is freer in one respect and stricter in another freer", () => {
    const alien: CoreMeasure = { id: "x", scope: "credit", amountMinor: null, target: null };
    expect(compareWithCore([ours("a")], core(alien))).toEqual({ kind: "freer", missing: ["a"], surplus: ["x"] });
  });

  it.each(["instructed", "release-instructed"] as const)("leaves open what is %s", (state) => {
    const moving = ours("a", { state });
    expect(compareWithCore([moving], core())).toBeNull();
    expect(compareWithCore([moving], core(held(moving)))).toBeNull();
  });

  it("expects nothing held for a deduction", () => {
    const taken = ours("a", { kind: "deduction", state: "carried-out", scope: "amount", amountMinor: 5n });
    expect(compareWithCore([taken], core())).toBeNull();
  });

  it("orders what the core lacks and ends what ended here, never what it never gave", () => {
    const all = [ours("a"), ours("b", { state: "released" }), ours("p", { state: "proposed" })];
    const difference = { kind: "freer", missing: ["a"], surplus: ["b", "p", "stranger"] } as const;
    expect(ordersToAgree(all, difference)).toEqual({ restrict: ["a"], lift: ["b"] });
  });
});

const extent = fc.oneof(
  fc.record({
    scope: fc.constantFrom("all" as const, "debit" as const, "credit" as const),
    amountMinor: fc.constant(null),
    target: fc.constant(null),
  }),
  fc.record({
    scope: fc.constant("amount" as const),
    amountMinor: fc.bigInt({ min: 1n, max: 9n }),
    target: fc.constant(null),
  }),
  fc.record({
    scope: fc.constant("function" as const),
    amountMinor: fc.constant(null),
    target: fc.constantFrom(...MEASURE_FUNCTIONS),
  }),
);
const live = fc.constantFrom("in-force" as const, "instructed" as const, "release-instructed" as const);

describe("whatever the history", () => {
  it("never lets a core that is freer than the confirmed measures pass as anything else", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(extent, live, fc.boolean()), { maxLength: 6 }),
        fc.array(extent, { maxLength: 2 }),
        (mine, others) => {
          const all = mine.map(([reach, state], at) => ours(`m${at}`, { ...reach, state }));
          const kept = all.filter((_, at) => mine[at]?.[2]).map(held);
          const alien = others.map((reach, at) => ({ id: `x${at}`, ...reach }));
          const theirs = core(...kept, ...alien);
          const freer = !atLeastAsStrict(theirs.effective, unionOf(all.filter(({ state }) => state === "in-force")));
          expect(compareWithCore(all, theirs)?.kind === "freer").toBe(freer);
        },
      ),
    );
  });
});
