import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { instant, localDate } from "../shared/time";
import { nextAttempt } from "./chase";
import {
  allowPartner,
  confirmBy,
  consentPurpose,
  decideDemand,
  disclose,
  endPartner,
  keptUntil,
  publishedKinds,
  receiveDemand,
} from "./decisions";
import { type PartnerFacts, SHARE_CASES, TRANSFER_CASES } from "./model";

const TODAY = localDate("2026-10-09");
const now = instant("2026-10-09T14:32:00+08:00");
const partner = (change: Partial<PartnerFacts & { paid: boolean }> = {}): PartnerFacts & { paid: boolean } => ({
  kind: "entrusted",
  country: "CHN",
  purpose: "messaging",
  way: "interface",
  fields: ["mobile"],
  basis: "contract",
  caseCode: "with-entrusted-processors",
  safeguards: [
    "encryption",
    "security-review",
    "processing-agreement",
    "no-own-use",
    "return-or-delete",
    "export-gate",
  ],
  contractFrom: "2026-01-01",
  contractTo: "2027-12-31",
  paid: false,
  ...change,
});
const allow = (change: Parameters<typeof partner>[0] = {}) => allowPartner(partner(change), TODAY, testRules());
const ids = (basis: readonly { ruleId: string }[]) => basis.map(({ ruleId }) => ruleId);

describe("whom data may be given to", () => {
  it("is who works for the house under an agreement with its safeguards", () => {
    expect(allow()).toMatchObject({ ok: true, value: { consentRequired: false } });
    expect(ids(allow().basis)).toEqual([
      "mipriv-no-sale",
      "llpriv-share-8",
      "mipriv-share-safeguards",
      "llpriv-share-contract",
      "law-pipl-21",
      "llpriv-entrust-delete",
    ]);
    const thin = allow({ safeguards: ["encryption", "security-review", "processing-agreement"] });
    expect(thin).toMatchObject({ code: "sharing.partner.safeguards", params: { count: 2 } });
    expect(ids(thin.basis)).toContain("llpriv-share-contract");
  });

  it("is nobody who pays for it", () => {
    expect(ids(allow({ paid: true }).basis)).toEqual(["mipriv-no-sale"]);
    expect(allow({ paid: true })).toMatchObject({ code: "sharing.partner.sale" });
  });

  it("is a member of the group by the customer's own consent alone", () => {
    const of = { kind: "affiliate", caseCode: "with-affiliates" } as const;
    for (const basis of ["contract", "legal-duty"] as const)
      expect(allow({ ...of, basis })).toMatchObject({ code: "sharing.partner.consent-needed" });
    expect(ids(allow({ ...of, basis: "contract" }).basis)).toContain("trap-affiliate");
    expect(allow({ ...of, basis: "consent" })).toMatchObject({ ok: true, value: { consentRequired: true } });
    expect(consentPurpose("affiliate", "consent")).toBe("share-affiliate");
  });

  it("is who decides for himself by consent, or because a law orders it", () => {
    expect(ids(allow({ kind: "recipient", basis: "contract" }).basis)).toContain("law-pipl-23");
    expect(allow({ kind: "recipient", basis: "consent" }).ok).toBe(true);
    expect(allow({ kind: "recipient", basis: "legal-duty" })).toMatchObject({
      ok: true,
      value: { consentRequired: false },
    });
  });

  it("is nobody abroad but by the gate, and no foreign body", () => {
    const foreign = allow({ kind: "authority", basis: "legal-duty", country: "USA", caseCode: "law-or-authority" });
    expect(foreign).toMatchObject({ code: "sharing.partner.foreign-authority" });
    expect(ids(foreign.basis)).toEqual(["law-pipl-41", "trap-foreign-demand"]);
    expect(allow({ country: "SGP" })).toMatchObject({ code: "sharing.partner.abroad" });
    expect(allow({ kind: "cross-border", basis: "consent" })).toMatchObject({ code: "sharing.partner.not-abroad" });
    const across = allow({ kind: "cross-border", basis: "consent", country: "SGP" });
    expect(across).toMatchObject({ ok: true, value: { consentRequired: true } });
    expect(ids(across.basis)).toEqual(
      expect.arrayContaining(["law-pipl-38", "law-pipl-39", "law-pipl-40", "llpriv-cross-border-3"]),
    );
  });

  it("is an authority of this country by law, with its papers", () => {
    const authority = { kind: "authority", basis: "legal-duty", caseCode: "law-or-authority" } as const;
    expect(ids(allow(authority).basis)).toEqual(
      expect.arrayContaining(["mipriv-share-legal", "llpriv-authority-needs-papers"]),
    );
    expect(allow({ ...authority, basis: "consent" })).toMatchObject({ code: "sharing.partner.consent-needed" });
  });

  it("stays in the country but by the gate", () => {
    expect(ids(allow({ country: "SGP" }).basis)).toContain("mipriv-store-mainland");
  });

  it("is told of a complaint who complains and of what, and nothing the house found out", () => {
    const dispute = { purpose: "dispute", fields: ["name", "id-number", "mobile", "contact"] } as const;
    expect(ids(allow(dispute).basis)).toEqual(
      expect.arrayContaining(["mipriv-complaint-forward", "trap-complaint-forward"]),
    );
    for (const field of ["trade", "device", "account"] as const)
      expect(allow({ ...dispute, fields: [field] })).toMatchObject({ code: "sharing.partner.fields-too-wide" });
  });

  it("runs its program within the house's by rules of its own, and is no authority then", () => {
    expect(ids(allow({ way: "embedded-kit" }).basis)).toContain("mipriv-third-party-sdk");
    expect(ids(allow().basis)).not.toContain("mipriv-third-party-sdk");
    const kit = { way: "embedded-kit", kind: "authority", basis: "legal-duty", caseCode: "law-or-authority" } as const;
    expect(allow(kit)).toMatchObject({ code: "sharing.partner.kit", field: "way" });
  });

  it("is published by name, authorities left out", () => {
    const { value, basis } = publishedKinds(TODAY, testRules());
    expect(value).not.toContain("authority");
    expect(value).toEqual(expect.arrayContaining(["recipient", "affiliate", "cross-border"]));
    expect(ids(basis)).toEqual(["mipriv-share-list", "law-pipl-23"]);
  });

  it("gets no more kinds of data than the documents name", () => {
    const bank = { purpose: "clearing", fields: ["name", "id-number", "card-number", "mobile"] } as const;
    expect(ids(allow(bank).basis)).toContain("llpriv-share-bank-fields");
    expect(allow({ ...bank, fields: [...bank.fields, "address"] })).toMatchObject({
      code: "sharing.partner.fields-too-wide",
    });
    const opening = ["id-image", "id-validity", "nationality", "sex", "address", "occupation"] as const;
    expect(allow({ purpose: "account-opening", fields: [...bank.fields, ...opening] }).ok).toBe(true);
    expect(allow({ purpose: "account-opening", fields: ["device"] }).ok).toBe(false);
    expect(ids(allow({ purpose: "identity-check", fields: ["name"] }).basis)).toContain("llpriv-share-verifier-fields");
    expect(allow({ purpose: "identity-check", fields: ["id-image"] })).toMatchObject({
      code: "sharing.partner.fields-too-wide",
    });
  });

  it("stands in one of the policy's cases", () => {
    expect(SHARE_CASES).toHaveLength(Number(testRules().figure("llpriv-share-8", "listed", TODAY).value));
    expect(TRANSFER_CASES).toHaveLength(Number(testRules().figure("llpriv-transfer-4", "listed", TODAY).value));
    const differs = allow({ caseCode: "takeover-bound" });
    expect(differs).toMatchObject({ code: "sharing.partner.case-differs" });
    const successor = allow({ kind: "successor", basis: "consent", caseCode: "takeover-bound", purpose: "takeover" });
    expect(ids(successor.basis)).toEqual(
      expect.arrayContaining(["law-pipl-22", "llpriv-transfer-4", "mipriv-merger-transfer"]),
    );
  });

  it("has a contract that runs", () => {
    expect(allow({ contractTo: "2026-10-08" })).toMatchObject({ code: "sharing.partner.contract-over" });
    expect(allow({ contractTo: "2026-10-09" }).ok).toBe(true);
    expect(allow({ contractTo: null }).ok).toBe(true);
  });
});

describe("a giving", () => {
  const give = (change: Partial<Parameters<typeof disclose>[0]> = {}) =>
    disclose(
      {
        partner: { state: "active", fields: ["mobile"], consentRequired: true },
        fields: ["mobile"],
        stopped: false,
        agreed: true,
        at: now,
        ...change,
      },
      now,
      testRules(),
    );

  it("needs the customer's word, and ends with it", () => {
    expect(ids(give().basis)).toEqual(["law-netdata-12", "law-pipl-23"]);
    expect(give({ agreed: false })).toMatchObject({ code: "sharing.disclosure.not-agreed" });
    const stopped = give({ stopped: true });
    expect(stopped).toMatchObject({ code: "sharing.disclosure.stopped" });
    expect(ids(stopped.basis)).toEqual(["mipriv-share-optout", "law-pipl-15"]);
  });

  it("goes to a partner in use, of the kinds agreed, and not tomorrow", () => {
    const to = { state: "active", fields: ["mobile"], consentRequired: false } as const;
    expect(give({ partner: { ...to, state: "proposed" } })).toMatchObject({ code: "sharing.partner.not-active" });
    expect(give({ fields: ["name"] })).toMatchObject({ code: "sharing.disclosure.fields" });
    expect(give({ at: instant("2026-10-10T00:00:00+08:00") })).toMatchObject({ code: "sharing.disclosure.future" });
    expect(give({ partner: to, agreed: false }).ok).toBe(true);
  });
});

describe("afterwards", () => {
  it("records are kept three years", () => {
    expect(keptUntil(TODAY, testRules())).toMatchObject({ value: "2029-10-09", basis: [{ ruleId: "law-netdata-12" }] });
  });

  it("who worked for the house is told to delete when its contract ends", () => {
    const ended = endPartner("entrusted", TODAY, testRules());
    expect(ended.value).toEqual({ notice: true, keptUntil: "2029-10-09" });
    expect(ids(ended.basis)).toEqual(["llpriv-entrust-delete", "law-pipl-21", "law-netdata-12"]);
    expect(endPartner("authority", TODAY, testRules()).value.notice).toBe(false);
  });

  it("a recipient confirms within fifteen full days", () => {
    const due = confirmBy(now, testRules());
    expect(due.value).toBe(instant("2026-10-25T00:00:00+08:00"));
    expect(ids(due.basis)).toEqual(["llpriv-delete-downstream", "law-pipl-47"]);
  });

  it("is asked again a day after it took a notice, and at a shut door after waits that double", () => {
    expect(nextAttempt("taken", 3, now)).toBe(instant("2026-10-10T14:32:00+08:00"));
    expect(nextAttempt("failed", 0, now)).toBe(instant("2026-10-09T14:37:00+08:00"));
    expect(nextAttempt("failed", 2, now)).toBe(instant("2026-10-09T14:52:00+08:00"));
    expect(nextAttempt("failed", 40, now)).toBe(instant("2026-10-10T14:32:00+08:00"));
  });
});

describe("a foreign demand", () => {
  it("goes up, and is refused without the permission of the law", () => {
    expect(ids(receiveDemand("USA", TODAY, testRules()).basis)).toEqual(["law-pipl-41", "trap-foreign-demand"]);
    expect(receiveDemand("CHN", TODAY, testRules())).toMatchObject({ code: "sharing.demand.home" });
    const by = { registeredBy: "person:a", decider: "person:b" };
    const decide = (outcome: "rejected" | "permitted", permission: string | null, decider = by.decider, papers = 1) =>
      decideDemand({ outcome, permission, papers, registeredBy: by.registeredBy, decider }, TODAY, testRules());
    expect(decide("permitted", null)).toMatchObject({ code: "sharing.demand.permission-missing" });
    expect(decide("permitted", "批准-样本-1").ok).toBe(true);
    expect(decide("permitted", "批准-样本-1", by.decider, 0)).toMatchObject({ code: "sharing.demand.paper-missing" });
    expect(decide("rejected", null, by.decider, 0).ok).toBe(true);
    expect(decide("rejected", null, "person:a")).toMatchObject({ code: "sharing.demand.own" });
  });
});
