import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { openPasskey } from "./commands/open-passkey";
import { registerPasskey } from "./commands/register-passkey";
import { removePasskey } from "./commands/remove-passkey";
import { renamePasskey } from "./commands/rename-passkey";
import { verifyPasskey } from "./commands/verify-passkey";
import { askForPasskey, signInByPasskey } from "./passkey-sign-in";
import { me, myPasskeys } from "./queries";
import { relyingParty } from "./relying-party";
import { softAuthenticator } from "./testing/authenticator";
import { makeSomebody, principalOf, type Somebody } from "./testing/somebody";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

// The address of a console nobody configured.
const party = relyingParty("http://127.0.0.1:3000") ?? { id: "", origin: "" };
const HERE = { origin: party.origin, rpId: party.id };
const BROWSER = { device: "test", address: null };
const REFUSED = { ok: false, problem: "refused" };

type Person = ReturnType<typeof principalOf>;

async function ask(as: Person, purpose: "register" | "step-up") {
  const opened = await house.run(openPasskey, { purpose }, { as });
  if (!opened.ok) throw new Error(opened.code);
  return { challengeId: opened.result.challengeId, challenge: opened.result.options.challenge };
}

async function withPasskey(
  role = "compliance-lead",
): Promise<{ somebody: Somebody; as: Person; key: ReturnType<typeof softAuthenticator> }> {
  const somebody = await makeSomebody(house, role, { totp: false });
  const as = principalOf(await somebody.try());
  const key = softAuthenticator();
  const { challengeId, challenge } = await ask(as, "register");
  const made = await house.run(
    registerPasskey,
    { challengeId, name: "笔记本", response: key.register(challenge, HERE) },
    { as },
  );
  expect(made).toMatchObject({ ok: true });
  return { somebody, as, key };
}

describe("a passkey", () => {
  it("is a second factor, named, and signs in by itself", async () => {
    const { somebody, as, key } = await withPasskey();
    expect(await house.ask(me, {}, { as })).toMatchObject({ restricted: false, passkeys: 1, steppedUp: true });
    expect(await house.ask(myPasskeys, {}, { as })).toMatchObject([{ name: "笔记本", backedUp: false }]);
    // The password alone does not do any more.
    expect(await somebody.try()).toEqual({ ok: false, problem: "code-needed" });
    const { challengeId, options } = await askForPasskey(house.runtime, party);
    const proof = { challengeId, response: key.prove(options.challenge, HERE) };
    const answer = await signInByPasskey(house.runtime, party, proof, BROWSER);
    expect(answer).toMatchObject({ ok: true, personId: somebody.id });
    expect(await signInByPasskey(house.runtime, party, proof, BROWSER)).toEqual(REFUSED);
  });

  it("is not believed for another page, an older challenge, without a check of the person, or from a copy", async () => {
    const { key } = await withPasskey();
    const attempt = async (make: (challenge: string) => unknown) => {
      const { challengeId, options } = await askForPasskey(house.runtime, party);
      return signInByPasskey(house.runtime, party, { challengeId, response: make(options.challenge) }, BROWSER);
    };
    expect(await attempt((challenge) => key.prove(challenge, { ...HERE, origin: "https://hegui.example" }))).toEqual(
      REFUSED,
    );
    expect(await attempt((challenge) => key.prove(challenge, { ...HERE, rpId: "elsewhere" }))).toEqual(REFUSED);
    expect(await attempt((challenge) => key.prove(challenge, HERE, { verified: false }))).toEqual(REFUSED);
    expect(await attempt(() => key.prove("AAAA", HERE))).toEqual(REFUSED);
    expect(await attempt((challenge) => softAuthenticator().prove(challenge, HERE))).toEqual(REFUSED);
    expect(await attempt((challenge) => key.prove(challenge, HERE))).toMatchObject({ ok: true });
    expect(await attempt((challenge) => key.prove(challenge, HERE, { replay: true }))).toEqual(REFUSED);
    expect(await attempt(() => ({ odd: true }))).toEqual(REFUSED);
  });

  it("runs out of time", async () => {
    const { key } = await withPasskey();
    const { challengeId, options } = await askForPasskey(house.runtime, party);
    house.clock.set("2026-10-09T14:37:01+08:00");
    const proof = { challengeId, response: key.prove(options.challenge, HERE) };
    expect(await signInByPasskey(house.runtime, party, proof, BROWSER)).toEqual(REFUSED);
    house.clock.set("2026-10-09T14:32:00+08:00");
  });

  it("gives a session a fresh factor, by its own challenge alone", async () => {
    const { as, key } = await withPasskey();
    const other = await withPasskey();
    await house.pool.query("update sessions set step_up_at = null where id = any($1)", [
      [as.sessionId, other.as.sessionId],
    ]);
    const { challengeId, challenge } = await ask(as, "step-up");
    const response = key.prove(challenge, HERE);
    expect(await house.run(verifyPasskey, { challengeId, response }, { as: other.as })).toMatchObject({
      code: "identity.passkey.late",
    });
    expect(await house.run(verifyPasskey, { challengeId, response }, { as })).toMatchObject({
      result: { accepted: true },
    });
    expect(await house.run(verifyPasskey, { challengeId, response }, { as })).toMatchObject({
      code: "identity.passkey.late",
    });
    const again = await ask(other.as, "step-up");
    const foreign = { challengeId: again.challengeId, response: key.prove(again.challenge, HERE) };
    expect(await house.run(verifyPasskey, foreign, { as: other.as })).toMatchObject({ result: { accepted: false } });
  });

  it("is not added to a session without a fresh factor, and the last one stays", async () => {
    const { as } = await withPasskey();
    const [held] = await house.ask(myPasskeys, {}, { as });
    const passkeyId = held?.id ?? "";
    expect(await house.run(removePasskey, { passkeyId }, { as })).toMatchObject({ code: "identity.passkey.last" });
    expect(await house.run(renamePasskey, { passkeyId, name: "手机" }, { as })).toMatchObject({ ok: true });
    const { as: stranger } = await withPasskey();
    await expect(house.run(renamePasskey, { passkeyId, name: "x" }, { as: stranger })).rejects.toMatchObject({
      category: "not-found",
    });
    await house.pool.query("update sessions set step_up_at = null where id = $1", [as.sessionId]);
    expect(await house.run(openPasskey, { purpose: "register" }, { as })).toMatchObject({
      code: "kernel.step-up.required",
    });
  });
});

it("browsers know no passkeys for bare addresses", () => {
  expect(relyingParty("http://127.0.0.1:3000")).toEqual({ id: "localhost", origin: "http://localhost:3000" });
  expect(relyingParty("https://hegui.example")).toEqual({ id: "hegui.example", origin: "https://hegui.example" });
  expect(relyingParty("http://10.0.0.7:3000")).toBeNull();
});
