import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { changePassword } from "./commands/change-password";
import { confirmTotp } from "./commands/confirm-totp";
import { endAllSessions } from "./commands/end-all-sessions";
import { endOtherSessions } from "./commands/end-other-sessions";
import { enrolTotp } from "./commands/enrol-totp";
import { renewRecoveryCodes } from "./commands/renew-recovery-codes";
import { setRoleNetworks } from "./commands/set-role-networks";
import { stepUp } from "./commands/step-up";
import { me } from "./queries";
import { roleNetworks } from "./role-networks";
import { signInHistory } from "./sign-in-history";
import { makeSomebody, PASSWORD, principalOf } from "./testing/somebody";
import { totpCode } from "./totp";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const CODE_NEEDED = { ok: false, problem: "code-needed" };

describe("a second factor at sign-in", () => {
  it("is asked for where a role wants it, once per browser in a while", async () => {
    const lead = await makeSomebody(house, "compliance-lead");
    expect(await lead.try()).toEqual(CODE_NEEDED);
    const wrong = lead.code() === "000000" ? "000001" : "000000";
    expect(await lead.try({ code: wrong })).toEqual({ ok: false, problem: "code-wrong" });
    const answer = await lead.try({ code: lead.code() });
    if (!answer.ok || !answer.newDevice) throw new Error("not signed in");
    const { cookie, secret } = answer.newDevice;
    expect(await house.ask(me, {}, { as: principalOf(answer) })).toMatchObject({ steppedUp: true });
    const again = await lead.try({ cookie: (name) => (name === cookie ? secret : null) });
    expect(await house.ask(me, {}, { as: principalOf(again) })).toMatchObject({ steppedUp: false });
    expect(await lead.try()).toEqual(CODE_NEEDED);
    const history = await house.ask(signInHistory, {}, { as: principalOf(again) });
    expect(history.items.map(({ outcome }) => outcome)).toEqual(["signed-in", "signed-in", "wrong-factor"]);
  });

  it("that is missing leaves a person with his own account alone, until he has one", async () => {
    const officer = await makeSomebody(house, "compliance-officer", { totp: false });
    const as = principalOf(await officer.try());
    expect(await house.ask(me, {}, { as })).toMatchObject({ restricted: true, permissions: ["identity.self"] });
    const made = await house.run(enrolTotp, {}, { as });
    if (!made.ok) throw new Error(made.code);
    const { code } = totpCode(made.result.secret, house.clock.now());
    expect(await house.run(confirmTotp, { code }, { as })).toMatchObject({ ok: true });
    const now = await house.ask(me, {}, { as });
    expect(now.restricted).toBe(false);
    expect(now.permissions).toContain("customers.read");
  });
});

describe("recovery codes", () => {
  it("are ten, shown once, kept as hashes, and each is good once even for two at the same time", async () => {
    const lead = await makeSomebody(house, "compliance-lead");
    const as = principalOf(await lead.try({ code: lead.code() }));
    const made = await house.run(renewRecoveryCodes, {}, { as });
    if (!made.ok) throw new Error(made.code);
    const [first = "", second = ""] = made.result.codes;
    expect(new Set(made.result.codes).size).toBe(10);
    const stored = await house.rows<{ code_hash: Buffer }>("select code_hash from recovery_codes");
    expect(stored.every((row) => row.code_hash.length === 32 && !row.code_hash.includes(first))).toBe(true);
    const answers = await Promise.all([1, 2, 3, 4].map(() => lead.try({ code: first })));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await house.run(stepUp, { code: ` ${second.toUpperCase()} ` }, { as })).toMatchObject({
      result: { accepted: true },
    });
    expect(await house.ask(me, {}, { as })).toMatchObject({ recoveryCodes: 8 });
    const renewed = await house.run(renewRecoveryCodes, {}, { as });
    expect(renewed.ok).toBe(true);
    const [, , third = ""] = made.result.codes;
    expect(await house.run(stepUp, { code: third }, { as })).toMatchObject({ result: { accepted: false } });
  });

  it("of another person are worth nothing", async () => {
    const [one, other] = [await makeSomebody(house, "compliance-lead"), await makeSomebody(house, "compliance-lead")];
    const as = principalOf(await one.try({ code: one.code() }));
    const made = await house.run(renewRecoveryCodes, {}, { as });
    if (!made.ok) throw new Error(made.code);
    expect(await other.try({ code: made.result.codes[0] })).toEqual({ ok: false, problem: "code-wrong" });
  });
});

describe("a password", () => {
  it("changes with the present one and a fresh factor; other sessions end", async () => {
    const lead = await makeSomebody(house, "compliance-lead");
    const entered = await lead.try({ code: lead.code() });
    if (!entered.ok || !entered.newDevice) throw new Error("not signed in");
    const { cookie, secret } = entered.newDevice;
    const own = { cookie: (name: string) => (name === cookie ? secret : null) };
    const as = principalOf(entered);
    const other = principalOf(await lead.try(own));
    const next = "quiet orchard seventeen bells";
    expect(await house.run(changePassword, { current: PASSWORD, password: next }, { as: other })).toMatchObject({
      code: "kernel.step-up.required",
    });
    for (const [password, code] of [
      ["short", "identity.password.short"],
      ["password1234", "identity.password.breached"],
      ["aaaaaaaaaaaaaaa", "identity.password.weak"],
      [`${lead.email}!`, "identity.password.own"],
      [PASSWORD, "identity.password.same"],
    ] as const) {
      expect(await house.run(changePassword, { current: PASSWORD, password }, { as })).toMatchObject({
        code,
        field: "password",
      });
    }
    expect(await house.run(changePassword, { current: PASSWORD, password: next }, { as })).toMatchObject({
      result: { changed: true, ended: 1 },
    });
    await expect(house.ask(me, {}, { as: other })).rejects.toMatchObject({ category: "unauthenticated" });
    expect(await lead.try(own)).toEqual({ ok: false, problem: "refused" });
    expect(await lead.try({ ...own, password: next })).toMatchObject({ ok: true });
  });

  it("typed wrong five times ends the session", async () => {
    const service = await makeSomebody(house, "customer-service", { totp: false });
    const as = principalOf(await service.try());
    const input = { current: "guess", password: "quiet orchard seventeen bells" };
    for (let at = 0; at < 5; at += 1) {
      expect(await house.run(changePassword, input, { as })).toMatchObject({ result: { changed: false } });
    }
    await expect(house.ask(me, {}, { as })).rejects.toMatchObject({ category: "unauthenticated" });
  });
});

describe("sessions", () => {
  it("end all but this one, or all of a person by whoever may", async () => {
    const service = await makeSomebody(house, "customer-service");
    const [first, second] = [principalOf(await service.try()), principalOf(await service.try())];
    expect(await house.run(endOtherSessions, {}, { as: first })).toMatchObject({ result: { ended: 1 } });
    await expect(house.ask(me, {}, { as: second })).rejects.toMatchObject({ category: "unauthenticated" });
    const input = { personId: service.id };
    expect(await house.run(endAllSessions, input, { as: house.as("compliance-lead") })).toMatchObject({
      code: "kernel.permission.denied",
    });
    expect(await house.run(endAllSessions, input, { as: house.as("administrator") })).toMatchObject({
      result: { ended: 1 },
    });
    await expect(house.ask(me, {}, { as: first })).rejects.toMatchObject({ category: "unauthenticated" });
  });

  it("history is one's own, and of people of the programme for administrators", async () => {
    const service = await makeSomebody(house, "customer-service");
    const as = principalOf(await service.try());
    const ask = (who: Parameters<typeof house.ask>[2]["as"]) =>
      house.ask(signInHistory, { personId: service.id }, { as: who });
    expect((await ask(as)).items).toHaveLength(1);
    expect((await ask(house.as("administrator"))).items).toHaveLength(1);
    await expect(ask(house.as("compliance-lead"))).rejects.toMatchObject({ category: "not-found" });
  });
});

describe("networks of a role", () => {
  it("count from the next request on, at sign-in too, and never shut out who sets them", async () => {
    const kyc = await makeSomebody(house, "kyc-reviewer");
    const inside = principalOf(await kyc.try({ address: "10.1.2.3" }), "10.1.2.3");
    const admin = { ...house.as("administrator"), address: "10.1.9.9" };
    await house.stepUp(admin);
    const set = (role: "kyc-reviewer" | "administrator", networks: string[]) =>
      house.run(setRoleNetworks, { role, networks }, { as: admin });
    expect(await set("kyc-reviewer", ["10.1.0.0/16", "office"])).toMatchObject({
      code: "identity.networks.unreadable",
    });
    expect(await set("administrator", ["192.0.2.0/24"])).toMatchObject({ code: "identity.networks.shuts-you-out" });
    expect(await set("kyc-reviewer", ["10.1.0.0/16"])).toMatchObject({ ok: true });
    expect(await house.ask(me, {}, { as: inside })).toMatchObject({ roles: ["kyc-reviewer"] });
    for (const address of ["10.2.0.1", null]) {
      await expect(house.ask(me, {}, { as: { ...inside, address } })).rejects.toMatchObject({
        category: "unauthenticated",
      });
      expect(await kyc.try({ address })).toEqual({ ok: false, problem: "refused" });
    }
    expect(await house.ask(roleNetworks, {}, { as: admin })).toMatchObject({
      limits: [{ role: "kyc-reviewer", networks: ["10.1.0.0/16"] }],
      address: "10.1.9.9",
    });
    expect(await set("kyc-reviewer", [])).toMatchObject({ ok: true });
    expect(await house.ask(me, {}, { as: { ...inside, address: null } })).toMatchObject({ roles: ["kyc-reviewer"] });
  });
});
