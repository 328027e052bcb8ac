import { refuseRequest } from "@/domain/privacy/decisions";
import { proposeRefusalInput } from "@/domain/privacy/schema";
import { asShown, move } from "@/domain/privacy/states";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { command } from "@/server/kernel/command";
import { closingStuck } from "../closing";
import { propose } from "../proposing";
import { REFUSAL_KIND } from "../refusal-approval";
import { settled } from "../settled";
import { loadRequest, REQUEST } from "../store";

/**
 * Proposes to refuse, on a coded ground; a second person agrees or not. Refuses a ground that the document or the type
 * does not allow, what remains of accounts where nothing does, and any but that of identity or entitlement where nobody has proven who he is.
 */
export const proposeRefusal = command({
  name: REFUSAL_KIND,
  permission: "privacy.work",
  input: proposeRefusalInput,
  subject: ({ id }) => ({ type: REQUEST, id }),
  async handle(scope, { id, version, ground, note }) {
    const request = await loadRequest(scope, id, { lock: true });
    const shown = asShown(request, version);
    if (!shown.ok) return shown;
    const moved = move(request.state, "propose");
    if (!moved.ok) return moved;
    const proven = request.verifiedAt !== null;
    const weighed = refuseRequest({ ...request, proven }, ground, scope.rules, shanghaiDate(scope.now));
    if (!weighed.ok) return weighed;
    if (ground === "closing-conditions" && !(await closingStuck(scope, request)))
      return refuse("privacy.refusal.ground-not-allowed", { field: "ground" });
    const opened = await propose(scope, request, {
      kind: REFUSAL_KIND,
      of: "refusal",
      ground,
      note,
      basis: weighed.basis,
      payload: { ground },
    });
    return opened.ok ? settled(opened.value, opened.value.result) : opened;
  },
});
