import type { Cause, Check, CheckItem } from "@/domain/losses/model";
import { addDuration, type Instant } from "@/domain/shared/time";
// Who hears of the core's word must be there when it is said.
import "@/server/losses/settle";
import { recordCallBack } from "@/server/losses/commands/record-call-back";
import { reportLoss } from "@/server/losses/commands/report-loss";
import { requestRestore } from "@/server/losses/commands/request-restore";
import { setReportDisputes } from "@/server/losses/commands/set-disputes";
import type { SeedCore } from "./core";
import { confirmQueued } from "./core-answers";
import { PAST_CALLS, seedPastLosses } from "./past-losses";
import type { PersonPrincipal } from "./people";
import { run } from "./run";
import type { SeedWorld } from "./world";

const SERVICE = "service@hengchuan.example";

const matched = (...items: CheckItem[]): Check[] => items.map((item) => ({ item, outcome: "matched" }));
const KNOWN = matched("name", "document-digits", "last-transaction");

/** One call: how long ago, after how many seconds it was entered, why, and who was on the line. */
type Call = {
  readonly minutesAgo: number;
  readonly seconds: number;
  readonly cause: Cause;
  readonly checks: readonly Check[];
};

const CALLS: readonly Call[] = [
  { minutesAgo: 38, seconds: 11, cause: "phone-lost", checks: KNOWN },
  {
    minutesAgo: 29,
    seconds: 9,
    cause: "unauthorised-use",
    checks: [...KNOWN, { item: "card-digits", outcome: "not-matched" }],
  },
  { minutesAgo: 21, seconds: 14, cause: "phone-lost", checks: matched("name", "code-to-number", "caller-number") },
  { minutesAgo: 17, seconds: 8, cause: "secrets-leaked", checks: KNOWN },
  // A letter of the day before, entered today.
  {
    minutesAgo: 12,
    seconds: 82_800,
    cause: "data-misused",
    checks: matched("name", "document-digits", "card-digits", "registered-number"),
  },
];

/**
 * Calls of the last hour, as the desk has them: protected, with disputed payments, a caller nobody knew and who was not
 * reached, one whose protection is proposed to end, and a letter entered late. The core confirms each within moments.
 */
export async function seedLosses(world: SeedWorld, core: SeedCore): Promise<void> {
  const present = world.clock.now();
  const service = world.people.get(SERVICE);
  if (!service) throw new Error(`no ${SERVICE} among the demo people`);
  const [customers, earlier] = await callers(world);
  await seedPastLosses(world, core, earlier);
  for (const [at, call] of CALLS.entries()) {
    const customerId = customers[at];
    if (!customerId) break;
    const noticeAt = addDuration(present, { minutes: -call.minutesAgo });
    world.clock.set(call.seconds > 3_600 ? noticeAt : addDuration(noticeAt, { seconds: call.seconds }));
    const { id } = await run(world, service, reportLoss, {
      customerId,
      cause: call.cause,
      channel: call.seconds > 3_600 ? "letter" : "call",
      noticeAt: call.seconds > 3_600 ? addDuration(noticeAt, { seconds: -call.seconds }) : noticeAt,
      checks: [...call.checks],
    });
    world.clock.set(addDuration(world.clock.now(), { seconds: 2 }));
    await confirm(world, core, id);
    await after(world, service, { id, at });
  }
  world.clock.set(present);
}

/** The core takes a report's measures and ends its sessions, in their order. */
async function confirm(world: SeedWorld, core: SeedCore, reportId: string): Promise<void> {
  const { rows } = await world.runtime.pool.query<{ account_id: string }>(
    "select distinct account_id from loss_protections where report_id = $1",
    [reportId],
  );
  await confirmQueued(
    world,
    core,
    rows.map((row) => row.account_id),
  );
}

/** What followed a call. */
async function after(
  world: SeedWorld,
  service: PersonPrincipal,
  { id, at }: { id: string; at: number },
): Promise<void> {
  const seen = async () => ({ id, version: await versionOf(world, id) });
  const later = (minutes: number): Instant => addDuration(world.clock.now(), { minutes });
  if (at === 1) {
    world.clock.set(later(6));
    await run(world, service, setReportDisputes, { ...(await seen()), transactionIds: await paid(world, id) });
  }
  if (at === 2) {
    world.clock.set(later(5));
    await run(world, service, recordCallBack, { ...(await seen()), outcome: "no-answer" });
  }
  if (at === 3) {
    world.clock.set(later(4));
    const checks = [...KNOWN, ...matched("card-digits")];
    await run(world, service, requestRestore, { ...(await seen()), ending: "withdrawn", checks });
  }
}

/** People whom no other story concerns, with payments to dispute: those of the last hour, and those of earlier months. */
async function callers({ runtime }: SeedWorld): Promise<[string[], string[]]> {
  const { rows } = await runtime.pool.query<{ id: string }>(
    `select c.id from customers c where c.programme_id = 'pay' and c.kind = 'person' and c.status = 'active'
       and exists (select from accounts a where a.customer_id = c.id and a.status = 'open')
       and exists (select from transactions t where t.customer_id = c.id and t.direction = 'out' and t.retired_at is null)
       and not exists (select from measures m where m.customer_id = c.id)
       and not exists (select from kyc_submissions s where s.customer_id = c.id)
       and not exists (select from reverifications r where r.customer_id = c.id)
     order by c.number limit $1`,
    [CALLS.length + PAST_CALLS],
  );
  const ids = rows.map(({ id }) => id);
  return [ids.slice(0, CALLS.length), ids.slice(CALLS.length)];
}

async function versionOf({ runtime }: SeedWorld, id: string): Promise<number> {
  const { rows } = await runtime.pool.query<{ version: number }>("select version from loss_reports where id = $1", [
    id,
  ]);
  return rows[0]?.version ?? 1;
}

/** The last payments of a report's customer. */
async function paid({ runtime }: SeedWorld, id: string): Promise<string[]> {
  const { rows } = await runtime.pool.query<{ id: string }>(
    `select t.id from transactions t join loss_reports r on r.customer_id = t.customer_id
     where r.id = $1 and t.direction = 'out' and t.retired_at is null order by t.occurred_at desc limit 3`,
    [id],
  );
  return rows.map((row) => row.id);
}
