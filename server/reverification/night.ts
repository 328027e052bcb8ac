import { sql } from "drizzle-orm";
import { EXPIRED_GRACE_DAYS, UNANSWERED_GRACE_DAYS } from "@/domain/reverification/policy";
import { shanghaiDate } from "@/domain/shared/time";
import type { Principal } from "@/server/kernel/actor";
import { type Command, execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import { recomputeTriggers } from "./commands/recompute-triggers";
import { remindCustomer } from "./commands/remind-customer";
import { restrictCustomer } from "./commands/restrict-customer";
import { remindersDue } from "./papers";
import { accountsOf, suspensionsNow } from "./restrict";
import { loadReview } from "./store";

type OnReview = Command<typeof restrictCustomer.input>;
type Call = { readonly requestId: string; readonly signal?: AbortSignal };

/** Open reviews whose customer may have to be suspended: each is looked at by `suspensionsOf`. */
async function due(runtime: Runtime, principal: Principal): Promise<string[]> {
  return inScope(runtime, principal, "read", async (scope) => {
    const today = shanghaiDate(scope.now);
    const { rows } = await scope.tx.execute<{ id: string }>(sql`select r.id from reverifications r
      where r.programme_id = ${scope.actor.programmeId} and r.state in ('asked', 'at-desk')
        and exists (select from accounts a where a.customer_id = r.customer_id and a.status = 'open'
          and not exists (select from reverification_measures m where m.review_id = r.id and m.account_id = a.id and m.lifted_at is null))
        and (r.at_desk_on < ${today}::date - ${UNANSWERED_GRACE_DAYS}::int or r.ground = 'dormant'
          or exists (select from reverification_triggers g where g.review_id = r.id and g.state = 'joined'
            and (g.kind = 'dormant' or g.kind = 'document-expiring' and g.window_to < ${today}::date - ${EXPIRED_GRACE_DAYS}::int)))
      order by r.opened_at, r.id`);
    const found: string[] = [];
    for (const { id } of rows) {
      const review = await loadReview(scope, id);
      for (const suspension of (await suspensionsNow(scope, review)).value) {
        if (found.at(-1) !== id && (await accountsOf(scope, review, suspension)).length > 0) found.push(id);
      }
    }
    return { keep: false, value: found };
  });
}

/** Open reviews whose customer is to be reminded that his paper ends (`remindersDue`). */
const reminders = (runtime: Runtime, principal: Principal) =>
  inScope(runtime, principal, "read", async (scope) => ({ keep: false, value: await remindersDue(scope) }));

/**
 * The night's work of every programme: what time alone brings about, reminders of papers that end, then suspensions whose
 * day has come. One programme or customer that fails does not keep the others. Gives how many triggers were new, customers
 * reminded and customers suspended.
 */
export async function runNight(runtime: Runtime, { requestId, signal }: Call): Promise<number> {
  const { rows } = await runtime.pool.query<{ id: string }>("select id from programmes order by id");
  let handled = 0;
  let failed = 0;
  for (const { id: programmeId } of rows) {
    const principal: Principal = { kind: "system", name: "system:worker", programmeId };
    const call = { principal, requestId };
    const found = await execute(runtime, recomputeTriggers, { ...call, input: { of: "night" }, key: newId() }).catch(
      () => null,
    );
    if (found?.ok) handled += found.result.triggers;
    else failed += 1;
    const jobs = [
      ...(await reminders(runtime, principal)).map((reviewId) => ({ cmd: remindCustomer, reviewId })),
      ...(await due(runtime, principal)).map((reviewId) => ({ cmd: restrictCustomer, reviewId })),
    ];
    for (const { cmd, reviewId } of jobs) {
      if (signal?.aborted) return handled;
      const one = { ...call, input: { reviewId }, key: newId() };
      const done = await execute(runtime, cmd as OnReview, one).catch(() => null);
      if (done?.ok) handled += 1;
      else failed += 1;
    }
  }
  if (failed > 0) throw new Error(`re-verification: ${failed} failed`);
  return handled;
}
