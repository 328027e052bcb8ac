import { z } from "zod";
import { customerRefSchema } from "../customers/schema";
import { defineList } from "../shared/list";
import { PROPERTY_CLASSES } from "./bases";
import { ORDER_FLAGS, REFUSAL_GROUND_NAMES } from "./codes";
import {
  ACTS,
  ANSWER_CHANNELS,
  AUTHORITIES,
  BASES,
  DATA_KINDS,
  NEXT_STEPS,
  ORDER_SCOPES,
  ORDER_STATES,
  PAPER_CHECKS,
  REVIEW_OUTCOMES,
  STATED_ITEMS,
  TARGETS,
} from "./model";

/** The register of orders, the latest received first. */
export const ordersList = defineList({
  name: "orders.orders",
  filters: {
    authority: { type: "enum", values: AUTHORITIES },
    act: { type: "enum", values: ACTS },
    state: { type: "enum", values: ORDER_STATES },
    basis: { type: "enum", values: BASES },
    customerId: { type: "id" },
    accountId: { type: "id" },
    number: { type: "text", maxLength: 20 },
    received: { type: "date-range" },
    ends: { type: "date-range" },
  },
  sorts: ["receivedAt", "endsAt"],
  defaultSort: "receivedAt",
  defaultOrder: "desc",
});

export const orderRow = z.object({
  id: z.string(),
  number: z.string(),
  authority: z.enum(AUTHORITIES),
  authorityName: z.string(),
  basis: z.enum(BASES),
  act: z.enum(ACTS),
  documentNumber: z.string(),
  caseNumber: z.string(),
  customer: customerRefSchema.nullable(),
  accountId: z.string().nullable(),
  accountNumber: z.string().nullable(),
  currency: z.string().nullable(),
  scope: z.enum(ORDER_SCOPES).nullable(),
  /** Minor units. */
  amountMinor: z.bigint().nullable(),
  termUnit: z.enum(["hours", "days", "months", "years", "until"]).nullable(),
  state: z.enum(ORDER_STATES),
  /** True where nobody who is not cleared may learn of it. */
  secret: z.boolean(),
  receivedAt: z.string(),
  startsAt: z.string().nullable(),
  endsAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  answeredAt: z.string().nullable(),
  reviewed: z.boolean(),
});

/** A freeze or stop that a paper may be about, taken in here or given by the platform. */
export const aboutRow = z.object({
  id: z.string(),
  number: z.string(),
  authority: z.enum(AUTHORITIES),
  authorityName: z.string(),
  caseNumber: z.string(),
  basis: z.enum(BASES),
  act: z.enum(ACTS),
  state: z.enum(ORDER_STATES),
  /** True where the platform gave it. */
  platform: z.boolean(),
});

const person = z.object({ id: z.string(), name: z.object({ zh: z.string(), en: z.string() }) });

/** One order whole: the paper, who brought it, what was done, and what may be done. Officers' numbers masked. */
export const orderDetail = orderRow.extend({
  version: z.number(),
  documentOn: z.string().nullable(),
  target: z.enum(TARGETS),
  targetName: z.string().nullable(),
  term: z
    .object({
      unit: z.enum(["hours", "days", "months", "years", "until"]),
      count: z.number().nullable(),
      on: z.string().nullable(),
    })
    .nullable(),
  checks: z.array(z.enum(PAPER_CHECKS)),
  stated: z.array(z.enum(STATED_ITEMS)),
  disclosure: z
    .object({ data: z.array(z.enum(DATA_KINDS)), from: z.string().nullable(), to: z.string().nullable() })
    .nullable(),
  flags: z.array(z.enum(ORDER_FLAGS)),
  /** The classes of property a court's term would keep to, where it is unsettled. */
  classes: z.array(z.enum(PROPERTY_CLASSES)),
  /** The last day on which the authority hands its decision to whom it concerns. */
  handoverBy: z.string().nullable(),
  grounds: z.array(z.enum(REFUSAL_GROUND_NAMES)),
  note: z.string().nullable(),
  registeredAt: z.string(),
  registeredBy: person.nullable(),
  renewals: z.number(),
  officers: z.array(z.object({ name: z.string().nullable(), credential: z.string().nullable() })),
  about: z.object({ id: z.string(), number: z.string(), platform: z.boolean() }).nullable(),
  /** Papers that renewed or released it. */
  followed: z.array(z.object({ id: z.string(), number: z.string(), act: z.enum(ACTS), receivedAt: z.string() })),
  /** Where it stands among those that wait for the account, from 1. */
  place: z.number().nullable(),
  acts: z.array(
    z.object({
      act: z.enum(ACTS),
      accountNumber: z.string().nullable(),
      measureId: z.string().nullable(),
      measureNumber: z.string().nullable(),
      state: z.string(),
      cause: z.string().nullable(),
      doneAt: z.string(),
      inForceAt: z.string().nullable(),
      endedAt: z.string().nullable(),
    }),
  ),
  answers: z.array(
    z.object({
      id: z.string(),
      channel: z.enum(ANSWER_CHANNELS),
      sentAt: z.string(),
      note: z.string().nullable(),
      by: person.nullable(),
    }),
  ),
  packages: z.array(
    z.object({
      id: z.string(),
      data: z.array(z.enum(DATA_KINDS)),
      from: z.string().nullable(),
      to: z.string().nullable(),
      madeAt: z.string(),
      takenAt: z.string().nullable(),
      sha256: z.string().nullable(),
      rows: z.number().nullable(),
    }),
  ),
  review: z
    .object({
      outcome: z.enum(REVIEW_OUTCOMES),
      step: z.enum(NEXT_STEPS).nullable(),
      note: z.string().nullable(),
      by: person.nullable(),
      at: z.string(),
    })
    .nullable(),
  basisRefs: z.array(z.object({ ruleId: z.string(), version: z.number() })),
  may: z.object({ review: z.boolean(), answer: z.boolean(), package: z.boolean() }),
});
