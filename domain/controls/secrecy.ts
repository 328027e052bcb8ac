import type { Measure } from "./model";

/**
 * A measure as everybody may see it. One on a paper that may not be told of is a restriction by the system, under review,
 * without a term and without a paper: the same as every other ground that may not be told. Others stay as they are. The
 * rule it is shown with is named where it is written.
 */
export function shown<M extends Measure>(measure: M): M {
  if (!measure.secret) return measure;
  const release = "endedAt" in measure ? { releaseReasonCode: "ground-gone", endedAt: measure.noticedAt } : {};
  return {
    ...measure,
    kind: "restriction",
    source: "system",
    reasonCode: "under-review",
    requestedBy: "system",
    subject: { type: "review", id: measure.subject?.id ?? "" },
    startsAt: measure.requestedAt,
    expiresAt: null,
    secret: false,
    liftFor: measure.liftFor === null ? null : "ground-gone",
    ...release,
  } as M;
}
