import { sql } from "drizzle-orm";
import type { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type { Instant } from "@/domain/shared/time";
import type { NoticeKind, NoticeState, ToldWay } from "@/domain/sharing/model";
import type { noticeRow } from "@/domain/sharing/schema";

export type NoticeColumns = {
  id: string;
  number: string;
  version: number;
  partner_id: string;
  partner_number: string;
  partner_name: string;
  customer_id: string | null;
  customer_number: string | null;
  kind: NoticeKind;
  classes: string[];
  subject_type: string;
  state: NoticeState;
  by_door: boolean;
  opened_at: string;
  due_at: string;
  rounds: number;
  told_at: string | null;
  told_way: ToldWay | null;
  confirmed_at: string | null;
  last_problem: string | null;
};

export const NOTICE_TABLES = sql`sharing_notices n join sharing_partners p on p.id = n.partner_id
  left join customers c on c.id = n.customer_id`;
export const NOTICE_COLUMNS = sql`n.id, n.number, n.version, n.partner_id, p.number as partner_number, p.name as partner_name, n.customer_id,
  c.number as customer_number, n.kind, n.classes, n.subject_type, n.state, p.notice_url is not null as by_door, n.opened_at, n.due_at,
  n.rounds, n.told_at, n.told_way, n.confirmed_at, n.last_problem`;

/** A notice as it leaves the server: overdue where nobody confirmed in time. */
export const toNotice = (row: NoticeColumns, now: Instant): z.input<typeof noticeRow> => ({
  id: row.id,
  number: row.number,
  version: row.version,
  partner: { id: row.partner_id, number: row.partner_number, name: row.partner_name },
  customer: row.customer_id && row.customer_number ? { id: row.customer_id, number: row.customer_number } : null,
  kind: row.kind,
  classes: row.classes,
  subjectType: row.subject_type,
  state: row.state,
  byDoor: row.by_door,
  openedAt: toInstant(row.opened_at),
  dueAt: toInstant(row.due_at),
  overdue: row.state !== "confirmed" && toInstant(row.due_at) <= now,
  rounds: row.rounds,
  toldAt: toInstantOrNull(row.told_at),
  toldWay: row.told_way,
  confirmedAt: toInstantOrNull(row.confirmed_at),
  lastProblem: row.last_problem,
});
