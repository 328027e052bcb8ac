import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LETTER_WAIT_HOURS } from "@/domain/retention/policy";
import { addDuration } from "@/domain/shared/time";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { inScope } from "@/server/kernel/scope";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { prepareLetter } from "@/server/letters/commands/prepare-letter";
import { recordDispatch } from "@/server/letters/commands/record-dispatch";
import { tellCustomer } from "@/server/letters/public";
import { giveContact } from "@/server/letters/testing";
import { dyingAt } from "@/tests/faults/support/dying-at";
import { deleteClass } from "./commands/delete-class";
import "./desk-holds";
import { end, makeEnded, type Programme, worker } from "./testing";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** Somebody gone whose contact is due, with a letter that tells him so; in a marketplace, where nothing keeps it. */
async function told(programme: Programme = MALL) {
  const gone = await makeEnded(house, { programme });
  await giveContact(house, gone.customerId, { phone: "13900004242", programme });
  await end(house, gone.customerId, programme);
  const letterId = newId();
  await inScope(house.runtime, worker(programme), "write", async (scope) => {
    const subject = { type: "privacy-request", id: letterId };
    const telling = {
      customerId: gone.customerId,
      template: "privacy.erased",
      params: { number: "PR-000001" },
      subject,
    };
    await tellCustomer(scope, telling as Parameters<typeof tellCustomer>[1]);
    return { keep: true, value: null };
  });
  const [letter] = await house.rows<{ id: string }>("select id from customer_letters where subject_id = $1", [
    letterId,
  ]);
  const [entry] = await house.rows<{ id: string }>(
    "select id from retention_entries where customer_id = $1 and retention_class = 'contact'",
    [gone.customerId],
  );
  return { ...gone, letterId: letter?.id ?? "", entryId: entry?.id ?? "" };
}
type Told = Awaited<ReturnType<typeof told>>;

const erase = ({ entryId }: Pick<Told, "entryId">, key: string = newId(), runtime = house.runtime) =>
  execute(runtime, deleteClass, { principal: worker(MALL), input: { entryIds: [entryId] }, key, requestId: newId() });
const keysOf = ({ customerId }: Told) =>
  house.rows("select 1 from subject_keys where subject_id = $1 and retention_class = 'contact'", [customerId]);
const again = async ({ entryId }: Told) =>
  (await house.jobs("retention.classes.due")).filter(
    ({ payload }) => JSON.stringify(payload) === JSON.stringify({ entryIds: [entryId] }),
  ).length;

/** What the worker does with a letter, up to what came of its message. */
async function prepare({ letterId }: Told): Promise<string> {
  const made = await house.run(prepareLetter, { letterId }, { as: worker(MALL) });
  if (!made.ok) throw new Error(made.code);
  return made.result.dispatches.find(({ channel }) => channel === "sms")?.id ?? "";
}
const cameOf = (dispatchId: string, outcome: "accepted" | "refused") =>
  house.run(
    recordDispatch,
    { dispatchId, outcome, ...(outcome === "refused" ? { problem: "no-such-number" } : {}) } as never,
    { as: worker(MALL) },
  );

describe("a letter before its key", () => {
  it.each(["accepted", "refused"] as const)("waits until its message was %s, and goes then", async (outcome) => {
    const gone = await told();
    expect(await erase(gone)).toMatchObject({ result: { erased: 0, moved: 1 } });
    const dispatchId = await prepare(gone);
    expect(await erase(gone)).toMatchObject({ result: { erased: 0 } });
    expect(await keysOf(gone)).toHaveLength(1);
    expect(await again(gone)).toBe(2);
    await cameOf(dispatchId, outcome);
    expect(await erase(gone)).toMatchObject({ result: { erased: 1 } });
    expect(await keysOf(gone)).toEqual([]);
  });

  it("holds nothing up for ever", async () => {
    const gone = await told();
    await erase(gone);
    const now = house.clock.now();
    house.clock.set(addDuration(now, { hours: LETTER_WAIT_HOURS, minutes: 1 }));
    try {
      expect(await erase(gone)).toMatchObject({ result: { erased: 1 } });
    } finally {
      house.clock.set(now);
    }
  });

  it("leaves nothing behind when its worker is killed at any statement, and is taken up once", async () => {
    const gone = await told();
    const key = newId();
    let killed = 0;
    for (let nth = 1; ; nth++) {
      const dying = dyingAt(house.runtime, nth);
      await erase(gone, key, dying.runtime).catch(() => undefined);
      if (!dying.died()) break;
      killed += 1;
      expect([nth, await again(gone), (await keysOf(gone)).length]).toEqual([nth, 0, 1]);
    }
    await erase(gone, key);
    expect(await again(gone)).toBe(1);
    expect(killed).toBeGreaterThan(5);
  });
});
