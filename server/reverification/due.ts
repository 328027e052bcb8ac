import { sql } from "drizzle-orm";
import { clockFigure } from "@/domain/clocks/counting-rules";
import { DORMANT_LAW } from "@/domain/reverification/dates";
import { TRIGGER_RULES } from "@/domain/reverification/model";
import { addDays, addMonths, shanghaiDate } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";
import { dormantSql, expiringSql } from "./due-sql";
import { begin, type Evaluated, settleFindings } from "./evaluate";

/**
 * Finds what only time brings about beside the balances: papers that come to their end and accounts never used; lets go
 * triggers of accounts that were used after all and of papers that were replaced. Works in the caller's transaction.
 */
export async function evaluateDue(scope: Scope): Promise<Evaluated> {
  const { tx, actor, rules, now } = scope;
  const today = shanghaiDate(now);
  await begin(scope);
  const months = Math.max(
    ...[TRIGGER_RULES.dormant, DORMANT_LAW].map((id) => clockFigure(rules, id, "months", today).amount),
  );
  // The earliest opening whose months may be over; the statement looks at each account's own last day.
  const openedBefore = addDays(addMonths(today, -months), 3);
  const of = { programmeId: actor.programmeId, today };
  await tx.execute(dormantSql({ ...of, openedBefore }, months, rules.ref(TRIGGER_RULES.dormant, today)));
  await tx.execute(expiringSql(of, rules.ref(TRIGGER_RULES["document-expiring"], today)));
  await tx.execute(sql`analyze rv_found`);
  const gone = await tx.execute(sql`update reverification_triggers g set state = 'gone', gone_at = ${now}::timestamptz,
      hold_id = null, version = g.version + 1
    where g.programme_id = ${actor.programmeId} and g.state in ('joined', 'held')
      and (g.review_id is null or exists (select from reverifications r where r.id = g.review_id and r.state in ('asked', 'at-desk')))
      and (g.kind = 'dormant' and not exists (select from rv_found f where f.customer_id = g.customer_id and f.kind = 'dormant'
            and f.trigger_key = g.trigger_key)
        or g.kind = 'document-expiring' and not exists (select from identity_documents d where d.id = g.subject_id and d.status = 'valid'))`);
  return settleFindings(scope, ["dormant", "document-expiring"], gone.rowCount ?? 0);
}
