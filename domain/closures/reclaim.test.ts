import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { addDays, localDate } from "../shared/time";
import { idleBefore, idleOf, proposableFrom } from "./reclaim";

const d = localDate;
const TODAY = d("2026-11-20");
const idle = (openedOn: string, lastUsedOn: string | null = null, lastLoginOn: string | null = null) =>
  idleOf(
    {
      openedOn: d(openedOn),
      lastUsedOn: lastUsedOn === null ? null : d(lastUsedOn),
      lastLoginOn: lastLoginOn === null ? null : d(lastLoginOn),
    },
    testRules(),
    TODAY,
  );

describe("an account nobody uses", () => {
  it("may be reclaimed when the months of the agreement have ended, on the day after the matching day", () => {
    const { value, basis } = idle("2020-01-01", "2024-11-19");
    expect(value).toEqual({ since: "2024-11-19", from: "2026-11-20" });
    expect(basis.map(({ ruleId }) => ruleId)).toEqual(
      expect.arrayContaining(["miacct-reclaim-24m", "law-cc-month-end"]),
    );
  });

  it("ends its months on the month's last day where there is no matching one", () => {
    expect(idle("2024-02-29").value.from).toBe("2026-03-01");
    expect(idle("2024-08-31", "2024-12-31").value.from).toBe("2027-01-01");
  });

  it("counts from the latest of use, sign-in and opening", () => {
    expect(idle("2020-01-01", "2021-05-05", "2025-03-03").value.since).toBe("2025-03-03");
    expect(idle("2020-01-01", "2025-05-05", "2021-03-03").value.since).toBe("2025-05-05");
  });

  it("is another counter than that of an account never traded on since its opening", () => {
    expect(idle("2026-01-05").value.from > TODAY).toBe(true);
  });

  it("is found in the ledger wherever it may be reclaimed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 3000 }), (ago, on) => {
        const today = addDays(d("2024-01-01"), on);
        const since = addDays(today, -ago);
        const { from } = idleOf({ openedOn: since, lastUsedOn: null, lastLoginOn: null }, testRules(), today).value;
        if (today >= from) expect(since <= idleBefore(testRules(), today)).toBe(true);
      }),
    );
  });

  it("is proposed only after its customer had the time of the house to answer", () => {
    expect(proposableFrom(d("2026-11-20"))).toBe("2026-12-20");
  });
});
