import { z } from "zod";
import { customerRefSchema } from "../customers/schema";
import { defineList, listInput } from "../shared/list";
import { HELD_AS, WORK_ITEM_KIND_NAMES, WORK_ITEM_STATES } from "./model";
import { STANDINGS } from "./standing";
import { PRESSURES } from "./urgency";

/** Who an item waits for: the reader, or others because the reader may not take it. */
export const WAITING = ["me", "others"] as const;
/** Whose items: the reader's, nobody's, somebody else's. */
export const HOLDERS = ["me", "nobody", "others"] as const;
/** Whether an item can be worked now: yes, put aside until a moment, or suspended. */
export const RESTING = ["ready", "snoozed", "suspended"] as const;
/** The priority as the address bar has it. */
export const PRIORITY_NAMES = ["normal", "first", "top"] as const;
/** The promise to the customer of an item, if one is open. */
export const PROMISED = ["open", "overdue", "none"] as const;

export const worklistList = defineList({
  name: "worklist.list",
  filters: {
    kind: { type: "enum", values: WORK_ITEM_KIND_NAMES },
    state: { type: "enum", values: WORK_ITEM_STATES },
    standing: { type: "enum", values: STANDINGS },
    waiting: { type: "enum", values: WAITING },
    holder: { type: "enum", values: HOLDERS },
    resting: { type: "enum", values: RESTING },
    priority: { type: "enum", values: PRIORITY_NAMES },
    promised: { type: "enum", values: PROMISED },
    due: { type: "date-range" },
    opened: { type: "date-range" },
    customer: { type: "id" },
    assignee: { type: "id" },
    queue: { type: "id" },
  },
  sorts: ["urgency", "dueAt", "openedAt", "number"],
  defaultSort: "dueAt",
  defaultOrder: "asc",
});

/** What a saved view or a bulk keeps of the list: its filters, and nothing that belongs to one page. */
export const worklistFilters = listInput(worklistList);

/** A colleague as work names him. */
export const personRef = z.object({ id: z.string(), name: z.object({ zh: z.string(), en: z.string() }) });

export const worklistRow = z.object({
  id: z.string(),
  kind: z.enum(WORK_ITEM_KIND_NAMES),
  number: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  state: z.enum(WORK_ITEM_STATES),
  standing: z.enum(STANDINGS),
  /** Working days after today up to the due day; negative when it lies behind; null without one. */
  workingDaysLeft: z.number().nullable(),
  /** Working days after the day it was opened up to the due day; null without one. */
  workingDaysTotal: z.number().nullable(),
  /** The days from opening to due, for "why this date"; empty without a due day or for a long span. */
  days: z.array(z.object({ date: z.string(), working: z.boolean() })),
  openedAt: z.string(),
  dueAt: z.string().nullable(),
  dueOn: z.string().nullable(),
  provisional: z.boolean(),
  waiting: z.enum(WAITING),
  customer: customerRefSchema.nullable(),
  accountNumber: z.string().nullable(),
  closedAt: z.string().nullable(),
  /** Whose it is, by taking or by assignment; a lock that has run out is nobody's. */
  assignee: personRef.nullable(),
  heldAs: z.enum(HELD_AS).nullable(),
  mine: z.boolean(),
  assignedAt: z.string().nullable(),
  lockedUntil: z.string().nullable(),
  priority: z.enum(PRIORITY_NAMES),
  /** Share of the clock that is used, 0 to 1 and more; and how hard it presses. */
  clockUsed: z.number(),
  pressure: z.enum(PRESSURES),
  resting: z.enum(RESTING),
  snoozedUntil: z.string().nullable(),
  suspendedUntil: z.string().nullable(),
  /** Due moment of the earliest open promise. */
  promisedAt: z.string().nullable(),
  comments: z.number(),
  version: z.number(),
});

/** Work per kind the reader may see: open, late, and of the open ones those that wait for others. */
export const worklistCounts = z.array(
  z.object({ kind: z.enum(WORK_ITEM_KIND_NAMES), open: z.number(), late: z.number(), waitingForOthers: z.number() }),
);
