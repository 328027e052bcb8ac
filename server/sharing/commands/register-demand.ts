import { sql } from "drizzle-orm";
import { shanghaiDate } from "@/domain/shared/time";
import { receiveDemand } from "@/domain/sharing/decisions";
import { registerDemandInput } from "@/domain/sharing/schema";
import { command, committed } from "@/server/kernel/command";
import { takeNumber } from "@/server/kernel/numbers";
import { openItems } from "@/server/worklist/public";
import { DEMAND } from "../store";

/** Enters a foreign body's demand for data stored at home: it goes up to the compliance lead, and nothing is handed over. */
export const registerDemand = command({
  name: "sharing.demand.register",
  permission: "sharing.manage",
  input: registerDemandInput,
  subject: () => ({ type: DEMAND, id: "new" }),
  async handle(scope, input) {
    const { tx, actor, now, rules } = scope;
    const received = receiveDemand(input.country, shanghaiDate(now), rules);
    if (!received.ok) return received;
    const id = scope.newId<"foreign-demand">();
    const number = await takeNumber(tx, "sharing-demand");
    await tx.execute(sql`insert into sharing_demands (id, programme_id, legal_entity_id, number, authority, country, reference,
        received_on, state, registered_by, registered_at)
      values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${number}, ${input.authority}, ${input.country}, ${input.reference},
        ${input.receivedOn}::date, 'escalated', ${actor.id}, ${now}::timestamptz)`);
    const item = { kind: DEMAND, number, subjectType: DEMAND, subjectId: id, excludedPersonId: actor.personId };
    await openItems(tx, actor, [item], now);
    return committed({
      result: { id: id as string, number },
      audit: [
        {
          kind: "sharing.demand.register",
          subject: { type: DEMAND, id },
          basis: received.basis,
          data: { number, country: input.country, receivedOn: input.receivedOn },
        },
      ],
    });
  },
});
