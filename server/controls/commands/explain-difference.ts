import { sql } from "drizzle-orm";
import { z } from "zod";
import { CORE_DIFFERENCE_REASONS } from "@/domain/controls/core-difference";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { checkNotHeld, closeItems } from "@/server/worklist/public";
import { DIFFERENCE_ITEM, findDifference } from "../differences";

/**
 * Says why the core holds an account to more than we do, and lets it be while it stays as it is. Refuses a core that is
 * freer than we are: a protection that does not hold cannot be talked away.
 */
export const explainDifference = command({
  name: "controls.difference.explain",
  permission: "controls.request",
  input: z.strictObject({
    differenceId: z.uuid(),
    version: z.int().positive(),
    reason: z.enum(CORE_DIFFERENCE_REASONS),
    note: z.string().trim().min(1).max(2000),
  }),
  subject: ({ differenceId }) => ({ type: "core-difference", id: differenceId }),
  async handle({ tx, actor, now, vault }, { differenceId, version, reason, note }) {
    const difference = (await findDifference(tx, differenceId, { lock: true })) ?? notFound();
    if (difference.state !== "open") return refuse("controls.difference.not-open");
    if (difference.version !== version) return refuse("controls.difference.stale");
    if (difference.kind === "freer") return refuse("controls.difference.freer-not-explained");
    const free = await checkNotHeld(tx, actor, { kind: DIFFERENCE_ITEM, subjectId: differenceId }, now);
    if (!free.ok) return free;
    const sealed = await vault.seal(
      { type: "customer", id: difference.customerId, retentionClass: "casework" },
      { table: "core_differences", column: "note_sealed", rowId: differenceId },
      note,
    );
    await tx.execute(sql`update core_differences set state = 'explained', reason_code = ${reason}, note_sealed = ${sealed},
        explained_at = ${now}::timestamptz, explained_by = ${actor.id}, version = version + 1
      where id = ${differenceId}::uuid`);
    await closeItems(tx, actor, { kind: DIFFERENCE_ITEM, subjectIds: [differenceId] }, now);
    return committed({
      result: { differenceId },
      audit: [
        {
          kind: "controls.difference.explain",
          subject: { type: "core-difference", id: differenceId },
          data: { number: difference.number, account: difference.accountId, kind: difference.kind, reason },
        },
      ],
    });
  },
});
