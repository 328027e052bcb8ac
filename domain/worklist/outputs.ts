import { z } from "zod";
import { BULK_ACTIONS, PROMISE_KINDS, PROMISE_STATES, TIMELINE_KINDS } from "./codes";
import { queueFilter } from "./inputs";
import { WORK_ITEM_KIND_NAMES } from "./model";
import { personRef, worklistRow } from "./schema";

const text = z.string();
const when = z.string();

export const promiseRow = z.object({
  id: text,
  kind: z.enum(PROMISE_KINDS),
  /** Null when none was written or its key is gone. */
  note: text.nullable(),
  dueAt: when,
  madeBy: personRef.nullable(),
  madeAt: when,
  state: z.enum(PROMISE_STATES),
  overdue: z.boolean(),
  endedAt: when.nullable(),
});

export const commentRow = z.object({
  id: text,
  author: personRef.nullable(),
  text: text.nullable(),
  mentions: z.array(personRef),
  pinned: z.boolean(),
  at: when,
  withdrawn: z.boolean(),
  /** True while its author may take it back. */
  mayWithdraw: z.boolean(),
});

/** One item with what stands beside it, and what the reader may do: null, or the code of the refusal he would meet. */
export const itemDetail = z.object({
  item: worklistRow,
  excluded: z.boolean(),
  promises: z.array(promiseRow),
  pinned: z.array(commentRow),
  may: z.object({
    take: text.nullable(),
    change: text.nullable(),
    assign: z.boolean(),
    comment: z.boolean(),
  }),
});

/** One event in the life of an item or its subject. `word` is the audit word; `data` codes, dates and counts only. */
export const timelineRow = z.object({
  id: text,
  at: when,
  kind: z.enum(TIMELINE_KINDS),
  word: text,
  actor: z.object({ id: text, person: personRef.nullable() }),
  reason: text.nullable(),
  from: personRef.nullable(),
  to: personRef.nullable(),
  until: when.nullable(),
  /** The comment, or the note of the deed. */
  comment: commentRow.nullable(),
});

/** Entries per kind of the whole timeline, for its filter. */
export const timelineCounts = z.partialRecord(z.enum(TIMELINE_KINDS), z.number());

const marks = { favourite: z.boolean(), opensFirst: z.boolean() };

export const queueRow = z.object({
  id: text,
  name: z.object({ zh: text, en: text }),
  kinds: z.array(z.enum(WORK_ITEM_KIND_NAMES)),
  filter: queueFilter,
  member: z.boolean(),
  ...marks,
  /** Of the items the reader may see: open, of these free to take, late, and the moment the oldest was opened. */
  open: z.number(),
  free: z.number(),
  late: z.number(),
  oldestAt: when.nullable(),
  members: z.array(personRef),
  version: z.number(),
});

export const viewRow = z.object({
  id: text,
  name: text,
  state: z.object({
    filters: z.record(text, z.unknown()),
    sort: text,
    order: z.enum(["asc", "desc"]),
  }),
  sharedWith: text.nullable(),
  owner: personRef.nullable(),
  mine: z.boolean(),
  ...marks,
});

/** A colleague for whom work may be meant. `refusal`: why not, for the item asked about; null when he may. */
export const colleagueRow = z.object({
  person: personRef,
  roles: z.array(text),
  away: z.boolean(),
  load: z.number(),
  cap: z.number(),
  refusal: text.nullable(),
});

export const teamView = z.object({
  people: z.array(
    z.object({
      person: personRef,
      roles: z.array(text),
      away: z.boolean(),
      load: z.number(),
      cap: z.number(),
      taken: z.number(),
      assigned: z.number(),
      resting: z.number(),
      late: z.number(),
      oldestAt: when.nullable(),
      /** When the next of his locks runs out. */
      nextLockEnd: when.nullable(),
    }),
  ),
  queues: z.array(queueRow),
  /** Nobody's, per kind. */
  free: z.array(z.object({ kind: z.enum(WORK_ITEM_KIND_NAMES), count: z.number(), oldestAt: when.nullable() })),
  promises: z.object({ open: z.number(), overdue: z.number(), kept: z.number(), broken: z.number() }),
});

/** Who could be done to, and who not and why, before anything is done. */
export const bulkPreview = z.object({
  total: z.number(),
  eligible: z.number(),
  /** True when there are more than one bulk takes. */
  tooMany: z.boolean(),
  refusals: z.array(z.object({ code: text, count: z.number() })),
  items: z.array(z.object({ id: text, number: text, kind: z.enum(WORK_ITEM_KIND_NAMES), refusal: text.nullable() })),
});

export const bulkRow = z.object({
  id: text,
  action: z.enum(BULK_ACTIONS),
  requestedBy: personRef.nullable(),
  requestedAt: when,
  finishedAt: when.nullable(),
  total: z.number(),
  done: z.number(),
  refused: z.number(),
  waiting: z.number(),
});

export const bulkItemRow = z.object({
  itemId: text,
  number: text,
  kind: z.enum(WORK_ITEM_KIND_NAMES),
  outcome: z.enum(["waiting", "done", "refused"]),
  code: text.nullable(),
});
