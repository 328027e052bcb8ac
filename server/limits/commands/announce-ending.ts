import { sql } from "drizzle-orm";
import { toInstantOrNull } from "@/db/schema/columns";
import { isEndingTold } from "@/domain/limits/adjustments";
import { ADJUSTMENT_BASIS } from "@/domain/limits/codes";
import { adjustmentInput } from "@/domain/limits/schema";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { notice } from "@/server/notifications/public";
import { personOf } from "@/server/worklist/public";
import { loadAdjustment } from "../store";
import { lastDayOf, tellEnding } from "../telling";

/**
 * Tells the customer, and who asked for it, that a raised limit ends; once for each raise. Refuses one of which it is not
 * time to tell, or was told before.
 */
export const announceEnding = command({
  name: "limits.adjustment.announce",
  permission: "limits.run",
  input: adjustmentInput,
  subject: ({ adjustmentId }) => ({ type: "limit-adjustment", id: adjustmentId }),
  async handle(scope, { adjustmentId }) {
    const { tx, now, rules } = scope;
    const one = await loadAdjustment(scope, adjustmentId, { lock: true });
    const { rows } = await tx.execute<{ started_at: string | null; ending_told_at: string | null }>(
      sql`select started_at, ending_told_at from limit_adjustments where id = ${one.id}::uuid`,
    );
    const startedAt = toInstantOrNull(rows[0]?.started_at ?? null);
    const told = rows[0]?.ending_told_at ?? null;
    const { endsAt } = one;
    if (told !== null || endsAt === null || !isEndingTold({ ...one, startedAt }, now)) {
      return refuse("limits.adjustment.not-ending");
    }
    await tx.execute(sql`update limit_adjustments set ending_told_at = ${now}::timestamptz, version = version + 1
      where id = ${one.id}::uuid`);
    const letter = await tellEnding(scope, { ...one, endsAt });
    const asker = personOf(one.requestedBy);
    const link = { type: "account", id: one.accountId };
    const due = lastDayOf(endsAt);
    const desk = notice(asker ? [asker] : [], "limits.raise-ending", { number: one.number, due }, link);
    return committed({
      result: { id: one.id },
      audit: [
        {
          kind: "limits.adjustment.announce",
          subject: { type: "limit-adjustment", id: one.id },
          basis: ADJUSTMENT_BASIS[one.kind].map((id) => rules.ref(id, shanghaiDate(now))),
          data: { number: one.number, account: one.accountId, limit: one.kind, endsAt },
        },
        ...letter.audit,
      ],
      events: [...letter.events, ...desk],
    });
  },
});
