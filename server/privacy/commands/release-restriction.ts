import { releaseRestrictionInput } from "@/domain/privacy/schema";
import { refuse } from "@/domain/shared/result";
import { both } from "@/server/controls/public";
import { command } from "@/server/kernel/command";
import { liftRestriction } from "@/server/retention/public";
import { tellAbout } from "../ending";
import { settled } from "../settled";
import { addStep, loadRequest, REQUEST } from "../store";

/** The customer takes back the restriction he once asked for. Refuses what did not restrict, and what is kept for another cause. */
export const releaseRestriction = command({
  name: "privacy.restriction.release",
  permission: "privacy.work",
  input: releaseRestrictionInput,
  subject: ({ id }) => ({ type: REQUEST, id }),
  async handle(scope, { id, way }) {
    const request = await loadRequest(scope, id, { lock: true });
    const { type, customerId, number } = request;
    if (type !== "restriction" || customerId === null) return refuse("privacy.request.other-type");
    const lifted = await liftRestriction(scope, { customerId, requestId: id });
    if (!lifted.ok) return lifted;
    await addStep(scope, id, "restriction-released", way);
    const told = await tellAbout(scope, request, "privacy.resumed");
    const entry = {
      kind: "privacy.restriction.release" as const,
      subject: { type: REQUEST, id },
      basis: lifted.basis,
      data: { number, customer: customerId, way },
    };
    return settled(both(both({ audit: [entry], events: [] }, lifted.value), told), { id });
  },
});
