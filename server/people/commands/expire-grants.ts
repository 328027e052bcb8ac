import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, committed } from "@/server/kernel/command";
import { endGrants } from "../end-grants";
import { lockRights } from "../store";

/**
 * Writes down the end of every grant of a programme whose time has run out. The right itself ended at that moment: the
 * kernel asks `ends_at` with every request; this makes the record and frees the role to be given again.
 */
export const expireGrants = command({
  name: "people.grants.expire",
  permission: "people.expire",
  input: z.object({}),
  subject: () => ({ type: "grants", id: "due" }),
  async handle(scope) {
    await lockRights(scope.tx, scope.actor.programmeId);
    const ended = await endGrants(scope, sql`g.ends_at <= ${scope.now}::timestamptz`);
    return committed({
      result: { ended: ended.length },
      audit: [
        { kind: "people.grants.expire", subject: { type: "grants", id: "due" }, data: { ended: ended.length } },
        ...ended,
      ],
    });
  },
});
