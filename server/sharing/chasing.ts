import { shanghaiDate } from "@/domain/shared/time";
import { type Command, execute } from "@/server/kernel/command";
import { log, safeError } from "@/server/kernel/logger";
import type { Runtime } from "@/server/kernel/runtime";
import { escalateNotice } from "./commands/escalate-notice";
import { lapsePartner } from "./commands/lapse-partner";
import { deliverNotice, type Post, postNotice } from "./deliver";

const BATCH = 200;
type Found = { readonly id: string; readonly programme_id: string };
type Options = { readonly requestId: string; readonly signal?: AbortSignal };

const worker = (programmeId: string) => ({ kind: "system", name: "system:worker", programmeId }) as const;

/** Does something to each; one that fails does not keep the others. Gives how many went well. */
async function each(rows: readonly Found[], options: Options, work: (row: Found) => Promise<unknown>): Promise<number> {
  let done = 0;
  for (const row of rows) {
    if (options.signal?.aborted) break;
    const ok = await work(row).then(
      (outcome) => (outcome as { ok?: boolean } | undefined)?.ok !== false,
      (error: unknown) => {
        log("error", "sharing-chase-notices", { subject: row.id, ...safeError(error) });
        return false;
      },
    );
    if (ok) done += 1;
  }
  return done;
}

/**
 * Ends partners whose contract ran out, hands over what is due at recipients' doors, again to those that took it and said nothing
 * more, and makes what nobody confirmed in time the first work of the desk; in every programme. Gives how many it handled.
 */
export async function chaseNotices(runtime: Runtime, options: Options, post: Post = postNotice): Promise<number> {
  const now = runtime.clock();
  const find = async (text: string, value: string): Promise<Found[]> =>
    (await runtime.pool.query<Found>(`${text} limit ${BATCH}`, [value])).rows;
  const commanded = (cmd: Command, input: (id: string) => unknown, name: string) => (row: Found) =>
    execute(runtime, cmd, {
      principal: worker(row.programme_id),
      input: input(row.id),
      key: `${name}:${row.id}`,
      requestId: options.requestId,
    });
  const over = await find(
    "select id, programme_id from sharing_partners where state = 'active' and contract_to < $1::date order by contract_to, id",
    shanghaiDate(now),
  );
  const lapsed = await each(
    over,
    options,
    commanded(lapsePartner as unknown as Command, (id) => ({ id }), "lapse"),
  );
  const due = await find(
    "select id, programme_id from sharing_notices where state <> 'confirmed' and next_at <= $1::timestamptz order by next_at, id",
    now,
  );
  const sent = await each(due, options, ({ id, programme_id }) =>
    deliverNotice(runtime, worker(programme_id), { noticeId: id, requestId: options.requestId }, post),
  );
  const late = await find(
    `select id, programme_id from sharing_notices where state <> 'confirmed' and overdue_at is null and due_at <= $1::timestamptz
     order by due_at, id`,
    now,
  );
  const escalated = await each(
    late,
    options,
    commanded(escalateNotice as unknown as Command, (id) => ({ noticeId: id }), "overdue"),
  );
  return lapsed + sent + escalated;
}
