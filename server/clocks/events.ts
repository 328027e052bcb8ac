import { z } from "zod";
import { defineTopic } from "@/server/kernel/outbox";

/** Which open clocks a changed book may touch: those of a rule that began in a span of days, or those near a year. */
export const touchedByLaw = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("rule"),
    ruleId: z.string(),
    from: z.iso.date().nullable(),
    until: z.iso.date().nullable(),
  }),
  z.strictObject({ kind: z.literal("calendar"), year: z.number() }),
]);
export type TouchedByLaw = z.output<typeof touchedByLaw>;

/** A rule or the calendar has changed: deadlines are to be computed again. */
export const deadlinesTouched = defineTopic({
  topic: "clocks.deadlines.touched",
  clearance: "general",
  payload: z.object({ changeId: z.string(), touched: touchedByLaw }),
});
