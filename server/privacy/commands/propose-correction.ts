import { proposeCorrectionInput } from "@/domain/privacy/schema";
import { proposeCorrection as propose } from "@/server/corrections/public";
import { command } from "@/server/kernel/command";
import { settled } from "../settled";
import { addStep, loadRequest, REQUEST, saveRequest } from "../store";
import { holdWorking } from "../working";

/** Proposes what is to be put right; its settling answers the request. Refuses as corrections do. */
export const proposeCorrection = command({
  name: "privacy.correction.propose",
  permission: "privacy.work",
  input: proposeCorrectionInput,
  subject: ({ id }) => ({ type: REQUEST, id }),
  async handle(scope, { items, evidenceIds, ...seen }) {
    const held = await holdWorking(scope, seen, ["correction"]);
    if (!held.ok) return held;
    const { id, customerId, number } = held.value;
    const made = await propose(scope, { requestId: id, customerId, items, evidenceIds });
    if (!made.ok) return made;
    const { correctionId, number: correction, audit, events } = made.value;
    // What stands at once has answered the request already.
    const now = await loadRequest(scope, id);
    const change = { correctionId, correctionNumber: correction };
    const saved = await saveRequest(scope, now, change);
    if (!saved.ok) return saved;
    await addStep(scope, id, "correction-proposed", correction);
    const entry = {
      kind: "privacy.correction.propose" as const,
      subject: { type: REQUEST, id },
      data: { number, correction, fields: items.map(({ field }) => field) },
    };
    return settled({ audit: [entry, ...audit], events }, { id, version: saved.value, correctionId });
  },
});
