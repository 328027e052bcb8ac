import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { localDate } from "../shared/time";
import { classReached, contradictedTypes, decideClassBeside, matchedTypes } from "./classes";
import { CHANNEL_OUTCOMES, CHANNEL_TYPES, type ChannelResult, type ChannelType } from "./model";

const TODAY = localDate("2026-11-20");
const at = (hour: number) => `2026-11-19T${String(hour).padStart(2, "0")}:00:00.000Z` as ChannelResult["at"];
const said = (type: ChannelType, outcome: ChannelResult["outcome"], hour = 1, provider = "sample"): ChannelResult => ({
  type,
  provider,
  outcome,
  at: at(hour),
});
const reached = (count: number, faceToFace = false) => {
  const result = classReached({ matchedChannelTypes: CHANNEL_TYPES.slice(0, count), faceToFace }, testRules(), TODAY);
  return result.ok ? { class: result.value.accountClass, basis: result.basis.map(({ ruleId }) => ruleId) } : result;
};

describe("the class that channels bear", () => {
  it.each([
    [0, null],
    [1, 1],
    [2, 1],
    [3, 2],
    [4, 2],
    [5, 3],
    [8, 3],
  ])("%i kinds: class %s", (count, accountClass) => {
    expect(reached(count)).toMatchObject({ class: accountClass });
  });

  it("is III after a meeting in person, without any channel", () => {
    expect(reached(0, true)).toMatchObject({ class: 3 });
  });

  it("rests on the row of the class, and on those that were not met", () => {
    expect(reached(5)).toMatchObject({ basis: ["law-np-11", "mipay-tier3-verify"] });
    expect(reached(3)).toMatchObject({ basis: ["law-np-11", "mipay-tier3-verify", "mipay-tier2-verify"] });
    expect(reached(0)).toMatchObject({
      basis: ["law-np-11", "mipay-tier3-verify", "mipay-tier2-verify", "mipay-tier1-verify"],
    });
  });

  it("counts a kind once, however often it is given", () => {
    const twice = { matchedChannelTypes: ["tax", "tax", "tax"] as const, faceToFace: false };
    expect(classReached(twice, testRules(), TODAY)).toMatchObject({ value: { accountClass: 1 } });
  });

  it("never falls when a channel is added", () => {
    fc.assert(
      fc.property(fc.subarray([...CHANNEL_TYPES]), fc.constantFrom(...CHANNEL_TYPES), (types, more) => {
        const of = (matchedChannelTypes: readonly ChannelType[]) => {
          const result = classReached({ matchedChannelTypes, faceToFace: false }, testRules(), TODAY);
          return result.ok ? (result.value.accountClass ?? 0) : -1;
        };
        expect(of([...types, more])).toBeGreaterThanOrEqual(of(types));
      }),
    );
  });
});

describe("which channels match", () => {
  it("are kinds, not providers", () => {
    const two = [said("telecom", "match", 1, "one"), said("telecom", "match", 2, "two")];
    expect(matchedTypes(two)).toEqual(["telecom"]);
  });

  it("are those whose last answer is a match; one that was unavailable said nothing", () => {
    expect(matchedTypes([said("tax", "mismatch", 1), said("tax", "match", 2)])).toEqual(["tax"]);
    expect(matchedTypes([said("tax", "match", 2), said("tax", "mismatch", 3)])).toEqual([]);
    expect(matchedTypes([said("tax", "match", 2), said("tax", "unavailable", 3)])).toEqual(["tax"]);
    expect(contradictedTypes([said("tax", "match", 2), said("tax", "mismatch", 3)])).toEqual(["tax"]);
  });

  it("never count a mismatch of the same moment, in whichever order", () => {
    const both = [said("tax", "match"), said("tax", "mismatch")];
    expect(matchedTypes(both)).toEqual([]);
    expect(matchedTypes([...both].reverse())).toEqual([]);
  });

  it("depend on no order, and never hold a kind that also contradicts", () => {
    const results = fc.array(
      fc
        .tuple(fc.constantFrom(...CHANNEL_TYPES), fc.constantFrom(...CHANNEL_OUTCOMES), fc.nat(3))
        .map(([type, outcome, hour]) => said(type, outcome, hour)),
    );
    fc.assert(
      fc.property(results, (channels) => {
        expect(matchedTypes([...channels].reverse())).toEqual(matchedTypes(channels));
        const both = matchedTypes(channels).filter((type) => contradictedTypes(channels).includes(type));
        expect(both).toEqual([]);
      }),
    );
  });
});

describe("a class beside other accounts", () => {
  const beside = (accountClass: 1 | 2 | 3, ...others: Parameters<typeof decideClassBeside>[1]) => {
    const result = decideClassBeside(accountClass, others, testRules(), TODAY);
    return result.ok ? "ok" : result.code;
  };

  it("is I only for the first", () => {
    expect(beside(1)).toBe("ok");
    expect(beside(1, { accountClass: 2, openedEarlier: true })).toBe("kyc.class.first-only");
    expect(beside(1, { accountClass: 2, openedEarlier: false })).toBe("ok");
  });

  it("is III only once", () => {
    expect(beside(3)).toBe("ok");
    expect(beside(3, { accountClass: 3, openedEarlier: false })).toBe("kyc.class.third-once");
    expect(beside(2, { accountClass: 3, openedEarlier: true })).toBe("ok");
  });
});
