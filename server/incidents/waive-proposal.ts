import { z } from "zod";
import { WAIVER_REASON_NAMES, WAIVER_REASONS, type WaiverReason } from "@/domain/incidents/codes";
import { DUTIES, type Duty } from "@/domain/incidents/model";
import { decided, refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { registerApprovalKind } from "@/server/approvals/public";
import type { Scope } from "@/server/kernel/scope";
import { loadDuties, settleDuties } from "./duties";
import { fact, input, openNote, severityInput, shared, unchanged, WAIVE_KIND } from "./proposals";
import { addEntry, INCIDENT, loadIncident, saveIncident } from "./store";

const payload = z.strictObject({
  incidentId: z.uuid(),
  noteSealed: z.string(),
  duty: z.enum(DUTIES),
  reason: z.enum(WAIVER_REASON_NAMES),
});

/** The rows a waiver stands on. */
export const waiverBasis = ({ rules, now }: Pick<Scope, "rules" | "now">, reason: WaiverReason) =>
  WAIVER_REASONS[reason].map((rule) => rules.ref(rule, shanghaiDate(now)));

/** Where a duty stands; `none` where the incident has no such duty. */
async function stateOf(scope: Scope, incidentId: string, duty: Duty): Promise<string> {
  const found = (await loadDuties(scope, incidentId)).find((one) => one.duty === duty && one.state !== "lapsed");
  return found?.state ?? "none";
}

/** A second person's yes to not telling an authority. What is missed by then stays missed. */
registerApprovalKind({
  ...shared,
  ...unchanged,
  kind: WAIVE_KIND,
  payload,

  async insideInputs(scope, { payload: { incidentId, duty } }, { lock }) {
    const incident = await loadIncident(scope, incidentId, { lock });
    const state = await stateOf(scope, incidentId, duty);
    return [severityInput(incident), input("duty", incident.number, `${duty}/${state}`)];
  },

  async apply(scope, { payload: { incidentId, duty, reason, noteSealed }, approvalId }) {
    const { now } = scope;
    const incident = await loadIncident(scope, incidentId, { lock: true });
    const as = { state: "waived", at: now, waiver: reason } as const;
    const waived = await settleDuties(scope, incidentId, [duty], as);
    if (waived.length === 0) return refuse("incidents.duty.not-open");
    const words = await openNote(scope, approvalId, noteSealed);
    if (words) await addEntry(scope, incidentId, { kind: "note", words, at: now });
    await saveIncident(scope, incident);
    const basis = waiverBasis(scope, reason);
    const data = { number: incident.number, approval: approvalId, duty, reason };
    const subject = { type: INCIDENT, id: incidentId };
    return decided({ audit: [{ kind: "incidents.duty.approve", subject, basis, data }], events: [] }, basis);
  },

  async brief(scope, { payload: { incidentId, duty, reason, noteSealed }, approvalId }) {
    const incident = await loadIncident(scope, incidentId);
    return {
      note: await openNote(scope, approvalId, noteSealed),
      facts: [
        fact("number", incident.number),
        fact("duty", `incidents.duties.${duty}`, true),
        fact("reason", `incidents.waivers.${reason}`, true),
      ],
      basis: waiverBasis(scope, reason),
      href: `/incidents/${incident.id}`,
    };
  },
});
