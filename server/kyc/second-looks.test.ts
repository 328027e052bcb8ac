import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeAccount, makeLeg } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { limitsAccountQuery } from "@/server/limits/public";
import { acceptSubmission } from "./commands/accept-submission";
import { closeRecheck } from "./commands/close-recheck";
import { lowerClass } from "./commands/lower-class";
import { recordSecondLook } from "./commands/record-second-look";
import { rejectSubmission } from "./commands/reject-submission";
import { viewSubmission } from "./commands/view-submission";
import { submissionQuery } from "./detail";
import { figuresQuery } from "./figures";
import { customerHistoryQuery } from "./history";
import { submissionsQuery } from "./list";
import { secondLooksQuery } from "./looks";
import { acceptAll, type Ready, readyCase, take } from "./testing/ready-case";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const reviewer = () => house.as("kyc-reviewer");
const other = () => house.as("kyc-reviewer", { second: true });
const lead = () => house.as("team-lead");
const code = (outcome: { ok: boolean; code?: string }) => (outcome.ok ? "ok" : outcome.code);

async function accepted(drawn: boolean): Promise<Ready> {
  const one = await readyCase(house, { drawn, channels: ["bank-card", "telecom", "tax"] });
  await take(house, reviewer(), one.id);
  const version = await acceptAll(house, reviewer(), one);
  const outcome = await house.run(acceptSubmission, { submissionId: one.id, version }, { as: reviewer() });
  if (!outcome.ok) throw new Error(outcome.code);
  return one;
}

describe("a second look", () => {
  it("is drawn by lot, for somebody else", async () => {
    const [drawn, spared] = [await accepted(true), await accepted(false)];
    const looks = await house.rows("select first_by, verdict from kyc_second_looks where submission_id = any($1)", [
      [drawn.id, spared.id],
    ]);
    expect(looks).toEqual([{ first_by: `person:${reviewer().personId}`, verdict: null }]);
    const items = await house.rows(
      "select excluded_person_id from work_items where kind = 'kyc-second-look' and subject_id = $1",
      [drawn.id],
    );
    expect(items).toEqual([{ excluded_person_id: reviewer().personId }]);
    const first = await house.ask(submissionQuery, { id: drawn.id }, { as: reviewer() });
    expect(first.secondLook).toBeNull();
  });

  it("is recorded by who has it, once; agreeing tells nobody", async () => {
    const one = await accepted(true);
    const input = { submissionId: one.id, version: 1, verdict: "agree" as const };
    expect(code(await house.run(recordSecondLook, input, { as: lead() }))).toBe("kyc.submission.not-yours");
    expect(code(await house.run(recordSecondLook, input, { as: other() }))).toBe("kernel.permission.denied");
    await take(house, lead(), one.id, "kyc-second-look");
    expect(code(await house.run(viewSubmission, { submissionId: one.id }, { as: lead() }))).toBe("ok");
    const before = (await house.jobs("notifications.notice")).length;
    expect(code(await house.run(recordSecondLook, input, { as: lead() }))).toBe("ok");
    expect((await house.jobs("notifications.notice")).length).toBe(before);
    expect(code(await house.run(recordSecondLook, input, { as: lead() }))).toBe("kyc.second-look.done");
    const page = await house.ask(secondLooksQuery, { filters: { verdict: ["agree"] } }, { as: lead() });
    expect(page.rows.find(({ submissionId }) => submissionId === one.id)).toMatchObject({
      verdict: "agree",
      number: one.number,
    });
    await expect(house.ask(secondLooksQuery, {}, { as: reviewer() })).rejects.toThrow("forbidden");
  });

  it("that disagrees tells the first reviewer and opens a recheck for another, who asks for papers", async () => {
    const one = await accepted(true);
    await take(house, lead(), one.id, "kyc-second-look");
    const input = { submissionId: one.id, version: 1, verdict: "disagree" as const };
    expect(code(await house.run(recordSecondLook, input, { as: lead() }))).toBe("kyc.submission.reason-missing");
    expect(code(await house.run(recordSecondLook, { ...input, reason: "face-unlike" }, { as: lead() }))).toBe("ok");
    const told = (await house.jobs("notifications.notice")).at(-1)?.payload;
    expect(told).toMatchObject({ personIds: [reviewer().personId], kind: "kyc.second-look" });
    const close = { submissionId: one.id, end: "papers-asked" as const };
    await expect(take(house, reviewer(), one.id, "kyc-recheck")).rejects.toThrow("worklist.person.excluded");
    expect(code(await house.run(closeRecheck, close, { as: other() }))).toBe("kyc.submission.not-yours");
    await take(house, other(), one.id, "kyc-recheck");
    expect(code(await house.run(closeRecheck, close, { as: other() }))).toBe("kyc.submission.documents-missing");
    const papers = { ...close, documents: ["hand-held" as const], reasons: ["face-unlike" as const] };
    expect(code(await house.run(closeRecheck, papers, { as: other() }))).toBe("ok");
    expect(code(await house.run(closeRecheck, papers, { as: other() }))).toBe("kyc.recheck.none");
    const history = await house.ask(customerHistoryQuery, { customerId: one.account.customerId }, { as: reviewer() });
    expect(history).toMatchObject({
      submissions: [{ id: one.id, state: "accepted", outcomeClass: 2 }],
      requests: [{ state: "open", documents: ["hand-held"] }],
      classes: [{ fromClass: 1, toClass: 2, submissionId: one.id, reason: null }],
      mayLower: false,
    });
  });
});

describe("a class", () => {
  it("is lowered by a person for a reason, and no further than down", async () => {
    const one = await accepted(false);
    const { accountId, customerId } = one.account;
    const officer = house.as("compliance-officer");
    const input = { accountId, version: 2, to: 1 as const, reason: "identity-in-doubt" as const };
    expect(code(await house.run(lowerClass, { ...input, to: 2 }, { as: officer }))).toBe("kyc.class.not-lower");
    expect(code(await house.run(lowerClass, { ...input, version: 1 }, { as: officer }))).toBe("kyc.class.stale");
    expect(code(await house.run(lowerClass, input, { as: reviewer() }))).toBe("kernel.permission.denied");
    const mall = house.as("compliance-officer", { programme: MALL });
    await expect(house.run(lowerClass, input, { as: mall })).rejects.toThrow("not-found");
    expect(code(await house.run(lowerClass, input, { as: officer }))).toBe("ok");
    const history = await house.ask(customerHistoryQuery, { customerId }, { as: officer });
    expect(history.classes.map(({ toClass, reason }) => [toClass, reason])).toEqual([
      [1, "identity-in-doubt"],
      [2, null],
    ]);
    await expect(house.ask(customerHistoryQuery, { customerId }, { as: mall })).rejects.toThrow("not-found");
  });

  it("has its limits and what is used of them", async () => {
    const account = await makeAccount(house, { accountClass: 2 });
    await makeLeg(house, account, { amountMinor: 30_000n, direction: "out", kind: "payment", date: "2026-10-08" });
    await makeLeg(house, account, { amountMinor: 70_000n, direction: "out", kind: "withdrawal", date: "2026-10-08" });
    await makeLeg(house, account, { amountMinor: 5_000n, direction: "out", kind: "fee", date: "2026-10-08" });
    await makeLeg(house, account, { amountMinor: 9_000n, direction: "in", kind: "payment", date: "2026-10-08" });
    await makeLeg(house, account, { amountMinor: 11_000n, direction: "out", kind: "transfer", date: "2025-12-31" });
    await makeLeg(house, account, {
      amountMinor: 1_00n,
      direction: "out",
      kind: "debit",
      currency: "USD",
      date: "2026-10-08",
    });
    const as = house.as("auditor");
    const limits = await house.ask(limitsAccountQuery, { accountId: account.accountId }, { as });
    expect(limits).toMatchObject({
      accountClass: 2,
      uses: ["consumption", "transfer"],
      unrated: 1,
      caps: [
        { window: "year", ownName: "left-out", usedMinor: 30_000n, rollingMinor: 41_000n },
        { window: "year", usedMinor: 30_000n },
      ],
    });
    const mall = house.as("auditor", { programme: MALL });
    await expect(house.ask(limitsAccountQuery, { accountId: account.accountId }, { as: mall })).rejects.toThrow(
      "not-found",
    );
  });
});

describe("the desk's lists and figures", () => {
  it("filters submissions, masks customers, and keeps to its programme", async () => {
    const [one, two] = [await readyCase(house), await readyCase(house)];
    const mall = await readyCase(house, { programme: MALL });
    const page = await house.ask(submissionsQuery, { filters: { number: one.number } }, { as: reviewer() });
    expect(page.rows).toMatchObject([{ id: one.id, state: "ready", failed: 0 }]);
    expect(page.rows[0]?.dueAt).not.toBeNull();
    const filters = {
      state: ["ready" as const],
      worst: ["clean" as const],
      received: { from: "2026-10-09", to: "2026-10-09" },
    };
    const all = await house.ask(submissionsQuery, { filters, limit: 1 }, { as: reviewer() });
    const next = await house.ask(
      submissionsQuery,
      { filters, limit: 100, cursor: all.nextCursor ?? "" },
      { as: reviewer() },
    );
    const ids = [...all.rows, ...next.rows].map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([one.id, two.id]));
    expect(ids).not.toContain(mall.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("counts what waits, who decided, and why; a reviewer sees his own alone", async () => {
    const one = await readyCase(house);
    await take(house, other(), one.id);
    const no = { submissionId: one.id, version: 1, reasons: ["glare" as const, "expired" as const] };
    expect(code(await house.run(rejectSubmission, no, { as: other() }))).toBe("ok");
    const own = await house.ask(figuresQuery, {}, { as: other() });
    expect(own.reviewers).toMatchObject([{ own: true, decisions: 1, accepted: 0 }]);
    const all = await house.ask(figuresQuery, {}, { as: lead() });
    expect(all.reviewers.length).toBeGreaterThan(1);
    const first = all.reviewers.find(({ personId }) => personId === reviewer().personId);
    expect(first).toMatchObject({ own: false, looked: 2, disagreed: 1 });
    expect(all.disagreement).toEqual({ looked: 2, disagreed: 1, open: 1 });
    expect(all.reasons).toEqual([
      { week: "2026-10-05", reason: "expired", count: 1 },
      { week: "2026-10-05", reason: "glare", count: 1 },
    ]);
    expect(all.waiting.ready).toBe(all.ageing.reduce((sum, { count }) => sum + count, 0));
    expect(all.ageing[0]).toMatchObject({ upToHours: 1, count: all.waiting.ready });
    expect(all.perDay).toMatchObject([{ day: "2026-10-09", reject: 1 }]);
  });
});
