import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { instant, localDate } from "../shared/time";
import {
  acceptChange,
  askAgainFrom,
  boundBy,
  covered,
  ofAge,
  publishVersion,
  recordConsent,
  type VersionDraft,
  withdraw,
} from "./decisions";
import {
  LAWFUL_BASES,
  MAJOR_CHANGES,
  OPTIONAL_PURPOSES,
  type PolicyVersion,
  PURPOSE_NAMES,
  PURPOSES,
  type Purpose,
} from "./model";

const now = instant("2026-10-09T14:32:00+08:00");
const TODAY = localDate("2026-10-09");
const version = (change: Partial<PolicyVersion> = {}): PolicyVersion => ({
  id: "v1",
  document: "payment-privacy",
  seq: 1,
  state: "published",
  effectiveAt: instant("2026-01-01T00:00:00+08:00"),
  purposes: PURPOSE_NAMES,
  changedPurposes: [],
  ...change,
});
const given = { change: "given", document: "payment-privacy", seq: 1 } as const;
const ids = (basis: readonly { ruleId: string }[]) => basis.map(({ ruleId }) => ruleId);

const say = (change: Partial<Parameters<typeof recordConsent>[0]> = {}) =>
  recordConsent({
    purposes: ["marketing-sms"],
    change: "given",
    asked: true,
    at: now,
    version: version(),
    latest: version(),
    refusedAt: [],
    bornOn: null,
    proof: false,
    now,
    rules: testRules(),
    ...change,
  });

describe("lawful bases", () => {
  it("are the law's seven, and neither the safety of the service nor research", () => {
    expect(LAWFUL_BASES).toHaveLength(Number(testRules().figure("law-pipl-13", "listed", TODAY).value));
    expect(LAWFUL_BASES.join(" ")).not.toMatch(/safety|academic|research/);
    expect(ids(say({ purposes: ["payment-service"] }).basis)).toEqual([
      "law-pipl-13",
      "trap-consent-list",
      "mipriv-core-vs-extra",
      "law-pipl-16",
    ]);
  });
});

describe("what covers a purpose", () => {
  const stands = (purpose: Purpose, state: Parameters<typeof covered>[1], versions = [version()]) =>
    covered(purpose, state, versions, now, testRules());

  it("needs no consent for the core, whatever was refused", () => {
    expect(stands("payment-service", null).ok).toBe(true);
    expect(stands("payment-service", { ...given, change: "refused" }).ok).toBe(true);
    expect(ids(stands("payment-service", null).basis)).toContain("law-pipl-16");
  });

  it.each(OPTIONAL_PURPOSES)("asks for a yes to %s, and rests on its own rows", (purpose) => {
    expect(stands(purpose, null).ok).toBe(false);
    expect(stands(purpose, { ...given, change: "refused" }).ok).toBe(false);
    expect(stands(purpose, { ...given, change: "withdrawn" }).ok).toBe(false);
    expect(stands(purpose, given)).toMatchObject({ ok: true });
    expect(ids(stands(purpose, given).basis)).toEqual([...PURPOSES[purpose].rules]);
  });

  it("ends when a later version in force changes the purpose: using on is no consent", () => {
    const changed = version({ id: "v2", seq: 2, changedPurposes: ["marketing-sms"], effectiveAt: now });
    const after = stands("marketing-sms", given, [version(), changed]);
    expect(after.ok).toBe(false);
    expect(ids(after.basis)).toEqual(["law-pipl-14", "llpriv-update-continued-use", "mipriv-new-purpose-consent"]);
    expect(stands("marketing-push", given, [version(), changed]).ok).toBe(true);
    const coming = { ...changed, effectiveAt: instant("2026-10-09T14:32:00.001+08:00") };
    expect(stands("marketing-sms", given, [version(), coming]).ok).toBe(true);
    expect(stands("marketing-sms", given, [version(), { ...changed, state: "proposed" }]).ok).toBe(true);
    expect(stands("marketing-sms", { ...given, seq: 2 }, [version(), changed]).ok).toBe(true);
  });
});

describe("what a customer says", () => {
  it("is entered on the words in force", () => {
    expect(ids(say().basis)).toEqual(["law-pipl-14", "llpriv-marketing-optout", "mipriv-marketing-optout"]);
    expect(say({ latest: version({ id: "v2", seq: 2 }) })).toMatchObject({
      code: "consents.consent.version-not-in-force",
    });
    expect(say({ version: undefined })).toMatchObject({ code: "consents.consent.version-not-in-force" });
  });

  it("covers no purpose the words do not name", () => {
    const thin = version({ purposes: ["marketing-push"] });
    const no = say({ version: thin, latest: thin });
    expect(no).toMatchObject({ code: "consents.consent.purpose-not-named" });
    expect(ids(no.basis)).toEqual(["mipriv-new-purpose-consent", "llpriv-new-purpose-consent"]);
  });

  it("is asked one by one where it needs a consent of its own", () => {
    expect(say({ purposes: ["face-check", "cross-border"] })).toMatchObject({ code: "consents.consent.bundled" });
    expect(say({ purposes: ["face-check", "cross-border"], asked: false })).toMatchObject({ ok: true });
    expect(ids(say({ purposes: ["face-check"] }).basis)).toEqual([
      "law-pipl-14",
      "law-pipl-28",
      "law-pipl-29",
      "law-pipl-30",
      "law-netdata-22",
    ]);
    expect(ids(say({ purposes: ["cross-border"] }).basis)).toContain("law-pipl-39");
    expect(ids(say({ purposes: ["call-recording"] }).basis)).toContain("llpriv-call-recording");
    expect(ids(say({ purposes: ["automated-marketing"] }).basis)).toContain("law-pipl-24");
    expect(ids(say({ purposes: ["share-affiliate"] }).basis)).toEqual(["law-pipl-14", "law-pipl-23", "trap-affiliate"]);
  });

  it("may be no to anything optional at no cost", () => {
    const no = say({ purposes: [...OPTIONAL_PURPOSES], change: "refused" });
    expect(no.ok).toBe(true);
    expect(ids(no.basis).slice(0, 2)).toEqual(["law-pipl-16", "mipriv-core-vs-extra"]);
  });

  it("is not asked again soon after a no, unless he comes by himself", () => {
    const refused = instant("2026-04-12T18:00:00+08:00");
    expect(askAgainFrom(refused)).toBe(instant("2026-10-09T00:00:00+08:00"));
    expect(say({ refusedAt: [refused] }).ok).toBe(true);
    const later = instant("2026-04-13T00:00:00+08:00");
    expect(say({ refusedAt: [later] })).toMatchObject({ code: "consents.consent.asked-too-soon" });
    expect(ids(say({ refusedAt: [later] }).basis)).toEqual(["law-netdata-22"]);
    expect(say({ refusedAt: [later], asked: false }).ok).toBe(true);
  });

  it("was said neither in the future nor long ago", () => {
    expect(say({ at: instant("2026-10-09T14:32:00.001+08:00") })).toMatchObject({ code: "consents.consent.future" });
    expect(say({ at: instant("2025-10-08T23:59:59+08:00") })).toMatchObject({ code: "consents.consent.too-old" });
    expect(say({ at: instant("2025-10-09T00:00:00+08:00") }).ok).toBe(true);
  });
});

describe("taking back", () => {
  it("touches optional purposes alone", () => {
    expect(withdraw(["fraud-defence"], now, testRules())).toMatchObject({ code: "consents.consent.core-purpose" });
    const sharing = withdraw(["share-partner", "share-partner"], now, testRules());
    expect(sharing).toMatchObject({ ok: true, value: ["share-partner"] });
    expect(ids(sharing.basis)).toEqual(["law-pipl-15", "mipriv-withdraw-anytime", "llpriv-change-withdraw"]);
  });

  it("of marketing rests on the opt-outs too", () => {
    expect(ids(withdraw(["marketing-push"], now, testRules()).basis)).toEqual(
      expect.arrayContaining(["mipriv-marketing-optout", "llpriv-marketing-optout", "law-pipl-24"]),
    );
  });
});

describe("agreeing to a changed agreement", () => {
  const agreement = version({ document: "payment-agreement" });

  it("is done by a message or in writing, never by using on", () => {
    for (const way of ["data-message", "written", "counter"] as const)
      expect(acceptChange(way, agreement, now, testRules())).toMatchObject({ ok: true, value: way });
    const no = acceptChange("continued-use", agreement, now, testRules());
    expect(no).toMatchObject({ code: "consents.acceptance.continued-use" });
    expect(ids(no.basis)).toEqual(["law-nbpi-reg-20", "trap-unilateral-change", "llpriv-update-continued-use"]);
  });

  it("is asked for agreements that are published", () => {
    expect(acceptChange("written", version(), now, testRules())).toMatchObject({
      code: "consents.acceptance.not-asked",
    });
    expect(acceptChange("written", { ...agreement, state: "proposed" }, now, testRules()).ok).toBe(false);
  });

  it("binds from the version he agreed to; without it the old one stays", () => {
    const versions = [1, 2, 3].map((seq) => version({ id: `v${seq}`, document: "payment-agreement", seq }));
    expect(boundBy(versions, new Set(), "payment-agreement", now)?.id).toBe("v1");
    expect(boundBy(versions, new Set(["v2"]), "payment-agreement", now)?.id).toBe("v2");
    expect(boundBy(versions, new Set(["v2", "v3"]), "payment-agreement", now)?.id).toBe("v3");
    const coming = versions.map((one) =>
      one.seq === 3 ? { ...one, effectiveAt: instant("2027-01-01T00:00:00+08:00") } : one,
    );
    expect(boundBy(coming, new Set(["v3"]), "payment-agreement", now)?.id).toBe("v1");
  });
});

describe("publishing", () => {
  const draft = (change: Partial<VersionDraft> = {}): VersionDraft => ({
    document: "payment-agreement",
    changeClass: "major",
    majorChanges: ["rights"],
    purposes: [],
    changedPurposes: [],
    noticeWays: ["page", "sms"],
    consultedAt: instant("2026-08-01T00:00:00+08:00"),
    wantedAt: instant("2026-11-09T00:00:00+08:00"),
    ...change,
  });
  const publish = (change: Partial<VersionDraft> = {}) => publishVersion(draft(change), now, testRules());

  it("holds from the moment asked for, after thirty full days, for whoever agrees", () => {
    expect(publish()).toMatchObject({
      ok: true,
      value: { effectiveAt: instant("2026-11-09T00:00:00+08:00"), acceptance: true },
    });
    const early = publish({ wantedAt: instant("2026-11-08T23:59:59.999+08:00") });
    expect(early).toMatchObject({ code: "consents.policy.too-early", params: { days: 30 } });
    expect(ids(early.basis)).toContain("law-nbpi-reg-20");
  });

  it("asks for opinions before agreements and rules of the platform", () => {
    expect(publish({ consultedAt: null })).toMatchObject({ code: "consents.policy.no-opinions" });
    const rules = publish({ document: "marketplace-rules", consultedAt: null });
    expect(ids(rules.basis)).toEqual(["law-ecom-34"]);
    expect(publish({ document: "payment-privacy", consultedAt: null, wantedAt: now }).ok).toBe(true);
  });

  it("tells a major change by something that reaches people", () => {
    const no = publish({ document: "payment-privacy", noticeWays: ["page"], wantedAt: now });
    expect(no).toMatchObject({ code: "consents.policy.no-notice" });
    expect(ids(no.basis)).toEqual(["mipriv-major-change-notice", "llpriv-major-change-6"]);
    expect(
      publish({
        document: "payment-privacy",
        changeClass: "immaterial",
        majorChanges: [],
        noticeWays: ["page"],
        wantedAt: now,
      }).ok,
    ).toBe(true);
  });

  it("takes no class below what changes", () => {
    expect(MAJOR_CHANGES).toHaveLength(Number(testRules().figure("llpriv-major-change-6", "listed", TODAY).value));
    expect(publish({ changeClass: "immaterial" })).toMatchObject({ code: "consents.policy.class-too-low" });
    expect(publish({ purposes: ["face-check"], changedPurposes: ["face-check"] })).toMatchObject({
      code: "consents.policy.class-too-low",
    });
    expect(publish({ majorChanges: [] })).toMatchObject({ code: "consents.policy.no-major-change" });
    expect(publish({ changeClass: "purpose-way-kind" })).toMatchObject({ code: "consents.policy.no-changed-purpose" });
    expect(publish({ changeClass: "purpose-way-kind", changedPurposes: ["face-check"] })).toMatchObject({
      code: "consents.policy.changed-not-named",
    });
  });
});

describe("minors", () => {
  const aged = (bornOn: string | null, purposes: readonly Purpose[], guardianProof = false) =>
    ofAge({ bornOn: bornOn === null ? null : localDate(bornOn), purposes, guardianProof }, TODAY, testRules());

  it("are marketed to by nobody until the day they are eighteen, whoever agrees", () => {
    const young = aged("2008-10-10", ["marketing-sms"], true);
    expect(young).toMatchObject({ code: "consents.consent.minor" });
    expect(ids(young.basis)).toEqual(["mipriv-minor-refuse", "trap-18-xiaomi"]);
    expect(aged("2008-10-10", ["automated-marketing"])).toMatchObject({ code: "consents.consent.minor" });
    expect(aged("2008-10-09", ["marketing-sms"]).ok).toBe(true);
    expect(aged("2008-10-10", ["call-recording"]).ok).toBe(true);
    expect(aged(null, ["marketing-sms"]).ok).toBe(true);
  });

  it("agree by their guardians until they are fourteen", () => {
    const child = aged("2012-10-10", ["face-check"]);
    expect(child).toMatchObject({ code: "consents.consent.guardian", field: "evidenceId" });
    expect(ids(child.basis)).toEqual(["law-pipl-28", "law-pipl-31"]);
    expect(aged("2012-10-10", ["face-check"], true).ok).toBe(true);
    expect(aged("2012-10-09", ["face-check"]).ok).toBe(true);
  });

  it("may always say no", () => {
    const bornOn = localDate("2015-01-01");
    expect(say({ bornOn })).toMatchObject({ code: "consents.consent.minor" });
    expect(say({ bornOn, change: "refused" }).ok).toBe(true);
    expect(ids(say({ bornOn: localDate("1990-01-01") }).basis)).toContain("law-pipl-31");
  });
});
