import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { instant, localDate } from "../shared/time";
import { freshSignIn, maySendCode, proveIdentity, weighCode } from "./identity";
import { PRIVACY_POLICY } from "./policy";
import type { Asking } from "./requester";

const ON = localDate("2026-11-22");
const NOW = instant("2026-11-22T10:00:00+08:00");
const asking: Asking = { requester: "subject", type: "access", document: "payment-policy", channel: "counter" };
const ids = (basis: readonly { readonly ruleId: string }[]) => basis.map(({ ruleId }) => ruleId);
type Proof = Parameters<typeof proveIdentity>[1];
const prove = (change: Partial<Asking>, proof: Proof) =>
  proveIdentity({ ...asking, ...change }, proof, testRules(), ON);

describe("proving who asks", () => {
  it("is done by a code, the app or in person for the subject himself, on the document's row", () => {
    for (const way of ["registered-phone", "signed-in", "counter"] as const) {
      const proven = prove({}, { way, papers: [], files: 0 });
      expect(proven.ok).toBe(true);
      expect(ids(proven.basis)).toContain("mipriv-request-identity");
    }
    expect(ids(prove({ document: "merchant-policy" }, { way: "counter", papers: [], files: 0 }).basis)).toContain(
      "llpriv-written-identity",
    );
    expect(ids(prove({ document: "account-agreement" }, { way: "counter", papers: [], files: 0 }).basis)).toContain(
      "law-ecom-24",
    );
  });

  it("takes papers, all of them and lying with the request, from who asks for another", () => {
    const papers = ["identity-document", "power-of-attorney"] as const;
    expect(prove({ requester: "agent" }, { way: "checked-papers", papers, files: 2 }).ok).toBe(true);
    expect(prove({ requester: "agent" }, { way: "checked-papers", papers, files: 0 })).toMatchObject({
      code: "privacy.identity.papers-missing",
    });
    expect(prove({ requester: "agent" }, { way: "counter", papers: ["identity-document"], files: 1 })).toMatchObject({
      code: "privacy.identity.papers-missing",
      params: { count: 1 },
    });
    expect(prove({ requester: "guardian" }, { way: "registered-phone", papers: [], files: 0 })).toMatchObject({
      code: "privacy.identity.way-not-enough",
    });
  });

  it("wants the request in writing besides the code where the telephone asks for a deletion", () => {
    const asked = { type: "deletion", channel: "phone" } as const;
    expect(prove(asked, { way: "registered-phone", papers: [], files: 0 })).toMatchObject({
      code: "privacy.identity.papers-missing",
    });
    const written = prove(asked, { way: "counter", papers: ["written-request"], files: 1 });
    expect(ids(written.basis)).toContain("mipriv-request-written");
  });
});

describe("a code to the registered telephone", () => {
  const challenge = { sentAt: NOW, expiresAt: instant("2026-11-22T10:30:00+08:00") };
  const weigh = (wrong: number, matches: boolean, now = NOW) =>
    weighCode({ challenge, wrong, matches, now }, testRules(), ON);

  it("proves, is wrong, and stops the request at the last wrong answer", () => {
    const most = PRIVACY_POLICY.codeWrongMost;
    expect(weigh(most - 1, true)).toMatchObject({ value: "right" });
    expect(weigh(0, false)).toMatchObject({ value: "wrong" });
    expect(weigh(most - 1, false)).toMatchObject({ value: "stopped" });
    expect(weigh(most, true)).toMatchObject({ code: "privacy.identity.code-stopped" });
    expect(ids(weigh(0, false).basis)).toEqual(["mipriv-never-ask-code"]);
  });

  it("is a wrong one after its time", () => {
    expect(weigh(0, true, instant("2026-11-22T10:30:00+08:00"))).toMatchObject({ value: "right" });
    expect(weigh(0, true, instant("2026-11-22T10:30:00.001+08:00"))).toMatchObject({ value: "wrong" });
  });

  it("is not sent too often, nor too soon after another", () => {
    expect(maySendCode([], 0, NOW)).toMatchObject({ value: { expiresAt: "2026-11-22T02:30:00.000Z" } });
    expect(maySendCode([instant("2026-11-22T09:59:00+08:00")], 0, NOW)).toMatchObject({
      code: "privacy.identity.code-too-soon",
    });
    const old = instant("2026-11-22T08:00:00+08:00");
    expect(maySendCode(Array(PRIVACY_POLICY.codeSendsMost).fill(old), 0, NOW)).toMatchObject({
      code: "privacy.identity.code-stopped",
    });
    expect(maySendCode([old], PRIVACY_POLICY.codeWrongMost, NOW)).toMatchObject({
      code: "privacy.identity.code-stopped",
    });
  });
});

describe("the app's word", () => {
  it("counts while the sign-in is fresh, and never from the future", () => {
    expect(freshSignIn(instant("2026-11-22T09:30:00+08:00"), NOW).ok).toBe(true);
    expect(freshSignIn(instant("2026-11-22T09:29:59+08:00"), NOW)).toMatchObject({
      code: "privacy.identity.sign-in-old",
    });
    expect(freshSignIn(instant("2026-11-22T10:00:01+08:00"), NOW).ok).toBe(false);
  });
});
