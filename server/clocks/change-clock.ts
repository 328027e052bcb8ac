import { extendClock as extend, pauseClock as pause, resumeClock as resume } from "@/domain/clocks/clock";
import { mayExtend, mayPause } from "@/domain/clocks/grounds";
import type { OpenClock } from "@/domain/clocks/model";
import { decided, type Result, refuse } from "@/domain/shared/result";
import type { RuleRef } from "@/domain/shared/rule-ref";
import { shanghaiDate } from "@/domain/shared/time";
import type { AuditEvent } from "@/server/kernel/audit/append";
import type { Scope } from "@/server/kernel/scope";
import { begunOn, type ClockEvent, clocksOf, lockClock, type StoredClock, saveClock } from "./clock-row";
import { tellMoved } from "./listeners";

/** What a change of a clock came to: its new date and the entry for the log. */
export type Changed = {
  readonly clockId: string;
  readonly version: number;
  readonly dueOn: string;
  readonly status: OpenClock["status"];
  readonly audit: AuditEvent;
};

const WORD = { pause: "clocks.clock.pause", resume: "clocks.clock.resume", extend: "clocks.clock.extend" } as const;

async function keep(
  scope: Scope,
  stored: StoredClock,
  next: OpenClock,
  event: { kind: keyof typeof WORD; ground: string | null; rule: RuleRef | null },
): Promise<Changed> {
  const rule = event.rule ? `${event.rule.ruleId}@${event.rule.version}` : null;
  const kept: ClockEvent = { kind: event.kind, ground: event.ground, rule };
  await saveClock(scope.tx, scope.actor, stored, next, kept, scope.now);
  await tellMoved(scope, [{ subjectType: next.subjectType, subjectId: next.subjectId, due: next.due }]);
  const audit: AuditEvent = {
    kind: WORD[event.kind],
    subject: { type: "clock", id: next.id },
    basis: [...(event.rule ? [event.rule] : []), ...next.due.basis],
    data: {
      subject: next.subjectId,
      of: next.subjectType,
      ground: event.ground,
      before: stored.clock.due.dueOn,
      due: next.due.dueOn,
    },
  };
  return {
    clockId: next.id,
    version: stored.version + 1,
    dueOn: next.due.dueOn,
    status: next.status,
    audit,
  };
}

/** Locks a clock and compares the version a person saw; null: whatever it is. Refuses `not-found` and `stale`. */
async function held(scope: Scope, clockId: string, version: number | null): Promise<Result<StoredClock>> {
  const stored = await lockClock(scope, clockId);
  if (!stored) return refuse("kernel.subject.not-found");
  if (version !== null && stored.version !== version) return refuse("clocks.clock.stale");
  return decided(stored);
}

async function pauseStored(scope: Scope, stored: StoredClock, ground: string): Promise<Result<Changed>> {
  const right = mayPause(stored.clock, ground, scope.rules, shanghaiDate(scope.now));
  if (!right.ok) return right;
  const next = pause(stored.clock, { ground }, scope);
  if (!next.ok) return next;
  return decided(await keep(scope, stored, next.value, { kind: "pause", ground, rule: right.value }));
}

/** Pauses a clock on a ground that a rule allows for it. Refuses as `mayPause` and the domain's `pauseClock` do. */
export async function pauseClock(
  scope: Scope,
  clockId: string,
  input: { ground: string; version?: number },
): Promise<Result<Changed>> {
  const stored = await held(scope, clockId, input.version ?? null);
  return stored.ok ? pauseStored(scope, stored.value, input.ground) : stored;
}

async function resumeStored(scope: Scope, stored: StoredClock): Promise<Result<Changed>> {
  const next = resume(stored.clock, scope);
  if (!next.ok) return next;
  return decided(await keep(scope, stored, next.value, { kind: "resume", ground: null, rule: null }));
}

/** Lets a paused clock run again. Refuses as the domain's `resumeClock` does. */
export async function resumeClock(
  scope: Scope,
  clockId: string,
  input: { version?: number } = {},
): Promise<Result<Changed>> {
  const stored = await held(scope, clockId, input.version ?? null);
  return stored.ok ? resumeStored(scope, stored.value) : stored;
}

/**
 * Takes more time, once and as far as the clock's own rule grants it, in the unit of its period. Refuses as `mayExtend`
 * and the domain's `extendClock` do, and `amount-too-long`.
 */
export async function extendClock(
  scope: Scope,
  clockId: string,
  input: { ground: string; amount: number; version?: number },
): Promise<Result<Changed>> {
  const found = await held(scope, clockId, input.version ?? null);
  if (!found.ok) return found;
  const stored = found.value;
  const right = mayExtend(stored.clock, scope.rules, begunOn(stored.clock));
  if (!right.ok) return right;
  const { most, unit, rule } = right.value;
  if (input.amount > most)
    return refuse("clocks.clock.amount-too-long", { field: "amount", params: { most }, basis: right.basis });
  const next = extend(stored.clock, { amount: input.amount, unit, ground: input.ground }, scope);
  if (!next.ok) return next;
  return decided(await keep(scope, stored, next.value, { kind: "extend", ground: input.ground, rule }));
}

/** Pauses those open clocks of a subject that may pause on a ground; the others run on. Gives the log entries. */
export async function pauseClocksOf(
  scope: Scope,
  subject: { readonly type: string; readonly id: string },
  ground: string,
): Promise<AuditEvent[]> {
  const entries: AuditEvent[] = [];
  for (const stored of await clocksOf(scope, subject, { lock: true })) {
    const changed = await pauseStored(scope, stored, ground);
    if (changed.ok) entries.push(changed.value.audit);
  }
  return entries;
}

/** Lets the paused clocks of a subject run again. Gives the log entries. */
export async function resumeClocksOf(
  scope: Scope,
  subject: { readonly type: string; readonly id: string },
): Promise<AuditEvent[]> {
  const entries: AuditEvent[] = [];
  for (const stored of await clocksOf(scope, subject, { lock: true })) {
    const changed = await resumeStored(scope, stored);
    if (changed.ok) entries.push(changed.value.audit);
  }
  return entries;
}
