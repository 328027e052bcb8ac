import type { Rules } from "../rulebook/model";
import { decided, type Refusal, type Result, refuse } from "../shared/result";
import { EXEMPTION_RULE } from "./codes";
import type { Candidate, CandidateState } from "./model";

/** Looks whether what a person decides on is what was shown, and whether the day may still change under it. */
function asShown(candidate: Candidate, seenVersion: number): Refusal | null {
  if (candidate.version !== seenVersion)
    return refuse("reports.large-value.stale", { params: { version: candidate.version } });
  return candidate.final ? null : refuse("reports.large-value.not-final");
}

/**
 * Confirms that a candidate's sum was checked by a person. Refuses one that changed since it was shown (`stale`), one
 * that is not open, and one whose day still receives rows of an unfinished import (`not-final`).
 */
export function confirmCandidate(candidate: Candidate, seenVersion: number): Result<CandidateState> {
  const changed = asShown(candidate, seenVersion);
  if (changed?.code === "reports.large-value.stale") return changed;
  if (candidate.state !== "open") return refuse("reports.large-value.not-open", { params: { state: candidate.state } });
  return changed ?? decided("confirmed");
}

/**
 * Frees a candidate from the report by a kind of the law's list, as proposed and as decided: the sum must be the one
 * shown, of a finished day, and neither withdrawn nor exempt already (`law-hvt-exempt`).
 */
export function exemptCandidate(
  candidate: Candidate,
  seenVersion: number,
  { rules }: { readonly rules: Rules },
): Result<CandidateState> {
  if (candidate.state === "withdrawn" || candidate.state === "exempt")
    return refuse("reports.large-value.not-open", { params: { state: candidate.state } });
  return asShown(candidate, seenVersion) ?? decided("exempt", [rules.ref(EXEMPTION_RULE, candidate.businessDate)]);
}

/** Takes an exemption back: the candidate must be reported after all, and is checked anew. */
export function endExemption(candidate: Candidate, seenVersion: number): Result<CandidateState> {
  if (candidate.version !== seenVersion)
    return refuse("reports.large-value.stale", { params: { version: candidate.version } });
  return candidate.state === "exempt" ? decided("open") : refuse("reports.exemption.not-exempt");
}
