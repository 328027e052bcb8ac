import type { Permission } from "../permissions";
import { decided, type Result, refuse } from "../shared/result";
import { addDuration, type Instant } from "../shared/time";
import { type HeldAs, isWorkItemKind, WORK_ITEM_KINDS, type WorkItemState } from "./model";
import { WORKLIST_POLICY } from "./policy";

/** What decides who may have an item and what may be done to it. */
export type ItemFacts = {
  readonly kind: string;
  readonly state: WorkItemState;
  readonly clearance: "general" | "suspicion";
  readonly excludedPersonId: string | null;
  readonly assigneeId: string | null;
  readonly heldAs: HeldAs | null;
  readonly lockedUntil: Instant | null;
  readonly snoozedUntil: Instant | null;
  readonly suspendedAt: Instant | null;
  readonly dueAt: Instant | null;
  readonly version: number;
};

/** What is to be known of whoever shall have an item. `load` counts what he has already. */
export type Worker = {
  readonly personId: string;
  readonly permissions: ReadonlySet<Permission>;
  readonly clearance: "general" | "suspicion";
  readonly away: boolean;
  readonly load: number;
};

/** Who holds an item at a moment: nobody when a lock has run out. */
export function holderOf(item: Pick<ItemFacts, "assigneeId" | "lockedUntil">, now: Instant): string | null {
  return item.lockedUntil !== null && item.lockedUntil <= now ? null : item.assigneeId;
}

/** Refuses what is closed, or changed since the caller saw it (`version`; undefined asks nothing). */
export function checkPresent(item: ItemFacts, version: number | undefined): Result<true> {
  if (item.state !== "open") return refuse("worklist.item.closed");
  if (version !== undefined && version !== item.version) return refuse("worklist.item.stale");
  return decided(true);
}

/**
 * May this person have this item? By right of the kind, clearance, not the excluded one, not away, not full. Refuses
 * with the first reason, in that order. Whose it is at present is not asked: see `checkTake`.
 */
export function checkEligible(item: ItemFacts, worker: Worker): Result<true> {
  const kind = isWorkItemKind(item.kind) ? WORK_ITEM_KINDS[item.kind] : undefined;
  if (!kind || !worker.permissions.has(kind.permission) || !worker.permissions.has(kind.work))
    return refuse("worklist.person.no-right");
  if (item.clearance === "suspicion" && worker.clearance !== "suspicion") return refuse("worklist.person.no-right");
  if (item.excludedPersonId === worker.personId) return refuse("worklist.person.excluded");
  if (worker.away) return refuse("worklist.person.away");
  if (item.assigneeId !== worker.personId && worker.load >= WORKLIST_POLICY.loadCap)
    return refuse("worklist.person.full", { params: { cap: WORKLIST_POLICY.loadCap } });
  return decided(true);
}

/** May this person take this item himself? Eligible, and it is nobody's, lapsed, or his already; not suspended. */
export function checkTake(item: ItemFacts, worker: Worker, now: Instant): Result<true> {
  const present = checkPresent(item, undefined);
  if (!present.ok) return present;
  if (item.suspendedAt !== null) return refuse("worklist.item.suspended");
  const holder = holderOf(item, now);
  if (holder !== null && holder !== worker.personId) return refuse("worklist.item.held");
  return checkEligible(item, worker);
}

/** May the actor change what is held? Whoever holds it, or who assigns work. */
export function checkHolder(
  item: ItemFacts,
  actor: { readonly personId: string | null; readonly mayAssign: boolean },
  now: Instant,
): Result<true> {
  if (actor.mayAssign) return decided(true);
  const holder = holderOf(item, now);
  if (holder === null) return refuse("worklist.item.not-held");
  return holder === actor.personId ? decided(true) : refuse("worklist.item.held");
}

/** May it be put aside until then? Later than now, within the policy's span, before it is due, not suspended. */
export function checkSnooze(item: ItemFacts, until: Instant, now: Instant): Result<true> {
  if (item.suspendedAt !== null) return refuse("worklist.item.suspended");
  if (until <= now) return refuse("worklist.snooze.past", { field: "until" });
  if (until > addDuration(now, { hours: WORKLIST_POLICY.snoozeHours }))
    return refuse("worklist.snooze.too-far", { field: "until", params: { hours: WORKLIST_POLICY.snoozeHours } });
  if (item.dueAt !== null && until >= item.dueAt) return refuse("worklist.snooze.past-due", { field: "until" });
  return decided(true);
}

/** May it be suspended until then? Not suspended already, later than now, within the policy's span. */
export function checkSuspend(item: ItemFacts, until: Instant, now: Instant): Result<true> {
  if (item.suspendedAt !== null) return refuse("worklist.item.suspended");
  if (until <= now) return refuse("worklist.suspend.past", { field: "until" });
  if (until > addDuration(now, { hours: WORKLIST_POLICY.suspendHours }))
    return refuse("worklist.suspend.too-far", { field: "until", params: { hours: WORKLIST_POLICY.suspendHours } });
  return decided(true);
}

/** Asks for a note where the reason alone says nothing. */
export function checkReason(reason: string, note: string | undefined): Result<true> {
  if (reason === "other" && !note?.trim()) return refuse("worklist.reason.note-missing", { field: "note" });
  return decided(true);
}

/** May this comment be taken back? By its author, within the policy's minutes, once. */
export function checkWithdraw(
  comment: { readonly authorId: string; readonly writtenAt: Instant; readonly withdrawnAt: Instant | null },
  actorId: string,
  now: Instant,
): Result<true> {
  if (comment.authorId !== actorId) return refuse("worklist.comment.not-author");
  if (comment.withdrawnAt !== null) return refuse("worklist.comment.withdrawn");
  if (addDuration(comment.writtenAt, { minutes: WORKLIST_POLICY.withdrawMinutes }) <= now)
    return refuse("worklist.comment.too-late", { params: { minutes: WORKLIST_POLICY.withdrawMinutes } });
  return decided(true);
}

/** May this be promised for then? Later than now and within the policy's span. */
export function checkPromise(dueAt: Instant, now: Instant): Result<true> {
  if (dueAt <= now) return refuse("worklist.promise.past", { field: "dueAt" });
  if (dueAt > addDuration(now, { hours: WORKLIST_POLICY.promiseHours }))
    return refuse("worklist.promise.too-far", { field: "dueAt", params: { hours: WORKLIST_POLICY.promiseHours } });
  return decided(true);
}
