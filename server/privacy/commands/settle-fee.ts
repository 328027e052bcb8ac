import { settleFee as settle } from "@/domain/privacy/decisions";
import { settleFeeInput } from "@/domain/privacy/schema";
import { asShown } from "@/domain/privacy/states";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import type { Scope } from "@/server/kernel/scope";
import { dropPending } from "../fee-pending";
import { addStep, loadRequest, REQUEST, saveRequest } from "../store";

/** Who may move a fee where: the customer's yes is entered by who works on the request, and either of the two waives it. */
const right = ({ actor }: Scope, to: "accepted" | "waived"): boolean =>
  actor.permissions.has("privacy.work") || (to === "waived" && actor.permissions.has("privacy.approve"));

/** Enters the customer's yes to a fee he was told of, or waives it; what waits for a second person falls with it. Refuses what does not follow from where it stands. */
export const settleFee = command({
  name: "privacy.fee.settle",
  permission: "privacy.read",
  input: settleFeeInput,
  subject: ({ id }) => ({ type: REQUEST, id }),
  async handle(scope, { id, version, as }) {
    if (!right(scope, as)) return refuse("privacy.fee.not-yours");
    const request = await loadRequest(scope, id, { lock: true });
    const shown = asShown(request, version);
    if (!shown.ok) return shown;
    if (request.fee === null) return refuse("privacy.fee.not-now", { params: { state: "none" } });
    const moved = settle(request.fee, as, scope.actor.id);
    if (!moved.ok) return moved;
    const saved = await saveRequest(scope, request, { feeState: as });
    if (!saved.ok) return saved;
    await addStep(scope, id, `fee-${as}`);
    const dropped = await dropPending(scope, id);
    if (!dropped.ok) return dropped;
    const data = { number: request.number, to: as };
    return committed({
      result: { id, version: saved.value },
      audit: [{ kind: "privacy.fee.settle", subject: { type: REQUEST, id }, data }, ...dropped.value.audit],
      events: dropped.value.events,
    });
  },
});
