import { sql } from "drizzle-orm";
import { z } from "zod";
import { MISS_REASONS } from "@/domain/completeness/codes";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { checkNotHeld, closeItems } from "@/server/worklist/public";

/** Says why a control did not run, also after it ran again. Once; closes the work. */
export const explainMiss = command({
  name: "completeness.miss.explain",
  permission: "completeness.explain",
  input: z.strictObject({ missId: z.uuid(), reason: z.enum(MISS_REASONS) }),
  subject: ({ missId }) => ({ type: "control-miss", id: missId }),
  async handle({ tx, actor, now }, { missId, reason }) {
    const { rows } = await tx.execute<{ control: string; explained_at: string | null }>(
      sql`select control, explained_at from control_misses
        where id = ${missId} and programme_id = ${actor.programmeId} for update`,
    );
    const [miss] = rows;
    if (!miss) return notFound();
    if (miss.explained_at !== null) return refuse("completeness.miss.not-open");
    const free = await checkNotHeld(tx, actor, { kind: "control-missed", subjectId: missId }, now);
    if (!free.ok) return free;
    await tx.execute(sql`update control_misses set reason_code = ${reason}, explained_by = ${actor.id},
      explained_at = ${now}::timestamptz where id = ${missId}`);
    await closeItems(tx, actor, { kind: "control-missed", subjectIds: [missId] }, now);
    return committed({
      result: { missId },
      audit: [
        {
          kind: "completeness.miss.explain",
          subject: { type: "control-miss", id: missId },
          data: { control: miss.control, reason },
        },
      ],
    });
  },
});
