import { z } from "zod";
import { customerRefSchema } from "../customers/schema";
import { defineList } from "../shared/list";
import {
  CHANGED_DATA,
  CLOSE_REASON_NAMES,
  DISMISS_REASON_NAMES,
  DOUBT_REASON_NAMES,
  GOOD_REASON_NAMES,
  OTHER_REASON_NAMES,
} from "./codes";
import { DESK_CAUSES, HOLD_STATES, REVIEW_STATES, TRIGGER_KINDS, TRIGGER_STATES } from "./model";

/** The reviews, the latest first. `kind` finds those with a trigger of it. */
export const REVERIFICATIONS_LIST = defineList({
  name: "reverification.reviews",
  filters: {
    state: { type: "enum", values: REVIEW_STATES },
    kind: { type: "enum", values: TRIGGER_KINDS },
    opened: { type: "date-range" },
    number: { type: "text", maxLength: 20 },
    customer: { type: "id" },
  },
  sorts: ["openedAt"],
  defaultSort: "openedAt",
  defaultOrder: "desc",
});

/** All triggers, joined to a review or not. */
export const TRIGGERS_LIST = defineList({
  name: "reverification.triggers",
  filters: {
    state: { type: "enum", values: TRIGGER_STATES },
    kind: { type: "enum", values: TRIGGER_KINDS },
    on: { type: "date-range" },
    customer: { type: "id" },
    hold: { type: "id" },
  },
  sorts: ["foundAt"],
  defaultSort: "foundAt",
  defaultOrder: "desc",
});

const note = z.string().trim().max(2000).default("");
const seen = { id: z.uuid(), version: z.number().int().min(1) };

/** Raises doubt, or asks for another look. `suspected`: only cleared colleagues learn that doubt was the ground. */
export const raiseInput = z.discriminatedUnion("ground", [
  z.strictObject({
    ground: z.literal("doubt"),
    customerId: z.uuid(),
    reason: z.enum(DOUBT_REASON_NAMES),
    suspected: z.boolean().default(false),
    note,
  }),
  z.strictObject({ ground: z.literal("other"), customerId: z.uuid(), reason: z.enum(OTHER_REASON_NAMES), note }),
]);

/** A customer tells that data will change. */
export const announceInput = z.strictObject({
  customerId: z.uuid(),
  data: z.array(z.enum(CHANGED_DATA)).min(1).max(CHANGED_DATA.length),
  effectiveOn: z.iso.date(),
  note,
});

export const reasonInput = z.strictObject({ ...seen, reason: z.enum(GOOD_REASON_NAMES), until: z.iso.date(), note });
export const closeInput = z.strictObject({
  ...seen,
  reason: z.enum(CLOSE_REASON_NAMES),
  note: z.string().trim().min(1).max(2000),
});
export const releaseHoldInput = z.strictObject(seen);
export const dismissHoldInput = z.strictObject({ ...seen, reason: z.enum(DISMISS_REASON_NAMES) });

const ruleRef = z.object({ ruleId: z.string(), version: z.number() });
const moment = z.string();
const day = z.string();

/** A row of the list. `kinds`: of its live triggers, as far as the reader may see them. */
export const reviewRow = z.object({
  id: z.string(),
  number: z.string(),
  version: z.number(),
  customer: customerRefSchema,
  ground: z.enum(TRIGGER_KINDS),
  kinds: z.array(z.enum(TRIGGER_KINDS)),
  state: z.enum(REVIEW_STATES),
  deskCause: z.enum(DESK_CAUSES).nullable(),
  openedAt: moment,
  dueOn: day.nullable(),
  endedAt: moment.nullable(),
  /** Accounts suspended on its account now. */
  suspended: z.number(),
});

/** A trigger with its arithmetic. Sums are fen and US cents as text. `validTo`: the last day of a paper that ends. */
export const triggerRow = z.object({
  id: z.string(),
  customer: customerRefSchema,
  kind: z.enum(TRIGGER_KINDS),
  state: z.enum(TRIGGER_STATES),
  onDate: day,
  review: z.object({ id: z.string(), number: z.string() }).nullable(),
  account: z.object({ id: z.string(), number: z.string() }).nullable(),
  rule: ruleRef,
  metBy: z.enum(["cny", "usd", "both"]).nullable(),
  cnySum: z.string().nullable(),
  usdSum: z.string().nullable(),
  cnyLine: z.string().nullable(),
  usdLine: z.string().nullable(),
  windowFrom: day.nullable(),
  windowTo: day.nullable(),
  counted: z.number().nullable(),
  unrated: z.number().nullable(),
  reasonCode: z.string().nullable(),
  note: z.string().nullable(),
  raisedBy: z.string().nullable(),
  /** Only cleared colleagues see it. */
  fenced: z.boolean(),
  change: z
    .object({
      data: z.array(z.enum(CHANGED_DATA)),
      effectiveOn: day,
      latestOn: day,
      inTime: z.boolean(),
      provisional: z.boolean(),
    })
    .nullable(),
  satisfiedBy: z.string().nullable(),
  foundAt: moment,
});

export const reviewDetail = reviewRow.extend({
  triggers: z.array(triggerRow),
  request: z
    .object({
      id: z.string(),
      number: z.string(),
      state: z.string(),
      documents: z.array(z.string()),
      askedAt: moment,
      dueOn: day,
      endedAt: moment.nullable(),
    })
    .nullable(),
  submission: z.object({ id: z.string(), number: z.string() }).nullable(),
  atDeskOn: day.nullable(),
  /** When business is suspended if nothing changes; null where no day is set. `unconfirmed`: by the house's own number. */
  suspendFrom: z.object({ on: day, unconfirmed: z.boolean() }).nullable(),
  reasons: z.array(
    z.object({
      id: z.string(),
      reason: z.enum(GOOD_REASON_NAMES),
      until: day,
      note: z.string().nullable(),
      by: z.string(),
      at: moment,
    }),
  ),
  measures: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      account: z.object({ id: z.string(), number: z.string() }),
      reason: z.string(),
      state: z.string(),
      imposedAt: moment,
      liftedAt: moment.nullable(),
    }),
  ),
  end: z.object({ reason: z.string().nullable(), note: z.string().nullable(), by: z.string() }).nullable(),
  basis: z.array(ruleRef),
  today: day,
  may: z.object({ work: z.boolean(), raise: z.boolean() }),
});

export const holdRow = z.object({
  id: z.string(),
  number: z.string(),
  version: z.number(),
  kind: z.enum(TRIGGER_KINDS),
  state: z.enum(HOLD_STATES),
  held: z.number(),
  customers: z.number(),
  shareBp: z.number(),
  openedAt: moment,
  decidedAt: moment.nullable(),
  decidedBy: z.string().nullable(),
  reason: z.string().nullable(),
  may: z.object({ decide: z.boolean() }),
});

/** What stands, and what the last thirty days brought, by kind. */
export const reverificationFigures = z.object({
  asked: z.number(),
  atDesk: z.number(),
  suspended: z.number(),
  holds: z.number(),
  kinds: z.array(
    z.object({
      kind: z.enum(TRIGGER_KINDS),
      joined: z.number(),
      satisfied: z.number(),
      held: z.number(),
      gone: z.number(),
    }),
  ),
});
