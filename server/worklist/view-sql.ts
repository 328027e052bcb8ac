import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "@/server/kernel/actor";

/** The WHERE of saved views (`v`) somebody may open: his own, and those shared with one of his roles or with all. */
export function viewIsOpen(actor: Pick<Actor, "programmeId" | "personId" | "roles">): SQL {
  return sql`v.programme_id = ${actor.programmeId} and (v.owner_id = ${actor.personId}::uuid
    or v.shared_with in ${["all", ...actor.roles]})`;
}
