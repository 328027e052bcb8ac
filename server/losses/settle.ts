import { sql } from "drizzle-orm";
import { toInstant } from "@/db/schema/columns";
import { isFrozen } from "@/domain/losses/model";
import { LOSSES_POLICY } from "@/domain/losses/policy";
import { secondsOf } from "@/domain/losses/times";
import {
  registerMeasureListener,
  registerReplayGround,
  registerSessionsListener,
  type SessionsSettled,
  type Settlement,
  type SystemEffect,
} from "@/server/controls/public";
import type { Scope } from "@/server/kernel/scope";
import { relabelDisputes } from "./disputes";
import { closeReportItems, REPORT_SUBJECT, subjectOf } from "./protect";
import { findReport, loadReport, type StoredReport, saveReport } from "./store";

const NOTHING: SystemEffect = { audit: [], events: [] };

/** Notes what became of one measure of a report, and what that makes of the report. */
async function settled(scope: Scope, { measure }: Settlement): Promise<SystemEffect> {
  if (measure.subject === null) return NOTHING;
  const report = await loadReport(scope, measure.subject.id, { lock: true });
  const mark = (column: "in_force_at" | "failed_at" | "ended_at", at: string) =>
    scope.tx.execute(sql`update loss_protections set ${sql.raw(column)} = ${at}::timestamptz
        ${column === "in_force_at" ? sql`, failed_at = null` : sql``}
      where report_id = ${report.id}::uuid and measure_id = ${measure.id}::uuid and ${sql.raw(column)} is null`);
  switch (measure.state) {
    case "in-force":
      await mark("in_force_at", measure.inForceAt);
      return protectedWhen(scope, report);
    case "failed":
      await mark("failed_at", scope.now);
      return noted(report, "losses.protection.fail", { measure: measure.id, scope: measure.scope });
    case "released":
      await mark("ended_at", measure.releasedAt);
      return lapsed(scope, report);
    default:
      return NOTHING;
  }
}

const noted = (
  report: StoredReport,
  kind: "losses.protection.fail" | "losses.report.in-force" | "losses.stop.lapse",
  data: Record<string, string | number | null>,
): SystemEffect => ({
  audit: [{ kind, subject: subjectOf(report), data: { number: report.number, ...data } }],
  events: [],
});

/** The report is protected once the core has confirmed that no money goes out of any account chosen. */
async function protectedWhen(scope: Scope, report: StoredReport): Promise<SystemEffect> {
  if (report.inForceAt) return NOTHING;
  const { rows } = await scope.tx.execute<{ waiting: number; at: string | null }>(sql`select
      count(*) filter (where in_force_at is null)::int as waiting, max(in_force_at)::text as at
    from loss_protections where report_id = ${report.id}::uuid and kind = 'debit' and ended_at is null`);
  const { waiting = 1, at = null } = rows[0] ?? {};
  if (waiting > 0 || at === null) return NOTHING;
  const inForceAt = toInstant(at);
  await saveReport(scope, report, { inForceAt });
  await relabelDisputes(scope, { ...report, inForceAt });
  const { toProtection } = secondsOf({ ...report, inForceAt }, LOSSES_POLICY);
  return noted(report, "losses.report.in-force", { seconds: toProtection });
}

/** An unverified caller's stop ran out, or its call back ended it: the report ends with its last measure. */
async function lapsed(scope: Scope, report: StoredReport): Promise<SystemEffect> {
  if (report.state !== "stopped") return NOTHING;
  const { rows } = await scope.tx.execute<{ live: number }>(sql`select count(*)::int as live from loss_protections
    where report_id = ${report.id}::uuid and measure_id is not null and ended_at is null and failed_at is null`);
  if ((rows[0]?.live ?? 0) > 0) return NOTHING;
  await saveReport(scope, report, { state: "not-confirmed", ended: true });
  await closeReportItems(scope, report);
  return noted(report, "losses.stop.lapse", { callBack: report.callBack });
}

/** Notes that the core ended an account's sessions, or said it could not. */
async function sessionsSettled({ tx, now }: Scope, told: SessionsSettled): Promise<SystemEffect> {
  const applied = told.outcome === "applied";
  // One the core turned down may have been ordered again, under an id of its own.
  await tx.execute(sql`update loss_protections set instruction_id = ${told.instructionId}::uuid,
      in_force_at = ${applied ? now : null}::timestamptz, failed_at = ${applied ? null : now}::timestamptz
    where report_id = ${told.subject.id}::uuid and account_id = ${told.accountId}::uuid and kind = 'sessions' and in_force_at is null`);
  return NOTHING;
}

registerMeasureListener({ subjectType: REPORT_SUBJECT, settled });
registerSessionsListener(REPORT_SUBJECT, sessionsSettled);

// A report asks for its measures as long as it holds the money.
registerReplayGround(REPORT_SUBJECT, async (scope, { id }) => {
  const report = await findReport(scope, id);
  return report !== undefined && (report.state === "stopped" || isFrozen(report.state));
});
