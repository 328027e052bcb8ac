import { clockFigure } from "../clocks/counting-rules";
import type { ClockFigure } from "../clocks/model";
import type { Rules } from "../rulebook/model";
import { type Decided, decided } from "../shared/result";
import type { LocalDate } from "../shared/time";
import type { PrivacyDocument, RequestType } from "./model";

type Row = { readonly rule: string; readonly figure?: string; readonly also: readonly string[] };

/** How every clock is read: from the receipt, whoever is proven when; and the fifteen days are no draft's (trap-netdata-clock). */
const READ = ["trap-clock-start", "trap-netdata-clock"] as const;

/** Where a document names no clock, the group's own promise stands (trap-no-clock-docs), within what the law allows. */
const GROUP: Row = {
  rule: "trap-no-clock-docs",
  figure: "privacy-days",
  also: ["law-app-191", "trap-30d-35273", ...READ],
};

/** What answers most requests under each document, and the law behind the promise (law-app-191: no more than it). */
const USUAL: Readonly<Record<PrivacyDocument, Row>> = {
  "payment-policy": { rule: "mipriv-request-15wd", also: ["law-app-191", "trap-30d-35273", ...READ] },
  "merchant-policy": { rule: "llpriv-reply-15wd", also: ["law-app-191", "trap-30d-35273", ...READ] },
  "platform-agreement": { ...GROUP, also: [...GROUP.also, "youpin-privacy-rights"] },
  "account-agreement": GROUP,
};

/** Where a document gives a type a clock of its own. */
const OWN: Readonly<Record<PrivacyDocument, Partial<Record<RequestType, Row>>>> = {
  "payment-policy": {
    closure: { rule: "mipriv-close-15d", also: ["law-gbt-8-5", "trap-15d-closure"] },
    "consent-withdrawal": { rule: "mipriv-withdraw-clock", also: ["law-pipl-15", "trap-withdraw-undefined"] },
  },
  "merchant-policy": {
    closure: { rule: "llpriv-delete-close-15wd", also: ["law-app-191", "trap-15d-closure"] },
    deletion: { rule: "llpriv-delete-close-15wd", also: ["law-app-191"] },
  },
  "platform-agreement": {},
  "account-agreement": {},
};

const rowOf = (document: PrivacyDocument, type: RequestType): Row => OWN[document][type] ?? USUAL[document];

/** The row a document's promise stands in, and its figure, for whoever counts ahead. */
export const clockRuleName = (document: PrivacyDocument, type: RequestType): string => rowOf(document, type).rule;
export const clockFigureName = (document: PrivacyDocument, type: RequestType): string =>
  rowOf(document, type).figure ?? "days";

/** What takes effect in the system the moment it is asked by a proven subject; the clock runs for the answer alone. */
export const AT_ONCE: readonly RequestType[] = ["consent-withdrawal", "marketing-off", "sharing-off"];

/** What a service may promise at most, where the row stands behind the promise. */
const BOUND = { rule: "law-app-191", figure: "days" } as const;

export type RequestClock = { readonly period: ClockFigure; readonly figure: string };

/**
 * The time a request must be answered in, from its receipt, and the figure of the row that sets it: calendar days for
 * closing the payment service, working days elsewhere (trap-15d-closure). A promise longer than the law lets a service
 * make is cut to that. `on`: the day of receipt, whose law holds.
 */
export function requestClock(
  document: PrivacyDocument,
  type: RequestType,
  rules: Rules,
  on: LocalDate,
): Decided<RequestClock> {
  const { rule, figure = "days", also } = rowOf(document, type);
  const promised = clockFigure(rules, rule, figure, on);
  const most = also.includes(BOUND.rule) ? clockFigure(rules, BOUND.rule, BOUND.figure, on) : promised;
  const cut = most.unit === promised.unit && most.amount < promised.amount;
  return decided(
    cut ? { period: most, figure: BOUND.figure } : { period: promised, figure },
    [rule, ...also].map((id) => rules.ref(id, on)),
  );
}
