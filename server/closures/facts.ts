import { sql } from "drizzle-orm";
import type { ClosureFacts, CoreLook } from "@/domain/closures/model";
import { LIVE_STATES } from "@/domain/controls/model";
import type { Scope } from "@/server/kernel/scope";
import { type ClosingAccount, remainingAtDesks } from "./conditions";
import "./desk-conditions";
import { cardFor } from "./store";

/** True where a loss holds the account, and nothing else does. */
async function heldByLoss({ tx, actor }: Scope, about: ClosingAccount): Promise<boolean> {
  if (about.kind !== "after-loss" || about.subjectId === null) return false;
  const { rows } = await tx.execute<{ own: boolean }>(sql`select coalesce(bool_and(subject_type = 'loss-report'
      and subject_id = ${about.subjectId}::uuid), false) as own
    from measures where account_id = ${about.accountId}::uuid and programme_id = ${actor.programmeId} and state in ${[...LIVE_STATES]}`);
  return rows[0]?.own ?? false;
}

/** Everything that decides whether an account may be closed now, with what the core said of it. */
export async function closureFacts(scope: Scope, about: ClosingAccount, look: CoreLook): Promise<ClosureFacts> {
  return {
    kind: about.kind,
    look,
    hasCard: (await cardFor(scope, about)) !== null,
    ownHold: await heldByLoss(scope, about),
    remaining: await remainingAtDesks(scope, about),
  };
}
