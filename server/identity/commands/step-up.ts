import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { checkFactor } from "../factor";

/**
 * Gives the session a fresh second factor by a one-time or recovery code. A wrong code is a result, not a refusal: it must
 * be counted, and after five in a row codes are not looked at for five minutes.
 */
export const stepUp = command({
  name: "identity.session.step-up",
  permission: "identity.self",
  input: z.object({ code: z.string().trim().min(6).max(40) }),
  storesResult: false,
  subject: () => ({ type: "session", id: "own" }),
  async handle(scope, { code }) {
    const { tx, actor, now } = scope;
    if (!actor.personId || !actor.sessionId) return refuse("identity.totp.not-enrolled");
    const answer = await checkFactor(scope, actor.personId, code);
    if (answer === "missing") return refuse("identity.totp.not-enrolled");
    if (answer === "blocked") return refuse("identity.totp.blocked");
    const subject = { type: "person", id: actor.personId as string };
    if (answer !== "code" && answer !== "recovery") {
      const data = { accepted: false, blocked: answer === "closed" };
      return committed({
        result: { accepted: false },
        audit: [{ kind: "identity.session.step-up", subject, data }],
      });
    }
    await tx.execute(sql`update sessions set step_up_at = ${now}::timestamptz where id = ${actor.sessionId}`);
    const entry = { kind: "identity.session.step-up", subject, data: { accepted: true, by: answer } } as const;
    return committed({
      result: { accepted: true },
      audit: answer === "recovery" ? [entry, { kind: "identity.recovery.use", subject }] : [entry],
    });
  },
});
