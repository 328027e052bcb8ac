import { sql } from "drizzle-orm";
import { z } from "zod";
import { needsSecondFactor } from "@/domain/identity/policy";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { factorsOf } from "../factor";
import { credentialsOf } from "../passkeys";

/** Takes one's own passkey away, after a fresh second factor. The last factor a role asks for stays. */
export const removePasskey = command({
  name: "identity.passkey.remove",
  permission: "identity.self",
  input: z.object({ passkeyId: z.uuid() }),
  stepUp: true,
  subject: ({ passkeyId }) => ({ type: "passkey", id: passkeyId }),
  async handle(scope, { passkeyId }) {
    const { tx, actor, now } = scope;
    if (!actor.personId) return notFound();
    await tx.execute(sql`select from people where id = ${actor.personId} for update`);
    const { rowCount } = await tx.execute(sql`select from passkeys where id = ${passkeyId}
      and person_id = ${actor.personId} and removed_at is null`);
    if (rowCount !== 1) return notFound();
    const held = await credentialsOf(tx, actor.personId);
    const { totp } = await factorsOf(scope, actor.personId);
    if (needsSecondFactor(actor.roles) && !totp && held.length === 1) return refuse("identity.passkey.last");
    await tx.execute(sql`update passkeys set removed_at = ${now}::timestamptz where id = ${passkeyId}`);
    return committed({
      result: null,
      audit: [
        {
          kind: "identity.passkey.remove",
          subject: { type: "person", id: actor.personId },
          data: { passkey: passkeyId },
        },
      ],
    });
  },
});
