import { sql } from "drizzle-orm";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { allowPartner } from "@/domain/sharing/decisions";
import { PROPOSAL_HOURS } from "@/domain/sharing/policy";
import { proposePartnerInput } from "@/domain/sharing/schema";
import { requestApproval } from "@/server/approvals/public";
import { command, committed } from "@/server/kernel/command";
import { mustBeAssessed } from "../assessed";
import { PARTNER_KIND } from "../proposal";
import { loadPartner, PARTNER, savePartner } from "../store";

/**
 * Proposes a partner for use; a second person agrees or not. Refuses as `allowPartner` of the domain does today, one that nobody
 * assessed, and one that is no draft or has changed.
 */
export const proposePartner = command({
  name: PARTNER_KIND,
  permission: "sharing.manage",
  input: proposePartnerInput,
  subject: ({ id }) => ({ type: PARTNER, id }),
  async handle(scope, { id, version }) {
    const partner = await loadPartner(scope, id, { lock: true });
    if (partner.state !== "draft") return refuse("sharing.partner.not-draft");
    if (partner.version !== version) return refuse("sharing.partner.stale");
    const allowed = allowPartner({ ...partner, paid: false }, shanghaiDate(scope.now), scope.rules);
    if (!allowed.ok) return allowed;
    const assessed = await mustBeAssessed(scope, partner);
    if (!assessed.ok) return assessed;
    const approvalId = scope.newId<"approval">();
    await savePartner(scope, id, [sql`state = 'proposed'`, sql`approval_id = ${approvalId}::uuid`]);
    const opened = await requestApproval(scope, {
      id: approvalId,
      kind: PARTNER_KIND,
      subject: { type: PARTNER, id },
      customerId: null,
      accountId: null,
      payload: { partnerId: id },
      token: null,
      openForHours: PROPOSAL_HOURS,
    });
    if (!opened.ok) return opened;
    return committed({
      result: { id, version: version + 1, approval: opened.value.number },
      audit: [
        {
          kind: PARTNER_KIND,
          subject: { type: PARTNER, id },
          basis: allowed.basis,
          data: { number: partner.number, kind: partner.kind, approval: opened.value.number },
        },
        ...opened.value.audit,
      ],
      events: opened.value.events,
    });
  },
});
