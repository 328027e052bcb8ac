import { joinNotice, noticeThatCounts } from "@/domain/losses/gesture";
import { isFrozen } from "@/domain/losses/model";
import type { Refusal, Result } from "@/domain/shared/result";
import { decided } from "@/domain/shared/result";
import type { SystemEffect } from "@/server/controls/public";
import type { Committed } from "@/server/kernel/command";
import type { Scope } from "@/server/kernel/scope";
import { writeNow } from "@/server/kernel/writes";
import { relabelDisputes } from "./disputes";
import { endMeasures, type Protected, protectAccounts, reportItemsInsert, tellProtected } from "./protect";
import { finish, type GestureResult, type TakenNotice } from "./start";
import { checksInserts, noticeInsert, type StoredReport, saveReport } from "./store";

const NOTHING: Protected = { audit: [], events: [], writes: [], accounts: 0, cards: 0, cardsRefused: 0 };

/**
 * A further notice of a customer whose report is open. Its own times are kept beside the first; the earlier of those
 * whose callers were known is the one liability runs from. A caller who is known now turns a stop into the freeze, and widens it to what he names.
 */
export async function joinReport(
  scope: Scope,
  report: StoredReport,
  notice: TakenNotice,
): Promise<Committed<GestureResult> | Refusal> {
  const { cause, channel, noticeAt, known } = notice;
  const { verified, points } = known;
  await writeNow(scope.tx, [
    noticeInsert(scope, report, { cause, channel, noticeAt, verified, points, stopped: false }),
    ...checksInserts(scope, { id: report.id, cause }, "notice", { checks: notice.checks, over: channel }),
  ]);
  const now: StoredReport = { ...report, noticeAt: noticeThatCounts(report.noticeAt, noticeAt, verified) };
  const moved = now.noticeAt !== report.noticeAt;
  await saveReport(scope, report, moved ? { noticeAt } : {});
  if (moved) await relabelDisputes(scope, now);
  if (joinNotice(report.state, verified) === "raise") {
    const raised = await raiseToFreeze(scope, now, notice.accounts);
    if (!raised.ok) return raised;
    const { report: frozen, done, more } = raised.value;
    return finish(scope, { report: frozen, notice, outcome: "joined", done, more });
  }
  if (!verified || !isFrozen(report.state))
    return finish(scope, { report: now, notice, outcome: "joined", done: NOTHING, more: [] });
  const wider = await protectAccounts(scope, now, notice.accounts, { kind: "freeze" });
  if (!wider.ok) return wider;
  return finish(scope, { report: now, notice, outcome: "joined", done: wider.value, more: [] });
}

/** The holder is known: the freeze comes first, and only then does the stop it replaces go. */
export async function raiseToFreeze(
  scope: Scope,
  report: StoredReport,
  accounts: readonly { readonly id: string }[],
): Promise<Result<{ report: StoredReport; done: Protected; more: readonly SystemEffect[] }>> {
  const frozen: StoredReport = {
    ...report,
    state: "protected",
    verified: true,
    callBack: "confirmed",
    stopUntil: null,
  };
  const done = await protectAccounts(scope, frozen, accounts, { kind: "freeze" });
  if (!done.ok) return done;
  const ended = await endMeasures(scope, report, "call-back-confirmed", { measureKind: "stop" });
  if (!ended.ok) return ended;
  const asked = report.state === "awaiting-lead";
  await saveReport(scope, report, {
    state: "protected",
    verifiedAt: scope.now,
    callBack: "confirmed",
    ...(asked ? { instructedAt: scope.now } : {}),
  });
  const { writes, ...told } = tellProtected(scope, frozen, accounts.length);
  await writeNow(scope.tx, [...writes, reportItemsInsert(scope, frozen, null)]);
  return decided({ report: frozen, done: done.value, more: [ended.value, told] }, done.basis);
}
