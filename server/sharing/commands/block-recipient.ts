import { refuse } from "@/domain/shared/result";
import { stopRecipientInput } from "@/domain/sharing/schema";
import { command, committed } from "@/server/kernel/command";
import { mayStop } from "../optional";
import { stopSharing } from "../stopping";

/** Stops giving a customer's data to partners, at his word. Refuses those that get them without his consent, and what is stopped already. */
export const stopRecipient = command({
  name: "sharing.recipient.stop",
  permission: "consents.record",
  input: stopRecipientInput,
  subject: ({ customerId }) => ({ type: "customer", id: customerId }),
  async handle(scope, { customerId, partnerIds }) {
    const allowed = await mayStop(scope, partnerIds);
    if (!allowed.ok) return allowed;
    const { stopped, audit, events } = await stopSharing(scope, { customerId, partnerIds, requestId: null });
    const [first, ...rest] = audit;
    if (!first) return refuse("sharing.recipient.already-stopped");
    return committed({ result: { customerId, stopped }, audit: [first, ...rest], events });
  },
});
