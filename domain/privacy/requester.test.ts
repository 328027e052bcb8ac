import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { localDate } from "../shared/time";
import type { RequesterKind, RequestType } from "./model";
import { type Asking, isChild, mayAsk, neededPapers } from "./requester";

const ON = localDate("2026-11-22");
const asking = (change: Partial<Asking> = {}): Asking => ({
  requester: "subject",
  type: "access",
  document: "payment-policy",
  channel: "counter",
  ...change,
});
const born = (date: string | null) => ({ kind: "person" as const, bornOn: date === null ? null : localDate(date) });
const may = (change: Partial<Asking>, bornOn: string | null = "1990-05-01") =>
  mayAsk(asking(change), born(bornOn), testRules(), ON);
const ids = (basis: readonly { readonly ruleId: string }[]) => basis.map(({ ruleId }) => ruleId);

describe("the line of a child", () => {
  it("is fourteen: who is fourteen is one under the merchant's policy, and none under the law", () => {
    const child = (age: number, document: Asking["document"]) => isChild(age, document, testRules(), ON);
    expect([13, 14, 15].map((age) => child(age, "merchant-policy").value)).toEqual([true, true, false]);
    expect([13, 14, 15].map((age) => child(age, "payment-policy").value)).toEqual([true, false, false]);
    expect(ids(child(14, "merchant-policy").basis)).toEqual(["llpriv-child-14", "trap-14"]);
    expect(ids(child(14, "platform-agreement").basis)).toEqual(["law-pipl-31", "law-minor-act-72", "trap-14"]);
  });
});

describe("who may ask for whom", () => {
  it("refuses a guardian of one who is of age, on the day he is", () => {
    const guardian = (bornOn: string) => may({ requester: "guardian", type: "minor-data" }, bornOn);
    expect(guardian("2008-11-22")).toMatchObject({ code: "privacy.requester.not-minor" });
    const day = guardian("2008-11-23");
    expect(day.ok).toBe(true);
    expect(ids(day.basis)).toEqual(expect.arrayContaining(["mipriv-minor-delete", "law-minor-net-34"]));
  });

  it("lets a guardian ask anything for a child, and for an older minor what the law gives him", () => {
    const asked = (type: RequestType, bornOn: string, document: Asking["document"]) =>
      may({ requester: "guardian", type, document }, bornOn);
    // Fourteen years old on the day.
    expect(asked("portability", "2012-11-01", "merchant-policy").ok).toBe(true);
    expect(asked("portability", "2012-11-01", "payment-policy")).toMatchObject({
      code: "privacy.requester.type-not-for-guardian",
    });
    expect(asked("deletion", "2012-11-01", "payment-policy").ok).toBe(true);
    expect(asked("marketing-off", "2009-02-01", "payment-policy").ok).toBe(true);
  });

  it("keeps what is for minors to minors, and to natural persons", () => {
    expect(may({ type: "minor-data" })).toMatchObject({ code: "privacy.requester.minor-only" });
    expect(may({ type: "minor-data" }, "2010-01-01").ok).toBe(true);
    const enterprise = { kind: "enterprise" as const, bornOn: null };
    for (const requester of ["guardian", "next-of-kin"] as const)
      expect(mayAsk(asking({ requester }), enterprise, testRules(), ON)).toMatchObject({
        code: "privacy.requester.not-natural",
      });
  });

  it("gives next of kin what the law gives them", () => {
    const kin = (type: RequestType) => may({ requester: "next-of-kin", type });
    expect(ids(kin("copy").basis)).toEqual(["law-pipl-49", "trap-rights-missing"]);
    for (const type of ["access", "correction", "deletion"] as const) expect(kin(type).ok).toBe(true);
    expect(kin("consent-withdrawal")).toMatchObject({ code: "privacy.requester.type-not-for-kin" });
  });
});

describe("the papers asked for", () => {
  const papers = (change: Partial<Asking>) => neededPapers(asking(change), testRules(), ON);

  it.each([
    ["agent", ["identity-document", "power-of-attorney"], "law-pipl-50"],
    ["guardian", ["identity-document", "guardianship-proof"], "law-minor-net-34"],
    ["next-of-kin", ["identity-document", "kinship-proof", "death-proof", "interest-statement"], "law-pipl-49"],
  ] as const)("%s: %j", (requester: RequesterKind, needed, rule) => {
    const asked = papers({ requester });
    expect(asked.value).toEqual(needed);
    expect(ids(asked.basis)).toContain(rule);
  });

  it.each([
    ["payment-policy", "mipriv-request-identity"],
    ["merchant-policy", "llpriv-written-identity"],
    ["platform-agreement", "law-ecom-24"],
    ["account-agreement", "law-ecom-24"],
  ] as const)("%s asks who it is by %s", (document, rule) => {
    expect(ids(papers({ document }).basis)[0]).toBe(rule);
    expect(papers({ document }).value).toEqual([]);
  });

  it("are in writing where the telephone asks for what cannot be undone", () => {
    const phone = (type: RequestType, document: Asking["document"]) => papers({ channel: "phone", type, document });
    expect(phone("deletion", "payment-policy").value).toEqual(["written-request"]);
    expect(ids(phone("deletion", "payment-policy").basis)).toContain("mipriv-request-written");
    expect(phone("closure", "merchant-policy").value).toEqual(["written-request"]);
    expect(phone("access", "payment-policy").value).toEqual([]);
    expect(phone("deletion", "platform-agreement").value).toEqual([]);
  });
});
