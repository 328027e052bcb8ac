import type { Rules } from "../rulebook/model";
import { decided, type Refusal, type Result, refuse } from "../shared/result";
import { type Instant, shanghaiDate } from "../shared/time";
import { releaseBasis } from "./basis";
import type { AtOnceRelease, SystemRelease } from "./codes";
import { backInForce } from "./decisions";
import type { InForceMeasure, Measure, MeasureSource, MeasureSubject, ReleaseInstructedMeasure } from "./model";

/** `lifting`: the core is told now. `awaited`: it follows as soon as what is under way has ended. `ended`: nothing to lift. */
export type Ending =
  | { readonly outcome: "lifting"; readonly measure: ReleaseInstructedMeasure }
  | { readonly outcome: "awaited"; readonly measure: Measure }
  | { readonly outcome: "ended"; readonly measure: Measure };

/** Which reasons may end a measure of a source: nobody ends what another gave. The end of a term has its own decision. */
const ENDS: Readonly<Record<MeasureSource, readonly AtOnceRelease[]>> = {
  authority: ["order-release", "order-replaced", "court-decision"],
  customer: ["holder-restored", "call-back-confirmed", "call-back-failed", "replaced-and-closed"],
  "own-judgement": ["objection-upheld", "wrongly-given", "court-decision"],
  system: ["objection-upheld", "court-decision"],
};

const NOT_ITS: Readonly<Record<MeasureSource, string>> = {
  authority: "controls.release.not-by-authority",
  customer: "controls.release.not-by-holder",
  "own-judgement": "controls.release.not-at-once",
  system: "controls.release.not-at-once",
};

/**
 * Ends a measure without a proposal; no other is touched. An authority's ends by the authority or a court, the holder's by
 * verified restoration on its own case (or, for a stop of an unverified caller, by the call back), own judgement by an
 * objection upheld or a review that finds it wrongly given. What may not be told ends only where it is decided. Refuses
 * every other pairing; `ended` where there is nothing left to lift. Rests on the release reason's rules.
 */
export function endMeasure(input: {
  readonly measure: Measure;
  readonly reason: Exclude<AtOnceRelease, "term-ended">;
  /** What the end stands on: the order, the case or the objection. */
  readonly subject: MeasureSubject;
  readonly now: Instant;
  readonly rules: Rules;
}): Result<Ending> {
  const { measure, reason, now, rules } = input;
  const refusal = refuseEnd(input);
  if (refusal) return refusal;
  return decided(endingOf(measure, { reason, at: now, now }), releaseBasis(reason, rules, shanghaiDate(now)));
}

function refuseEnd({ measure, reason, subject }: Parameters<typeof endMeasure>[0]): Refusal | undefined {
  const { source, reasonCode, approvalId } = measure;
  if (!ENDS[source].includes(reason)) return refuse(NOT_ITS[source], { params: { reason } });
  if (reasonCode === "under-review") return refuse("controls.release.not-by-hand");
  if (reason === "wrongly-given" && approvalId !== null) return refuse("controls.release.not-at-once");
  const callBack = reason === "call-back-confirmed" || reason === "call-back-failed";
  if (callBack && reasonCode !== "caller-unverified") return refuse("controls.release.not-its-reason");
  const own = measure.subject;
  const ofOrder = source === "authority" && reason !== "court-decision" && !(isOrder(own) && isOrder(subject));
  if (ofOrder) return refuse("controls.release.not-by-authority", { params: { reason } });
  const ofHolder = source === "customer" && (own?.type !== subject.type || own.id !== subject.id);
  return ofHolder ? refuse("controls.release.not-by-holder", { params: { reason } }) : undefined;
}

/** Orders of authorities, on paper and by the platform: either ends what the other gave; whose they are is theirs to see. */
const ORDER_SUBJECTS: readonly string[] = ["order", "electronic-order"];
const isOrder = (subject: MeasureSubject | null) => subject !== null && ORDER_SUBJECTS.includes(subject.type);

type Cause = {
  readonly reason: AtOnceRelease | SystemRelease;
  /** From when it no longer counts. */
  readonly at: Instant;
  readonly now: Instant;
};

/** Where a measure stands once its end is decided. */
export function endingOf(measure: Measure, cause: Cause): Ending {
  switch (measure.state) {
    case "in-force":
      return { outcome: "lifting", measure: lifting(measure, cause) };
    case "release-proposed":
      // What ends by its own law waits for no proposal; the proposal finds nothing left to decide.
      if (cause.reason !== "ground-gone") return { outcome: "lifting", measure: lifting(backInForce(measure), cause) };
      return { outcome: "awaited", measure: { ...measure, liftFor: cause.reason } };
    case "instructed":
      // A deduction under way is not called back: the core carries it out or says no.
      if (measure.kind === "deduction") return { outcome: "ended", measure };
      return { outcome: "awaited", measure: { ...measure, liftFor: measure.liftFor ?? cause.reason } };
    default:
      return { outcome: "ended", measure };
  }
}

/** A measure in force on its way out. */
export function lifting(measure: InForceMeasure, { reason, at, now }: Cause): ReleaseInstructedMeasure {
  return {
    ...measure,
    liftFor: null,
    state: "release-instructed",
    releaseReasonCode: reason,
    releaseApprovalId: null,
    endedAt: at,
    noticedAt: now,
  };
}

/** The lift that was waiting, now that the measure is plainly in force; null when none was. */
export function awaitedLift(measure: Measure, now: Instant): ReleaseInstructedMeasure | null {
  if (measure.state !== "in-force" || measure.liftFor === null) return null;
  const lapsed = measure.liftFor === "term-ended" && measure.expiresAt !== null;
  return lifting(measure, { reason: measure.liftFor, at: lapsed ? (measure.expiresAt ?? now) : now, now });
}
