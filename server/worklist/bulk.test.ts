import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addDuration, type Instant } from "@/domain/shared/time";
import { WORKLIST_POLICY } from "@/domain/worklist/policy";
import { newId } from "@/server/kernel/new-id";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { startBulk } from "./commands/start-bulk";
import { worklistHandlers } from "./handlers";
import { bulkDetailQuery, bulkPreviewQuery, bulksQuery } from "./team-queries";
import { openWork } from "./testing";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.rows("delete from work_items");
});

const hours = (n: number): Instant => addDuration(house.clock.now(), { hours: n });
const due = () => ({ dueAt: hours(100) });
const lead = () => house.as("team-lead");
const analyst = () => house.as("aml-analyst");
const list = (filters: object = {}) => ({ filters, sort: "urgency", order: "asc" });
/** Hands every waiting job of a topic to its handler, as the worker would. */
async function work(topic: string): Promise<void> {
  for (const { eventId, programmeId, payload } of await house.jobs(topic)) {
    const principal = house.system("system:worker", programmeId === "mall" ? MALL : undefined);
    const context = { runtime: house.runtime, principal, eventId, attempt: 1, requestId: newId() };
    await worklistHandlers
      .find((one) => one.topic === topic)
      ?.run({ ...context, signal: new AbortController().signal }, payload);
  }
}

describe("bulk", () => {
  it("says before whom it would not reach and why, and does exactly that", async () => {
    const excluded = { excludedPersonId: analyst().personId };
    const ids = await openWork(house, [...Array.from({ length: 25 }, due), { ...due(), ...excluded }]);
    const deed = { action: "assign" as const, personId: analyst().personId, reason: "balance" as const };
    const scope = { list: list({ kind: ["large-value"] }), except: [ids[0] ?? ""] };
    const preview = await house.ask(bulkPreviewQuery, { scope, deed }, { as: lead() });
    expect(preview).toMatchObject({ total: 25, eligible: WORKLIST_POLICY.loadCap, tooMany: false });
    expect(preview.refusals).toEqual([
      { code: "worklist.person.full", count: 24 - WORKLIST_POLICY.loadCap },
      { code: "worklist.person.excluded", count: 1 },
    ]);
    expect(preview.items).toHaveLength(WORKLIST_POLICY.previewItems);
    expect(await house.rows("select 1 from work_items where assignee_id is not null")).toEqual([]);

    const started = await house.run(startBulk, { scope, deed, note: "均衡" }, { as: lead() });
    if (!started.ok) throw new Error(started.code);
    await work("worklist.bulk.run");
    await work("worklist.bulk.run");
    const { bulk, items } = await house.ask(bulkDetailQuery, { bulkId: started.result.bulkId }, { as: lead() });
    expect(bulk).toMatchObject({ total: 25, done: preview.eligible, refused: 5, waiting: 0 });
    expect(
      items
        .filter(({ outcome }) => outcome === "refused")
        .map(({ code }) => code)
        .sort(),
    ).toEqual(["worklist.person.excluded", ...Array(4).fill("worklist.person.full")].sort());
    expect(await house.rows("select 1 from work_items where assignee_id is not null")).toHaveLength(20);
    expect(await house.rows("select assignee_id from work_items where id = $1", [ids[0]])).toEqual([
      { assignee_id: null },
    ]);
    expect((await house.ask(bulksQuery, {}, { as: lead() }))[0]?.finishedAt).not.toBeNull();
  });

  it("goes in batches, and stops being allowed with its asker's role", async () => {
    await openWork(house, Array.from({ length: 250 }, due));
    const lead2 = house.as("team-lead", { second: true });
    const deed = { action: "priority" as const, priority: "first" as const, reason: "amount" as const };
    const start = () => house.run(startBulk, { scope: { list: list() }, deed }, { as: lead2 });
    const first = await start();
    await work("worklist.bulk.run");
    const steps = await house.rows(
      "select 1 from audit_entries where kind = 'worklist.bulk.step' and subject_id = $1",
      [first.ok ? first.result.bulkId : ""],
    );
    expect(steps).toHaveLength(3);
    expect(await house.rows("select 1 from work_items where priority = 1")).toHaveLength(250);
    await house.rows("update work_items set priority = 0");
    const second = await start();
    await house.rows("update role_grants set ended_at = now() where person_id = $1", [lead2.personId]);
    await work("worklist.bulk.run");
    const bulkId = second.ok ? second.result.bulkId : "";
    const { bulk } = await house.ask(bulkDetailQuery, { bulkId }, { as: lead() });
    expect(bulk).toMatchObject({ done: 0, refused: 250 });
  });
});
