import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { LOSSES_POLICY } from "@/domain/losses/policy";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { lossDetailQuery } from "./detail";
import { gestureQuery, lossesFigures, lossesList } from "./queries";
import { sweepLosses } from "./sweep";
import { addAccount, bindCard, desk, KNOWN, matched } from "./testing";

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

const UNKNOWN = matched("name", "code-to-number", "caller-number");

describe("a known caller", () => {
  it("has money going out of every account frozen first, then sessions ended, then cards suspended", async () => {
    const card = await bindCard(house, account);
    const other = await addAccount(house, account, `X-9${account.accountNumber.slice(-5)}`);
    const done = await way.reported(account.customerId, { noticeAt: "2026-10-09T14:31:48+08:00" });
    expect(done).toMatchObject({ outcome: "protected", state: "protected", verified: true, accounts: 2, cards: 1 });
    expect(await way.measures(account.accountId)).toMatchObject([
      { kind: "freeze", scope: "debit", state: "instructed", expires_at: null },
      { kind: "freeze", scope: "card", state: "instructed", target: card },
    ]);
    expect(await way.measures(other)).toMatchObject([{ kind: "freeze", scope: "debit" }]);
    const told = await house.rows(
      "select verb, body->>'scope' as scope from core_instructions where account_id = $1 order by sequence",
      [account.accountId],
    );
    expect(told).toEqual([
      { verb: "restrict", scope: "debit" },
      { verb: "end-sessions", scope: null },
      { verb: "restrict", scope: "card" },
    ]);
    const letters = await house.rows("select template, params from customer_letters where customer_id = $1", [
      account.customerId,
    ]);
    expect(letters).toEqual([{ template: "loss.protected", params: { number: done.number, count: 2 } }]);
    expect(await way.items(done.id, "loss-report")).toEqual([{ state: "open" }]);
    expect(await way.items(done.id, "loss-review")).toEqual([]);
  });

  it("counts the seconds from the call, and keeps its four times apart", async () => {
    const done = await way.reported(account.customerId, { noticeAt: "2026-10-09T14:31:48+08:00" });
    house.clock.set("2026-10-09T14:32:01.500+08:00");
    await way.answerAll(account);
    const detail = await house.ask(lossDetailQuery, { id: done.id }, { as: way.agent });
    expect(detail).toMatchObject({
      noticeAt: "2026-10-09T06:31:48.000Z",
      reportedAt: "2026-10-09T06:32:00.000Z",
      instructedAt: "2026-10-09T06:32:00.000Z",
      inForceAt: "2026-10-09T06:32:01.500Z",
      seconds: { toEntry: 12, toInstruction: 12, toProtection: 13.5, late: false },
    });
    expect(detail.checks.map(({ item, outcome }) => `${item} ${outcome}`)).toEqual(
      KNOWN.map(({ item, outcome }) => `${item} ${outcome}`),
    );
  });

  it("is not in force while one account is not, nor by what the core refused", async () => {
    await addAccount(house, account, `X-8${account.accountNumber.slice(-5)}`);
    const done = await way.reported(account.customerId);
    await way.answerAll(account);
    expect((await way.row(done.id)).in_force_at).toBeNull();
    const refused = await makeAccount(house);
    const second = await way.reported(refused.customerId);
    await way.answerAll(refused, "rejected");
    expect((await way.row(second.id)).in_force_at).toBeNull();
    const detail = await house.ask(lossDetailQuery, { id: second.id }, { as: way.agent });
    expect(detail.protections.every(({ failedAt }) => failedAt !== null)).toBe(true);
  });

  it("is protected still when nobody looked for thirty hours", async () => {
    const done = await way.reported(account.customerId);
    await way.answerAll(account);
    house.clock.set("2026-10-10T20:33:00+08:00");
    await sweepLosses(house.runtime, { requestId: "sweep" });
    expect((await way.row(done.id)).state).toBe("protected");
    expect(await way.measures(account.accountId)).toMatchObject([
      { kind: "freeze", scope: "debit", state: "in-force" },
    ]);
  });
});

describe("a caller nobody knows", () => {
  it("gets a short stop with a call back and a lead's look, and the word of a code to the lost phone counts nothing", async () => {
    const done = await way.reported(account.customerId, { checks: UNKNOWN });
    expect(done).toMatchObject({ outcome: "stopped", verified: false, stopUntil: "2026-10-09T18:32:00.000Z" });
    expect(await way.measures(account.accountId)).toMatchObject([
      { kind: "stop", scope: "debit", expires_at: new Date("2026-10-09T18:32:00.000Z") },
    ]);
    expect(await way.row(done.id)).toMatchObject({ call_back_state: "due", state: "stopped" });
    expect(await way.items(done.id, "loss-review")).toEqual([{ state: "open" }]);
    const [letter] = await house.rows("select template from customer_letters where customer_id = $1", [
      account.customerId,
    ]);
    expect(letter).toEqual({ template: "loss.call-back" });
    const detail = await house.ask(lossDetailQuery, { id: done.id }, { as: way.agent });
    expect(detail.checks.filter(({ counted }) => !counted).map(({ item }) => item)).toEqual([
      "code-to-number",
      "caller-number",
    ]);
  });

  it("is asked of a lead after too many, and nothing is stopped until then", async () => {
    for (let n = 0; n < LOSSES_POLICY.mostStopsPerCustomer; n += 1) {
      const one = await way.reported(account.customerId, { checks: [] });
      await house.rows("update loss_reports set state = 'not-confirmed' where id = $1", [one.id]);
    }
    const before = (await way.measures(account.accountId)).length;
    const done = await way.reported(account.customerId, { checks: [] });
    expect(done).toMatchObject({ outcome: "awaiting-lead", accounts: 0 });
    expect(await way.measures(account.accountId)).toHaveLength(before);
    const approved = await way.approve(await way.pendingOf(done.id));
    expect(approved).toMatchObject({ ok: true });
    expect(await way.row(done.id)).toMatchObject({ state: "stopped", call_back_state: "due" });
    expect(await way.measures(account.accountId)).toHaveLength(before + 1);
  });

  it("stays unprotected when the lead says no, and the next caller who is known is frozen at once", async () => {
    for (let n = 0; n < LOSSES_POLICY.mostStopsPerCustomer; n += 1) {
      const one = await way.reported(account.customerId, { checks: [] });
      await house.rows("update loss_reports set state = 'not-confirmed' where id = $1", [one.id]);
    }
    const asked = await way.reported(account.customerId, { checks: [] });
    const rejected = await way.reject(await way.pendingOf(asked.id), "not-the-holder");
    expect(rejected).toMatchObject({ ok: true });
    expect((await way.row(asked.id)).state).toBe("declined");
    expect(await way.reported(account.customerId)).toMatchObject({ outcome: "protected", verified: true });
  });
});

describe("a second notice", () => {
  it("joins the open report with its own times, and turns a stop into the freeze before the stop goes", async () => {
    const first = await way.reported(account.customerId, { checks: [] });
    await way.answerAll(account);
    house.clock.set("2026-10-09T14:40:00+08:00");
    const second = await way.reported(account.customerId, { noticeAt: "2026-10-09T14:39:30+08:00" });
    expect(second).toMatchObject({ id: first.id, outcome: "joined", verified: true, state: "protected" });
    const told = await house.rows<{ verb: string }>(
      "select verb from core_instructions where account_id = $1 and state = 'queued' order by sequence",
      [account.accountId],
    );
    expect(told.map(({ verb }) => verb)).toEqual(["restrict", "lift"]);
    await way.answerAll(account);
    expect(await way.row(first.id)).toMatchObject({ state: "protected", verified: true });
    expect((await way.measures(account.accountId)).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      "stop released",
      "freeze in-force",
    ]);
    const detail = await house.ask(lossDetailQuery, { id: first.id }, { as: way.agent });
    expect(detail.noticeAt).toBe("2026-10-09T06:32:00.000Z");
    expect(detail.notices).toMatchObject([
      { noticeAt: "2026-10-09T06:32:00.000Z" },
      { noticeAt: "2026-10-09T06:39:30.000Z" },
    ]);
  });

  it("with an earlier time moves liability back and leaves what stands as it is", async () => {
    const first = await way.reported(account.customerId);
    const before = await way.measures(account.accountId);
    await way.reported(account.customerId, { noticeAt: "2026-10-08T09:00:00+08:00" });
    const detail = await house.ask(lossDetailQuery, { id: first.id }, { as: way.agent });
    expect(detail).toMatchObject({ state: "protected", noticeAt: "2026-10-08T01:00:00.000Z", seconds: { late: true } });
    expect(await way.measures(account.accountId)).toEqual(before);
  });

  it("of somebody who proves nothing is kept, and moves no liability", async () => {
    const first = await way.reported(account.customerId);
    await way.reported(account.customerId, { noticeAt: "2026-10-08T09:00:00+08:00", checks: [] });
    const detail = await house.ask(lossDetailQuery, { id: first.id }, { as: way.agent });
    expect(detail.noticeAt).toBe("2026-10-09T06:32:00.000Z");
    expect(detail.notices).toMatchObject([
      { verified: true },
      { noticeAt: "2026-10-08T01:00:00.000Z", verified: false },
    ]);
  });
});

describe("bad input", () => {
  it("is refused and changes nothing", async () => {
    const stranger = await makeAccount(house);
    const closed = await makeAccount(house);
    await house.rows("update accounts set status = 'closed' where id = $1", [closed.accountId]);
    const before = await house.checksums();
    const code = async (...given: Parameters<typeof way.report>) => {
      const outcome = await way.report(...given);
      return outcome.ok ? "ok" : outcome.code;
    };
    expect(await code(account.customerId, { noticeAt: "2026-10-09T14:32:01+08:00" })).toBe(
      "losses.report.notice-in-future",
    );
    expect(await code(account.customerId, { noticeAt: "2025-10-09T14:32:01+08:00" })).toBe(
      "losses.report.notice-too-old",
    );
    expect(await code(account.customerId, { accountIds: [account.accountId, stranger.accountId] })).toBe(
      "losses.report.foreign-account",
    );
    expect(await code(closed.customerId)).toBe("losses.report.no-account");
    expect(await code(account.customerId, { checks: [...KNOWN, ...matched("name")] })).toBe(
      "losses.report.check-twice",
    );
    expect(await code(account.customerId, { as: house.as("auditor") })).toBe("kernel.permission.denied");
    expect(await house.checksums()).toEqual(before);
  });

  it("sent twice gives one report, whoever was faster", async () => {
    const [one, two] = await Promise.all([
      way.report(account.customerId, { key: "one-call" }),
      way.report(account.customerId, { key: "one-call" }),
    ]);
    expect([one, two].filter((outcome) => outcome.ok)).toHaveLength(2);
    const [third, fourth] = await Promise.all([way.report(account.customerId), way.report(account.customerId)]);
    expect(third.ok && fourth.ok).toBe(true);
    const reports = await house.rows("select id from loss_reports where customer_id = $1", [account.customerId]);
    expect(reports).toHaveLength(1);
    expect(await way.measures(account.accountId)).toHaveLength(1);
  });

  it("of another programme finds nothing", async () => {
    const as = house.as("customer-service", { programme: MALL });
    await expect(way.report(account.customerId, { as })).rejects.toMatchObject({ category: "not-found" });
    const done = await way.reported(account.customerId);
    await expect(house.ask(lossDetailQuery, { id: done.id }, { as })).rejects.toMatchObject({ category: "not-found" });
    await expect(house.ask(gestureQuery, { customerId: account.customerId }, { as })).rejects.toMatchObject({
      category: "not-found",
    });
    const list = await house.ask(lossesList, { filters: { customer: account.customerId } }, { as });
    expect(list.rows).toEqual([]);
  });
});

describe("what is read of it", () => {
  it("lists reports by state and customer, masked, and counts time to protect by month", async () => {
    const done = await way.reported(account.customerId, { noticeAt: "2026-10-09T14:31:50+08:00" });
    house.clock.set("2026-10-09T14:32:02+08:00");
    await way.answerAll(account);
    const list = await house.ask(lossesList, { filters: { customer: account.customerId } }, { as: way.lead });
    expect(list.rows).toMatchObject([{ id: done.id, state: "protected", seconds: { toProtection: 12 } }]);
    const facts = await house.ask(gestureQuery, { customerId: account.customerId }, { as: way.agent });
    expect(facts).toMatchObject({ accounts: [{ id: account.accountId }], open: { id: done.id, verified: true } });
    const figures = await house.ask(lossesFigures, {}, { as: way.lead });
    expect(figures.months[0]).toMatchObject({ month: "2026-10" });
    expect(figures.months[0]?.p95).toBeGreaterThan(0);
    expect(figures.colleagues[0]?.unverified).toBeGreaterThan(0);
  });
});
