/** Why an item changes hands or waits: chosen from a list, `other` with a note. Words in messages under `reasons`. */
export const RETURN_REASONS = ["not-mine", "skill", "overload", "conflict", "leave", "other"] as const;
export const ASSIGN_REASONS = ["balance", "skill", "language", "leave", "quality", "conflict", "other"] as const;
export const SNOOZE_REASONS = ["call-back", "answer-expected", "later", "other"] as const;
export const SUSPEND_REASONS = ["customer", "authority", "core", "third-party", "other"] as const;
export const RESUME_REASONS = ["answered", "needless", "other"] as const;
export const PRIORITY_REASONS = ["harm", "regulator", "amount", "complaint", "done", "other"] as const;

/** What a customer may be promised. */
export const PROMISE_KINDS = ["answer", "call-back", "decision", "document", "money"] as const;
export type PromiseKind = (typeof PROMISE_KINDS)[number];

export const PROMISE_STATES = ["open", "kept", "broken", "withdrawn"] as const;
export type PromiseState = (typeof PROMISE_STATES)[number];
/** How a promise ends. */
export const PROMISE_ENDS = ["kept", "broken", "withdrawn"] as const;

/** Deeds that can be done to many items at once. */
export const BULK_ACTIONS = ["assign", "return", "snooze", "priority"] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];

/** The parts of an item's timeline, by which it is thinned out. */
export const TIMELINE_KINDS = ["assignment", "comment", "promise", "state", "review"] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** Which part of the timeline an entry of the audit log belongs to, by its word. */
export function timelineKind(word: string): TimelineKind {
  if (/^worklist\.(item\.(assign|take|return|lapse|renew)|next\.take|person\.return)$/.test(word)) return "assignment";
  if (word.startsWith("worklist.comment.")) return "comment";
  if (word.startsWith("worklist.promise.")) return "promise";
  return word.startsWith("worklist.") ? "state" : "review";
}
