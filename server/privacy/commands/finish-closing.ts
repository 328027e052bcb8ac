import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { command } from "@/server/kernel/command";
import { planErasure } from "@/server/retention/public";
import { carryOutAndAnswer, erasureBasis } from "../carrying-out";
import { openAccounts } from "../closing";
import { settled } from "../settled";
import { loadRequest, REQUEST } from "../store";

/**
 * The last account of who asked to close is closed: the plan is made for good, carried out and told, and the request's
 * clock ends. Refuses while an account is open, and a request nobody agreed to.
 */
export const finishClosing = command({
  name: "privacy.closing.finish",
  permission: "privacy.run",
  input: z.object({ requestId: z.uuid() }),
  subject: ({ requestId }) => ({ type: REQUEST, id: requestId }),
  async handle(scope, { requestId }) {
    const { customerId, ...request } = await loadRequest(scope, requestId, { lock: true });
    const { state, type, number, planned } = request;
    if (type !== "closure" || state !== "working" || !planned || customerId === null)
      return refuse("privacy.request.not-now", { params: { state } });
    if ((await openAccounts(scope, customerId)) > 0) return refuse("privacy.closing.accounts-open");
    const plan = await planErasure(scope, { customerId, purpose: "closure" });
    const working = { ...request, customerId };
    const done = await carryOutAndAnswer(scope, working, plan);
    if (!done.ok) return done;
    const entry = {
      kind: "privacy.closing.finish" as const,
      subject: { type: REQUEST, id: requestId },
      basis: erasureBasis(scope, working, plan),
      data: { number, digest: plan.digest },
    };
    return settled({ audit: [entry, ...done.value.audit], events: done.value.events }, { requestId });
  },
});
