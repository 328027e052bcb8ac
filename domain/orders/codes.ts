import type { CodedEntry } from "../rulebook/coded-entry";
import { electronicRefusals } from "./electronic/codes";

/** Why an order is not carried out. Each is printed on the reply slip, with the rows it carries. */
export const REFUSAL_GROUNDS = {
  "document-missing": ["law-order-intake", "llpriv-authority-needs-papers"],
  "seal-missing": ["law-order-intake"],
  "officers-missing": ["law-order-intake"],
  "officers-same": ["law-order-intake"],
  "credentials-unseen": ["law-order-intake"],
  "scope-missing": ["law-order-intake"],
  "amount-missing": ["law-order-intake"],
  "content-incomplete": ["law-order-crim-content"],
  "authority-foreign": ["law-order-foreign", "law-aml-50", "trap-foreign-demand"],
  "reserve-account": ["law-order-reserve", "law-nbpi-reg-29", "trap-reserve"],
  "not-empowered": ["mipay-authority-freeze-deduct", "law-nbpi-reg-27"],
  "may-not-deduct": ["law-order-deduct"],
  "term-missing": ["trap-freeze-class"],
  "term-over": ["trap-freeze-lapse"],
  "term-too-long": ["law-order-crim-6m", "law-order-civil", "law-86-48h"],
  "target-unknown": ["law-order-intake"],
  "no-such-order": ["law-order-crim-lapse"],
  "other-authority": ["law-nbpi-reg-27"],
  "renewed-enough": ["law-86-48h"],
  "already-ended": ["law-order-crim-lapse"],
  "above-balance": ["law-order-deduct"],
  "above-frozen": ["law-order-deduct"],
  "frozen-by-another": ["law-order-crim-queue"],
  "data-unnamed": ["law-order-intake", "llpriv-retain-query"],
  "authenticity-doubted": ["law-order-intake"],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type RefusalGround = keyof typeof REFUSAL_GROUNDS;
export const REFUSAL_GROUND_NAMES = Object.keys(REFUSAL_GROUNDS) as [RefusalGround, ...RefusalGround[]];

/** A ground that nothing but a person's look can find. */
export const SEEN_GROUNDS = ["authenticity-doubted"] as const satisfies readonly RefusalGround[];

/** What stands beside an order that is carried out: not settled in law, or not confirmed in the rulebook. */
export const ORDER_FLAGS = ["class-unsettled", "term-unconfirmed"] as const;
export type OrderFlag = (typeof ORDER_FLAGS)[number];

/** The checks at intake, as the rulebook's coverage reads them. */
const CHECKLIST = {
  document: ["law-order-intake"],
  seal: ["law-order-intake"],
  credentials: ["law-order-intake"],
  copies: ["law-order-intake"],
  "stated-items": ["law-order-crim-content"],
} as const satisfies Record<string, readonly [string, ...string[]]>;

/** Every coded thing with the rules it carries. */
export const CODES: readonly CodedEntry[] = [
  ...Object.entries(REFUSAL_GROUNDS).map(([code, rules]) => ({
    code: `orders.ground.${code}`,
    kind: "reason" as const,
    rules,
  })),
  ...Object.entries(CHECKLIST).map(([code, rules]) => ({
    code: `orders.check.${code}`,
    kind: "checklist" as const,
    rules,
  })),
];

/** Every "no" of this capability; translated in messages/<locale>/orders.json under `refusals`. */
export const ordersRefusals = [
  ...REFUSAL_GROUND_NAMES.map((ground) => `orders.ground.${ground}` as const),
  "orders.order.needs-cleared",
  "orders.order.ahead",
  "orders.order.before-document",
  "orders.order.twice",
  "orders.order.basis-differs",
  "orders.order.account-needed",
  "orders.order.not-about",
  "orders.order.not-refusable",
  "orders.review.none",
  "orders.review.own",
  "orders.review.scan-missing",
  "orders.review.step-missing",
  "orders.answer.not-done",
  "orders.answer.package-missing",
  "orders.query.not-a-query",
  "orders.query.beyond-paper",
  "orders.package.not-made",
  ...electronicRefusals,
] as const;
export type OrdersRefusal = (typeof ordersRefusals)[number];
