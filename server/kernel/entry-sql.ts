import { type SQL, sql } from "drizzle-orm";

/** The settings the fence reads, made for the rest of the transaction; in the select list of the look-up itself. */
export const fenceSettings = (programme: SQL, clearance: SQL) => sql`set_config('hegui.programme', ${programme}, true),
  set_config('hegui.clearance', ${clearance}, true), set_config('role', 'hegui_app', true)`;

/** A programme's revision of the rulebook, in the select list of the same look-up. */
export const rulesRevision = (programme: SQL) =>
  sql`coalesce((select r.revision from rulebook_revisions r where r.programme_id = ${programme}), 0) as rules_revision`;
