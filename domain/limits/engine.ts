import type { Rules } from "../rulebook/model";
import { type Decided, decided } from "../shared/result";
import type { RuleRef } from "../shared/rule-ref";
import type { LocalDate } from "../shared/time";
import { limitsOf } from "./class-caps";
import type { LimitsReason } from "./codes";
import { dayLimitsOf, differs, type Line, linesOf, passedLimits, roomOf } from "./lines";
import {
  type AnswerWord,
  FACTORS,
  type Factor,
  type LimitedAccount,
  type Payment,
  USE_OF_KIND,
  type Usage,
  type Use,
} from "./model";
import { hasChoice, isPasswordFree, paymentUse, tierOf, untoldPurpose } from "./use";

/** Why not, with what it rests on. */
export type Reason = { readonly code: LimitsReason; readonly basis: readonly RuleRef[] };

/** What the agreement would allow where the law allows less: shown, never granted (trap-auth-tier1). */
export type Difference = {
  readonly agreement: RuleRef;
  readonly law: RuleRef;
  /** Fen: what was agreed; null where nothing was. */
  readonly agreementMinor: bigint | null;
  readonly lawMinor: bigint;
};

/** The answer to one payment. */
export type Answer = {
  readonly answer: AnswerWord;
  readonly reasons: readonly Reason[];
  /** Every line it was measured against, with what is left of it afterwards: of an allowed payment, after it. */
  readonly lines: readonly (Line & { readonly room: bigint })[];
  /** With `ask-more`: the smallest additions any one of which would let it pass. */
  readonly ask: readonly (readonly Factor[])[];
  readonly difference: Difference | null;
  /** What it adds to the windows, once allowed. */
  readonly use: Use;
};

type Question = {
  readonly account: LimitedAccount;
  readonly payment: Payment;
  readonly usage: Usage;
  readonly on: LocalDate;
};

/** What live measures forbid. A measure's own reason is never told: the core knows the measure, and suspicion is no answer. */
function heldReasons({ account, payment }: Question, rules: Rules, on: LocalDate): Reason[] {
  const { held } = account;
  const basis = ["mipay-authority-freeze-deduct", "llpay-transfer-blocked"].map((id) => rules.ref(id, on));
  const reasons: Reason[] = [];
  const against = (code: LimitsReason) => void reasons.push({ code, basis });
  if (held.debit) against("limits.held.debit");
  if (held.functions.includes(payment.kind === "red-packet" ? "transfer" : payment.kind))
    against("limits.held.function");
  if (isPasswordFree(payment) && held.functions.includes("password-free")) against("limits.held.function");
  if (payment.cardId !== null && held.cards.includes(payment.cardId)) against("limits.held.card");
  const free = account.balanceMinor === null ? null : account.balanceMinor - held.amountMinor;
  if (held.amountMinor > 0n && (free === null || payment.minor > free)) against("limits.held.amount");
  return reasons;
}

const LINE_REASON: Readonly<Record<Line["name"], LimitsReason>> = {
  "class-lifetime": "limits.line.class",
  "class-year": "limits.line.class",
  day: "limits.line.day",
  "transfer-day": "limits.line.transfer-sum",
  "transfer-count": "limits.line.transfer-count",
  "transfer-year": "limits.line.transfer-year",
  "free-payment": "limits.line.free-payment",
  "free-day": "limits.line.free-day",
};

/** Everything that speaks against a payment as it was verified, and the lines it was measured against. */
function examine(question: Question, rules: Rules): { reasons: Reason[]; lines: readonly Line[]; uses: RuleRef[] } {
  const { account, payment, usage, on } = question;
  const tier = tierOf(payment.factors, rules, on);
  const lines = linesOf(account, payment, { usage, tier }, rules, on);
  const reasons = heldReasons(question, rules, on);
  if (!hasChoice(payment, rules, on)) {
    const choice = ["mipay-transfer-options", "law-261-options"].map((id) => rules.ref(id, on));
    reasons.push({ code: "limits.transfer.no-choice", basis: choice });
  }
  const untold = untoldPurpose(payment, account.holder, rules, on);
  if (untold.length > 0) reasons.push({ code: "limits.transfer.no-purpose", basis: untold });
  if (account.status === "closed") reasons.push({ code: "limits.account.closed", basis: [] });
  const usesOf: RuleRef[] = [];
  if (account.holder === "person") {
    const { uses, usesBasis } = limitsOf(account.accountClass, rules, on);
    if (!uses.includes(USE_OF_KIND[payment.kind]))
      reasons.push({ code: "limits.use.not-of-class", basis: [usesBasis] });
    usesOf.push(usesBasis);
    if (isPasswordFree(payment) && !payment.ownName && account.agreed.passwordFree === null) {
      const consent = ["mipay-small-free-optin", "llpay-free-verify-consent"].map((id) => rules.ref(id, on));
      reasons.push({ code: "limits.free.not-agreed", basis: consent });
    }
  }
  for (const line of lines) {
    const passed = passedLimits(line);
    if (passed.length === 0) continue;
    reasons.push({ code: LINE_REASON[line.name], basis: [...passed.map(({ basis }) => basis), ...line.also] });
  }
  return { reasons, lines, uses: usesOf };
}

/** The smallest additions of factors with which nothing speaks against the payment any more; none where none helps. */
function whatWouldDo(question: Question, rules: Rules): Factor[][] {
  const missing = FACTORS.filter((factor) => !question.payment.factors.includes(factor));
  const additions = Array.from({ length: 2 ** missing.length - 1 }, (_, at) =>
    missing.filter((_factor, bit) => ((at + 1) >> bit) % 2 === 1),
  ).sort((a, b) => a.length - b.length);
  const enough: Factor[][] = [];
  for (const added of additions) {
    if (enough[0] && added.length > enough[0].length) break;
    const payment = { ...question.payment, factors: [...question.payment.factors, ...added] };
    if (examine({ ...question, payment }, rules).reasons.length === 0) enough.push(added);
  }
  return enough;
}

function differenceOf({ account, payment, on }: Question, rules: Rules): Difference | null {
  if (account.holder === "enterprise" || payment.ownName || !differs(payment.factors)) return null;
  const agreement = rules.ref("mipay-auth-dyn-plus-static", on);
  const [limit] = dayLimitsOf("two", null, rules, on);
  const lawMinor = limit?.cap ?? 0n;
  return { agreement, law: rules.ref("law-np-24-a", on), agreementMinor: account.agreed.dayMinor, lawMinor };
}

/**
 * Decides one payment after what was used before it: `allow`, `deny`, or `ask-more` where a stronger verification alone
 * would let it pass. Never refuses: an answer of no is an answer, with its reasons and the rules they rest on.
 */
export function decidePayment(question: Question, rules: Rules): Decided<Answer> {
  const { payment, on } = question;
  const { reasons, lines, uses } = examine(question, rules);
  const ask = reasons.length === 0 ? [] : whatWouldDo(question, rules);
  const answer: AnswerWord = reasons.length === 0 ? "allow" : ask.length > 0 ? "ask-more" : "deny";
  const difference = differenceOf(question, rules);
  const shown = lines.map((line) => ({
    ...line,
    room: roomOf(line, answer === "allow" ? line.used + line.adds : line.used),
  }));
  const basis = [
    ...(reasons.length > 0 ? reasons.flatMap((one) => one.basis) : [...lines.flatMap(restsOn), ...uses]),
    ...(answer === "allow" && lines.some(isReached) ? [rules.ref("trap-inclusive", on)] : []),
    ...(difference ? [difference.agreement, difference.law, rules.ref("trap-auth-tier1", on)] : []),
  ];
  const use = paymentUse(payment, tierOf(payment.factors, rules, on));
  return decided({ answer, reasons, lines: shown, ask, difference, use }, unique(basis));
}

/** Whether a payment comes to the very sum of a line: a limit "up to" is reached then, and not passed. */
const isReached = ({ adds, used, cap }: Line): boolean => adds > 0n && used + adds === cap;

/** What an allowed payment rests on: the limits of every line it adds to. */
const restsOn = ({ adds, limits, also }: Line): readonly RuleRef[] =>
  adds > 0n ? [...limits.map(({ basis }) => basis), ...also] : [];

function unique(basis: readonly RuleRef[]): RuleRef[] {
  const seen = new Set<string>();
  return basis.filter(({ ruleId }) => !seen.has(ruleId) && seen.add(ruleId));
}
