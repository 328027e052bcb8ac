import "@/server/all";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { deleteClass } from "@/server/retention/commands/delete-class";
import { end, makeEnded, openAs, worker } from "@/server/retention/testing";
import { dyingAt } from "./support/dying-at";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

async function left(customerId: string) {
  const [row] = await house.rows<{ keys: number; certificates: number; ledger: number; entries: number; told: number }>(
    `select (select count(*)::int from subject_keys where subject_id = $1 and retention_class = 'identity') as keys,
       (select count(*)::int from retention_certificates where customer_id = $1 and retention_class = 'identity') as certificates,
       (select count(*)::int from erasures where subject_id = $1 and retention_class = 'identity') as ledger,
       (select count(*)::int from retention_entries where customer_id = $1 and retention_class = 'identity' and state = 'erased') as entries,
       (select count(*)::int from audit_entries where kind = 'retention.class.erase' and outcome = 'committed' and subject_id = $1::text) as told`,
    [customerId],
  );
  return row;
}
const WHOLE = { keys: 1, certificates: 0, ledger: 0, entries: 0, told: 0 };
const GONE = { keys: 0, certificates: 1, ledger: 1, entries: 1, told: 1 };

describe("a worker killed while it erases", () => {
  it("leaves all or nothing of several subjects at every statement, and resumes once", {
    timeout: 120_000,
  }, async () => {
    let killed = 0;
    for (let nth = 1; ; nth++) {
      const [gone, other] = [await makeEnded(house, { programme: MALL }), await makeEnded(house, { programme: MALL })];
      for (const one of [gone, other]) await end(house, one.customerId, MALL);
      const entries = await house.rows<{ id: string }>(
        "select id from retention_entries where customer_id = any($1) and retention_class = 'identity'",
        [[gone.customerId, other.customerId]],
      );
      const dying = dyingAt(house.runtime, nth);
      const call = {
        principal: worker(MALL),
        input: { entryIds: entries.map(({ id }) => id) },
        key: newId(),
        requestId: newId(),
      };
      await execute(dying.runtime, deleteClass, call).catch(() => undefined);
      if (!dying.died()) break;
      killed += 1;
      for (const one of [gone, other]) expect([nth, await left(one.customerId)]).toEqual([nth, WHOLE]);
      const again = await execute(house.runtime, deleteClass, call);
      expect([nth, again.ok]).toEqual([nth, true]);
      await execute(house.runtime, deleteClass, call);
      for (const one of [gone, other]) expect([nth, await left(one.customerId)]).toEqual([nth, GONE]);
      const name = { table: "customers", column: "name_sealed", rowId: gone.customerId };
      expect(await openAs(house, worker(MALL), name)).toBeNull();
    }
    expect(killed).toBeGreaterThan(10);
  });
});
