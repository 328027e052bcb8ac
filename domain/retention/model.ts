import type { RuleRef } from "../shared/rule-ref";
import type { LocalDate } from "../shared/time";

/** Classes of data by why they are kept: each has keys of its own, destroyed when its term has run. */
export const RETENTION_CLASSES = ["identity", "contact", "trade", "casework", "service"] as const;
export type RetentionClass = (typeof RETENTION_CLASSES)[number];

/** From which event a term runs. Years are counted from the day, or by calendar years of which the event's is the first. */
export const ANCHORS = [
  "relationship-end",
  "agreement-end-year",
  "trade-end",
  "booking-year",
  "completion",
  "case-end",
  "fiscal-year-end",
] as const;
export type Anchor = (typeof ANCHORS)[number];

/** `now`: it goes. `until`: a rule keeps it to a day. `relationship`: it is still needed. `blocked`: an item is open. */
export const DISPOSITIONS = ["now", "until", "relationship", "blocked"] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

/** Something open that keeps data: a code, and the thing itself where it has a page. */
export type OpenItem = {
  readonly code: string;
  readonly subject?: { readonly type: string; readonly id: string; readonly number: string };
};

/** What becomes of one class of a subject's data. */
export type ClassPlan = {
  readonly of: RetentionClass;
  readonly disposition: Disposition;
  /** The last day it is kept; null where no term asks for it, or none runs yet. */
  readonly until: LocalDate | null;
  readonly years: number | null;
  readonly anchor: Anchor | null;
  /** The day of the event the deciding term runs from. */
  readonly endedOn: LocalDate | null;
  readonly basis: readonly RuleRef[];
  readonly open: readonly OpenItem[];
};

/** What becomes of a subject's data, class by class. The digest says whether a later plan is the same. */
export type ErasurePlan = { readonly classes: readonly ClassPlan[]; readonly digest: string };

/** Why a plan is made. For a closure the relationship is taken to end today, if it has not. */
export const PLAN_PURPOSES = ["deletion", "closure"] as const;
export type PlanPurpose = (typeof PLAN_PURPOSES)[number];

/** Why a subject's data may only be stored. */
export const RESTRICTION_CAUSES = ["deletion", "closure", "relationship-end", "request"] as const;
export type RestrictionCause = (typeof RESTRICTION_CAUSES)[number];

/** Where a class of a subject stands: waits for its day, has an item open on its day, is gone. */
export const ENTRY_STATES = ["scheduled", "held", "erased"] as const;
export type EntryState = (typeof ENTRY_STATES)[number];
