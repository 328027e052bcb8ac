import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/server";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { IDENTITY_POLICY } from "@/domain/identity/policy";
import { refuse } from "@/domain/shared/result";
import { publicUrl } from "@/env";
import { command, committed, isFresh } from "@/server/kernel/command";
import { factorsOf } from "../factor";
import { assertionOptions, registrationOptions } from "../passkey-ceremony";
import { credentialsOf, keepChallenge } from "../passkeys";
import { relyingParty } from "../relying-party";

export type PasskeyTask =
  | {
      readonly purpose: "register";
      readonly challengeId: string;
      readonly options: PublicKeyCredentialCreationOptionsJSON;
    }
  | {
      readonly purpose: "step-up";
      readonly challengeId: string;
      readonly options: PublicKeyCredentialRequestOptionsJSON;
    };

/**
 * Opens a ceremony of the caller's own session: to make a passkey, or to prove one. Making one asks for a fresh second
 * factor from whoever has one: a stolen session must not add its own key.
 */
export const openPasskey = command({
  name: "identity.passkey.ask",
  permission: "identity.self",
  input: z.object({ purpose: z.enum(["register", "step-up"]) }),
  storesResult: false,
  subject: () => ({ type: "person", id: "own" }),
  async handle(scope, { purpose }) {
    const { tx, actor, now, newId } = scope;
    const party = relyingParty(publicUrl());
    if (!actor.personId || !actor.sessionId || !party) return refuse("identity.passkey.unavailable");
    const held = await credentialsOf(tx, actor.personId);
    const challengeId: string = newId<"challenge">();
    const owner = { id: challengeId, personId: actor.personId, sessionId: actor.sessionId, purpose };
    const audit = [
      { kind: "identity.passkey.ask", subject: { type: "person", id: actor.personId }, data: { purpose } },
    ] as const;
    if (purpose === "step-up") {
      if (held.length === 0) return refuse("identity.passkey.none");
      const options = await assertionOptions(party, held);
      await keepChallenge(tx, { ...owner, challenge: options.challenge }, now);
      return committed<PasskeyTask>({ result: { purpose, challengeId, options }, audit });
    }
    const factors = await factorsOf(scope, actor.personId);
    if ((factors.totp || factors.passkey) && !isFresh(actor, scope)) return refuse("kernel.step-up.required");
    if (held.length >= IDENTITY_POLICY.passkeys) {
      return refuse("identity.passkey.too-many", { params: { most: IDENTITY_POLICY.passkeys } });
    }
    const { rows } = await tx.execute<{ email: string; name: string }>(
      sql`select email, name_zh as name from people where id = ${actor.personId}`,
    );
    const person = rows[0];
    if (!person) return refuse("identity.passkey.unavailable");
    const options = await registrationOptions(party, { id: actor.personId, ...person }, held);
    await keepChallenge(tx, { ...owner, challenge: options.challenge }, now);
    return committed<PasskeyTask>({ result: { purpose, challengeId, options }, audit });
  },
});
