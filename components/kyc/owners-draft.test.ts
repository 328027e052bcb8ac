import { describe, expect, it } from "vitest";
import {
  type DraftOwner,
  inOrder,
  NEW_OWNER,
  ownerOfPath,
  ownersHandedIn,
  possibleAbove,
  totalsOf,
  withoutOwner,
  wrongOwners,
} from "./owners-draft";

const owner = (key: string, over: Partial<DraftOwner> = {}): DraftOwner => ({
  ...NEW_OWNER,
  key,
  name: "样本",
  idType: "passport",
  idNumber: `X99000${key.charCodeAt(0)}`,
  share: "10",
  ...over,
});
const firm = (key: string, over: Partial<DraftOwner> = {}) =>
  owner(key, { kind: "enterprise", idType: "business-licence", idNumber: "91999999000000001T", ...over });
/** Entered from the leaves up: c owns a part of b, b one of a. */
const DRAFT = [owner("c", { above: "b", share: "30.5" }), firm("b", { above: "a" }), firm("a"), owner("d")];

describe("owners entered at the desk", () => {
  it("are handed in with each enterprise before its owners", () => {
    expect(inOrder(DRAFT).map(({ key }) => key)).toEqual(["a", "b", "c", "d"]);
    const handed = ownersHandedIn(DRAFT);
    expect(handed.map(({ above, shareBp }) => [above, shareBp])).toEqual([
      [undefined, 1000],
      [0, 1000],
      [1, 3050],
      [undefined, 1000],
    ]);
  });

  it("keep a running total for the customer and every enterprise", () => {
    expect(totalsOf(DRAFT)).toEqual([
      { above: null, sumBp: 2000, leftBp: 8000 },
      { above: "a", sumBp: 1000, leftBp: 9000 },
      { above: "b", sumBp: 3050, leftBp: 6950 },
    ]);
    expect(totalsOf([owner("x", { share: "100" }), owner("y", { share: "0.01" })])[0]?.leftBp).toBe(-1);
    expect(totalsOf([owner("x", { share: "ten" })])[0]?.sumBp).toBe(0);
  });

  it("may own a part of an enterprise that does not hang below them", () => {
    const keys = (key: string) => possibleAbove(DRAFT, key).map((one) => one.key);
    expect(keys("a")).toEqual([]);
    expect(keys("b")).toEqual(["a"]);
    expect(keys("c")).toEqual(["b", "a"]);
  });

  it("go with the enterprise they own a part of", () => {
    expect(withoutOwner(DRAFT, "a").map(({ key }) => key)).toEqual(["d"]);
    expect(withoutOwner(DRAFT, "c").map(({ key }) => key)).toEqual(["b", "a", "d"]);
  });

  it("are named where they are unfinished, have no share or a number that cannot be", () => {
    const wrong = [
      owner("k"),
      owner("l", { name: " " }),
      owner("m", { share: "0" }),
      owner("n", { idType: "resident-id", idNumber: "990000200001010000" }),
    ];
    expect(wrongOwners(wrong)).toEqual(["l", "m", "n"]);
  });

  it("are found by the path of a refusal, in the order they were handed in", () => {
    expect(ownerOfPath("owners.2.shareBp", DRAFT)).toBe("c");
    expect(ownerOfPath("input.owners.0", DRAFT)).toBe("a");
    expect(ownerOfPath("declared.name", DRAFT)).toBeNull();
    expect(ownerOfPath("owners.9.name", DRAFT)).toBeNull();
  });
});
