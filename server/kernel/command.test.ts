import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { endRole } from "@/server/people/commands/end-role";
import { requestRole } from "@/server/people/commands/request-role";
import { people } from "@/server/people/queries";
import { AppError } from "./errors";
import { newId } from "./new-id";
import { type House, MALL, openHouse } from "./testing/house";

let house: House;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

type Entry = { outcome: string; kind: string; actor_id: string; leaf: string };

const entriesOf = (requestId: string) =>
  house.rows<Entry>("select outcome, kind, actor_id, leaf from audit_entries where leaf::json->>'request' = $1", [
    requestId,
  ]);

const target = (suffix = "") => house.as("team-lead", { second: suffix === "-2" }).personId;

describe("a command", () => {
  it("commits its change, its stored result and its audit entry together", async () => {
    const admin = house.as("administrator");
    await house.stepUp(admin);
    const requestId = newId();
    const outcome = await house.run(
      requestRole,
      { personId: target(), role: "kyc-reviewer" },
      { as: admin, requestId },
    );
    expect(outcome).toMatchObject({ ok: true, replayed: false });
    const [entry, ...more] = await entriesOf(requestId);
    expect(more.map(({ kind }) => kind)).toEqual(["approvals.approval.request"]);
    expect(entry).toMatchObject({
      kind: "people.role.request",
      outcome: "committed",
      actor_id: `person:${admin.personId}`,
    });
    expect(JSON.parse(entry?.leaf ?? "{}")).toMatchObject({
      data: { role: "kyc-reviewer" },
      subject: { type: "person", id: target() },
    });
  });

  it("does nothing twice under one key, and answers the same", async () => {
    const admin = house.as("administrator");
    await house.stepUp(admin);
    const key = newId();
    const input = { personId: target(), role: "aml-analyst" } as const;
    const first = await house.run(requestRole, input, { as: admin, key });
    const before = await house.checksums();
    const second = await house.run(requestRole, input, { as: admin, key });
    expect(first).toMatchObject({ ok: true, replayed: false });
    expect(second).toMatchObject({ ok: true, replayed: true });
    expect(await house.checksums()).toEqual(before);
  });

  it("refuses a used key with another input", async () => {
    const admin = house.as("administrator");
    await house.stepUp(admin);
    const key = newId();
    await house.run(requestRole, { personId: target("-2"), role: "aml-analyst" }, { as: admin, key });
    const outcome = await house.run(
      requestRole,
      { personId: target("-2"), role: "privacy-officer" },
      { as: admin, key },
    );
    expect(outcome).toMatchObject({ ok: false, code: "kernel.key.reused" });
  });

  it("lets twenty callers with one key through once", async () => {
    const admin = house.as("administrator");
    await house.stepUp(admin);
    const key = newId();
    const input = { personId: house.as("kyc-reviewer").personId, role: "team-lead" } as const;
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => house.run(requestRole, input, { as: admin, key })),
    );
    expect(outcomes.every((outcome) => outcome.ok)).toBe(true);
    expect(outcomes.filter((outcome) => outcome.ok && !outcome.replayed)).toHaveLength(1);
  });

  it("changes nothing when refused, but keeps the attempt", async () => {
    const admin = house.as("administrator");
    await house.stepUp(admin);
    const before = await house.checksums();
    const requestId = newId();
    const outcome = await house.run(
      requestRole,
      { personId: house.as("auditor").personId, role: "compliance-officer" },
      { as: admin, requestId },
    );
    expect(outcome).toMatchObject({ ok: false, code: "people.role.conflict", field: "role" });
    expect(await house.checksums()).toEqual(before);
    expect(await entriesOf(requestId)).toMatchObject([{ outcome: "refused", kind: "people.role.request" }]);
  });

  it("denies who lacks the permission, and keeps the attempt", async () => {
    const requestId = newId();
    const before = await house.checksums();
    const outcome = await house.run(
      requestRole,
      { personId: target(), role: "auditor" },
      { as: house.as("compliance-lead"), requestId },
    );
    expect(outcome).toMatchObject({ ok: false, code: "kernel.permission.denied" });
    expect(await house.checksums()).toEqual(before);
    expect(await entriesOf(requestId)).toMatchObject([{ outcome: "denied" }]);
  });

  it("asks for a second factor that is fresh", async () => {
    const admin = house.as("administrator", { second: true });
    const call = { personId: target(), role: "privacy-officer" } as const;
    expect(await house.run(requestRole, call, { as: admin })).toMatchObject({
      ok: false,
      code: "kernel.step-up.required",
    });
    await house.stepUp(admin);
    house.clock.set("2026-10-09T14:37:01+08:00");
    expect(await house.run(requestRole, call, { as: admin })).toMatchObject({
      ok: false,
      code: "kernel.step-up.required",
    });
    house.clock.set("2026-10-09T14:36:59+08:00");
    expect(await house.run(requestRole, call, { as: admin })).toMatchObject({ ok: true });
    house.clock.set("2026-10-09T14:32:00+08:00");
  });

  it("names the fields of an input it cannot read, and touches nothing", async () => {
    const before = await house.checksums();
    const outcome = await house.run(requestRole, { personId: "x", role: "king" } as never, {
      as: house.as("administrator"),
    });
    expect(outcome).toMatchObject({ ok: false, code: "kernel.input.invalid" });
    expect(outcome.ok ? [] : outcome.issues?.map((issue) => issue.path)).toEqual(["personId", "role"]);
    expect(await house.checksums()).toEqual(before);
  });

  it("takes an ended session for nobody, at the next call", async () => {
    const person = house.as("customer-service", { second: true });
    await house.pool.query("update sessions set revoked_at = now() where id = $1", [person.sessionId]);
    await expect(house.run(requestRole, { personId: target(), role: "auditor" }, { as: person })).rejects.toThrow(
      AppError,
    );
  });

  it("refuses a session of another person, and a programme without a role", async () => {
    const admin = house.as("administrator");
    const other = house.as("auditor");
    const stolen = { ...admin, personId: other.personId };
    await expect(house.ask(people, {}, { as: stolen })).rejects.toMatchObject({ category: "unauthenticated" });
    const elsewhere = { ...admin, programmeId: MALL.programmeId };
    await expect(house.ask(people, {}, { as: elsewhere })).rejects.toMatchObject({ category: "unauthenticated" });
  });
});

describe("roles", () => {
  it("keeps the last administrator, and nobody changes their own", async () => {
    const [first, second] = [house.as("administrator"), house.as("administrator", { second: true })];
    await house.stepUp(first);
    await house.stepUp(second);
    const own = await house.run(endRole, { personId: first.personId, role: "administrator" }, { as: first });
    expect(own).toMatchObject({ ok: false, code: "people.role.own" });
    expect(await house.run(endRole, { personId: second.personId, role: "administrator" }, { as: first })).toMatchObject(
      { ok: true },
    );
    await expect(
      house.run(endRole, { personId: first.personId, role: "administrator" }, { as: second }),
    ).rejects.toThrow(AppError);
  });

  it("are kept apart by the database too, also against two grants at once", async () => {
    const personId = house.as("privacy-officer", { second: true }).personId;
    const insert = (role: string) =>
      house.pool.query(
        "insert into role_grants (id, person_id, programme_id, role, granted_at, granted_by) values ($1, $2, 'pay', $3, now(), 'x')",
        [newId(), personId, role],
      );
    const results = await Promise.allSettled([insert("compliance-officer"), insert("compliance-lead")]);
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("a question", () => {
  it("costs no connection where the answer is no", async () => {
    const opened: unknown[] = [];
    house.pool.on("connect", (client) => opened.push(client));
    const asked = { as: house.as("kyc-reviewer", { second: true }) };
    await house.ask(people, {}, asked).catch(() => undefined);
    const before = opened.length;
    for (let time = 0; time < 5; time++) {
      await expect(house.ask(people, {}, asked)).rejects.toThrow(new AppError("forbidden"));
    }
    expect(opened.length).toBe(before);
  });
});
