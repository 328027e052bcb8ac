import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { endOf } from "../ending";
import { loadPartner, PARTNER } from "../store";

/** Ends a partner whose contract ran out. Refuses one whose contract runs, or that is not in use. */
export const lapsePartner = command({
  name: "sharing.partner.lapse",
  permission: "sharing.run",
  input: z.strictObject({ id: z.uuid() }),
  subject: ({ id }) => ({ type: PARTNER, id }),
  async handle(scope, { id }) {
    const partner = await loadPartner(scope, id, { lock: true });
    const over = partner.contractTo !== null && partner.contractTo < shanghaiDate(scope.now);
    if (partner.state !== "active" || !over) return refuse("sharing.partner.not-active");
    const { audit, events, noticed } = await endOf(scope, partner, "contract-over", "sharing.partner.lapse");
    return committed({ result: { id, noticed }, audit, events });
  },
});
