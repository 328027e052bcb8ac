import { z } from "zod";
import { PAUSE_GROUNDS } from "@/domain/clocks/grounds";
import { command, committed } from "@/server/kernel/command";
import { pauseClock as pause } from "../change-clock";

/** Pauses a clock on a ground its rule allows. `version` is the clock's as seen on the screen. */
export const pauseClock = command({
  name: "clocks.clock.pause",
  permission: "clocks.change",
  input: z.strictObject({
    clockId: z.uuid(),
    version: z.int().positive(),
    ground: z.enum(PAUSE_GROUNDS),
  }),
  subject: ({ clockId }) => ({ type: "clock", id: clockId }),
  async handle(scope, { clockId, ...input }) {
    const changed = await pause(scope, clockId, input);
    if (!changed.ok) return changed;
    const { audit, ...result } = changed.value;
    return committed({ result, audit: [audit] });
  },
});
