import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import { refuse } from "@/domain/shared/result";
import { addDuration } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { acceptedStep, openTotpSecret } from "../totp";

const MAX_FAILURES = 5;
const BLOCK_MINUTES = 5;

type Credential = { secret_sealed: Buffer; last_step: string; failures: string; blocked_until: string | null };

/**
 * Gives the session a fresh second factor. A wrong code is a result, not a refusal: it must be counted, and after five
 * in a row codes are not looked at for five minutes.
 */
export const stepUp = command({
  name: "identity.session.step-up",
  permission: "identity.self",
  input: z.object({ code: z.string().regex(/^\d{6}$/) }),
  storesResult: false,
  subject: () => ({ type: "session", id: "own" }),
  async handle({ tx, actor, now, keyRing }, { code }) {
    if (!actor.personId || !actor.sessionId) return refuse("identity.totp.not-enrolled");
    const { rows } = await tx.execute<Credential>(sql`select secret_sealed, last_step, failures, blocked_until
      from totp_credentials where person_id = ${actor.personId} and confirmed_at is not null for update`);
    const credential = rows[0];
    if (!credential) return refuse("identity.totp.not-enrolled");
    if (credential.blocked_until && toInstant(credential.blocked_until) > now) return refuse("identity.totp.blocked");

    const secret = openTotpSecret(keyRing, actor.personId, credential.secret_sealed);
    const step = acceptedStep(secret, code, now, Number(credential.last_step));
    const subject = { type: "person", id: actor.personId as string };
    if (step === null) {
      const failures = Number(credential.failures) + 1;
      const blockedUntil = failures >= MAX_FAILURES ? addDuration(now, { minutes: BLOCK_MINUTES }) : null;
      await tx.execute(sql`update totp_credentials set failures = ${failures >= MAX_FAILURES ? 0 : failures},
        blocked_until = ${blockedUntil}::timestamptz where person_id = ${actor.personId}`);
      return committed({
        result: { accepted: false },
        audit: [
          { kind: "identity.session.step-up", subject, data: { accepted: false, blocked: blockedUntil !== null } },
        ],
      });
    }
    await tx.execute(sql`update totp_credentials set last_step = ${step}, failures = 0, blocked_until = null
      where person_id = ${actor.personId}`);
    await tx.execute(sql`update sessions set step_up_at = ${now}::timestamptz where id = ${actor.sessionId}`);
    return committed({
      result: { accepted: true },
      audit: [{ kind: "identity.session.step-up", subject, data: { accepted: true } }],
    });
  },
});
