import { z } from "zod";
import { REACHED } from "@/domain/rulebook/schema";
import measured from "@/rulebook/coverage.json";

const measurement = z.object({
  measuredOn: z.string().nullable(),
  rules: z.record(
    z.string(),
    z.object({ reached: z.enum(REACHED), tests: z.array(z.string()), codes: z.array(z.string()) }),
  ),
});

export type Reached = {
  readonly reached: (typeof REACHED)[number];
  readonly tests: readonly string[];
  readonly codes: readonly string[];
};

let kept: z.output<typeof measurement> | undefined;
const all = () => {
  kept ??= measurement.parse(measured);
  return kept;
};

/** The day of the last measurement kept (`npm run rulebook:coverage -- --write`); null when there is none. */
export const measuredOn = (): string | null => all().measuredOn;

/** How far a rule was found to reach; null for one not measured, or not reached by any test (law nobody counts). */
export const reachedBy = (id: string): Reached | null => all().rules[id] ?? null;
