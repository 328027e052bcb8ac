import type { Rules } from "../rulebook/model";
import { decided, type Result, refuse } from "../shared/result";
import type { RuleRef } from "../shared/rule-ref";
import { addDuration, daysBetween, type Instant, type LocalDate, shanghaiDate } from "../shared/time";
import { DISMISSALS, type Dismissal } from "./codes";
import { type Hit, LIST_SOURCES, type ListSource, type ParsedList } from "./model";
import type { ScreeningPolicy } from "./policy";

/** A list that is in use. */
export type LoadedList = {
  readonly source: ListSource;
  readonly asOf: Instant;
  readonly sha256: string;
  readonly entries: number;
  /** When its file was last brought to the house, the same again included. */
  readonly currentAt: Instant;
};

/**
 * Whether a file becomes the list in use (`new`), or only says that the one in use is current (`current`: the same file
 * again). Refuses one without entries, one from ahead of time, one that names an entry twice, one older than the list in
 * use, and one that lost more than the house allows: a torn file would let people through in silence. Rests on the duty
 * to get the lists and check against them.
 */
export function acceptList(input: {
  readonly parsed: ParsedList;
  readonly sha256: string;
  readonly inUse: LoadedList | null;
  readonly now: Instant;
  readonly rules: Rules;
  readonly policy: ScreeningPolicy;
}): Result<"new" | "current"> {
  const { parsed, inUse, now, policy } = input;
  const count = parsed.entries.length;
  if (count === 0) return refuse("screening.list.empty");
  if (new Set(parsed.entries.map(({ externalId }) => externalId)).size !== count) return refuse("screening.list.twice");
  if (parsed.asOf > addDuration(now, { hours: 24 })) return refuse("screening.list.ahead");
  const basis = [input.rules.ref("law-aml-41", shanghaiDate(now))];
  if (inUse?.sha256 === input.sha256) return decided("current", basis);
  if (inUse && parsed.asOf < inUse.asOf)
    return refuse("screening.list.older", { params: { asOf: inUse.asOf.slice(0, 10) } });
  if (inUse && count * 10_000 < inUse.entries * (10_000 - policy.shrinkBp)) {
    return refuse("screening.list.shrunk", { params: { before: inUse.entries, now: count } });
  }
  return decided("new", basis);
}

/** Whether a list still answers for absence. Counted from when it was last brought: its issuer may not have changed it. */
export function isFresh(list: Pick<LoadedList, "currentAt">, today: LocalDate, policy: ScreeningPolicy): boolean {
  return daysBetween(shanghaiDate(list.currentAt), today) <= policy.freshDays;
}

/** How a look at the lists came out. `not-run`: nothing was found, and nothing may be concluded from it. */
export type ScreeningOutcome = "none" | "hit" | "not-run";

/** A hit stands whatever the list's age; its absence counts only where every list that acts is loaded and fresh. */
export function outcomeOf(
  standing: number,
  lists: readonly LoadedList[],
  today: LocalDate,
  policy: ScreeningPolicy,
): ScreeningOutcome {
  if (standing > 0) return "hit";
  const acting = (Object.keys(LIST_SOURCES) as ListSource[]).filter(actsByItself);
  const answered = acting.every((source) =>
    lists.some((list) => list.source === source && isFresh(list, today, policy)),
  );
  return answered ? "none" : "not-run";
}

/** True for a list on which the house stops accounts with nobody's yes. A foreign one never does. */
export function actsByItself(source: ListSource): boolean {
  return (LIST_SOURCES[source].issuer as string) !== "foreign";
}

/** The rules behind a stop because of a hit, as in force on a date. */
export function stopBasis(rules: Rules, on: LocalDate): readonly [RuleRef, ...RuleRef[]] {
  return [rules.ref("law-aml-40", on), rules.ref("law-aml-41", on), rules.ref("trap-sanctions-eu-us", on)];
}

/** It is the listed one: the stop stays. Refuses a hit that is decided, or whose dismissal waits. */
export function confirmHit(hit: Hit, rules: Rules, now: Instant): Result<Hit> {
  if (hit.state !== "open") return refuse("screening.hit.not-open", { params: { state: hit.state } });
  return decided({ ...hit, state: "confirmed" }, stopBasis(rules, shanghaiDate(now)));
}

/**
 * Somebody says it is another, or that the list has let the name go: a second person decides. Refuses a hit that is
 * decided, or whose dismissal waits; what was confirmed ends only by the list.
 */
export function proposeDismissal(hit: Hit, reason: Dismissal, rules: Rules, now: Instant): Result<Hit> {
  const gone = hit.state === "confirmed" && reason === "delisted";
  if (hit.state !== "open" && !gone) return refuse("screening.hit.not-open", { params: { state: hit.state } });
  return decided({ ...hit, state: "dismissing" }, dismissalBasis(reason, rules, now));
}

/** The second person agrees: it is another, until the listed entry changes. */
export function dismissHit(hit: Hit, reason: Dismissal, rules: Rules, now: Instant): Result<Hit> {
  if (hit.state !== "dismissing") return refuse("screening.hit.not-dismissing", { params: { state: hit.state } });
  return decided({ ...hit, state: "dismissed" }, dismissalBasis(reason, rules, now));
}

/** The dismissal ended without a yes: the hit is open again. */
export function reopenHit(hit: Hit): Result<Hit> {
  if (hit.state !== "dismissing") return refuse("screening.hit.not-dismissing", { params: { state: hit.state } });
  return decided({ ...hit, state: "open" });
}

/** The rules a dismissal for a reason rests on, as in force today. */
export function dismissalBasis(reason: Dismissal, rules: Rules, now: Instant): readonly RuleRef[] {
  return DISMISSALS[reason].map((id) => rules.ref(id, shanghaiDate(now)));
}
