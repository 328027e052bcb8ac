import { describe, expect, it } from "vitest";
import type { CheckName } from "./checks/names";
import type { RejectReason } from "./codes";
import {
  acceptSubmission,
  askSubmission,
  type Case,
  decideDocument,
  grantOverride,
  isDrawn,
  lotOf,
  proposeOverride,
  recordLook,
  rejectSubmission,
} from "./decisions";
import type { CheckOutcome, DocumentState, Finding, SubmissionState } from "./model";

const finding = (check: CheckName, outcome: CheckOutcome): Finding => ({
  check,
  outcome,
  code: "x",
  fields: [],
  documents: [],
  params: {},
  basis: [{ ruleId: "mipay-truthful-kyc", version: 1 }],
});
const page = (state: DocumentState, reason: RejectReason | null = null) => ({
  kind: "passport" as const,
  state,
  reason,
  readState: "read" as const,
});
const facts = (over: Partial<Case> = {}): Case => ({
  state: "ready",
  version: 3,
  checkRun: 1,
  mine: true,
  documents: [page("accepted")],
  findings: [finding("agreement", "pass")],
  ...over,
});
const code = (result: { ok: boolean; code?: string }) => (result.ok ? "ok" : result.code);

describe("whether the bench may decide", () => {
  it.each<SubmissionState>([
    "collecting",
    "reading",
    "overriding",
    "asked",
    "accepted",
    "rejected",
    "superseded",
    "lapsed",
  ])("decides nothing that is %s", (state) => {
    expect(code(acceptSubmission(facts({ state }), 3, []))).toBe("kyc.submission.not-ready");
    expect(code(rejectSubmission(facts({ state }), 3, ["glare"]))).toBe("kyc.submission.not-ready");
  });
  it("never decides what is held, nor what a hit on a list should have held", () => {
    const hit = facts({ findings: [finding("list-hit", "fail")] });
    for (const one of [facts({ state: "held" }), hit]) {
      expect(code(acceptSubmission(one, 3, ["list-hit"]))).toBe("kyc.submission.held");
      expect(code(rejectSubmission(one, 3, ["glare"]))).toBe("kyc.submission.held");
      expect(code(askSubmission(one, 3, { documents: ["passport"], reasons: ["glare"] }))).toBe("kyc.submission.held");
      expect(code(proposeOverride(one, 3, ["list-hit"]))).toBe("kyc.submission.held");
      expect(code(decideDocument(one, { readState: "read" }, "accept", undefined, 3))).toBe("kyc.submission.held");
    }
  });
  it("asks for the item first, then for what was shown", () => {
    expect(code(acceptSubmission(facts({ mine: false, version: 9 }), 3, []))).toBe("kyc.submission.not-yours");
    expect(code(acceptSubmission(facts({ version: 4 }), 3, []))).toBe("kyc.submission.stale");
    expect(code(acceptSubmission(facts({ checkRun: 0 }), 3, []))).toBe("kyc.submission.not-ready");
  });
});

describe("a document", () => {
  it("is accepted when it was read, or could not be; not while it is being read or missing", () => {
    expect(code(decideDocument(facts(), { readState: "read" }, "accept", undefined, 3))).toBe("ok");
    expect(code(decideDocument(facts(), { readState: "failed" }, "accept", undefined, 3))).toBe("ok");
    for (const readState of ["waiting", "missing", "refused"] as const)
      expect(code(decideDocument(facts(), { readState }, "accept", undefined, 3))).toBe(
        "kyc.document.not-readable-yet",
      );
  });
  it("is refused for a reason", () => {
    expect(code(decideDocument(facts(), { readState: "read" }, "reject", undefined, 3))).toBe(
      "kyc.submission.reason-missing",
    );
    expect(decideDocument(facts(), { readState: "missing" }, "ask", "not-readable", 3)).toMatchObject({
      value: { state: "asked", reason: "not-readable" },
    });
  });
});

describe("the whole", () => {
  it("is accepted when each document is", () => {
    expect(acceptSubmission(facts(), 3, [])).toMatchObject({ ok: true, value: { state: "accepted" } });
    expect(code(acceptSubmission(facts({ documents: [page("accepted"), page("waiting")] }), 3, []))).toBe(
      "kyc.submission.documents-undecided",
    );
    for (const state of ["rejected", "asked"] as const)
      expect(code(acceptSubmission(facts({ documents: [page(state, "glare")] }), 3, []))).toBe(
        "kyc.submission.documents-refused",
      );
  });
  it("is not accepted against a failed check, and says on which rule", () => {
    const refused = acceptSubmission(facts({ findings: [finding("age", "fail"), finding("age", "fail")] }), 3, []);
    expect(refused).toMatchObject({ code: "kyc.submission.check-failed", params: { count: 1, check: "age" } });
    expect(refused.basis).toContainEqual({ ruleId: "mipay-truthful-kyc", version: 1 });
  });
  it("is rejected for reasons given, or those of its documents", () => {
    expect(code(rejectSubmission(facts(), 3, []))).toBe("kyc.submission.reason-missing");
    const carried = rejectSubmission(facts({ documents: [page("rejected", "glare"), page("waiting")] }), 3, [
      "expired",
    ]);
    expect(carried).toMatchObject({ value: { reasons: ["expired", "glare"] } });
    expect(code(rejectSubmission(facts(), 3, ["toString" as RejectReason]))).toBe("kyc.submission.reason-missing");
  });
  it("is asked for again with papers and reasons", () => {
    expect(code(askSubmission(facts(), 3, { documents: [], reasons: ["glare"] }))).toBe(
      "kyc.submission.documents-missing",
    );
    expect(code(askSubmission(facts(), 3, { documents: ["id-back"], reasons: [] }))).toBe(
      "kyc.submission.reason-missing",
    );
    const again = facts({ documents: [page("asked", "cut-off")] });
    expect(askSubmission(again, 3, { documents: ["id-back"], reasons: [] })).toMatchObject({
      value: { documents: ["id-back", "passport"], reasons: ["cut-off"] },
    });
  });
});

describe("an override", () => {
  const failing = facts({
    findings: [finding("age", "fail"), finding("agreement", "fail"), finding("quality", "warn")],
  });
  it("names exactly what failed", () => {
    expect(code(proposeOverride(facts(), 3, ["age"]))).toBe("kyc.submission.nothing-failed");
    for (const checks of [["age"], ["age", "agreement", "quality"], ["age", "quality"]] as CheckName[][])
      expect(code(proposeOverride(failing, 3, checks))).toBe("kyc.override.checks-differ");
    expect(proposeOverride(failing, 3, ["agreement", "age"])).toMatchObject({
      value: { checks: ["age", "agreement"] },
    });
    expect(code(proposeOverride({ ...failing, documents: [page("waiting")] }, 3, ["age", "agreement"]))).toBe(
      "kyc.submission.documents-undecided",
    );
  });
  it("is granted while it is proposed, for the checks it names", () => {
    const by = { receivedBy: "person:a", agreedBy: "person:b" };
    expect(code(grantOverride(failing, ["age", "agreement"], by))).toBe("kyc.override.not-proposed");
    const waiting = { ...failing, state: "overriding" as const, mine: false };
    expect(code(grantOverride(waiting, ["age", "agreement"], by))).toBe("ok");
    expect(code(grantOverride(waiting, ["age"], by))).toBe("kyc.submission.check-failed");
  });
  it("is granted by nobody who took the papers in", () => {
    const waiting = { ...failing, state: "overriding" as const, mine: false };
    const own = { receivedBy: "person:a", agreedBy: "person:a" };
    expect(code(grantOverride(waiting, ["age", "agreement"], own))).toBe("kyc.override.own-intake");
  });
});

describe("a second look", () => {
  const look = { receivedBy: "person:d", firstBy: "person:a", agreedBy: "person:c", verdict: null };
  it("is somebody else's, once", () => {
    for (const own of ["person:a", "person:c", "person:d"])
      expect(code(recordLook(look, own, "agree", undefined))).toBe("kyc.second-look.own");
    expect(code(recordLook({ ...look, verdict: "agree" }, "person:b", "agree", undefined))).toBe(
      "kyc.second-look.done",
    );
    expect(recordLook(look, "person:b", "agree", "glare")).toMatchObject({ value: { verdict: "agree", reason: null } });
    expect(code(recordLook(look, "person:b", "disagree", undefined))).toBe("kyc.submission.reason-missing");
    expect(code(recordLook(look, "person:b", "disagree", "expired"))).toBe("ok");
  });
  it("is drawn by a lot that can be drawn again", () => {
    const sha = (text: string) => (text === "second-look:a" ? "00000001ff" : "ffffffffff");
    expect([lotOf("a", sha), lotOf("b", sha)]).toEqual([1, 0xffffffff % 10_000]);
    expect([isDrawn(499, 500), isDrawn(500, 500), isDrawn(0, 0)]).toEqual([true, false, false]);
  });
});
