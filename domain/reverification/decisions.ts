import type { Rules } from "../rulebook/model";
import { type Decided, decided, type Result, refuse } from "../shared/result";
import type { RuleRef } from "../shared/rule-ref";
import { addDays, type LocalDate } from "../shared/time";
import { suspendExpiredFrom } from "./dates";
import {
  type DeskCause,
  type HoldState,
  OPEN_REVIEW_STATES,
  type ReviewState,
  TRIGGER_RULES,
  type TriggerKind,
} from "./model";
import { GOOD_REASON_DAYS, HOLD_LEAST, HOLD_SHARE_BP, SATISFIABLE_KINDS, UNANSWERED_GRACE_DAYS } from "./policy";

/** True while a review waits for anybody. */
export const isOpenReview = (state: ReviewState): boolean =>
  (OPEN_REVIEW_STATES as readonly ReviewState[]).includes(state);

/** What becomes of a new trigger. */
export type Course = "join" | "satisfied" | "open";

/**
 * What becomes of a new trigger of a customer: it joins the review that is open; without one, a valid and checked copy
 * on file satisfies kinds that ask for nothing more; otherwise a review opens. An open review means something is in
 * doubt or owed, whatever is on file. A doubt is a risk that rose: no copy on file answers it (mipriv-step-up).
 */
export function courseOf(
  kind: TriggerKind,
  facts: { readonly reviewOpen: boolean; readonly validCopy: boolean },
  rules: Rules,
  on: LocalDate,
): Decided<Course> {
  const more = kind === "doubt" ? [rules.ref("mipriv-step-up", on)] : [];
  const basis = [rules.ref(TRIGGER_RULES[kind], on), ...more];
  if (facts.reviewOpen) return decided("join", basis);
  const satisfiable = (SATISFIABLE_KINDS as readonly TriggerKind[]).includes(kind);
  return decided(satisfiable && facts.validCopy ? "satisfied" : "open", basis);
}

/**
 * Whether reviews of one kind and day are so many that a lead looks first: above the share, and not just a few. Once a lead
 * has let the kind go ahead (`released`), the rest of that day follows.
 */
export function mustBeHeld(counts: {
  readonly today: number;
  readonly customers: number;
  readonly released: boolean;
}): boolean {
  if (counts.released) return false;
  return counts.today > HOLD_LEAST && counts.today * 10_000 > counts.customers * HOLD_SHARE_BP;
}

/** Why business is suspended: the reason code of the measure, with the rules that carry it. */
export type Suspension = {
  readonly reason: "dormant-since-opening" | "identity-expired" | "reverification-unanswered" | "real-name-incomplete";
  readonly rule: RuleRef;
};

/** What of an open review decides whether business is suspended. */
export type SuspensionFacts = {
  readonly kinds: readonly TriggerKind[];
  readonly deskCause: DeskCause | null;
  /** The day on which the review came to the desk. */
  readonly atDeskOn: LocalDate | null;
  /** The last day of validity of a paper that ended, the earliest. */
  readonly expiredOn: LocalDate | null;
  readonly goodReasonUntil: LocalDate | null;
  /** Whether any paper of the customer was ever on file. */
  readonly everIdentified: boolean;
};

/** The row behind the suspension of who was never fully identified. */
const REAL_NAME = "mipay-realname-incomplete";
/** The rows behind the suspension of who does not cooperate. */
const REFUSAL = ["mipay-rekyc-refusal", "law-aml-38"] as const;
/** The rows behind the suspension of who has no valid paper any more. */
const EXPIRED = ["mipay-info-update", "law-54"] as const;

/**
 * Whether silence or a refused answer counts against a customer. Where only a paper's end is asked about it does not: that
 * paper is valid until its last day, and a reasonable period follows, whoever was silent before.
 */
export const answerOwed = (kinds: readonly TriggerKind[]): boolean =>
  kinds.length === 0 || kinds.some((kind) => kind !== "document-expiring");

/**
 * Whether business with the customer of an open review is suspended today, and on what ground. An account never used:
 * at once (mipay-dormant-6m-open). A paper that ended: after the reasonable period and without good reason. A customer
 * who owes an answer (`answerOwed`) and gives none, or one that was refused: after the house's days at the desk, without
 * good reason; who was never identified at all is named so (mipay-realname-incomplete), who was falls under
 * mipay-rekyc-refusal. Null: not now.
 */
export function suspensionOf(facts: SuspensionFacts, rules: Rules, today: LocalDate): Decided<Suspension | null> {
  const by = (reason: Suspension["reason"], [first, ...rest]: readonly [string, ...string[]]) => {
    const rule = rules.ref(first, today);
    return decided({ reason, rule }, [rule, ...rest.map((id) => rules.ref(id, today))]);
  };
  if (facts.kinds.includes("dormant")) return by("dormant-since-opening", ["mipay-dormant-6m-open", "law-261-dormant"]);
  const { kinds, expiredOn, atDeskOn, goodReasonUntil } = facts;
  if (expiredOn !== null && today >= suspendExpiredFrom(expiredOn, goodReasonUntil))
    return by("identity-expired", EXPIRED);
  const excused = goodReasonUntil !== null && today <= goodReasonUntil;
  const waited = atDeskOn !== null && today > addDays(atDeskOn, UNANSWERED_GRACE_DAYS);
  if (facts.deskCause === null || !waited || excused || !answerOwed(kinds)) return decided(null);
  if (!facts.everIdentified) return by("real-name-incomplete", [REAL_NAME, "law-np-open"]);
  return by("reverification-unanswered", REFUSAL);
}

/**
 * Every suspension of today, each on its own ground: that of an account never used reaches this account alone, and keeps
 * nothing from reaching the others.
 */
export function suspensionsOf(facts: SuspensionFacts, rules: Rules, today: LocalDate): Decided<readonly Suspension[]> {
  const others = facts.kinds.filter((kind) => kind !== "dormant");
  const apart = others.length < facts.kinds.length ? [facts, { ...facts, kinds: others }] : [facts];
  const found = apart.map((one) => suspensionOf(one, rules, today));
  return decided(
    found.flatMap(({ value }) => value ?? []),
    found.flatMap(({ basis }) => basis),
  );
}

/** A review as a decision about it sees it. */
export type ReviewFacts = { readonly state: ReviewState; readonly version: number };

function asShown(review: ReviewFacts, seen: number): Result<true> {
  if (review.version !== seen) return refuse("reverification.review.stale", { params: { version: review.version } });
  if (!isOpenReview(review.state)) return refuse("reverification.review.not-open", { params: { state: review.state } });
  return decided(true);
}

/**
 * Ends a review by a colleague's reason. Refuses one that changed since it was shown, one that is not open, and one whose
 * customer is suspended on its account: the suspension is lifted first, by two people.
 */
export function closeReview(review: ReviewFacts & { readonly restricted: boolean }, seen: number): Result<ReviewState> {
  const shown = asShown(review, seen);
  if (!shown.ok) return shown;
  return review.restricted ? refuse("reverification.review.restricted") : decided("closed");
}

/** Records a good reason until a day: from today on, and not further than the house allows at a time. */
export function recordReason(review: ReviewFacts, seen: number, until: LocalDate, today: LocalDate): Result<LocalDate> {
  const shown = asShown(review, seen);
  if (!shown.ok) return shown;
  if (until < today) return refuse("reverification.reason.past", { field: "until" });
  if (until > addDays(today, GOOD_REASON_DAYS))
    return refuse("reverification.reason.too-long", { field: "until", params: { days: GOOD_REASON_DAYS } });
  return decided(until);
}

/** Decides a hold as it was shown. */
export function decideHold(
  hold: { readonly state: HoldState; readonly version: number },
  seen: number,
  to: Exclude<HoldState, "open">,
): Result<HoldState> {
  if (hold.version !== seen) return refuse("reverification.hold.stale", { params: { version: hold.version } });
  return hold.state === "open"
    ? decided(to)
    : refuse("reverification.hold.not-open", { params: { state: hold.state } });
}
