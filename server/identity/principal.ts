import "server-only";
import { cookies, headers } from "next/headers";
import { getServerSession } from "next-auth";
import { cache } from "react";
import type { Principal } from "@/server/kernel/actor";
import { runtime } from "@/server/kernel/runtime";
import { SESSION_IDLE_MINUTES } from "@/server/kernel/session-limits";
import { authOptions } from "./auth-options";
import { callerFrom } from "./caller";

/** The caller of the present request as the cookie claims; every command and query asks the database again. */
export const currentPrincipal = cache(async (): Promise<(Principal & { kind: "person" }) | null> => {
  const session = await getServerSession(authOptions());
  if (!session?.personId || !session.sid || !session.programmeId) return null;
  const chosen = (await cookies()).get("programme")?.value;
  await touch(session.sid);
  return {
    kind: "person",
    personId: session.personId,
    sessionId: session.sid,
    programmeId: chosen && /^[a-z][a-z0-9-]{0,40}$/.test(chosen) ? chosen : session.programmeId,
    address: callerFrom(await headers()).address,
  };
});

/** Notes that a live session is in use, at most once a minute; an ended or idle one is not brought back. */
async function touch(sessionId: string): Promise<void> {
  const { pool, clock } = await runtime();
  await pool.query(
    `update sessions set last_seen_at = $2 where id = $1 and revoked_at is null and last_seen_at < $2::timestamptz - interval '1 minute'
     and last_seen_at > $2::timestamptz - make_interval(mins => $3)`,
    [sessionId, clock(), SESSION_IDLE_MINUTES],
  );
}

/** Why the session of the present cookie ended before its time; null for one that lives, ran out, or never was. */
export async function whyEnded(): Promise<string | null> {
  const principal = await currentPrincipal();
  if (!principal) return null;
  const { pool } = await runtime();
  const { rows } = await pool.query<{ ended_for: string | null }>(
    "select ended_for from sessions where id = $1 and person_id = $2 and revoked_at is not null",
    [principal.sessionId, principal.personId],
  );
  return rows[0]?.ended_for ?? null;
}
