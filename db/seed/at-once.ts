import { CONTROLS_POLICY } from "@/domain/controls/policy";
import { addDays, addDuration, shanghaiDate } from "@/domain/shared/time";
import { endMeasure } from "@/server/controls/commands/end-measure";
import { explainDifference } from "@/server/controls/commands/explain-difference";
import { imposeUrgent } from "@/server/controls/commands/impose-restriction";
import { reviewMeasure } from "@/server/controls/commands/review-measure";
import { compareAccount } from "@/server/controls/reconcile";
import { escalateReviews, expireMeasures } from "@/server/controls/terms";
import { newId } from "@/server/kernel/new-id";
import type { SeedCore } from "./core";
import { answerForCore, confirmQueued } from "./core-answers";
import { type FreeAccount, freeAccounts } from "./free-accounts";
import { personOf, run } from "./run";
import type { SeedWorld } from "./world";

/**
 * What became of a restriction given at once: nobody has looked yet, or nobody in time; a lead kept it or found it wrong;
 * its term ended; the core turned it down; or the core said yes and did nothing, to the restriction or to its end.
 */
type Fate = "waits" | "missed" | "kept" | "ended" | "lapsed" | "failed" | "let-through" | "held-on" | "held-on-known";

type Story = {
  readonly fate: Fate;
  readonly hoursAgo: number;
  readonly reach: "all" | "debit" | "credit" | "transfer" | "card";
  readonly rule: "mipay-suspicious-act-first" | "law-antifraud-18" | "law-aml-30";
  readonly lastsHours: number | null;
  readonly note: string;
};

const STORIES: readonly Story[] = [
  {
    fate: "waits",
    hoursAgo: 1,
    reach: "transfer",
    rule: "mipay-suspicious-act-first",
    lastsHours: 48,
    note: "十分钟内连续转出七笔，收款人均为首次往来",
  },
  {
    fate: "missed",
    hoursAgo: 31,
    reach: "debit",
    rule: "law-antifraud-18",
    lastsHours: null,
    note: "对方机构来函提示收款账户涉诈",
  },
  {
    fate: "kept",
    hoursAgo: 72,
    reach: "card",
    rule: "mipay-suspicious-act-first",
    lastsHours: 90,
    note: "银行卡在两地同时绑定设备",
  },
  {
    fate: "ended",
    hoursAgo: 118,
    reach: "all",
    rule: "mipay-suspicious-act-first",
    lastsHours: null,
    note: "同名客户被误认",
  },
  {
    fate: "lapsed",
    hoursAgo: 96,
    reach: "credit",
    rule: "law-antifraud-18",
    lastsHours: 48,
    note: "短时间内收到多笔小额陌生转入",
  },
  {
    fate: "failed",
    hoursAgo: 6,
    reach: "debit",
    rule: "mipay-suspicious-act-first",
    lastsHours: 48,
    note: "登录设备与常用地点不符后立即提现",
  },
  { fate: "let-through", hoursAgo: 26, reach: "debit", rule: "law-aml-30", lastsHours: null, note: "拒绝说明资金来源" },
  {
    fate: "held-on",
    hoursAgo: 50,
    reach: "debit",
    rule: "mipay-suspicious-act-first",
    lastsHours: null,
    note: "夜间大额试探性转账",
  },
  {
    fate: "held-on-known",
    hoursAgo: 75,
    reach: "credit",
    rule: "law-antifraud-18",
    lastsHours: null,
    note: "收款后即被分散转出",
  },
];

/** Restrictions given at once and looked at afterwards, in every state; and accounts the core holds otherwise than we do. */
export async function seedAtOnce(world: SeedWorld, core: SeedCore): Promise<void> {
  const present = world.clock.now();
  const accounts = await freeAccounts(world);
  for (const story of STORIES) {
    const account = accounts.find(({ carded }) => carded || story.reach !== "card");
    if (!account) break;
    accounts.splice(accounts.indexOf(account), 1);
    await core.open(account);
    world.clock.set(addDuration(present, { hours: -story.hoursAgo }));
    await tell(world, core, story, account);
  }
  world.clock.set(present);
  await escalateReviews(world.runtime, { requestId: newId() });
}

async function tell(world: SeedWorld, core: SeedCore, story: Story, account: FreeAccount): Promise<void> {
  const { fate } = story;
  const later = (hours: number) => world.clock.set(addDuration(world.clock.now(), { hours }));
  const measureId = await impose(world, story, account);
  world.clock.set(addDuration(world.clock.now(), { seconds: 3 }));
  if (fate === "failed") return answerForCore(world, account, { outcome: "rejected", reason: "account_under_review" });
  if (fate === "let-through") await answerForCore(world, account, { outcome: "applied" });
  else await confirmQueued(world, core, [account.id]);
  if (fate === "waits" || fate === "missed") return;
  later(2);
  const lead = personOf(world, "lead");
  if (fate === "kept" || fate === "lapsed" || fate === "let-through") {
    const reviewOn = addDays(shanghaiDate(world.clock.now()), 30);
    await run(world, lead, reviewMeasure, { measureId, reviewOn });
  } else await run(world, lead, endMeasure, { measureId, note: "复核认定依据不足，立即解除" });
  if (fate === "lapsed") {
    later((story.lastsHours ?? 0) - 2);
    await expireMeasures(world.runtime, { requestId: newId() });
  }
  world.clock.set(addDuration(world.clock.now(), { seconds: 4 }));
  if (fate === "ended" || fate === "lapsed") await confirmQueued(world, core, [account.id]);
  if (fate === "held-on" || fate === "held-on-known") await answerForCore(world, account, { outcome: "applied" });
  if (fate !== "ended" && fate !== "lapsed" && fate !== "kept") await compare(world, core, account, fate);
}

async function impose(
  world: SeedWorld,
  { reach, rule, lastsHours, note }: Story,
  account: FreeAccount,
): Promise<string> {
  const now = world.clock.now();
  const { measureId } = await run(world, personOf(world, "officer"), imposeUrgent, {
    accountId: account.id,
    scope: reach === "transfer" ? "function" : reach,
    target: reach === "transfer" ? reach : reach === "card" ? account.carded : null,
    rule,
    expiresAt: lastsHours === null ? null : addDuration(now, { hours: lastsHours }),
    reviewOn: addDays(shanghaiDate(now), CONTROLS_POLICY.reviewWithinDays / 3),
    note,
  });
  return measureId;
}

/** What the round of comparison finds on an account; one that is known about is said to be so. */
async function compare(world: SeedWorld, core: SeedCore, account: FreeAccount, fate: Fate): Promise<void> {
  world.clock.set(addDuration(world.clock.now(), { minutes: 25 }));
  const { runtime } = world;
  await compareAccount({ runtime, core, requestId: newId() }, "pay", account.id);
  if (fate !== "held-on-known") return;
  const { rows } = await runtime.pool.query<{ id: string; version: number }>(
    "select id, version from core_differences where account_id = $1 and state = 'open'",
    [account.id],
  );
  const found = rows[0];
  if (!found) return;
  world.clock.set(addDuration(world.clock.now(), { hours: 1 }));
  await run(world, personOf(world, "officer"), explainDifference, {
    differenceId: found.id,
    version: found.version,
    reason: "core-repairing",
    note: "核心系统解除任务积压，已登记，预计次日补做",
  });
}
