import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approveProposal, rejectProposal } from "@/server/approvals/commands/decide-approval";
import { approvalDetail } from "@/server/approvals/queries";
import { inScope } from "@/server/kernel/scope";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { recordSecondLook } from "./commands/record-second-look";
import { requestOverride } from "./commands/request-override";
import { withdrawOverride } from "./commands/withdraw-override";
import { submissionQuery } from "./detail";
import { expireOverrides } from "./expire-overrides";
import { sealDeclared } from "./sealed";
import {
  acceptAll,
  found,
  type Ready,
  type ReadyOptions,
  readyCase,
  somebody,
  standing,
  take,
} from "./testing/ready-case";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const reviewer = () => house.as("kyc-reviewer");
const code = (outcome: { ok: boolean; code?: string }) => (outcome.ok ? "ok" : outcome.code);
const NOTE = "柜面查验过原件";

/** A submission whose age check failed, with every document accepted, proposed for acceptance all the same. */
async function propose(of: ReadyOptions = {}): Promise<Ready & { approvalId: string }> {
  const one = await readyCase(house, { findings: [found("age", "fail"), found("quality", "warn")], ...of });
  await take(house, reviewer(), one.id);
  const version = await acceptAll(house, reviewer(), one);
  const input = {
    submissionId: one.id,
    version,
    checks: ["age" as const],
    reason: "paper-inspected" as const,
    note: NOTE,
  };
  const outcome = await house.run(requestOverride, input, { as: reviewer() });
  if (!outcome.ok) throw new Error(outcome.code);
  const [approval] = await house.rows<{ id: string }>(
    "select id from approvals where subject_id = $1 and status = 'pending'",
    [one.id],
  );
  return { ...one, approvalId: approval?.id ?? "" };
}

async function approve(approvalId: string, as = house.as("compliance-lead")) {
  await house.stepUp(as);
  const shown = await house.ask(approvalDetail, { approvalId }, { as });
  const seenDigest = shown.current?.digest ?? "";
  return { shown, outcome: await house.run(approveProposal, { approvalId, seenDigest }, { as }) };
}

const openItems = (id: string) =>
  house.rows("select 1 from work_items where subject_id = $1 and kind = 'kyc-submission' and state = 'open'", [id]);

describe("an acceptance against a failed check", () => {
  it("names the failed checks and no others", async () => {
    const one = await readyCase(house, { findings: [found("age", "fail"), found("mrz", "fail")] });
    await take(house, reviewer(), one.id);
    const version = await acceptAll(house, reviewer(), one);
    const input = { submissionId: one.id, version, reason: "reading-wrong" as const, note: NOTE };
    const refused = await house.run(requestOverride, { ...input, checks: ["age"] }, { as: reviewer() });
    expect(code(refused)).toBe("kyc.override.checks-differ");
    const clean = await readyCase(house);
    await take(house, reviewer(), clean.id);
    const none = { ...input, submissionId: clean.id, version: await acceptAll(house, reviewer(), clean) };
    expect(code(await house.run(requestOverride, { ...none, checks: ["age"] }, { as: reviewer() }))).toBe(
      "kyc.submission.nothing-failed",
    );
  });

  it("is carried out as the maker's decision when a second person agrees", async () => {
    const one = await propose({ channels: ["bank-card", "telecom", "tax"] });
    expect(await standing(house, one.id)).toMatchObject({ status: "overriding" });
    expect(await openItems(one.id)).toHaveLength(0);
    const { shown, outcome } = await approve(one.approvalId);
    expect(shown.brief).toMatchObject({ note: NOTE, href: `/kyc/${one.id}` });
    expect(shown.brief?.facts).toContainEqual({ label: "kyc.labels.brief.check", value: "kyc.checks.age", word: true });
    expect(outcome).toMatchObject({ ok: true, result: { status: "approved" } });
    expect(await standing(house, one.id)).toMatchObject({ status: "accepted", outcome_class: 2 });
    const lines = await house.rows(
      "select decision, overridden, approval_id, decided_by from kyc_decisions where submission_id = $1",
      [one.id],
    );
    expect(lines).toEqual([
      {
        decision: "accept",
        overridden: ["age"],
        approval_id: one.approvalId,
        decided_by: `person:${reviewer().personId}`,
      },
    ]);
    const leaves = await house.rows<{ leaf: string }>("select leaf from audit_entries where subject_id in ($1, $2)", [
      one.id,
      one.approvalId,
    ]);
    expect(leaves.map(({ leaf }) => leaf).join()).not.toContain(NOTE);
  });

  it("is not looked at again by who agreed to it", async () => {
    const one = await propose({ drawn: true });
    expect((await approve(one.approvalId)).outcome).toMatchObject({ ok: true });
    const verdict = { submissionId: one.id, version: 1, verdict: "agree" as const };
    const said = async (as: ReturnType<typeof house.as>) => {
      await take(house, as, one.id, "kyc-second-look");
      return code(await house.run(recordSecondLook, verdict, { as }));
    };
    expect(await said(house.as("compliance-lead"))).toBe("kyc.second-look.own");
    house.clock.set("2026-10-09T16:00:00+08:00");
    expect(await said(house.as("team-lead"))).toBe("ok");
    house.clock.set("2026-10-09T14:32:00+08:00");
  });

  it("comes back to the bench when the second person says no", async () => {
    const one = await propose();
    const lead = house.as("team-lead");
    await house.stepUp(lead);
    const no = { approvalId: one.approvalId, decisionCode: "grounds-thin" };
    expect(code(await house.run(rejectProposal, no, { as: lead }))).toBe("ok");
    expect(await standing(house, one.id)).toMatchObject({ status: "ready" });
    expect(await openItems(one.id)).toHaveLength(1);
    const detail = await house.ask(submissionQuery, { id: one.id }, { as: reviewer() });
    expect(detail).toMatchObject({ approvalId: null, may: { decide: false } });
  });

  it.each([
    [
      "a picture",
      (one: Ready) =>
        house.rows("update kyc_documents set content_hash = '\\x00' where submission_id = $1 and kind = 'id-front'", [
          one.id,
        ]),
    ],
    [
      "the checks",
      (one: Ready) =>
        house.rows(
          `with run as (insert into kyc_check_runs select submission_id, 2, programme_id, legal_entity_id, findings, ran_at
             from kyc_check_runs where submission_id = $1 returning 1) update kyc_submissions set check_run = 2 where id = $1`,
          [one.id],
        ),
    ],
    [
      "what was declared",
      (one: Ready) =>
        inScope(house.runtime, house.system("system:worker"), "write", async (scope) => {
          const sealed = await sealDeclared(
            scope,
            { id: one.id, customerId: one.account.customerId },
            somebody(),
            null,
          );
          await house.rows("update kyc_submissions set payload_sealed = $2 where id = $1", [one.id, sealed]);
          return { keep: true, value: undefined };
        }),
    ],
  ])("is void when %s changed since it was proposed", async (_, change) => {
    const one = await propose();
    await change(one);
    expect((await approve(one.approvalId)).outcome).toMatchObject({ ok: true, result: { status: "void" } });
    expect(await standing(house, one.id)).toMatchObject({ status: "ready" });
    expect(await openItems(one.id)).toHaveLength(1);
    expect(await house.rows("select 1 from kyc_decisions where submission_id = $1", [one.id])).toHaveLength(0);
  });

  it("comes back when its maker takes it back, and when its time runs out", async () => {
    const one = await propose();
    const other = house.as("kyc-reviewer", { second: true });
    const detail = await house.ask(submissionQuery, { id: one.id }, { as: reviewer() });
    expect(detail).toMatchObject({ approvalId: one.approvalId, may: { withdraw: true, decide: false } });
    expect(code(await house.run(withdrawOverride, { submissionId: one.id }, { as: other }))).toBe(
      "approvals.approval.not-maker",
    );
    expect(code(await house.run(withdrawOverride, { submissionId: one.id }, { as: reviewer() }))).toBe("ok");
    expect(code(await house.run(withdrawOverride, { submissionId: one.id }, { as: reviewer() }))).toBe(
      "kyc.override.not-proposed",
    );
    expect(await standing(house, one.id)).toMatchObject({ status: "ready" });

    const two = await propose();
    expect(await expireOverrides(house.runtime, { requestId: "test" })).toBe(0);
    const now = house.clock.now();
    house.clock.set("2026-10-13T09:00:00+08:00");
    expect(await expireOverrides(house.runtime, { requestId: "test" })).toBeGreaterThan(0);
    expect(await standing(house, two.id)).toMatchObject({ status: "ready" });
    expect(await openItems(two.id)).toHaveLength(1);
    house.clock.set(now);
  });

  it("is neither agreed to by a reviewer, nor by who proposed it", async () => {
    const one = await propose();
    const as = house.as("kyc-reviewer", { second: true });
    await house.stepUp(as);
    const yes = { approvalId: one.approvalId, seenDigest: "0".repeat(64) };
    expect(code(await house.run(approveProposal, yes, { as }))).toBe("kernel.permission.denied");
  });
});
