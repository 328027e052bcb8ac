import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { endSessionsOf } from "../sessions";

/** Signs a person of the programme out everywhere and forgets the browsers he is known at. His next request is refused. */
export const endAllSessions = command({
  name: "identity.session.end-all",
  permission: "identity.sessions.end",
  input: z.object({ personId: z.uuid() }),
  subject: ({ personId }) => ({ type: "person", id: personId }),
  async handle(scope, { personId }) {
    const { tx, actor, now } = scope;
    const { rowCount } = await tx.execute(sql`select from people p where p.id = ${personId}
      and (p.home_programme_id = ${actor.programmeId} or exists (select from role_grants g where g.person_id = p.id
        and g.programme_id = ${actor.programmeId} and g.ended_at is null))`);
    if (rowCount !== 1) return notFound();
    const ended = await endSessionsOf(scope, personId, "forced");
    await tx.execute(sql`update known_devices set forgotten_at = ${now}::timestamptz, trusted_until = null
      where person_id = ${personId} and forgotten_at is null`);
    return committed({
      result: { ended },
      audit: [{ kind: "identity.session.end-all", subject: { type: "person", id: personId }, data: { ended } }],
    });
  },
});
