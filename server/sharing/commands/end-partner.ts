import { refuse } from "@/domain/shared/result";
import { endPartnerInput } from "@/domain/sharing/schema";
import { command, committed } from "@/server/kernel/command";
import { endOf } from "../ending";
import { loadPartner, PARTNER } from "../store";

/** Ends a partner. Refuses one that is not in use, or has changed since it was shown. */
export const endPartner = command({
  name: "sharing.partner.end",
  permission: "sharing.manage",
  input: endPartnerInput,
  subject: ({ id }) => ({ type: PARTNER, id }),
  async handle(scope, { id, version, reason }) {
    const partner = await loadPartner(scope, id, { lock: true });
    if (partner.state !== "active") return refuse("sharing.partner.not-active");
    if (partner.version !== version) return refuse("sharing.partner.stale");
    const { audit, events, noticed } = await endOf(scope, partner, reason, "sharing.partner.end");
    return committed({ result: { id, version: version + 1, noticed }, audit, events });
  },
});
