import { registerRequestInput } from "@/domain/privacy/schema";
import { refuse } from "@/domain/shared/result";
import { instant } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { tellAbout } from "../ending";
import { openRequestOf, takeIn, weighIntake } from "../intake";
import { loadRequest } from "../store";
import { holdSubject } from "../subject";

/**
 * Enters a request that reached the desk; its days count from when it did. Refuses the future and what lies too far back,
 * who may not ask for whom, what does not say enough, and a second one while one of the type is open.
 */
export const registerRequest = command({
  name: "privacy.request.register",
  permission: "privacy.register",
  input: registerRequestInput,
  subject: ({ customerId }) => ({ type: "customer", id: customerId }),
  async handle(scope, input) {
    const subject = await holdSubject(scope, input.customerId);
    const receivedAt = instant(input.receivedAt);
    if (input.requester !== "subject" && input.person === null)
      return refuse("privacy.request.details-missing", { field: "person" });
    const incoming = { ...input, receivedAt, who: { person: input.person, claim: null }, statusHash: null };
    const allowed = await weighIntake(scope, incoming, subject);
    if (!allowed.ok) return allowed;
    const open = await openRequestOf(scope, input.customerId, input.type);
    if (open) return refuse("privacy.request.already-open", { params: { number: open.number } });
    const taken = await takeIn(scope, "privacy.request.register", incoming, allowed.basis);
    const request = await loadRequest(scope, taken.id);
    const told = await tellAbout(scope, request, "privacy.received", { due: request.dueRaw });
    const { id, number, dueOn } = taken;
    return committed({
      result: { id, number, dueOn, version: request.version },
      audit: [taken.audit, ...told.audit],
      events: told.events,
    });
  },
});
