import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addDuration, type Instant } from "@/domain/shared/time";
import { AppError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/new-id";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { addComment } from "./commands/add-comment";
import { assignItem } from "./commands/assign-item";
import { closePromise } from "./commands/close-promise";
import { deleteView } from "./commands/delete-view";
import { recordPromise } from "./commands/record-promise";
import { saveQueue } from "./commands/save-queue";
import { saveView } from "./commands/save-view";
import { setMark } from "./commands/set-mark";
import { setPriority } from "./commands/set-priority";
import { takeItem } from "./commands/take-item";
import { withdrawComment } from "./commands/withdraw-comment";
import { sweepWorklist, worklistHandlers } from "./handlers";
import { itemDetailQuery, timelineQuery } from "./item-queries";
import { colleaguesQuery, queuesQuery, viewsQuery } from "./queue-queries";
import { teamQuery } from "./team-queries";
import { openWork } from "./testing";

let house: House;
let account: MadeAccount;
beforeAll(async () => {
  house = await openHouse();
  account = await makeAccount(house, { name: "苏安晏" });
});
afterAll(() => house.close());
beforeEach(async () => {
  house.clock.set("2026-10-09T14:32:00+08:00");
  await house.rows("delete from work_items");
  await house.rows("delete from work_promises");
});

const hours = (n: number): Instant => addDuration(house.clock.now(), { hours: n });
const customer = () => ({ customerId: account.customerId, accountId: account.accountId, dueAt: hours(100) });
const lead = () => house.as("team-lead");
const analyst = () => house.as("aml-analyst");
const assign = (itemId: string, personId: string, extra: object = {}) =>
  house.run(assignItem, { itemId, personId, reason: "balance", ...extra }, { as: lead() });

describe("assignment", () => {
  it("gives to who is eligible, says why not to others, and tells both", async () => {
    const [id = ""] = await openWork(house, [customer()]);
    const second = house.as("aml-analyst", { second: true });
    expect(await assign(id, house.as("auditor").personId)).toMatchObject({ code: "worklist.person.no-right" });
    expect(await assign(id, newId())).toMatchObject({ code: "worklist.person.unknown" });
    expect(await assign(id, house.as("aml-analyst", { programme: MALL }).personId)).toMatchObject({
      code: "worklist.person.unknown",
    });
    expect(await assign(id, analyst().personId)).toMatchObject({ ok: true });
    expect(await assign(id, second.personId, { version: 1 })).toMatchObject({ code: "worklist.item.stale" });
    expect(await assign(id, second.personId, { reason: "other" })).toMatchObject({
      code: "worklist.reason.note-missing",
    });
    expect(await assign(id, second.personId, { note: "苏安晏在电话上" })).toMatchObject({ ok: true });
    expect(await house.run(takeItem, { itemId: id }, { as: analyst() })).toMatchObject({ code: "worklist.item.held" });
    const notices = (await house.jobs("notifications.notice")).map(({ payload }) => payload);
    expect(notices).toMatchObject([
      { kind: "worklist.assigned", personIds: [analyst().personId] },
      { kind: "worklist.assigned", personIds: [second.personId] },
      { kind: "worklist.returned", personIds: [analyst().personId] },
    ]);
    expect(JSON.stringify(notices)).not.toContain("苏安晏");
    expect(
      await house.run(assignItem, { itemId: id, personId: second.personId, reason: "skill" }, { as: analyst() }),
    ).toMatchObject({
      code: "kernel.permission.denied",
    });
  });

  it("says of every colleague whether he may", async () => {
    const [id = ""] = await openWork(house, [
      { ...customer(), excludedPersonId: house.as("compliance-officer").personId },
    ]);
    const all = await house.ask(colleaguesQuery, { itemId: id, purpose: "assign" }, { as: lead() });
    const of = (personId: string) => all.find(({ person }) => person.id === personId)?.refusal;
    expect(of(analyst().personId)).toBeNull();
    expect(of(house.as("compliance-officer").personId)).toBe("worklist.person.excluded");
    expect(of(house.as("kyc-reviewer").personId)).toBe("worklist.person.no-right");
    expect(of(house.as("administrator").personId)).toBeUndefined();
  });
});

describe("comments", () => {
  it("are sealed, tell whoever is named, and are taken back within minutes", async () => {
    const [id = ""] = await openWork(house, [customer()]);
    const officer = house.as("compliance-officer");
    const said = await house.run(
      addComment,
      { itemId: id, text: "苏安晏 说明天补材料", mentions: [officer.personId], pinned: true },
      { as: analyst() },
    );
    if (!said.ok) throw new Error(said.code);
    expect(JSON.stringify(await house.jobs("notifications.notice"))).toContain(officer.personId);
    const rows = await house.rows<{ body_sealed: Buffer }>("select body_sealed from work_comments");
    expect(rows.map((one) => one.body_sealed.toString("utf8")).join()).not.toContain("苏安晏");
    expect(JSON.stringify(await house.rows("select leaf from audit_entries"))).not.toContain("苏安晏");
    const shown = await house.ask(itemDetailQuery, { itemId: id }, { as: officer });
    expect(shown.pinned).toMatchObject([{ text: "苏安晏 说明天补材料", mayWithdraw: false }]);
    expect(shown.item.comments).toBe(1);
    const { commentId } = said.result;
    expect(await house.run(withdrawComment, { commentId }, { as: officer })).toMatchObject({
      code: "worklist.comment.not-author",
    });
    expect(await house.run(withdrawComment, { commentId }, { as: analyst() })).toMatchObject({ ok: true });
    const { rows: timeline } = await house.ask(timelineQuery, { itemId: id, kinds: ["comment"] }, { as: officer });
    expect(timeline).toMatchObject([
      { word: "worklist.comment.withdraw", comment: { text: null, withdrawn: true } },
      { word: "worklist.comment.add", comment: { text: null, withdrawn: true } },
    ]);
  });

  it("cannot name whoever may not see the item", async () => {
    const [open = ""] = await openWork(house, [customer()]);
    const [hidden = ""] = await openWork(house, [{ ...customer(), clearance: "suspicion" }]);
    const say = (itemId: string, who: string) =>
      house.run(addComment, { itemId, text: "看一下", mentions: [who] }, { as: house.as("compliance-lead") });
    expect(await say(open, house.as("kyc-reviewer").personId)).toMatchObject({ code: "worklist.comment.mention" });
    expect(await say(hidden, house.as("compliance-officer").personId)).toMatchObject({
      code: "worklist.comment.mention",
    });
    expect(await say(hidden, analyst().personId)).toMatchObject({ ok: true });
    expect(await house.jobs("notifications.sealed-notice")).toHaveLength(1);
    await expect(
      house.ask(itemDetailQuery, { itemId: hidden }, { as: house.as("compliance-officer") }),
    ).rejects.toThrow(new AppError("not-found"));
    await expect(house.ask(timelineQuery, { itemId: hidden }, { as: lead() })).rejects.toThrow(
      new AppError("not-found"),
    );
  });
});

describe("the timeline", () => {
  it("holds assignments, words, promises and states in pages, thinned by kind", async () => {
    const [id = ""] = await openWork(house, [customer()]);
    await assign(id, analyst().personId, { note: "先看这件" });
    for (let n = 0; n < 32; n++) {
      house.clock.set(addDuration(house.clock.now(), { seconds: 1 }));
      await house.run(addComment, { itemId: id, text: `第 ${n} 条` }, { as: analyst() });
    }
    await house.run(setPriority, { itemId: id, priority: "top", reason: "harm" }, { as: lead() });
    const ask = (input: object) => house.ask(timelineQuery, { itemId: id, ...input }, { as: analyst() });
    const first = await ask({});
    expect(first.counts).toEqual({ assignment: 1, comment: 32, state: 1 });
    expect(first.rows).toHaveLength(30);
    const second = await ask({ cursor: first.nextCursor });
    expect(new Set([...first.rows, ...second.rows].map((row) => row.id)).size).toBe(34);
    expect(second.nextCursor).toBeNull();
    expect((await ask({ kinds: ["assignment"] })).rows).toMatchObject([
      { reason: "balance", to: { id: analyst().personId }, comment: { text: "先看这件" } },
    ]);
  });
});

describe("promises", () => {
  it("raise the item, run out once with a notice, and are kept or broken", async () => {
    const [other = "", id = ""] = await openWork(house, [{ ...customer(), dueAt: hours(20) }, customer()]);
    const made = await house.run(
      recordPromise,
      { itemId: id, kind: "call-back", dueAt: hours(3), note: "回电苏安晏" },
      { as: analyst() },
    );
    if (!made.ok) throw new Error(made.code);
    const order = await house.rows<{ id: string }>("select id from work_items order by rank_at");
    expect(order.map((row) => row.id)).toEqual([id, other]);
    house.clock.set(hours(4));
    await sweepWorklist(house.runtime, { requestId: newId() });
    await sweepWorklist(house.runtime, { requestId: newId() });
    const told = (await house.jobs("notifications.notice")).filter(
      ({ payload }) => (payload as { kind: string }).kind === "worklist.promise-due",
    );
    expect(told).toHaveLength(1);
    const detail = await house.ask(itemDetailQuery, { itemId: id }, { as: analyst() });
    expect(detail.promises).toMatchObject([{ kind: "call-back", note: "回电苏安晏", overdue: true, state: "open" }]);
    expect((await house.ask(teamQuery, {}, { as: lead() })).promises).toEqual({
      open: 1,
      overdue: 1,
      kept: 0,
      broken: 0,
    });
    const end = { promiseId: made.result.promiseId, as: "broken" as const };
    expect(await house.run(closePromise, end, { as: analyst() })).toMatchObject({ ok: true });
    expect(await house.run(closePromise, end, { as: analyst() })).toMatchObject({ code: "worklist.promise.ended" });
    expect(await house.rows("select promised_at from work_items where id = $1", [id])).toEqual([{ promised_at: null }]);
    const [nobody = ""] = await openWork(house, [{}]);
    expect(
      await house.run(recordPromise, { itemId: nobody, kind: "answer", dueAt: hours(3) }, { as: analyst() }),
    ).toMatchObject({ code: "worklist.promise.no-customer" });
  });
});

describe("queues, views and marks", () => {
  it("count what fits, for whoever may see it", async () => {
    await openWork(house, [customer(), { ...customer(), dueAt: hours(-1) }, { ...customer(), clearance: "suspicion" }]);
    const members = [analyst().personId];
    const input = { nameZh: "大额", nameEn: "Large value", kinds: ["large-value" as const], filter: {}, members };
    const late = { ...input, nameZh: "逾期", nameEn: "Late", filter: { standings: ["late" as const] }, members: [] };
    expect((await house.run(saveQueue, input, { as: lead() })).ok).toBe(true);
    expect((await house.run(saveQueue, late, { as: lead() })).ok).toBe(true);
    expect(
      await house.run(saveQueue, { ...input, members: [house.as("auditor").personId] }, { as: lead() }),
    ).toMatchObject({
      code: "worklist.queue.member",
    });
    const counts = async (role: "compliance-officer" | "aml-analyst") =>
      (await house.ask(queuesQuery, {}, { as: house.as(role) })).map((one) => [one.open, one.late, one.member]);
    expect(await counts("compliance-officer")).toEqual([
      [2, 1, false],
      [1, 1, false],
    ]);
    expect(await counts("aml-analyst")).toEqual([
      [3, 1, true],
      [1, 1, false],
    ]);
  });

  it("keep a list's state under a name, mine or a role's, one of them first", async () => {
    const state = { filters: { standing: ["late"] }, sort: "urgency", order: "asc" };
    const save = (extra: object) =>
      house.run(saveView, { name: "逾期的", state, sharedWith: null, ...extra }, { as: analyst() });
    const made = await save({});
    const shared = await save({ name: "共享", sharedWith: "compliance-officer" });
    if (!made.ok || !shared.ok) throw new Error("not saved");
    expect(await save({})).toMatchObject({ code: "worklist.view.name-taken" });
    expect(await save({ name: "x", sharedWith: "nobody" })).toMatchObject({ code: "worklist.view.role" });
    expect(await save({ name: "x", state: { filters: { secret: 1 } } })).toMatchObject({
      code: "kernel.input.invalid",
    });
    const officer = house.as("compliance-officer");
    expect((await house.ask(viewsQuery, {}, { as: officer })).map((one) => [one.name, one.mine])).toEqual([
      ["共享", false],
    ]);
    expect(await house.ask(viewsQuery, {}, { as: house.as("kyc-reviewer") })).toEqual([]);
    const mark = (targetId: string) =>
      house.run(setMark, { target: "view", targetId, favourite: true, opensFirst: true }, { as: analyst() });
    await mark(made.result.viewId);
    await mark(shared.result.viewId);
    expect(
      (await house.ask(viewsQuery, {}, { as: analyst() })).map((one) => [one.name, one.opensFirst]).sort(),
    ).toEqual([
      ["共享", true],
      ["逾期的", false],
    ]);
    await expect(house.run(deleteView, { viewId: made.result.viewId }, { as: officer })).rejects.toThrow(
      new AppError("not-found"),
    );
    expect((await house.run(deleteView, { viewId: made.result.viewId }, { as: analyst() })).ok).toBe(true);
  });
});

describe("whoever leaves", () => {
  it("leaves his items to others", async () => {
    const [id = ""] = await openWork(house, [customer()]);
    await assign(id, analyst().personId);
    const handler = worklistHandlers.find(({ topic }) => topic === "people.person.disabled");
    const context = { runtime: house.runtime, principal: house.system("system:worker"), eventId: newId(), attempt: 1 };
    const signal = new AbortController().signal;
    const leave = () => handler?.run({ ...context, requestId: newId(), signal }, { personId: analyst().personId });
    await leave();
    await leave();
    expect(await house.rows("select assignee_id from work_items where id = $1", [id])).toEqual([{ assignee_id: null }]);
  });
});
