import { describe, expect, it } from "vitest";
import { permissionsOf } from "../permissions";
import { addDuration, instant } from "../shared/time";
import {
  checkEligible,
  checkHolder,
  checkPresent,
  checkPromise,
  checkReason,
  checkSnooze,
  checkSuspend,
  checkTake,
  checkWithdraw,
  holderOf,
  type ItemFacts,
  type Worker,
} from "./eligibility";
import { WORKLIST_POLICY } from "./policy";

const now = instant("2026-10-09T14:32:00+08:00");
const at = (hours: number) => addDuration(now, { hours });
const item: ItemFacts = {
  kind: "large-value",
  state: "open",
  clearance: "general",
  excludedPersonId: null,
  assigneeId: null,
  heldAs: null,
  lockedUntil: null,
  snoozedUntil: null,
  suspendedAt: null,
  dueAt: at(48),
  version: 3,
};
const worker: Worker = {
  personId: "a",
  permissions: permissionsOf(["compliance-officer"]),
  clearance: "general",
  away: false,
  load: 0,
};
const code = (result: { ok: boolean; code?: string }) => (result.ok ? null : result.code);

describe("checkEligible", () => {
  it.each<[string | null, Partial<ItemFacts>, Partial<Worker>]>([
    [null, {}, {}],
    ["worklist.person.no-right", { kind: "approval" }, {}],
    ["worklist.person.no-right", { kind: "unknown" }, {}],
    ["worklist.person.no-right", { clearance: "suspicion" }, {}],
    [null, { clearance: "suspicion" }, { clearance: "suspicion" }],
    ["worklist.person.no-right", {}, { permissions: permissionsOf(["auditor"]) }],
    ["worklist.person.no-right", {}, { permissions: permissionsOf(["team-lead"]) }],
    ["worklist.person.excluded", { excludedPersonId: "a" }, {}],
    [null, { excludedPersonId: "b" }, {}],
    ["worklist.person.away", {}, { away: true }],
    ["worklist.person.full", {}, { load: WORKLIST_POLICY.loadCap }],
    [null, {}, { load: WORKLIST_POLICY.loadCap - 1 }],
    // What he has already weighs nothing more.
    [null, { assigneeId: "a" }, { load: WORKLIST_POLICY.loadCap }],
  ])("%s for %o and %o", (expected, facts, person) => {
    expect(code(checkEligible({ ...item, ...facts }, { ...worker, ...person }))).toBe(expected);
  });
});

describe("checkTake", () => {
  it.each<[string | null, Partial<ItemFacts>]>([
    [null, {}],
    ["worklist.item.closed", { state: "done" }],
    ["worklist.item.suspended", { suspendedAt: now }],
    ["worklist.item.held", { assigneeId: "b", heldAs: "taken", lockedUntil: at(1) }],
    ["worklist.item.held", { assigneeId: "b", heldAs: "assigned" }],
    [null, { assigneeId: "b", heldAs: "taken", lockedUntil: now }],
    [null, { assigneeId: "a", heldAs: "assigned" }],
    [null, { snoozedUntil: at(1) }],
  ])("%s for %o", (expected, facts) => {
    expect(code(checkTake({ ...item, ...facts }, worker, now))).toBe(expected);
  });
});

describe("whose it is", () => {
  it("ends with the lock, to the millisecond", () => {
    expect(holderOf({ assigneeId: "b", lockedUntil: at(1) }, now)).toBe("b");
    expect(holderOf({ assigneeId: "b", lockedUntil: now }, now)).toBeNull();
    expect(holderOf({ assigneeId: "b", lockedUntil: null }, now)).toBe("b");
  });

  it("decides who may change it, unless somebody assigns work", () => {
    const held = { ...item, assigneeId: "b", heldAs: "assigned" as const };
    const by = (personId: string, mayAssign: boolean, facts = held) =>
      code(checkHolder(facts, { personId, mayAssign }, now));
    expect([by("b", false), by("a", false), by("a", true)]).toEqual([null, "worklist.item.held", null]);
    expect(by("a", false, { ...held, assigneeId: "" })).toBe("worklist.item.held");
    expect(code(checkHolder(item, { personId: "a", mayAssign: false }, now))).toBe("worklist.item.not-held");
  });

  it("is stale by its version", () => {
    expect([3, undefined, 2].map((version) => code(checkPresent(item, version)))).toEqual([
      null,
      null,
      "worklist.item.stale",
    ]);
  });
});

describe("rest", () => {
  it("is put aside later than now, before it is due, not too far", () => {
    const snooze = (hours: number, facts: Partial<ItemFacts> = {}) =>
      code(checkSnooze({ ...item, ...facts }, at(hours), now));
    expect([snooze(0), snooze(47), snooze(48)]).toEqual(["worklist.snooze.past", null, "worklist.snooze.past-due"]);
    expect(snooze(WORKLIST_POLICY.snoozeHours, { dueAt: null })).toBeNull();
    expect(snooze(WORKLIST_POLICY.snoozeHours + 1, { dueAt: null })).toBe("worklist.snooze.too-far");
    expect(snooze(1, { suspendedAt: now })).toBe("worklist.item.suspended");
  });

  it("is suspended once, for a while", () => {
    const suspend = (hours: number, facts: Partial<ItemFacts> = {}) =>
      code(checkSuspend({ ...item, ...facts }, at(hours), now));
    expect([suspend(0), suspend(100)]).toEqual(["worklist.suspend.past", null]);
    expect(suspend(WORKLIST_POLICY.suspendHours + 1)).toBe("worklist.suspend.too-far");
    expect(suspend(1, { suspendedAt: now })).toBe("worklist.item.suspended");
  });
});

describe("words", () => {
  it("asks for a note where the reason says nothing", () => {
    expect(code(checkReason("skill", undefined))).toBeNull();
    expect(code(checkReason("other", "  "))).toBe("worklist.reason.note-missing");
    expect(code(checkReason("other", "why"))).toBeNull();
  });

  it("are taken back by their author, for some minutes, once", () => {
    const comment = { authorId: "person:a", writtenAt: now, withdrawnAt: null };
    const minutes = (n: number) => addDuration(now, { minutes: n });
    const back = (facts: object, n: number, who = "person:a") =>
      code(checkWithdraw({ ...comment, ...facts }, who, minutes(n)));
    expect(back({}, WORKLIST_POLICY.withdrawMinutes - 1)).toBeNull();
    expect(back({}, WORKLIST_POLICY.withdrawMinutes)).toBe("worklist.comment.too-late");
    expect(back({}, 0, "person:b")).toBe("worklist.comment.not-author");
    expect(back({ withdrawnAt: now }, 0)).toBe("worklist.comment.withdrawn");
  });

  it("are promised for later, not too far", () => {
    const promise = (hours: number) => code(checkPromise(at(hours), now));
    expect([promise(0), promise(1), promise(WORKLIST_POLICY.promiseHours + 1)]).toEqual([
      "worklist.promise.past",
      null,
      "worklist.promise.too-far",
    ]);
  });
});
