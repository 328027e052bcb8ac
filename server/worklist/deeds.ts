import { type SQL, sql } from "drizzle-orm";
import type { AuditKind } from "@/domain/audit-kinds";
import { decided, type Result, refuse } from "@/domain/shared/result";
import type { Instant } from "@/domain/shared/time";
import { checkEligible, checkHolder, checkPresent, checkSnooze } from "@/domain/worklist/eligibility";
import type { Priority } from "@/domain/worklist/model";
import type { AuditData, AuditEvent } from "@/server/kernel/audit/append";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { changeItem, heldBy, type Item, itemEvent, RELEASED } from "./item";
import { tellAssigned, tellReturned } from "./notices";
import { loadWorker } from "./workers";

/** What a deed on one item did. */
export type Done = {
  readonly version: number;
  readonly audit: readonly [AuditEvent, ...AuditEvent[]];
  readonly events: readonly OutboxEvent[];
};

type Seen = { readonly version?: number | undefined };

/** May the actor change what somebody holds? Who assigns work may; the worker does so for a bulk that was allowed. */
const changer = ({ actor }: Pick<Scope, "actor">) => ({
  personId: actor.personId,
  mayAssign: actor.personId === null || actor.permissions.has("worklist.assign"),
});

async function done(
  { tx }: Scope,
  item: Item,
  change: { set: SQL; word: AuditKind; data: AuditData; events?: readonly OutboxEvent[] },
): Promise<Result<Done>> {
  const version = await changeItem(tx, item, change.set);
  return decided({
    version,
    audit: [itemEvent(item, change.word, { ...change.data, version })],
    events: change.events ?? [],
  });
}

/** Gives a locked item to a person, who must be eligible. The person's load must have been locked before. */
export async function assign(
  scope: Scope,
  item: Item,
  to: Seen & { personId: string; reason: string },
): Promise<Result<Done>> {
  const { tx, actor, now } = scope;
  const present = checkPresent(item, to.version);
  if (!present.ok) return present;
  const worker = await loadWorker(tx, actor.programmeId, to.personId, now);
  if (!worker) return refuse("worklist.person.unknown", { field: "personId" });
  const eligible = checkEligible(item, worker);
  if (!eligible.ok) return { ...eligible, field: "personId" };
  if (item.assigneeId === to.personId && item.heldAs === "assigned") return refuse("worklist.item.his-already");
  const { personId, reason } = to;
  const taken = item.assigneeId !== null && item.assigneeId !== personId ? item.assigneeId : null;
  return done(scope, item, {
    set: heldBy(personId, "assigned", now, null),
    word: "worklist.item.assign",
    data: { to: personId, from: taken, reason },
    events: [
      ...(personId === actor.personId ? [] : tellAssigned(item, personId)),
      ...(taken && taken !== actor.personId ? tellReturned(item, taken, reason) : []),
    ],
  });
}

/** Puts a locked item back for anybody; its holder is told when somebody else does it. */
export async function giveBack(scope: Scope, item: Item, by: Seen & { reason: string }): Promise<Result<Done>> {
  const present = checkPresent(item, by.version);
  if (!present.ok) return present;
  if (item.assigneeId === null) return refuse("worklist.item.not-held");
  const holder = checkHolder(item, changer(scope), scope.now);
  if (!holder.ok) return holder;
  const from = item.assigneeId;
  return done(scope, item, {
    set: RELEASED,
    word: "worklist.item.return",
    data: { from, reason: by.reason },
    events: from === scope.actor.personId ? [] : tellReturned(item, from, by.reason),
  });
}

/** Puts a locked item aside until a moment before it is due. Whose it is it stays. */
export async function snooze(
  scope: Scope,
  item: Item,
  by: Seen & { until: Instant; reason: string },
): Promise<Result<Done>> {
  for (const check of [
    checkPresent(item, by.version),
    checkHolder(item, changer(scope), scope.now),
    checkSnooze(item, by.until, scope.now),
  ]) {
    if (!check.ok) return check;
  }
  return done(scope, item, {
    set: sql`snoozed_until = ${by.until}::timestamptz, locked_until = null`,
    word: "worklist.item.snooze",
    data: { until: by.until, reason: by.reason },
  });
}

/** Raises or lowers a locked item in the order. */
export async function prioritise(
  scope: Scope,
  item: Item,
  by: Seen & { priority: Priority; reason: string },
): Promise<Result<Done>> {
  const present = checkPresent(item, by.version);
  if (!present.ok) return present;
  if (item.priority === by.priority) return refuse("worklist.priority.same");
  return done(scope, item, {
    set: sql`priority = ${by.priority}`,
    word: "worklist.item.prioritise",
    data: { from: item.priority, to: by.priority, reason: by.reason },
  });
}

/** A deed with the note it was given, as a command ends it. */
export function withNote({ version, audit, events }: Done, noteId: string | null) {
  const [first, ...rest] = audit;
  const noted: readonly [AuditEvent, ...AuditEvent[]] = [{ ...first, data: { ...first.data, note: noteId } }, ...rest];
  return { version, audit: noted, events };
}
