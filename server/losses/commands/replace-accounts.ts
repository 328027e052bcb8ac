import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { accountsHeld, openAmong } from "../papers";
import { closeReportItems, endMeasures, subjectOf } from "../protect";
import { loadReport, saveReport } from "../store";

/**
 * Ends a report whose accounts are all closed and replaced. Refuses while one of them is open, and a report that is not
 * being closed: the freeze of an open account never ends here.
 */
export const replaceAccounts = command({
  name: "losses.report.replace",
  permission: "losses.follow",
  input: z.strictObject({ id: z.uuid() }),
  subject: ({ id }) => subjectOf({ id }),
  async handle(scope, { id }) {
    const report = await loadReport(scope, id, { lock: true });
    if (report.state !== "closing") return refuse("losses.report.not-open");
    const accounts = await accountsHeld(scope, report);
    if ((await openAmong(scope, accounts)) > 0) return refuse("losses.close.not-confirmed");
    const ended = await endMeasures(scope, report, "replaced-and-closed");
    if (!ended.ok) return ended;
    await saveReport(scope, report, { state: "replaced-and-closed", ended: true });
    await closeReportItems(scope, report);
    return committed({
      result: { id },
      audit: [
        {
          kind: "losses.report.replace",
          subject: subjectOf(report),
          data: { number: report.number, accounts: accounts.length },
        },
        ...ended.value.audit,
      ],
      events: ended.value.events,
    });
  },
});
