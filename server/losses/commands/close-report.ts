import { proposeClosing } from "@/domain/losses/decisions";
import { seenInput } from "@/domain/losses/schema";
import { command, committed } from "@/server/kernel/command";
import { reportClosing } from "../events";
import { accountsHeld } from "../papers";
import { subjectOf } from "../protect";
import { loadReport, saveReport } from "../store";

/**
 * Hands the accounts of a confirmed report to be closed and replaced; the news goes to whoever closes accounts. The freeze
 * stands until they are. Refuses a report that is not confirmed.
 */
export const closeReport = command({
  name: "losses.report.close",
  permission: "losses.work",
  input: seenInput,
  subject: ({ id }) => subjectOf({ id }),
  async handle(scope, { id, version }) {
    const report = await loadReport(scope, id, { lock: true });
    const closing = proposeClosing(report, version, scope);
    if (!closing.ok) return closing;
    const accounts = await accountsHeld(scope, report);
    const next = await saveReport(scope, report, { state: closing.value });
    return committed({
      result: { id, state: closing.value, accounts: accounts.length, version: next },
      audit: [
        {
          kind: "losses.report.close",
          subject: subjectOf(report),
          basis: closing.basis,
          data: { number: report.number, accounts: accounts.length },
        },
      ],
      events: accounts.map((accountId) => reportClosing({ reportId: id, customerId: report.customerId, accountId })),
    });
  },
});
