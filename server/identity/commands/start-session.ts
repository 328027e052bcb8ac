import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { addDuration } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { SESSION_ABSOLUTE_HOURS } from "@/server/kernel/session-limits";

/** Opens a session for a person whose password was just checked. Runs as `system:sign-in`. */
export const startSession = command({
  name: "identity.session.start",
  permission: "identity.sessions.start",
  input: z.object({ personId: z.uuid(), device: z.string().max(200) }),
  subject: ({ personId }) => ({ type: "person", id: personId }),
  async handle({ tx, now, newId }, { personId, device }) {
    const { rows } = await tx.execute(sql`select from people where id = ${personId} and disabled_at is null for share`);
    if (rows.length === 0) return refuse("identity.session.refused");
    const sessionId = newId<"session">();
    const expiresAt = addDuration(now, { hours: SESSION_ABSOLUTE_HOURS });
    await tx.execute(sql`insert into sessions (id, person_id, created_at, last_seen_at, expires_at, device)
      values (${sessionId}, ${personId}, ${now}::timestamptz, ${now}::timestamptz, ${expiresAt}::timestamptz, ${device})`);
    return committed({
      result: { sessionId: sessionId as string },
      audit: [
        { kind: "identity.session.start", subject: { type: "person", id: personId }, data: { session: sessionId } },
      ],
    });
  },
});
