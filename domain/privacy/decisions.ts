import { cardSecretsIn } from "../customers/card-secrets";
import type { Rules } from "../rulebook/model";
import { type Decided, decided, type Result, refuse } from "../shared/result";
import { addDays, daysBetween, type Instant, type LocalDate, shanghaiDate } from "../shared/time";
import { COMPLAINT_WAYS, groundOf, REFUSAL_GROUND_NAMES, type RefusalGround, type ToldGround } from "./codes";
import type { FeeState, PrivacyDocument, RequestOutcome, RequestState, RequestType } from "./model";
import { PRIVACY_POLICY } from "./policy";
import { AT_ONCE } from "./request-clock";
import type { AskedDetails } from "./schema";

/** May a request be entered as received then? Refuses the future, and what lies too far back. */
export function mayRegister(receivedAt: Instant, now: Instant): Result<true> {
  if (receivedAt > now) return refuse("privacy.request.future", { field: "receivedAt" });
  const { longestBackdatedDays: days } = PRIVACY_POLICY;
  if (shanghaiDate(receivedAt) < addDays(shanghaiDate(now), -days))
    return refuse("privacy.request.too-old", { field: "receivedAt", params: { days } });
  return decided(true);
}

/** Days of the term that were gone when the request was entered. */
export function daysLost(receivedAt: Instant, registeredAt: Instant): number {
  return Math.max(0, daysBetween(shanghaiDate(receivedAt), shanghaiDate(registeredAt)));
}

/** May words be kept? What opens a card or an account is not, wherever somebody writes it (llpriv-never-store-sad). */
export function mayKeepWords(words: string, rules: Rules, on: LocalDate): Result<true> {
  const basis = ["llpriv-never-store-sad", "trap-c3"].map((id) => rules.ref(id, on));
  return cardSecretsIn(words).length === 0
    ? decided(true, basis)
    : refuse("privacy.words.secret", { field: "words", basis });
}

const DETAILS: Partial<Record<RequestType, keyof AskedDetails>> = {
  correction: "items",
  "consent-withdrawal": "purposes",
  "marketing-off": "channels",
  "sharing-off": "partnerIds",
};

/** Is it said what is asked for, where the type alone does not say it? Refuses `privacy.request.details-missing`. */
export function saysEnough(type: RequestType, asked: AskedDetails): Result<true> {
  const needed = DETAILS[type];
  return needed === undefined || asked[needed] !== undefined
    ? decided(true)
    : refuse("privacy.request.details-missing", { field: `asked.${needed}` });
}

/** How a request stands to its time: late in law, near, or late if no time were left out for papers. */
export type ClockTimes = {
  readonly state: RequestState;
  readonly dueAt: Instant;
  readonly receiptDueAt: Instant;
  readonly pausedSince: Instant | null;
  readonly late: boolean;
};

/**
 * Late by the clock; near; or only late if the time for papers counted too, so that an identity nobody looks at hides
 * nothing (trap-clock-start). What was late stays so.
 */
export function timingOf(
  request: ClockTimes,
  now: Instant,
  nearFrom: Instant,
): "late" | "near" | "receipt-late" | "in-time" {
  const open = request.state !== "answered" && request.state !== "withdrawn" && request.state !== "lapsed";
  if (request.late || (open && request.pausedSince === null && now > request.dueAt)) return "late";
  if (!open) return "in-time";
  if (now > request.receiptDueAt) return "receipt-late";
  return request.pausedSince === null && now > nearFrom ? "near" : "in-time";
}

/** The grounds a document and a type allow. `proven`: the requester's identity is. */
export function groundsFor(document: PrivacyDocument, type: RequestType, proven: boolean): readonly RefusalGround[] {
  return REFUSAL_GROUND_NAMES.filter((name) => {
    const { documents, types, unproven } = groundOf(name);
    if (!proven && unproven !== true) return false;
    if (documents && !documents.includes(document)) return false;
    return types === undefined || types.includes(type);
  });
}

/** What a refusal says and rests on: the ground as told, and where to go with a complaint. */
export type RefusalTold = { readonly told: ToldGround; readonly complaint: string; readonly sue: string };

/**
 * Weighs a refusal: its ground is one the document and the type allow, and its letter says ground, law and the ways to
 * complain and to go to court (trap-refusal-reason). Refuses `privacy.refusal.ground-not-allowed`.
 */
export function refuseRequest(
  request: { readonly document: PrivacyDocument; readonly type: RequestType; readonly proven: boolean },
  ground: RefusalGround,
  rules: Rules,
  on: LocalDate,
): Result<RefusalTold> {
  const { document, type, proven } = request;
  const { rules: rows, told } = groundOf(ground);
  const own = rows.map((id) => rules.ref(id, on));
  if (!groundsFor(document, type, proven).includes(ground))
    return refuse("privacy.refusal.ground-not-allowed", { field: "ground", basis: own });
  const [complaint] = COMPLAINT_WAYS[document];
  const remedies = ["law-pipl-50", "law-pipl-65", "trap-refusal-reason", ...COMPLAINT_WAYS[document]];
  const basis = [...own, ...[...new Set(remedies)].map((id) => rules.ref(id, on))];
  return decided({ told, complaint, sue: "law-pipl-50" }, basis);
}

/** Types that are answered by words; the others by a package, a correction or a plan. */
const BY_WORDS: readonly RequestType[] = [...AT_ONCE, "restriction", "decision-explanation"];

/** The laws behind what is answered by words. */
const WORD_RULES: Partial<Record<RequestType, string>> = {
  restriction: "law-pipl-44",
  "decision-explanation": "law-pipl-24",
  "consent-withdrawal": "law-pipl-15",
  "marketing-off": "law-pipl-24",
  "sharing-off": "law-pipl-15",
};

/** May a request be answered in words? Refuses what a package, a correction or a plan answers. */
export function answerInWords(
  type: RequestType,
  outcome: Exclude<RequestOutcome, "refused">,
  rules: Rules,
  on: LocalDate,
): Result<RequestOutcome> {
  if (!BY_WORDS.includes(type)) return refuse("privacy.answer.not-carried-out");
  const rule = WORD_RULES[type];
  return decided(outcome, rule ? [rules.ref(rule, on)] : []);
}

/** The row under which a document may ask for the cost of a repeated copy. */
const FEE_RULES: Partial<Record<PrivacyDocument, string>> = {
  "payment-policy": "mipriv-copy-free-one",
  "merchant-policy": "llpriv-fee",
};

/**
 * May a fee be asked for this copy? The payment policy gives one copy free (the figure of its row); the merchant policy
 * what is reasonable and no repetition; the other documents ask for none. Refuses a free one, and more than the house's
 * own most.
 */
export function quoteFee(
  asked: {
    readonly document: PrivacyDocument;
    readonly type: RequestType;
    readonly copiesBefore: number;
    readonly minor: bigint;
  },
  rules: Rules,
  on: LocalDate,
): Result<true> {
  const { document, type, copiesBefore, minor } = asked;
  const rule = FEE_RULES[document];
  const free = freeCopies(rules, on);
  const copy = type === "copy" || type === "access" || type === "portability";
  if (rule === undefined || !copy || copiesBefore < free.value)
    return refuse("privacy.fee.free-copy", { basis: [...(rule ? [rules.ref(rule, on)] : []), ...free.basis] });
  const basis = [rules.ref(rule, on), ...free.basis, rules.ref("law-netdata-23", on)];
  if (minor > PRIVACY_POLICY.feeMostMinor) return refuse("privacy.fee.too-high", { field: "amountMinor", basis });
  return decided(true, basis);
}

/** How many copies are free. */
export function freeCopies(rules: Rules, on: LocalDate): Decided<number> {
  const figure = rules.figure("mipriv-copy-free-one", "copies", on);
  return decided(Number(figure.value), [rules.ref("mipriv-copy-free-one", on)]);
}

const FEE_FROM: Readonly<Record<Exclude<FeeState, "quoted">, readonly FeeState[]>> = {
  approved: ["quoted"],
  accepted: ["approved"],
  waived: ["quoted", "approved"],
};

/** What may become of a fee as it stands. */
export const feeMoves = (state: FeeState | null): readonly Exclude<FeeState, "quoted">[] =>
  (["approved", "accepted", "waived"] as const).filter((to) => state !== null && FEE_FROM[to].includes(state));

/** Moves a fee on; who quoted it does not agree to it. Refuses `privacy.fee.not-now` and `.own-check`. */
export function settleFee(
  fee: { readonly state: FeeState; readonly quotedBy: string },
  to: Exclude<FeeState, "quoted">,
  by: string,
): Result<FeeState> {
  if (!feeMoves(fee.state).includes(to)) return refuse("privacy.fee.not-now", { params: { state: fee.state } });
  if (to === "approved" && fee.quotedBy === by) return refuse("privacy.fee.own-check");
  return decided(to);
}

/** Whether a fee stands between a copy and its making: the clock runs on meanwhile. */
export const feeHolds = (state: FeeState | null): boolean => state === "quoted" || state === "approved";
