import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { command, committed, isFresh } from "@/server/kernel/command";
import { factorsOf } from "../factor";
import { newTotpSecret, sealTotpSecret, totpAddress } from "../totp";

/**
 * Makes a new secret for an authenticator app, to be confirmed by a first code. Refused while a confirmed one exists:
 * replacing it is a reset, by somebody else.
 */
export const enrolTotp = command({
  name: "identity.totp.enrol",
  permission: "identity.self",
  input: z.object({}),
  storesResult: false,
  subject: () => ({ type: "person", id: "own" }),
  async handle(scope) {
    const { tx, actor, keyRing } = scope;
    if (!actor.personId) return refuse("identity.totp.not-enrolled");
    const { rows } = await tx.execute<{ email: string; confirmed_at: string | null }>(
      sql`select p.email, c.confirmed_at from people p left join totp_credentials c on c.person_id = p.id
        where p.id = ${actor.personId} for update of p`,
    );
    const person = rows[0];
    if (!person || person.confirmed_at) return refuse("identity.totp.already-enrolled");
    // A stolen session must not add a factor of its own beside the owner's.
    const { passkey } = await factorsOf(scope, actor.personId);
    if (passkey && !isFresh(actor, scope)) return refuse("kernel.step-up.required");
    const secret = newTotpSecret();
    const sealed = sealTotpSecret(keyRing, actor.personId, secret);
    await tx.execute(sql`insert into totp_credentials (person_id, secret_sealed) values (${actor.personId}, ${sealed})
      on conflict (person_id) do update set secret_sealed = excluded.secret_sealed, last_step = 0, failures = 0`);
    return committed({
      result: { address: totpAddress(secret, person.email), secret },
      audit: [{ kind: "identity.totp.enrol", subject: { type: "person", id: actor.personId } }],
    });
  },
});
