import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fictitiousIdentityNumber } from "@/domain/customers/identity-number";
import { localDate } from "@/domain/shared/time";
import { approveProposal, rejectProposal } from "@/server/approvals/commands/decide-approval";
import { approvalDetail } from "@/server/approvals/queries";
import { lockRecord } from "@/server/customers/public";
import { newId } from "@/server/kernel/new-id";
import { inScope } from "@/server/kernel/scope";
import { makeAccount, type PersonPrincipal } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { requestCorrection } from "./commands/request-correction";
import { withdrawCorrection } from "./commands/withdraw-correction";
import "./doors";
import { onCorrectionSettled, proposeCorrection } from "./public";
import { correctionDetailQuery, correctionsList } from "./queries";

let house: House;
let officer: PersonPrincipal;
let lead: PersonPrincipal;
const settled: string[] = [];
const NUMBER = fictitiousIdentityNumber({ birthDate: localDate("1990-01-01"), area: 7, sequence: 1 });

beforeAll(async () => {
  house = await openHouse();
  officer = house.as("privacy-officer");
  lead = house.as("compliance-lead");
  await house.stepUp(lead);
  onCorrectionSettled("test", async (_scope, { correctionId, outcome }) => {
    settled.push(`${correctionId} ${outcome}`);
    return { audit: [], events: [] };
  });
});
afterAll(() => house.close());

/** A paper of the customer's, taken in. */
async function paper(customerId: string): Promise<string> {
  const id = newId();
  await house.rows(
    `insert into evidence_files (id, programme_id, legal_entity_id, clearance, subject_type, subject_id, customer_id, kind, retention_class,
       state, name_sealed, bytes, uploaded_by, uploaded_at, expires_at, sha256, pages)
     values ($1, 'pay', 'hengchuan-pay', 'general', 'customer', $2, $2, 'identity-proof', 'casework', 'ready', '', 1, 'system:seed', now(), now(),
       'x', 1)`,
    [id, customerId],
  );
  return id;
}

const record = (customerId: string) =>
  inScope(house.runtime, officer, "write", async (scope) => ({
    keep: false,
    value: await lockRecord(scope, customerId),
  }));

async function customer(name = "样本某"): Promise<{ customerId: string; evidenceIds: string[] }> {
  const { customerId } = await makeAccount(house, { name });
  return { customerId, evidenceIds: [await paper(customerId)] };
}

async function proposed(name = "样本更正") {
  const of = await customer();
  const outcome = await house.run(
    requestCorrection,
    { ...of, items: [{ field: "name", value: name }] },
    { as: officer },
  );
  if (!outcome.ok) throw new Error(outcome.code);
  const { correctionId } = outcome.result;
  const [approval] = await house.rows<{ id: string }>("select id from approvals where subject_id = $1", [correctionId]);
  return { ...of, correctionId, approvalId: approval?.id ?? "" };
}

async function agree(approvalId: string, as = lead) {
  const shown = await house.ask(approvalDetail, { approvalId }, { as });
  return house.run(approveProposal, { approvalId, seenDigest: shown.current?.digest ?? "" }, { as });
}

describe("a correction", () => {
  it("of a telephone stands at once: sealed anew, found by the new number and not by the old", async () => {
    const { customerId, evidenceIds } = await customer();
    const fix = (value: string) =>
      house.run(requestCorrection, { customerId, evidenceIds, items: [{ field: "phone", value }] }, { as: officer });
    expect(await fix("13900000021")).toMatchObject({ ok: true, result: { state: "done" } });
    expect(await fix("13900000022")).toMatchObject({ ok: true });
    expect((await record(customerId)).fields.phone).toBe("13900000022");
    const keys = await house.rows<{ value: Buffer }>(
      "select value from blind_index where subject_id = $1 and kind = 'phone'",
      [customerId],
    );
    expect(keys.map(({ value }) => value)).toEqual([house.runtime.blind("phone", "13900000022")]);
    expect(await fix("139 0000 0022")).toMatchObject({ code: "corrections.item.unchanged" });
  });

  it("of a name waits for a second person, then stands, and the customer is to be known again", async () => {
    const { customerId, correctionId, approvalId } = await proposed();
    expect((await record(customerId)).fields.name).toBe("样本某");
    expect(await agree(approvalId)).toMatchObject({ ok: true });
    expect((await record(customerId)).fields.name).toBe("样本更正");
    expect(settled.filter((line) => line.startsWith(correctionId))).toEqual([`${correctionId} done`]);
    const reviews = await house.rows(
      "select from reverification_triggers where customer_id = $1 and kind = 'data-change'",
      [customerId],
    );
    expect(reviews).toHaveLength(1);
    const kept = await house.rows<{ text: string }>(
      "select i::text as text from correction_items i where correction_id = $1",
      [correctionId],
    );
    expect(kept.map(({ text }) => text).join()).not.toMatch(/样本/);
    const detail = await house.ask(correctionDetailQuery, { id: correctionId }, { as: officer });
    expect(detail).toMatchObject({ state: "done", items: [{ field: "name", identity: true, before: "样•某" }] });
  });

  it("is not carried out on a record that changed meanwhile", async () => {
    const { customerId, correctionId, approvalId } = await proposed();
    await house.rows("update customers set version = version + 1 where id = $1", [customerId]);
    await agree(approvalId);
    const [row] = await house.rows<{ state: string }>("select state from corrections where id = $1", [correctionId]);
    expect(row?.state).not.toBe("done");
    expect((await record(customerId)).fields.name).toBe("样本某");
  });

  it("turned down or taken back changes nothing, and whoever listens hears of it once", async () => {
    const one = await proposed();
    const no = { approvalId: one.approvalId, decisionCode: "proof-missing" };
    expect(await house.run(rejectProposal, no, { as: lead })).toMatchObject({ ok: true });
    const two = await proposed();
    expect(await house.run(withdrawCorrection, { id: two.correctionId }, { as: officer })).toMatchObject({ ok: true });
    expect(await house.run(withdrawCorrection, { id: two.correctionId }, { as: officer })).toMatchObject({
      code: "corrections.correction.not-open",
    });
    expect(settled).toEqual(expect.arrayContaining([`${one.correctionId} rejected`, `${two.correctionId} withdrawn`]));
    expect((await record(one.customerId)).fields.name).toBe("样本某");
  });

  it("of a paper's number is read by its kind and found by it", async () => {
    const { customerId, evidenceIds } = await customer();
    const items = [{ field: "document-number", value: NUMBER }] as const;
    const fix = () => house.run(requestCorrection, { customerId, evidenceIds, items: [...items] }, { as: officer });
    expect(await fix()).toMatchObject({ code: "corrections.item.no-document" });
  });

  it("is refused without papers, with another's, a second time, and to who may not", async () => {
    const { customerId, evidenceIds } = await customer();
    const items = [{ field: "name" as const, value: "样本更正" }];
    const run = (input: object, as = officer) =>
      house.run(requestCorrection, { customerId, items, evidenceIds, ...input }, { as });
    expect(await run({ evidenceIds: [] })).toMatchObject({ code: "corrections.evidence.missing" });
    const { customerId: somebody } = await customer();
    expect(await run({ evidenceIds: [await paper(somebody)] })).toMatchObject({
      code: "corrections.evidence.not-usable",
    });
    expect(await run({}, house.as("customer-service"))).toMatchObject({ code: "kernel.permission.denied" });
    await expect(run({}, house.as("privacy-officer", { programme: MALL }))).rejects.toMatchObject({
      category: "not-found",
    });
    expect(await run({})).toMatchObject({ ok: true, result: { state: "proposed" } });
    expect(await run({})).toMatchObject({ code: "corrections.correction.already-open" });
  });

  it("is told within the caller's own command", async () => {
    const { customerId } = await customer();
    const requestId = newId();
    const made = await inScope(house.runtime, officer, "write", async (scope) => {
      const asked = {
        requestId,
        customerId,
        items: [{ field: "address" as const, value: "衡川市样本路9号" }],
        evidenceIds: [],
      };
      return { keep: true, value: await proposeCorrection(scope, asked) };
    });
    expect(made).toMatchObject({ ok: true, value: { state: "done" } });
    const list = await house.ask(correctionsList, { filters: { customer: customerId } }, { as: officer });
    expect(list.rows).toMatchObject([{ requestId, fields: ["address"], state: "done" }]);
  });
});
