import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { instant } from "../shared/time";
import { EVIDENCE_RULES } from "./codes";
import {
  confirmReport,
  decideCallBack,
  endProtection,
  proposeClosing,
  proposeEnding,
  recordEvidence,
  reviewStop,
} from "./decisions";
import {
  EVIDENCE_KINDS,
  type EvidenceKind,
  type EvidenceState,
  REPORT_STATES,
  type ReportFacts,
  type ReportState,
} from "./model";

const law = () => ({ rules: testRules(), now: instant("2026-10-09T02:10:30+08:00") });
const report = (over: Partial<ReportFacts> = {}): ReportFacts => ({
  state: "protected",
  version: 3,
  cause: "phone-lost",
  verified: true,
  callBack: "none",
  ...over,
});
const stopped = (over: Partial<ReportFacts> = {}) =>
  report({ state: "stopped", verified: false, callBack: "due", ...over });
const code = (result: { ok: boolean; code?: string }) => (result.ok ? "ok" : result.code);
const others = (...states: ReportState[]) => REPORT_STATES.filter((state) => !states.includes(state));

describe("a call back", () => {
  const call = (outcome: "confirmed" | "denied" | "no-answer", verified = true) =>
    decideCallBack(stopped(), { version: 3, outcome, verified }, law());
  it("turns the stop into a freeze, ends it, or is an attempt", () => {
    expect(call("confirmed")).toMatchObject({ value: { next: "confirmed", effect: "freeze" } });
    expect(call("denied")).toMatchObject({ value: { next: "denied", effect: "end-stop" } });
    expect(call("no-answer", false)).toMatchObject({ value: { next: "unreached", effect: "none" } });
  });
  it("changes nothing at the word of somebody unknown", () => {
    expect(code(call("confirmed", false))).toBe("losses.call-back.not-verified");
    expect(code(call("denied", false))).toBe("losses.call-back.not-verified");
  });
  it("is due once, for a stop", () => {
    const again = (over: Partial<ReportFacts>) =>
      code(decideCallBack(stopped(over), { version: 3, outcome: "confirmed", verified: true }, law()));
    expect(again({ callBack: "unreached" })).toBe("ok");
    expect(again({ callBack: "denied" })).toBe("losses.call-back.not-due");
    expect(again({ state: "protected", callBack: "none" })).toBe("losses.call-back.not-due");
    expect(again({ state: "restored" })).toBe("losses.report.not-open");
    expect(again({ version: 4 })).toBe("losses.report.stale");
  });
});

describe("the papers", () => {
  const told = { version: 3, kind: "id-copy", state: "received", file: true } as const;
  it("start the stage of evidence, and go on in any protected state", () => {
    expect(recordEvidence(report(), told, law())).toMatchObject({ value: "evidence" });
    expect(recordEvidence(report({ state: "restoring" }), told, law())).toMatchObject({ value: "restoring" });
    for (const kind of EVIDENCE_KINDS) {
      const { basis } = recordEvidence(report(), { ...told, kind }, law());
      expect(basis.map(({ ruleId }) => ruleId)).toEqual(EVIDENCE_RULES[kind]);
    }
    expect(code(recordEvidence(stopped(), told, law()))).toBe("losses.restore.not-protected");
    expect(code(recordEvidence(report(), { ...told, file: false }, law()))).toBe("losses.evidence.file-missing");
    expect(code(recordEvidence(report(), { ...told, state: "refused", file: false }, law()))).toBe("ok");
  });
  it("are complete before a report is confirmed; a refused one leaves it unconfirmed and everything else as it was", () => {
    const papers = (entries: [EvidenceKind, EvidenceState][]) => new Map(entries);
    const confirm = (entries: [EvidenceKind, EvidenceState][]) =>
      code(confirmReport(report({ state: "evidence" }), 3, papers(entries), law()));
    expect(confirm([["id-copy", "received"]])).toBe("losses.evidence.incomplete");
    expect(
      confirm([
        ["id-copy", "received"],
        ["hand-held-photo", "refused"],
      ]),
    ).toBe("losses.evidence.refused");
    expect(
      confirm([
        ["id-copy", "received"],
        ["hand-held-photo", "received"],
      ]),
    ).toBe("ok");
    expect(
      code(proposeEnding(report({ state: "evidence" }), { version: 3, ending: "restored", verified: true }, law())),
    ).toBe("ok");
  });
});

describe("the end of protection", () => {
  it("is proposed only for who is known anew", () => {
    const ask = (state: ReportState, verified = true) =>
      code(proposeEnding(report({ state }), { version: 3, ending: "restored", verified }, law()));
    expect(ask("protected", false)).toBe("losses.restore.not-verified");
    for (const state of ["protected", "evidence", "confirmed"] as const) expect(ask(state)).toBe("ok");
    for (const state of others("protected", "evidence", "confirmed")) expect(ask(state)).not.toBe("ok");
  });
  it("needs a second person", () => {
    const agree = (state: ReportState, agreedBy: string) =>
      endProtection(report({ state }), { ending: "withdrawn", checkedBy: "one", agreedBy }, law());
    expect(agree("restoring", "two")).toMatchObject({ value: "withdrawn" });
    expect(code(agree("restoring", "one"))).toBe("losses.restore.same-caller-check");
    for (const state of others("restoring")) expect(code(agree(state, "two"))).toBe("losses.restore.not-proposed");
  });
  it("comes with closing only for a confirmed report", () => {
    expect(proposeClosing(report({ state: "confirmed" }), 3, law())).toMatchObject({ value: "closing" });
    for (const state of others("confirmed")) expect(code(proposeClosing(report({ state }), 3, law()))).not.toBe("ok");
  });
});

describe("the look at a stop", () => {
  it("is another person's, and ends nothing", () => {
    const look = { by: "lead", finding: "proper" } as const;
    expect(reviewStop({ waits: true, givenBy: "agent" }, look, law())).toMatchObject({ value: "proper" });
    expect(code(reviewStop({ waits: true, givenBy: "lead" }, look, law()))).toBe("losses.review.own-stop");
    expect(code(reviewStop({ waits: false, givenBy: "agent" }, look, law()))).toBe("losses.review.none");
  });
});
