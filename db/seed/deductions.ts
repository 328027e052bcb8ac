import { addDuration } from "@/domain/shared/time";
import { registerOrder } from "@/server/orders/commands/register-order";
import type { SeedCore } from "./core";
import { answerForCore, confirmQueued } from "./core-answers";
import { freeAccounts } from "./free-accounts";
import { COURT, paperOf } from "./order-papers";
import { personOf, run } from "./run";
import type { SeedWorld } from "./world";

/** Sums a court had deducted, how many minutes ago: one the core took, and one its balance no longer bore. */
const SUMS = [
  { minutesAgo: 205, documentNumber: "（2026）示执8号", share: 4n, refused: false },
  { minutesAgo: 85, documentNumber: "（2026）示执9号", share: 2n, refused: true },
] as const;

/** Orders of a court to deduct: what is frozen is held, what is deducted is gone, and the core may say no. */
export async function seedDeductions(world: SeedWorld, core: SeedCore): Promise<void> {
  const present = world.clock.now();
  const accounts = await freeAccounts(world);
  for (const [at, { minutesAgo, documentNumber, share, refused }] of SUMS.entries()) {
    const account = accounts[at];
    if (!account) continue;
    await core.open(account);
    world.clock.set(addDuration(present, { minutes: -minutesAgo }));
    const amountMinor = BigInt(account.balanceMinor) / share;
    const paper = {
      ...COURT,
      act: "deduct",
      basis: "enforcement",
      documentNumber,
      extent: { scope: "amount", amountMinor },
      term: null,
    } as const;
    await run(world, personOf(world, "officer"), registerOrder, paperOf(world, account.number, paper));
    world.clock.set(addDuration(world.clock.now(), { seconds: 4 }));
    if (refused) await answerForCore(world, account, { outcome: "rejected", reason: "insufficient_balance" });
    else await confirmQueued(world, core, [account.id]);
  }
  world.clock.set(present);
}
