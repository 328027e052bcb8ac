import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { creditCodeCheck } from "../customers/credit-code";
import { fictitiousIdentityNumber } from "../customers/identity-number";
import { beneficialBasis, ownershipOf, unaccountedBp } from "../customers/ownership";
import { OWNERSHIP_LEVELS_MAX } from "../customers/policy";
import { testRules } from "../rulebook/testing";
import { localDate } from "../shared/time";
import { intakeProblems } from "./declared";
import { type DeclaredOwner, decideOwners, ownerInput, ownerProblems, ownersInput } from "./owners";

const basis = beneficialBasis(testRules(), localDate("2026-10-09"));
const numberOf = (n: number) =>
  fictitiousIdentityNumber({ birthDate: localDate("1980-02-03"), area: 1 + n, sequence: 7 });
const codeOf = (n: number) => {
  const first17 = `91999999${String(n).padStart(9, "0")}`;
  return first17 + creditCodeCheck(first17);
};

const person = (n: number, shareBp: number, above?: number): DeclaredOwner => ({
  kind: "person",
  name: "顾晓",
  idType: "resident-id",
  idNumber: numberOf(n),
  shareBp,
  ...(above === undefined ? {} : { above }),
});
const firm = (n: number, shareBp: number, above?: number): DeclaredOwner => ({
  ...person(n, shareBp, above),
  kind: "enterprise",
  idType: "business-licence",
  idNumber: codeOf(n),
});
const decide = (owners: readonly DeclaredOwner[], selves: readonly string[] = []) => {
  const found = decideOwners(owners, selves, basis);
  return found.ok ? "ok" : `${found.code} ${found.field}`;
};

describe("owners as an enterprise declares them", () => {
  it("become a tree down to natural persons", () => {
    const tree = decideOwners([firm(1, 6000), person(1, 4000), person(1, 5000, 0), person(2, 5000, 0)], [], basis);
    if (!tree.ok) throw new Error(tree.code);
    const ownership = ownershipOf(tree.value);
    expect(ownership.owners.map(({ stakes }) => stakes)).toEqual([["2", "1"], ["3"]]);
    expect(ownership.gaps).toEqual([]);
    expect(unaccountedBp(ownership)).toBe(0);
    expect(tree.basis.map(({ ruleId }) => ruleId)).toContain("law-bo");
  });

  it("are refused where they cannot be, at the owner and the field", () => {
    expect(decide([person(1, 10_000, 1), firm(1, 100)])).toBe("customers.stake.above-missing owners.0.above");
    expect(decide([person(1, 5000), person(2, 100, 0)])).toBe("customers.stake.above-person owners.1.above");
    expect(decide([person(1, 5000), person(1, 100)])).toBe("customers.stake.twice owners.1.idNumber");
    expect(decide([person(1, 5000), person(2, 5001)])).toBe("customers.stake.above-whole owners.1.shareBp");
    expect(decide([person(1, 5000), person(2, 5000)])).toBe("ok");
    expect(decide([firm(1, 100), firm(2, 100, 0), firm(1, 100, 1)])).toBe("customers.stake.cycle owners.2.idNumber");
    expect(decide([firm(1, 100)], [codeOf(1)])).toBe("customers.stake.cycle owners.0.idNumber");
  });

  it("may be as many levels deep as the record keeps, and no deeper", () => {
    const chain = (levels: number) =>
      Array.from({ length: levels }, (_, at) => firm(at, 10_000, at === 0 ? undefined : at - 1));
    expect(decide(chain(OWNERSHIP_LEVELS_MAX))).toBe("ok");
    expect(decide(chain(OWNERSHIP_LEVELS_MAX + 1))).toBe(
      `customers.stake.too-deep owners.${OWNERSHIP_LEVELS_MAX}.above`,
    );
  });

  it("have papers of their kind and numbers that can be", () => {
    const wrong = [
      { ...person(1, 100), idType: "business-licence" as const },
      { ...firm(1, 100), idType: "passport" as const },
      { ...person(1, 100), idNumber: `${numberOf(1).slice(0, 17)}A` },
      { ...firm(1, 100), idNumber: `${codeOf(1).slice(0, 17)}I` },
      { ...person(2, 100), idType: "passport" as const, idNumber: "X9900001" },
    ];
    expect(ownerProblems(wrong).map(({ path }) => path.join("."))).toEqual([
      "owners.0.idType",
      "owners.1.idType",
      "owners.2.idNumber",
      "owners.3.idNumber",
    ]);
    const about = { declared: {}, documents: [], channels: [] } as const;
    expect(intakeProblems({ ...about, subject: "person", owners: [person(1, 100)] })).toEqual([
      { path: ["owners"], code: "kyc.submission.field-unknown" },
    ]);
    expect(intakeProblems({ ...about, subject: "enterprise", owners: wrong })).toHaveLength(4);
  });

  it("name themselves and have a part of the whole", () => {
    for (const bad of [
      { name: " " },
      { shareBp: 0 },
      { shareBp: 10_001 },
      { shareBp: 0.5 },
      { above: -1 },
      { more: 1 },
    ])
      expect(ownerInput.safeParse({ ...person(1, 100), ...bad }).success).toBe(false);
    expect(ownersInput.safeParse([]).success).toBe(false);
  });

  it("leave nothing unaccounted exactly where every chain adds up to a person", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999 }), fc.integer({ min: 1, max: 10_000 }), (held, last) => {
        const tree = decideOwners([firm(1, held), person(1, 10_000 - held), person(2, last, 0)], [], basis);
        if (!tree.ok) throw new Error(tree.code);
        const missing = unaccountedBp(ownershipOf(tree.value));
        expect(missing).toBe(Math.ceil((held * (10_000 - last)) / 10_000));
      }),
    );
  });
});
