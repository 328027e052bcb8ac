import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type { CallBackState, Cause, ReportState } from "@/domain/losses/model";
import { LOSSES_POLICY } from "@/domain/losses/policy";
import type { lossRow } from "@/domain/losses/schema";
import { secondsOf } from "@/domain/losses/times";
import { type CustomerColumns, customerRefs } from "@/server/customers/public";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";

export type ReportColumns = CustomerColumns & {
  id: string;
  number: string;
  version: number;
  cause: Cause;
  state: ReportState;
  verified: boolean;
  call_back_state: CallBackState;
  call_back_by: string | null;
  notice_at: string;
  reported_at: string;
  instructed_at: string | null;
  in_force_at: string | null;
  stop_until: string | null;
  ended_at: string | null;
  disputes: number;
};

export const REPORT_COLUMNS: SQL = sql`r.id, r.number, r.version, r.cause, r.state, r.verified, r.call_back_state, r.call_back_by, r.notice_at,
  r.reported_at, r.instructed_at, r.in_force_at, r.stop_until, r.ended_at, r.customer_id,
  (select m.number from customers m where m.id = r.customer_id) as customer_number,
  (select m.name_sealed from customers m where m.id = r.customer_id) as customer_name,
  (select count(*)::int from loss_disputes d where d.report_id = r.id) as disputes`;

/** A person's name, or the actor's id where there is none, for a column that holds an actor. */
export const nameOf = (column: string): SQL =>
  sql.raw(`coalesce((select p.name_zh from people p where 'person:' || p.id::text = ${column}), ${column})`);

/** Rows of reports as they leave the server: customers named by their masks. */
export async function presentReports(scope: Scope, rows: readonly ReportColumns[]): Promise<z.input<typeof lossRow>[]> {
  const refs = await customerRefs(scope, rows);
  return rows.map((row, at) => {
    const times = {
      noticeAt: toInstant(row.notice_at),
      reportedAt: toInstant(row.reported_at),
      instructedAt: toInstantOrNull(row.instructed_at),
      inForceAt: toInstantOrNull(row.in_force_at),
    };
    return {
      id: row.id,
      number: row.number,
      version: row.version,
      customer: refs[at] ?? notFound(),
      cause: row.cause,
      state: row.state,
      verified: row.verified,
      callBack: row.call_back_state,
      callBackBy: toInstantOrNull(row.call_back_by),
      ...times,
      stopUntil: toInstantOrNull(row.stop_until),
      endedAt: toInstantOrNull(row.ended_at),
      seconds: secondsOf(times, LOSSES_POLICY),
      disputes: row.disputes,
    };
  });
}
