import { compareWithCore } from "@/domain/controls/core-difference";
import { COMPARISON_POLICY } from "@/domain/controls/policy";
import type { Principal } from "@/server/kernel/actor";
import { execute } from "@/server/kernel/command";
import { log, safeError } from "@/server/kernel/logger";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import type { PaymentCore } from "./adapters/payment-core";
import { recordDifference } from "./commands/record-difference";
import { hasStanding, sideOf, stepOf, toldMeasures } from "./differences";
import { coreNumberOf } from "./preview";
import { findAccount } from "./store";

type Asking = {
  readonly runtime: Runtime;
  readonly core: Pick<PaymentCore, "readAccount">;
  readonly requestId: string;
};

/** How an account came out: as it was, found to differ, resolved, changed under our hands, or not answered for. */
type Compared = "agrees" | "found" | "seen" | "resolved" | "moved" | "unanswered";

/**
 * Compares one account with the core. Our measures are read before the core is asked and again when the outcome is kept:
 * what moves in between is left to the next round.
 */
export async function compareAccount(asking: Asking, programmeId: string, accountId: string): Promise<Compared> {
  const { runtime, core, requestId } = asking;
  const worker: Principal = { kind: "system", name: "system:worker", programmeId };
  const before = await inScope(runtime, worker, "read", async (scope) => {
    const account = await findAccount(scope.tx, accountId, { lock: false });
    const value = account && {
      number: await coreNumberOf(scope, account),
      measures: await toldMeasures(scope.tx, accountId),
      standing: await hasStanding(scope.tx, accountId),
    };
    return { keep: false, value };
  });
  if (!before) return "agrees";
  const read = await core.readAccount(before.number);
  if (read.kind !== "read") return "unanswered";
  const theirs = sideOf(read.account);
  if (!before.standing && !compareWithCore(before.measures, theirs)) return "agrees";
  const recorded = await execute(runtime, recordDifference, {
    principal: worker,
    input: { accountId, step: stepOf(before.measures), theirs, coreVersion: read.account.version },
    key: newId(),
    requestId,
  });
  if (recorded.ok) return recorded.result.outcome;
  return recorded.code === "controls.difference.agreed" ? "agrees" : "moved";
}

/**
 * Compares every account with live or lately ended measures, or with a difference that stands, in every programme, page
 * by page. Gives how many were compared. Throws at the end when the core left accounts unanswered: the run has failed.
 */
export async function reconcile(asking: Asking & { readonly signal?: AbortSignal }): Promise<number> {
  const { runtime, signal } = asking;
  const { rows: programmes } = await runtime.pool.query<{ id: string }>("select id from programmes order by id");
  let compared = 0;
  let unanswered = 0;
  let inRow = 0;
  for (const { id: programmeId } of programmes) {
    let after: string | null = null;
    do {
      const page: readonly string[] = await accountsAfter(runtime, programmeId, after);
      for (let at = 0; at < page.length && !signal?.aborted; at += COMPARISON_POLICY.atOnce) {
        const some = page.slice(at, at + COMPARISON_POLICY.atOnce);
        for (const outcome of await Promise.all(some.map((accountId) => safely(asking, programmeId, accountId)))) {
          inRow = outcome === "unanswered" ? inRow + 1 : 0;
          if (outcome === "unanswered") unanswered += 1;
          else compared += 1;
        }
        if (inRow >= COMPARISON_POLICY.unansweredInRow) throw new Error("the payment core does not answer");
      }
      after = page.length < COMPARISON_POLICY.page ? null : (page.at(-1) ?? null);
    } while (after !== null && !signal?.aborted);
  }
  if (unanswered > 0) throw new Error("the payment core left accounts unanswered");
  return compared;
}

async function safely(asking: Asking, programmeId: string, accountId: string): Promise<Compared> {
  return compareAccount(asking, programmeId, accountId).catch((error: unknown) => {
    log("error", "core-compare", { account: accountId, ...safeError(error) });
    return "unanswered" as const;
  });
}

/** The next accounts to compare, by their ids. */
async function accountsAfter(runtime: Runtime, programmeId: string, after: string | null): Promise<readonly string[]> {
  const { rows } = await runtime.pool.query<{ account_id: string }>(
    `select account_id from (
       select m.account_id from measures m where m.programme_id = $1
         and (m.state in ('instructed', 'in-force', 'release-proposed', 'release-instructed')
           or m.state in ('released', 'failed', 'carried-out')
             and coalesce(m.released_at, m.instructed_at) > $2::timestamptz - make_interval(days => $3))
       union select d.account_id from core_differences d where d.programme_id = $1 and d.state <> 'resolved'
     ) wanted where $4::uuid is null or account_id > $4 order by account_id limit $5`,
    [programmeId, runtime.clock(), COMPARISON_POLICY.endedDays, after, COMPARISON_POLICY.page],
  );
  return rows.map(({ account_id }) => account_id);
}
