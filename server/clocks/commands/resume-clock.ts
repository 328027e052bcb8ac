import { z } from "zod";
import { command, committed } from "@/server/kernel/command";
import { resumeClock as resume } from "../change-clock";

/** Lets a paused clock run again from now. */
export const resumeClock = command({
  name: "clocks.clock.resume",
  permission: "clocks.change",
  input: z.strictObject({
    clockId: z.uuid(),
    version: z.int().positive(),
  }),
  subject: ({ clockId }) => ({ type: "clock", id: clockId }),
  async handle(scope, { clockId, ...input }) {
    const changed = await resume(scope, clockId, input);
    if (!changed.ok) return changed;
    const { audit, ...result } = changed.value;
    return committed({ result, audit: [audit] });
  },
});
