import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { IDENTITY_POLICY } from "@/domain/identity/policy";
import { RECOVERY_LENGTH, readRecoveryCode, recoveryCode } from "@/domain/identity/recovery-code";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { factorsOf, recoveryHash } from "../factor";

/** Gives out a new set of recovery codes, shown this once; the older ones are worth nothing any more. */
export const renewRecoveryCodes = command({
  name: "identity.recovery.renew",
  permission: "identity.self",
  input: z.object({}),
  stepUp: true,
  storesResult: false,
  subject: () => ({ type: "person", id: "own" }),
  async handle(scope) {
    const { tx, actor, now, keyRing, newId } = scope;
    const { personId } = actor;
    if (!personId) return refuse("identity.totp.not-enrolled");
    await tx.execute(sql`select from people where id = ${personId} for update`);
    const factors = await factorsOf(scope, personId);
    if (!factors.totp && !factors.passkey) return refuse("identity.totp.not-enrolled");
    await tx.execute(sql`update recovery_codes set replaced_at = ${now}::timestamptz
      where person_id = ${personId} and used_at is null and replaced_at is null`);
    const codes = Array.from({ length: IDENTITY_POLICY.recoveryCodes }, () =>
      recoveryCode([...randomBytes(RECOVERY_LENGTH)]),
    );
    for (const code of codes) {
      await tx.execute(sql`insert into recovery_codes (id, person_id, code_hash, created_at)
        values (${newId()}, ${personId}, ${recoveryHash(keyRing, personId, readRecoveryCode(code) ?? "")}, ${now}::timestamptz)`);
    }
    return committed({
      result: { codes },
      audit: [
        {
          kind: "identity.recovery.renew",
          subject: { type: "person", id: personId },
          data: { count: codes.length },
        },
      ],
    });
  },
});
