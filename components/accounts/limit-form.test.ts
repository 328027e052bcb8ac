import { describe, expect, it } from "vitest";
import { type LimitForm, limitForm, limitNow } from "./limit-form";

const typed: LimitForm = {
  direction: "raise",
  kind: "transfer-day",
  value: "20000",
  day: "",
  until: "2026-12-31",
  note: "客户来电",
};
const wrong = (changes: Partial<LimitForm>) =>
  limitForm
    .safeParse({ ...typed, ...changes })
    .error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`) ?? [];

describe("the form of a changed limit", () => {
  it("takes a whole raise and a lowering without an end", () => {
    expect(wrong({})).toEqual([]);
    expect(wrong({ direction: "lower", until: "" })).toEqual([]);
  });

  it("says at each field what it lacks", () => {
    expect(wrong({ until: "" })).toEqual(["until required"]);
    expect(wrong({ value: "两万" })).toEqual(["value amount"]);
    expect(wrong({ kind: "transfer-count", value: "两笔" })).toEqual(["value invalid"]);
    expect(wrong({ note: " " })).toEqual(["note required"]);
  });

  it("asks the sum of a day of payments without password, unless they are switched off", () => {
    expect(wrong({ kind: "password-free", value: "50" })).toEqual(["day amount"]);
    expect(wrong({ kind: "password-free", value: "0", direction: "lower" })).toEqual([]);
  });
});

describe("what holds now", () => {
  const line = { name: "transfer-day" as const, cap: 100_000n, used: 0n, basis: [] };
  it("is the line's cap, and of the day what the strongest verification allows", () => {
    expect(limitNow({ lines: [line], tiers: [] }, "transfer-day")).toBe(100_000n);
    expect(limitNow({ lines: [line], tiers: [] }, "password-free")).toBeNull();
    const tier = { tier: "agreed" as const, capMinor: 2_000_000n, agreed: true, basis: [] };
    expect(limitNow({ lines: [], tiers: [tier] }, "day")).toBe(2_000_000n);
  });
});
