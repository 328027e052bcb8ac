import { decided, type Result, refuse } from "../shared/result";
import { addDuration, type Instant } from "../shared/time";
import { INTAKE_POLICY } from "./intake-policy";
import { ENDED_STATES, type Purpose, type ReadState, type SubmissionState } from "./model";

/**
 * Where a submission stands by its documents: `collecting` while one is not there or its file was not taken, else
 * `reading`.
 */
export function standingOf(documents: readonly { readonly readState: ReadState }[]): "collecting" | "reading" {
  return documents.some(({ readState }) => readState === "missing" || readState === "refused")
    ? "collecting"
    : "reading";
}

/** Whether everything announced has been looked at, so that the checks may run. What could not be read is a finding. */
export function allLookedAt(documents: readonly { readonly readState: ReadState }[]): boolean {
  return documents.every(({ readState }) => readState === "read" || readState === "failed");
}

const isEnded = (state: SubmissionState) => (ENDED_STATES as readonly SubmissionState[]).includes(state);

/** Whether more may be brought to a submission: not once it is with a second person, asked again or over. */
export function mayGrow(state: SubmissionState): boolean {
  return state === "collecting" || state === "reading" || state === "ready" || state === "held";
}

/**
 * Whether a submission of a purpose may come while others of the customer are open. Incomplete ones and those that wait
 * for the customer give way to it; refuses `kyc.submission.deciding` while one is with the house: two decisions about
 * one person would contradict each other.
 */
export function decideArrival<S extends { readonly state: SubmissionState; readonly purpose: Purpose }>(
  purpose: Purpose,
  others: readonly S[],
): Result<{ readonly superseded: readonly S[] }> {
  const rivals = others.filter((one) => one.purpose === purpose && !isEnded(one.state));
  const busy = rivals.some(({ state }) => state !== "collecting" && state !== "asked");
  return busy ? refuse("kyc.submission.deciding") : decided({ superseded: rivals });
}

/** A request as far as an answer to it is concerned. */
export type OpenRequest = { readonly customerId: string; readonly state: "open" | "answered" | "lapsed" | "withdrawn" };

/** Whether a submission of a customer may answer a request. One that ran out may still be answered late. */
export function decideAnswer(request: OpenRequest | undefined, customerId: string): Result<null> {
  if (!request) return refuse("kyc.request.none", { field: "requestId" });
  if (request.customerId !== customerId) return refuse("kyc.request.other-customer", { field: "requestId" });
  return request.state === "open" || request.state === "lapsed"
    ? decided(null)
    : refuse("kyc.request.closed", { field: "requestId" });
}

/** Refuses a moment that lies ahead by more than clocks differ. */
export function notAhead(at: Instant, now: Instant, field: string): Result<null> {
  const latest = addDuration(now, { minutes: INTAKE_POLICY.clockMinutes });
  return at <= latest ? decided(null) : refuse("kyc.submission.in-future", { field });
}
