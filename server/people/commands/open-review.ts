import { sql } from "drizzle-orm";
import { z } from "zod";
import { PEOPLE_POLICY } from "@/domain/people/policy";
import { refuse } from "@/domain/shared/result";
import { addDays, shanghaiDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { liveGrant, lockRights } from "../store";

/** Opens a review of access: every live grant of the programme becomes a line to be kept or ended. Refuses a second open one. */
export const openReview = command({
  name: "people.review.open",
  permission: "people.reviews.manage",
  input: z.object({}),
  subject: () => ({ type: "access-review", id: "new" }),
  async handle(scope) {
    const { tx, actor, now } = scope;
    await lockRights(tx, actor.programmeId);
    const id = scope.newId<"review">();
    const dueOn = addDays(shanghaiDate(now), PEOPLE_POLICY.reviewDays);
    const opened =
      await tx.execute(sql`insert into access_reviews (id, programme_id, legal_entity_id, opened_at, opened_by, due_on)
      values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${now}::timestamptz, ${actor.personId}::uuid, ${dueOn}::date)
      on conflict do nothing`);
    if (opened.rowCount === 0) return refuse("people.review.open");
    const lines = await tx.execute<{
      id: string;
    }>(sql`insert into access_review_items (id, programme_id, legal_entity_id, review_id,
        grant_id, person_id, role, granted_at)
      select gen_random_uuid(), ${actor.programmeId}, ${actor.legalEntityId}, ${id}::uuid, g.id, g.person_id, g.role, g.granted_at
      from role_grants g join people p on p.id = g.person_id
      where g.programme_id = ${actor.programmeId} and ${liveGrant(now)}`);
    const count = lines.rowCount ?? 0;
    return committed({
      result: { reviewId: id as string, lines: count },
      audit: [
        { kind: "people.review.open", subject: { type: "access-review", id }, data: { lines: count, due: dueOn } },
      ],
    });
  },
});
