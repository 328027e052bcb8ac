import { mayAsk } from "@/domain/privacy/requester";
import { matchRequestInput } from "@/domain/privacy/schema";
import { asShown } from "@/domain/privacy/states";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { tellAbout } from "../ending";
import { addStep, loadRequest, REQUEST, saveRequest } from "../store";
import { holdSubject } from "../subject";

/** An officer says whose an unproven request is. It proves nothing yet. Refuses one whose customer is known, or who may not ask. */
export const matchRequest = command({
  name: "privacy.request.assign",
  permission: "privacy.work",
  input: matchRequestInput,
  subject: ({ id }) => ({ type: REQUEST, id }),
  async handle(scope, { id, version, customerId }) {
    const subject = await holdSubject(scope, customerId);
    const request = await loadRequest(scope, id, { lock: true });
    const shown = asShown(request, version);
    if (!shown.ok) return shown;
    if (request.state !== "received" || request.customerId !== null)
      return refuse("privacy.request.not-now", { params: { state: request.state } });
    const may = mayAsk(request, subject, scope.rules, shanghaiDate(request.receivedAt));
    if (!may.ok) return may;
    const saved = await saveRequest(scope, request, { customerId });
    if (!saved.ok) return saved;
    await addStep(scope, id, "matched");
    const told = await tellAbout(scope, { ...request, customerId }, "privacy.received", { due: request.dueRaw });
    const entry = {
      kind: "privacy.request.assign" as const,
      subject: { type: REQUEST, id },
      basis: may.basis,
      data: { number: request.number, customer: customerId },
    };
    return committed({ result: { id, version: saved.value }, audit: [entry, ...told.audit], events: told.events });
  },
});
