import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { approvalDetail, countApprovals, listApprovals } from "@/server/approvals/queries";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { requestRelease } from "./commands/request-release";
import { listMeasures } from "./measures-list";
import { proposalDetail } from "./proposal-detail";
import { accountControls, measureDetail } from "./queries";
import { type DryCore, road } from "./testing";

let house: House;
let way: ReturnType<typeof road<DryCore>>;
let account: MadeAccount;
let core = 0;
beforeAll(async () => {
  house = await openHouse();
  way = road(house);
});
afterAll(() => house.close());
beforeEach(async () => {
  account = await makeAccount(house, { name: "贺临川" });
});

async function inForce(scope: "debit" | "credit" = "debit"): Promise<string> {
  const { measureId, approvalId } = await way.propose(account.accountId, { scope });
  expect(await way.approve(approvalId)).toMatchObject({ ok: true });
  expect(await way.answer(measureId, { coreSequence: ++core })).toMatchObject({ ok: true });
  return measureId;
}

describe("the approvals of a person", () => {
  it("are grouped by what they mean to who looks, and counted alike", async () => {
    const before = await house.ask(countApprovals, {}, { as: way.lead });
    const waiting = await way.propose(account.accountId, { scope: "debit" });
    const done = await way.propose(account.accountId, { scope: "credit" });
    await way.approve(done.approvalId);
    const view = async (name: "for-me" | "mine" | "others" | "ended-today", as = way.lead) =>
      (
        await house.ask(
          listApprovals,
          { filters: { view: [name] }, sort: "requestedAt", order: "desc", limit: 100 },
          { as },
        )
      ).rows.map(({ id }) => id);
    expect(await view("for-me")).toContain(waiting.approvalId);
    expect(await view("ended-today")).toContain(done.approvalId);
    expect(await view("mine", way.officer)).toContain(waiting.approvalId);
    expect(await view("for-me", way.officer)).toEqual([]);
    expect(await view("others", house.as("auditor"))).toContain(waiting.approvalId);
    expect(await house.ask(countApprovals, {}, { as: way.lead })).toMatchObject({
      forMe: before.forMe + 1,
      endedToday: before.endedToday + 1,
      mine: 0,
    });
  });

  it("show the customer masked, and tell another programme nothing", async () => {
    const { approvalId } = await way.propose(account.accountId);
    const page = await house.ask(
      listApprovals,
      { filters: {}, sort: "requestedAt", order: "desc", limit: 100 },
      { as: way.lead },
    );
    const row = page.rows.find(({ id }) => id === approvalId);
    expect(row).toMatchObject({
      status: "pending",
      about: {
        customerName: { text: "贺•川" },
        accountNumber: account.accountNumber,
        scope: "debit",
        reasonCode: "risk-signs",
      },
    });
    expect(JSON.stringify(page, (_, value) => (typeof value === "bigint" ? String(value) : value))).not.toMatch(
      new RegExp(`临|${account.coreNumber}`),
    );
    const elsewhere = house.as("compliance-lead", { programme: MALL });
    expect(
      (
        await house.ask(
          listApprovals,
          { filters: {}, sort: "requestedAt", order: "desc", limit: 100 },
          { as: elsewhere },
        )
      ).rows,
    ).toEqual([]);
    await expect(house.ask(approvalDetail, { approvalId }, { as: elsewhere })).rejects.toMatchObject({
      category: "not-found",
    });
    await expect(house.ask(proposalDetail, { approvalId }, { as: elsewhere })).rejects.toMatchObject({
      category: "not-found",
    });
    await expect(house.ask(approvalDetail, { approvalId }, { as: house.as("kyc-reviewer") })).rejects.toMatchObject({
      category: "forbidden",
    });
  });

  it("say to each person what he may do, and whether the facts are fresh", async () => {
    const { approvalId } = await way.propose(account.accountId);
    const stale = await house.ask(approvalDetail, { approvalId }, { as: way.lead });
    expect(stale).toMatchObject({
      decideRefusal: null,
      mayWithdraw: false,
      payloadIntact: true,
      current: { fresh: false },
      voided: [],
      moved: [],
    });
    expect(stale.current?.digest).toBe(stale.proposed.digest);
    expect((await way.look(approvalId)).detail.current).toMatchObject({ fresh: true });
    expect(await house.ask(approvalDetail, { approvalId }, { as: way.officer })).toMatchObject({
      decideRefusal: "kernel.permission.denied",
      mayWithdraw: true,
    });
    expect((await way.approve(approvalId)).ok).toBe(true);
    expect(await house.ask(approvalDetail, { approvalId }, { as: way.lead })).toMatchObject({
      status: "approved",
      current: null,
      seenDigest: stale.proposed.digest,
      decideRefusal: "approvals.approval.not-pending",
    });
  });
});

describe("the consequence of a proposal", () => {
  it("is the union with the other live measures, now and after, and the core's dry run", async () => {
    const standing = await inForce("credit");
    const { approvalId, measureId } = await way.propose(account.accountId, { scope: "debit" });
    const { token } = await way.look(approvalId);
    const shown = await house.ask(proposalDetail, { approvalId, token }, { as: way.lead });
    expect(shown).toMatchObject({
      verb: "restrict",
      note: "三日内多笔分散转入后集中转出",
      account: { customerName: { text: "贺•川" } },
      core: { fresh: true, balance: { availableMinor: "91236" } },
    });
    expect(shown.columns.map(({ id, proposed }) => [id, proposed])).toEqual([
      [standing, false],
      [measureId, true],
    ]);
    expect(shown.rows.find(({ act }) => act === "withdraw")).toEqual({
      act: "withdraw",
      effects: { [standing]: "free", [measureId]: "ban" },
      now: "free",
      after: "ban",
    });
    expect(shown.rows.find(({ act }) => act === "receive")).toMatchObject({ now: "ban", after: "ban" });
    expect((await house.ask(proposalDetail, { approvalId }, { as: way.lead })).core).toMatchObject({ fresh: false });
  });

  it("of a release shows what remains", async () => {
    const [debit, credit] = [await inForce("debit"), await inForce("credit")];
    const { approvalId } = await way.proposeRelease(debit);
    const shown = await house.ask(proposalDetail, { approvalId }, { as: way.lead });
    expect(shown).toMatchObject({ verb: "lift", reasonCode: "checked-clear", note: "核查后排除" });
    expect(shown.rows.find(({ act }) => act === "withdraw")).toMatchObject({ now: "ban", after: "free" });
    expect(shown.rows.find(({ act }) => act === "receive")).toMatchObject({
      effects: { [credit]: "ban" },
      now: "ban",
      after: "ban",
    });
  });
});

describe("an account under control", () => {
  it("shows its measures, their union, the orders, and what this person may propose", async () => {
    const measureId = await inForce();
    const shown = await house.ask(accountControls, { accountId: account.accountId }, { as: way.officer });
    expect(shown).toMatchObject({
      effective: { debit: true, credit: false, amountMinor: 0n },
      measures: [
        { id: measureId, state: "in-force", reasonCode: "risk-signs", rule: { ruleId: "mipay-suspicious-act-first" } },
      ],
      instructions: [{ measureId, verb: "restrict", state: "applied" }],
      available: [
        { control: "restrict", refusal: null },
        { control: "restrict-at-once", refusal: null },
        { control: "release", measureId, refusal: null },
      ],
    });
    expect(
      (await house.ask(accountControls, { accountId: account.accountId }, { as: house.as("customer-service") }))
        .available,
    ).toEqual([]);
    const detail = await house.ask(measureDetail, { measureId }, { as: house.as("auditor") });
    expect(detail).toMatchObject({
      note: "三日内多笔分散转入后集中转出",
      makerZh: "compliance-officer",
      available: [],
    });
    expect(detail.basis.map(({ ruleId }) => ruleId)).toEqual([
      "mipay-suspicious-act-first",
      "law-antifraud-18",
      "law-aml-30",
      "law-nbpi-reg-27",
      "trap-freeze-own-judgement",
    ]);
  });

  it("lists measures by state, review date and account, and no other programme's", async () => {
    const measureId = await inForce();
    const list = (filters: object, as = way.officer) =>
      house.ask(listMeasures, { filters, sort: "reviewOn", order: "asc", limit: 100 }, { as });
    const found = await list({
      state: ["in-force"],
      accountId: account.accountId,
      reviewOn: { from: "2026-11-09", to: "2026-11-09" },
    });
    expect(found.rows).toMatchObject([
      { id: measureId, customerName: { text: "贺•川" }, makerEn: "compliance-officer" },
    ]);
    expect((await list({ accountId: account.accountId, state: ["released"] })).rows).toEqual([]);
    const elsewhere = house.as("compliance-officer", { programme: MALL });
    expect((await list({}, elsewhere)).rows).toEqual([]);
    await expect(house.ask(measureDetail, { measureId }, { as: elsewhere })).rejects.toMatchObject({
      category: "not-found",
    });
    await expect(house.ask(accountControls, { accountId: account.accountId }, { as: elsewhere })).rejects.toMatchObject(
      { category: "not-found" },
    );
  });
});

describe("proposing a release", () => {
  const base = { reasonCode: "checked-clear", note: "核查后排除" } as const;
  const lift = (measureId: string) =>
    way.token(
      { accountId: account.accountId, verb: "lift", scope: "debit", amountMinor: null, measureId },
      way.officer,
    );

  it("refuses an old version, a measure not in force and a missing preview; changes nothing", async () => {
    const measureId = await inForce();
    const token = await lift(measureId);
    const before = await house.checksums();
    const run = (more: object) =>
      house.run(requestRelease, { ...base, measureId, version: 3, token, ...more }, { as: way.officer });
    expect(await run({ version: 2 })).toMatchObject({ code: "controls.measure.stale" });
    expect(await run({ token: null })).toMatchObject({ code: "controls.preview.missing" });
    expect(await house.run(requestRelease, { ...base, measureId, version: 3, token }, { as: way.lead })).toMatchObject({
      code: "kernel.permission.denied",
    });
    expect(await house.checksums()).toEqual(before);
    expect(await run({})).toMatchObject({ ok: true });
    expect(await run({ version: 4 })).toMatchObject({ code: "controls.release.not-in-force" });
    const kinds = await house.rows(
      "select outcome from audit_entries where subject_id = $1 and kind = 'controls.release.request' order by id",
      [measureId],
    );
    expect(kinds.map(({ outcome }) => outcome)).toEqual(["refused", "refused", "denied", "committed", "refused"]);
  });

  it("does not find a measure of another programme", async () => {
    const measureId = await inForce();
    const stranger = house.as("compliance-officer", { programme: MALL });
    await expect(house.run(requestRelease, { ...base, measureId, version: 3 }, { as: stranger })).rejects.toMatchObject(
      { category: "not-found" },
    );
  });

  it("rejected, the measure stays in force", async () => {
    const measureId = await inForce();
    const { approvalId } = await way.proposeRelease(measureId);
    expect(await way.reject(approvalId, "still-at-risk")).toMatchObject({ ok: true });
    expect(await way.stateOf(measureId)).toBe("in-force");
    expect(
      await house.rows("select release_reason_code, release_note_sealed from measures where id = $1", [measureId]),
    ).toEqual([{ release_reason_code: null, release_note_sealed: null }]);
  });
});
