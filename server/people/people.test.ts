import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approveProposal, rejectProposal } from "@/server/approvals/commands/decide-approval";
import { approvalDetail, listApprovals } from "@/server/approvals/queries";
import { hashPassword, passwordMatches } from "@/server/identity/passwords";
import { me } from "@/server/identity/queries";
import { newId } from "@/server/kernel/new-id";
import { makePerson, type PersonPrincipal } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { useLink } from "./commands/accept-link";
import { disablePerson } from "./commands/disable-person";
import { enablePerson } from "./commands/enable-person";
import { endRole } from "./commands/end-role";
import { invitePerson } from "./commands/invite-person";
import { requestRole } from "./commands/request-role";
import { revokeLink } from "./commands/revoke-link";
import { expireDueGrants } from "./handlers";
import { findLink } from "./links";
import { people, proposals } from "./queries";
import { rightsOn } from "./rights";
import { type PeopleDesk, peopleDesk } from "./testing";

let house: House;
let desk: PeopleDesk;
beforeAll(async () => {
  house = await openHouse();
  desk = peopleDesk(house);
});
afterAll(() => house.close());

const secretOf = (path: string) => path.replace("/invitation/", "");

describe("an invitation", () => {
  it("makes an account nobody can enter, roles that wait for a second administrator, and a link good once", async () => {
    await desk.fresh(desk.admin);
    const input = { email: "New.One@pay.example", nameZh: "新人", nameEn: "New One", roles: ["kyc-reviewer" as const] };
    const key = newId();
    const made = await house.run(invitePerson, input, { as: desk.admin, key });
    if (!made.ok) throw new Error(made.code);
    const { personId, path } = made.result;
    // The link is nowhere in the database: neither in the answer kept under the key nor in the log.
    const secret = secretOf(path);
    for (const table of ["idempotency_keys", "audit_entries", "access_links", "graphile_worker._private_jobs"]) {
      const [found] = await house.rows<{ n: number }>(
        `select count(*)::int as n from ${table} t where t::text like '%' || $1 || '%'`,
        [secret],
      );
      expect([table, found?.n]).toEqual([table, 0]);
    }
    const [listed] = (await house.ask(people, {}, { as: desk.admin })).filter(({ id }) => id === personId);
    expect(listed).toMatchObject({
      state: "invited",
      email: "new.one@pay.example",
      roles: [],
      waiting: ["kyc-reviewer"],
    });

    const approvalId = await desk.waiting("people.role.request");
    await desk.fresh(desk.admin);
    const own = await house.ask(approvalDetail, { approvalId }, { as: desk.admin });
    expect(
      await house.run(approveProposal, { approvalId, seenDigest: own.current?.digest ?? "" }, { as: desk.admin }),
    ).toMatchObject({ ok: false, code: "approvals.approval.self" });
    expect(await desk.approve(approvalId, desk.other)).toMatchObject({ ok: true });

    const link = await findLink(house.pool, secret, house.clock.now());
    expect(link).toMatchObject({ personId, kind: "invitation" });
    const use = { linkId: link?.id ?? "", passwordHash: await hashPassword("long enough, and odd") };
    const door = house.system("system:sign-in");
    const both = await Promise.all([house.run(useLink, use, { as: door }), house.run(useLink, use, { as: door })]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ code: "people.link.spent" });
    expect(await findLink(house.pool, secret, house.clock.now())).toBeNull();
    const [kept] = await house.rows<{ password_hash: string }>("select password_hash from people where id = $1", [
      personId,
    ]);
    expect(await passwordMatches(kept?.password_hash ?? "", "long enough, and odd")).toBe(true);
    expect((await house.ask(people, {}, { as: desk.admin })).find(({ id }) => id === personId)).toMatchObject({
      state: "active",
      roles: [{ role: "kyc-reviewer" }],
    });
  });

  it("is refused for an e-mail in use, in any spelling, and for duties that conflict", async () => {
    await desk.fresh(desk.admin);
    const base = { nameZh: "新", nameEn: "New" };
    expect(await house.run(invitePerson, { ...base, email: "AUDITOR@pay.example" }, { as: desk.admin })).toMatchObject({
      ok: false,
      code: "people.person.email-taken",
      field: "email",
    });
  });

  it("opens nothing once revoked, run out, or unknown", async () => {
    await desk.fresh(desk.admin);
    const made = await house.run(
      invitePerson,
      { email: "two@pay.example", nameZh: "二", nameEn: "Two" },
      { as: desk.admin },
    );
    if (!made.ok) throw new Error(made.code);
    const secret = secretOf(made.result.path);
    expect(await findLink(house.pool, secret, house.clock.now())).not.toBeNull();
    expect(await findLink(house.pool, secret, "2026-10-16T06:32:00.000Z" as never)).toBeNull();
    expect(await findLink(house.pool, `${secret.slice(0, -1)}_`, house.clock.now())).toBeNull();
    expect(await findLink(house.pool, "' or true --", house.clock.now())).toBeNull();
    expect(await house.run(revokeLink, { personId: made.result.personId }, { as: desk.admin })).toMatchObject({
      ok: true,
    });
    expect(await findLink(house.pool, secret, house.clock.now())).toBeNull();
  });
});

describe("roles", () => {
  it("are given by two, end at once, and a conflicting one between asking and deciding is refused", async () => {
    const person = await makePerson(house, { roles: ["customer-service"] });
    await desk.fresh(desk.admin, desk.other);
    const { personId } = person;
    expect(await house.run(requestRole, { personId, role: "auditor" }, { as: desk.admin })).toMatchObject({
      code: "people.role.conflict",
    });
    const asked = await house.run(requestRole, { personId, role: "compliance-officer" }, { as: desk.admin });
    const lead = await house.run(requestRole, { personId, role: "compliance-lead" }, { as: desk.other });
    if (!asked.ok || !lead.ok) throw new Error("not asked");
    expect(await house.run(requestRole, { personId, role: "compliance-lead" }, { as: desk.admin })).toMatchObject({
      code: "people.role.pending",
    });
    expect(await desk.approve(asked.result.approvalId, desk.other)).toMatchObject({ ok: true });
    expect(await desk.approve(lead.result.approvalId, desk.admin)).toMatchObject({
      ok: false,
      code: "people.role.conflict",
    });
    expect((await house.ask(me, {}, { as: person })).roles).toEqual(["compliance-officer", "customer-service"]);
    await desk.fresh(desk.admin);
    expect(await house.run(endRole, { personId, role: "compliance-officer" }, { as: desk.admin })).toMatchObject({
      ok: true,
    });
    expect((await house.ask(me, {}, { as: person })).roles).toEqual(["customer-service"]);
    await desk.fresh(desk.admin);
    expect(
      await house.run(
        rejectProposal,
        { approvalId: lead.result.approvalId, decisionCode: "not-needed" },
        { as: desk.admin },
      ),
    ).toMatchObject({ ok: true });
  });

  it("with an end count until then and not a moment longer, swept or not", async () => {
    const person = await makePerson(house, { roles: ["customer-service"] });
    await house.pool.query(
      "insert into role_grants (id, person_id, programme_id, role, granted_at, granted_by, ends_at) values ($1, $2, 'pay', 'team-lead', $3, 'x', '2026-10-09T07:00:00Z')",
      [newId(), person.personId, house.clock.now()],
    );
    house.clock.set("2026-10-09T14:59:59+08:00");
    expect((await house.ask(me, {}, { as: person })).roles).toEqual(["customer-service", "team-lead"]);
    house.clock.set("2026-10-09T15:00:00+08:00");
    expect((await house.ask(me, {}, { as: person })).roles).toEqual(["customer-service"]);
    expect(await expireDueGrants(house.runtime, { requestId: newId() })).toBe(1);
    expect(await expireDueGrants(house.runtime, { requestId: newId() })).toBe(0);
    house.clock.set("2026-10-09T14:32:00+08:00");
  });

  it("of people are seen by administrators, and customers' proposals are not", async () => {
    const person = await makePerson(house, { roles: ["customer-service"] });
    await desk.fresh(desk.admin);
    const asked = await house.run(
      requestRole,
      { personId: person.personId, role: "privacy-officer" },
      { as: desk.admin },
    );
    if (!asked.ok) throw new Error(asked.code);
    const { approvalId } = asked.result;
    const kinds = async (as: PersonPrincipal) =>
      (await house.ask(listApprovals, {}, { as })).rows.map(({ kind }) => kind);
    expect((await house.ask(proposals, {}, { as: desk.admin })).map((one) => one.approvalId)).toContain(approvalId);
    for (const role of ["compliance-lead", "compliance-officer", "team-lead"] as const) {
      expect(await kinds(house.as(role))).not.toContain("people.role.request");
      await expect(house.ask(approvalDetail, { approvalId }, { as: house.as(role) })).rejects.toMatchObject({
        category: "not-found",
      });
    }
    await house.stepUp(house.as("compliance-lead"));
    await expect(
      house.run(rejectProposal, { approvalId, decisionCode: "not-needed" }, { as: house.as("compliance-lead") }),
    ).rejects.toMatchObject({ category: "not-found" });
    expect(await house.ask(proposals, {}, { as: house.as("team-lead") })).toEqual([]);
  });
});

describe("the list of people", () => {
  it("shows administrators and auditors those of their programme, sessions to administrators alone", async () => {
    const list = await house.ask(people, {}, { as: desk.admin });
    expect(list.length).toBeGreaterThan(17);
    expect(list.every(({ email }) => email.endsWith("@pay.example"))).toBe(true);
    expect(list.some(({ sessions }) => sessions.length > 0)).toBe(true);
    const audited = await house.ask(people, {}, { as: house.as("auditor") });
    expect(audited.every(({ sessions }) => sessions.length === 0)).toBe(true);
    for (const role of ["compliance-lead", "team-lead"] as const) {
      await expect(house.ask(people, {}, { as: house.as(role) })).rejects.toMatchObject({ category: "forbidden" });
    }
    const elsewhere = await house.ask(people, {}, { as: house.as("administrator", { programme: MALL }) });
    expect(elsewhere.every(({ email }) => email.endsWith("@mall.example"))).toBe(true);
  });
});

describe("disabling", () => {
  it("shuts a person out of the very next request, ends what was lent, and tells the worklist", async () => {
    const person = await makePerson(house, { roles: ["kyc-reviewer"] });
    const { personId } = person;
    expect(await house.ask(me, {}, { as: person })).toMatchObject({ personId });
    await desk.fresh(desk.admin);
    expect(await house.run(disablePerson, { personId, reasonCode: "left" }, { as: desk.admin })).toMatchObject({
      ok: true,
      result: { sessionsEnded: 1 },
    });
    await expect(house.ask(me, {}, { as: person })).rejects.toMatchObject({ category: "unauthenticated" });
    expect((await house.jobs("people.person.disabled")).map(({ payload }) => payload)).toContainEqual({ personId });
    const before = await house.ask(rightsOn, { on: "2026-10-09" }, { as: desk.admin });
    expect(before.rows.some((row) => row.personId === personId)).toBe(false);
    await desk.fresh(desk.admin);
    expect(await house.run(enablePerson, { personId }, { as: desk.admin })).toMatchObject({ ok: true });
    // The old session stays ended: coming back needs a sign-in.
    await expect(house.ask(me, {}, { as: person })).rejects.toMatchObject({ category: "unauthenticated" });
  });

  it("leaves one of two administrators who disable each other at once", async () => {
    const programme = MALL;
    const [one, two] = [
      house.as("administrator", { programme }),
      house.as("administrator", { programme, second: true }),
    ];
    await desk.fresh(one, two);
    const outcomes = await Promise.allSettled([
      house.run(disablePerson, { personId: two.personId, reasonCode: "left" }, { as: one }),
      house.run(disablePerson, { personId: one.personId, reasonCode: "left" }, { as: two }),
    ]);
    const done = outcomes.filter((outcome) => outcome.status === "fulfilled" && outcome.value.ok);
    expect(done).toHaveLength(1);
    const [left] = await house.rows<{ n: number }>(
      `select count(*)::int as n from people p join role_grants g on g.person_id = p.id
       where g.programme_id = 'mall' and g.role = 'administrator' and g.ended_at is null and p.disabled_at is null`,
    );
    expect(left?.n).toBe(1);
  });

  it("is refused for oneself and for people of another programme", async () => {
    await desk.fresh(desk.admin);
    const input = { reasonCode: "left" } as const;
    expect(
      await house.run(disablePerson, { ...input, personId: desk.admin.personId }, { as: desk.admin }),
    ).toMatchObject({
      code: "people.person.self",
    });
    const elsewhere = house.as("auditor", { programme: MALL }).personId;
    await expect(house.run(disablePerson, { ...input, personId: elsewhere }, { as: desk.admin })).rejects.toMatchObject(
      {
        category: "not-found",
      },
    );
    const guest = await makePerson(house, { roles: ["kyc-reviewer"], home: MALL });
    expect(await house.run(disablePerson, { ...input, personId: guest.personId }, { as: desk.admin })).toMatchObject({
      code: "people.person.elsewhere",
    });
  });
});
