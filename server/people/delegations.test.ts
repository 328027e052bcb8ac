import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approveProposal } from "@/server/approvals/commands/decide-approval";
import { approvalDetail } from "@/server/approvals/queries";
import { me } from "@/server/identity/queries";
import { newId } from "@/server/kernel/new-id";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { decideReview } from "./commands/decide-review";
import { endDelegation } from "./commands/end-delegation";
import { endRole } from "./commands/end-role";
import { openReview } from "./commands/open-review";
import { proposeDelegation } from "./commands/propose-delegation";
import { resetAccess } from "./commands/reset-access";
import { signReview } from "./commands/sign-review";
import { myDelegations } from "./queries";
import { reviewDetail } from "./reviews";
import { rightsOn } from "./rights";

type Person = ReturnType<House["as"]>;

let house: House;
let admin: Person;
let other: Person;

beforeAll(async () => {
  house = await openHouse();
  admin = house.as("administrator");
  other = house.as("administrator", { second: true });
});
afterAll(() => house.close());

const fresh = async (...all: Person[]) => {
  for (const one of all) await house.stepUp(one);
};

/** A person with these roles and a live session. */
async function makePerson(roles: readonly string[], options: { home?: string } = {}): Promise<Person> {
  const personId = newId();
  const sessionId = newId();
  await house.pool.query(
    "insert into people (id, email, name_zh, name_en, password_hash, home_programme_id, created_at) values ($1, $2, '试', 'Test', 'x', $3, $4)",
    [personId, `${personId}@pay.example`, options.home ?? "pay", house.clock.now()],
  );
  for (const role of roles) {
    await house.pool.query(
      "insert into role_grants (id, person_id, programme_id, role, granted_at, granted_by) values ($1, $2, 'pay', $3, $4, 'system:seed')",
      [newId(), personId, role, house.clock.now()],
    );
  }
  await house.pool.query(
    "insert into totp_credentials (person_id, secret_sealed, confirmed_at) values ($1, '\\x00', $2)",
    [personId, house.clock.now()],
  );
  await house.pool.query(
    "insert into sessions (id, person_id, created_at, last_seen_at, expires_at, device) values ($1, $2, $3, '2100-01-01', '2100-01-01', 'test')",
    [sessionId, personId, house.clock.now()],
  );
  return { kind: "person", personId, sessionId, programmeId: "pay" };
}

/** Decides the newest waiting proposal of a kind as somebody. */
async function approve(approvalId: string, as: Person) {
  await fresh(as);
  const detail = await house.ask(approvalDetail, { approvalId }, { as });
  return house.run(approveProposal, { approvalId, seenDigest: detail.current?.digest ?? "" }, { as });
}

const waiting = async (kind: string) => {
  const rows = await house.rows<{ id: string }>(
    "select id from approvals where kind = $1 and status = 'pending' order by requested_at desc, id desc limit 1",
    [kind],
  );
  return rows[0]?.id ?? "";
};

const _secretOf = (path: string) => path.replace("/invitation/", "");

describe("a reset", () => {
  it("ends the sessions and the password at once, and an administrator's waits for a second person", async () => {
    const person = await makePerson(["aml-analyst"]);
    await fresh(admin);
    const reset = await house.run(resetAccess, { personId: person.personId, clearsSecondFactor: true }, { as: admin });
    expect(reset).toMatchObject({ ok: true, result: { approvalNumber: null } });
    await expect(house.ask(me, {}, { as: person })).rejects.toMatchObject({ category: "unauthenticated" });

    const third = await makePerson(["administrator"]);
    const asked = await house.run(resetAccess, { personId: third.personId, clearsSecondFactor: false }, { as: admin });
    expect(asked).toMatchObject({ ok: true, result: { path: null } });
    expect(await house.ask(me, {}, { as: third })).toMatchObject({ personId: third.personId });
    const approvalId = await waiting("people.access.reset");
    expect(await approve(approvalId, third)).toMatchObject({ ok: false, code: "people.role.own" });
    expect(await approve(approvalId, house.as("compliance-lead"))).toMatchObject({ ok: true });
    await expect(house.ask(me, {}, { as: third })).rejects.toMatchObject({ category: "unauthenticated" });
  });
});

describe("a delegation", () => {
  it("lends a role until a day, is decided by a third person, never passed on, and ends with what it came from", async () => {
    const giver = await makePerson(["compliance-officer"]);
    const taker = await makePerson(["kyc-reviewer"]);
    const next = await makePerson(["customer-service"]);
    const teamLead = house.as("team-lead");
    await fresh(giver, taker);
    const input = { role: "compliance-officer" as const, lastDay: "2026-10-16", reasonCode: "leave" as const };
    expect(
      await house.run(proposeDelegation, { ...input, toId: house.as("compliance-lead").personId }, { as: giver }),
    ).toMatchObject({ code: "people.role.conflict" });
    expect(
      await house.run(proposeDelegation, { ...input, lastDay: "2026-11-30", toId: taker.personId }, { as: giver }),
    ).toMatchObject({ code: "people.delegation.too-long" });
    const asked = await house.run(proposeDelegation, { ...input, toId: taker.personId }, { as: giver });
    if (!asked.ok) throw new Error(asked.code);
    expect((await house.ask(me, {}, { as: taker })).roles).toEqual(["kyc-reviewer"]);
    expect(await approve(await waiting("people.delegation.propose"), teamLead)).toMatchObject({ ok: true });
    expect((await house.ask(me, {}, { as: taker })).roles).toEqual(["compliance-officer", "kyc-reviewer"]);
    expect(await house.ask(myDelegations, {}, { as: taker })).toMatchObject([{ given: false, state: "active" }]);
    expect(await house.ask(myDelegations, {}, { as: giver })).toMatchObject([{ given: true, state: "active" }]);

    expect(await house.run(proposeDelegation, { ...input, toId: next.personId }, { as: taker })).toMatchObject({
      code: "people.delegation.chain",
    });
    // Rights on any day: today both hold it, the day after the last nobody by the delegation.
    const today = await house.ask(rightsOn, { on: "2026-10-09" }, { as: house.as("auditor") });
    expect(today.rows.filter((row) => row.personId === taker.personId).map((row) => row.lentBy?.zh ?? null)).toEqual([
      "试",
      null,
    ]);
    await fresh(admin);
    await house.run(endRole, { personId: giver.personId, role: "compliance-officer" }, { as: admin });
    expect((await house.ask(me, {}, { as: taker })).roles).toEqual(["kyc-reviewer"]);
    expect(await house.ask(myDelegations, {}, { as: taker })).toEqual([]);
    expect(
      await house.run(endDelegation, { delegationId: asked.result.delegationId }, { as: giver }).catch(() => null),
    ).toBeNull();
  });

  it("is ended by the taker, is not found by others, and runs out by itself", async () => {
    const giver = await makePerson(["aml-analyst", "kyc-reviewer"]);
    const taker = await makePerson(["customer-service"]);
    await fresh(giver);
    const input = { role: "kyc-reviewer" as const, lastDay: "2026-10-09", reasonCode: "workload" as const };
    const asked = await house.run(proposeDelegation, { ...input, toId: taker.personId }, { as: giver });
    if (!asked.ok) throw new Error(asked.code);
    await approve(await waiting("people.delegation.propose"), admin);
    const { delegationId } = asked.result;
    await expect(house.run(endDelegation, { delegationId }, { as: house.as("kyc-reviewer") })).rejects.toMatchObject({
      category: "not-found",
    });
    house.clock.set("2026-10-10T00:00:00+08:00");
    expect((await house.ask(me, {}, { as: taker })).roles).toEqual(["customer-service"]);
    house.clock.set("2026-10-09T14:32:00+08:00");
    expect(await house.run(endDelegation, { delegationId }, { as: taker })).toMatchObject({ ok: true });
    expect(await house.run(endDelegation, { delegationId }, { as: taker })).toMatchObject({
      code: "people.delegation.over",
    });
  });
});

describe("a review of access", () => {
  it("lists every live grant, ends at once, is signed when all is decided, and then changes no more", async () => {
    await fresh(admin, other);
    const opened = await house.run(openReview, {}, { as: admin });
    if (!opened.ok) throw new Error(opened.code);
    const { reviewId } = opened.result;
    expect(await house.run(openReview, {}, { as: other })).toMatchObject({ code: "people.review.open" });
    const { items } = await house.ask(reviewDetail, { reviewId }, { as: admin });
    const [live] = await house.rows<{ n: number }>(
      "select count(*)::int as n from role_grants where programme_id = 'pay' and ended_at is null",
    );
    expect(items).toHaveLength(live?.n ?? -1);
    expect(await house.run(signReview, { reviewId }, { as: admin })).toMatchObject({ code: "people.review.undecided" });
    const victim = await makePerson(["customer-service"]);
    const service = house.as("customer-service", { second: true });
    for (const item of items) {
      const by = item.personId === admin.personId ? other : admin;
      const end = item.personId === service.personId;
      const input = end
        ? ({ lineId: item.id, decision: "end", reasonCode: "unused" } as const)
        : ({ lineId: item.id, decision: "keep", reasonCode: "needed" } as const);
      if (item.own) {
        expect(await house.run(decideReview, input, { as: admin })).toMatchObject({ code: "people.review.own" });
      }
      expect(await house.run(decideReview, input, { as: by })).toMatchObject({ ok: true });
    }
    await expect(house.ask(me, {}, { as: service })).rejects.toMatchObject({ category: "unauthenticated" });
    expect(await house.ask(me, {}, { as: victim })).toMatchObject({ personId: victim.personId });
    const signed = await house.run(signReview, { reviewId }, { as: admin });
    expect(signed).toMatchObject({ ok: true, result: { digest: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    const line = { lineId: items[0]?.id ?? "", decision: "end", reasonCode: "left" } as const;
    expect(await house.run(decideReview, line, { as: other })).toMatchObject({ code: "people.review.signed" });
    await expect(
      house.pool.query("update access_review_items set decision = 'keep' where review_id = $1", [reviewId]),
    ).rejects.toThrow(/does not change/);
  });
});
