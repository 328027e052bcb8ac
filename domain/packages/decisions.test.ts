import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { instant, localDate } from "../shared/time";
import { codeStands, codeUntil, mayHandOut, mayPort, mayRevoke, openUntil, packageBasis } from "./decisions";
import { PACKAGE_FORMS } from "./model";
import { DOWNLOADS_MOST, WRONG_CODES_MOST } from "./policy";

const NOW = instant("2026-10-09T14:32:00+08:00");
const TODAY = localDate("2026-10-09");

describe("a package", () => {
  it("rests on the right to see and have one's data, and on what no answer may reveal", () => {
    for (const form of PACKAGE_FORMS) {
      const rules = packageBasis(form, testRules(), TODAY).map(({ ruleId }) => ruleId);
      expect(rules).toEqual(expect.arrayContaining(["law-pipl-45", "trap-dsar-str"]));
    }
    expect(packageBasis("access", testRules(), TODAY).map(({ ruleId }) => ruleId)).toEqual([
      "law-pipl-45",
      "mipriv-rights-5",
      "llpriv-view-correct-supplement",
      "mipriv-mixed-nonpersonal",
      "law-pipl-4",
      "trap-dsar-str",
    ]);
  });

  it("may be fetched until the end of its last day in Shanghai", () =>
    expect(openUntil(NOW)).toBe("2026-10-23T16:00:00.000Z"));

  const ready = { state: "ready", openUntil: openUntil(NOW), downloads: 0 } as const;
  it.each([
    ["packages.package.not-ready", { ...ready, state: "building" as const }],
    ["packages.package.gone", { ...ready, state: "revoked" as const }],
    ["packages.package.over", { ...ready, openUntil: NOW }],
    ["packages.package.taken-often", { ...ready, downloads: DOWNLOADS_MOST }],
  ])("is not handed out: %s", (code, standing) => expect(mayHandOut(standing, NOW)).toMatchObject({ ok: false, code }));

  it("is handed out while it is there", () => expect(mayHandOut(ready, NOW).ok).toBe(true));

  it("is taken back before it ended, and not after", () => {
    expect(mayRevoke({ state: "building" }).ok).toBe(true);
    expect(mayRevoke({ state: "expired" })).toMatchObject({ code: "packages.package.gone" });
  });
});

describe("a code", () => {
  it("lives no longer than its package", () => {
    expect(codeUntil(NOW, openUntil(NOW))).toBe("2026-10-16T16:00:00.000Z");
    expect(codeUntil(NOW, instant("2026-10-10T00:00:00Z"))).toBe("2026-10-10T00:00:00.000Z");
  });

  it("opens nothing once its time is over or it was guessed at too often", () => {
    const code = { there: true, until: instant("2026-10-16T16:00:00Z"), wrong: 0 };
    expect(codeStands(code, NOW)).toBe(true);
    expect(codeStands({ ...code, there: false }, NOW)).toBe(false);
    expect(codeStands({ ...code, until: NOW }, NOW)).toBe(false);
    expect(codeStands({ ...code, wrong: WRONG_CODES_MOST }, NOW)).toBe(false);
  });
});

describe("data that move to another house", () => {
  const met = { identityProven: true, kind: "person", feasible: true } as const;
  const port = (change: Partial<Parameters<typeof mayPort>[0]>) => mayPort({ ...met, ...change }, testRules(), TODAY);

  it("go under the four conditions of the regulation", () => {
    const allowed = port({});
    expect(allowed).toMatchObject({ ok: true, value: { conditions: 4 } });
    expect(allowed.basis.map(({ ruleId }) => ruleId)).toEqual(["law-netdata-25", "law-pipl-45"]);
  });

  it.each([
    ["packages.portability.identity-unproven", { identityProven: false }],
    ["packages.portability.not-a-person", { kind: "enterprise" as const }],
    ["packages.portability.not-feasible", { feasible: false }],
  ])("stay: %s", (code, change) => expect(port(change)).toMatchObject({ ok: false, code }));
});
