import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type { ReviewFinding } from "@/domain/losses/codes";
import { protectionBasis } from "@/domain/losses/gesture";
import {
  type CallBackOutcome,
  type Cause,
  type CheckItem,
  type CheckOutcome,
  type CheckStage,
  type DisputePhase,
  EVIDENCE_KINDS,
  isOpenReport,
  type NoticeChannel,
  type Protection,
} from "@/domain/losses/model";
import { lossDetail } from "@/domain/losses/schema";
import { pendingApproval } from "@/server/approvals/public";
import { notFound } from "@/server/kernel/errors";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { latestEvidence, reviewWaits } from "./papers";
import { RESTORE_KIND } from "./restore-approval";
import { nameOf, presentReports, REPORT_COLUMNS, type ReportColumns } from "./rows";
import { STOP_KIND } from "./stop-approval";
import { loadReport, type StoredReport } from "./store";

type NoticeRow = {
  id: string;
  channel: NoticeChannel;
  cause: Cause;
  notice_at: string;
  entered_at: string;
  by: string;
  verified: boolean;
};
type CheckRow = {
  stage: CheckStage;
  item: CheckItem;
  outcome: CheckOutcome;
  counted: boolean;
  asked_at: string;
  by: string;
};
type ProtectionRow = {
  id: string;
  kind: Protection;
  account_id: string;
  account_number: string;
  measure_id: string | null;
  measure_number: string | null;
  instructed_at: string;
  in_force_at: string | null;
  failed_at: string | null;
  ended_at: string | null;
};
type CallRow = { outcome: CallBackOutcome; verified: boolean; called_at: string; by: string };
type DisputeRow = {
  transaction_id: string;
  occurred_at: string;
  amount_minor: string;
  currency: string;
  phase: DisputePhase;
};
type MoreRow = {
  reported_by: string;
  ended_by: string | null;
  police_number_sealed: Buffer | null;
  review_finding: ReviewFinding | null;
  reviewed_by: string | null;
  reviewed_at: string | null;
};

async function noticesOf({ tx }: Scope, id: string) {
  const { rows } =
    await tx.execute<NoticeRow>(sql`select id, channel, cause, notice_at, entered_at, ${nameOf("entered_by")} as by, verified
    from loss_notices where report_id = ${id}::uuid order by entered_at, id`);
  return rows.map(({ notice_at, entered_at, ...row }) => ({
    ...row,
    noticeAt: toInstant(notice_at),
    enteredAt: toInstant(entered_at),
  }));
}

async function checksOf({ tx }: Scope, id: string) {
  const { rows } =
    await tx.execute<CheckRow>(sql`select stage, item, outcome, counted, asked_at, ${nameOf("asked_by")} as by
    from loss_checks where report_id = ${id}::uuid order by asked_at, id`);
  return rows.map(({ asked_at, ...row }) => ({ ...row, at: toInstant(asked_at) }));
}

async function protectionsOf({ tx }: Scope, id: string) {
  const { rows } =
    await tx.execute<ProtectionRow>(sql`select p.id, p.kind, p.account_id, a.number as account_number, p.measure_id,
      m.number as measure_number, p.instructed_at, p.in_force_at, p.failed_at, p.ended_at
    from loss_protections p join accounts a on a.id = p.account_id left join measures m on m.id = p.measure_id
    where p.report_id = ${id}::uuid
    order by p.instructed_at, case p.kind when 'debit' then 0 when 'sessions' then 1 else 2 end, a.number, p.id`);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    account: { id: row.account_id, number: row.account_number },
    measure: row.measure_id && row.measure_number ? { id: row.measure_id, number: row.measure_number } : null,
    instructedAt: toInstant(row.instructed_at),
    inForceAt: toInstantOrNull(row.in_force_at),
    failedAt: toInstantOrNull(row.failed_at),
    endedAt: toInstantOrNull(row.ended_at),
  }));
}

async function callBacksOf({ tx }: Scope, id: string) {
  const { rows } = await tx.execute<CallRow>(sql`select outcome, verified, called_at, ${nameOf("called_by")} as by
    from loss_call_backs where report_id = ${id}::uuid order by called_at, id`);
  return rows.map(({ called_at, ...row }) => ({ ...row, at: toInstant(called_at) }));
}

async function disputedOf({ tx }: Scope, id: string) {
  const { rows } =
    await tx.execute<DisputeRow>(sql`select transaction_id, occurred_at, amount_minor::text as amount_minor, currency, phase
    from loss_disputes where report_id = ${id}::uuid order by occurred_at desc, id`);
  return rows.map((row) => ({
    transactionId: row.transaction_id,
    occurredAt: toInstant(row.occurred_at),
    amountMinor: row.amount_minor,
    currency: row.currency,
    phase: row.phase,
  }));
}

async function moreOf({ tx, vault }: Scope, id: string) {
  const { rows } =
    await tx.execute<MoreRow>(sql`select ${nameOf("reported_by")} as reported_by, ${nameOf("ended_by")} as ended_by,
      police_number_sealed, review_finding, ${nameOf("reviewed_by")} as reviewed_by, reviewed_at
    from loss_reports where id = ${id}::uuid`);
  const row = rows[0] ?? notFound();
  const place = { table: "loss_reports", column: "police_number_sealed", rowId: id };
  return {
    reportedBy: row.reported_by,
    endedBy: row.ended_by,
    policeNumber: await vault.open(place, row.police_number_sealed),
    review:
      row.review_finding && row.reviewed_by && row.reviewed_at
        ? { finding: row.review_finding, by: row.reviewed_by, at: toInstant(row.reviewed_at) }
        : null,
  };
}

async function approvalOf(scope: Scope, report: StoredReport) {
  const kind = report.state === "awaiting-lead" ? STOP_KIND : RESTORE_KIND;
  const pending = await pendingApproval(scope.tx, kind, report.id);
  return pending && { id: pending.approvalId, number: pending.number, kind };
}

/** One report: its four times, what was asked, what was put in place, its papers, and what is disputed. */
export const lossDetailQuery = query({
  name: "losses.reports.detail",
  permission: "losses.read",
  clearance: "general",
  input: z.object({ id: z.uuid() }),
  output: lossDetail,
  async resolve(scope, { id }) {
    const { tx, actor, rules, now } = scope;
    const report = await loadReport(scope, id);
    const shown = await tx.execute<ReportColumns>(
      sql`select ${REPORT_COLUMNS} from loss_reports r where r.id = ${id}::uuid`,
    );
    const [row] = await presentReports(scope, shown.rows);
    const papers = await latestEvidence(scope, report);
    return {
      ...(row ?? notFound()),
      ...(await moreOf(scope, id)),
      notices: await noticesOf(scope, id),
      checks: await checksOf(scope, id),
      protections: await protectionsOf(scope, id),
      callBacks: await callBacksOf(scope, id),
      evidence: EVIDENCE_KINDS.map((kind) => {
        const paper = papers.get(kind);
        return {
          kind,
          state: paper?.state ?? null,
          fileId: paper?.fileId ?? null,
          at: paper ? toInstant(paper.at) : null,
        };
      }),
      disputed: await disputedOf(scope, id),
      reviewDue: await reviewWaits(scope, report),
      approval: await approvalOf(scope, report),
      basis: [...protectionBasis(report.cause, rules, now)],
      now,
      may: {
        work: actor.permissions.has("losses.work") && isOpenReport(report.state),
        review: actor.permissions.has("losses.review") && report.reportedBy !== actor.id,
        withdraw: actor.permissions.has("losses.work") && report.state === "restoring",
      },
    };
  },
});
