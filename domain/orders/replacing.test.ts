import { describe, expect, it } from "vitest";
import { instant } from "../shared/time";
import { type Hold, mayReplace } from "./replacing";

const SOON = instant("2026-10-11T02:10:00+08:00");
const LATER = instant("2027-04-10T00:00:00+08:00");
const freeze: Hold = { scope: "all", endsAt: LATER, secret: false };
const stop: Hold = { scope: "all", endsAt: SOON, secret: false };
const SCOPES = ["all", "debit", "credit", "amount"] as const;

describe("a freeze in the place of a stop", () => {
  it("reaches at least as far", () => {
    const allowed = SCOPES.flatMap((one) =>
      SCOPES.filter((other) => mayReplace({ ...freeze, scope: one }, { ...stop, scope: other })).map(
        (other) => `${one}>${other}`,
      ),
    );
    expect(allowed).toEqual([
      "all>all",
      "all>debit",
      "all>credit",
      "all>amount",
      "debit>debit",
      "debit>amount",
      "credit>credit",
    ]);
  });

  it("lasts at least as long", () => {
    expect(mayReplace({ ...freeze, endsAt: SOON }, stop)).toBe(true);
    expect(mayReplace({ ...freeze, endsAt: SOON }, { ...stop, endsAt: LATER })).toBe(false);
    expect(mayReplace({ ...freeze, endsAt: null }, stop)).toBe(true);
    expect(mayReplace(freeze, { ...stop, endsAt: null })).toBe(false);
  });

  it("tells of no secret", () => {
    expect(mayReplace({ ...freeze, secret: true }, stop)).toBe(false);
    expect(mayReplace({ ...freeze, secret: true }, { ...stop, secret: true })).toBe(true);
  });
});
