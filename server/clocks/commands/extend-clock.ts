import { z } from "zod";
import { EXTENSION_GROUNDS } from "@/domain/clocks/grounds";
import { command, committed } from "@/server/kernel/command";
import { extendClock as extend } from "../change-clock";

/** Takes more time, as far as the clock's rule grants it and once. `amount` is in the unit of its period. */
export const extendClock = command({
  name: "clocks.clock.extend",
  permission: "clocks.change",
  input: z.strictObject({
    clockId: z.uuid(),
    version: z.int().positive(),
    ground: z.enum(EXTENSION_GROUNDS),
    amount: z.int().min(1).max(3_650),
  }),
  subject: ({ clockId }) => ({ type: "clock", id: clockId }),
  async handle(scope, { clockId, ...input }) {
    const changed = await extend(scope, clockId, input);
    if (!changed.ok) return changed;
    const { audit, ...result } = changed.value;
    return committed({ result, audit: [audit] });
  },
});
