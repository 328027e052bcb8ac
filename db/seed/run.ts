import type { z } from "zod";
import { approveProposal, rejectProposal } from "@/server/approvals/commands/decide-approval";
import { approvalDetail } from "@/server/approvals/queries";
import type { Principal } from "@/server/kernel/actor";
import { type Command, execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { ask } from "@/server/kernel/query";
import type { PersonPrincipal } from "./people";
import type { SeedWorld } from "./world";

/** Runs a command as somebody, at the time the clock shows. Throws what it refuses: a story of the demo does not fail. */
export async function run<I extends z.ZodType, R>(
  { runtime }: SeedWorld,
  principal: Principal,
  cmd: Command<I, R>,
  input: z.input<I>,
): Promise<R> {
  const outcome = await execute(runtime, cmd, { principal, input, key: newId(), requestId: newId() });
  if (!outcome.ok) throw new Error(`${cmd.name}: ${outcome.code}`);
  return outcome.result;
}

/** A demo person by the name before the @ of his e-mail. */
export function personOf({ people }: SeedWorld, name: string): PersonPrincipal {
  const found = people.get(`${name}@hengchuan.example`);
  if (!found) throw new Error(`no ${name} among the demo people`);
  return found;
}

/** Agrees to a proposal as the checker sees it; `token` proves what the core said, where the kind asks it. */
export async function approveAsSeen(
  world: SeedWorld,
  checker: PersonPrincipal,
  { approvalId, token }: { readonly approvalId: string; readonly token?: string },
): Promise<void> {
  const shown = { approvalId, ...(token === undefined ? {} : { token }) };
  const detail = await ask(world.runtime, approvalDetail, { principal: checker, input: shown, requestId: newId() });
  await run(world, checker, approveProposal, { ...shown, seenDigest: detail.current?.digest ?? "" });
}

/** Says no to a proposal, with a reason and a word. */
export async function rejectAsSeen(
  world: SeedWorld,
  checker: PersonPrincipal,
  said: { readonly approvalId: string; readonly decisionCode: string; readonly note: string },
): Promise<void> {
  await run(world, checker, rejectProposal, said);
}

/** The proposal behind a row: `closures` and `limit_adjustments` keep its id. */
export async function approvalBehind(
  { runtime }: SeedWorld,
  table: "closures" | "limit_adjustments",
  id: string,
): Promise<string> {
  const { rows } = await runtime.pool.query<{ approval_id: string }>(`select approval_id from ${table} where id = $1`, [
    id,
  ]);
  return rows[0]?.approval_id ?? "";
}

/** Customers whom some desk has in hand, so that another story keeps off them. */
export async function customersInHand({ runtime }: SeedWorld): Promise<ReadonlySet<string>> {
  const { rows } = await runtime.pool.query<{ customer_id: string }>(
    `select customer_id from measures union select customer_id from loss_reports union select customer_id from kyc_submissions
     union select customer_id from reverifications union select customer_id from limit_adjustments
     union select customer_id from closures union select customer_id from closure_candidates
     union select customer_id from work_items where state = 'open' and customer_id is not null`,
  );
  return new Set(rows.map(({ customer_id }) => customer_id));
}
