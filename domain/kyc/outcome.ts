import type { Rules } from "../rulebook/model";
import { decided, type Result, refuse } from "../shared/result";
import type { RuleRef } from "../shared/rule-ref";
import type { LocalDate } from "../shared/time";
import { decideClassBeside } from "./classes";
import { LOWER_REASONS, type LowerReason } from "./codes";
import type { AccountClass, Purpose, SubjectKind } from "./model";

/** What an acceptance does to the customer's accounts rests on this. Accounts: the open ones, first opened first. */
export type ClassFacts = {
  readonly subject: SubjectKind;
  readonly purpose: Purpose;
  readonly requestedClass: AccountClass | null;
  /** The highest class the verified channels carry, or a meeting face to face; null where none. */
  readonly reached: AccountClass | null;
  /** Distinct kinds of channels that matched. */
  readonly channels: number;
  readonly accounts: readonly { readonly id: string; readonly accountClass: AccountClass }[];
};

/** The account that changes its class, from what to what. */
export type ClassChange = { readonly accountId: string; readonly from: AccountClass; readonly to: AccountClass };

/** What comes of an acceptance: the class the customer is verified for (null where none is at stake), and the change. */
export type ClassOutcome = { readonly target: AccountClass | null; readonly change: ClassChange | null };

/** Rule of a class's verification, with the number of channels as its figure. */
const VERIFY = { 1: "mipay-tier1-verify", 2: "mipay-tier2-verify", 3: "mipay-tier3-verify" } as const;

/**
 * The class that follows from an acceptance. A class that was asked for must be reached; without a wish, opening and
 * upgrading give what is reached, and a paper brought up to date changes nothing. It never lowers a class: that is a
 * decision of its own. One account rises, the highest first and among equals the one opened first: of class III a
 * person has one (`law-np-11-first`). Classes are of persons' accounts alone.
 */
export function classOutcome(facts: ClassFacts, rules: Rules, on: LocalDate): Result<ClassOutcome> {
  if (facts.subject === "enterprise") return decided({ target: null, change: null });
  const { requestedClass: wish, reached } = facts;
  if (wish !== null && (reached === null || reached < wish)) {
    const { value } = rules.figure(VERIFY[wish], "channels", on);
    const missing = Math.max(0, Number(value) - facts.channels);
    const basis = [rules.ref(VERIFY[wish], on)];
    return refuse("kyc.submission.class-not-reached", { params: { class: wish, missing }, basis });
  }
  const target = targetClass(facts);
  if (target === null) return decided({ target: null, change: null });
  const basis: RuleRef[] = [rules.ref(VERIFY[target], on)];
  const highest = [...facts.accounts].sort((a, b) => b.accountClass - a.accountClass)[0];
  if (!highest || highest.accountClass >= target) return decided({ target, change: null }, basis);
  const others = facts.accounts.map((one, at) => ({ ...one, openedEarlier: at < facts.accounts.indexOf(highest) }));
  const beside = decideClassBeside(
    target,
    others.filter(({ id }) => id !== highest.id),
    rules,
    on,
  );
  if (!beside.ok) return beside;
  basis.push(...beside.basis);
  return decided({ target, change: { accountId: highest.id, from: highest.accountClass, to: target } }, basis);
}

/**
 * The class an acceptance gives by itself: the one asked for where it is reached; without a wish, what is reached by an
 * opening or an upgrade. Null where none is given.
 */
export function targetClass(facts: Pick<ClassFacts, "purpose" | "requestedClass" | "reached">): AccountClass | null {
  const { requestedClass: wish, reached } = facts;
  if (wish !== null) return reached !== null && reached >= wish ? wish : null;
  return facts.purpose === "onboarding" || facts.purpose === "upgrade" ? reached : null;
}

/** Lowers the class of an account. Refuses what is no lower class. */
export function lowerClass(
  from: AccountClass,
  to: AccountClass,
  reason: LowerReason,
  rules: Rules,
  on: LocalDate,
): Result<{ readonly to: AccountClass }> {
  if (to >= from) return refuse("kyc.class.not-lower", { field: "to", params: { class: from } });
  return decided(
    { to },
    LOWER_REASONS[reason].map((id) => rules.ref(id, on)),
  );
}

/**
 * Whether a resident's number belongs to another person than the one on record: numbers of citizens never change, so a
 * different one is another person's. All normalised; nobody is another where no number is on record.
 */
export function otherPerson(recorded: readonly string[], declared: string): boolean {
  return recorded.length > 0 && !recorded.includes(declared);
}
