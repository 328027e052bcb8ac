import type { Authority, OrderAct, OrderBasis } from "./model";

/** A longest term, as a figure of a row. */
export type TermFigure = {
  readonly rule: string;
  readonly figure: string;
  readonly unit: "hours" | "days" | "months" | "years";
};

export type BasisDefinition = {
  readonly authorities: readonly Authority[];
  readonly acts: readonly OrderAct[];
  /** The row that carries it. */
  readonly rule: string;
  /** True where the customer may not hear of it: only cleared people see the order. */
  readonly secret: boolean;
  /** The longest first term and the longest renewal; null where the law names none and the paper alone decides. */
  readonly term: TermFigure | null;
  readonly renewal: TermFigure | null;
  /** How often it may be renewed: a figure, so many times, or as often as need be. */
  readonly renewals: { readonly rule: string; readonly figure: string } | number | "any";
  /** A higher maximum that holds where the class of the money is taken the other way. */
  readonly unsettled?: TermFigure;
  /** How long the authority may take to hand its decision to whom it concerns. */
  readonly handover?: TermFigure;
};

const HOLDING = ["freeze", "renew", "release"] as const;
const figure = (rule: string, name: string, unit: TermFigure["unit"]): TermFigure => ({ rule, figure: name, unit });

/** The classes of property for which a court's term has a maximum of its own, shortest first. */
export const PROPERTY_CLASSES = ["deposit", "movable", "other"] as const;
export type PropertyClass = (typeof PROPERTY_CLASSES)[number];
export const classFigure = (name: PropertyClass): TermFigure => figure("law-order-civil", `${name}-years`, "years");

/**
 * What each basis allows, to whom. The balance of a payment account may be a deposit or another property right
 * (trap-freeze-class): the term is read from the paper, and one beyond that of deposits carries a flag.
 */
export const BASIS_DEFINITIONS: Readonly<Record<OrderBasis, BasisDefinition>> = {
  criminal: {
    authorities: ["police", "procuratorate", "state-security", "customs"],
    acts: HOLDING,
    rule: "law-order-crim-6m",
    secret: false,
    term: figure("law-order-crim-6m", "months", "months"),
    renewal: figure("law-order-crim-6m", "renewal-months", "months"),
    renewals: "any",
  },
  "criminal-complex": {
    authorities: ["police", "procuratorate", "state-security", "customs"],
    acts: HOLDING,
    rule: "law-order-crim-6m",
    secret: false,
    term: figure("law-order-crim-6m", "complex-years", "years"),
    renewal: figure("law-order-crim-6m", "complex-renewal-years", "years"),
    renewals: "any",
  },
  civil: {
    authorities: ["court"],
    acts: HOLDING,
    rule: "law-order-civil",
    secret: false,
    term: figure("law-order-civil", "deposit-years", "years"),
    renewal: figure("law-order-civil", "deposit-years", "years"),
    renewals: "any",
    unsettled: figure("law-order-civil", "other-years", "years"),
  },
  "administrative-compulsion": {
    authorities: ["administrative", "customs", "tax", "police"],
    acts: HOLDING,
    rule: "law-order-adm-compulsion",
    secret: true,
    term: figure("law-order-adm-compulsion", "days", "days"),
    renewal: figure("law-order-adm-compulsion", "extension-days", "days"),
    handover: figure("law-order-adm-compulsion", "handover-days", "days"),
    renewals: 1,
  },
  "aml-freeze": {
    authorities: ["pboc"],
    acts: ["freeze", "release"],
    rule: "law-aml-45-48h",
    secret: true,
    term: figure("law-aml-45-48h", "hours", "hours"),
    renewal: null,
    renewals: 0,
  },
  "fraud-stop": {
    authorities: ["police"],
    acts: ["stop", "renew", "release"],
    rule: "law-86-48h",
    secret: false,
    term: figure("law-86-48h", "hours", "hours"),
    renewal: figure("law-order-86-48h", "hours", "hours"),
    renewals: { rule: "law-86-48h", figure: "repeats" },
  },
  supervision: {
    authorities: ["supervision"],
    acts: HOLDING,
    rule: "law-order-supervision",
    secret: true,
    term: null,
    renewal: null,
    renewals: "any",
  },
  "terror-freeze": {
    authorities: ["police", "state-security"],
    acts: HOLDING,
    rule: "law-order-admin-terror",
    secret: true,
    term: figure("law-order-admin-terror", "months", "months"),
    renewal: figure("law-order-admin-terror", "extension-months", "months"),
    renewals: 1,
  },
  enforcement: {
    authorities: ["court", "tax", "customs", "administrative"],
    acts: ["deduct"],
    rule: "law-order-deduct",
    secret: false,
    term: null,
    renewal: null,
    renewals: 0,
  },
  query: {
    authorities: [
      "police",
      "procuratorate",
      "court",
      "supervision",
      "state-security",
      "customs",
      "tax",
      "pboc",
      "administrative",
    ],
    acts: ["query"],
    rule: "law-order-intake",
    secret: false,
    term: null,
    renewal: null,
    renewals: 0,
  },
};

/** Authorities whose inquiries are not told of, whatever they ask. */
const SECRET_AUTHORITIES: readonly Authority[] = ["supervision", "state-security", "pboc"];

/** True where the customer, and everybody who is not cleared, may not learn of an order. */
export function isSecret(order: { readonly authority: Authority; readonly basis: OrderBasis }): boolean {
  return BASIS_DEFINITIONS[order.basis].secret || SECRET_AUTHORITIES.includes(order.authority);
}

/**
 * True where a freeze waits behind another that holds the same money (law-order-crim-queue). One that everybody may see
 * never waits behind a secret one, since its waiting would tell: it takes hold beside it.
 */
export function waitsBehind(
  order: { readonly authority: Authority; readonly basis: OrderBasis; readonly act: OrderAct },
  holder: { readonly kind: "freeze" | "other"; readonly secret: boolean },
): boolean {
  return order.act === "freeze" && holder.kind === "freeze" && (isSecret(order) || !holder.secret);
}
