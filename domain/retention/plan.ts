import type { Rules } from "../rulebook/model";
import type { Regime } from "../shared/regime";
import { type Decided, decided } from "../shared/result";
import type { RuleRef } from "../shared/rule-ref";
import { addDays, type LocalDate } from "../shared/time";
import { type ClassPlan, type OpenItem, type PlanPurpose, RETENTION_CLASSES, type RetentionClass } from "./model";
import { type Ends, type Kept, retentionOf } from "./terms";

/** What is known of a subject when it is planned. */
export type Standing = {
  readonly regime: Regime;
  /** `relationship` null: it runs. */
  readonly ends: Ends;
  /** What is open at him, as everybody may see it. */
  readonly open: readonly OpenItem[];
};

/** What a request to delete is judged by, and what is done where the law keeps. */
const JUDGED: Readonly<Record<Regime, readonly string[]>> = {
  payment: ["mipriv-delete-eval", "llpriv-delete-cases", "law-pipl-47"],
  marketplace: ["law-ecom-24", "law-pipl-47"],
};
const STORED_ONLY = ["law-pipl-47", "law-netdata-24", "trap-retain-vs-delete"];

/** Preferences and the like serve nothing once the subject asks; no open item needs them. */
const neverHeld = (of: RetentionClass) => of === "service";

/**
 * What becomes of each class of a subject's data today. An open item keeps what would go; where a term runs anyway it is
 * named beside it. Nothing here knows of suspicion: what the cleared keep, they keep apart.
 */
export function planClasses(
  standing: Standing,
  purpose: PlanPurpose,
  rules: Rules,
  today: LocalDate,
): Decided<readonly ClassPlan[]> {
  const ends =
    purpose === "closure" ? { ...standing.ends, relationship: standing.ends.relationship ?? today } : standing.ends;
  const classes = RETENTION_CLASSES.map((of) => planClass(of, { ...standing, ends }, rules, today));
  return decided(
    classes,
    classes.flatMap(({ basis }) => basis),
  );
}

function planClass(of: RetentionClass, { regime, ends, open }: Standing, rules: Rules, today: LocalDate): ClassPlan {
  const refs = (ids: readonly string[]): RuleRef[] => ids.map((id) => rules.ref(id, today));
  const { value: kept, basis } = retentionOf(of, { regime, ends }, rules, today);
  const judged = refs(JUDGED[regime]);
  const plan = { of, until: null, years: null, anchor: null, endedOn: null, open: neverHeld(of) ? [] : open };
  if (ends.relationship === null && !neverHeld(of)) {
    return { ...plan, disposition: "relationship", basis: [...judged, ...refs(["law-pipl-19"])] };
  }
  const until = untilOf(kept);
  if (until && until.until >= today) {
    return { ...plan, ...until, disposition: "until", basis: [...basis, ...refs(STORED_ONLY)] };
  }
  const due = { ...plan, ...(until ?? {}), basis: [...basis, ...judged] };
  return { ...due, disposition: due.open.length > 0 ? "blocked" : "now" };
}

function untilOf({ longest }: Kept) {
  return longest && { until: longest.until, years: longest.years, anchor: longest.anchor, endedOn: longest.from };
}

/** The first day on which a class may be erased; null: no day is set. */
export const dueOn = ({ disposition, until }: ClassPlan, today: LocalDate): LocalDate | null => {
  if (disposition === "relationship") return null;
  return disposition === "until" && until ? addDays(until, 1) : today;
};
