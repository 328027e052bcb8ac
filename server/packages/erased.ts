import { sql } from "drizzle-orm";
import type { SystemEffect } from "@/server/controls/public";
import type { AuditEvent } from "@/server/kernel/audit/append";
import type { OutboxEvent } from "@/server/kernel/outbox";
import { onClassErased } from "@/server/retention/public";
import { endPackage } from "./end";
import { loadPackage, PACKAGE } from "./store";

// A finished package holds a copy of every class: none outlives the erasure of one. One still being built finds its key gone.
onClassErased("packages", async (scope, { customerIds }): Promise<SystemEffect> => {
  const { tx, actor } = scope;
  const { rows } = await tx.execute<{ id: string }>(sql`select id from subject_packages where state = 'ready'
    and customer_id = any(${sql.param([...customerIds])}::uuid[]) and programme_id = ${actor.programmeId} order by id for update`);
  const audit: AuditEvent[] = [];
  const events: OutboxEvent[] = [];
  for (const { id } of rows) {
    const of = await loadPackage(scope, id);
    events.push(...(await endPackage(scope, of, { state: "revoked" })));
    const data = { number: of.number, was: of.state, cause: "erasure" };
    audit.push({ kind: "packages.package.revoke", subject: { type: PACKAGE, id }, data });
  }
  return { audit, events };
});
