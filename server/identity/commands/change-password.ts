import { sql } from "drizzle-orm";
import { z } from "zod";
import { IDENTITY_POLICY } from "@/domain/identity/policy";
import { refuse } from "@/domain/shared/result";
import { command, committed, isFresh } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { factorsOf } from "../factor";
import { judgePassword } from "../password-strength";
import { hashPassword, passwordMatches } from "../passwords";
import { endSessionsOf } from "../sessions";

type Row = { email: string; name_zh: string; name_en: string; password_hash: string };

/**
 * Changes one's own password. Asks for the present one, and for a fresh second factor from whoever has one; every other
 * session ends with the old password. A wrong present password is a result, not a refusal: it is counted, and after some
 * this session ends, since whoever sits there may be somebody else.
 */
export const changePassword = command({
  name: "identity.password.change",
  permission: "identity.self",
  input: z.object({ current: z.string().min(1).max(1024), password: z.string().min(1).max(1024) }),
  storesResult: false,
  subject: () => ({ type: "person", id: "own" }),
  async handle(scope, { current, password }) {
    const { tx, actor, now } = scope;
    const { personId } = actor;
    if (!personId) return notFound();
    const { totp, passkey } = await factorsOf(scope, personId);
    if ((totp || passkey) && !isFresh(actor, scope)) return refuse("kernel.step-up.required");
    const { rows } = await tx.execute<Row>(sql`select email, name_zh, name_en, password_hash from people
      where id = ${personId} for update`);
    const person = rows[0] ?? notFound();
    const subject = { type: "person", id: personId as string };
    if (!(await passwordMatches(person.password_hash, current))) {
      const { rowCount } = await tx.execute(sql`update sessions set wrong_passwords = wrong_passwords + 1,
          revoked_at = case when wrong_passwords + 1 >= ${IDENTITY_POLICY.factorFailures} then ${now}::timestamptz end,
          revoked_by = case when wrong_passwords + 1 >= ${IDENTITY_POLICY.factorFailures} then ${actor.id} end,
          ended_for = case when wrong_passwords + 1 >= ${IDENTITY_POLICY.factorFailures} then 'password' end
        where id = ${actor.sessionId}::uuid and revoked_at is null`);
      return committed({
        result: { changed: false, ended: 0 },
        audit: [{ kind: "identity.password.change", subject, data: { changed: false, counted: rowCount ?? 0 } }],
      });
    }
    if (current === password) return refuse("identity.password.same", { field: "password" });
    const problem = judgePassword(password, { email: person.email, names: [person.name_zh, person.name_en] });
    if (problem) return problem;
    await tx.execute(sql`update people set password_hash = ${await hashPassword(password)},
      password_changed_at = ${now}::timestamptz where id = ${personId}`);
    const ended = await endSessionsOf(scope, personId, "password", actor.sessionId);
    return committed({
      result: { changed: true, ended },
      audit: [{ kind: "identity.password.change", subject, data: { changed: true, ended } }],
    });
  },
});
