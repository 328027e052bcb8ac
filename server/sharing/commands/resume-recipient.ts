import { sql } from "drizzle-orm";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { resumeRecipientInput } from "@/domain/sharing/schema";
import { command, committed } from "@/server/kernel/command";
import { holdCustomer } from "../store";

/** Lifts a stop at the customer's own word. His consent is asked all the same. Refuses where nothing is stopped. */
export const resumeRecipient = command({
  name: "sharing.recipient.resume",
  permission: "consents.record",
  input: resumeRecipientInput,
  subject: ({ customerId }) => ({ type: "customer", id: customerId }),
  async handle(scope, { customerId, partnerId }) {
    const { tx, actor, now, rules } = scope;
    await holdCustomer(scope, customerId);
    const { rowCount } = await tx.execute(sql`update sharing_stops set lifted_at = ${now}::timestamptz
      where customer_id = ${customerId}::uuid and partner_id = ${partnerId}::uuid and programme_id = ${actor.programmeId}
        and lifted_at is null`);
    if (rowCount !== 1) return refuse("sharing.recipient.not-stopped");
    return committed({
      result: { customerId, partnerId },
      audit: [
        {
          kind: "sharing.recipient.resume",
          subject: { type: "customer", id: customerId },
          basis: [rules.ref("law-pipl-23", shanghaiDate(now))],
          data: { partner: partnerId },
        },
      ],
    });
  },
});
