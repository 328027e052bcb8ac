import { z } from "zod";
import { MAX_MINOR } from "../shared/money";
import { REFUSAL_GROUND_NAMES } from "./codes";
import {
  ACTS,
  ANSWER_CHANNELS,
  AUTHORITIES,
  BASES,
  DATA_KINDS,
  ORDER_SCOPES,
  PAPER_CHECKS,
  STATED_ITEMS,
  TARGETS,
} from "./model";

const line = (most: number) => z.string().trim().min(1).max(most);
const MOST_COUNT = 10_000;

export const orderTerm = z.discriminatedUnion("unit", [
  z.strictObject({ unit: z.enum(["hours", "days", "months", "years"]), count: z.int().min(1).max(MOST_COUNT) }),
  z.strictObject({ unit: z.literal("until"), on: z.iso.date() }),
]);

export const orderExtent = z.strictObject({
  scope: z.enum(ORDER_SCOPES),
  amountMinor: z.bigint().min(0n).max(MAX_MINOR).nullable(),
});

export const disclosureInput = z.strictObject({
  data: z.array(z.enum(DATA_KINDS)).max(DATA_KINDS.length),
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
});

/** A paper as the officer at the counter reads it. `aboutId`: the order that a renewal or release is about. */
export const paperInput = z.strictObject({
  authority: z.enum(AUTHORITIES),
  authorityName: line(120),
  basis: z.enum(BASES),
  act: z.enum(ACTS),
  documentNumber: z.string().trim().max(80),
  documentOn: z.iso.date().nullable(),
  caseNumber: line(80),
  target: z.enum(TARGETS),
  /** The account's or customer's number as the paper names it; empty for the reserve, or what a renewal is about. */
  targetName: z.string().trim().max(80),
  extent: orderExtent.nullable(),
  term: orderTerm.nullable(),
  checks: z.array(z.enum(PAPER_CHECKS)).max(PAPER_CHECKS.length),
  stated: z.array(z.enum(STATED_ITEMS)).max(STATED_ITEMS.length),
  disclosure: disclosureInput.nullable(),
  aboutId: z.uuid().nullable(),
  officers: z.array(z.strictObject({ name: z.string().trim().max(60), credential: z.string().trim().max(60) })).max(6),
  /** When it was handed over, by the clock on the wall. */
  receivedAt: z.iso.datetime(),
  note: z.string().trim().max(2000),
});
export type PaperInput = z.output<typeof paperInput>;

export const refusalInput = z.strictObject({
  paper: paperInput,
  /** Grounds a person saw, besides those that the paper shows. */
  seen: z.array(z.enum(REFUSAL_GROUND_NAMES)).max(REFUSAL_GROUND_NAMES.length),
});

export const answerInput = z.strictObject({
  orderId: z.uuid(),
  channel: z.enum(ANSWER_CHANNELS),
  sentAt: z.iso.datetime(),
  note: z.string().trim().max(2000),
});
