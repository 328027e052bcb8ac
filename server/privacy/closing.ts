import { sql } from "drizzle-orm";
import type { ErasurePlan } from "@/domain/retention/model";
import { decided, type Result } from "@/domain/shared/result";
import { closeOnWish } from "@/server/closures/public";
import { both, type SystemEffect } from "@/server/controls/public";
import type { Scope } from "@/server/kernel/scope";
import { tellAbout } from "./ending";
import { linesOf } from "./plan-lines";
import { addStep, REQUEST, type StoredRequest, saveRequest, textsOf } from "./store";
import type { Working } from "./working";

const ENDED = ["closed", "refused", "stopped", "withdrawn"];
/** Whether the closing of an account goes on. */
export const isUnderWay = ({ state }: { readonly state: string }): boolean => !ENDED.includes(state);

/** Who proposed what waits for a second person. */
async function makerOf({ tx }: Pick<Scope, "tx">, approvalId: string): Promise<string> {
  const { rows } = await tx.execute<{ maker_id: string }>(
    sql`select maker_id::text as maker_id from approvals where id = ${approvalId}::uuid`,
  );
  return `person:${rows[0]?.maker_id ?? ""}`;
}

/** How many accounts of a customer are not closed. */
export async function openAccounts({ tx, actor }: Pick<Scope, "tx" | "actor">, customerId: string): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`select count(*)::int as n from accounts
    where customer_id = ${customerId}::uuid and programme_id = ${actor.programmeId} and status <> 'closed'`);
  return rows[0]?.n ?? 0;
}

/**
 * Begins what a second person agreed to: every open account is asked to be closed, and the customer is told what will become
 * of his data. The request is worked on until the last account is closed; its clock runs meanwhile.
 */
export async function beginClosing(
  scope: Scope,
  request: Working,
  { plan, approvalId }: { readonly plan: ErasurePlan; readonly approvalId: string },
): Promise<Result<SystemEffect>> {
  const { id, customerId, identityWay } = request;
  const { words } = await textsOf(scope, id);
  const { numbers, ...closing } = await closeOnWish(scope, {
    customerId,
    subject: { type: REQUEST, id },
    identity: identityWay ?? "checked-papers",
    requestedBy: await makerOf(scope, approvalId),
    note: words ?? request.number,
  });
  for (const number of numbers) await addStep(scope, id, "closing-asked", number);
  const saved = await saveRequest(scope, request, {
    state: "working",
    proposedFrom: null,
    approvalId: null,
    proposed: null,
    plan: plan.classes,
  });
  if (!saved.ok) return saved;
  const told = await tellAbout(scope, request, "privacy.closing", { lines: [...linesOf(plan)] });
  return decided(both(closing, told));
}

/** The closings a request asked for. */
export async function closingsOf({ tx, actor }: Pick<Scope, "tx" | "actor">, requestId: string) {
  type Row = { id: string; number: string; state: string; account_id: string; account_number: string };
  const { rows } =
    await tx.execute<Row>(sql`select k.id, k.number, k.state, a.id as account_id, a.number as account_number
    from closures k join accounts a on a.id = k.account_id
    where k.programme_id = ${actor.programmeId} and k.subject_type = ${REQUEST} and k.subject_id = ${requestId}::uuid order by k.number`);
  return rows.map(({ id, number, state, account_id, account_number }) => ({
    id,
    number,
    state,
    account: { id: account_id, number: account_number },
  }));
}

/** Whether a closing was begun, every account's own has ended, and an account is open yet: something remains. */
export async function closingStuck(scope: Scope, { id, planned, customerId }: StoredRequest): Promise<boolean> {
  if (!planned || customerId === null || (await openAccounts(scope, customerId)) === 0) return false;
  return !(await closingsOf(scope, id)).some(isUnderWay);
}
