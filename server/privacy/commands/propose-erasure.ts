import { proposeErasureInput } from "@/domain/privacy/schema";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { command } from "@/server/kernel/command";
import { planErasure } from "@/server/retention/public";
import { ERASURE_RULES, ERASURE_TYPES, purposeOf } from "../carrying-out";
import { ERASURE_KIND } from "../erasure-approval";
import { propose } from "../proposing";
import { settled } from "../settled";
import { REQUEST } from "../store";
import { holdWorking } from "../working";

/** Proposes to delete, or to close, by the plan as it was shown; a second person agrees or not. Refuses a plan that has changed. */
export const proposeErasure = command({
  name: ERASURE_KIND,
  permission: "privacy.work",
  input: proposeErasureInput,
  subject: ({ id }) => ({ type: REQUEST, id }),
  async handle(scope, { digest, note, ...seen }) {
    const held = await holdWorking(scope, seen, ERASURE_TYPES);
    if (!held.ok) return held;
    const request = held.value;
    const plan = await planErasure(scope, { customerId: request.customerId, purpose: purposeOf(request.type) });
    if (plan.digest !== digest) return refuse("privacy.erasure.plan-changed");
    const on = shanghaiDate(scope.now);
    const basis = ERASURE_RULES[request.document].map((id) => scope.rules.ref(id, on));
    const opened = await propose(scope, request, {
      kind: ERASURE_KIND,
      of: "erasure",
      ground: null,
      note,
      basis,
      payload: { customerId: request.customerId, digest },
    });
    return opened.ok ? settled(opened.value, opened.value.result) : opened;
  },
});
