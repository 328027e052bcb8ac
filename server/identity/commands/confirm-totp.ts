import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { acceptedStep, openTotpSecret } from "../totp";

/** Confirms an enrolment by a first code from the app. The session counts as proved with it. */
export const confirmTotp = command({
  name: "identity.totp.confirm",
  permission: "identity.self",
  input: z.object({ code: z.string().regex(/^\d{6}$/) }),
  subject: () => ({ type: "person", id: "own" }),
  async handle({ tx, actor, now, keyRing }, { code }) {
    if (!actor.personId) return refuse("identity.totp.not-enrolled");
    const { rows } = await tx.execute<{ secret_sealed: Buffer }>(sql`select secret_sealed from totp_credentials
      where person_id = ${actor.personId} and confirmed_at is null for update`);
    const pending = rows[0];
    if (!pending) return refuse("identity.totp.not-enrolled");
    const step = acceptedStep(openTotpSecret(keyRing, actor.personId, pending.secret_sealed), code, now, 0);
    if (step === null) return refuse("identity.totp.wrong-code", { field: "code" });
    await tx.execute(sql`update totp_credentials set confirmed_at = ${now}::timestamptz, last_step = ${step}
      where person_id = ${actor.personId}`);
    await tx.execute(sql`update sessions set step_up_at = ${now}::timestamptz where id = ${actor.sessionId}::uuid`);
    return committed({
      result: null,
      audit: [{ kind: "identity.totp.confirm", subject: { type: "person", id: actor.personId } }],
    });
  },
});
