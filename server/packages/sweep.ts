import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { isUuid } from "@/domain/shared/ids";
import { execute } from "@/server/kernel/command";
import { enqueue } from "@/server/kernel/outbox";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import { expirePackage } from "./commands/expire-package";
import { packageAsked } from "./events";

type Row = { id: string; programme_id: string };
const BATCH = 500;
/** A try that says nothing for so long was killed; the next begins anew. */
const SILENT_MINUTES = 30;
const SPOOL_AGE_MS = 24 * 3_600_000;

/**
 * Ends every package whose days are over, begins again what a killed worker left, and removes what no try will finish. Gives
 * how many packages it ended or began.
 */
export async function sweepPackages(
  runtime: Runtime,
  dataDir: string,
  { requestId, signal }: { readonly requestId: string; readonly signal: AbortSignal },
): Promise<number> {
  const now = runtime.clock();
  const over = await runtime.pool.query<Row>(
    `select id, programme_id from subject_packages where state = 'ready' and open_until <= $1::timestamptz order by open_until limit ${BATCH}`,
    [now],
  );
  let handled = 0;
  for (const { id, programme_id: programmeId } of over.rows) {
    if (signal.aborted) return handled;
    const principal = { kind: "system", name: "system:worker", programmeId } as const;
    const call = { principal, input: { packageId: id }, key: `package-expire-${id}`, requestId };
    if ((await execute(runtime, expirePackage, call)).ok) handled += 1;
  }
  const silent = await runtime.pool.query<Row>(
    `select id, programme_id from subject_packages where state = 'building'
       and coalesce(tried_at, asked_at) < $1::timestamptz - make_interval(mins => ${SILENT_MINUTES}) limit ${BATCH}`,
    [now],
  );
  for (const { id, programme_id: programmeId } of silent.rows) {
    const principal = { kind: "system", name: "system:worker", programmeId } as const;
    await inScope(runtime, principal, "write", async ({ tx, actor }) => {
      await enqueue(tx, actor, [packageAsked({ packageId: id }, { jobKey: `package-${id}` })]);
      return { keep: true, value: undefined };
    });
    handled += 1;
  }
  await removeLeft(join(dataDir, "packages"));
  return handled;
}

/** Removes sealed files that a kill left on the way to the store, a day later. */
async function removeLeft(folder: string): Promise<void> {
  for (const name of (await readdir(folder).catch(() => [])).filter(isUuid)) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found && Date.now() - found.mtimeMs > SPOOL_AGE_MS) await rm(path, { force: true });
  }
}
