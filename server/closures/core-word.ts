import { afterCore } from "@/domain/closures/decisions";
import { closeAccount } from "@/server/accounts/public";
import { both, NOTHING, registerSessionsListener, type SystemEffect } from "@/server/controls/public";
import type { Scope } from "@/server/kernel/scope";
import { tellCustomer } from "@/server/letters/public";
import { closeItems } from "@/server/worklist/public";
import { closureMoved } from "./events";
import { stopClosure } from "./stop";
import {
  addStep,
  CLOSURE,
  type ClosableAccount,
  holdClosure,
  STOPPED_ITEM,
  type StoredClosure,
  saveClosure,
} from "./store";

type Held = { readonly closure: StoredClosure; readonly account: ClosableAccount };

// The core's word on what was paid out or closed, in the transaction that records it. Word that comes a second time, or
// about a closure that waits for nothing, changes nothing.
registerSessionsListener(CLOSURE, async (scope, { subject, outcome, problem }) => {
  const held = await holdClosure(scope, subject.id);
  const { value: state } = afterCore(held.closure.state, outcome);
  if (state === "approved") return paidOut(scope, held);
  if (state === "closed") return closed(scope, held);
  if (state !== "stopped") return NOTHING;
  const why = { cause: "core-refused" as const, conditions: [], problem };
  const stopped = await stopClosure(scope, held.closure, why);
  if (!stopped.ok) throw new Error(stopped.code);
  return stopped.value;
});

async function paidOut(scope: Scope, { closure, account }: Held): Promise<SystemEffect> {
  const minor = closure.payingMinor ?? 0n;
  await saved(saveClosure(scope, closure, { state: "approved", paidMinor: minor }));
  await addStep(scope, closure.id, { kind: "paid-out", minor, currency: account.currency });
  const audit = confirmed(closure, { step: "paid-out", minor: minor.toString() });
  return { audit: [audit], events: [closureMoved({ closureId: closure.id })] };
}

async function closed(scope: Scope, { closure, account }: Held): Promise<SystemEffect> {
  const { tx, actor, now } = scope;
  await saved(saveClosure(scope, closure, { state: "closed" }));
  await addStep(scope, closure.id, { kind: "closed" });
  await closeItems(tx, actor, { kind: STOPPED_ITEM, subjectIds: [account.id], as: "cancelled" }, now);
  const { id: closureId, accountId, customerId } = closure;
  const entry = await closeAccount(scope, { id: accountId, number: account.number }, { ground: closure.number });
  const told = await tellCustomer(scope, {
    customerId,
    accountId,
    template: "closure.done",
    params: { number: closure.number },
    subject: { type: CLOSURE, id: closureId },
  });
  return both({ audit: [confirmed(closure, { step: "closed" }), entry], events: [] }, told);
}

const confirmed = (closure: StoredClosure, data: Record<string, string>) => ({
  kind: "closures.closure.confirm" as const,
  subject: { type: CLOSURE, id: closure.id },
  data: { number: closure.number, ...data },
});

async function saved(done: ReturnType<typeof saveClosure>): Promise<void> {
  const outcome = await done;
  if (!outcome.ok) throw new Error(outcome.code);
}
