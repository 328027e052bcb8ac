/** How a control stands: `new` did not run yet and need not have; `failing` ran and came to no good end. */
export const CONTROL_STATES = ["ok", "new", "failing", "missed"] as const;
export type ControlState = (typeof CONTROL_STATES)[number];

export const RUN_OUTCOMES = ["done", "failed"] as const;
export type RunOutcome = (typeof RUN_OUTCOMES)[number];

/** Why a control did not run, as its explanation says. */
export const MISS_REASONS = [
  "planned-stop",
  "outage",
  "release",
  "configuration",
  "other-control",
  "false-alarm",
] as const;
export type MissReason = (typeof MISS_REASONS)[number];

/** What a day-end difference may be. `missing-here`: the core has it and we do not; `extra-here`: the other way round. */
export const DIFFERENCE_KINDS = ["missing-here", "extra-here", "counts", "sums"] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** `healed`: a later tie-out found both sides equal. */
export const DIFFERENCE_STATES = ["open", "explained", "healed"] as const;
export type DifferenceState = (typeof DIFFERENCE_STATES)[number];

/** Why the two sides differ for good, as the explanation says. */
export const DIFFERENCE_REASONS = [
  "cut-off",
  "core-error",
  "reversed",
  "not-in-scope",
  "test-trade",
  "other-report",
] as const;
export type DifferenceReason = (typeof DIFFERENCE_REASONS)[number];

/** What came of asking for and tying a day. */
export const TIE_STATES = ["tied", "differs"] as const;
export type TieState = (typeof TIE_STATES)[number];

export const STATEMENT_SOURCES = ["core", "file"] as const;
export type StatementSource = (typeof STATEMENT_SOURCES)[number];

/** Where tree heads are left outside the house. */
export const ANCHOR_TARGETS = ["file", "mail", "webhook"] as const;
export type AnchorTarget = (typeof ANCHOR_TARGETS)[number];

export const ANCHOR_STATES = ["waiting", "accepted", "given-up"] as const;
export type AnchorState = (typeof ANCHOR_STATES)[number];

/** Every "no" of completeness. */
export const completenessRefusals = [
  "completeness.difference.not-open",
  "completeness.miss.not-open",
  "completeness.statement.malformed",
  "completeness.statement.doubled",
  "completeness.statement.too-early",
] as const;
