import { decided, type Result, refuse } from "../shared/result";
import type { Candidate, CandidateState } from "./model";

/**
 * Confirms that a candidate's sum was checked by a person. Refuses one that changed since it was shown (`stale`), one
 * that is not open, and one whose day still receives rows of an unfinished import (`not-final`).
 */
export function confirmCandidate(candidate: Candidate, seenVersion: number): Result<CandidateState> {
  if (candidate.version !== seenVersion)
    return refuse("reports.large-value.stale", { params: { version: candidate.version } });
  if (candidate.state !== "open") return refuse("reports.large-value.not-open", { params: { state: candidate.state } });
  if (!candidate.final) return refuse("reports.large-value.not-final");
  return decided("confirmed");
}
