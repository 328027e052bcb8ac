import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { timingOf } from "@/domain/privacy/decisions";
import type {
  PrivacyDocument,
  RequestChannel,
  RequesterKind,
  RequestOutcome,
  RequestState,
  RequestType,
} from "@/domain/privacy/model";
import { PRIVACY_POLICY } from "@/domain/privacy/policy";
import type { requestRow } from "@/domain/privacy/schema";
import { addDays, addDuration, type Instant, type LocalDate, startOfDay } from "@/domain/shared/time";
import { type CustomerColumns, customerRefs } from "@/server/customers/public";
import type { Scope } from "@/server/kernel/scope";

export type ListColumns = (CustomerColumns | { customer_id: null }) & {
  id: string;
  number: string;
  version: number;
  type: RequestType;
  document: PrivacyDocument;
  channel: RequestChannel;
  requester: RequesterKind;
  state: RequestState;
  outcome: RequestOutcome | null;
  received_at: string;
  registered_at: string;
  verified_at: string | null;
  due_raw: LocalDate;
  due_at: string;
  receipt_due: LocalDate;
  receipt_due_at: string;
  provisional: boolean;
  paused_since: string | null;
  late: boolean;
  ended_at: string | null;
};

export const LIST_COLUMNS =
  sql.raw(`r.id, r.number, r.version, r.type, r.document, r.channel, r.requester, r.state, r.outcome, r.received_at,
  r.registered_at, r.verified_at, r.due_raw::text as due_raw, r.due_at, r.receipt_due::text as receipt_due, r.receipt_due_at,
  r.provisional, r.paused_since, r.late, r.ended_at, r.customer_id,
  (select c.number from customers c where c.id = r.customer_id) as customer_number,
  (select c.name_sealed from customers c where c.id = r.customer_id) as customer_name`);

/** From when on a request that is due on a day is near. */
export const nearFrom = (dueRaw: LocalDate): Instant =>
  addDuration(startOfDay(addDays(dueRaw, 1)), { hours: -PRIVACY_POLICY.nearHours });

/** The timing of a row, in SQL; the same as `timingOf` of the domain. */
export const timingSql = (now: Instant): SQL => sql`case
  when r.late or (r.ended_at is null and r.paused_since is null and ${now}::timestamptz > r.due_at) then 'late'
  when r.ended_at is not null then 'in-time'
  when ${now}::timestamptz > r.receipt_due_at then 'receipt-late'
  when r.paused_since is null and ${now}::timestamptz > ((r.due_raw + 1)::timestamp at time zone 'Asia/Shanghai')
    - make_interval(hours => ${PRIVACY_POLICY.nearHours}) then 'near'
  else 'in-time' end`;

/** Rows as they leave the server: customers named by their masks, what is open past its last day late already. */
export async function presentRows(
  scope: Pick<Scope, "vault" | "now">,
  rows: readonly ListColumns[],
): Promise<z.input<typeof requestRow>[]> {
  const refs = await customerRefs(scope, rows);
  return rows.map((row, at) => {
    const times = {
      state: row.state,
      dueAt: toInstant(row.due_at),
      receiptDueAt: toInstant(row.receipt_due_at),
      pausedSince: toInstantOrNull(row.paused_since),
      late: row.late,
    };
    const timing = timingOf(times, scope.now, nearFrom(row.due_raw));
    return {
      id: row.id,
      number: row.number,
      version: row.version,
      customer: refs[at] ?? null,
      type: row.type,
      document: row.document,
      channel: row.channel,
      requester: row.requester,
      state: row.state,
      outcome: row.outcome,
      receivedAt: toInstant(row.received_at),
      registeredAt: toInstant(row.registered_at),
      verifiedAt: toInstantOrNull(row.verified_at),
      dueRaw: row.due_raw,
      dueAt: times.dueAt,
      receiptDue: row.receipt_due,
      provisional: row.provisional,
      paused: times.pausedSince !== null,
      timing,
      late: timing === "late",
      endedAt: toInstantOrNull(row.ended_at),
    };
  });
}
