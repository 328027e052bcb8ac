import { quoteFee } from "@/domain/privacy/decisions";
import { PRIVACY_POLICY } from "@/domain/privacy/policy";
import { proposeFeeInput } from "@/domain/privacy/schema";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { requestApproval } from "@/server/approvals/public";
import { command, committed } from "@/server/kernel/command";
import { copiesBefore } from "../copies";
import { FEE_KIND } from "../fee-approval";
import { addStep, REQUEST, saveRequest } from "../store";
import { holdWorking } from "../working";

/** Asks for the cost of a repeated copy; a second person agrees before the customer hears of it. The clock runs on. */
export const proposeFee = command({
  name: FEE_KIND,
  permission: "privacy.work",
  input: proposeFeeInput,
  subject: ({ id }) => ({ type: REQUEST, id }),
  async handle(scope, { amountMinor, ...seen }) {
    const held = await holdWorking(scope, seen);
    if (!held.ok) return held;
    const request = held.value;
    if (request.fee !== null) return refuse("privacy.fee.not-now", { params: { state: request.fee.state } });
    const before = await copiesBefore(scope, request.customerId);
    const quoted = quoteFee(
      { ...request, copiesBefore: before, minor: amountMinor },
      scope.rules,
      shanghaiDate(scope.now),
    );
    if (!quoted.ok) return quoted;
    const { feeCurrency } = PRIVACY_POLICY;
    const change = { feeState: "quoted" as const, feeMinor: amountMinor, feeCurrency, feeBy: scope.actor.id };
    const saved = await saveRequest(scope, request, change);
    if (!saved.ok) return saved;
    const { id, number, customerId } = request;
    await addStep(scope, id, "fee-quoted", amountMinor.toString());
    const opened = await requestApproval(scope, {
      id: scope.newId<"approval">(),
      kind: FEE_KIND,
      subject: { type: REQUEST, id },
      customerId,
      accountId: null,
      payload: { requestId: id, amountMinor: amountMinor.toString() },
      token: null,
      openForHours: PRIVACY_POLICY.proposalHours,
    });
    if (!opened.ok) return opened;
    return committed({
      result: { id, version: saved.value, approval: opened.value.number },
      audit: [
        {
          kind: FEE_KIND,
          subject: { type: REQUEST, id },
          basis: quoted.basis,
          data: { number, minor: amountMinor.toString(), copies: before, approval: opened.value.number },
        },
        ...opened.value.audit,
      ],
      events: opened.value.events,
    });
  },
});
