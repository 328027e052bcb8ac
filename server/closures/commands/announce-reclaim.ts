import { z } from "zod";
import { proposableFrom } from "@/domain/closures/reclaim";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { tellCustomer } from "@/server/letters/public";
import { lockCandidate, saveCandidate } from "../candidates";
import { CANDIDATE, today } from "../store";

/** Tells a customer that an account he does not use may be closed, and until when he can keep it. Once per account found. */
export const announceReclaim = command({
  name: "closures.candidate.notice",
  permission: "closures.run",
  input: z.object({ id: z.uuid() }),
  subject: ({ id }) => ({ type: CANDIDATE, id }),
  async handle(scope, { id }) {
    const candidate = await lockCandidate(scope, id);
    const { state, customerId, accountId, accountNumber } = candidate;
    if (state !== "found") return refuse("closures.candidate.not-open", { params: { state } });
    const noticedOn = today(scope);
    await saveCandidate(scope, id, { state: "noticed", noticedOn });
    const due = proposableFrom(noticedOn);
    const subject = { type: CANDIDATE, id };
    const told = await tellCustomer(scope, {
      customerId,
      accountId,
      template: "closure.reclaim",
      params: { due },
      subject,
    });
    return committed({
      result: { id, due },
      audit: [
        {
          kind: "closures.candidate.notice",
          subject,
          basis: [scope.rules.ref("miacct-reclaim-pending", noticedOn)],
          data: { account: accountNumber, due },
        },
        ...told.audit,
      ],
      events: told.events,
    });
  },
});
