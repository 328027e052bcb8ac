import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { me } from "@/server/identity/queries";
import { makePerson } from "@/server/kernel/testing/factories";
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
import { type PeopleDesk, peopleDesk } from "./testing";

let house: House;
let desk: PeopleDesk;
beforeAll(async () => {
  house = await openHouse();
  desk = peopleDesk(house);
});
afterAll(() => house.close());

describe("a reset", () => {
  it("ends the sessions and the password at once, and an administrator's waits for a second person", async () => {
    const person = await makePerson(house, { roles: ["aml-analyst"] });
    await desk.fresh(desk.admin);
    const reset = await house.run(
      resetAccess,
      { personId: person.personId, clearsSecondFactor: true },
      { as: desk.admin },
    );
    expect(reset).toMatchObject({ ok: true, result: { approvalNumber: null } });
    await expect(house.ask(me, {}, { as: person })).rejects.toMatchObject({ category: "unauthenticated" });

    const third = await makePerson(house, { roles: ["administrator"] });
    const asked = await house.run(
      resetAccess,
      { personId: third.personId, clearsSecondFactor: false },
      { as: desk.admin },
    );
    expect(asked).toMatchObject({ ok: true, result: { path: null } });
    expect(await house.ask(me, {}, { as: third })).toMatchObject({ personId: third.personId });
    const approvalId = await desk.waiting("people.access.reset");
    expect(await desk.approve(approvalId, third)).toMatchObject({ ok: false, code: "people.role.own" });
    expect(await desk.approve(approvalId, house.as("compliance-lead"))).toMatchObject({ ok: true });
    await expect(house.ask(me, {}, { as: third })).rejects.toMatchObject({ category: "unauthenticated" });
  });
});

describe("a delegation", () => {
  it("lends a role until a day, is decided by a third person, never passed on, and ends with what it came from", async () => {
    const giver = await makePerson(house, { roles: ["compliance-officer"] });
    const taker = await makePerson(house, { roles: ["kyc-reviewer"] });
    const next = await makePerson(house, { roles: ["customer-service"] });
    const teamLead = house.as("team-lead");
    await desk.fresh(giver, taker);
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
    expect(await desk.approve(await desk.waiting("people.delegation.propose"), teamLead)).toMatchObject({ ok: true });
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
    await desk.fresh(desk.admin);
    await house.run(endRole, { personId: giver.personId, role: "compliance-officer" }, { as: desk.admin });
    expect((await house.ask(me, {}, { as: taker })).roles).toEqual(["kyc-reviewer"]);
    expect(await house.ask(myDelegations, {}, { as: taker })).toEqual([]);
    expect(
      await house.run(endDelegation, { delegationId: asked.result.delegationId }, { as: giver }).catch(() => null),
    ).toBeNull();
  });

  it("is ended by the taker, is not found by others, and runs out by itself", async () => {
    const giver = await makePerson(house, { roles: ["aml-analyst", "kyc-reviewer"] });
    const taker = await makePerson(house, { roles: ["customer-service"] });
    await desk.fresh(giver);
    const input = { role: "kyc-reviewer" as const, lastDay: "2026-10-09", reasonCode: "workload" as const };
    const asked = await house.run(proposeDelegation, { ...input, toId: taker.personId }, { as: giver });
    if (!asked.ok) throw new Error(asked.code);
    await desk.approve(await desk.waiting("people.delegation.propose"), desk.admin);
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
    await desk.fresh(desk.admin, desk.other);
    const opened = await house.run(openReview, {}, { as: desk.admin });
    if (!opened.ok) throw new Error(opened.code);
    const { reviewId } = opened.result;
    expect(await house.run(openReview, {}, { as: desk.other })).toMatchObject({ code: "people.review.open" });
    const { items } = await house.ask(reviewDetail, { reviewId }, { as: desk.admin });
    const [live] = await house.rows<{ n: number }>(
      "select count(*)::int as n from role_grants where programme_id = 'pay' and ended_at is null",
    );
    expect(items).toHaveLength(live?.n ?? -1);
    expect(await house.run(signReview, { reviewId }, { as: desk.admin })).toMatchObject({
      code: "people.review.undecided",
    });
    const victim = await makePerson(house, { roles: ["customer-service"] });
    const service = house.as("customer-service", { second: true });
    for (const item of items) {
      const by = item.personId === desk.admin.personId ? desk.other : desk.admin;
      const end = item.personId === service.personId;
      const input = end
        ? ({ lineId: item.id, decision: "end", reasonCode: "unused" } as const)
        : ({ lineId: item.id, decision: "keep", reasonCode: "needed" } as const);
      if (item.own) {
        expect(await house.run(decideReview, input, { as: desk.admin })).toMatchObject({ code: "people.review.own" });
      }
      expect(await house.run(decideReview, input, { as: by })).toMatchObject({ ok: true });
    }
    await expect(house.ask(me, {}, { as: service })).rejects.toMatchObject({ category: "unauthenticated" });
    expect(await house.ask(me, {}, { as: victim })).toMatchObject({ personId: victim.personId });
    const signed = await house.run(signReview, { reviewId }, { as: desk.admin });
    expect(signed).toMatchObject({ ok: true, result: { digest: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    const line = { lineId: items[0]?.id ?? "", decision: "end", reasonCode: "left" } as const;
    expect(await house.run(decideReview, line, { as: desk.other })).toMatchObject({ code: "people.review.signed" });
    await expect(
      house.pool.query("update access_review_items set decision = 'keep' where review_id = $1", [reviewId]),
    ).rejects.toThrow(/does not change/);
  });
});
