import { describe, expect, it } from "vitest";
import type { CheckName } from "@/domain/kyc/checks/names";
import type { DocumentState } from "@/domain/kyc/model";
import type { BenchRow, SubmissionDetail } from "@/domain/kyc/schema";
import {
  type BenchDocument,
  type BenchFinding,
  carriedReasons,
  changesSince,
  leadingVerb,
  nextUndecided,
  obstacleOf,
  overridable,
  rowStanding,
  suggestedReasons,
  tally,
} from "./kyc";
import { KYC_VIEWS, kycView, submissionIdOf, submissionsInput } from "./paths";

const document = (id: string, state: DocumentState, over: Partial<BenchDocument> = {}) =>
  ({ id, kind: "id-front", state, fileId: "f", reason: null, readState: "read", ...over }) as BenchDocument;

const finding = (
  check: CheckName,
  outcome: BenchFinding["outcome"],
  over: Partial<BenchFinding> = {},
): BenchFinding => ({
  check,
  outcome,
  code: "any",
  fields: [],
  documents: [],
  params: {},
  basis: [],
  ...over,
});

const item = (over: Partial<SubmissionDetail>): SubmissionDetail =>
  ({
    state: "ready",
    checkRun: 1,
    documents: [document("a", "accepted")],
    findings: [],
    requestedClass: null,
    reachedClass: null,
    limits: null,
    ...over,
  }) as SubmissionDetail;

describe("what a submission leads to", () => {
  it("is acceptance when every document is accepted and nothing failed", () => {
    expect(obstacleOf(item({}))).toBeNull();
    expect(leadingVerb(item({}))).toBe("accept");
  });

  it("names the first obstacle: undecided, then refused, then a failed check, then the class", () => {
    const failed = [finding("age", "fail")];
    expect(
      obstacleOf(item({ documents: [document("a", "waiting"), document("b", "rejected")], findings: failed })),
    ).toBe("undecided");
    expect(obstacleOf(item({ documents: [document("a", "asked")], findings: failed }))).toBe("refused");
    expect(obstacleOf(item({ findings: failed }))).toBe("failed");
    expect(obstacleOf(item({ requestedClass: 3, reachedClass: 2 }))).toBe("class");
    expect(obstacleOf(item({ requestedClass: 1, reachedClass: null }))).toBe("class");
    expect(obstacleOf(item({ requestedClass: 2, reachedClass: 3 }))).toBeNull();
  });

  it("follows the decided documents: a rejected one before one asked for again", () => {
    expect(leadingVerb(item({ documents: [document("a", "asked"), document("b", "rejected")] }))).toBe("reject");
    expect(leadingVerb(item({ documents: [document("a", "asked"), document("b", "accepted")] }))).toBe("ask");
  });

  it("proposes an override for a failed check, but never for one that leaves the desk", () => {
    expect(leadingVerb(item({ findings: [finding("registry", "fail")] }))).toBe("override");
    expect(leadingVerb(item({ findings: [finding("list-hit", "fail")] }))).toBe("accept");
    const failed = [
      finding("age", "fail"),
      finding("age", "fail"),
      finding("list-hit", "fail"),
      finding("mrz", "warn"),
    ];
    expect(overridable(failed)).toEqual(["age"]);
  });
});

describe("documents and reasons", () => {
  it("goes on to the next undecided document, round to the first", () => {
    const documents = [document("a", "waiting"), document("b", "accepted"), document("c", "waiting")];
    expect(nextUndecided(documents, "a")).toBe("c");
    expect(nextUndecided(documents, "c")).toBe("a");
    expect(nextUndecided([document("a", "waiting")], "a")).toBeNull();
  });

  it("suggests what the failed checks speak for, of one document only its own", () => {
    const findings = [
      finding("quality", "fail", { documents: ["id-back"] }),
      finding("validity", "warn", { documents: ["id-front"] }),
      finding("phone-one-id", "fail"),
    ];
    expect(suggestedReasons(findings)).toEqual(["not-readable", "phone-elsewhere"]);
    expect(suggestedReasons(findings, document("a", "waiting"))).toEqual(["expired"]);
  });

  it("collects the reasons documents carry, each once", () => {
    const documents = [
      document("a", "rejected", { reason: "glare" }),
      document("b", "asked", { reason: "glare" }),
      document("c", "accepted"),
    ];
    expect(carriedReasons(documents)).toEqual(["glare"]);
  });
});

describe("a row", () => {
  const row: BenchRow = {
    field: "name",
    declared: "a",
    readings: [],
    registry: null,
    recorded: null,
    differs: false,
  };

  it("stands as its worst finding says, else by its sources", () => {
    const own = { fields: ["name"] } as Partial<BenchFinding>;
    expect(rowStanding(row, [finding("agreement", "fail", own), finding("registry", "warn", own)])).toBe("differs");
    expect(rowStanding(row, [finding("agreement", "warn", own)])).toBe("doubtful");
    expect(rowStanding({ ...row, differs: true }, [])).toBe("doubtful");
    expect(rowStanding({ ...row, registry: "match" }, [])).toBe("agrees");
    expect(rowStanding(row, [])).toBe("single");
    expect(rowStanding({ ...row, declared: null }, [])).toBe("none");
  });

  it("is not coloured by findings about something else", () => {
    expect(rowStanding(row, [finding("completeness", "warn", { fields: ["name"] })])).toBe("single");
  });

  it("counts checks by their worst finding", () => {
    const findings = [
      finding("age", "fail"),
      finding("age", "warn"),
      finding("mrz", "pass"),
      finding("mrz", "pass"),
      finding("registry", "unknown"),
    ];
    expect(tally(findings)).toEqual({ fail: 1, warn: 0, pass: 1, unknown: 1 });
  });
});

describe("what changed since it was shown", () => {
  it("names the state, a new run of the checks, and the documents that are different", () => {
    const seen = item({ documents: [document("a", "waiting"), document("b", "waiting")] });
    const now = item({
      state: "asked",
      checkRun: 2,
      documents: [document("a", "waiting"), document("b", "accepted"), document("c", "waiting")],
    });
    const changed = changesSince(seen, now);
    expect(changed).toMatchObject({ state: true, checks: true });
    expect(changed.documents.map(({ id }) => id)).toEqual(["b", "c"]);
    expect(changesSince(seen, seen)).toEqual({ state: false, checks: false, documents: [] });
  });
});

describe("the address", () => {
  it("shows the queue without a state, and every view by its states", () => {
    expect(submissionsInput({}).filters.state).toEqual(["ready", "overriding"]);
    expect([submissionsInput({}).order, submissionsInput({ state: KYC_VIEWS.ended }).order]).toEqual(["asc", "desc"]);
    expect(submissionsInput({ sort: "receivedAt.desc" }).order).toBe("desc");
    for (const view of Object.keys(KYC_VIEWS) as (keyof typeof KYC_VIEWS)[])
      expect(kycView(KYC_VIEWS[view])).toBe(view);
    expect(kycView("asked")).toBeNull();
  });

  it("names a submission by its id and nothing else", () => {
    const id = "01900000-0000-7000-8000-000000000001";
    expect(submissionIdOf(`/kyc/${id}`)).toBe(id);
    expect(submissionIdOf("/kyc/new")).toBeNull();
    expect(submissionIdOf(`/kyc/${id}/more`)).toBeNull();
  });
});
