import { z } from "zod";
import { customerRefSchema, maskedSchema } from "../../customers/schema";
import { defineList } from "../../shared/list";
import { ACTS } from "../model";
import { ELECTRONIC_ACTS } from "./messages";
import { ANSWER_KINDS, DISMISS_REASONS, ELECTRONIC_STATES, MATCH_REASONS } from "./model";

/** Electronic orders, the latest first. */
export const electronicOrdersList = defineList({
  name: "orders.electronic",
  filters: {
    state: { type: "enum", values: ELECTRONIC_STATES },
    act: { type: "enum", values: ELECTRONIC_ACTS },
    customerId: { type: "id" },
    received: { type: "date-range" },
  },
  sorts: ["receivedAt", "lapsesAt"],
  defaultSort: "receivedAt",
  defaultOrder: "desc",
});

export const electronicOrderRow = z.object({
  id: z.string(),
  number: z.string(),
  act: z.enum(ELECTRONIC_ACTS),
  authority: z.string(),
  caseNumber: z.string(),
  customer: customerRefSchema.nullable(),
  state: z.enum(ELECTRONIC_STATES),
  problem: z.string().nullable(),
  receivedAt: z.string(),
  lapsesAt: z.string().nullable(),
  endedAt: z.string().nullable(),
});

/** What a message names somebody by. */
export const TARGET_KINDS = ["account", "card", "phone", "document"] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

const linkedPaper = z.object({ id: z.string(), number: z.string(), act: z.enum(ACTS) });
const linkedOrder = z.object({ id: z.string(), number: z.string(), act: z.enum(ELECTRONIC_ACTS) });

/** One order: what was asked, whom it means, what was done and when, and every answer that was given. */
export const electronicOrderDetail = electronicOrderRow.extend({
  version: z.number(),
  messageId: z.string(),
  issuedAt: z.string(),
  executedAt: z.string().nullable(),
  inForceAt: z.string().nullable(),
  extent: z
    .object({ scope: z.string(), amountMinor: z.bigint().nullable(), currency: z.string().nullable() })
    .nullable(),
  term: z.string().nullable(),
  items: z.array(z.string()),
  target: z.object({ kind: z.enum(TARGET_KINDS), masked: maskedSchema, name: maskedSchema.nullable() }).nullable(),
  account: z.object({ id: z.string(), number: z.string() }).nullable(),
  measure: z.object({ id: z.string(), number: z.string(), state: z.string() }).nullable(),
  about: linkedOrder.nullable(),
  followed: z.array(linkedOrder),
  /** Papers at the counter that renewed or released it. */
  papers: z.array(linkedPaper),
  candidates: z.array(
    z.object({ id: z.string(), number: z.string(), status: z.enum(["open", "closed"]), customer: customerRefSchema }),
  ),
  matched: z
    .object({ by: z.string(), reason: z.enum([...MATCH_REASONS, ...DISMISS_REASONS]), note: z.string().nullable() })
    .nullable(),
  answers: z.array(
    z.object({
      id: z.string(),
      sequence: z.number(),
      kind: z.enum(ANSWER_KINDS),
      code: z.string().nullable(),
      final: z.boolean(),
      state: z.enum(["queued", "sent"]),
      attempts: z.number(),
      createdAt: z.string(),
      sentAt: z.string().nullable(),
    }),
  ),
  basis: z.array(z.object({ ruleId: z.string(), version: z.number() })),
  may: z.object({ match: z.boolean(), dismiss: z.boolean(), renew: z.boolean(), release: z.boolean() }),
});
