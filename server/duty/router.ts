import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { addShift } from "./commands/add-shift";
import { endAbsence } from "./commands/end-absence";
import { removeShift } from "./commands/remove-shift";
import { replayWeek } from "./commands/replay-week";
import { setAbsence } from "./commands/set-absence";
import { absences, myAbsences, now, staff, week } from "./queries";

export const dutyRouter = router({
  staff: queryProcedure(staff),
  myAbsences: queryProcedure(myAbsences),
  absences: queryProcedure(absences),
  week: queryProcedure(week),
  now: queryProcedure(now),
  setAbsence: commandProcedure(setAbsence),
  endAbsence: commandProcedure(endAbsence),
  addShift: commandProcedure(addShift),
  removeShift: commandProcedure(removeShift),
  replayWeek: commandProcedure(replayWeek),
});
