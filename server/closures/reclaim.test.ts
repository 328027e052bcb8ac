import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/server/kernel/new-id";
import { type MadeAccount, makeAccount, makeLeg } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { candidateDetailQuery, candidatesList } from "./candidate-queries";
import { dismissCandidate } from "./commands/dismiss-candidate";
import { recordLogin } from "./commands/record-login";
import { runReclaim } from "./reclaim";
import { closingRoad } from "./testing";

let house: House;
let road: ReturnType<typeof closingRoad>;
beforeAll(async () => {
  house = await openHouse();
  road = closingRoad(house);
});
afterAll(() => house.close());
beforeEach(() => house.clock.set("2026-10-09T14:32:00+08:00"));

/** An account opened and used long ago, with nothing on it. */
async function unused(lastUsed: string | null = "2024-10-08", openedOn = "2020-01-05"): Promise<MadeAccount> {
  const account = await makeAccount(house);
  await house.rows("update accounts set opened_on = $2 where id = $1", [account.accountId, openedOn]);
  if (lastUsed) await makeLeg(house, account, { amountMinor: 100n, date: lastUsed });
  return account;
}
const night = () => runReclaim(house.runtime, { requestId: newId() });
type Row = { id: string; state: string; noticed_on: string | null; version: number };
const candidateOf = async (account: MadeAccount): Promise<Row | undefined> =>
  (
    await house.rows<Row>(
      "select id, state, noticed_on::text as noticed_on, version from closure_candidates where account_id = $1",
      [account.accountId],
    )
  )[0];
const stateOf = async (account: MadeAccount) => (await candidateOf(account))?.state;

describe("accounts nobody uses", () => {
  it("are found after twenty-four months, told of once, and proposed to people after their customer's time", async () => {
    const [old, day, fresh, young] = [
      await unused(),
      await unused("2024-10-09"),
      await unused("2025-01-01"),
      await unused(null, "2026-03-01"),
    ];
    await night();
    expect(await stateOf(old)).toBe("noticed");
    for (const one of [day, fresh, young]) expect(await stateOf(one)).toBeUndefined();
    await night();
    const { id = "" } = (await candidateOf(old)) ?? {};
    const letters = () => house.rows("select template from customer_letters where subject_id = $1", [id]);
    expect(await letters()).toEqual([{ template: "closure.reclaim" }]);
    const items = () => house.rows("select state from work_items where subject_id = $1", [id]);
    expect(await items()).toEqual([]);
    const reclaim = { kind: "reclaim", reason: "unused-long", identity: null, subjectId: id } as const;
    expect(await road.ask(old, reclaim)).toMatchObject({ code: "closures.candidate.too-early" });
    house.clock.set("2026-11-08T14:32:00+08:00");
    await night();
    expect(await items()).toEqual([{ state: "open" }]);
    expect(await road.accountState(old)).toBe("open");
    const closure = await road.asked(old, reclaim);
    expect(await stateOf(old)).toBe("proposed");
    expect(await items()).toEqual([{ state: "done" }]);
    await road.reject(closure, "ground-thin");
    expect(await stateOf(old)).toBe("noticed");
    expect(await letters()).toHaveLength(1);
  });

  it("are left alone with money, a measure, an open case, a closing or a loss on them", async () => {
    const rich = await unused();
    await house.rows("update accounts set balance_minor = 1 where id = $1", [rich.accountId]);
    const unknown = await unused();
    await house.rows("update accounts set balance_minor = null where id = $1", [unknown.accountId]);
    const held = await unused();
    await house.rows(
      `insert into measures (id, programme_id, legal_entity_id, clearance, number, account_id, customer_id, kind, source, reason_code, rule_id,
         rule_version, scope, review_on, state, requested_by, requested_at, subject_type, subject_id)
       select $1, programme_id, legal_entity_id, 'general', 'CM-T00001', id, customer_id, 'restriction', 'system', 'under-review', 'law-aml-30', 1,
         'all', '2027-01-01', 'in-force', 'system', now(), 'review', $1 from accounts where id = $2`,
      [newId(), held.accountId],
    );
    const cased = await unused();
    await house.rows(
      `insert into work_items (id, programme_id, legal_entity_id, clearance, kind, number, subject_type, subject_id, customer_id, state, opened_at)
       select $1, programme_id, legal_entity_id, 'general', 'reverification', 'RV-T00001', 'reverification', $1, id, 'open', now() from customers where id = $2`,
      [newId(), cased.customerId],
    );
    const closing = await unused();
    await road.asked(closing);
    await night();
    for (const one of [rich, unknown, held, cased, closing]) expect(await stateOf(one)).toBeUndefined();
  });

  it("fall away when they are used or signed in to again, and come back from the start", async () => {
    const [used, signedIn] = [await unused(), await unused()];
    await night();
    expect([await stateOf(used), await stateOf(signedIn)]).toEqual(["noticed", "noticed"]);
    await makeLeg(house, used, { amountMinor: 1n, date: "2026-10-08" });
    const worker = house.system("system:worker");
    const login = { customerId: signedIn.customerId, on: "2026-10-09" };
    expect(await house.run(recordLogin, login, { as: worker })).toMatchObject({ ok: true });
    expect(await house.run(recordLogin, { ...login, on: "2026-01-01" }, { as: worker })).toMatchObject({ ok: true });
    expect(await house.run(recordLogin, { ...login, on: "2026-10-10" }, { as: worker })).toMatchObject({ ok: false });
    await night();
    expect([await stateOf(used), await stateOf(signedIn)]).toEqual(["gone", "gone"]);
    const { id = "" } = (await candidateOf(used)) ?? {};
    const reclaim = { kind: "reclaim", reason: "unused-long", identity: null, subjectId: id } as const;
    expect(await road.ask(used, reclaim)).toMatchObject({ code: "closures.candidate.not-open" });
  });

  it("are left alone by who says why, and nobody of another programme sees or touches them", async () => {
    const account = await unused();
    await night();
    const { id = "", version = 0 } = (await candidateOf(account)) ?? {};
    const reason = "house-keeps" as const;
    const strangers = house.as("customer-service", { programme: MALL });
    await expect(house.run(dismissCandidate, { id, version, reason }, { as: strangers })).rejects.toThrow("not-found");
    await expect(house.ask(candidateDetailQuery, { id }, { as: strangers })).rejects.toThrow("not-found");
    expect(await house.run(dismissCandidate, { id, version: 99, reason }, { as: road.clerk })).toMatchObject({
      code: "closures.candidate.stale",
    });
    expect(await house.run(dismissCandidate, { id, version, reason }, { as: road.clerk })).toMatchObject({ ok: true });
    await night();
    expect(await stateOf(account)).toBe("dismissed");
    const page = await house.ask(candidatesList, { filters: { state: ["dismissed"] } }, { as: road.lead });
    expect(page.rows.map((row) => row.id)).toContain(id);
    const stranger = await makeAccount(house);
    expect(await road.ask(stranger, { kind: "reclaim", reason: "unused-long", identity: null })).toMatchObject({
      code: "closures.closure.not-candidate",
    });
    await expect(
      road.ask(stranger, { kind: "reclaim", reason: "unused-long", identity: null, subjectId: id }),
    ).rejects.toThrow("not-found");
  });
});
