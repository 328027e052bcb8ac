import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BUDGETS } from "@/domain/identity/throttle";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { makeSomebody, principalOf } from "./testing/somebody";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const LOCKED = { ok: false, problem: "locked" };
const REFUSED = { ok: false, problem: "refused" };
const many = <T>(times: number, work: (at: number) => Promise<T>) =>
  Promise.all(Array.from({ length: times }, (_, at) => work(at)));

describe("somebody else's guesses", () => {
  it("lock themselves out, and never the owner at his own browser", async () => {
    const owner = await makeSomebody(house, "customer-service");
    const first = await owner.try({ address: "203.0.113.9" });
    if (!first.ok || !first.newDevice) throw new Error("no device");
    const { cookie, secret } = first.newDevice;
    await many(BUDGETS.account.free + 20, (at) => owner.try({ password: "guess", address: `198.51.100.${at}` }));
    expect(await owner.try({ address: "198.51.100.250" })).toEqual(LOCKED);
    const own = await owner.try({ address: "198.51.100.250", cookie: (name) => (name === cookie ? secret : null) });
    expect(own).toMatchObject({ ok: true, newDevice: null });
    const seen = await house.rows<{ outcome: string; known: boolean }>(
      "select outcome, known from sign_ins where person_id = $1 order by at desc, id desc",
      [owner.id],
    );
    expect(seen.filter(({ outcome }) => outcome === "blocked").length).toBeGreaterThan(0);
    expect(seen[0]).toEqual({ outcome: "signed-in", known: true });
    const audited = await house.rows(
      "select from audit_entries where kind = 'identity.session.block' and subject_id = $1",
      [owner.id],
    );
    expect(audited.length).toBeGreaterThan(0);
  });

  it("at once are no more than the budget has, whichever instance they come to", async () => {
    const owner = await makeSomebody(house, "customer-service");
    const answers = await many(40, () => owner.try({ password: "guess", address: "203.0.113.77" }));
    // The one that closes the budget is still looked at.
    expect(answers.filter((answer) => !answer.ok && answer.problem === "refused")).toHaveLength(BUDGETS.pair.free + 1);
  });

  it("with the owner's browser's secret are another person's and worth nothing", async () => {
    const [one, other] = [await makeSomebody(house, "customer-service"), await makeSomebody(house, "customer-service")];
    const first = await one.try();
    if (!first.ok || !first.newDevice) throw new Error("no device");
    const { secret } = first.newDevice;
    expect(await other.try({ cookie: () => secret })).toMatchObject({
      ok: true,
      newDevice: { secret: expect.any(String) },
    });
  });
});

describe("waiting", () => {
  it("is the same for an account that does not exist, and ends by itself", async () => {
    const email = "nobody-at-all@pay.example";
    const owner = await makeSomebody(house, "customer-service");
    const address = "203.0.113.200";
    for (const asked of [{ email }, { email: owner.email }]) {
      const answers = [];
      for (let at = 0; at < BUDGETS.pair.free + 2; at += 1) {
        answers.push(await owner.try({ ...asked, password: "guess", address }));
      }
      expect(answers.slice(0, -1)).toEqual(Array.from({ length: BUDGETS.pair.free + 1 }, () => REFUSED));
      expect(answers.at(-1)).toEqual(LOCKED);
    }
    house.clock.set("2026-10-09T14:32:31+08:00");
    expect(await owner.try({ address })).toMatchObject({ ok: true });
    const kept = await house.rows("select from sign_ins s join people p on p.id = s.person_id where p.email = $1", [
      email,
    ]);
    expect(kept).toHaveLength(0);
    house.clock.set("2026-10-09T14:32:00+08:00");
  });

  it("is answered no sooner than other refusals", async () => {
    const owner = await makeSomebody(house, "customer-service");
    for (const asked of [{ email: "unknown-to-all@pay.example" }, { password: "guess" }]) {
      const started = performance.now();
      expect(await owner.try(asked)).toEqual(REFUSED);
      expect(performance.now() - started).toBeGreaterThan(380);
    }
  });
});

describe("sessions", () => {
  it("of one person stay within the limit when many open at once; the longest unused ends and is told why", async () => {
    const owner = await makeSomebody(house, "customer-service");
    const oldest = principalOf(await owner.try());
    await house.pool.query("update sessions set last_seen_at = last_seen_at - interval '5 minutes' where id = $1", [
      oldest.sessionId,
    ]);
    await many(9, () => owner.try());
    const live = await house.rows("select from sessions where person_id = $1 and revoked_at is null", [owner.id]);
    expect(live).toHaveLength(6);
    const [first] = await house.rows("select ended_for from sessions where id = $1", [oldest.sessionId]);
    expect(first).toEqual({ ended_for: "limit" });
  });
});
