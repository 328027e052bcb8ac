import { addDuration, type Instant, instant, shanghaiDate } from "@/domain/shared/time";
import { expireMeasures } from "@/server/controls/terms";
import { newId } from "@/server/kernel/new-id";
import { executeElectronicOrder } from "@/server/orders/commands/execute-electronic-order";
import { receiveElectronicOrder } from "@/server/orders/commands/receive-electronic-order";
import { recordElectronicAnswer } from "@/server/orders/commands/record-electronic-answer";
import { platformOf } from "@/server/orders/electronic/execute-kept";
// Who hears of the core's word must be there when it is said.
import "@/server/orders/electronic/listener";
import type { SeedCore } from "./core";
import { confirmQueued } from "./core-answers";
import { type Untouched, untouchedAccounts } from "./order-papers";
import { run } from "./run";
import type { SeedWorld } from "./world";

/** One message: how many minutes ago it came, whom it means, and its own words. `of`: the name of the order it is about. */
type Message = {
  readonly name: string;
  readonly minutesAgo: number | "night";
  readonly account?: number;
  readonly target?: Readonly<Record<string, string>>;
  readonly caseNumber: string;
  readonly of?: string;
  readonly says: Readonly<Record<string, unknown>>;
  /** Minutes after it came at which its term is over and the core lets go. */
  readonly lapsesAfter?: number;
};

const WHOLE = { extent: { scope: "all" } } as const;
const DAY = 1_440;

const MESSAGES: readonly Message[] = [
  {
    name: "lapsed",
    minutesAgo: 6 * DAY,
    account: 0,
    caseNumber: "示反诈〔2026〕11号",
    says: { act: "stop", ...WHOLE, hours: 48 },
    lapsesAfter: 2 * DAY,
  },
  {
    name: "let-go",
    minutesAgo: 3 * DAY + 90,
    account: 1,
    caseNumber: "示反诈〔2026〕12号",
    says: { act: "stop", ...WHOLE, hours: 48 },
  },
  {
    name: "release",
    minutesAgo: 2 * DAY + 480,
    caseNumber: "示反诈〔2026〕12号",
    of: "let-go",
    says: { act: "release" },
  },
  {
    name: "ending",
    minutesAgo: 45 * 60 + 20,
    account: 2,
    caseNumber: "示反诈〔2026〕13号",
    says: { act: "stop", ...WHOLE, hours: 48 },
  },
  {
    name: "night",
    minutesAgo: "night",
    account: 3,
    caseNumber: "示反诈〔2026〕14号",
    says: { act: "stop", ...WHOLE, hours: 48 },
  },
  {
    name: "frozen",
    minutesAgo: 205,
    account: 4,
    caseNumber: "示反诈〔2026〕15号",
    says: { act: "freeze", extent: { scope: "debit" }, term: { months: 6 } },
  },
  {
    name: "too-long",
    minutesAgo: 130,
    account: 5,
    caseNumber: "示反诈〔2026〕16号",
    says: { act: "stop", ...WHOLE, hours: 96 },
  },
  {
    name: "asked",
    minutesAgo: 88,
    account: 5,
    caseNumber: "示反诈〔2026〕16号",
    says: { act: "query", items: ["account", "balance", "holder"] },
  },
  {
    name: "unknown",
    minutesAgo: 41,
    target: { accountNumber: "9900000000999999" },
    caseNumber: "示反诈〔2026〕17号",
    says: { act: "stop", ...WHOLE, hours: 48 },
  },
  {
    name: "other-name",
    minutesAgo: 9,
    account: 6,
    target: { holderName: "样本某" },
    caseNumber: "示反诈〔2026〕18号",
    says: { act: "stop", extent: { scope: "amount", amountMinor: "500000", currency: "CNY" }, hours: 48 },
  },
];

const ACCOUNTS = 7;
/** The platform issues a message so many seconds before it is here. */
const ON_ITS_WAY = 20;

/** Orders of the platform in every state: one that came in the night, one that lapsed, and what a person must match. */
export async function seedElectronicOrders(world: SeedWorld, core: SeedCore): Promise<void> {
  const present = world.clock.now();
  const accounts = await untouchedAccounts(world, ACCOUNTS);
  const dated = MESSAGES.map((message) => ({ message, at: cameAt(message, present) }));
  for (const { message, at } of dated.sort((one, other) => (one.at < other.at ? -1 : 1))) {
    const account = message.account === undefined ? undefined : accounts[message.account];
    if (message.account !== undefined && !account) continue;
    world.clock.set(at);
    await tell(world, core, { message, account });
  }
  world.clock.set(present);
}

/** Ten past two of the last night that is over; else so many minutes ago. */
function cameAt({ minutesAgo }: Message, present: Instant): Instant {
  if (minutesAgo !== "night") return addDuration(present, { minutes: -minutesAgo });
  const night = instant(`${shanghaiDate(present)}T02:10:00+08:00`);
  return night < addDuration(present, { minutes: -5 }) ? night : addDuration(night, { hours: -24 });
}

async function tell(
  world: SeedWorld,
  core: SeedCore,
  { message, account }: { readonly message: Message; readonly account: Untouched | undefined },
): Promise<void> {
  const { clock } = world;
  const came = clock.now();
  const platform = platformOf("pay");
  const orderId = newId<"electronic-order">();
  const targeted = message.of === undefined;
  const raw = JSON.stringify({
    messageId: messageIdOf(message.name),
    programme: "pay",
    caseNumber: message.caseNumber,
    authority: "示例市反诈中心",
    issuedAt: addDuration(came, { seconds: -ON_ITS_WAY }),
    ...(targeted ? { target: { ...(account && { accountNumber: account.number }), ...message.target } } : {}),
    ...(message.of ? { order: messageIdOf(message.of) } : {}),
    ...message.says,
  });
  await run(world, platform, receiveElectronicOrder, { orderId, raw });
  await run(world, platform, executeElectronicOrder, { orderId });
  clock.set(addDuration(came, { seconds: 2 }));
  const held = account?.id ?? (await accountOf(world, orderId));
  await confirmQueued(world, core, [held]);
  if (message.lapsesAfter !== undefined) {
    clock.set(addDuration(came, { minutes: message.lapsesAfter }));
    await expireMeasures(world.runtime, { requestId: newId() });
    clock.set(addDuration(clock.now(), { seconds: 1 }));
    await confirmQueued(world, core, [held]);
  }
  await answersTaken(world);
}

const messageIdOf = (name: string) => `sample-message-${name}`;

/** The account of the order that another one is about. */
async function accountOf({ runtime }: SeedWorld, orderId: string): Promise<string | null> {
  const { rows } = await runtime.pool.query<{ account_id: string | null }>(
    "select about.account_id from electronic_orders o join electronic_orders about on about.message_id = o.of_message_id where o.id = $1",
    [orderId],
  );
  return rows[0]?.account_id ?? null;
}

/** The platform took every answer the moment it was given. */
async function answersTaken(world: SeedWorld): Promise<void> {
  const { rows } = await world.runtime.pool.query<{ id: string }>(
    "select id from electronic_answers where state = 'queued' order by created_at",
  );
  for (const { id } of rows)
    await run(world, platformOf("pay"), recordElectronicAnswer, { answerId: id, problem: null });
}
