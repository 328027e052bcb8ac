import { COMMAND_HASH_DAYS } from "@/domain/retention/policy";
import { addDays, shanghaiDate, startOfDay } from "@/domain/shared/time";
import type { Runtime } from "@/server/kernel/runtime";

const BATCH = 5_000;

/**
 * Empties the hashes of what commands were asked, once they are so old that nobody asks again: they were made of personal data
 * and could confirm what somebody knows already. The keys stay, so that nothing is done twice. Gives how many.
 */
export async function emptyHashes({ pool, clock }: Runtime, signal?: AbortSignal): Promise<number> {
  const before = startOfDay(addDays(shanghaiDate(clock()), -COMMAND_HASH_DAYS));
  for (let emptied = 0; ; ) {
    const { rowCount } = await pool.query(
      `update idempotency_keys set request_hash = '' where ctid in (select ctid from idempotency_keys
         where created_at < $1 and request_hash <> ''::bytea order by created_at limit ${BATCH} for update skip locked)`,
      [before],
    );
    emptied += rowCount ?? 0;
    if ((rowCount ?? 0) < BATCH || signal?.aborted) return emptied;
  }
}
