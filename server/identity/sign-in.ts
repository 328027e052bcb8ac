import type { Principal } from "@/server/kernel/actor";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { refuseSession } from "./commands/refuse-session";
import { startSession } from "./commands/start-session";
import { passwordMatches } from "./passwords";

export type SignedIn = { personId: string; sessionId: string; programmeId: string };

type PersonRow = { id: string; password_hash: string; home_programme_id: string; disabled: boolean };

/**
 * Checks an e-mail and password and opens a session in the person's home programme. Null for any mismatch; which of
 * the two was wrong shows neither in the answer nor in its time.
 */
export async function signIn(
  runtime: Runtime,
  credentials: { email: string; password: string; device: string },
): Promise<SignedIn | null> {
  const { rows } = await runtime.pool.query<PersonRow>(
    "select id, password_hash, home_programme_id, disabled_at is not null as disabled from people where lower(email) = lower($1)",
    [credentials.email.slice(0, 320)],
  );
  const person = rows[0];
  const matches = await passwordMatches(person?.password_hash ?? null, credentials.password.slice(0, 1024));
  if (!person) return null;
  const principal: Principal = { kind: "system", name: "system:sign-in", programmeId: person.home_programme_id };
  const call = { principal, key: newId(), requestId: newId() };
  if (!matches || person.disabled) {
    await execute(runtime, refuseSession, { ...call, input: { personId: person.id } });
    return null;
  }
  const input = { personId: person.id, device: credentials.device.slice(0, 200) };
  const outcome = await execute(runtime, startSession, { ...call, input });
  if (!outcome.ok) return null;
  return { personId: person.id, sessionId: outcome.result.sessionId, programmeId: person.home_programme_id };
}
