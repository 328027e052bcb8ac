import { z } from "zod";
import { localDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { addTrigger } from "../add-trigger";

/** What another capability told of a customer: a financial product bought or sold, or reason to doubt who he is. Told twice, it counts once. */
export const recordEvent = command({
  name: "reverification.event.record",
  permission: "reverification.run",
  input: z.object({
    customerId: z.uuid(),
    kind: z.enum(["financial-product", "doubt"]),
    reference: z.uuid(),
    on: z.iso.date(),
  }),
  subject: ({ customerId }) => ({ type: "customer", id: customerId }),
  async handle(scope, { customerId, kind, reference, on }) {
    const told = { customerId, kind, key: reference, on: localDate(on), subjectId: reference };
    const added = await addTrigger(scope, told);
    return committed({
      result: { outcome: added.outcome, review: added.review },
      audit: [
        {
          kind: "reverification.event.record",
          subject: { type: "customer", id: customerId },
          basis: added.basis,
          data: { kind, reference, on, review: added.review?.number ?? null, outcome: added.outcome },
        },
      ],
      events: added.events,
    });
  },
});
