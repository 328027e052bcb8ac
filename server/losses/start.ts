import type { SQL } from "drizzle-orm";
import type { Gesture } from "@/domain/losses/gesture";
import type { Knowledge } from "@/domain/losses/identity";
import type { Cause, Check, NoticeChannel, ReportState } from "@/domain/losses/model";
import { LOSSES_POLICY } from "@/domain/losses/policy";
import { secondsOf } from "@/domain/losses/times";
import type { ApprovalId, CustomerId } from "@/domain/shared/ids";
import type { Refusal } from "@/domain/shared/result";
import type { RuleRef } from "@/domain/shared/rule-ref";
import type { Instant } from "@/domain/shared/time";
import type { ClassedAccount } from "@/server/accounts/public";
import { requestApproval } from "@/server/approvals/public";
import type { SystemEffect } from "@/server/controls/public";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { type Committed, committed } from "@/server/kernel/command";
import type { Scope } from "@/server/kernel/scope";
import { writeNow } from "@/server/kernel/writes";
import { type Hold, type Protected, planProtection, reportItemsInsert, subjectOf, tellProtected } from "./protect";
import { STOP_KIND } from "./stop-approval";
import { type ActiveCard, checksInserts, noticeInsert, reportInsert, type StoredReport } from "./store";

/** A notice as it was taken, weighed, and what it is about. */
export type TakenNotice = {
  readonly cause: Cause;
  readonly channel: NoticeChannel;
  readonly noticeAt: Instant;
  readonly checks: readonly Check[];
  readonly known: Knowledge;
  readonly accounts: readonly ClassedAccount[];
  readonly basis: readonly RuleRef[];
};

/** What the caller's colleague hears back. */
export type GestureResult = {
  readonly id: string;
  readonly number: string;
  readonly outcome: "protected" | "stopped" | "awaiting-lead" | "joined";
  readonly state: ReportState;
  readonly verified: boolean;
  readonly accounts: number;
  readonly cards: number;
  readonly noticeAt: Instant;
  readonly reportedAt: Instant;
  readonly stopUntil: Instant | null;
};

/** Whom a new report is about: the customer, held, the report's number, and the cards that go with his accounts. */
export type Holder = {
  readonly customerId: CustomerId;
  readonly number: string;
  readonly cards: readonly ActiveCard[];
};

/**
 * A new report: written, protected, entered on the worklist and told, as the gesture was decided. All of it goes with the
 * command's end: who reports a loss waits for few round trips.
 */
export async function startReport(
  scope: Scope,
  holder: Holder,
  notice: TakenNotice,
  gesture: Gesture,
): Promise<Committed<GestureResult> | Refusal> {
  const { report, writes } = newReport(scope, holder, notice, gesture);
  if (gesture.outcome === "ask-lead") {
    await writeNow(scope.tx, writes);
    return askLead(scope, report, notice);
  }
  const hold: Hold = gesture.kind === "freeze" ? { kind: "freeze" } : { kind: "stop", until: gesture.until };
  const { accounts } = notice;
  const done = await planProtection(scope, report, { accounts, cards: holder.cards, hold });
  if (!done.ok) return done;
  const told = tellProtected(scope, report, accounts.length);
  const items = reportItemsInsert(scope, report, gesture.kind === "stop" ? gesture.callBackBy : null);
  const all = [...writes, ...done.value.writes, ...told.writes, items];
  return finish(scope, {
    report,
    notice,
    outcome: gesture.state,
    done: { ...done.value, writes: all },
    more: [told],
  });
}

/** A report to be, and the statements that write it with its notice and what was asked. */
function newReport(
  scope: Scope,
  { customerId, number }: Holder,
  { cause, channel, noticeAt, checks, known }: TakenNotice,
  gesture: Gesture,
): { report: StoredReport; writes: readonly SQL[] } {
  const stop = gesture.outcome === "protect" && gesture.kind === "stop" ? gesture : null;
  const report: StoredReport = {
    id: scope.newId<"loss-report">(),
    number,
    customerId,
    cause,
    state: gesture.state,
    verified: known.verified,
    callBack: known.verified ? "none" : "due",
    noticeAt,
    reportedAt: scope.now,
    reportedBy: scope.actor.id,
    instructedAt: gesture.outcome === "protect" ? scope.now : null,
    inForceAt: null,
    stopUntil: stop?.until ?? null,
    version: 1,
  };
  const { verified, points } = known;
  const writes = [
    reportInsert(scope, report, stop?.callBackBy ?? null),
    noticeInsert(scope, report, { cause, channel, noticeAt, verified, points, stopped: stop !== null }),
    ...checksInserts(scope, report, "notice", { checks, over: channel }),
  ];
  return { report, writes };
}

/** Too many stops for callers nobody knew: a lead agrees first, and until then nothing is stopped. */
async function askLead(
  scope: Scope,
  report: StoredReport,
  notice: TakenNotice,
): Promise<Committed<GestureResult> | Refusal> {
  const id = scope.newId<"approval">() as ApprovalId;
  const opened = await requestApproval(scope, {
    id,
    kind: STOP_KIND,
    subject: subjectOf(report),
    customerId: report.customerId,
    accountId: null,
    payload: { reportId: report.id, accountIds: notice.accounts.map((account) => account.id) },
    token: null,
    openForHours: LOSSES_POLICY.leadHours,
  });
  if (!opened.ok) return opened;
  const asked: AuditEvent = {
    kind: STOP_KIND,
    subject: subjectOf(report),
    basis: notice.basis,
    data: { number: report.number, approval: opened.value.number, accounts: notice.accounts.length },
  };
  const done = { audit: [asked], events: [], writes: [], accounts: 0, cards: 0, cardsRefused: 0 };
  return finish(scope, { report, notice, outcome: "awaiting-lead", done, more: [opened.value] });
}

/** Commits a gesture with its entry: codes, counts and times, nothing of what was answered. */
export function finish(
  scope: Scope,
  of: {
    readonly report: StoredReport;
    readonly notice: TakenNotice;
    readonly outcome: GestureResult["outcome"];
    readonly done: Protected;
    readonly more: readonly SystemEffect[];
  },
): Committed<GestureResult> {
  const { report, notice, outcome, done, more } = of;
  const { noticeAt, cause, channel, known } = notice;
  const times = { noticeAt, reportedAt: scope.now, instructedAt: scope.now, inForceAt: null };
  return committed({
    result: {
      id: report.id,
      number: report.number,
      outcome,
      state: report.state,
      verified: report.verified,
      accounts: done.accounts,
      cards: done.cards,
      noticeAt,
      reportedAt: scope.now,
      stopUntil: report.stopUntil,
    },
    audit: [
      {
        kind: outcome === "joined" ? "losses.report.join" : "losses.report.protect",
        subject: subjectOf(report),
        basis: notice.basis,
        data: {
          number: report.number,
          customer: report.customerId,
          outcome,
          cause,
          channel,
          verified: known.verified,
          asked: notice.checks.length,
          accounts: done.accounts,
          cards: done.cards,
          cardsRefused: done.cardsRefused,
          noticeAt,
          seconds: secondsOf(times, LOSSES_POLICY).toEntry,
        },
      },
      ...done.audit,
      ...more.flatMap(({ audit }) => audit),
    ],
    events: [...done.events, ...more.flatMap(({ events }) => events)],
    writes: done.writes,
  });
}
