import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { localDate } from "../shared/time";
import { creditCodeCheck, isCreditCode } from "./credit-code";
import {
  basisPointsOf,
  beneficialBasis,
  decideStake,
  fraction,
  isBeneficial,
  ownershipOf,
  type Stake,
} from "./ownership";

const TODAY = localDate("2026-10-09");
const rules = testRules();
const basis = beneficialBasis(rules, TODAY);

const stake = (id: string, above: string | null, kind: Stake["kind"], shareBp: number, party = id): Stake => ({
  id,
  above,
  kind,
  party,
  shareBp,
});

describe("ownershipOf", () => {
  it("multiplies along chains and adds up over them, exactly", () => {
    const { owners, gaps } = ownershipOf([
      stake("a", null, "person", 3333, "p"),
      stake("b", null, "enterprise", 6667),
      stake("c", "b", "person", 3333, "p"),
      stake("d", "b", "person", 6667, "q"),
    ]);
    expect(owners).toEqual([
      { party: "p", stakes: ["a", "c"], share: fraction(3333n * 10_000n + 6667n * 3333n, 100_000_000n) },
      { party: "q", stakes: ["d"], share: fraction(6667n * 6667n, 100_000_000n) },
    ]);
    expect(gaps).toEqual([]);
  });

  it("names what is missing, and who has no owner at all", () => {
    const { owners, gaps } = ownershipOf([stake("a", null, "person", 5000), stake("b", null, "enterprise", 4000)]);
    expect(owners).toHaveLength(1);
    expect(gaps).toEqual([
      { above: null, missingBp: 1000 },
      { above: "b", missingBp: 10_000 },
    ]);
    expect(ownershipOf([])).toEqual({ owners: [], gaps: [{ above: null, missingBp: 10_000 }] });
  });

  it("gives persons and gaps that make a whole, without a rest", () => {
    const tree = fc.array(
      fc.record({
        at: fc.nat(20),
        kind: fc.constantFrom("person" as const, "enterprise" as const),
        bp: fc.integer({ min: 1, max: 10_000 }),
      }),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(tree, (wishes) => {
        const stakes: Stake[] = [];
        wishes.forEach(({ at, kind, bp }, n) => {
          const next = { above: at === 0 ? null : (stakes[at - 1]?.id ?? null), kind, party: `p${n % 7}`, shareBp: bp };
          if (decideStake(stakes, next, "self", basis).ok) stakes.push({ id: `s${n}`, ...next });
        });
        const { owners, gaps } = ownershipOf(stakes);
        const partOf = (id: string | null): { n: bigint; d: bigint } => {
          if (id === null) return { n: 1n, d: 1n };
          const found = stakes.find((one) => one.id === id);
          const up = partOf(found?.above ?? null);
          return { n: up.n * BigInt(found?.shareBp ?? 0), d: up.d * 10_000n };
        };
        let [n, d] = [0n, 1n];
        const plus = (numerator: bigint, denominator: bigint) => {
          const sum = fraction(n * denominator + numerator * d, d * denominator);
          [n, d] = [sum.numerator, sum.denominator];
        };
        for (const { share } of owners) plus(share.numerator, share.denominator);
        for (const { above, missingBp } of gaps) plus(partOf(above).n * BigInt(missingBp), partOf(above).d * 10_000n);
        expect([n, d]).toEqual([1n, 1n]);
      }),
    );
  });

  it("rounds only when asked, and says so", () => {
    expect(basisPointsOf(fraction(1n, 3n))).toEqual({ bp: 3333, exact: false });
    expect(basisPointsOf(fraction(1n, 4n))).toEqual({ bp: 2500, exact: true });
  });
});

describe("the line of a beneficial owner", () => {
  it("counts the line itself and nothing under it", () => {
    const line = BigInt(rules.figure("law-bo", "share", TODAY).value);
    expect(isBeneficial(fraction(line, 100n), rules, TODAY)).toBe(true);
    expect(isBeneficial(fraction(line * 10n ** 20n - 1n, 10n ** 22n), rules, TODAY)).toBe(false);
  });
});

describe("decideStake", () => {
  const there = [
    stake("a", null, "person", 6000),
    stake("b", null, "enterprise", 3000),
    stake("c", "b", "enterprise", 1),
  ];
  const next = { above: null, kind: "person" as const, party: "n", shareBp: 1000 };
  it.each([
    ["a whole", next, null],
    ["more than a whole", { ...next, shareBp: 1001 }, "above-whole"],
    ["a part of a person", { ...next, above: "a" }, "above-person"],
    ["a part of nobody", { ...next, above: "x" }, "above-missing"],
    ["the same owner twice", { ...next, party: "a" }, "twice"],
    ["the same owner elsewhere", { ...next, party: "a", above: "b" }, null],
    ["an enterprise above itself", { ...next, kind: "enterprise" as const, party: "b", above: "c" }, "cycle"],
    ["the customer itself", { ...next, kind: "enterprise" as const, party: "self" }, "cycle"],
    ["the customer far above", { ...next, kind: "enterprise" as const, party: "self", above: "c" }, "cycle"],
  ])("judges %s", (_what, wanted, reason) => {
    const decision = decideStake(there, wanted, "self", basis);
    expect(decision.ok ? null : decision.code).toBe(reason === null ? null : `customers.stake.${reason}`);
  });

  it("ends chains somewhere", () => {
    const chain: Stake[] = [];
    let refused: string | null = null;
    while (refused === null && chain.length < 50) {
      const wanted = stake(`e${chain.length}`, chain.at(-1)?.id ?? null, "enterprise", 10_000);
      const decision = decideStake(chain, wanted, null, basis);
      if (decision.ok) chain.push(wanted);
      else refused = decision.code;
    }
    expect([refused, chain.length]).toEqual(["customers.stake.too-deep", 10]);
  });
});

describe("credit codes", () => {
  it("knows its check character, 0 included", () => {
    const withZero = Array.from({ length: 200 }, (_, n) => `91999999${String(n).padStart(9, "0")}`).find(
      (first17) => creditCodeCheck(first17) === "0",
    );
    expect(withZero).toBeDefined();
    expect(isCreditCode(`${withZero}0`)).toBe(true);
    expect(isCreditCode(`${withZero}1`)).toBe(false);
  });
  it.each(["", "91999999000000001", "9199999900000000I0", "91999999000000001OO"])("%s is none", (text) => {
    expect(isCreditCode(text)).toBe(false);
  });
  it("notices any one character changed", () => {
    const first17 = "91999999000000042";
    const code = first17 + creditCodeCheck(first17);
    fc.assert(
      fc.property(fc.nat(17), fc.constantFrom(..."0123456789ABCDEFGHJKLMNPQRTUWXY"), (at, character) => {
        const other = code.slice(0, at) + character + code.slice(at + 1);
        expect(isCreditCode(other)).toBe(other === code);
      }),
    );
  });
});
