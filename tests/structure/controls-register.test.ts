import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { CONTROLS, type ControlName, isControl } from "@/domain/completeness/register";
import { cadenceOf } from "@/domain/completeness/standing";
import { SCHEDULES } from "@/server/handlers";

const ofKind = (kind: string) =>
  Object.entries(CONTROLS)
    .filter(([, spec]) => spec.kind === kind)
    .map(([name]) => name);

describe("the register of controls", () => {
  it("names every schedule, and no other", () => {
    expect(SCHEDULES.map(({ name }) => name).sort()).toEqual(ofKind("schedule").sort());
  });

  it.each(SCHEDULES.map(({ name, cron }) => [name, cron] as const))(
    "%s: the cadence is its crontab's",
    (name, cron) => {
      expect(isControl(name) && CONTROLS[name as ControlName].everyMinutes).toBe(cadenceOf(cron));
    },
  );

  it("names every loop of the worker that is a control, and no other", async () => {
    const worker = await readFile("worker.ts", "utf8");
    const loops = [...worker.matchAll(/controlledLoop\(own, "([a-z-]+)"/g)].map(([, name]) => name);
    expect(loops.sort()).toEqual(ofKind("loop").sort());
  });
});
