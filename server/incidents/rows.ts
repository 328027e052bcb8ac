import { sql } from "drizzle-orm";
import type { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type { Certainty, Duty, IncidentKind, IncidentState, Severity } from "@/domain/incidents/model";
import type { incidentRow } from "@/domain/incidents/schema";
import type { Instant } from "@/domain/shared/time";

export type RowColumns = {
  id: string;
  number: string;
  version: number;
  kind: IncidentKind;
  certainty: Certainty;
  severity: Severity;
  state: IncidentState;
  discovered_at: string;
  registered_at: string;
  closed_at: string | null;
  estimate: number;
  persons: number;
  next_due_at: string | null;
  next_duty: Duty | null;
  late: number;
};

/** The columns of a row; duties missed are counted whether or not they were done afterwards. */
export const rowColumns = (now: Instant) => sql`i.id, i.number, i.version, i.kind, i.certainty, i.severity, i.state,
  i.discovered_at, i.registered_at, i.closed_at, i.estimate,
  (select count(*)::int from incident_persons p where p.incident_id = i.id) as persons,
  (select d.due_at from incident_duties d where d.incident_id = i.id and d.state = 'running' order by d.due_at limit 1) as next_due_at,
  (select d.duty from incident_duties d where d.incident_id = i.id and d.state = 'running' order by d.due_at limit 1) as next_duty,
  (select count(*)::int from incident_duties d where d.incident_id = i.id and d.state <> 'lapsed'
    and coalesce(d.done_at, ${now}::timestamptz) > d.due_at) as late`;

/** A row as it leaves the server. */
export const shownRow = (row: RowColumns): z.input<typeof incidentRow> => ({
  id: row.id,
  number: row.number,
  version: row.version,
  kind: row.kind,
  certainty: row.certainty,
  severity: row.severity,
  state: row.state,
  discoveredAt: toInstant(row.discovered_at),
  registeredAt: toInstant(row.registered_at),
  estimate: row.estimate,
  persons: row.persons,
  nextDueAt: toInstantOrNull(row.next_due_at),
  nextDuty: row.next_duty,
  late: row.late,
});
