import { z } from "zod";
import { customerRefSchema } from "../customers/schema";
import { defineList } from "../shared/list";
import { WORK_ITEM_KIND_NAMES, WORK_ITEM_STATES } from "./model";
import { STANDINGS } from "./standing";

/** Who an item waits for: the reader, or others because the reader may not take it. */
export const WAITING = ["me", "others"] as const;

export const worklistList = defineList({
  name: "worklist.list",
  filters: {
    kind: { type: "enum", values: WORK_ITEM_KIND_NAMES },
    state: { type: "enum", values: WORK_ITEM_STATES },
    standing: { type: "enum", values: STANDINGS },
    waiting: { type: "enum", values: WAITING },
    due: { type: "date-range" },
    opened: { type: "date-range" },
    customer: { type: "id" },
  },
  sorts: ["dueAt", "openedAt", "number"],
  defaultSort: "dueAt",
  defaultOrder: "asc",
});

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
});

/** Work per kind the reader may see: open, late, and of the open ones those that wait for others. */
export const worklistCounts = z.array(
  z.object({ kind: z.enum(WORK_ITEM_KIND_NAMES), open: z.number(), late: z.number(), waitingForOthers: z.number() }),
);
