import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { lockPerson } from "../store";

/** Makes a person's open link useless at once, shown and mailed alike. Refuses when there is none. */
export const revokeLink = command({
  name: "people.link.revoke",
  permission: "people.manage",
  input: z.object({ personId: z.uuid() }),
  subject: ({ personId }) => ({ type: "person", id: personId }),
  async handle(scope, { personId }) {
    const { tx, actor, now } = scope;
    await lockPerson(scope, personId);
    const { rows } = await tx.execute<{ id: string }>(sql`update access_links set revoked_at = ${now}::timestamptz,
        revoked_by = ${actor.id}
      where person_id = ${personId}::uuid and used_at is null and revoked_at is null returning id`);
    const revoked = rows[0];
    if (!revoked) return refuse("people.link.none");
    return committed({
      result: null,
      audit: [{ kind: "people.link.revoke", subject: { type: "person", id: personId }, data: { link: revoked.id } }],
    });
  },
});
