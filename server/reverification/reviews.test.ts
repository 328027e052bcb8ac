import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/server/kernel/new-id";
import { type MadeAccount, makeAccount, makeLeg } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { lapseRequests } from "@/server/kyc/commands/lapse-requests";
import { askCustomer } from "./commands/ask-customer";
import { closeReview } from "./commands/close-review";
import { recordAnswer } from "./commands/record-answer";
import { recordLapse } from "./commands/record-lapse";
import { recordGoodReason } from "./commands/record-reason";
import { remindCustomer } from "./commands/remind-customer";
import { restrictCustomer } from "./commands/restrict-customer";
import { runNight } from "./night";
import { jobRunner, looker, makePaper, makeSubmission } from "./testing";

let house: House;
let look: ReturnType<typeof looker>;
let runJobs: () => Promise<number>;
beforeAll(async () => {
  house = await openHouse();
  look = looker(house);
  runJobs = jobRunner(house);
});
afterAll(() => house.close());

const NOW = "2026-10-09T14:32:00+08:00";

describe("a review", () => {
  async function opened(): Promise<MadeAccount> {
    const account = await makeAccount(house);
    await makeLeg(house, account, { amountMinor: 1_000_000n, date: "2026-10-02" });
    await look.recompute();
    await runJobs();
    return account;
  }

  it("asks its customer once, and is done when the answer is accepted", async () => {
    const account = await opened();
    const review = await look.reviewOf(account);
    expect(review.request_id).not.toBeNull();
    const again = await house.run(askCustomer, { reviewId: review.id }, { as: look.worker });
    expect(again).toMatchObject({ ok: false, code: "reverification.review.not-open" });
    const early = await makeSubmission(house, account, { status: "accepted", receivedAt: "2026-01-01T00:00:00Z" });
    expect(
      await house.run(recordAnswer, { submissionId: early, decision: "accept" }, { as: look.worker }),
    ).toMatchObject({
      code: "reverification.review.earlier",
    });
    const submissionId = await makeSubmission(house, account, {
      status: "accepted",
      requestId: review.request_id,
      paper: "2036-01-01",
    });
    const outcome = await house.run(recordAnswer, { submissionId, decision: "accept" }, { as: look.worker });
    expect(outcome).toMatchObject({ ok: true, result: { state: "done" } });
    expect(await house.run(recordAnswer, { submissionId, decision: "accept" }, { as: look.worker })).toMatchObject({
      code: "reverification.review.none",
    });
  });

  it("comes to the desk when the customer is silent, suspends after the days of grace, and lifts when he is known again", async () => {
    const account = await opened();
    await makePaper(house, account, { validTo: "2030-01-01" });
    const review = await look.reviewOf(account);
    const lapse = { reviewId: review.id, requestId: review.request_id ?? "" };
    expect(await house.run(recordLapse, lapse, { as: look.worker })).toMatchObject({ ok: true });
    expect(await house.run(recordLapse, lapse, { as: look.worker })).toMatchObject({ ok: false });
    expect(await look.itemsOf(review.id)).toEqual(["open"]);
    expect(await house.run(restrictCustomer, { reviewId: review.id }, { as: look.worker })).toMatchObject({
      code: "reverification.review.not-due",
    });
    house.clock.set("2026-10-17T14:32:00+08:00");
    await runNight(house.runtime, { requestId: newId() });
    expect(await look.measuresOf(account)).toEqual([{ reason_code: "reverification-unanswered", state: "instructed" }]);
    await runNight(house.runtime, { requestId: newId() });
    expect(await look.measuresOf(account)).toHaveLength(1);
    const { version } = await look.reviewOf(account);
    const close = { id: review.id, version, reason: "confirmed-otherwise" as const, note: "电话核实" };
    expect(await house.run(closeReview, close, { as: house.as("kyc-reviewer") })).toMatchObject({
      code: "reverification.review.restricted",
    });
    const submissionId = await makeSubmission(house, account, {
      status: "accepted",
      requestId: review.request_id,
      paper: "2036-01-01",
    });
    await house.run(recordAnswer, { submissionId, decision: "accept" }, { as: look.worker });
    await runJobs();
    expect(await look.itemsOf(review.id)).toEqual(["done"]);
    const [measure] = await house.rows<{ lifted: boolean }>(
      "select lifted_at is not null as lifted from reverification_measures where review_id = $1",
      [review.id],
    );
    expect(measure).toEqual({ lifted: true });
    house.clock.set(NOW);
  });

  it("waits while a good reason holds, and is closed with a reason", async () => {
    const account = await opened();
    const review = await look.reviewOf(account);
    await house.run(recordLapse, { reviewId: review.id, requestId: review.request_id ?? "" }, { as: look.worker });
    const reviewer = house.as("kyc-reviewer");
    const { version } = await look.reviewOf(account);
    const reason = { id: review.id, version, reason: "abroad" as const, until: "2026-11-30" };
    expect(await house.run(recordGoodReason, { ...reason, version: 1 }, { as: reviewer })).toMatchObject({
      code: "reverification.review.stale",
    });
    expect(await house.run(recordGoodReason, reason, { as: reviewer })).toMatchObject({ ok: true });
    house.clock.set("2026-10-30T14:32:00+08:00");
    await runNight(house.runtime, { requestId: newId() });
    expect(await look.measuresOf(account)).toEqual([]);
    house.clock.set(NOW);
    const close = { id: review.id, version: version + 1, reason: "raised-in-error" as const, note: "重复" };
    expect(await house.run(closeReview, close, { as: reviewer })).toMatchObject({
      ok: true,
      result: { state: "closed" },
    });
    expect(await look.itemsOf(review.id)).toEqual(["done"]);
  });

  it("comes to the desk when the answer is refused", async () => {
    const account = await opened();
    const review = await look.reviewOf(account);
    const submissionId = await makeSubmission(house, account, { status: "rejected", requestId: review.request_id });
    expect(await house.run(recordAnswer, { submissionId, decision: "reject" }, { as: look.worker })).toMatchObject({
      result: { state: "at-desk" },
    });
    expect(await look.reviewOf(account)).toMatchObject({ cause: "refused" });
  });

  it("is not touched by what says nothing of the customer's papers", async () => {
    const account = await opened();
    const answer = async (of: { status: string; paper?: string }, decision: "accept" | "reject") => {
      const submissionId = await makeSubmission(house, account, { purpose: "upgrade", ...of });
      return house.run(recordAnswer, { submissionId, decision }, { as: look.worker });
    };
    const unchanged = { code: "reverification.review.unchanged" };
    expect(await answer({ status: "rejected" }, "reject")).toMatchObject(unchanged);
    expect(await answer({ status: "accepted" }, "accept")).toMatchObject(unchanged);
    expect(await answer({ status: "accepted", paper: "2026-10-08" }, "accept")).toMatchObject(unchanged);
    expect(await look.reviewOf(account)).toMatchObject({ state: "asked" });
    expect(await answer({ status: "accepted", paper: "2026-10-09" }, "accept")).toMatchObject({ ok: true });
    expect(await look.reviewOf(account)).toMatchObject({ state: "done" });
  });
});

describe("what time brings about", () => {
  it("suspends an account never used, and lets it go when it was used after all", async () => {
    const used = await makeAccount(house);
    await makeLeg(house, used, { amountMinor: 1n, date: "2026-01-04" });
    const account = await makeAccount(house);
    await makeLeg(house, account, { amountMinor: 1n, date: "2026-02-01", kind: "fee" });
    await look.recompute("night");
    await runJobs();
    expect(await look.reviewOf(account)).toMatchObject({ ground: "dormant", state: "asked" });
    expect(await look.measuresOf(account)).toEqual([{ reason_code: "dormant-since-opening", state: "instructed" }]);
    await makeLeg(house, account, { amountMinor: 1n, date: "2026-03-01" });
    await look.recompute("night");
    await runJobs();
    expect(await look.reviewOf(account)).toMatchObject({ state: "cancelled" });
  });

  it("suspends the others too when a paper has ended beside an account never used", async () => {
    const unused = await makeAccount(house);
    const [other] = await house.rows<{ id: string }>(
      `insert into accounts select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'number', 'A-99900017',
         'opened_on', '2026-09-01'))).* from accounts a where a.id = $1 returning id`,
      [unused.accountId],
    );
    await makePaper(house, unused, { validTo: "2026-06-30", checked: true });
    await look.recompute("night");
    await runJobs();
    const suspended = () =>
      house.rows<{ account_id: string; reason_code: string }>(
        "select account_id, reason_code from measures where customer_id = $1 order by reason_code, account_id",
        [unused.customerId],
      );
    await runNight(house.runtime, { requestId: newId() });
    const found = await suspended();
    expect(found.map(({ reason_code }) => reason_code)).toContain("dormant-since-opening");
    expect(found).toContainEqual({ account_id: other?.id, reason_code: "identity-expired" });
    await runNight(house.runtime, { requestId: newId() });
    expect(await suspended()).toEqual(found);
  });

  it("asks before a paper ends, once a stage, and suspends after the reasonable period", async () => {
    const account = await makeAccount(house);
    await makeLeg(house, account, { amountMinor: 1n, date: "2026-02-01" });
    const { paperId } = await makePaper(house, account, { validTo: "2026-12-31", checked: true });
    await look.recompute("night");
    await runJobs();
    expect((await look.triggersOf(account)).map(({ key }) => key)).toEqual([`${paperId}:90`]);
    await look.recompute("night");
    expect(await look.triggersOf(account)).toHaveLength(1);
    house.clock.set("2026-11-05T10:00:00+08:00");
    await look.recompute("night");
    expect((await look.triggersOf(account)).map(({ key }) => key)).toEqual([`${paperId}:60`, `${paperId}:90`]);
    expect(await look.reviewsOf(account)).toHaveLength(1);
    house.clock.set("2027-03-31T10:00:00+08:00");
    await runNight(house.runtime, { requestId: newId() });
    expect(await look.measuresOf(account)).toEqual([]);
    house.clock.set("2027-04-02T10:00:00+08:00");
    await runNight(house.runtime, { requestId: newId() });
    expect(await look.measuresOf(account)).toEqual([{ reason_code: "identity-expired", state: "instructed" }]);
    house.clock.set(NOW);
  });

  it("reminds a silent customer at each further stage, and suspends nobody before the paper has ended", async () => {
    const account = await makeAccount(house);
    await makeLeg(house, account, { amountMinor: 1n, date: "2026-02-01" });
    await makePaper(house, account, { validTo: "2027-01-05", checked: true });
    const requests = () =>
      house.rows<{ state: string; reasons: string[] }>(
        "select state, reasons from kyc_requests where customer_id = $1 order by asked_at, id",
        [account.customerId],
      );
    /** A night, with the requests that ran out brought to the desk before. */
    const nightOf = async (day: string) => {
      house.clock.set(`${day}T10:00:00+08:00`);
      await house.run(lapseRequests, {}, { as: look.worker });
      await handOverLapsed();
      await runNight(house.runtime, { requestId: newId() });
      await runJobs();
    };
    const handOverLapsed = async () => {
      const { id: reviewId = "", request_id: requestId } = (await look.reviewsOf(account)).at(-1) ?? {};
      if (requestId) await house.run(recordLapse, { reviewId, requestId }, { as: look.worker });
    };
    await nightOf("2026-10-09");
    expect(await requests()).toMatchObject([{ state: "open" }]);
    await nightOf("2026-11-04");
    expect(await look.reviewOf(account)).toMatchObject({ state: "at-desk", cause: "lapsed" });
    expect(await requests()).toMatchObject([{ state: "lapsed" }]);
    await nightOf("2026-11-06");
    expect(await requests()).toMatchObject([{ state: "lapsed" }, { state: "open", reasons: ["expired"] }]);
    await nightOf("2026-11-07");
    expect(await requests()).toHaveLength(2);
    for (const day of ["2026-12-06", "2027-01-05"]) await nightOf(day);
    expect((await requests()).map(({ state }) => state)).toEqual(["lapsed", "lapsed", "lapsed", "open"]);
    expect(
      await house.run(remindCustomer, { reviewId: (await look.reviewOf(account)).id }, { as: look.worker }),
    ).toMatchObject({
      code: "reverification.review.unchanged",
    });
    await nightOf("2027-04-05");
    expect(await look.measuresOf(account)).toEqual([]);
    await nightOf("2027-04-06");
    expect(await look.measuresOf(account)).toEqual([{ reason_code: "identity-expired", state: "instructed" }]);
    house.clock.set(NOW);
  });
});
