import { addDays, addDuration, shanghaiDate } from "@/domain/shared/time";
import { lowerAdjustment } from "@/server/limits/commands/lower-adjustment";
import { requestAdjustment } from "@/server/limits/commands/request-adjustment";
import { approvalBehind, approveAsSeen, customersInHand, personOf, rejectAsSeen, run } from "./run";
import type { SeedWorld } from "./world";

/** One wish of a customer about a limit, in fen or a count, and what became of it. */
type Story = {
  readonly account: 0 | 1;
  readonly hoursAgo: number;
  readonly kind: "day" | "transfer-day" | "transfer-count" | "transfer-year" | "password-free";
  readonly value: bigint;
  readonly dayMinor?: bigint;
  readonly days: number | null;
  readonly note: string;
  readonly fate: "in-force" | "rejected" | "proposed" | "lowered";
};

const STORIES: readonly Story[] = [
  {
    account: 0,
    hoursAgo: 24 * 12,
    kind: "transfer-day",
    value: 2_000_000n,
    days: 90,
    note: "客户支付装修款，已核对合同",
    fate: "in-force",
  },
  {
    account: 0,
    hoursAgo: 24 * 8,
    kind: "transfer-count",
    value: 2n,
    days: null,
    note: "客户要求减少每日转账笔数",
    fate: "lowered",
  },
  {
    account: 0,
    hoursAgo: 2,
    kind: "day",
    value: 3_000_000n,
    days: 30,
    note: "客户购车，申请一个月内提高单日额度",
    fate: "proposed",
  },
  {
    account: 1,
    hoursAgo: 24 * 20,
    kind: "password-free",
    value: 5_000n,
    dayMinor: 20_000n,
    days: 180,
    note: "客户开通小额免密，已说明责任",
    fate: "in-force",
  },
  {
    account: 1,
    hoursAgo: 24 * 6,
    kind: "transfer-day",
    value: 10_000_000n,
    days: 300,
    note: "客户称周转需要，未提供用途凭证",
    fate: "rejected",
  },
];

/** Limits that customers had changed: raised with a second person's yes, lowered at once, one that waits and one turned down. */
export async function seedLimits(world: SeedWorld): Promise<void> {
  const present = world.clock.now();
  const accounts = await busiest(world);
  const [service, lead] = [personOf(world, "service"), personOf(world, "lead")];
  for (const { account, hoursAgo, kind, value, dayMinor = null, days, note, fate } of STORIES) {
    const accountId = accounts[account];
    if (!accountId) continue;
    world.clock.set(addDuration(present, { hours: -hoursAgo }));
    const until = days === null ? null : addDays(shanghaiDate(world.clock.now()), days);
    const wish = { accountId, kind, value, dayMinor, until, note };
    if (fate === "lowered") {
      await run(world, service, lowerAdjustment, wish);
      continue;
    }
    const { id } = await run(world, service, requestAdjustment, wish);
    if (fate === "proposed") continue;
    world.clock.set(addDuration(world.clock.now(), { minutes: 25 }));
    const approvalId = await approvalBehind(world, "limit_adjustments", id);
    if (fate === "in-force") await approveAsSeen(world, lead, { approvalId });
    else await rejectAsSeen(world, lead, { approvalId, decisionCode: "need-unclear", note: "请补充用途凭证" });
  }
  world.clock.set(present);
}

/** The accounts of people no desk has in hand that paid out the most, so that their limits are seen in use. */
async function busiest(world: SeedWorld): Promise<string[]> {
  const busy = await customersInHand(world);
  const { rows } = await world.runtime.pool.query<{ id: string; customer_id: string }>(
    `select a.id, a.customer_id from accounts a join customers c on c.id = a.customer_id
       join transactions t on t.customer_id = a.customer_id and t.account_id = a.id and t.direction = 'out' and t.retired_at is null
     where a.programme_id = 'pay' and a.status = 'open' and c.kind = 'person' and c.status = 'active'
     group by a.id order by sum(t.cny_minor) desc nulls last, a.number limit 60`,
  );
  return rows.filter(({ customer_id }) => !busy.has(customer_id)).map(({ id }) => id);
}
