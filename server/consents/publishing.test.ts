import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rejectProposal } from "@/server/approvals/commands/decide-approval";
import { inScope } from "@/server/kernel/scope";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { expirePolicy } from "./commands/expire-policy";
import { exportRegister } from "./commands/export-register";
import { publishPolicy } from "./commands/publish-policy";
import { recordAcceptance } from "./commands/record-acceptance";
import { withdrawPolicy } from "./commands/withdraw-policy";
import { mayMarket } from "./public";
import { versionDetail, versionsList } from "./queries";
import { agree, approvalOf, proposed, published, says, wanted } from "./testing";

let house: House;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());
beforeEach(() => house.clock.set("2026-10-09T15:00:00+08:00"));

const worker = () => house.system("system:worker");
const may = (customerId: string, channel: "sms" | "push" | "page") =>
  inScope(house.runtime, worker(), "read", async (scope) => ({
    keep: false,
    value: await mayMarket(scope, customerId, channel),
  }));
describe("a policy version", () => {
  const agreement = (wantedAt: string) => ({
    document: "payment-agreement" as const,
    label: "V9",
    changeClass: "major" as const,
    majorChanges: ["rights" as const],
    purposes: [],
    consultedAt: "2026-08-01T00:00:00+08:00",
    wantedAt,
  });

  it("of an agreement holds after thirty full days, counted from the second person's yes", async () => {
    house.clock.set("2026-09-01T10:00:00+08:00");
    const id = await proposed(house, agreement("2026-10-02T00:00:00+08:00"));
    house.clock.set("2026-09-02T10:00:00+08:00");
    const approvalId = await approvalOf(house, id);
    expect(await agree(house, approvalId)).toMatchObject({ code: "consents.policy.too-early" });
    const lead = house.as("compliance-lead");
    await house.stepUp(lead);
    expect(
      await house.run(rejectProposal, { approvalId, decisionCode: "notice-short", note: "公示期不足" }, { as: lead }),
    ).toMatchObject({ ok: true });
    const again = await published(house, agreement("2026-10-03T00:00:00+08:00"));
    const detail = await house.ask(versionDetail, { id: again }, { as: house.as("auditor") });
    expect(detail).toMatchObject({
      standing: "coming",
      effectiveAt: "2026-10-02T16:00:00.000Z",
      days: 30,
      accepted: 0,
    });
    house.clock.set("2026-10-03T00:00:00+08:00");
    expect((await house.ask(versionDetail, { id: again }, { as: house.as("auditor") })).standing).toBe("in-force");
    const { customerId } = await makeAccount(house);
    const accept = (way: "data-message" | "continued-use") =>
      house.run(
        recordAcceptance,
        { customerId, policyVersionId: again, way, evidenceId: null },
        { as: house.as("customer-service") },
      );
    expect(await accept("continued-use")).toMatchObject({ code: "consents.acceptance.continued-use" });
    expect(await accept("data-message")).toMatchObject({ ok: true });
    expect(await accept("data-message")).toMatchObject({ code: "consents.acceptance.already" });
  });

  it("is published once: the same text, and a second proposal of the document, are refused", async () => {
    const as = house.as("privacy-officer");
    const input = wanted({ document: "merchant-privacy", wantedAt: "2026-10-09T16:00:00+08:00" });
    const first = await house.run(publishPolicy, input, { as });
    expect(first).toMatchObject({ ok: true });
    expect(await house.run(publishPolicy, input, { as })).toMatchObject({ code: "consents.policy.same-text" });
    const other = wanted({ document: "merchant-privacy", wantedAt: "2026-10-09T16:00:00+08:00" });
    expect(await house.run(publishPolicy, other, { as })).toMatchObject({ code: "consents.policy.under-way" });
    const id = first.ok ? first.result.id : "";
    const approvalId = await approvalOf(house, id);
    await expect(agree(house, approvalId, as)).rejects.toMatchObject({ category: "forbidden" });
    expect(await agree(house, approvalId)).toMatchObject({ ok: true });
    expect(await agree(house, approvalId)).toMatchObject({ ok: false });
    expect(await house.run(publishPolicy, input, { as })).toMatchObject({ code: "consents.policy.same-text" });
  });

  it("that changes a purpose asks for the consent anew; what it does not touch stands", async () => {
    const { customerId } = await makeAccount(house);
    const document = "merchant-privacy" as const;
    const at = (label: string, wantedAt: string) => ({ document, label, wantedAt });
    house.clock.set("2026-10-10T10:00:00+08:00");
    const before = await published(house, at("M2", "2026-10-10T10:00:00+08:00"));
    await says(house, { customerId, policyVersionId: before }, { purposes: ["marketing-sms"] });
    await says(house, { customerId, policyVersionId: before }, { purposes: ["marketing-push"] });
    const change = { changeClass: "purpose-way-kind" as const, changedPurposes: ["marketing-sms" as const] };
    await published(house, { ...at("M3", "2026-10-12T00:00:00+08:00"), ...change });
    expect(await may(customerId, "sms")).toBe(true);
    house.clock.set("2026-10-12T00:00:00+08:00");
    expect([await may(customerId, "sms"), await may(customerId, "push")]).toEqual([false, true]);
    expect(await says(house, { customerId, policyVersionId: before })).toMatchObject({
      code: "consents.consent.version-not-in-force",
    });
  });

  it("with a purpose nobody assessed is not proposed", async () => {
    const face = wanted({
      purposes: ["face-check"],
      wantedAt: "2026-10-09T16:00:00+08:00",
      document: "merchant-privacy",
    });
    expect(await house.run(publishPolicy, face, { as: house.as("privacy-officer") })).toMatchObject({
      code: "consents.policy.no-assessment",
    });
  });

  it("nobody decided in time is dropped, once", async () => {
    const id = await proposed(house, {
      document: "marketplace-rules",
      consultedAt: "2026-08-01T00:00:00+08:00",
      wantedAt: "2026-12-01T00:00:00+08:00",
      purposes: [],
    });
    const approvalId = await approvalOf(house, id);
    house.clock.set("2026-10-13T15:00:00+08:00");
    expect(await house.run(expirePolicy, { approvalId }, { as: worker() })).toMatchObject({ ok: true });
    expect(await house.run(expirePolicy, { approvalId }, { as: worker() })).toMatchObject({ ok: false });
    const [row] = await house.rows<{ state: string }>("select state from policy_versions where id = $1", [id]);
    expect(row?.state).toBe("rejected");
  });

  it("is listed and handed out, and not to another programme", async () => {
    const list = { filters: {}, sort: "proposedAt" as const, order: "desc" as const, limit: 50 };
    const as = house.as("auditor");
    const { rows } = await house.ask(versionsList, list, { as });
    const file = await house.run(exportRegister, {}, { as });
    expect(file).toMatchObject({ ok: true, result: { lines: rows.length } });
    expect((await house.ask(versionsList, list, { as: house.as("auditor", { programme: MALL }) })).rows).toEqual([]);
  });
});

describe("a proposed version", () => {
  it("is taken back by who proposed it, until it is decided, and the document may be proposed anew", async () => {
    const draft = { document: "merchant-privacy", label: "2026-11", wantedAt: house.clock.now() } as const;
    const id = await proposed(house, draft);
    const officer = house.as("privacy-officer");
    const back = (as = officer) => house.run(withdrawPolicy, { id }, { as });
    expect((await house.ask(versionDetail, { id }, { as: officer })).may).toEqual({ withdraw: true });
    const other = house.as("privacy-officer", { second: true });
    expect((await house.ask(versionDetail, { id }, { as: other })).may).toEqual({ withdraw: false });
    expect(await back(other)).toMatchObject({ code: "approvals.approval.not-maker" });
    expect(await back(house.as("customer-service"))).toMatchObject({ code: "kernel.permission.denied" });
    await expect(back(house.as("privacy-officer", { programme: MALL }))).rejects.toMatchObject({
      category: "not-found",
    });
    expect(await back()).toMatchObject({ ok: true });
    expect(await back()).toMatchObject({ code: "consents.policy.not-proposed" });
    expect(await agree(house, await approvalOf(house, id))).toMatchObject({ ok: false });
    await proposed(house, draft);
  });
});
