import { sql } from "drizzle-orm";
import { announcedChange } from "@/domain/reverification/dates";
import { announceInput } from "@/domain/reverification/schema";
import { refuse } from "@/domain/shared/result";
import { localDate, shanghaiDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { addTrigger } from "../add-trigger";

/**
 * Records that a customer announced a change of his data, and whether he did so in time; he is to be known again by it.
 * Refuses a change that lies in the past.
 */
export const announceChange = command({
  name: "reverification.change.announce",
  permission: "reverification.raise",
  input: announceInput,
  subject: ({ customerId }) => ({ type: "customer", id: customerId }),
  async handle(scope, { customerId, data, effectiveOn, note }) {
    const { tx, actor, now, rules, calendar, vault, newId } = scope;
    const today = shanghaiDate(now);
    const effective = localDate(effectiveOn);
    if (effective < today) return refuse("reverification.change.past", { field: "effectiveOn" });
    const judged = announcedChange({ effectiveOn: effective, announcedOn: today }, rules, calendar);
    const { latestOn, inTime, provisional } = judged.value;
    const id: string = newId<"announced-change">();
    const told = { customerId, kind: "data-change" as const, key: id, on: today, subjectId: id };
    const added = await addTrigger(scope, told);
    const subject = { type: "customer", id: customerId, retentionClass: "casework" } as const;
    const place = { table: "reverification_changes", column: "note_sealed", rowId: id };
    const sealed = note ? await vault.seal(subject, place, note) : null;
    await tx.execute(sql`insert into reverification_changes (id, programme_id, legal_entity_id, customer_id, data, effective_on,
        announced_on, latest_on, in_time, provisional, note_sealed, recorded_by, recorded_at)
      values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${customerId}::uuid, ${`{${[...new Set(data)].join(",")}}`}::text[],
        ${effective}::date, ${today}::date, ${latestOn}::date, ${inTime}, ${provisional}, ${sealed}::bytea, ${actor.id}, ${now}::timestamptz)`);
    return committed({
      result: { changeId: id, latestOn, inTime, provisional, review: added.review },
      audit: [
        {
          kind: "reverification.change.announce",
          subject: { type: "customer", id: customerId },
          basis: judged.basis,
          data: { change: id, data: [...data], effectiveOn, latestOn, inTime, review: added.review?.number ?? null },
        },
      ],
      events: added.events,
    });
  },
});
