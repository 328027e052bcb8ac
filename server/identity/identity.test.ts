import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instant } from "@/domain/shared/time";
import { newId } from "@/server/kernel/new-id";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { confirmTotp } from "./commands/confirm-totp";
import { endSession } from "./commands/end-session";
import { enrolTotp } from "./commands/enrol-totp";
import { stepUp } from "./commands/step-up";
import { hashPassword } from "./passwords";
import { me, mySessions } from "./queries";
import { signIn } from "./sign-in";
import { totpCode } from "./totp";

let house: House;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const PASSWORD = "correct horse battery staple";

async function makePerson(email: string, role = "customer-service"): Promise<string> {
  const id = newId();
  await house.pool.query(
    "insert into people (id, email, name_zh, name_en, password_hash, home_programme_id, created_at) values ($1, $2, '试', 'Test', $3, 'pay', now())",
    [id, email, await hashPassword(PASSWORD)],
  );
  await house.pool.query(
    "insert into role_grants (id, person_id, programme_id, role, granted_at, granted_by) values ($1, $2, 'pay', $3, now(), 'system:seed')",
    [newId(), id, role],
  );
  return id;
}

const attempt = (email: string, password: string) =>
  signIn(house.runtime, { email, password, device: "test", address: null });
const REFUSED = { ok: false, problem: "refused" };

async function signedIn(email: string) {
  const answer = await attempt(email, PASSWORD);
  if (!answer.ok) throw new Error(answer.problem);
  const { personId, sessionId, programmeId } = answer;
  return { kind: "person" as const, personId, sessionId, programmeId };
}

/** Enrols a person and gives the secret. */
async function enrol(principal: Awaited<ReturnType<typeof signedIn>>): Promise<string> {
  const made = await house.run(enrolTotp, {}, { as: principal });
  if (!made.ok) throw new Error(made.code);
  const { code } = totpCode(made.result.secret, house.clock.now());
  expect(await house.run(confirmTotp, { code }, { as: principal })).toMatchObject({ ok: true });
  return made.result.secret;
}

describe("signing in", () => {
  it("opens a session and says so in the log", async () => {
    const personId = await makePerson("one@pay.example");
    const session = await signedIn("ONE@pay.example");
    expect(session.personId).toBe(personId);
    expect(await house.ask(me, {}, { as: session })).toMatchObject({
      email: "one@pay.example",
      roles: ["customer-service"],
      steppedUp: false,
    });
    const entries = await house.rows(
      "select outcome from audit_entries where kind = 'identity.session.start' and subject_id = $1",
      [personId],
    );
    expect(entries).toHaveLength(1);
  });

  it("answers a wrong password, an unknown e-mail and a disabled person alike", async () => {
    const personId = await makePerson("two@pay.example");
    expect(await attempt("two@pay.example", "wrong")).toEqual(REFUSED);
    expect(await attempt("nobody@pay.example", PASSWORD)).toEqual(REFUSED);
    await house.pool.query("update people set disabled_at = now() where id = $1", [personId]);
    expect(await attempt("two@pay.example", PASSWORD)).toEqual(REFUSED);
    const refused = await house.rows(
      "select from audit_entries where kind = 'identity.session.refuse' and subject_id = $1",
      [personId],
    );
    expect(refused).toHaveLength(2);
  });

  it("keeps nothing of a password", async () => {
    await attempt("one@pay.example", "hunter2-secret");
    const found = await house.rows("select from audit_entries where leaf like '%hunter2%'");
    expect(found).toHaveLength(0);
  });
});

describe("a session", () => {
  it("ends at once, its own or by whoever may end sessions", async () => {
    await makePerson("three@pay.example");
    const [first, second] = [await signedIn("three@pay.example"), await signedIn("three@pay.example")];
    expect(await house.ask(mySessions, {}, { as: first })).toHaveLength(2);
    expect(await house.run(endSession, { sessionId: second.sessionId }, { as: first })).toMatchObject({ ok: true });
    await expect(house.ask(me, {}, { as: second })).rejects.toMatchObject({ category: "unauthenticated" });
    expect(
      await house.run(endSession, { sessionId: first.sessionId }, { as: house.as("administrator") }),
    ).toMatchObject({ ok: true });
    await expect(house.ask(me, {}, { as: first })).rejects.toMatchObject({ category: "unauthenticated" });
  });

  it("of another is not found by a colleague", async () => {
    const other = house.as("compliance-lead").sessionId;
    await expect(
      house.run(endSession, { sessionId: other }, { as: house.as("compliance-officer") }),
    ).rejects.toMatchObject({ category: "not-found" });
  });

  it("ends by itself: idle for half an hour, or twelve hours old", async () => {
    await makePerson("four@pay.example");
    const session = await signedIn("four@pay.example");
    house.clock.set("2026-10-09T15:01:59+08:00");
    await house.ask(me, {}, { as: session });
    house.clock.set("2026-10-09T15:02:01+08:00");
    await expect(house.ask(me, {}, { as: session })).rejects.toMatchObject({ category: "unauthenticated" });
    await house.pool.query("update sessions set last_seen_at = '2026-10-10T02:31:00+08:00' where id = $1", [
      session.sessionId,
    ]);
    house.clock.set("2026-10-10T02:31:59+08:00");
    await house.ask(me, {}, { as: session });
    house.clock.set("2026-10-10T02:32:01+08:00");
    await expect(house.ask(me, {}, { as: session })).rejects.toMatchObject({ category: "unauthenticated" });
    house.clock.set("2026-10-09T14:32:00+08:00");
  });
});

describe("a one-time code", () => {
  it("is enrolled by typing one back, and is good once", async () => {
    await makePerson("five@pay.example");
    const session = await signedIn("five@pay.example");
    const secret = await enrol(session);
    const used = totpCode(secret, house.clock.now()).code;
    expect(await house.run(stepUp, { code: used }, { as: session })).toMatchObject({
      ok: true,
      result: { accepted: false },
    });
    house.clock.set("2026-10-09T14:33:00+08:00");
    const fresh = totpCode(secret, house.clock.now()).code;
    expect(await house.run(stepUp, { code: fresh }, { as: session })).toMatchObject({
      ok: true,
      result: { accepted: true },
    });
    expect(await house.run(stepUp, { code: fresh }, { as: session })).toMatchObject({
      ok: true,
      result: { accepted: false },
    });
    expect(await house.ask(me, {}, { as: session })).toMatchObject({ totpEnrolled: true, steppedUp: true });
    expect(await house.run(enrolTotp, {}, { as: session })).toMatchObject({
      ok: false,
      code: "identity.totp.already-enrolled",
    });
  });

  it("is not looked at for five minutes after five wrong ones", async () => {
    await makePerson("six@pay.example");
    const session = await signedIn("six@pay.example");
    const secret = await enrol(session);
    const now = "2026-10-09T14:40:00+08:00";
    house.clock.set(now);
    const right = totpCode(secret, instant(now)).code;
    const wrong = right === "000000" ? "000001" : "000000";
    for (let i = 0; i < 5; i++) await house.run(stepUp, { code: wrong }, { as: session });
    expect(await house.run(stepUp, { code: right }, { as: session })).toMatchObject({
      ok: false,
      code: "identity.totp.blocked",
    });
    house.clock.set("2026-10-09T14:45:01+08:00");
    const later = totpCode(secret, house.clock.now()).code;
    expect(await house.run(stepUp, { code: later }, { as: session })).toMatchObject({
      ok: true,
      result: { accepted: true },
    });
  });

  it("lies sealed, and opens for its owner alone", async () => {
    const rows = await house.rows<{ person_id: string; secret_sealed: Buffer }>(
      "select person_id, secret_sealed from totp_credentials limit 2",
    );
    const [a, b] = rows;
    expect(a && b).toBeTruthy();
    const { openTotpSecret } = await import("./totp");
    expect(() =>
      openTotpSecret(house.runtime.keyRing, a?.person_id ?? "", b?.secret_sealed ?? Buffer.alloc(0)),
    ).toThrow();
  });
});
