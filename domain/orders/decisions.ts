import { meets } from "../rulebook/figures";
import type { Rules } from "../rulebook/model";
import type { PersonId } from "../shared/ids";
import { decided, type Result, refuse } from "../shared/result";
import type { RuleRef } from "../shared/rule-ref";
import { addDuration, type Instant, type LocalDate, shanghaiDate } from "../shared/time";
import { BASIS_DEFINITIONS, isSecret } from "./bases";
import { type OrderFlag, REFUSAL_GROUNDS, type RefusalGround, SEEN_GROUNDS } from "./codes";
import { distinct, type Intake } from "./intake";
import {
  isStanding,
  type NextStep,
  type Order,
  type OrderAct,
  type OrderBasis,
  type OrderTerm,
  type ReviewOutcome,
  type StandingOrder,
} from "./model";
import { mayStop } from "./stops";
import { judgeTerm } from "./term";

/** Refuses by a ground of the reply slip. */
export function refuseBy(ground: RefusalGround, rules: Rules, now: Instant) {
  const basis = REFUSAL_GROUNDS[ground].map((id) => rules.ref(id, shanghaiDate(now)));
  return refuse(`orders.ground.${ground}`, { basis });
}

/** What tells an order's giver: who wrote it, and in which case. */
type Giver = Pick<Order, "authority" | "authorityName" | "caseNumber">;

const sameText = (a: string, b: string): boolean => a.normalize("NFKC").trim() === b.normalize("NFKC").trim();

/** True where two papers come from the same office in the same case. */
export function isSameGiver(a: Giver, b: Giver): boolean {
  return (
    a.authority === b.authority && sameText(a.authorityName, b.authorityName) && sameText(a.caseNumber, b.caseNumber)
  );
}

export type Renewal = {
  readonly endsAt: Instant;
  readonly flags: readonly OrderFlag[];
};

/**
 * Renews a freeze or stop before its end: by the authority that gave it, from the moment it would have ended
 * (law-order-crim-6m and the basis's own row; law-86-48h counts repeats). Once ended nothing is renewed
 * (law-order-crim-lapse): a new order is needed. A renewal that would end earlier than the order does is refused.
 */
export function renewOrder(input: {
  readonly order: StandingOrder;
  /** Stops of this office in this case on the account so far, renewals included. */
  readonly stopsBefore?: number;
  readonly paper: Giver & { readonly basis: OrderBasis; readonly term: OrderTerm };
  readonly now: Instant;
  readonly rules: Rules;
}): Result<Renewal> {
  const { order, paper, now, rules } = input;
  if (!isSameGiver(order, paper)) return refuseBy("other-authority", rules, now);
  if (!isStanding(order) || order.endsAt === null || order.endsAt <= now) return refuseBy("already-ended", rules, now);
  const spent = order.act === "stop" && input.stopsBefore !== undefined && !mayStop(input.stopsBefore, rules, now);
  if (spent || !mayRenew(order, rules, now)) return refuseBy("renewed-enough", rules, now);
  const from = renewedFrom(order.endsAt, paper.term);
  const verdict = judgeTerm({ basis: order.basis, renewal: true, term: paper.term, from, now, rules });
  if (verdict.ground) return refuseBy(verdict.ground, rules, now);
  if (verdict.endsAt <= order.endsAt) return refuseBy("term-over", rules, now);
  const on = shanghaiDate(now);
  const basis = [rules.ref(BASIS_DEFINITIONS[order.basis].rule, on), rules.ref("law-order-crim-lapse", on)];
  return decided({ endsAt: verdict.endsAt, flags: verdict.flags }, distinct([...basis, ...verdict.basis]));
}

/** A renewal goes on where the term ends: hours from the moment, days from the last day that the term held. */
function renewedFrom(endsAt: Instant, term: OrderTerm): Instant {
  return term.unit === "hours" ? endsAt : addDuration(endsAt, { seconds: -1 });
}

/** Whether one more renewal is within what the basis allows. */
function mayRenew({ basis, renewals }: StandingOrder, rules: Rules, now: Instant): boolean {
  const { renewals: allowed } = BASIS_DEFINITIONS[basis];
  if (allowed === "any") return true;
  if (typeof allowed === "number") return renewals < allowed;
  return meets(rules.figure(allowed.rule, allowed.figure, shanghaiDate(now)), renewals + 1);
}

/**
 * Ends an order by a paper of the authority that gave it, in the same case; nobody else ends it but a court or its own
 * term. What waits in a queue only leaves the queue.
 */
export function releaseOrder(input: {
  readonly order: StandingOrder;
  readonly paper: Giver;
  readonly now: Instant;
  readonly rules: Rules;
}): Result<{ readonly by: "order-release" | "court-decision" }> {
  const { order, paper, now, rules } = input;
  const court = paper.authority === "court" && order.authority !== "court";
  if (!court && !isSameGiver(order, paper)) return refuseBy("other-authority", rules, now);
  if (!isStanding(order)) return refuseBy("already-ended", rules, now);
  const on = shanghaiDate(now);
  const basis = [rules.ref("law-nbpi-reg-27", on), rules.ref(BASIS_DEFINITIONS[order.basis].rule, on)];
  return decided({ by: court ? "court-decision" : "order-release" }, basis);
}

/**
 * Whether a sum may be deducted: by who may (checked at intake), no more than the balance, nor than the same authority
 * froze, and not past another authority's freeze. `frozen`: standing freezes of the account, the own one included. A
 * secret one decides nothing here: a "no" for its sake would tell of it. `balanceMinor` null: not known, the core decides.
 */
export function deductFrom(input: {
  readonly paper: Giver;
  readonly amountMinor: bigint;
  readonly balanceMinor: bigint | null;
  readonly frozen: readonly StandingOrder[];
  readonly now: Instant;
  readonly rules: Rules;
}): Result<{ readonly from: StandingOrder | null }> {
  const { paper, amountMinor, balanceMinor, now, rules } = input;
  const holding = input.frozen.filter(
    (order) => (order.state === "in-force" || order.state === "registered") && !isSecret(order),
  );
  const own = holding.find((order) => isSameGiver(order, paper)) ?? null;
  if (!own && holding.some(({ act }) => act === "freeze")) return refuseBy("frozen-by-another", rules, now);
  if (own?.extent.scope === "amount" && amountMinor > (own.extent.amountMinor ?? 0n)) {
    return refuseBy("above-frozen", rules, now);
  }
  if (balanceMinor !== null && amountMinor > balanceMinor) return refuseBy("above-balance", rules, now);
  return decided({ from: own }, [rules.ref("law-order-deduct", shanghaiDate(now))]);
}

/**
 * Which of the freezes that wait for an account takes effect next: the one that came first (law-order-crim-queue). Its
 * term begins when it takes effect; one whose last day has passed meanwhile lapses without having held anything.
 */
export function nextInQueue<W extends StandingOrder & { readonly term: OrderTerm }>(input: {
  readonly queued: readonly W[];
  readonly at: Instant;
  readonly rules: Rules;
}): { readonly lapsed: readonly W[]; readonly next: { readonly order: W; readonly endsAt: Instant } | null } & {
  readonly basis: readonly RuleRef[];
} {
  const { at, rules } = input;
  const basis = [rules.ref("law-order-crim-queue", shanghaiDate(at))];
  const lapsed: W[] = [];
  const inTurn = [...input.queued].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  for (const one of inTurn) {
    const { endsAt, ground } = judgeTerm({
      basis: one.basis,
      renewal: false,
      term: one.term,
      from: at,
      now: at,
      rules,
    });
    if (ground !== "term-over") return { lapsed, next: { order: one, endsAt }, basis };
    lapsed.push(one);
  }
  return { lapsed, next: null, basis };
}

const order = ({ receivedAt, number }: StandingOrder): string => `${receivedAt} ${number}`;

/**
 * Whether a paper may be refused, and on which grounds: those that looking at it gives, and what only a person sees.
 * Refuses where there is none: a whole order is carried out.
 */
export function refusePaper(
  intake: Pick<Intake, "grounds" | "basis">,
  more: readonly RefusalGround[],
  rules: Rules,
  now: Instant,
): Result<readonly RefusalGround[]> {
  const grounds = [...new Set([...intake.grounds, ...more])];
  if (grounds.length === 0) return refuse("orders.order.not-refusable", { basis: intake.basis });
  const cited = grounds.flatMap((ground) => REFUSAL_GROUNDS[ground]).map((id) => rules.ref(id, shanghaiDate(now)));
  return decided(grounds, distinct([...intake.basis, ...cited]));
}

/** Grounds a person may name by himself. */
export const isSeenGround = (ground: RefusalGround): boolean => (SEEN_GROUNDS as readonly string[]).includes(ground);

/**
 * A lead looks at an order after it was carried out. Refuses who took it in, an order without its scan, and a defect
 * without what follows. It never ends anything: a defect is answered by the authority, or by a court.
 */
export function reviewOrder(input: {
  readonly order: Pick<Order, "registeredBy">;
  readonly waits: boolean;
  readonly scans: number;
  readonly by: PersonId;
  readonly outcome: ReviewOutcome;
  readonly nextStep: NextStep | null;
  readonly on: LocalDate;
  readonly rules: Rules;
}): Result<ReviewOutcome> {
  if (!input.waits) return refuse("orders.review.none");
  if (input.by === input.order.registeredBy) return refuse("orders.review.own");
  const basis = [input.rules.ref("law-order-intake", input.on)];
  if (input.scans === 0) return refuse("orders.review.scan-missing", { basis });
  if (input.outcome === "defect" && input.nextStep === null) return refuse("orders.review.step-missing");
  return decided(input.outcome, basis);
}

const TOLD_ACTS: readonly OrderAct[] = ["freeze", "stop", "deduct"];

/** Whether the customer may be told of what an order did: nothing of a secret one (law-aml-35-str, trap-tipping-off). */
export function mayTell(order: Pick<Order, "authority" | "basis" | "act">): boolean {
  return !isSecret(order) && TOLD_ACTS.includes(order.act);
}
