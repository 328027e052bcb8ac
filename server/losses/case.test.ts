import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/server/kernel/new-id";
import { type MadeAccount, makeAccount, makeLeg } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { closeReport } from "./commands/close-report";
import { confirmReport } from "./commands/confirm-report";
import { recordCallBack } from "./commands/record-call-back";
import { recordEvidence } from "./commands/record-evidence";
import { recordPoliceReport } from "./commands/record-police";
import { replaceAccounts } from "./commands/replace-accounts";
import { requestRestore } from "./commands/request-restore";
import { reviewStop } from "./commands/review-stop";
import { setReportDisputes } from "./commands/set-disputes";
import { withdrawRestore } from "./commands/withdraw-restore";
import { lossDetailQuery } from "./detail";
import { disputableList } from "./queries";
import { sweepLosses } from "./sweep";
import { desk, KNOWN, KNOWN_AGAIN } from "./testing";

let house: House;
let way: ReturnType<typeof desk>;
let account: MadeAccount;
beforeAll(async () => {
  house = await openHouse();
  way = desk(house);
});
afterAll(() => house.close());
beforeEach(async () => {
  house.clock.set("2026-10-09T14:32:00+08:00");
  account = await makeAccount(house);
});

const version = async (id: string) => (await way.row(id)).version;
const codeOf = (outcome: { ok: boolean; code?: string }) => (outcome.ok ? "ok" : outcome.code);

/** A report of a known caller, in force. */
async function protectedReport(): Promise<string> {
  const { id } = await way.reported(account.customerId, { noticeAt: "2026-10-09T14:31:30+08:00" });
  await way.answerAll(account);
  return id;
}

/** A looked-at file of a report, without its bytes. */
async function file(subjectId: string): Promise<string> {
  const id = newId();
  await house.rows(
    `insert into evidence_files (id, programme_id, legal_entity_id, clearance, subject_type, subject_id, customer_id, kind, retention_class, state, media_type,
       name_sealed, bytes, pages, sha256, uploaded_by, uploaded_at, expires_at, version)
     values ($1, 'pay', 'hengchuan-pay', 'general', 'loss-report', $2, $3, 'statement', 'casework', 'ready', 'image/png', '', 10, 1, $4, 'person:x', now(), now(), 1)`,
    [id, subjectId, account.customerId, "ab".repeat(32)],
  );
  return id;
}

describe("the call back", () => {
  const call = async (id: string, outcome: "confirmed" | "denied" | "no-answer", checks = KNOWN) =>
    house.run(recordCallBack, { id, version: await version(id), outcome, checks }, { as: way.agent });

  it("that confirms freezes first and ends the stop after; the lead still looks", async () => {
    const { id } = await way.reported(account.customerId, { checks: [] });
    await way.answerAll(account);
    expect(await call(id, "confirmed")).toMatchObject({ ok: true, result: { effect: "freeze" } });
    await way.answerAll(account);
    expect(await way.row(id)).toMatchObject({ state: "protected", verified: true, call_back_state: "confirmed" });
    const measures = await way.measures(account.accountId);
    expect(measures.map(({ kind, state }) => `${kind} ${state}`)).toEqual(["stop released", "freeze in-force"]);
    expect(await way.items(id, "loss-review")).toEqual([{ state: "open" }]);
  });
  it("that denies ends the stop, and with it the report", async () => {
    const { id } = await way.reported(account.customerId, { checks: [] });
    await way.answerAll(account);
    expect(await call(id, "denied")).toMatchObject({ ok: true, result: { effect: "end-stop" } });
    expect((await way.row(id)).state).toBe("stopped");
    await way.answerAll(account);
    expect((await way.row(id)).state).toBe("not-confirmed");
    expect(await way.items(id, "loss-report")).toEqual([{ state: "done" }]);
  });
  it("by an unknown voice, or to nobody, leaves everything as it is", async () => {
    const { id } = await way.reported(account.customerId, { checks: [] });
    await way.answerAll(account);
    expect(codeOf(await call(id, "denied", []))).toBe("losses.call-back.not-verified");
    expect(await call(id, "no-answer", [])).toMatchObject({ ok: true, result: { effect: "none" } });
    expect(await way.row(id)).toMatchObject({ state: "stopped", call_back_state: "unreached" });
    expect(await way.measures(account.accountId)).toMatchObject([{ kind: "stop", state: "in-force" }]);
  });
});

describe("the papers", () => {
  const told = async (id: string, kind: "id-copy" | "hand-held-photo", fileId?: string) =>
    house.run(
      recordEvidence,
      { id, version: await version(id), kind, state: fileId ? "received" : "refused", ...(fileId ? { fileId } : {}) },
      { as: way.agent },
    );
  const confirm = async (id: string) => house.run(confirmReport, { id, version: await version(id) }, { as: way.agent });

  it("complete a report, and a refused one leaves it unconfirmed while all else goes on", async () => {
    const id = await protectedReport();
    expect(await told(id, "id-copy", await file(id))).toMatchObject({ ok: true, result: { state: "evidence" } });
    expect(codeOf(await confirm(id))).toBe("losses.evidence.incomplete");
    await told(id, "hand-held-photo");
    expect(codeOf(await confirm(id))).toBe("losses.evidence.refused");
    expect((await way.measures(account.accountId))[0]).toMatchObject({ state: "in-force" });
    await told(id, "hand-held-photo", await file(id));
    expect(await confirm(id)).toMatchObject({ ok: true, result: { state: "confirmed" } });
    const used = await house.rows("select used_at from evidence_files where subject_id = $1 and used_at is null", [id]);
    expect(used).toEqual([]);
  });
  it("must be files of this report", async () => {
    const id = await protectedReport();
    expect(codeOf(await told(id, "id-copy", await file(newId())))).toBe("losses.evidence.file-missing");
    expect(codeOf(await told(id, "id-copy", newId()))).toBe("losses.evidence.file-missing");
  });
  it("of the police are kept sealed", async () => {
    const id = await protectedReport();
    const input = { id, version: await version(id), policeNumber: "样公受案字〔2026〕0001号" };
    expect(await house.run(recordPoliceReport, input, { as: way.agent })).toMatchObject({ ok: true });
    const [row] = await house.rows<{ police_number_sealed: Buffer }>(
      "select police_number_sealed from loss_reports where id = $1",
      [id],
    );
    expect(row?.police_number_sealed.toString("utf8")).not.toContain("样公受案");
    const detail = await house.ask(lossDetailQuery, { id }, { as: way.agent });
    expect(detail.policeNumber).toBe(input.policeNumber);
  });
});

describe("disputed movements", () => {
  const set = async (id: string, transactionIds: string[]) =>
    house.run(setReportDisputes, { id, version: await version(id), transactionIds }, { as: way.agent });

  it("are the customer's own money out, each labelled by notice and protection", async () => {
    const leg = (occurredAt: string, direction: "in" | "out" = "out") =>
      makeLeg(house, account, {
        amountMinor: 120_000n,
        direction,
        date: "2026-10-09",
        occurredAt: occurredAt as never,
      });
    const before = await leg("2026-10-09T06:00:00.000Z");
    const between = await leg("2026-10-09T06:31:45.000Z");
    const after = await leg("2026-10-09T06:40:00.000Z");
    const id = await protectedReport();
    expect(await set(id, [before, between, after])).toMatchObject({ ok: true, result: { total: 3 } });
    const detail = await house.ask(lossDetailQuery, { id }, { as: way.agent });
    expect(detail.disputed.map(({ transactionId, phase }) => [transactionId, phase])).toEqual([
      [after, "after-protection"],
      [between, "before-protection"],
      [before, "before-notice"],
    ]);
    const offered = await house.ask(disputableList, { id }, { as: way.agent });
    expect(offered.rows.map((row) => row.id)).toEqual([after, between, before]);
    expect(await set(id, [before])).toMatchObject({ ok: true, result: { total: 1 } });
    await way.reported(account.customerId, { noticeAt: "2026-10-09T13:00:00+08:00" });
    const moved = await house.ask(lossDetailQuery, { id }, { as: way.agent });
    expect(moved.disputed).toMatchObject([{ transactionId: before, phase: "before-protection" }]);
  });
  it("are taken whole or not at all", async () => {
    const stranger = await makeAccount(house);
    const foreign = await makeLeg(house, stranger, { amountMinor: 1n, direction: "out" });
    const own = await makeLeg(house, account, { amountMinor: 1n, direction: "out" });
    const income = await makeLeg(house, account, { amountMinor: 1n, direction: "in" });
    const id = await protectedReport();
    expect(codeOf(await set(id, [own, foreign]))).toBe("losses.dispute.not-customers");
    expect(codeOf(await set(id, [own, newId()]))).toBe("losses.dispute.not-customers");
    expect(codeOf(await set(id, [own, income]))).toBe("losses.dispute.not-money-out");
    expect(await house.rows("select from loss_disputes where report_id = $1", [id])).toEqual([]);
  });
});

describe("the end of protection", () => {
  const ask = async (id: string, checks = KNOWN_AGAIN, ending: "restored" | "withdrawn" = "restored") =>
    house.run(requestRestore, { id, version: await version(id), ending, checks }, { as: way.agent });

  it("needs answers taken anew and another person, and then the core", async () => {
    const id = await protectedReport();
    expect(codeOf(await ask(id, KNOWN))).toBe("losses.restore.not-verified");
    const proposed = await ask(id);
    expect(proposed).toMatchObject({ ok: true, result: { state: "restoring" } });
    expect((await way.measures(account.accountId))[0]).toMatchObject({ state: "in-force" });
    expect(codeOf(await ask(id))).toBe("losses.restore.not-protected");
    expect(await way.approve(await way.pendingOf(id))).toMatchObject({ ok: true });
    expect(await way.row(id)).toMatchObject({ state: "restored" });
    expect((await way.measures(account.accountId))[0]).toMatchObject({ state: "release-instructed" });
    await way.answerAll(account);
    expect((await way.measures(account.accountId))[0]).toMatchObject({ state: "released" });
    const told = await house.rows(
      "select template from customer_letters where customer_id = $1 order by written_at, id",
      [account.customerId],
    );
    expect(told.at(-1)).toEqual({ template: "loss.restored" });
    expect(await way.reported(account.customerId)).toMatchObject({ outcome: "protected" });
  });
  it("by withdrawal takes the same road", async () => {
    const id = await protectedReport();
    await ask(id, KNOWN_AGAIN, "withdrawn");
    expect(await way.approve(await way.pendingOf(id))).toMatchObject({ ok: true });
    expect(await way.row(id)).toMatchObject({ state: "withdrawn" });
  });
  it("is off after a no, a withdrawal of the proposal, or its time: everything stays protected", async () => {
    const id = await protectedReport();
    await ask(id);
    expect(await way.reject(await way.pendingOf(id), "still-at-risk")).toMatchObject({ ok: true });
    expect((await way.row(id)).state).toBe("protected");
    await ask(id);
    expect(await house.run(withdrawRestore, { id, version: await version(id) }, { as: way.agent })).toMatchObject({
      ok: true,
    });
    expect((await way.row(id)).state).toBe("protected");
    await ask(id);
    house.clock.set("2026-10-13T14:33:00+08:00");
    expect(await sweepLosses(house.runtime, { requestId: "sweep" })).toBe(1);
    expect((await way.row(id)).state).toBe("protected");
    expect((await way.measures(account.accountId))[0]).toMatchObject({ state: "in-force" });
  });
  it("is void when another notice came in since", async () => {
    const id = await protectedReport();
    await ask(id);
    const approvalId = await way.pendingOf(id);
    await way.reported(account.customerId, { checks: [] });
    await way.approve(approvalId);
    expect((await way.row(id)).state).toBe("protected");
    expect((await way.measures(account.accountId))[0]).toMatchObject({ state: "in-force" });
  });
  it("is nothing another programme can ask for", async () => {
    const id = await protectedReport();
    const as = house.as("customer-service", { programme: MALL });
    const input = { id, version: 1, ending: "restored" as const, checks: KNOWN_AGAIN };
    await expect(house.run(requestRestore, input, { as })).rejects.toMatchObject({ category: "not-found" });
  });
});

describe("replacing", () => {
  it("hands every account to be closed, and ends the report only when they are", async () => {
    const id = await protectedReport();
    const close = async () => house.run(closeReport, { id, version: await version(id) }, { as: way.agent });
    expect(codeOf(await close())).toBe("losses.close.not-confirmed");
    await house.rows("update loss_reports set state = 'confirmed' where id = $1", [id]);
    expect(await close()).toMatchObject({ ok: true, result: { state: "closing", accounts: 1 } });
    const news = await house.jobs("losses.report.closing");
    expect(news.map(({ payload }) => payload)).toContainEqual({
      reportId: id,
      customerId: account.customerId,
      accountId: account.accountId,
    });
    const worker = house.system("system:worker");
    expect(codeOf(await house.run(replaceAccounts, { id }, { as: worker }))).toBe("losses.close.not-confirmed");
    await sweepLosses(house.runtime, { requestId: "sweep" });
    expect((await way.row(id)).state).toBe("closing");
    await house.rows("update accounts set status = 'closed' where id = $1", [account.accountId]);
    expect(await sweepLosses(house.runtime, { requestId: "sweep" })).toBe(1);
    expect((await way.row(id)).state).toBe("replaced-and-closed");
  });
});

describe("the look at a stop", () => {
  it("is a lead's, once, and ends nothing", async () => {
    const { id } = await way.reported(account.customerId, { checks: [] });
    await way.answerAll(account);
    const look = async () =>
      house.run(reviewStop, { id, version: await version(id), finding: "checks-thin" }, { as: way.lead });
    expect(await look()).toMatchObject({ ok: true });
    expect(codeOf(await look())).toBe("losses.review.none");
    expect((await way.measures(account.accountId))[0]).toMatchObject({ state: "in-force" });
    const detail = await house.ask(lossDetailQuery, { id }, { as: way.lead });
    expect(detail.review).toMatchObject({ finding: "checks-thin" });
  });
});
