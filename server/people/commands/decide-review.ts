import { sql } from "drizzle-orm";
import { z } from "zod";
import { REVIEW_REASONS } from "@/domain/people/codes";
import { keepAdministrator, reasonFits } from "@/domain/people/decisions";
import { refuse } from "@/domain/shared/result";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { endGrants } from "../end-grants";
import { administratorsOf, lockRights } from "../store";

const reasons = [...REVIEW_REASONS.keep, ...REVIEW_REASONS.end] as const;
type Row = {
  review_id: string;
  grant_id: string;
  person_id: string;
  role: string;
  decision: string | null;
  signed: boolean;
  live: boolean;
};

/**
 * Keeps or ends one grant under review, for a coded reason. An ended one ends at once. A decision may be changed while
 * the review is open, but what was ended stays ended. Refuses one's own, a signed review, and the last administrator's.
 */
export const decideReview = command({
  name: "people.review.decide",
  permission: "people.reviews.manage",
  stepUp: true,
  input: z.object({ lineId: z.uuid(), decision: z.enum(["keep", "end"]), reasonCode: z.enum(reasons) }),
  subject: ({ lineId }) => ({ type: "access-review-line", id: lineId }),
  async handle(scope, { lineId, decision, reasonCode }) {
    const { tx, actor, now } = scope;
    await lockRights(tx, actor.programmeId);
    const { rows } = await tx.execute<Row>(sql`select i.review_id, i.grant_id, i.person_id, i.role, i.decision,
        r.signed_at is not null as signed, exists (select from role_grants g where g.id = i.grant_id and g.ended_at is null) as live
      from access_review_items i join access_reviews r on r.id = i.review_id where i.id = ${lineId}::uuid for update`);
    const line = rows[0] ?? notFound();
    if (line.signed) return refuse("people.review.signed");
    if (line.person_id === actor.personId) return refuse("people.review.own");
    if (line.decision === "end") return refuse("people.review.ended");
    if (!reasonFits(decision, reasonCode)) return refuse("kernel.input.invalid", { field: "reasonCode" });
    const ended: AuditEvent[] = [];
    if (decision === "end" && line.live) {
      if (line.role === "administrator") {
        const kept = keepAdministrator(await administratorsOf(tx, actor.programmeId, now), line.person_id);
        if (!kept.ok) return kept;
      }
      ended.push(...(await endGrants(scope, sql`g.id = ${line.grant_id}::uuid`)));
    }
    await tx.execute(sql`update access_review_items set decision = ${decision}, reason_code = ${reasonCode},
      decided_by = ${actor.personId}::uuid, decided_at = ${now}::timestamptz where id = ${lineId}::uuid`);
    return committed({
      result: null,
      audit: [
        {
          kind: "people.review.decide",
          subject: { type: "access-review", id: line.review_id },
          data: { person: line.person_id, role: line.role, decision, reason: reasonCode },
        },
        ...ended,
      ],
    });
  },
});
