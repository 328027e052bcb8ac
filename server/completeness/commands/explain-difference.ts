import { sql } from "drizzle-orm";
import { z } from "zod";
import { DIFFERENCE_REASONS } from "@/domain/completeness/codes";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { checkNotHeld, closeItems } from "@/server/worklist/public";

/** Says why the two sides of a day-end differ for good. Closes the work; the difference stays, with its reason. */
export const explainDifference = command({
  name: "completeness.difference.explain",
  permission: "completeness.explain",
  input: z.strictObject({ differenceId: z.uuid(), reason: z.enum(DIFFERENCE_REASONS) }),
  subject: ({ differenceId }) => ({ type: "difference", id: differenceId }),
  async handle({ tx, actor, now }, { differenceId, reason }) {
    const { rows } = await tx.execute<{ state: string; number: string; gap: string }>(sql`
      select state, number, (core_minor - our_minor)::text as gap from tie_differences
      where id = ${differenceId} and programme_id = ${actor.programmeId} for update`);
    const [one] = rows;
    if (!one) return notFound();
    if (one.state !== "open") return refuse("completeness.difference.not-open");
    const free = await checkNotHeld(tx, actor, { kind: "completeness-difference", subjectId: differenceId }, now);
    if (!free.ok) return free;
    await tx.execute(sql`update tie_differences set state = 'explained', reason_code = ${reason}, closed_at = ${now}::timestamptz,
      closed_by = ${actor.id} where id = ${differenceId}`);
    await closeItems(tx, actor, { kind: "completeness-difference", subjectIds: [differenceId] }, now);
    return committed({
      result: { differenceId },
      audit: [
        {
          kind: "completeness.difference.explain",
          subject: { type: "difference", id: differenceId },
          data: { number: one.number, reason, gapMinor: one.gap },
        },
      ],
    });
  },
});
