import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addDuration, type Instant, instant } from "@/domain/shared/time";
import { WORKLIST_POLICY } from "@/domain/worklist/policy";
import { rankOf } from "@/domain/worklist/urgency";
import { newId } from "@/server/kernel/new-id";
import { makePerson, type PersonPrincipal } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse, PAY } from "@/server/kernel/testing/house";
import { renewLock } from "./commands/renew-lock";
import { returnItem } from "./commands/return-item";
import { saveQueue } from "./commands/save-queue";
import { snoozeItem } from "./commands/snooze-item";
import { suspendItem } from "./commands/suspend-item";
import { takeItem } from "./commands/take-item";
import { takeNextItem } from "./commands/take-next";
import { sweepWorklist } from "./handlers";
import { worklistListQuery } from "./queries";
import { openWork } from "./testing";

const START = "2026-10-09T14:32:00+08:00";
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  house.clock.set(START);
  await house.rows("delete from work_items");
  await house.rows("delete from work_queues");
  await house.rows("delete from work_queue_members");
  await house.rows("delete from absences");
});

const hours = (n: number): Instant => addDuration(house.clock.now(), { hours: n });
const due = (n: number) => ({ dueAt: hours(n) });
const next = (as: PersonPrincipal, queueId?: string) => house.run(takeNextItem, queueId ? { queueId } : {}, { as });
const analyst = () => house.as("aml-analyst");
const later = (minutes: number) => house.clock.set(addDuration(house.clock.now(), { minutes }));
const taken = async (as: PersonPrincipal) => {
  const outcome = await next(as);
  return outcome.ok ? outcome.result.itemId : outcome.code;
};
const row = async (id: string) =>
  (
    await house.rows<{ assignee_id: string | null; version: number; rank_at: Date; locked_until: Date | null }>(
      "select * from work_items where id = $1",
      [id],
    )
  )[0];

describe("take next", () => {
  it("gives the most urgent first, by due moment, promise and priority, and locks it", async () => {
    const [b, a, c, undated] = await openWork(house, [due(30), due(5), due(50), {}]);
    await house.rows("update work_items set priority = 2 where id = $1", [c]);
    expect(await taken(analyst())).toBe(c);
    expect(await taken(analyst())).toBe(a);
    expect(await taken(analyst())).toBe(b);
    expect(await taken(analyst())).toBe(undated);
    expect(await taken(analyst())).toBe("worklist.next.none");
    const locked = await row(a ?? "");
    expect(locked).toMatchObject({ assignee_id: analyst().personId, version: 2 });
    expect(locked?.locked_until?.toISOString()).toBe(
      addDuration(house.clock.now(), { minutes: WORKLIST_POLICY.lockMinutes }),
    );
  });

  it("never gives one item to two people who pull at once, and leaves none", async () => {
    const ids = await openWork(
      house,
      Array.from({ length: 150 }, (_, n) => due(1 + n)),
    );
    const people = await Promise.all(Array.from({ length: 20 }, () => makePerson(house, { roles: ["aml-analyst"] })));
    const got: string[] = [];
    await Promise.all(
      people.map(async (person) => {
        for (;;) {
          const outcome = await next(person);
          if (!outcome.ok) {
            expect(outcome.code).toBe("worklist.next.none");
            return;
          }
          got.push(outcome.result.itemId);
        }
      }),
    );
    expect(got.length).toBe(150);
    expect(new Set(got)).toEqual(new Set(ids));
    const [held] = await house.rows<{ n: number }>(
      "select count(*)::int as n from audit_entries where kind = 'worklist.next.take' and outcome = 'committed' and subject_id = any($1)",
      [ids],
    );
    expect(held?.n).toBe(150);
  });

  it("holds the load cap also against one person's pulls side by side", async () => {
    const cap = WORKLIST_POLICY.loadCap;
    await openWork(
      house,
      Array.from({ length: cap + 10 }, (_, n) => due(1 + n)),
    );
    const person = await makePerson(house, { roles: ["aml-analyst"] });
    const outcomes = await Promise.all(Array.from({ length: cap + 10 }, () => next(person)));
    expect(outcomes.filter((one) => one.ok)).toHaveLength(cap);
    expect(outcomes.find((one) => !one.ok)).toMatchObject({ code: "worklist.person.full", params: { cap } });
  });

  it("passes over what is not his: excluded, other kinds, other programmes, behind the wall", async () => {
    const officer = house.as("compliance-officer");
    await openWork(house, [{ ...due(1), excludedPersonId: officer.personId }]);
    await openWork(house, [{ ...due(1), clearance: "suspicion" }]);
    await openWork(house, [{ ...due(1), kind: "approval", subjectType: "approval" }]);
    await openWork(house, [due(1)], MALL);
    expect(await taken(officer)).toBe("worklist.next.none");
    expect(await taken(house.as("team-lead"))).toBe("worklist.next.none");
    expect(await taken(house.as("auditor"))).toBe("kernel.permission.denied");
    const lead = house.as("compliance-lead");
    expect(new Set([await taken(lead), await taken(lead), await taken(lead)]).size).toBe(3);
    expect((await house.rows("select 1 from work_items where assignee_id = $1", [lead.personId])).length).toBe(3);
  });

  it("keeps the entries of what suspicion touches behind the wall", async () => {
    const [id] = await openWork(house, [{ ...due(1), clearance: "suspicion" }]);
    expect(await taken(house.as("compliance-lead"))).toBe(id);
    await house.run(takeItem, { itemId: id ?? "" }, { as: analyst() });
    const entries = await house.rows<{ clearance: string; log: string; outcome: string }>(
      "select clearance, log, outcome from audit_entries where subject_id = $1 order by outcome",
      [id],
    );
    expect(entries).toEqual([
      { clearance: "suspicion", log: "pay.suspicion", outcome: "committed" },
      { clearance: "suspicion", log: "pay.suspicion", outcome: "refused" },
    ]);
  });

  it("gives nothing to whoever is away", async () => {
    await openWork(house, [due(1)]);
    await house.rows(
      `insert into absences (id, programme_id, legal_entity_id, person_id, from_on, to_on, reason_code, set_by, set_at)
       values ($1, $2, $3, $4, '2026-10-09', '2026-10-09', 'leave', 'system:seed', $5)`,
      [newId(), PAY.programmeId, PAY.legalEntityId, analyst().personId, house.clock.now()],
    );
    expect(await taken(analyst())).toBe("worklist.person.away");
    house.clock.set("2026-10-10T00:01:00+08:00");
    expect(await taken(analyst())).not.toBe("worklist.person.away");
  });

  it("takes from the named queue only, and from those a person is a member of", async () => {
    const [plain, urgent] = await openWork(house, [due(1), due(2)]);
    await house.rows("update work_items set priority = 1, due_at = $2 where id = $1", [urgent, hours(90)]);
    const lead = house.as("team-lead");
    const queue = {
      nameZh: "加急",
      nameEn: "Urgent",
      kinds: ["large-value" as const],
      filter: { priorities: ["first" as const] },
      members: [analyst().personId],
    };
    const saved = await house.run(saveQueue, queue, { as: lead });
    if (!saved.ok) throw new Error(saved.code);
    const other = house.as("aml-analyst", { second: true });
    expect(await next(other, saved.result.queueId)).toMatchObject({ code: "worklist.queue.not-member" });
    expect(await taken(analyst())).toBe(urgent);
    expect(await taken(analyst())).toBe("worklist.next.none");
    expect(await taken(other)).toBe(plain);
  });
});

describe("a lock", () => {
  it("runs out on read and by schedule, is renewed by work, and comes back to all", async () => {
    const [id = ""] = await openWork(house, [due(100)]);
    const second = house.as("aml-analyst", { second: true });
    expect(await taken(analyst())).toBe(id);
    later(WORKLIST_POLICY.lockMinutes - 1);
    expect(await taken(second)).toBe("worklist.next.none");
    expect((await house.run(renewLock, { itemId: id }, { as: analyst() })).ok).toBe(true);
    expect(await house.run(renewLock, { itemId: id }, { as: second })).toMatchObject({
      code: "worklist.item.not-held",
    });
    later(WORKLIST_POLICY.lockMinutes - 1);
    expect(await taken(second)).toBe("worklist.next.none");
    later(2);
    const list = await house.ask(
      worklistListQuery,
      { filters: { holder: ["nobody"] }, sort: "urgency", order: "asc", limit: 10 },
      { as: second },
    );
    expect(list.rows.map((one) => [one.id, one.assignee])).toEqual([[id, null]]);
    expect(await taken(second)).toBe(id);
    later(WORKLIST_POLICY.lockMinutes + 1);
    expect(await sweepWorklist(house.runtime, { requestId: newId() })).toBe(1);
    expect(await row(id)).toMatchObject({ assignee_id: null, locked_until: null });
    expect(await sweepWorklist(house.runtime, { requestId: newId() })).toBe(0);
    const words = await house.rows<{ kind: string }>(
      "select kind from audit_entries where subject_id = $1 and outcome = 'committed' order by id",
      [id],
    );
    expect(words.map(({ kind }) => kind)).toEqual([
      "worklist.next.take",
      "worklist.item.renew",
      "worklist.next.take",
      "worklist.item.lapse",
      "worklist.item.lapse",
    ]);
  });

  it("is whoever's took it; others are refused, who is stale too", async () => {
    const [id = ""] = await openWork(house, [due(100)]);
    const second = house.as("aml-analyst", { second: true });
    expect((await house.run(takeItem, { itemId: id, version: 1 }, { as: analyst() })).ok).toBe(true);
    expect(await house.run(takeItem, { itemId: id }, { as: second })).toMatchObject({ code: "worklist.item.held" });
    const give = { itemId: id, reason: "skill" as const };
    expect(await house.run(returnItem, give, { as: second })).toMatchObject({ code: "worklist.item.held" });
    expect(await house.run(returnItem, { ...give, version: 1 }, { as: analyst() })).toMatchObject({
      code: "worklist.item.stale",
    });
    const before = await house.checksums();
    expect(await house.run(returnItem, { ...give, reason: "other" }, { as: analyst() })).toMatchObject({
      code: "worklist.reason.note-missing",
    });
    expect(await house.checksums()).toEqual(before);
    expect(await house.run(returnItem, { ...give, note: "换人看" }, { as: analyst() })).toMatchObject({ ok: true });
    expect(await taken(second)).toBe(id);
  });
});

describe("rest", () => {
  it("puts aside until a moment before due, and comes back to its holder", async () => {
    const [id = ""] = await openWork(house, [due(10)]);
    const snooze = (until: Instant) => house.run(snoozeItem, { itemId: id, until, reason: "later" }, { as: analyst() });
    expect(await snooze(hours(2))).toMatchObject({ code: "worklist.item.not-held" });
    await taken(analyst());
    expect(await snooze(hours(11))).toMatchObject({ code: "worklist.snooze.past-due" });
    expect(await snooze(hours(-1))).toMatchObject({ code: "worklist.snooze.past" });
    expect(await snooze(hours(2))).toMatchObject({ ok: true });
    later(60);
    expect(await taken(house.as("aml-analyst", { second: true }))).toBe("worklist.next.none");
    later(61);
    await sweepWorklist(house.runtime, { requestId: newId() });
    expect(await row(id)).toMatchObject({ assignee_id: analyst().personId });
    later(WORKLIST_POLICY.lockMinutes + 1);
    expect(await taken(house.as("aml-analyst", { second: true }))).toBe(id);
  });

  it("suspends until a day, out of the load, and comes back by schedule", async () => {
    const [id = ""] = await openWork(house, [due(500)]);
    await taken(analyst());
    const input = { itemId: id, until: hours(48), reason: "customer" as const };
    expect(await house.run(suspendItem, input, { as: analyst() })).toMatchObject({ ok: true });
    expect(await house.run(takeItem, { itemId: id }, { as: analyst() })).toMatchObject({
      code: "worklist.item.suspended",
    });
    later(49 * 60);
    expect(await sweepWorklist(house.runtime, { requestId: newId() })).toBe(1);
    expect((await house.run(takeItem, { itemId: id }, { as: analyst() })).ok).toBe(true);
  });
});

describe("the stored rank", () => {
  it("is what the domain says", async () => {
    const ids = await openWork(house, [due(7), {}, due(200), due(1)]);
    await house.rows("update work_items set priority = 1, promised_at = $2 where id = $1", [ids[2], hours(3)]);
    await house.rows("update work_items set priority = 2 where id = $1", [ids[1]]);
    const rows = await house.rows<
      Record<"opened_at" | "due_at" | "promised_at" | "rank_at", Date | null> & { priority: 0 }
    >("select opened_at, due_at, promised_at, rank_at, priority from work_items");
    const text = (at: Date | null) => (at ? instant(at.toISOString()) : null);
    expect(rows).toHaveLength(4);
    for (const one of rows) {
      const timed = {
        openedAt: text(one.opened_at) ?? house.clock.now(),
        dueAt: text(one.due_at),
        promisedAt: text(one.promised_at),
        priority: one.priority,
      };
      expect(text(one.rank_at)).toBe(rankOf(timed));
    }
  });
});
