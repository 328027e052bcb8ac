import { askAfter, deliverInstruction, recordEvent } from "@/server/controls/deliver";
import { newId } from "@/server/kernel/new-id";
import type { SeedCore } from "./core";
import type { SeededAccount } from "./store-customers";
import type { SeedWorld } from "./world";

/** `newest` is the last word of the core on the account: what it says next may not be older. */
type Waiting = { id: string; measure_id: string | null; newest: number };

async function queued({ runtime }: SeedWorld, accountIds: readonly (string | null)[]): Promise<Waiting[]> {
  const { rows } = await runtime.pool.query<Waiting>(
    `select id, measure_id, (select coalesce(max(core_sequence), 1)::int from core_instructions told
         where told.account_id = i.account_id) as newest
     from core_instructions i where state = 'queued' and account_id = any($1::uuid[]) order by account_id, sequence`,
    [accountIds.filter((id) => id !== null)],
  );
  return rows;
}

/** The core takes and carries out what waits for these accounts, in its order, by the time the clock shows. */
export async function confirmQueued(
  world: SeedWorld,
  core: SeedCore,
  accountIds: readonly (string | null)[],
): Promise<void> {
  for (const { id } of await queued(world, accountIds)) {
    const delivery = { runtime: world.runtime, core, programmeId: "pay", attemptKey: newId(), requestId: newId() };
    await deliverInstruction(delivery, id);
    await core.settled(id);
    await askAfter(delivery, id);
  }
}

/** Answers in the core's place what waits for an account, without the core having done anything. */
export async function answerForCore(
  world: SeedWorld,
  account: Pick<SeededAccount, "id" | "coreNumber">,
  said: { readonly outcome: "applied" } | { readonly outcome: "rejected"; readonly reason: string },
): Promise<void> {
  for (const { id, measure_id, newest } of await queued(world, [account.id])) {
    const event = {
      eventId: newId(),
      instructionId: id,
      ...(measure_id === null ? {} : { measureId: measure_id }),
      accountNumber: account.coreNumber,
      coreSequence: newest,
      ...said,
    };
    await recordEvent(world.runtime, event, "pay", newId());
  }
}
