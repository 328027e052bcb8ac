import { ERASE_BATCH, ERASE_TOGETHER } from "@/domain/retention/policy";
import { shanghaiDate } from "@/domain/shared/time";
import { type Command, execute } from "@/server/kernel/command";
import { sha256Hex } from "@/server/kernel/crypto/sha256";
import { log, safeError } from "@/server/kernel/logger";
import type { Runtime } from "@/server/kernel/runtime";
import { emptyHashes } from "./by-age";
import { deleteClass } from "./commands/delete-class";
import { deleteCounterparties } from "./commands/delete-counterparties";
import { endRelationship } from "./commands/end-relationship";
import { releaseKeeping } from "./commands/release-keeping";
import { resumeSubject } from "./commands/resume-subject";

type Run = { readonly requestId: string; readonly signal?: AbortSignal };
type Found = { readonly id: string; readonly key: string; readonly entries?: readonly string[] };
type Step = {
  readonly find: string;
  /** How what was found is done; the key makes it happen once. */
  readonly command: Command;
  readonly input: (found: readonly Found[]) => unknown;
  /** How many of them go in one transaction. */
  readonly together: number;
};

const [TOGETHER, ALONE] = [ERASE_TOGETHER, 1];
const ids = (found: readonly Found[]) => found.map(({ id }) => id);

/** Each finds ids after the last one, in order, for a programme on a day. */
const STEPS: readonly Step[] = [
  {
    find: `select r.customer_id as id, r.id::text as key from restricted_subjects r where r.programme_id = $1 and r.ended_at is null
      and r.cause <> 'request' and r.customer_id > $3 and $2::date is not null
      and exists (select from accounts a where a.customer_id = r.customer_id and a.status = 'open') order by 1`,
    command: resumeSubject as unknown as Command,
    input: ([one]) => ({ customerId: one?.id }),
    together: ALONE,
  },
  {
    find: `select a.customer_id as id, max(a.version)::text as key from accounts a where a.programme_id = $1 and a.customer_id > $3
      and not exists (select from restricted_subjects r where r.customer_id = a.customer_id and r.ended_at is null and r.cause <> 'request')
      group by a.customer_id having bool_and(a.status = 'closed') and coalesce(max(a.closed_on), '-infinity') < $2::date order by 1`,
    command: endRelationship as unknown as Command,
    input: (found) => ({ customerIds: ids(found) }),
    together: TOGETHER,
  },
  {
    find: `select e.customer_id as id, string_agg(e.id || '@' || e.version, ' ' order by e.id) as key,
        array_agg(e.id order by e.id) as entries from retention_entries e where e.programme_id = $1 and e.state <> 'erased'
      and e.look_on <= $2::date and e.customer_id > $3 group by e.customer_id order by 1`,
    command: deleteClass as unknown as Command,
    input: (found) => ({ entryIds: found.flatMap(({ entries }) => entries ?? []) }),
    together: TOGETHER,
  },
  {
    find: `select distinct k.keeping_id as id, k.look_on::text as key from retention_keepings k where k.programme_id = $1
      and k.look_on <= $2::date and k.keeping_id > $3 order by 1`,
    command: releaseKeeping as unknown as Command,
    input: ([one]) => ({ keepingId: one?.id }),
    together: ALONE,
  },
];

/** How many transactions run side by side: their customers differ. The house's own. */
const AT_ONCE = 4;
const FIRST = "00000000-0000-0000-0000-000000000000";

/**
 * The day's run: relationships that began anew or ended, classes that are due, what the cleared keep. One that fails does
 * not keep the others; the run as a whole fails then, so that it is seen. Gives how many things were done.
 */
export async function runDue(runtime: Runtime, { requestId, signal }: Run): Promise<number> {
  const { rows: programmes } = await runtime.pool.query<{ id: string }>("select id from programmes order by id");
  const tally = { done: 0, failed: 0 };
  for (const { id: programmeId } of programmes) {
    await reopenLateKeys(runtime, programmeId);
    for (const step of STEPS) await runStep(runtime, step, { programmeId, requestId, signal }, tally);
    await eraseCounterparties(runtime, { programmeId, requestId, signal }, tally);
  }
  await emptyHashes(runtime, signal);
  if (tally.failed > 0) throw new Error(`retention: ${tally.failed} of ${tally.done + tally.failed} failed`);
  return tally.done;
}

type Within = Run & { readonly programmeId: string };
type Tally = { done: number; failed: number };

async function runStep(runtime: Runtime, step: Step, within: Within, tally: Tally) {
  const { programmeId, signal } = within;
  const today = shanghaiDate(runtime.clock());
  for (let after = FIRST; ; ) {
    const { rows } = await runtime.pool.query<Found>(`${step.find} limit ${ERASE_BATCH}`, [programmeId, today, after]);
    const parts = Array.from({ length: Math.ceil(rows.length / step.together) }, (_, n) =>
      rows.slice(n * step.together, (n + 1) * step.together),
    );
    for (let at = 0; at < parts.length && !signal?.aborted; at += AT_ONCE) {
      const slice = parts.slice(at, at + AT_ONCE);
      await Promise.all(slice.map((found) => runPart(runtime, step, { ...within, found, today }, tally)));
    }
    if (signal?.aborted) return;
    const last = rows.at(-1);
    if (!last || rows.length < ERASE_BATCH) return;
    after = last.id;
  }
}

type Part = Within & { readonly found: readonly Found[]; readonly today: string };

/** Does some together; when that fails, each alone, so that one does not keep the others. */
async function runPart(runtime: Runtime, step: Step, part: Part, tally: Tally): Promise<void> {
  const { found } = part;
  const outcome = await tryPart(runtime, step, part);
  if (outcome === "failed" && found.length > 1) {
    for (const one of found) await runPart(runtime, step, { ...part, found: [one] }, tally);
  } else if (outcome === "failed") tally.failed += 1;
  else if (outcome === "done") tally.done += found.length;
}

async function tryPart(runtime: Runtime, step: Step, { found, today, programmeId, requestId }: Part) {
  const principal = { kind: "system", name: "system:worker", programmeId } as const;
  const { name } = step.command;
  const key = `due:${name}:${sha256Hex(Buffer.from(found.map(({ id, key }) => `${id} ${key}`).join("\n")))}:${today}`;
  try {
    const { ok } = await execute(runtime, step.command, { principal, input: step.input(found), key, requestId });
    return ok ? "done" : "refused";
  } catch (error) {
    log("error", "retention-due", { command: name, ids: ids(found).join(" "), ...safeError(error) });
    return "failed";
  }
}

async function eraseCounterparties(runtime: Runtime, { programmeId, requestId, signal }: Within, tally: Tally) {
  let after: string | null = null;
  do {
    const page = await erasePage(runtime, { programmeId, requestId }, after);
    tally.done += page.erased;
    after = page.next;
  } while (after !== null && !signal?.aborted);
}

async function erasePage(runtime: Runtime, { programmeId, requestId }: Within, after: string | null) {
  const principal = { kind: "system", name: "system:worker", programmeId } as const;
  const key = `counterparties:${requestId}:${programmeId}:${after ?? ""}`;
  const outcome = await execute(runtime, deleteCounterparties, { principal, input: { after }, key, requestId });
  return outcome.ok ? outcome.result : { erased: 0, next: null };
}

/** Something was sealed for a class after it was gone, a letter say: its entry waits for a day again. */
async function reopenLateKeys(runtime: Runtime, programmeId: string): Promise<void> {
  await runtime.pool.query(
    `update retention_entries e set state = 'scheduled', certificate_id = null, erased_at = null, look_on = $2::date,
       version = e.version + 1
     where e.programme_id = $1 and e.state = 'erased' and exists (
       select from subject_keys k where k.subject_id = e.customer_id and k.retention_class = e.retention_class)`,
    [programmeId, shanghaiDate(runtime.clock())],
  );
}
