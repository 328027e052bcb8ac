import { afterAll, beforeAll, expect, it } from "vitest";
import { ERASE_TOGETHER } from "@/domain/retention/policy";
import { newId } from "@/server/kernel/new-id";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { deleteClass } from "./commands/delete-class";
import { retentionHandlers } from "./handlers";
import { end, makeEnded, workDue, worker } from "./testing";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const erased = async () => {
  const [row] = await house.rows<{ n: number }>(
    "select count(distinct customer_id)::int as n from retention_entries where programme_id = 'mall' and state = 'erased'",
  );
  return row?.n ?? 0;
};

it("what is to go at once goes some customers together; the news of the others finds it done", async () => {
  const customers = await Promise.all(
    Array.from({ length: ERASE_TOGETHER + 4 }, () => makeEnded(house, { programme: MALL })),
  );
  for (const { customerId } of customers) await end(house, customerId, MALL);
  const [first] = await house.jobs("retention.classes.due");
  const [heard] = retentionHandlers;
  const context = {
    runtime: house.runtime,
    principal: worker(MALL),
    requestId: newId(),
    signal: new AbortController().signal,
  };
  await heard?.run({ ...context, eventId: first?.eventId ?? "", attempt: 1 }, first?.payload);
  expect(await erased()).toBe(ERASE_TOGETHER);
  await workDue(house);
  expect(await erased()).toBe(customers.length);
  const certificates = await house.rows<{ n: number }>(
    "select count(*)::int as n from retention_certificates where programme_id = 'mall' group by customer_id, retention_class",
  );
  expect(new Set(certificates.map(({ n }) => n))).toEqual(new Set([1]));
});

it("tried again, it goes alone: what fails of another does not keep it", async () => {
  const [one, other] = [await makeEnded(house, { programme: MALL }), await makeEnded(house, { programme: MALL })];
  for (const { customerId } of [one, other]) await end(house, customerId, MALL);
  const before = await erased();
  const entries = await house.rows<{ id: string }>(
    "select id from retention_entries where customer_id = $1 and disposition = 'now' order by id",
    [one.customerId],
  );
  await house.run(deleteClass, { entryIds: entries.map(({ id }) => id), others: false }, { as: worker(MALL) });
  expect(await erased()).toBe(before + 1);
});
