import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import type { EndedFor } from "../sessions";

/** Ends a session at once: one's own, or a colleague's in the programme for whoever may end sessions. The next request of it is refused. */
export const endSession = command({
  name: "identity.session.end",
  permission: "identity.self",
  input: z.object({ sessionId: z.uuid() }),
  subject: ({ sessionId }) => ({ type: "session", id: sessionId }),
  async handle({ tx, actor, now }, { sessionId }) {
    const { rows } = await tx.execute<{ person_id: string; revoked_at: string | null; here: boolean }>(
      sql`select person_id, revoked_at, exists (select from role_grants g where g.person_id = s.person_id
          and g.programme_id = ${actor.programmeId} and g.ended_at is null) as here
        from sessions s where id = ${sessionId} for update`,
    );
    const session = rows[0];
    const mayEnd =
      session &&
      (session.person_id === actor.personId || (session.here && actor.permissions.has("identity.sessions.end")));
    if (!session || !mayEnd) return notFound();
    if (session.revoked_at) return refuse("identity.session.ended");
    const own = session.person_id === actor.personId;
    const why: EndedFor = sessionId === actor.sessionId ? "signed-out" : own ? "ended" : "forced";
    await tx.execute(
      sql`update sessions set revoked_at = ${now}::timestamptz, revoked_by = ${actor.id}, ended_for = ${why}
        where id = ${sessionId}`,
    );
    return committed({
      result: null,
      audit: [
        {
          kind: "identity.session.end",
          subject: { type: "person", id: session.person_id },
          data: { session: sessionId },
        },
      ],
    });
  },
});
