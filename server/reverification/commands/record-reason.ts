import { sql } from "drizzle-orm";
import { recordReason as decide } from "@/domain/reverification/decisions";
import { reasonInput } from "@/domain/reverification/schema";
import { localDate, shanghaiDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { checkNotHeld } from "@/server/worklist/public";
import { loadReview, REVIEW_ITEM } from "../store";

/** Records why a customer may be late: until the day given, nothing is suspended for want of an answer or of a new paper. */
export const recordGoodReason = command({
  name: "reverification.reason.record",
  permission: "reverification.work",
  input: reasonInput,
  subject: ({ id }) => ({ type: REVIEW_ITEM, id }),
  async handle(scope, { id, version, reason, until, note }) {
    const { tx, actor, now, vault, newId } = scope;
    const review = await loadReview(scope, id, { lock: true });
    const decision = decide(review, version, localDate(until), shanghaiDate(now));
    if (!decision.ok) return decision;
    const free = await checkNotHeld(tx, actor, { kind: REVIEW_ITEM, subjectId: review.id }, now);
    if (!free.ok) return free;
    const reasonId: string = newId<"good-reason">();
    const subject = { type: "customer", id: review.customerId, retentionClass: "casework" } as const;
    const place = { table: "reverification_reasons", column: "note_sealed", rowId: reasonId };
    const sealed = note ? await vault.seal(subject, place, note) : null;
    await tx.execute(sql`insert into reverification_reasons (id, programme_id, legal_entity_id, review_id, customer_id, reason_code,
        until_on, note_sealed, recorded_by, recorded_at)
      values (${reasonId}, ${actor.programmeId}, ${actor.legalEntityId}, ${review.id}::uuid, ${review.customerId}::uuid, ${reason},
        ${decision.value}::date, ${sealed}::bytea, ${actor.id}, ${now}::timestamptz)`);
    await tx.execute(sql`update reverifications set version = version + 1 where id = ${review.id}::uuid`);
    return committed({
      result: { id: review.id, version: review.version + 1, until: decision.value },
      audit: [
        {
          kind: "reverification.reason.record",
          subject: { type: REVIEW_ITEM, id: review.id },
          basis: decision.basis,
          data: { number: review.number, reason, until },
        },
      ],
    });
  },
});
