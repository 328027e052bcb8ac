import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { road } from "../testing";
import { requestRestriction } from "./request-restriction";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const base = { scope: "debit", reasonCode: "risk-signs", reviewOn: "2026-11-09", note: "异常" } as const;

describe("proposing a restriction", () => {
  it("writes the measure, the approval, the work item and the entries, and tells the core nothing", async () => {
    const { officer, propose } = road(house);
    const account = await makeAccount(house);
    const result = await propose(account.accountId, { scope: "amount", amountMinor: 5_000n });
    const [measure] = await house.rows("select * from measures where id = $1", [result.measureId]);
    expect(measure).toMatchObject({
      state: "proposed",
      scope: "amount",
      amount_minor: "5000",
      reason_code: "risk-signs",
      source: "own-judgement",
      rule_id: "mipay-suspicious-act-first",
      review_on: "2026-11-09",
      requested_by: officer.personId,
    });
    expect(measure?.note_sealed.toString("utf8")).not.toContain("三日内");
    const [approval] = await house.rows("select * from approvals where id = $1", [result.approvalId]);
    expect(approval).toMatchObject({
      status: "pending",
      maker_id: officer.personId,
      kind: "controls.restriction.request",
    });
    expect(approval?.snapshot.inputs.map(({ key }: { key: string }) => key)).toEqual([
      "account",
      "balance",
      "identity",
      "in-flight",
      "linked",
      "measures",
      "payload",
      "reason",
      "rule",
      "standing",
    ]);
    const [item] = await house.rows("select * from work_items where subject_id = $1", [result.approvalId]);
    expect(item).toMatchObject({ kind: "approval", state: "open", excluded_person_id: officer.personId });
    const entries = await house.rows("select kind, outcome, leaf from audit_entries where subject_id = any($1)", [
      [result.measureId, result.approvalId],
    ]);
    expect(entries.map(({ kind }) => kind).sort()).toEqual([
      "approvals.approval.request",
      "controls.restriction.request",
    ]);
    expect(entries.find(({ kind }) => kind === "controls.restriction.request")?.leaf).toContain(
      "trap-freeze-own-judgement@1",
    );
    expect(await house.jobs("controls.instruction.send")).toEqual([]);
  });

  it.each([
    ["a freeze", { kind: "freeze" }, "controls.restriction.kind-needs-order"],
    ["an amount without one", { scope: "amount" }, "controls.restriction.amount-missing"],
    ["an amount out of place", { amountMinor: 1n }, "controls.restriction.amount-unexpected"],
    ["a review today", { reviewOn: "2026-10-09" }, "controls.restriction.review-past"],
    ["a review too far off", { reviewOn: "2027-01-08" }, "controls.restriction.review-too-far"],
    ["no preview", { token: null }, "controls.preview.missing"],
    ["a preview not ours", { token: "e30.e30" }, "controls.preview.foreign"],
    ["an empty note", { note: "  " }, "kernel.input.invalid"],
  ] as const)("refuses %s, changes nothing and keeps the attempt", async (_, more, code) => {
    const { officer, token, restrictQuestion } = road(house);
    const account = await makeAccount(house);
    const asked = {
      ...base,
      accountId: account.accountId,
      token: await token(restrictQuestion(account.accountId, { scope: "debit" }), officer),
      ...more,
    };
    const before = await house.checksums();
    expect(await house.run(requestRestriction, asked, { as: officer })).toMatchObject({ ok: false, code });
    expect(await house.checksums()).toEqual(before);
    if (code === "kernel.input.invalid") return;
    const kept = await house.rows("select outcome, leaf from audit_entries where subject_id = $1", [account.accountId]);
    expect(kept).toMatchObject([{ outcome: "refused" }]);
    expect(kept[0]?.leaf).toContain(code);
  });

  it("refuses a closed account, and a second proposal of the same scope", async () => {
    const { officer, token, restrictQuestion, propose } = road(house);
    const account = await makeAccount(house);
    const asked = async () => ({
      ...base,
      accountId: account.accountId,
      token: await token(restrictQuestion(account.accountId, { scope: "debit" }), officer),
    });
    await propose(account.accountId);
    expect(await house.run(requestRestriction, await asked(), { as: officer })).toMatchObject({
      code: "controls.restriction.already-proposed",
    });
    await house.rows("update accounts set status = 'closed' where id = $1", [account.accountId]);
    expect(await house.run(requestRestriction, await asked(), { as: officer })).toMatchObject({
      code: "controls.restriction.account-closed",
    });
  });

  it("refuses a preview too old, of another person, or about another scope", async () => {
    const { officer, lead, token, restrictQuestion } = road(house);
    const { accountId } = await makeAccount(house);
    const question = restrictQuestion(accountId, { scope: "debit" });
    const run = async (shown: string, more: object = {}) =>
      house.run(requestRestriction, { ...base, accountId, token: shown, ...more }, { as: officer });
    expect(await run(await token(question, lead))).toMatchObject({ code: "controls.preview.foreign" });
    expect(await run(await token(question, officer), { scope: "credit" })).toMatchObject({
      code: "controls.preview.foreign",
    });
    const old = await token(question, officer);
    house.clock.set("2026-10-09T14:34:01+08:00");
    expect(await run(old)).toMatchObject({ code: "controls.preview.stale" });
    house.clock.set("2026-10-09T14:32:00+08:00");
  });

  it("replays a key, and refuses it for another wish", async () => {
    const { officer, token, restrictQuestion } = road(house);
    const { accountId } = await makeAccount(house);
    const input = { ...base, accountId, token: await token(restrictQuestion(accountId, { scope: "debit" }), officer) };
    const first = await house.run(requestRestriction, input, { as: officer, key: "k" });
    const before = await house.checksums();
    expect(await house.run(requestRestriction, input, { as: officer, key: "k" })).toEqual({ ...first, replayed: true });
    expect(await house.run(requestRestriction, { ...input, note: "别的" }, { as: officer, key: "k" })).toMatchObject({
      code: "kernel.key.reused",
    });
    expect(await house.checksums()).toEqual(before);
  });

  it("denies those without the right, and keeps the attempt", async () => {
    const { lead } = road(house);
    const { accountId } = await makeAccount(house);
    const before = await house.checksums();
    expect(await house.run(requestRestriction, { ...base, accountId }, { as: lead })).toMatchObject({
      code: "kernel.permission.denied",
    });
    expect(await house.checksums()).toEqual(before);
    expect(await house.rows("select outcome from audit_entries where subject_id = $1", [accountId])).toMatchObject([
      { outcome: "denied" },
    ]);
  });

  it("does not find an account of another programme", async () => {
    const { officer } = road(house);
    const { accountId } = await makeAccount(house, { programme: MALL });
    await expect(house.run(requestRestriction, { ...base, accountId }, { as: officer })).rejects.toMatchObject({
      category: "not-found",
    });
  });
});
