import { z } from "zod";
import { command, committed } from "@/server/kernel/command";
import { startRun as begin } from "../runs";

/** Begins to compare every customer anew, as the day's control does. */
export const startRun = command({
  name: "screening.run.start",
  permission: "screening.run",
  input: z.object({}),
  subject: () => ({ type: "screening-run", id: "new" }),
  async handle(scope) {
    const { runId, audit, events } = await begin(scope);
    const [first, ...rest] = audit;
    if (!first) throw new Error("a run without an entry");
    return committed({ result: { runId }, audit: [first, ...rest], events });
  },
});
