import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { publicUrl } from "@/env";
import { command, committed } from "@/server/kernel/command";
import { registrationSchema, verifyRegistration } from "../passkey-ceremony";
import { takeChallenge } from "../passkeys";
import { relyingParty } from "../relying-party";

/** What a person calls a passkey. */
export const passkeyName = z.string().trim().min(1).max(60);

/** Keeps the passkey an authenticator made for the challenge of this session. The session counts as proved with it. */
export const registerPasskey = command({
  name: "identity.passkey.register",
  permission: "identity.self",
  input: z.object({ challengeId: z.uuid(), name: passkeyName, response: registrationSchema }),
  storesResult: false,
  subject: () => ({ type: "person", id: "own" }),
  async handle({ tx, actor, now, newId }, { challengeId, name, response }) {
    const party = relyingParty(publicUrl());
    const { personId, sessionId } = actor;
    if (!personId || !sessionId || !party) return refuse("identity.passkey.unavailable");
    const challenge = await takeChallenge(tx, { id: challengeId, personId, sessionId, purpose: "register" }, now);
    if (challenge === null) return refuse("identity.passkey.late");
    const made = await verifyRegistration(party, challenge, response);
    if (!made) return refuse("identity.passkey.not-accepted");
    const id: string = newId<"passkey">();
    const { rowCount } =
      await tx.execute(sql`insert into passkeys (id, person_id, credential_id, public_key, counter, transports,
        name, backed_up, created_at)
      values (${id}, ${personId}, ${made.credential.id}, ${Buffer.from(made.credential.publicKey)}, ${made.credential.counter},
        ${sql.param(made.credential.transports ?? [])}::text[], ${name}, ${made.credentialBackedUp}, ${now}::timestamptz)
      on conflict (credential_id) do nothing`);
    if (rowCount !== 1) return refuse("identity.passkey.held");
    await tx.execute(sql`update sessions set step_up_at = ${now}::timestamptz where id = ${sessionId}`);
    return committed({
      result: { passkeyId: id },
      audit: [
        {
          kind: "identity.passkey.register",
          subject: { type: "person", id: personId },
          data: { passkey: id, backedUp: made.credentialBackedUp },
        },
      ],
    });
  },
});
