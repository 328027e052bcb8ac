import { type Instant, type LocalDate, startOfDay } from "@/domain/shared/time";
import { newId } from "@/server/kernel/new-id";
import { inScope } from "@/server/kernel/scope";
import { type MadeAccount, makeAccount, makeLeg } from "@/server/kernel/testing/factories";
import { type House, type MALL, PAY } from "@/server/kernel/testing/house";
import { endRelationship } from "./commands/end-relationship";
import { retentionHandlers } from "./handlers";
import { runDue } from "./run";

export type Programme = typeof PAY | typeof MALL;

/** A customer with trade on a day and a case ended, whose only account was closed on another. */
export async function makeEnded(
  house: House,
  of: { programme?: Programme; name?: string; tradedOn?: string; closedOn?: string } = {},
): Promise<MadeAccount> {
  const { programme = PAY, tradedOn = "2026-09-01", closedOn = "2026-10-01" } = of;
  const account = await makeAccount(house, { programme, ...(of.name ? { name: of.name } : {}) });
  await makeLeg(house, account, { programme, amountMinor: 12_345n, date: tradedOn });
  await house.rows("update accounts set status = 'closed', closed_on = $2 where id = $1", [
    account.accountId,
    closedOn,
  ]);
  return account;
}

export const worker = (programme: Programme = PAY) =>
  ({ kind: "system", name: "system:worker", programmeId: programme.programmeId }) as const;

/** Lets a customer's terms run, as the day's control does. */
export const end = (house: House, customerId: string, programme: Programme = PAY) =>
  house.run(endRelationship, { customerIds: [customerId] }, { as: worker(programme) });

/** Hands the worker the news that classes are due, once. */
export async function workDue(house: House): Promise<void> {
  const [handler] = retentionHandlers;
  for (const { eventId, programmeId, payload } of await house.jobs("retention.classes.due")) {
    const principal = { kind: "system", name: "system:worker", programmeId } as const;
    const { runtime } = house;
    const signal = new AbortController().signal;
    await handler?.run({ runtime, principal, eventId, attempt: 1, requestId: newId(), signal }, payload);
  }
}

/** The day's run at noon of a day. Sessions are carried along, so that people may look afterwards. */
export async function runOn(house: House, day: LocalDate): Promise<number> {
  const noon = new Date(new Date(startOfDay(day)).getTime() + 12 * 3_600_000).toISOString() as Instant;
  house.clock.set(noon);
  await house.rows("update sessions set last_seen_at = $1, expires_at = $1::timestamptz + interval '1 day'", [noon]);
  return runDue(house.runtime, { requestId: newId() });
}

/** Opens one value as a principal. */
export const openAs = (
  house: House,
  as: Parameters<typeof inScope>[1],
  { table, column, rowId }: { table: string; column: string; rowId: string },
): Promise<string | null> =>
  inScope(house.runtime, as, "read", async ({ tx, vault }) => {
    const { rows } = await tx.$client.query<{ sealed: Buffer | null }>(
      `select "${column}" as sealed from "${table}" where id = $1`,
      [rowId],
    );
    return { keep: false, value: await vault.open({ table, column, rowId }, rows[0]?.sealed ?? null) };
  });
