import { z } from "zod";
import { calendarYear, changeGrounds } from "@/domain/rulebook/schema";
import { command } from "@/server/kernel/command";
import { proposeChange } from "../change-kind";

/**
 * Proposes the rest days and make-up days of a year, from its published notice; another person checks them. A year known
 * already is replaced. Refuses as `acceptYear` of the domain does.
 */
export const proposeCalendar = command({
  name: "rulebook.calendar.propose",
  permission: "rulebook.propose",
  input: z.strictObject({ notice: calendarYear, ...changeGrounds }),
  subject: ({ notice }) => ({ type: "calendar-year", id: String(notice.year) }),
  handle: (scope, { notice, ...grounds }) =>
    proposeChange(scope, "rulebook.calendar.propose", { kind: "calendar-year", notice }, grounds),
});
