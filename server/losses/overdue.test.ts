import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { reviewStop } from "./commands/review-stop";
import { escalateReviews } from "./overdue";
import { desk, matched } from "./testing";

let house: House;
let way: ReturnType<typeof desk>;
beforeAll(async () => {
  house = await openHouse();
  way = desk(house);
});
afterAll(() => house.close());

const press = () => escalateReviews(house.runtime, { requestId: "job" });
const itemOf = async (id: string) =>
  (
    await house.rows<{ state: string; priority: number }>(
      "select state, priority from work_items where kind = 'loss-review' and subject_id = $1",
      [id],
    )
  )[0];
const noticesOf = async (id: string) =>
  (await house.jobs("notifications.notice")).filter(({ payload }) => {
    const { kind, link } = payload as { kind: string; link: { id: string } | null };
    return kind === "losses.review-overdue" && link?.id === id;
  });

describe("a look at a short stop that nobody made in time", () => {
  it("is pressed for once at its moment and again each day, and ends nothing", async () => {
    house.clock.set("2026-10-09T14:32:00+08:00");
    const account = await makeAccount(house);
    const { id } = await way.reported(account.customerId, { checks: matched("name") });
    house.clock.set("2026-10-10T14:31:59+08:00");
    expect(await press()).toBe(0);
    expect(await itemOf(id)).toMatchObject({ state: "open", priority: 0 });
    house.clock.set("2026-10-10T20:32:00+08:00");
    expect(await press()).toBe(1);
    expect(await press()).toBe(0);
    expect(await itemOf(id)).toMatchObject({ state: "open", priority: 2 });
    expect(await noticesOf(id)).toHaveLength(1);
    // Thirty hours after the call: what was given by the caller's word stands as it was given.
    const [measure] = await house.rows("select state, source from measures where account_id = $1 and scope = 'debit'", [
      account.accountId,
    ]);
    expect(measure).toMatchObject({ source: "customer", state: "instructed" });
    house.clock.set("2026-10-11T14:32:00+08:00");
    expect(await press()).toBe(1);
    expect(await noticesOf(id)).toHaveLength(2);
    const { version } = await way.row(id);
    const looked = { id, version, finding: "proper" } as const;
    const outcome = await house.run(reviewStop, looked, { as: house.as("team-lead") });
    expect(outcome).toMatchObject({ ok: true });
    house.clock.set("2026-10-12T14:32:00+08:00");
    expect(await press()).toBe(0);
  });
});
