import { z } from "zod";
import { takeBack } from "@/server/approvals/public";
import { command } from "@/server/kernel/command";
import { PARTNER_KIND } from "../proposal";
import { loadPartner, PARTNER } from "../store";

/** Takes a proposed partner back before it is decided, by who proposed it. Refuses others, and where nothing waits. */
export const withdrawPartner = command({
  name: "sharing.partner.withdraw",
  permission: "sharing.manage",
  input: z.strictObject({ id: z.uuid() }),
  subject: ({ id }) => ({ type: PARTNER, id }),
  async handle(scope, { id }) {
    const partner = await loadPartner(scope, id);
    return takeBack(scope, { kind: PARTNER_KIND, subjectId: partner.id, none: "sharing.partner.not-proposed" });
  },
});
