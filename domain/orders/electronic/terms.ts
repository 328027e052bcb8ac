import type { Rules } from "../../rulebook/model";
import { decided, type Result, refuse } from "../../shared/result";
import { addDuration, type Instant, localDate, shanghaiDate } from "../../shared/time";
import type { OrderBasis, OrderTerm } from "../model";
import { mayStop } from "../stops";
import { judgeTerm } from "../term";
import type { FreezeTerm } from "./messages";
import type { EarlierOrder, OrderRefusal } from "./model";
import type { ElectronicPolicy } from "./policy";

/** The refusal of an order, as a code of this capability. */
export function refuseOrder(code: OrderRefusal) {
  return refuse(`orders.electronic.${code}`);
}

/** Refuses a message from the future and one too old to act on. Takes when it was issued and when it came. */
export function checkAge(issuedAt: Instant, receivedAt: Instant, policy: ElectronicPolicy): Result<true> {
  if (issuedAt > addDuration(receivedAt, { minutes: policy.aheadMinutes })) return refuseOrder("issued-ahead");
  if (issuedAt < addDuration(receivedAt, { hours: -policy.oldestHours })) return refuseOrder("issued-long-ago");
  return decided(true);
}

type Judged = {
  readonly basis: OrderBasis;
  readonly renewal: boolean;
  readonly term: OrderTerm;
  readonly from: Instant;
  readonly now: Instant;
};

function endOf(judged: Judged, tooLong: OrderRefusal, rules: Rules): Result<Instant> {
  const { endsAt, ground, basis } = judgeTerm({ ...judged, rules });
  if (ground === null) return decided(endsAt, basis);
  return refuseOrder(ground === "term-over" ? "term-over" : tooLong);
}

/**
 * When an emergency stop lapses: so many hours from `from`, to the minute and through holidays (law-86-48h). `before`:
 * stops of the same case on the same account so far, repeats by renewal included. Refuses more hours than the law gives,
 * and a stop beyond its repeats (law-order-86-48h).
 */
export function stopTerm(
  asked: { readonly hours: number; readonly from: Instant; readonly before: number; readonly now: Instant },
  rules: Rules,
): Result<Instant> {
  const { hours, from, before, now } = asked;
  const on = shanghaiDate(now);
  if (!mayStop(before, rules, now)) return refuseOrder("stops-spent");
  const term = { unit: "hours", count: hours } as const;
  const ends = endOf({ basis: "fraud-stop", renewal: before > 0, term, from, now }, "hours-above-law", rules);
  return ends.ok ? decided(ends.value, [...ends.basis, rules.ref("law-order-86-48h", on)]) : ends;
}

/**
 * When a freeze lapses: at the end of its last day in Shanghai. The term is read from the order and never lengthened.
 * `from`: a moment of the day it came, or of the last day of the term before. Refuses a term above what the law allows
 * (law-order-crim-6m) and one that is over already.
 */
export function freezeTerm(
  asked: {
    readonly term: FreezeTerm;
    readonly major: boolean;
    readonly from: Instant;
    readonly renewal: boolean;
    readonly now: Instant;
  },
  rules: Rules,
): Result<Instant> {
  const { major, from, renewal, now } = asked;
  const term: OrderTerm =
    "months" in asked.term
      ? { unit: "months", count: asked.term.months }
      : { unit: "until", on: localDate(asked.term.until) };
  return endOf({ basis: major ? "criminal-complex" : "criminal", renewal, term, from, now }, "term-above-law", rules);
}

/** Whether a later message may touch what an earlier one gave: the same office, the same case. */
export function checkSameCase(
  earlier: Pick<EarlierOrder, "authority" | "caseNumber">,
  later: { readonly authority: string; readonly caseNumber: string },
): Result<true> {
  const same = earlier.authority === later.authority && earlier.caseNumber === later.caseNumber;
  return same ? decided(true) : refuseOrder("not-that-authority");
}

/**
 * The new end of what an earlier order gave. Only before it lapses (law-order-crim-lapse): afterwards a new order is
 * needed. A stop is renewed by hours and counts as a repeat, a freeze by a term from its last day. Refuses a term of the
 * other kind, one that would end no later than now stands, and whatever `stopTerm` and `freezeTerm` refuse.
 */
export function renewedTerm(
  asked: {
    readonly earlier: Pick<EarlierOrder, "act" | "lapsesAt" | "ended">;
    readonly hours: number | null;
    readonly term: FreezeTerm | null;
    readonly major: boolean;
    readonly stopsBefore: number;
    readonly now: Instant;
  },
  rules: Rules,
): Result<Instant> {
  const { earlier, now } = asked;
  const { lapsesAt } = earlier;
  if (earlier.ended || lapsesAt === null || lapsesAt <= now) return refuseOrder("order-ended");
  if (earlier.act === "stop") {
    if (asked.hours === null) return refuseOrder("term-kind");
    return stopTerm({ hours: asked.hours, from: lapsesAt, before: asked.stopsBefore, now }, rules);
  }
  if (asked.term === null) return refuseOrder("term-kind");
  // A day term ends with the first moment after its last day.
  const from = addDuration(lapsesAt, { seconds: -1 });
  const ends = freezeTerm({ term: asked.term, major: asked.major, from, renewal: true, now }, rules);
  if (!ends.ok) return ends;
  if (ends.value <= lapsesAt) return refuseOrder("term-over");
  return decided(ends.value, [...ends.basis, rules.ref("law-order-crim-lapse", shanghaiDate(now))]);
}

/** From when on the house is told that a term ends: hours before for a stop, days before for a freeze. */
export function alarmFrom(act: "stop" | "freeze", lapsesAt: Instant, policy: ElectronicPolicy): Instant {
  return addDuration(lapsesAt, { hours: -(act === "stop" ? policy.alarmHours : policy.alarmDays * 24) });
}
