import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { publicUrl } from "@/env";
import { command, committed } from "@/server/kernel/command";
import { assertionSchema, verifyAssertion } from "../passkey-ceremony";
import { findPasskey, noteUse, takeChallenge } from "../passkeys";
import { relyingParty } from "../relying-party";

/** Gives the session a fresh second factor by one of the caller's own passkeys. The challenge is good once, also when it fails. */
export const verifyPasskey = command({
  name: "identity.passkey.verify",
  permission: "identity.self",
  input: z.object({ challengeId: z.uuid(), response: assertionSchema }),
  storesResult: false,
  subject: () => ({ type: "session", id: "own" }),
  async handle({ tx, actor, now }, { challengeId, response }) {
    const party = relyingParty(publicUrl());
    const { personId, sessionId } = actor;
    if (!personId || !sessionId || !party) return refuse("identity.passkey.unavailable");
    const challenge = await takeChallenge(tx, { id: challengeId, personId, sessionId, purpose: "step-up" }, now);
    if (challenge === null) return refuse("identity.passkey.late");
    const passkey = await findPasskey(tx, response.id, personId);
    const counter = passkey ? await verifyAssertion(party, challenge, response, passkey) : null;
    const accepted = passkey !== undefined && counter !== null;
    if (accepted) {
      await noteUse(tx, passkey.id, counter, now);
      await tx.execute(sql`update sessions set step_up_at = ${now}::timestamptz where id = ${sessionId}`);
    }
    return committed({
      result: { accepted },
      audit: [{ kind: "identity.passkey.verify", subject: { type: "person", id: personId }, data: { accepted } }],
    });
  },
});
