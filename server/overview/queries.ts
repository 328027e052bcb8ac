import { sql } from "drizzle-orm";
import { z } from "zod";
import { tomorrowNote } from "@/domain/overview/calendar-note";
import { overviewStatus, overviewSummary } from "@/domain/overview/schema";
import type { Permission } from "@/domain/permissions";
import { shanghaiDate } from "@/domain/shared/time";
import { kindsToCheck } from "@/server/approvals/public";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { countWork } from "@/server/worklist/public";
import { confirmation } from "./confirmation";
import { fourEyes, imports, largeValue, measuresInForce } from "./sections";
import { coreStatus, lastSealed } from "./state";
import { backlog, workByKind } from "./work";

/** The overview page. Each figure names the list and filters that show its rows. */
export const overviewSummaryQuery = query({
  name: "overview.summary",
  permission: "overview.read",
  clearance: "general",
  input: z.object({}),
  output: overviewSummary,
  async resolve(scope) {
    const may = async <T>(permission: Permission, section: (scope: Scope) => Promise<T>): Promise<T | null> =>
      scope.actor.permissions.has(permission) ? section(scope) : null;
    return {
      asOf: scope.now,
      work: await workByKind(scope),
      backlog: await backlog(scope),
      measures: await may("controls.read", measuresInForce),
      confirmation: await may("controls.read", confirmation),
      fourEyes: await may("approvals.read", fourEyes),
      largeValue: await may("reports.large-value.read", largeValue),
      imports: await may("ingestion.read", imports),
      core: await coreStatus(scope),
      sealedAt: await lastSealed(scope),
    };
  },
});

async function proposalsToCheck({ tx, actor }: Scope): Promise<number | null> {
  const kinds = kindsToCheck(actor);
  if (kinds.length === 0) return null;
  const { rows } = await tx.execute<{ n: number }>(sql`select count(*)::int as n from work_items w
    join approvals a on a.id = w.subject_id and a.kind in ${kinds}
    where w.programme_id = ${actor.programmeId} and w.kind = 'approval' and w.state = 'open'
      and w.excluded_person_id is distinct from ${actor.personId}::uuid`);
  return rows[0]?.n ?? 0;
}

/** State of core and seal, tomorrow's oddity of the calendar, and the reader's own counts. For the frame of every page. */
export const overviewStatusQuery = query({
  name: "overview.status",
  permission: "identity.self",
  clearance: "general",
  input: z.object({}),
  output: overviewStatus,
  async resolve(scope) {
    const { actor, now, calendar } = scope;
    const counts = actor.permissions.has("worklist.read") ? await countWork(scope) : null;
    return {
      now,
      core: await coreStatus(scope),
      sealedAt: await lastSealed(scope),
      calendarNote: tomorrowNote(shanghaiDate(now), calendar),
      myWork: counts?.reduce((sum, kind) => sum + kind.open - kind.waitingForOthers, 0) ?? null,
      toCheck: await proposalsToCheck(scope),
    };
  },
});
