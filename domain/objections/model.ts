import type { Instant } from "../shared/time";

/**
 * Why a customer objects. `basic-needs` asks for what he needs to live, and is answered without delay; the
 * others say why the measure should not be, or not be so wide or so long.
 */
export const OBJECTION_GROUNDS = ["not-me", "explained", "proved", "too-wide", "too-long", "basic-needs"] as const;
export type ObjectionGround = (typeof OBJECTION_GROUNDS)[number];

/** How it reached the house. */
export const OBJECTION_CHANNELS = ["phone", "letter", "online", "counter"] as const;
export type ObjectionChannel = (typeof OBJECTION_CHANNELS)[number];

/**
 * Where an objection stands. `upheld`: the measure was ended at once; `partly`: a narrower one stands in its place;
 * `rejected`: it stays; `forwarded`: it is an authority's, which alone may lift it; `settled`: the measure had ended
 * before anybody decided; `withdrawn`: the customer took it back.
 */
export const OBJECTION_STATES = ["open", "upheld", "partly", "rejected", "forwarded", "settled", "withdrawn"] as const;
export type ObjectionState = (typeof OBJECTION_STATES)[number];

export const OBJECTION_OUTCOMES = [
  "upheld",
  "partly",
  "rejected",
  "forwarded",
  "settled",
] as const satisfies readonly ObjectionState[];
export type ObjectionOutcome = (typeof OBJECTION_OUTCOMES)[number];

/** Who gave a measure: the house by its own judgement or on a fact, the customer, or an authority. */
export type ContestedSource = "own-judgement" | "system" | "customer" | "authority";

/** How far a measure reaches: `amountMinor` with scope `amount`, `target` with scopes `function` and `card`. */
export type ContestedExtent = {
  readonly scope: "all" | "debit" | "credit" | "amount" | "function" | "card";
  readonly amountMinor: bigint | null;
  readonly target: string | null;
};

/** The measure as an objection to it sees it. `live`: it holds, or is on its way into force. */
export type ContestedMeasure = ContestedExtent & {
  readonly source: ContestedSource;
  readonly reasonCode: string;
  readonly live: boolean;
};

/** The objection as a decision about it sees it. */
export type ObjectionFacts = {
  readonly state: ObjectionState;
  readonly version: number;
  readonly ground: ObjectionGround;
  readonly dueAt: Instant;
};
