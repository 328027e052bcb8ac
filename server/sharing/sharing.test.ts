import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { published, says } from "@/server/consents/testing";
import { filesOfSubject } from "@/server/evidence/queries";
import { newId } from "@/server/kernel/new-id";
import { inScope } from "@/server/kernel/scope";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { chaseNotices } from "./chasing";
import { stopRecipient } from "./commands/block-recipient";
import { decideDemand } from "./commands/decide-demand";
import { endPartner } from "./commands/end-partner";
import { exportRegister } from "./commands/export-register";
import { proposePartner } from "./commands/propose-partner";
import { recordPartner } from "./commands/record-partner";
import { registerDemand } from "./commands/register-demand";
import { resumeRecipient } from "./commands/resume-recipient";
import { withdrawPartner } from "./commands/withdraw-partner";
import type { Handed, Post } from "./deliver";
import "./doors";
import { recipientsOf, stopSharing } from "./public";
import { demandsList, partnerDetailQuery, partnersList } from "./queries";
import { assessed, entered, gives, inUse } from "./testing";

let house: House;
const DOOR = "https://courier.example.invalid/notices";

beforeAll(async () => {
  house = await openHouse();
  process.env.DATABASE_URL ??= house.url;
});
afterAll(() => house?.close());
beforeEach(() => house.clock.set("2026-10-09T15:00:00+08:00"));

const worker = () => house.system("system:worker");
const officer = () => house.as("privacy-officer");
const inside = <T>(work: (scope: Parameters<typeof stopSharing>[0]) => Promise<T>) =>
  inScope(house.runtime, worker(), "write", async (scope) => ({ keep: true, value: await work(scope) }));
type Row = {
  id: string;
  number: string;
  state: string;
  rounds: number;
  version: number;
  told_way: string | null;
  next_at: Date | null;
};
const noticesOf = (customerId: string) =>
  house.rows<Row>(
    "select id, number, state, rounds, version, told_way, next_at from sharing_notices where customer_id = $1 order by number",
    [customerId],
  );
const itemsOf = (id: string) =>
  house.rows<{ state: string; priority: number }>("select state, priority from work_items where subject_id = $1", [id]);

/** A door that answers as told, and keeps what came. */
function door(...answers: Handed[]) {
  const came: Parameters<Post>[0][] = [];
  const post: Post = async (outgoing) => {
    came.push(outgoing);
    return answers[Math.min(came.length - 1, answers.length - 1)] ?? { ok: false, problem: "refused", head: null };
  };
  return { came, post };
}
describe("a partner", () => {
  it("is put into use by two people, after its assessment", async () => {
    const made = await house.run(recordPartner, entered({ noticeUrl: DOOR }), { as: officer() });
    if (!made.ok) throw new Error(made.code);
    expect(made.result.secret).toMatch(/^whsec_/);
    const propose = () => house.run(proposePartner, { id: made.result.id, version: 1 }, { as: officer() });
    expect(await propose()).toMatchObject({ code: "sharing.partner.no-assessment", params: { count: 1 } });
    const { id } = await inUse(house);
    const detail = await house.ask(partnerDetailQuery, { id }, { as: house.as("auditor") });
    expect(detail).toMatchObject({ state: "active", unassessed: [], consentRequired: false });
  });

  it("is not entered against the rules, nor by who may not", async () => {
    expect(await house.run(recordPartner, entered({ paid: true }), { as: officer() })).toMatchObject({
      code: "sharing.partner.sale",
    });
    expect(
      await house.run(recordPartner, entered({ noticeUrl: "http://127.0.0.1/x" }), { as: officer() }),
    ).toMatchObject({
      code: "sharing.partner.endpoint",
    });
    expect(await house.run(recordPartner, entered(), { as: house.as("customer-service") })).toMatchObject({
      code: "kernel.permission.denied",
    });
  });

  it("whose contract ends is told to delete, once, and its records stay", async () => {
    const { id } = await inUse(house, { contractTo: "2026-10-09" });
    expect(await chaseNotices(house.runtime, { requestId: newId() }, door().post)).toBe(0);
    house.clock.set("2026-10-10T00:05:00+08:00");
    for (const handled of [1, 0])
      expect(await chaseNotices(house.runtime, { requestId: newId() }, door().post)).toBe(handled);
    const detail = await house.ask(partnerDetailQuery, { id }, { as: house.as("auditor") });
    expect(detail).toMatchObject({ state: "ended", endReason: "contract-over", keptUntil: "2029-10-10" });
    expect(detail.notices).toMatchObject([{ kind: "contract-ended", customer: null, state: "waiting" }]);
    expect(await itemsOf(detail.notices[0]?.id ?? "")).toMatchObject([{ state: "open" }]);
    expect(
      await house.run(endPartner, { id, version: detail.version, reason: "breach" }, { as: officer() }),
    ).toMatchObject({
      code: "sharing.partner.not-active",
    });
  });

  it("of another programme is not seen", async () => {
    const { id } = await inUse(house);
    const as = house.as("auditor", { programme: MALL });
    await expect(house.ask(partnerDetailQuery, { id }, { as })).rejects.toMatchObject({ category: "not-found" });
    const list = { filters: {}, sort: "recordedAt" as const, order: "desc" as const, limit: 50 };
    expect((await house.ask(partnersList, list, { as })).rows).toEqual([]);
    const file = await house.run(exportRegister, { what: "public-list" }, { as });
    expect(file).toMatchObject({ ok: true, result: { lines: 0 } });
  });
});

describe("giving and stopping", () => {
  it("needs the customer's own consent, and ends with it or with a stop", async () => {
    const versionId = await published(house, {
      label: "S1",
      purposes: ["marketing-sms"],
      wantedAt: "2026-10-09T15:00:00+08:00",
    });
    expect(versionId).toBeTruthy();
    const { id: partnerId } = await inUse(house, {
      kind: "recipient",
      basis: "consent",
      caseCode: "with-separate-consent",
    });
    const { customerId } = await makeAccount(house);
    expect(await gives(house, { partnerId, customerId })).toMatchObject({ code: "sharing.disclosure.not-agreed" });
    await house.rows(
      `insert into consent_states (id, programme_id, legal_entity_id, customer_id, purpose, change, policy_version_id, event_id, at)
       values ($1, 'pay', 'hengchuan-pay', $2, 'share-partner', 'given', $3, $1, $4)`,
      [newId(), customerId, versionId, house.clock.now()],
    );
    expect(await gives(house, { partnerId, customerId }, { reference: "R-1" })).toMatchObject({
      ok: true,
      result: { created: true },
    });
    expect(await gives(house, { partnerId, customerId }, { reference: "R-1" })).toMatchObject({
      ok: true,
      result: { created: false },
    });
    const stopped = await inside(async (scope) => {
      const done = await stopSharing(scope, { customerId, partnerIds: "all-optional", requestId: newId() });
      return done.stopped;
    });
    expect(stopped).toContain(partnerId);
    expect(await gives(house, { partnerId, customerId })).toMatchObject({ code: "sharing.disclosure.stopped" });
    expect(await noticesOf(customerId)).toHaveLength(1);
    const found = await inside((scope) => recipientsOf(scope, customerId));
    expect(found).toMatchObject([{ partnerId, fields: ["mobile"], stoppedAt: house.clock.now() }]);
    const clerk = house.as("customer-service");
    expect(await house.run(stopRecipient, { customerId, partnerIds: [partnerId] }, { as: clerk })).toMatchObject({
      code: "sharing.recipient.already-stopped",
    });
    expect(await house.run(resumeRecipient, { customerId, partnerId }, { as: clerk })).toMatchObject({ ok: true });
    expect(await gives(house, { partnerId, customerId })).toMatchObject({ ok: true });
    expect(await says(house, { customerId, policyVersionId: versionId })).toMatchObject({ ok: true });
  });

  it("touches no partner that works for the house, and none of elsewhere", async () => {
    const { id } = await inUse(house);
    const { customerId } = await makeAccount(house);
    const as = house.as("customer-service");
    expect(await house.run(stopRecipient, { customerId, partnerIds: [id] }, { as })).toMatchObject({
      code: "sharing.recipient.not-optional",
    });
    await expect(house.run(stopRecipient, { customerId, partnerIds: [newId()] }, { as })).rejects.toMatchObject({
      category: "not-found",
    });
  });
});

describe("a foreign demand", () => {
  it("goes up, and is turned down by somebody else", async () => {
    const input = { authority: "样本境外机构", country: "USA", reference: "S-1", receivedOn: "2026-10-09" };
    const made = await house.run(registerDemand, input, { as: officer() });
    if (!made.ok) throw new Error(made.code);
    expect(await house.run(registerDemand, { ...input, country: "CHN" }, { as: officer() })).toMatchObject({
      code: "sharing.demand.home",
    });
    const { id } = made.result;
    expect(await itemsOf(id)).toMatchObject([{ state: "open" }]);
    const lead = house.as("compliance-lead");
    const decide = (outcome: "permitted" | "rejected", permission: string | null = null) =>
      house.run(decideDemand, { id, version: 1, outcome, permission }, { as: lead });
    expect(await decide("permitted")).toMatchObject({ code: "sharing.demand.permission-missing" });
    expect(await decide("permitted", "批准-样本-1")).toMatchObject({ code: "sharing.demand.paper-missing" });
    const papers = { subject: { type: "foreign-demand", id } };
    expect((await house.ask(filesOfSubject, papers, { as: officer() })).files).toEqual([]);
    await expect(house.ask(filesOfSubject, papers, { as: house.as("customer-service") })).rejects.toMatchObject({
      category: "not-found",
    });
    expect(await decide("rejected")).toMatchObject({ ok: true });
    expect(await decide("rejected")).toMatchObject({ code: "sharing.demand.decided" });
    expect(await itemsOf(id)).toMatchObject([{ state: "done" }]);
  });

  it("is nothing the desk of customers sees", async () => {
    const page = { filters: {}, limit: 50 } as const;
    for (const role of ["customer-service", "team-lead"] as const)
      await expect(house.ask(demandsList, page, { as: house.as(role) })).rejects.toMatchObject({
        category: "forbidden",
      });
    for (const role of ["privacy-officer", "compliance-lead", "auditor"] as const)
      expect((await house.ask(demandsList, page, { as: house.as(role) })).rows.length).toBeGreaterThan(0);
  });
});

describe("a proposed partner", () => {
  it("is taken back by who proposed it, until it is decided", async () => {
    const made = await house.run(recordPartner, entered(), { as: officer() });
    if (!made.ok) throw new Error(made.code);
    const { id } = made.result;
    await assessed(house, id, "provide");
    const back = (as = officer()) => house.run(withdrawPartner, { id }, { as });
    expect(await back()).toMatchObject({ code: "sharing.partner.not-proposed" });
    const proposed = await house.run(proposePartner, { id, version: 1 }, { as: officer() });
    if (!proposed.ok) throw new Error(proposed.code);
    expect(await back(house.as("privacy-officer", { second: true }))).toMatchObject({
      code: "approvals.approval.not-maker",
    });
    expect(await back()).toMatchObject({ ok: true });
    expect(await back()).toMatchObject({ code: "sharing.partner.not-proposed" });
    expect(await house.ask(partnerDetailQuery, { id }, { as: officer() })).toMatchObject({ state: "draft" });
    const elsewhere = house.as("privacy-officer", { programme: MALL });
    await expect(back(elsewhere)).rejects.toMatchObject({ category: "not-found" });
  });
});
