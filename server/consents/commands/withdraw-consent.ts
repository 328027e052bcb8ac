import { withdraw } from "@/domain/consents/decisions";
import { withdrawConsentInput } from "@/domain/consents/schema";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { CUSTOMER } from "../store";
import { withdrawConsents } from "../withdrawal";

/** Takes back what a customer agreed to, at once. Refuses a core purpose, and where there is nothing to take back. */
export const withdrawConsent = command({
  name: "consents.consent.withdraw",
  permission: "consents.record",
  input: withdrawConsentInput,
  subject: ({ customerId }) => ({ type: CUSTOMER, id: customerId }),
  async handle(scope, { customerId, purposes, channel, reason }) {
    if (purposes !== "all-optional") {
      const may = withdraw(purposes, scope.now, scope.rules);
      if (!may.ok) return may;
    }
    const done = await withdrawConsents(scope, { customerId, purposes, requestId: null, channel, reason });
    const [first, ...rest] = done.audit;
    if (!first) return refuse("consents.consent.not-given");
    return committed({
      result: { customerId, withdrawn: done.withdrawn },
      audit: [first, ...rest],
      events: done.events,
    });
  },
});
