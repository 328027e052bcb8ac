import { sql } from "drizzle-orm";
import { z } from "zod";
import { idleBefore, idleOf, proposableFrom } from "@/domain/closures/reclaim";
import type { RuleRef } from "@/domain/shared/rule-ref";
import type { LocalDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import type { Scope } from "@/server/kernel/scope";
import { closeItems, openItems } from "@/server/worklist/public";
import { idleAccounts } from "../reclaim-sql";
import { CANDIDATE, CANDIDATE_ITEM, today } from "../store";

type Idle = {
  id: string;
  customer_id: string;
  opened_on: LocalDate;
  last_used: LocalDate | null;
  last_login: LocalDate | null;
};
type Found = {
  readonly id: string;
  readonly account_id: string;
  readonly customer_id: string;
  readonly since: LocalDate;
  readonly from: LocalDate;
  readonly used: LocalDate | null;
  readonly login: LocalDate | null;
};

/** The accounts that may be reclaimed today, by the months of the agreement. */
async function foundToday(scope: Scope): Promise<{ found: readonly Found[]; basis: readonly RuleRef[] }> {
  const on = today(scope);
  const { rows } = await scope.tx.execute<Idle>(idleAccounts(scope.actor.programmeId, idleBefore(scope.rules, on)));
  const basis = new Map<string, RuleRef>();
  const found = rows.flatMap((row): Found[] => {
    const use = { openedOn: row.opened_on, lastUsedOn: row.last_used, lastLoginOn: row.last_login };
    const idle = idleOf(use, scope.rules, on);
    for (const ref of idle.basis) basis.set(ref.ruleId, ref);
    const { since, from } = idle.value;
    const { id, customer_id, last_used: used, last_login: login } = row;
    return on < from ? [] : [{ id: newId(), account_id: id, customer_id, since, from, used, login }];
  });
  return { found, basis: [...basis.values()] };
}

/** Takes off what is used again, or kept by something else; its work goes with it. */
async function dropGone({ tx, actor, now }: Scope, found: readonly Found[]): Promise<number> {
  const ids = `{${found.map((one) => one.account_id).join(",")}}`;
  const { rows } = await tx.execute<{
    id: string;
  }>(sql`update closure_candidates set state = 'gone', ended_at = ${now}::timestamptz,
      version = version + 1
    where programme_id = ${actor.programmeId} and state in ('found', 'noticed') and not account_id = any(${ids}::uuid[]) returning id`);
  const subjectIds = rows.map(({ id }) => id);
  await closeItems(tx, actor, { kind: CANDIDATE_ITEM, subjectIds, as: "cancelled" }, now);
  return rows.length;
}

async function addNew({ tx, actor, now }: Scope, found: readonly Found[]): Promise<number> {
  if (found.length === 0) return 0;
  const added =
    await tx.execute(sql`insert into closure_candidates as k (id, programme_id, legal_entity_id, account_id, customer_id, state,
      idle_since, reclaim_from, last_used_on, last_login_on, found_at)
    select f.id, ${actor.programmeId}, ${actor.legalEntityId}, f.account_id, f.customer_id, 'found', f.since, f."from", f.used, f.login,
      ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as f (id uuid, account_id uuid, customer_id uuid, since date, "from" date,
      used date, login date)
    where not exists (select from closure_candidates s where s.account_id = f.account_id and s.state in ('found', 'noticed', 'proposed'))
    on conflict (account_id, idle_since) do update set state = 'found', noticed_on = null, ended_at = null, found_at = excluded.found_at,
      version = k.version + 1 where k.state = 'gone'`);
  return added.rowCount ?? 0;
}

/** Opens work for what may be proposed now: its customer was told, and has had his time. */
async function openReady(scope: Scope): Promise<number> {
  const { tx, actor, now } = scope;
  type Ready = { id: string; customer_id: string; account_id: string; number: string; noticed_on: LocalDate };
  const { rows } =
    await tx.execute<Ready>(sql`select k.id, k.customer_id, k.account_id, a.number, k.noticed_on::text as noticed_on
    from closure_candidates k join accounts a on a.id = k.account_id
    where k.programme_id = ${actor.programmeId} and k.state = 'noticed'`);
  const items = rows
    .filter((row) => proposableFrom(row.noticed_on) <= today(scope))
    .map((row) => ({
      kind: CANDIDATE_ITEM,
      number: row.number,
      subjectType: CANDIDATE,
      subjectId: row.id,
      customerId: row.customer_id,
      accountId: row.account_id,
    }));
  return openItems(tx, actor, items, now);
}

/**
 * Looks for accounts nobody uses. What is found is told to its customer and proposed to people later; nothing is ever
 * closed here. Found again it adds nothing; what is used again, or kept by something else, falls away.
 */
export const recomputeCandidates = command({
  name: "closures.candidates.recompute",
  permission: "closures.run",
  input: z.object({}),
  subject: () => ({ type: "closure-run", id: "night" }),
  async handle(scope) {
    const { found, basis } = await foundToday(scope);
    const gone = await dropGone(scope, found);
    const added = await addNew(scope, found);
    const ready = await openReady(scope);
    const counts = { idle: found.length, added, gone, ready };
    return committed({
      result: counts,
      audit: [
        { kind: "closures.candidates.recompute", subject: { type: "closure-run", id: "night" }, basis, data: counts },
      ],
    });
  },
});
