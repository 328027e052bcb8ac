import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/server/kernel/new-id";
import { inScope } from "@/server/kernel/scope";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { decideAssessment } from "./commands/decide-assessment";
import { decideReview } from "./commands/decide-review";
import { endActivity } from "./commands/end-activity";
import { exportRegister } from "./commands/export-register";
import { recordActivity } from "./commands/record-activity";
import { recordAssessment } from "./commands/record-assessment";
import { requestReview } from "./commands/request-review";
import { startActivity } from "./commands/start-activity";
import { explanationOf } from "./public";
import { activityDetailQuery, explanationQuery, reviewDetailQuery } from "./queries";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

const officer = () => house.as("privacy-officer");
const lead = () => house.as("compliance-lead");
const activity = {
  name: "样本活动",
  purpose: "fraud-defence" as const,
  basis: "legal-duty" as const,
  fields: ["device" as const],
  recipients: [],
  retentionClass: "service" as const,
  safeguards: ["logged" as const],
  automated: true,
  exported: false,
  majorEffect: false,
};

/** A payment the system denied, for these reasons. */
const denied = async ({ customerId, accountId }: MadeAccount, ...codes: string[]): Promise<string> => {
  const id = newId();
  const body = { reasons: codes.map((code) => ({ code, rules: ["law-np-24-a@1"] })) };
  await house.rows(
    `insert into decisions (id, programme_id, legal_entity_id, request_id, request_hash, transaction_id, customer_id, account_id, kind,
       own_name, amount_minor, factors, tier, answer, body, basis, business_date, decided_at, batch_id, state)
     values ($1, 'pay', 'hengchuan-pay', $6, '', $6, $2, $3, 'transfer', false, 100, '{}', 'one', 'deny', $4, '{}', '2026-10-09',
       $5, $1, 'refused')`,
    [id, customerId, accountId, JSON.stringify(body), house.clock.now(), id],
  );
  return id;
};
/** A restriction by the system. */
const restricted = async (
  { customerId, accountId }: MadeAccount,
  reason: string,
  clearance = "general",
): Promise<string> => {
  const id = newId();
  await house.rows(
    `insert into measures (id, programme_id, legal_entity_id, clearance, number, account_id, customer_id, kind, source, reason_code, rule_id,
       rule_version, scope, review_on, state, requested_by, requested_at, instructed_at, in_force_at, subject_type, subject_id)
     values ($1, 'pay', 'hengchuan-pay', $2, $3, $4, $5, 'restriction', 'system', $6, 'law-aml-38', 1, 'all', '2026-12-01', 'in-force',
       'system', $7, $7, $7, 'reverification', $1)`,
    [id, clearance, `CM-${id}`, accountId, customerId, reason, house.clock.now()],
  );
  return id;
};

describe("the register", () => {
  it("starts nothing the law wants assessed before it is, by somebody else", async () => {
    const made = await house.run(recordActivity, activity, { as: officer() });
    if (!made.ok) throw new Error(made.code);
    const { id } = made.result;
    const start = () => house.run(startActivity, { id, version: 1 }, { as: officer() });
    expect(await start()).toMatchObject({ code: "processing.activity.no-assessment" });
    const about = { aboutType: "activity" as const, aboutId: id, reportReference: "样本评估-2" };
    const assess = await house.run(
      recordAssessment,
      { caseCode: "automated", ...about, risk: "medium", measures: ["human-review"] },
      { as: officer() },
    );
    if (!assess.ok) throw new Error(assess.code);
    expect(await start()).toMatchObject({ code: "processing.activity.no-assessment" });
    const conclude = { id: assess.result.id, version: 1, outcome: "accepted" as const };
    expect(await house.run(decideAssessment, conclude, { as: officer() })).toMatchObject({
      code: "kernel.permission.denied",
    });
    expect(await house.run(decideAssessment, conclude, { as: lead() })).toMatchObject({ ok: true });
    expect(await house.run(decideAssessment, conclude, { as: lead() })).toMatchObject({
      code: "processing.assessment.stale",
    });
    expect(await start()).toMatchObject({ ok: true });
    expect(await house.run(endActivity, { id, version: 2 }, { as: officer() })).toMatchObject({
      ok: true,
      result: { keptUntil: "2029-10-09" },
    });
    const detail = await house.ask(activityDetailQuery, { id }, { as: house.as("auditor") });
    expect(detail).toMatchObject({ state: "ended", unassessed: [], cases: ["automated"] });
    const elsewhere = house.as("auditor", { programme: MALL });
    await expect(house.ask(activityDetailQuery, { id }, { as: elsewhere })).rejects.toMatchObject({
      category: "not-found",
    });
    expect(await house.run(exportRegister, { what: "activities" }, { as: elsewhere })).toMatchObject({
      result: { lines: 0 },
    });
    expect(await house.run(exportRegister, { what: "assessments" }, { as: lead() })).toMatchObject({
      result: { lines: 1 },
    });
    expect(await house.run(exportRegister, { what: "decisions" }, { as: lead() })).toMatchObject({
      result: { lines: 3 },
    });
  });

  it("takes in no more than its purpose needs, and nothing that leaves the country unsaid", async () => {
    const enter = (change: object) => house.run(recordActivity, { ...activity, ...change }, { as: officer() });
    expect(await enter({ fields: ["device", "id-number"] })).toMatchObject({
      code: "processing.activity.fields-too-wide",
      params: { count: 1 },
    });
    expect(await enter({ exported: true })).toMatchObject({ code: "processing.activity.export-without-gate" });
    const marketing = { purpose: "marketing", fields: ["mobile"], automated: false };
    expect(await enter(marketing)).toMatchObject({ code: "processing.activity.needs-consent" });
    expect(await enter({ ...marketing, basis: "consent" })).toMatchObject({ ok: true });
  });

  it("takes in no assessment of nothing, and no recipient of elsewhere", async () => {
    const nothing = {
      caseCode: "provide",
      aboutType: "partner",
      aboutId: newId(),
      risk: "low",
      measures: [],
      reportReference: "样本",
    } as const;
    expect(await house.run(recordAssessment, { ...nothing, measures: [] }, { as: officer() })).toMatchObject({
      code: "processing.assessment.about-missing",
    });
    await expect(
      house.run(recordActivity, { ...activity, recipients: ["SP-999999"] }, { as: officer() }),
    ).rejects.toMatchObject({
      category: "not-found",
    });
  });
});

describe("what the system decided by itself", () => {
  const told = (customerId: string, role: "customer-service" | "compliance-lead" | "privacy-officer") =>
    house.ask(explanationQuery, { customerId }, { as: house.as(role) });

  it("is explained with rules and codes, the latest first", async () => {
    const account = await makeAccount(house);
    const denial = await denied(account, "limits.line.day", "limits.held.debit");
    const restriction = await restricted(account, "identity-expired");
    const { rows } = await told(account.customerId, "customer-service");
    expect(rows).toHaveLength(2);
    expect(rows.find(({ id }) => id === denial)).toMatchObject({
      kind: "limit-denial",
      outcome: "denied",
      inputs: ["transfer", "tier-one", "limits.line.day"],
    });
    expect(rows.find(({ id }) => id === restriction)).toMatchObject({
      outcome: "restricted",
      inputs: ["identity-expired"],
    });
    expect(rows[0]?.rules).toEqual(
      expect.arrayContaining([expect.stringMatching(/^law-pipl-24@/), expect.stringMatching(/^law-pipl-48@/)]),
    );
  });

  it("is the same with and without records of suspicion, for whoever asks", async () => {
    const [plain, watched] = [await makeAccount(house), await makeAccount(house)];
    for (const account of [plain, watched]) await denied(account, "limits.line.day");
    await restricted(watched, "under-review");
    await restricted(watched, "identity-expired", "suspicion");
    await denied(watched, "limits.held.debit");
    const shape = (
      rows: readonly { kind: string; outcome: string; inputs: readonly string[]; rules: readonly string[] }[],
    ) => rows.map(({ kind, outcome, inputs, rules }) => ({ kind, outcome, inputs, rules }));
    const expected = shape((await told(plain.customerId, "customer-service")).rows);
    for (const role of ["customer-service", "privacy-officer", "compliance-lead"] as const)
      expect(shape((await told(watched.customerId, role)).rows)).toEqual(expected);
    const asWorker = await inScope(house.runtime, house.system("system:worker"), "read", async (scope) => ({
      keep: false,
      value: await explanationOf(scope, watched.customerId),
    }));
    expect(shape(asWorker.decisions)).toEqual(expected);
  });

  it("is looked at again by another person, once at a time", async () => {
    const account = await makeAccount(house);
    const decisionId = await denied(account, "limits.line.class");
    const clerk = house.as("customer-service");
    const ask = (id = decisionId) =>
      house.run(requestReview, { customerId: account.customerId, kind: "limit-denial", decisionId: id }, { as: clerk });
    const asked = await ask();
    if (!asked.ok) throw new Error(asked.code);
    expect(await ask()).toMatchObject({ code: "processing.review.already-open" });
    const hidden = await denied(account, "limits.held.debit");
    await expect(ask(hidden)).rejects.toMatchObject({ category: "not-found" });
    const { id } = asked.result;
    const items = () =>
      house.rows<{ state: string; due_on: string }>(
        "select state, due_on::text from work_items where subject_id = $1",
        [id],
      );
    expect(await items()).toEqual([{ state: "open", due_on: "2026-10-14" }]);
    const detail = await house.ask(reviewDetailQuery, { id }, { as: lead() });
    expect(detail).toMatchObject({ decision: { id: decisionId }, may: { decide: true } });
    expect(await house.run(decideReview, { id, version: 1, outcome: "stands" }, { as: clerk })).toMatchObject({
      code: "kernel.permission.denied",
    });
    expect(await house.run(decideReview, { id, version: 1, outcome: "stands" }, { as: lead() })).toMatchObject({
      ok: true,
    });
    expect(await items()).toMatchObject([{ state: "done" }]);
  });
});
