import { describe, expect, it } from "vitest";
import { addDuration, instant } from "../shared/time";
import { finishRotation, isLate, requestRotation, retireVersions, rotationSpeed, startRotation } from "./decisions";
import { ROTATION_STATES, type Rotation } from "./model";
import { BACKUP_LATE_HOURS, DRILL_LATE_HOURS, RETIRE_AFTER_HOURS } from "./policy";

const NOW = instant("2026-10-09T14:32:00+08:00");
const rotation = (state: Rotation["state"], finishedAt: Rotation["finishedAt"] = null): Rotation => ({
  state,
  toVersion: 2,
  finishedAt,
});

describe("a rotation", () => {
  it("leads one version on, one at a time", () => {
    expect(requestRotation(3, false)).toMatchObject({ ok: true, value: { toVersion: 4 } });
    expect(requestRotation(3, true)).toMatchObject({ ok: false, code: "operations.rotation.running" });
  });

  it("starts when the ring holds its version, and finishes when nothing is left", () => {
    expect(startRotation(rotation("requested"), 1)).toMatchObject({ code: "operations.rotation.not-current" });
    expect(startRotation(rotation("requested"), 2)).toMatchObject({ ok: true, value: "rewrapping" });
    expect(finishRotation(rotation("rewrapping"), 1)).toMatchObject({
      code: "operations.rotation.keys-left",
      params: { keys: 1 },
    });
    expect(finishRotation(rotation("rewrapping"), 0)).toMatchObject({ ok: true, value: "rewrapped" });
  });

  it("retires older versions only after the wait, and only when nothing needs them", () => {
    const done = rotation("rewrapped", NOW);
    const ripe = addDuration(NOW, { hours: RETIRE_AFTER_HOURS });
    expect(retireVersions(done, 0, addDuration(ripe, { seconds: -1 }))).toMatchObject({
      code: "operations.rotation.too-early",
    });
    expect(retireVersions(done, 1, ripe)).toMatchObject({ code: "operations.rotation.keys-left" });
    expect(retireVersions(done, 0, ripe)).toMatchObject({ ok: true, value: "retired" });
  });

  it("takes each step from one state alone", () => {
    for (const state of ROTATION_STATES) {
      const one = rotation(state, NOW);
      const later = addDuration(NOW, { hours: 1000 });
      expect(startRotation(one, 2).ok).toBe(state === "requested");
      expect(finishRotation(one, 0).ok).toBe(state === "rewrapping");
      expect(retireVersions(one, 0, later).ok).toBe(state === "rewrapped");
    }
  });
});

describe("progress", () => {
  it("tells speed and time left once something was done", () => {
    const started = { keysTotal: 1000, keysDone: 0, startedAt: NOW, progressAt: NOW };
    expect(rotationSpeed(started)).toBeNull();
    expect(rotationSpeed({ ...started, startedAt: null })).toBeNull();
    const later = { ...started, keysDone: 250, progressAt: addDuration(NOW, { seconds: 5 }) };
    expect(rotationSpeed(later)).toEqual({ perSecond: 50, secondsLeft: 15 });
    expect(rotationSpeed({ ...later, keysDone: 1200 })?.secondsLeft).toBe(0);
  });
});

describe("a backup and a drill", () => {
  it("are late after their time, or when there never was one", () => {
    expect(isLate("backup", null, NOW)).toBe(true);
    for (const [kind, hours] of [
      ["backup", BACKUP_LATE_HOURS],
      ["drill", DRILL_LATE_HOURS],
    ] as const) {
      expect(isLate(kind, addDuration(NOW, { hours: -hours }), NOW)).toBe(false);
      expect(isLate(kind, addDuration(NOW, { hours: -hours, seconds: -1 }), NOW)).toBe(true);
    }
  });
});
