import { z } from "zod";
import {
  ASSIGN_REASONS,
  PRIORITY_REASONS,
  PROMISE_ENDS,
  PROMISE_KINDS,
  RESUME_REASONS,
  RETURN_REASONS,
  SNOOZE_REASONS,
  SUSPEND_REASONS,
} from "./codes";
import { WORK_ITEM_KIND_NAMES } from "./model";
import { WORKLIST_POLICY } from "./policy";
import { PRIORITY_NAMES, worklistFilters } from "./schema";
import { STANDINGS } from "./standing";

const note = z.string().trim().max(500).optional();
const moment = z.iso.datetime({ offset: true });
/** The item and, where stale screens matter, the version its reader saw. */
const item = { itemId: z.uuid(), version: z.number().int().positive().optional() };

/** From one queue, or of one kind of work: a desk that pulls stays at its own. */
export const takeNextInput = z.strictObject({
  queueId: z.uuid().optional(),
  kind: z.enum(WORK_ITEM_KIND_NAMES).optional(),
});
export const takeInput = z.strictObject(item);
export const renewInput = z.strictObject({ itemId: z.uuid() });
export const returnInput = z.strictObject({ ...item, reason: z.enum(RETURN_REASONS), note });
export const assignInput = z.strictObject({ ...item, personId: z.uuid(), reason: z.enum(ASSIGN_REASONS), note });
export const snoozeInput = z.strictObject({ ...item, until: moment, reason: z.enum(SNOOZE_REASONS), note });
export const suspendInput = z.strictObject({ ...item, until: moment, reason: z.enum(SUSPEND_REASONS), note });
export const resumeInput = z.strictObject({ ...item, reason: z.enum(RESUME_REASONS), note });
export const priorityInput = z.strictObject({
  ...item,
  priority: z.enum(PRIORITY_NAMES),
  reason: z.enum(PRIORITY_REASONS),
  note,
});

export const commentInput = z.strictObject({
  itemId: z.uuid(),
  text: z.string().trim().min(1).max(4_000),
  /** Colleagues to be told; each must be able to see the item. */
  mentions: z.array(z.uuid()).max(20).default([]),
  pinned: z.boolean().default(false),
});
export const withdrawCommentInput = z.strictObject({ commentId: z.uuid() });

export const promiseInput = z.strictObject({
  itemId: z.uuid(),
  kind: z.enum(PROMISE_KINDS),
  dueAt: moment,
  note,
});
export const closePromiseInput = z.strictObject({ promiseId: z.uuid(), as: z.enum(PROMISE_ENDS), note });

export const saveViewInput = z.strictObject({
  /** Missing for a new view. */
  viewId: z.uuid().optional(),
  name: z.string().trim().min(1).max(40),
  state: worklistFilters,
  /** A role, `all`, or null for nobody. */
  sharedWith: z.string().max(40).nullable(),
});
export const deleteViewInput = z.strictObject({ viewId: z.uuid() });
export const setMarkInput = z.strictObject({
  target: z.enum(["view", "queue"]),
  targetId: z.uuid(),
  favourite: z.boolean(),
  opensFirst: z.boolean(),
});

/** What narrows a queue beside its kinds. Standings and priorities left out narrow nothing. */
export const queueFilter = z.strictObject({
  standings: z.array(z.enum(STANDINGS)).max(STANDINGS.length).default([]),
  priorities: z.array(z.enum(PRIORITY_NAMES)).max(PRIORITY_NAMES.length).default([]),
  promised: z.boolean().default(false),
});
export type QueueFilter = z.output<typeof queueFilter>;

export const saveQueueInput = z.strictObject({
  /** Missing for a new queue. */
  queueId: z.uuid().optional(),
  version: z.number().int().positive().optional(),
  nameZh: z.string().trim().min(1).max(40),
  nameEn: z.string().trim().min(1).max(60),
  kinds: z.array(z.enum(WORK_ITEM_KIND_NAMES)).min(1),
  filter: queueFilter,
  members: z.array(z.uuid()).max(WORKLIST_POLICY.members),
});
export const closeQueueInput = z.strictObject({ queueId: z.uuid() });

/** One deed on many: what the list shows under these filters, but for the exceptions; or of it only those picked. */
export const bulkScope = z.strictObject({
  list: worklistFilters,
  only: z.array(z.uuid()).min(1).max(500).optional(),
  except: z.array(z.uuid()).max(500).default([]),
});
export const bulkDeed = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("assign"), personId: z.uuid(), reason: z.enum(ASSIGN_REASONS) }),
  z.strictObject({ action: z.literal("return"), reason: z.enum(RETURN_REASONS) }),
  z.strictObject({ action: z.literal("snooze"), until: moment, reason: z.enum(SNOOZE_REASONS) }),
  z.strictObject({ action: z.literal("priority"), priority: z.enum(PRIORITY_NAMES), reason: z.enum(PRIORITY_REASONS) }),
]);
export type BulkDeed = z.output<typeof bulkDeed>;
export const bulkPreviewInput = z.strictObject({ scope: bulkScope, deed: bulkDeed });
export const startBulkInput = z.strictObject({ scope: bulkScope, deed: bulkDeed, note });
export const stepBulkInput = z.strictObject({ bulkId: z.uuid() });
export const sweepInput = z.strictObject({});
export const returnPersonInput = z.strictObject({ personId: z.uuid() });
