import { sql } from "drizzle-orm";
import { LEDGER_KINDS, TRIGGER_RULES } from "@/domain/reverification/model";
import { ledgerLaw } from "@/domain/reverification/triggers";
import { RULEBOOK_POLICY } from "@/domain/rulebook/policy";
import { localDate, shanghaiDate } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";
import { type Consequence, type LawAfter, type LawChange, registerLawFollower } from "@/server/rulebook/public";
import { linesChanged } from "./events";
import { meets } from "./ledger-sql";

type Line = Extract<LawChange, { kind: "rule" }>;
const isLine = (change: LawChange): change is Line =>
  change.kind === "rule" && LEDGER_KINDS.some((kind) => TRIGGER_RULES[kind] === change.after.id);

/** Live triggers of a line's days that would no longer reach it. New ones are only found by computing again. */
async function preview({ tx, actor, now }: Scope, change: LawChange, { rules }: LawAfter): Promise<Consequence | null> {
  if (!isLine(change)) return null;
  const { id, validFrom, validTo } = change.after;
  const from = validFrom ?? shanghaiDate(now);
  const law = Object.values(ledgerLaw(rules, localDate(from))).find((one) => one?.ref.ruleId === id);
  if (!law) return null;
  const { cny, usd } = law.line;
  type Row = { id: string; number: string | null; falls: boolean; looked: number; fallen: number };
  const { rows } = await tx.execute<Row>(sql`select f.*, count(*) over ()::int as looked,
      (count(*) filter (where falls) over ())::int as fallen from (
      select coalesce(g.review_id, g.id) as id, (select r.number from reverifications r where r.id = g.review_id) as number,
        not (${meets("g.cny_sum", cny)} or ${meets("g.usd_sum", usd)}) as falls
      from reverification_triggers g where g.programme_id = ${actor.programmeId} and g.rule_id = ${id}
        and g.state in ('joined', 'satisfied', 'held') and g.on_date >= ${from}::date
        and (${validTo}::date is null or g.on_date <= ${validTo}::date)) as f
    order by falls desc, number is null, id limit ${RULEBOOK_POLICY.examples}::int`);
  return {
    looked: rows[0]?.looked ?? 0,
    capped: false,
    changed: rows[0]?.fallen ?? 0,
    examples: rows
      .filter(({ falls }) => falls)
      .map((row) => ({
        subjectType: row.number === null ? "reverification-trigger" : "reverification",
        subjectId: row.id,
        number: row.number,
        before: "reached",
        after: "below",
      })),
  };
}

registerLawFollower({
  name: "re-verification",
  preview,
  events: (change) => (isLine(change) && change.after.validFrom ? [linesChanged({ changeId: change.changeId })] : []),
});
