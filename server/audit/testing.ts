import type { Runtime } from "@/server/kernel/runtime";
import { sealAll } from "./sealer";

const PATIENCE_MS = 150_000;

/**
 * Seals every entry there is and gives how many that were. Sealing waits for older transactions of anybody on the
 * database server, other tests' too: one pass may leave entries behind. Refuses when some are left for longer than a
 * transaction of any test takes.
 */
export async function sealEverything(runtime: Runtime): Promise<number> {
  const until = performance.now() + PATIENCE_MS;
  for (let sealed = 0; ; ) {
    sealed += await sealAll(runtime);
    const { rows } = await runtime.pool.query<{ waiting: boolean }>(
      "select exists (select from audit_entries e where not exists (select from audit_leaves l where l.entry_id = e.id)) as waiting",
    );
    if (!rows[0]?.waiting) return sealed;
    if (performance.now() > until) throw new Error("entries are left unsealed: an older transaction does not end");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
