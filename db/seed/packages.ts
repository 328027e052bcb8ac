import { PACKAGE_DAYS } from "@/domain/packages/policy";
import { addDuration, type Instant } from "@/domain/shared/time";
import { requestCorrection } from "@/server/corrections/commands/request-correction";
import type { BlobStore } from "@/server/evidence/public";
import { newId } from "@/server/kernel/new-id";
import { enqueue } from "@/server/kernel/outbox";
import { inScope } from "@/server/kernel/scope";
import { buildPackage } from "@/server/packages/build";
import { preparePackage } from "@/server/packages/public";
import { sweepPackages } from "@/server/packages/sweep";
import { personOf, run } from "./run";
import type { SeedWorld } from "./world";

const DAY = 24;

/** A package that waits to be fetched, one whose days are over, and a correction of identity that waits for a second person. */
export async function seedPackages(world: SeedWorld, store: BlobStore): Promise<void> {
  const present = world.clock.now();
  const customers = await withPapers(world);
  const [first, second] = customers;
  if (!first || !second) return;
  await packageAt(world, store, second.customer, addDuration(present, { hours: -DAY * (PACKAGE_DAYS + 5) }));
  await packageAt(world, store, first.customer, addDuration(present, { hours: -DAY * 2 }));
  world.clock.set(present);
  const signal = new AbortController().signal;
  await sweepPackages(world.runtime, world.dataDir, { requestId: newId(), signal });
  await run(world, personOf(world, "privacy"), requestCorrection, {
    customerId: first.customer,
    items: [{ field: "name", value: "样本·更名" }],
    evidenceIds: [first.file],
  });
}

/** Customers who handed in a file that a correction can rest on. */
async function withPapers({ runtime }: SeedWorld): Promise<{ customer: string; file: string }[]> {
  const { rows } = await runtime.pool.query<{ customer: string; file: string }>(
    `select f.customer_id as customer, min(f.id::text) as file from evidence_files f join customers c on c.id = f.customer_id
     where f.programme_id = 'pay' and f.state = 'ready' and f.clearance = 'general' and c.kind = 'person' and c.name_sealed is not null
       and not exists (select from restricted_subjects r where r.customer_id = c.id and r.ended_at is null)
     group by f.customer_id order by f.customer_id limit 2`,
  );
  return rows;
}

async function packageAt(world: SeedWorld, store: BlobStore, customerId: string, at: Instant): Promise<void> {
  const { runtime, dataDir } = world;
  world.clock.set(at);
  const packageId = await inScope(runtime, personOf(world, "privacy"), "write", async (scope) => {
    const made = await preparePackage(scope, { requestId: null, customerId, form: "access" });
    await enqueue(scope.tx, scope.actor, made.events);
    return { keep: true, value: made.packageId };
  });
  const principal = { kind: "system", name: "system:worker", programmeId: "pay" } as const;
  const shop = { store, dataDir, signal: new AbortController().signal, requestId: newId() };
  await buildPackage(runtime, principal, packageId, shop);
}
