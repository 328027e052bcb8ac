import { sql } from "drizzle-orm";
import { registerReplayGround } from "@/server/controls/public";
import { OBJECTION } from "./store";

// The narrower measure stands as long as the decision that put it in place does.
registerReplayGround(OBJECTION, async ({ tx, actor }, { id }) => {
  const { rows } = await tx.execute(sql`select from objections
    where id = ${id}::uuid and programme_id = ${actor.programmeId} and state = 'partly'`);
  return rows.length > 0;
});
