import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { extendClock } from "./commands/extend-clock";
import { pauseClock } from "./commands/pause-clock";
import { resumeClock } from "./commands/resume-clock";
// Says in previews what a changed rule or calendar would move.
import "./follow-law";
import { clocksOfSubject, countPeriod } from "./queries";

export const clocksRouter = router({
  ofSubject: queryProcedure(clocksOfSubject),
  count: queryProcedure(countPeriod),
  pause: commandProcedure(pauseClock),
  resume: commandProcedure(resumeClock),
  extend: commandProcedure(extendClock),
});
