import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { instant, localDate } from "../shared/time";
import { REFUSAL_GROUND_NAMES, type RefusalGround } from "./codes";
import {
  answerInWords,
  daysLost,
  feeHolds,
  groundsFor,
  mayKeepWords,
  mayRegister,
  quoteFee,
  refuseRequest,
  saysEnough,
  settleFee,
  timingOf,
} from "./decisions";
import { PRIVACY_DOCUMENTS, type PrivacyDocument, type RequestType } from "./model";

const ON = localDate("2026-11-22");
const NOW = instant("2026-11-22T10:00:00+08:00");
const ids = (basis: readonly { readonly ruleId: string }[]) => basis.map(({ ruleId }) => ruleId);
const refused = (document: PrivacyDocument, ground: RefusalGround, type: RequestType = "access", proven = true) =>
  refuseRequest({ document, type, proven }, ground, testRules(), ON);

describe("the grounds of a refusal", () => {
  it.each([
    ["vexatious", "mipriv-refuse-01"],
    ["others-privacy", "mipriv-refuse-02"],
    ["impractical", "mipriv-refuse-03"],
    ["disproportionate", "mipriv-refuse-04"],
    ["not-required", "mipriv-refuse-05"],
    ["already-public", "mipriv-refuse-06"],
    ["in-confidence", "mipriv-refuse-07"],
    ["fraud-security", "mipriv-refuse-08"],
  ] as const)("%s is of the payment policy alone, by %s", (ground, rule) => {
    expect(ids(refused("payment-policy", ground).basis)).toContain(rule);
    for (const document of PRIVACY_DOCUMENTS.filter((one) => one !== "payment-policy"))
      expect(refused(document, ground)).toMatchObject({ code: "privacy.refusal.ground-not-allowed" });
  });

  it.each([
    ["groundless-repeat", "llpriv-refuse-soft-4"],
    ["too-technical", "llpriv-refuse-soft-4"],
    ["others-rights", "llpriv-refuse-soft-4"],
    ["very-impractical", "llpriv-refuse-soft-4"],
    ["state-security", "llpriv-refuse-hard-6"],
    ["public-interest", "llpriv-refuse-hard-6"],
    ["criminal-process", "llpriv-refuse-hard-6"],
    ["bad-faith", "llpriv-refuse-hard-6"],
    ["serious-harm", "llpriv-refuse-hard-6"],
    ["trade-secret", "llpriv-refuse-hard-6"],
  ] as const)("%s is of the merchant policy alone, by %s", (ground, rule) => {
    expect(ids(refused("merchant-policy", ground).basis)).toContain(rule);
    expect(refused("payment-policy", ground).ok).toBe(false);
  });

  it("are as many in the code as the documents list", () => {
    const rows = testRules();
    const count = (rule: string) =>
      REFUSAL_GROUND_NAMES.filter((name) => ids(refused("merchant-policy", name).basis).includes(rule)).length;
    expect(count("llpriv-refuse-soft-4")).toBe(Number(rows.figure("llpriv-refuse-soft-4", "listed", ON).value));
    expect(count("llpriv-refuse-hard-6")).toBe(Number(rows.figure("llpriv-refuse-hard-6", "listed", ON).value));
  });

  it("of the law stand under every document, for the types they are about", () => {
    for (const document of PRIVACY_DOCUMENTS) {
      expect(ids(refused(document, "legal-retention", "deletion").basis)).toContain("law-pipl-47");
      expect(refused(document, "legal-retention", "access").ok).toBe(false);
      expect(ids(refused(document, "transfer-conditions", "portability").basis)).toContain("law-netdata-25");
    }
  });

  it("of a closing names what remains, for a closing alone", () => {
    for (const document of PRIVACY_DOCUMENTS) {
      const told = refused(document, "closing-conditions", "closure");
      expect(told).toMatchObject({ value: { told: "closing" } });
      expect(ids(told.basis)).toEqual(expect.arrayContaining(["law-ecom-24", "mipay-close-balance-first"]));
      expect(refused(document, "closing-conditions", "deletion").ok).toBe(false);
    }
  });

  it("are those of identity and entitlement alone where nobody has proven who he is", () => {
    expect(groundsFor("payment-policy", "access", false)).toEqual([
      "identity-not-proven",
      "not-guardian",
      "not-authorised",
      "not-kin",
    ]);
    expect(refused("payment-policy", "vexatious", "access", false).ok).toBe(false);
    expect(ids(refused("payment-policy", "not-guardian", "minor-data", false).basis)).toEqual(
      expect.arrayContaining(["law-pipl-31", "law-minor-net-34"]),
    );
    expect(ids(refused("payment-policy", "not-kin", "access", false).basis)).toContain("law-pipl-49");
  });

  it.each([
    ["payment-policy", "mipriv-complain-regulator"],
    ["merchant-policy", "llpriv-complain-4"],
    ["platform-agreement", "law-pipl-65"],
    ["account-agreement", "law-pipl-65"],
  ] as const)("%s: are told with the way to complain (%s) and to go to court", (document, way) => {
    const told = refused(document, "identity-not-proven");
    expect(told).toMatchObject({ value: { complaint: way, sue: "law-pipl-50" } });
    expect(ids(told.basis)).toEqual(
      expect.arrayContaining([way, "law-pipl-50", "law-pipl-65", "trap-refusal-reason", "law-ecom-24"]),
    );
  });

  it("read the same for fraud, security and criminal process as for a term of the law", () => {
    const told = (document: PrivacyDocument, ground: RefusalGround, type: RequestType = "deletion") => {
      const weighed = refused(document, ground, type);
      return weighed.ok ? weighed.value : weighed.code;
    };
    const plain = told("payment-policy", "legal-retention");
    expect(plain).toMatchObject({ told: "legal-duty" });
    expect(told("payment-policy", "fraud-security")).toEqual(plain);
    const merchant = told("merchant-policy", "legal-retention");
    for (const ground of ["criminal-process", "state-security", "public-interest"] as const) {
      expect(told("merchant-policy", ground)).toEqual(merchant);
      expect(ids(refused("merchant-policy", ground).basis)).toContain("trap-dsar-str");
    }
  });
});

describe("entering a request", () => {
  it("takes what came in up to a year ago, and nothing of the future", () => {
    expect(mayRegister(instant("2026-11-22T10:00:00.001+08:00"), NOW)).toMatchObject({
      code: "privacy.request.future",
    });
    expect(mayRegister(instant("2025-11-22T00:00:00+08:00"), NOW).ok).toBe(true);
    expect(mayRegister(instant("2025-11-21T23:59:00+08:00"), NOW)).toMatchObject({ code: "privacy.request.too-old" });
    expect(daysLost(instant("2026-11-18T23:00:00+08:00"), NOW)).toBe(4);
  });

  it("asks what exactly, where the type does not say it", () => {
    expect(saysEnough("correction", {})).toMatchObject({ code: "privacy.request.details-missing" });
    expect(saysEnough("consent-withdrawal", { purposes: "all-optional" }).ok).toBe(true);
    expect(saysEnough("marketing-off", { purposes: "all-optional" }).ok).toBe(false);
    expect(saysEnough("deletion", {}).ok).toBe(true);
  });
});

describe("how a request stands to its time", () => {
  const near = instant("2026-11-20T00:00:00+08:00");
  const times = (change: object) => ({
    state: "received" as const,
    dueAt: instant("2026-11-23T00:00:00+08:00"),
    receiptDueAt: instant("2026-11-23T00:00:00+08:00"),
    pausedSince: null,
    late: false,
    ...change,
  });

  it("shows what would be late if the time for papers counted: an open check hides nothing", () => {
    const paused = {
      pausedSince: instant("2026-11-05T00:00:00+08:00"),
      receiptDueAt: instant("2026-11-21T00:00:00+08:00"),
    };
    expect(timingOf(times(paused), NOW, near)).toBe("receipt-late");
    expect(timingOf(times({ ...paused, receiptDueAt: NOW }), NOW, near)).toBe("in-time");
    expect(timingOf(times({}), NOW, near)).toBe("near");
    expect(timingOf(times({ dueAt: instant("2026-11-22T09:00:00+08:00") }), NOW, near)).toBe("late");
  });

  it("stays late, however it ends", () => {
    for (const state of ["answered", "withdrawn", "lapsed"] as const) {
      expect(timingOf(times({ state, late: true }), NOW, near)).toBe("late");
      expect(timingOf(times({ state }), NOW, near)).toBe("in-time");
    }
  });
});

describe("answering in words", () => {
  it("is for what no copy, correction or plan answers", () => {
    const said = (type: RequestType) => answerInWords(type, "fulfilled", testRules(), ON);
    expect(ids(said("restriction").basis)).toEqual(["law-pipl-44"]);
    expect(ids(said("decision-explanation").basis)).toEqual(["law-pipl-24"]);
    for (const type of ["access", "correction", "deletion", "closure"] as const)
      expect(said(type)).toMatchObject({ code: "privacy.answer.not-carried-out" });
  });
});

describe("the fee of a repeated copy", () => {
  const quote = (copiesBefore: number, document: PrivacyDocument = "payment-policy", minor = 1_000n) =>
    quoteFee({ document, type: "copy", copiesBefore, minor }, testRules(), ON);

  it("is asked for after the first copy, which is free, and within the house's most", () => {
    expect(quote(0)).toMatchObject({ code: "privacy.fee.free-copy" });
    const second = quote(1);
    expect(second.ok).toBe(true);
    expect(ids(second.basis)).toEqual(expect.arrayContaining(["mipriv-copy-free-one", "law-netdata-23"]));
    expect(ids(quote(1, "merchant-policy").basis)).toContain("llpriv-fee");
    expect(quote(1, "payment-policy", 5_001n)).toMatchObject({ code: "privacy.fee.too-high" });
    expect(quote(3, "platform-agreement").ok).toBe(false);
  });

  it("is agreed to by another, then accepted or waived; until then it holds the copy back", () => {
    const fee = { state: "quoted" as const, quotedBy: "person:a" };
    expect(settleFee(fee, "approved", "person:a")).toMatchObject({ code: "privacy.fee.own-check" });
    expect(settleFee(fee, "approved", "person:b")).toMatchObject({ value: "approved" });
    expect(settleFee(fee, "accepted", "person:b")).toMatchObject({ code: "privacy.fee.not-now" });
    expect(settleFee({ ...fee, state: "waived" }, "accepted", "person:b").ok).toBe(false);
    expect([null, "quoted", "approved", "accepted", "waived"].map((state) => feeHolds(state as never))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
  });
});

it("words that open a card or an account are not kept", () => {
  const weigh = (words: string) => mayKeepWords(words, testRules(), localDate("2026-11-23"));
  const refused = weigh("我的支付密码是 482913");
  expect(refused).toMatchObject({ code: "privacy.words.secret", field: "words" });
  expect(refused.basis.map(({ ruleId }) => ruleId)).toEqual(["llpriv-never-store-sad", "trap-c3"]);
  expect(weigh("请提供我的个人信息").ok).toBe(true);
});
