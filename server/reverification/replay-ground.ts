import { sql } from "drizzle-orm";
import { registerReplayGround } from "@/server/controls/public";
import { REVIEW_ITEM } from "./store";

// A suspension stands on the ground it was made for; a review that knows its customer again has lifted it.
registerReplayGround(REVIEW_ITEM, async ({ tx, actor }, { id }) => {
  const { rows } =
    await tx.execute(sql`select from reverification_measures r join reverifications v on v.id = r.review_id
    where v.id = ${id}::uuid and v.programme_id = ${actor.programmeId} and r.lifted_at is null and v.state in ('asked', 'at-desk')`);
  return rows.length > 0;
});
