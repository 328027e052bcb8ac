import { type Role, rolesAreCompatible } from "../identity/roles";
import { decided, type Result, refuse } from "../shared/result";
import { addDuration, type Instant } from "../shared/time";
import { type DelegationReason, REVIEW_REASONS, type ReviewDecision } from "./codes";
import { PEOPLE_POLICY, UNDELEGABLE } from "./policy";

/** A role held, as far as decisions need it. */
export type Held = {
  readonly role: Role;
  /** When it ends by itself; null for as long as nobody ends it. */
  readonly endsAt: Instant | null;
  /** The delegation it is lent by; null when held in one's own right. */
  readonly delegationId: string | null;
};

const DAY_HOURS = 24;
const daysFrom = (now: Instant, days: number) => addDuration(now, { hours: days * DAY_HOURS });

/**
 * Whether a role may be given to a person who holds `held`. Refuses one's own, a role already held (lent ones count), a
 * duty that conflicts, an end that is not in the future, and any end for an administrator.
 */
export function grantRole(asked: {
  readonly personId: string;
  readonly by: string;
  readonly role: Role;
  readonly endsAt: Instant | null;
  readonly held: readonly Held[];
  readonly now: Instant;
}): Result<{ role: Role; endsAt: Instant | null }> {
  const { role, endsAt, held, now } = asked;
  if (asked.personId === asked.by) return refuse("people.role.own");
  if (held.some((one) => one.role === role)) return refuse("people.role.held", { field: "role" });
  if (!rolesAreCompatible([...held.map((one) => one.role), role]))
    return refuse("people.role.conflict", { field: "role" });
  if (endsAt !== null && endsAt <= now) return refuse("people.role.ends-past", { field: "endsAt" });
  // An administrator whose role ran out by itself could be the last one.
  if (endsAt !== null && role === "administrator") return refuse("people.role.administrator-ends", { field: "endsAt" });
  return decided({ role, endsAt });
}

/**
 * Whether a person may lend a role to a colleague until `endsAt`. Refuses what is not held in one's own right (so that
 * nothing is passed on twice), roles nobody may lend, oneself, an end past, too far, or beyond one's own, and duties
 * that conflict with the colleague's.
 */
export function delegateRole(asked: {
  readonly fromId: string;
  readonly toId: string;
  readonly role: Role;
  readonly endsAt: Instant;
  readonly reason: DelegationReason;
  readonly heldByGiver: readonly Held[];
  readonly heldByTaker: readonly Held[];
  readonly now: Instant;
}): Result<{ role: Role; endsAt: Instant }> {
  const { role, endsAt, now } = asked;
  if (asked.fromId === asked.toId) return refuse("people.delegation.self", { field: "toId" });
  if ((UNDELEGABLE as readonly Role[]).includes(role)) return refuse("people.delegation.role", { field: "role" });
  const own = asked.heldByGiver.find((one) => one.role === role);
  if (!own) return refuse("people.delegation.not-held", { field: "role" });
  if (own.delegationId !== null) return refuse("people.delegation.chain", { field: "role" });
  if (endsAt <= now) return refuse("people.role.ends-past", { field: "endsAt" });
  if (endsAt > daysFrom(now, PEOPLE_POLICY.delegationDays))
    return refuse("people.delegation.too-long", { field: "endsAt", params: { days: PEOPLE_POLICY.delegationDays } });
  if (own.endsAt !== null && endsAt > own.endsAt) return refuse("people.delegation.beyond", { field: "endsAt" });
  const taker = asked.heldByTaker.map((one) => one.role);
  if (taker.includes(role)) return refuse("people.role.held", { field: "toId" });
  if (!rolesAreCompatible([...taker, role])) return refuse("people.role.conflict", { field: "toId" });
  return decided({ role, endsAt });
}

/**
 * Whether a person may be taken out of office, or a role off them, seen from the administrators that would remain.
 * `administrators`: who administers now, `affected`: who would no longer. Refuses when nobody would be left.
 */
export function keepAdministrator(administrators: readonly string[], affected: string): Result<null> {
  const left = administrators.filter((id) => id !== affected);
  return administrators.includes(affected) && left.length === 0
    ? refuse("people.role.last-administrator")
    : decided(null);
}

/** Whether an access link may still be used. All three noes look the same to whoever holds it. */
export function spendLink(
  link: { readonly expiresAt: Instant; readonly usedAt: Instant | null; readonly revokedAt: Instant | null },
  now: Instant,
): Result<null> {
  const good = link.usedAt === null && link.revokedAt === null && now < link.expiresAt;
  return good ? decided(null) : refuse("people.link.spent");
}

/** Whether a reason belongs to what the reviewer decided. */
export function reasonFits(decision: ReviewDecision, reason: string): boolean {
  return (REVIEW_REASONS[decision] as readonly string[]).includes(reason);
}

/**
 * Whether a review of access may be signed: once, when every grant was decided, and by somebody who decided none of his
 * own (nobody judges his own rights).
 */
export function signReview(review: {
  readonly signedAt: Instant | null;
  readonly items: readonly {
    readonly personId: string;
    readonly decidedBy: string | null;
    readonly decision: ReviewDecision | null;
  }[];
}): Result<null> {
  if (review.signedAt !== null) return refuse("people.review.signed");
  const open = review.items.filter(({ decision }) => decision === null).length;
  if (open > 0) return refuse("people.review.undecided", { params: { count: open } });
  if (review.items.some(({ personId, decidedBy }) => personId === decidedBy)) return refuse("people.review.own");
  return decided(null);
}
