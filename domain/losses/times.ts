import type { Rules } from "../rulebook/model";
import { decided, type Result } from "../shared/result";
import { epochMilliseconds, type Instant, shanghaiDate } from "../shared/time";
import { PHASE_RULES } from "./codes";
import type { DisputePhase, ReportTimes } from "./model";
import type { LossesPolicy } from "./policy";

/** Seconds between the times of a report; null while the later one is not there. `late`: entered well after the notice. */
export type ReportSeconds = {
  readonly toEntry: number;
  readonly toInstruction: number | null;
  readonly toProtection: number | null;
  readonly late: boolean;
};

const between = (from: Instant, to: Instant): number =>
  Math.max(0, Math.round((epochMilliseconds(to) - epochMilliseconds(from)) / 100) / 10);

/** The seconds of a report, from the notice on: the call, and not the click. */
export function secondsOf(times: ReportTimes, policy: LossesPolicy): ReportSeconds {
  const { noticeAt, reportedAt, instructedAt, inForceAt } = times;
  const toEntry = between(noticeAt, reportedAt);
  return {
    toEntry,
    toInstruction: instructedAt && between(noticeAt, instructedAt),
    toProtection: inForceAt && between(noticeAt, inForceAt),
    late: toEntry > policy.lateMinutes * 60,
  };
}

/**
 * Where a disputed movement lies, to the millisecond: before the notice; from the notice until protection was in force;
 * after it. A movement at the very moment of the notice is after it: the house knew. Without protection in force nothing
 * is after it. Rests on who bears the loss there.
 */
export function phaseOf(
  occurredAt: Instant,
  times: Pick<ReportTimes, "noticeAt" | "inForceAt">,
  rules: Rules,
  now: Instant,
): Result<DisputePhase> {
  const phase = placed(occurredAt, times);
  const on = shanghaiDate(now);
  return decided(
    phase,
    PHASE_RULES[phase].map((id) => rules.ref(id, on)),
  );
}

function placed(
  occurredAt: Instant,
  { noticeAt, inForceAt }: Pick<ReportTimes, "noticeAt" | "inForceAt">,
): DisputePhase {
  if (occurredAt < noticeAt) return "before-notice";
  return inForceAt !== null && occurredAt >= inForceAt ? "after-protection" : "before-protection";
}
