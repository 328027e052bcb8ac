import { requestCorrectionInput } from "@/domain/corrections/schema";
import { command, committed } from "@/server/kernel/command";
import { CORRECTION_KIND } from "../proposal";
import { proposeCorrection } from "../propose";

/** A colleague puts right what he finds wrong, with papers; see `proposeCorrection` for what is refused. */
export const requestCorrection = command({
  name: CORRECTION_KIND,
  permission: "corrections.propose",
  input: requestCorrectionInput,
  subject: ({ customerId }) => ({ type: "customer", id: customerId }),
  async handle(scope, input) {
    const proposed = await proposeCorrection(scope, { ...input, requestId: null });
    if (!proposed.ok) return proposed;
    const { correctionId, number, state, audit, events } = proposed.value;
    const [first, ...rest] = audit;
    if (!first) throw new Error("a correction without an entry");
    return committed({ result: { correctionId, number, state }, audit: [first, ...rest], events });
  },
});
