import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type { ReviewDecision } from "@/domain/people/codes";
import { signReview as maySign } from "@/domain/people/decisions";
import { canonicalJson } from "@/domain/shared/canonical-json";
import { command, committed } from "@/server/kernel/command";
import { sha256Hex } from "@/server/kernel/crypto/sha256";
import { notFound } from "@/server/kernel/errors";

type Line = {
  grant_id: string;
  person_id: string;
  role: string;
  decision: ReviewDecision | null;
  reason_code: string | null;
  decided_by: string | null;
  decided_at: string | null;
};

/** Signs a review: its decisions are hashed and change no more, which the database sees to. Refuses as the domain does. */
export const signReview = command({
  name: "people.review.sign",
  permission: "people.reviews.manage",
  stepUp: true,
  input: z.object({ reviewId: z.uuid() }),
  subject: ({ reviewId }) => ({ type: "access-review", id: reviewId }),
  async handle({ tx, actor, now }, { reviewId }) {
    const found = await tx.execute<{ signed_at: string | null; opened_at: string }>(
      sql`select signed_at, opened_at from access_reviews where id = ${reviewId}::uuid for update`,
    );
    const review = found.rows[0] ?? notFound();
    const { rows } =
      await tx.execute<Line>(sql`select grant_id, person_id, role, decision, reason_code, decided_by, decided_at
      from access_review_items where review_id = ${reviewId}::uuid order by grant_id for update`);
    const allowed = maySign({
      signedAt: toInstantOrNull(review.signed_at),
      items: rows.map((row) => ({ personId: row.person_id, decidedBy: row.decided_by, decision: row.decision })),
    });
    if (!allowed.ok) return allowed;
    const digest = sha256Hex(
      canonicalJson({
        review: reviewId,
        openedAt: toInstant(review.opened_at),
        lines: rows.map((row) => ({ ...row, decided_at: toInstantOrNull(row.decided_at) })),
      }),
    );
    await tx.execute(sql`update access_reviews set signed_at = ${now}::timestamptz, signed_by = ${actor.personId}::uuid,
      digest = ${digest} where id = ${reviewId}::uuid`);
    const ended = rows.filter(({ decision }) => decision === "end").length;
    return committed({
      result: { digest },
      audit: [
        {
          kind: "people.review.sign",
          subject: { type: "access-review", id: reviewId },
          data: { digest, lines: rows.length, ended },
        },
      ],
    });
  },
});
