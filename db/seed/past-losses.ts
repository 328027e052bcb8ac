import type { Cause, Check, CheckItem, Ending } from "@/domain/losses/model";
import { addDuration } from "@/domain/shared/time";
import { recordCallBack } from "@/server/losses/commands/record-call-back";
import { reportLoss } from "@/server/losses/commands/report-loss";
import { requestRestore } from "@/server/losses/commands/request-restore";
// Who hears of the core's word must be there when it is said.
import "@/server/losses/settle";
import type { SeedCore } from "./core";
import { confirmQueued } from "./core-answers";
import { approveAsSeen, personOf, run } from "./run";
import type { SeedWorld } from "./world";

/** A call of an earlier month: how many days ago, after how many seconds entered, and how it ended how many hours later. */
type PastCall = {
  readonly daysAgo: number;
  readonly seconds: number;
  readonly cause: Cause;
  readonly ending: Ending | "denied";
  readonly hours: number;
};

const PAST: readonly PastCall[] = [
  { daysAgo: 83, seconds: 19, cause: "phone-lost", ending: "restored", hours: 30 },
  { daysAgo: 71, seconds: 27, cause: "secrets-leaked", ending: "restored", hours: 52 },
  { daysAgo: 49, seconds: 15, cause: "phone-lost", ending: "withdrawn", hours: 3 },
  { daysAgo: 44, seconds: 22, cause: "unauthorised-use", ending: "restored", hours: 76 },
  { daysAgo: 33, seconds: 13, cause: "phone-lost", ending: "denied", hours: 1 },
  { daysAgo: 30, seconds: 10, cause: "number-of-another", ending: "restored", hours: 26 },
];

const matched = (...items: CheckItem[]): Check[] => items.map((item) => ({ item, outcome: "matched" }));
const KNOWN = matched("name", "document-digits", "last-transaction");
const KNOWN_WELL = matched("name", "document-digits", "last-transaction", "card-digits");
const UNKNOWN = matched("name", "caller-number");

/** Calls of earlier months, each brought to its end: restored, withdrawn, or denied by the holder. */
export async function seedPastLosses(world: SeedWorld, core: SeedCore, customers: readonly string[]): Promise<void> {
  const present = world.clock.now();
  const service = personOf(world, "service");
  for (const [at, call] of PAST.entries()) {
    const customerId = customers[at];
    if (!customerId) break;
    const noticeAt = addDuration(present, { hours: -24 * call.daysAgo, minutes: -37 * at });
    world.clock.set(addDuration(noticeAt, { seconds: call.seconds }));
    const checks = call.ending === "denied" ? UNKNOWN : KNOWN;
    const said = { customerId, cause: call.cause, channel: "call", noticeAt, checks } as const;
    const { id } = await run(world, service, reportLoss, said);
    const accounts = await accountsOf(world, customerId);
    world.clock.set(addDuration(world.clock.now(), { seconds: 2 }));
    await confirmQueued(world, core, accounts);
    world.clock.set(addDuration(noticeAt, { hours: call.hours }));
    await end(world, id, call.ending);
    world.clock.set(addDuration(world.clock.now(), { seconds: 2 }));
    await confirmQueued(world, core, accounts);
  }
  world.clock.set(present);
}

export const PAST_CALLS = PAST.length;

async function end(world: SeedWorld, id: string, ending: PastCall["ending"]): Promise<void> {
  const service = personOf(world, "service");
  const seen = { id, version: await versionOf(world, id) };
  if (ending === "denied") {
    const told = { ...seen, outcome: "denied", checks: KNOWN_WELL } as const;
    return void (await run(world, service, recordCallBack, told));
  }
  await run(world, service, requestRestore, { ...seen, ending, checks: KNOWN_WELL });
  world.clock.set(addDuration(world.clock.now(), { minutes: 24 }));
  const { rows } = await world.runtime.pool.query<{ id: string }>(
    "select id from approvals where status = 'pending' and subject_id = $1",
    [id],
  );
  await approveAsSeen(world, personOf(world, "lead2"), { approvalId: rows[0]?.id ?? "" });
}

async function versionOf({ runtime }: SeedWorld, id: string): Promise<number> {
  const { rows } = await runtime.pool.query<{ version: number }>("select version from loss_reports where id = $1", [
    id,
  ]);
  return rows[0]?.version ?? 1;
}

async function accountsOf({ runtime }: SeedWorld, customerId: string): Promise<string[]> {
  const { rows } = await runtime.pool.query<{ id: string }>("select id from accounts where customer_id = $1", [
    customerId,
  ]);
  return rows.map((row) => row.id);
}
