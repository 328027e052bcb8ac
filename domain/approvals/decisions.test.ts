import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { asId, type LegalEntityId, type ProgrammeId } from "../shared/ids";
import { instant } from "../shared/time";
import {
  type DecideApprovalInput,
  decideApproval,
  expireApproval,
  requestApproval,
  voidApproval,
  withdrawApproval,
} from "./decisions";
import type { Approval, OnChange, PendingApproval, SnapshotInput } from "./model";
import { compareSnapshot, takeSnapshot } from "./snapshot";

const sha256 = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");
const person = (n: number) => asId<"person">(`01920000-0000-7000-8000-00000000000${n}`);
const maker = { id: person(1) };
const checker = { id: person(2) };
const at = (text: string) => instant(`2026-10-09T${text}+08:00`);

const input = (key: string, onChange: OnChange, value = "1", version = "1"): SnapshotInput => ({
  key,
  label: `snapshot.${key}`,
  value,
  version,
  onChange,
});

/** The facts of a restriction: what ends the approval, and what only needs another look. */
const FACTS: readonly SnapshotInput[] = [
  input("evidence", "void", "2", "a1"),
  input("order", "void", "AO-2026-0093", "1"),
  input("identity", "void", "贺▇川", "17"),
  input("rule", "void", "restriction", "3"),
  input("account", "void", "normal", "4"),
  input("balance", "preview-again", "91,236.58", "2210"),
  input("measures", "preview-again", "2", "m2"),
];

function request(inputs = FACTS): PendingApproval {
  const result = requestApproval({
    id: asId<"approval">("01920000-0000-7000-8000-0000000000aa"),
    programmeId: "wallet" as ProgrammeId,
    legalEntityId: "hengchuan" as LegalEntityId,
    kind: "controls.requestRestriction",
    subjectType: "account",
    subjectId: "01920000-0000-7000-8000-0000000000bb",
    payloadHash: sha256("payload"),
    maker,
    expiresAt: at("18:00"),
    inputs,
    now: at("13:52"),
    sha256,
  });
  if (!result.ok) throw new Error(result.code);
  return result.value;
}

function decide(more: Partial<DecideApprovalInput> = {}) {
  const approval = more.approval ?? request();
  const currentInputs = more.currentInputs ?? approval.snapshot.inputs;
  return decideApproval({
    approval,
    decision: "approve",
    actor: checker,
    now: at("14:32"),
    currentInputs,
    seenDigest: takeSnapshot(currentInputs, sha256).digest,
    payloadHash: sha256("payload"),
    sha256,
    ...more,
  });
}
const code = (result: { ok: boolean; code?: string }) => (result.ok ? "ok" : result.code);
const changed = (key: string, difference: Partial<SnapshotInput>) =>
  FACTS.map((fact) => (fact.key === key ? { ...fact, ...difference } : fact));

describe("a request", () => {
  it("pins payload, maker, expiry and the facts, sorted", () => {
    const pending = request();
    expect(pending).toMatchObject({ status: "pending", makerId: maker.id, requestedAt: at("13:52") });
    expect(pending.snapshot.inputs.map(({ key }) => key)).toEqual(FACTS.map(({ key }) => key).sort());
    expect(request([...FACTS].reverse()).snapshot.digest).toBe(pending.snapshot.digest);
    expect(Object.keys(pending)).not.toContain("sha256");
  });

  it("must leave time to decide", () => {
    const { snapshot: _, makerId: __, status: ___, requestedAt: ____, ...pinned } = request();
    const late = { ...pinned, maker, inputs: FACTS, now: at("18:00"), sha256 };
    expect(requestApproval(late)).toMatchObject({ code: "approvals.approval.expiry-past", field: "expiresAt" });
  });

  it("cannot name one fact twice", () => {
    expect(() => request([...FACTS, input("balance", "void")])).toThrow(RangeError);
  });
});

describe("a decision", () => {
  it("approves on unchanged facts, and keeps what the checker saw", () => {
    const result = decide();
    expect(result).toMatchObject({ ok: true, value: { outcome: "approved" } });
    if (result.ok && result.value.outcome === "approved") {
      const { approval } = result.value;
      expect(approval).toMatchObject({ status: "approved", checkerId: checker.id, decidedAt: at("14:32") });
      expect(approval.seen).toEqual(approval.snapshot);
    }
  });

  it("rejects with a coded reason, also when facts changed", () => {
    const currentInputs = changed("evidence", { version: "a2" });
    const result = decide({ decision: "reject", decisionCode: "papers-incomplete", currentInputs });
    expect(result).toMatchObject({ value: { outcome: "rejected", approval: { decisionCode: "papers-incomplete" } } });
  });

  it.each(["approve", "reject"] as const)("%s: maker and checker are two persons", (decision) => {
    expect(code(decide({ decision, actor: maker }))).toBe("approvals.approval.self");
  });

  it("is for persons, also when a part of the system proposed", () => {
    const approval = { ...request(), makerId: "system:monitoring" as const };
    expect(code(decide({ approval, actor: { id: "system:monitoring" } }))).toBe("approvals.approval.person-required");
    expect(code(decide({ approval }))).toBe("ok");
  });

  it("comes before the expiry, to the millisecond", () => {
    expect(code(decide({ now: at("17:59:59.999") }))).toBe("ok");
    expect(code(decide({ now: at("18:00") }))).toBe("approvals.approval.expired");
    expect(code(decide({ now: at("18:00"), decision: "reject" }))).toBe("approvals.approval.expired");
  });

  it("runs the payload that was proposed and no other", () => {
    expect(code(decide({ payloadHash: sha256("another") }))).toBe("approvals.approval.payload-mismatch");
  });

  it("is taken once", () => {
    const first = decide();
    if (!first.ok) throw new Error(first.code);
    expect(code(decide({ approval: first.value.approval }))).toBe("approvals.approval.not-pending");
  });

  it("checks in the order it documents", () => {
    const wrong: Partial<DecideApprovalInput> = {
      approval: { ...request(), status: "withdrawn", closedAt: at("14:00") },
      actor: { id: "system:monitoring" },
      now: at("19:00"),
      payloadHash: "",
      currentInputs: changed("evidence", { version: "a2" }),
      seenDigest: "",
    };
    const seen: unknown[] = [];
    const step = (repair: Partial<DecideApprovalInput>) => {
      Object.assign(wrong, repair);
      const result = decide(wrong);
      seen.push(result.ok ? result.value.outcome : result.code.replace("approvals.approval.", ""));
    };
    step({});
    step({ approval: request() });
    step({ actor: maker });
    step({ actor: checker });
    step({ now: at("14:32") });
    step({ payloadHash: sha256("payload") });
    step({ currentInputs: changed("balance", { version: "2211" }) });
    step({ seenDigest: takeSnapshot(changed("balance", { version: "2211" }), sha256).digest });
    expect(seen).toEqual([
      "not-pending",
      "person-required",
      "self",
      "expired",
      "payload-mismatch",
      "voided",
      "preview-moved",
      "approved",
    ]);
  });
});

describe("facts that changed since the request", () => {
  const voiding = FACTS.filter(({ onChange }) => onChange === "void");
  const moving = FACTS.filter(({ onChange }) => onChange === "preview-again");

  it.each(voiding)("$key ends the approval and shows the difference", ({ key, label, value, version }) => {
    const currentInputs = changed(key, { value: "other", version: "99" });
    const result = decide({ currentInputs });
    const changes = [{ key, label, before: { value, version }, after: { value: "other", version: "99" } }];
    expect(result).toMatchObject({
      ok: true,
      value: { outcome: "voided", approval: { status: "void", changes }, changes },
    });
  });

  it.each(voiding)("$key ends it by a new version alone, and by going", ({ key }) => {
    expect(decide({ currentInputs: changed(key, { version: "99" }) })).toMatchObject({ value: { outcome: "voided" } });
    const gone = FACTS.filter((fact) => fact.key !== key);
    expect(decide({ currentInputs: gone })).toMatchObject({ value: { changes: [{ key, after: null }] } });
  });

  it.each(moving)("$key asks for a new preview, and is approved on sight of it", ({ key, value, version }) => {
    const currentInputs = changed(key, { value: "other", version: "99" });
    const unseen = decide({ currentInputs, seenDigest: request().snapshot.digest });
    expect(unseen).toMatchObject({
      ok: false,
      code: "approvals.approval.preview-moved",
      params: { count: 1 },
      changes: [{ key, before: { value, version }, after: { value: "other", version: "99" } }],
    });
    expect(decide({ currentInputs })).toMatchObject({ value: { outcome: "approved" } });
  });

  it("a checker with an old screen looks again even when the facts came back", () => {
    const old = takeSnapshot(changed("balance", { version: "2211" }), sha256).digest;
    expect(decide({ seenDigest: old })).toMatchObject({ code: "approvals.approval.preview-moved", changes: [] });
  });

  it("a fact that came up counts as its own kind says", () => {
    expect(decide({ currentInputs: [...FACTS, input("death-notice", "void")] })).toMatchObject({
      value: { outcome: "voided", changes: [{ key: "death-notice", before: null }] },
    });
    expect(decide({ currentInputs: [...FACTS, input("complaint", "preview-again")] })).toMatchObject({
      value: { outcome: "approved" },
    });
  });

  it("relabelling a fact does not soften it", () => {
    const { voided, moved } = compareSnapshot(FACTS, changed("evidence", { version: "a2", onChange: "preview-again" }));
    expect([voided.length, moved.length]).toEqual([1, 0]);
  });
});

describe("ends without a decision", () => {
  it("the maker alone withdraws, in time", () => {
    const approval = request();
    const now = at("14:00");
    expect(withdrawApproval({ approval, actor: maker, now })).toMatchObject({
      value: { status: "withdrawn", closedAt: now },
    });
    expect(code(withdrawApproval({ approval, actor: checker, now }))).toBe("approvals.approval.not-maker");
    expect(code(withdrawApproval({ approval, actor: maker, now: at("18:00") }))).toBe("approvals.approval.expired");
  });

  it("expires from its time on", () => {
    const approval = request();
    expect(code(expireApproval({ approval, now: at("17:59:59.999") }))).toBe("approvals.approval.not-expired");
    expect(expireApproval({ approval, now: at("18:00") })).toMatchObject({ value: { status: "expired" } });
  });

  it("is voided at once when a fact it rests on changes", () => {
    const approval = request();
    const now = at("14:27");
    const moved = changed("balance", { version: "2211" });
    expect(code(voidApproval({ approval, currentInputs: moved, now }))).toBe("approvals.approval.unchanged");
    const result = voidApproval({ approval, currentInputs: changed("order", { version: "2" }), now });
    expect(result).toMatchObject({ value: { status: "void", closedAt: now, changes: [{ key: "order" }] } });
    expect(code(voidApproval({ approval, currentInputs: moved, now: at("18:00") }))).toBe("approvals.approval.expired");
  });

  it("takes nothing once it is closed", () => {
    const closed: Approval = { ...request(), status: "expired", closedAt: at("18:00") };
    const now = at("19:00");
    const refused = [
      withdrawApproval({ approval: closed, actor: maker, now }),
      expireApproval({ approval: closed, now }),
      voidApproval({ approval: closed, currentInputs: [], now }),
      decide({ approval: closed }),
    ];
    expect(refused.map(code)).toEqual(Array.from({ length: 4 }, () => "approvals.approval.not-pending"));
  });
});
