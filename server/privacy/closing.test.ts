import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closingCore, closingRoad } from "@/server/closures/testing";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import "@/server/retention/desk-holds";
import { finishClosing } from "./commands/finish-closing";
import { proposeRefusal } from "./commands/propose-refusal";
import { requestDetailQuery } from "./detail";
import "./letter-words";
import { requestsList } from "./queries";
import { approved, clockOf, lead, lettersOf, officer, planned, rowOf, taken, well } from "./testing";
import { watchRequests } from "./watch";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const watch = () => watchRequests(house.runtime, { requestId: "watch" });
const worker = () => house.system("system:worker");
const finish = (requestId: string, as = worker()) => house.run(finishClosing, { requestId }, { as });

/** A request to close that two people agreed to. */
async function begun(change: Partial<ReturnType<typeof closingCore>> = {}) {
  const account = await makeAccount(house);
  const asked = await taken(house, account, { type: "closure" });
  const { id, version } = await planned(house, asked);
  well(await approved(house, id));
  return { account, id, version: version + 1, road: closingRoad(house, Object.assign(closingCore(), change)) };
}

describe("closing a service", () => {
  it("is answered when the last account is closed, and not when it was agreed to", async () => {
    const { account, id, road } = await begun();
    expect(await rowOf(house, id)).toMatchObject({ state: "working" });
    expect(await clockOf(house, id)).toMatchObject({ state: "running", rule: "mipriv-close-15d" });
    expect(await lettersOf(house, id)).toContain("privacy.closing");
    const { version } = (await rowOf(house, id)) as { version: number };
    const early = { id, version, ground: "closing-conditions" as const, note: "尚在注销" };
    expect(await house.run(proposeRefusal, early, { as: officer(house) })).toMatchObject({
      code: "privacy.refusal.ground-not-allowed",
    });
    const { may } = await house.ask(requestDetailQuery, { id }, { as: officer(house) });
    expect(may).toMatchObject({ proposeErasure: false, proposeRefusal: true });
    const entries = "select 1 from retention_entries where customer_id = $1";
    const restricted = "select cause from restricted_subjects where customer_id = $1 and ended_at is null";
    expect(await house.rows(entries, [account.customerId])).toEqual([]);
    expect(await house.rows(restricted, [account.customerId])).toEqual([]);
    expect(await finish(id)).toMatchObject({ code: "privacy.closing.accounts-open" });
    await road.work();
    await road.answer(account);
    await watch();
    await watch();
    expect(await rowOf(house, id)).toMatchObject({ state: "answered", outcome: "partly", late: false });
    expect(await clockOf(house, id)).toMatchObject({ state: "met" });
    expect((await lettersOf(house, id)).filter((template) => template === "privacy.erased")).toHaveLength(1);
    expect(await house.rows(restricted, [account.customerId])).toEqual([{ cause: "closure" }]);
    expect(await house.rows(entries, [account.customerId])).toHaveLength(5);
    expect(await finish(id)).toMatchObject({ code: "privacy.request.not-now" });
    const elsewhere = house.system("system:worker", MALL);
    await expect(finish(id, elsewhere)).rejects.toThrow("not-found");
  });

  it("stands open and late where something remains, and is refused by a letter that names it", async () => {
    const { id, version, road } = await begun({ standing: 1 });
    await road.work();
    await watch();
    expect(await rowOf(house, id)).toMatchObject({ state: "working" });
    const now = house.clock.now();
    house.clock.set("2026-10-30T10:00:00+08:00");
    try {
      await watch();
      expect(await rowOf(house, id)).toMatchObject({ state: "working", late: true });
      const late = await house.ask(requestsList, { filters: { timing: ["late"] } }, { as: lead(house) });
      expect(late.rows.map((row) => row.id)).toContain(id);
    } finally {
      house.clock.set(now);
    }
    const detail = await house.ask(requestDetailQuery, { id }, { as: lead(house) });
    expect(detail.closures).toMatchObject([{ state: "stopped" }]);
    const { version: seen } = (await rowOf(house, id)) as { version: number };
    expect(seen).toBeGreaterThanOrEqual(version);
    const refusal = { id, version: seen, ground: "closing-conditions" as const, note: "代扣未解约" };
    well(await house.run(proposeRefusal, refusal, { as: officer(house) }));
    well(await approved(house, id));
    expect(await rowOf(house, id)).toMatchObject({ state: "answered", outcome: "refused" });
    const [letter] = await house.rows<{ params: object }>(
      "select params from customer_letters where subject_id = $1 and template = 'privacy.refused'",
      [id],
    );
    expect(letter?.params).toMatchObject({ ground: "closing", lines: [{ of: "standing", as: "remains" }] });
  });

  it("names nothing that a secret measure may stand behind", async () => {
    const { id, road } = await begun({ heldMinor: 500n, standing: 1 });
    await road.work();
    const { version } = (await rowOf(house, id)) as { version: number };
    const refusal = { id, version, ground: "closing-conditions" as const, note: "尚未了结" };
    well(await house.run(proposeRefusal, refusal, { as: officer(house) }));
    well(await approved(house, id));
    const [letter] = await house.rows<{ params: { lines: object[] } }>(
      "select params from customer_letters where subject_id = $1 and template = 'privacy.refused'",
      [id],
    );
    expect(letter?.params.lines).toEqual([{ of: "standing", as: "remains" }]);
  });

  it("is carried out at once for who has no account left, and a deletion beside a running one says to ask for it", async () => {
    const gone = await makeAccount(house);
    await house.rows("update accounts set status = 'closed', closed_on = '2026-10-01' where id = $1", [gone.accountId]);
    const closed = await planned(house, await taken(house, gone, { type: "closure" }));
    well(await approved(house, closed.id));
    expect(await rowOf(house, closed.id)).toMatchObject({ state: "answered" });
    expect(await lettersOf(house, closed.id)).toContain("privacy.erased");
    const live = await makeAccount(house);
    const deletion = await planned(house, await taken(house, live, { type: "deletion" }));
    well(await approved(house, deletion.id));
    expect(await rowOf(house, deletion.id)).toMatchObject({ state: "answered", outcome: "partly" });
    const [letter] = await house.rows<{ params: { lines: { of: string; as: string }[] } }>(
      "select params from customer_letters where subject_id = $1 and template = 'privacy.erased'",
      [deletion.id],
    );
    const stays = letter?.params.lines.filter(({ as }) => as === "relationship").map(({ of }) => of);
    expect(stays).toEqual(["identity", "contact", "trade", "casework"]);
    expect(await house.rows("select 1 from restricted_subjects where customer_id = $1", [live.customerId])).toEqual([]);
  });
});
