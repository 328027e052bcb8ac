import { execute } from "@/server/kernel/command";
import type { Runtime } from "@/server/kernel/runtime";
import { expireUpload } from "./commands/expire-upload";
import { finishUpload } from "./commands/finish-upload";
import { removeSpool, spooledBytes, spooledIds } from "./spool";

type Open = { id: string; programme_id: string; bytes: string; expires_at: Date };
const BATCH = 500;

/**
 * Ends what was left in the middle: finishes uploads whose last answer never came, throws away those not finished in
 * time, and bytes that belong to nothing.
 */
export async function sweepUploads(runtime: Runtime, dataDir: string, requestId: string): Promise<void> {
  const { rows } = await runtime.pool.query<Open>(
    `select id, programme_id, bytes, expires_at from evidence_files where state = 'uploading' order by expires_at limit ${BATCH}`,
  );
  const now = new Date(runtime.clock());
  for (const row of rows) {
    const principal = { kind: "system", name: "system:worker", programmeId: row.programme_id } as const;
    const received = await spooledBytes(dataDir, row.id);
    if (row.expires_at <= now) {
      const call = { principal, input: { fileId: row.id }, key: `expire-${row.id}`, requestId };
      await execute(runtime, expireUpload, call);
    } else if (received === Number(row.bytes)) {
      const call = { principal, input: { fileId: row.id, received }, key: `finish-${row.id}`, requestId };
      await execute(runtime, finishUpload, call);
    }
  }
  const lying = await spooledIds(dataDir);
  if (lying.length === 0) return;
  const wanted = await runtime.pool.query<{ id: string }>(
    "select id from evidence_files where id = any($1::uuid[]) and state in ('uploading', 'waiting')",
    [lying],
  );
  const keep = new Set(wanted.rows.map(({ id }) => id));
  for (const id of lying) if (!keep.has(id)) await removeSpool(dataDir, id);
}
