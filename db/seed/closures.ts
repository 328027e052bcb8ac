import { sql } from "drizzle-orm";
import { addDays, addDuration, type Instant, shanghaiDate, startOfDay } from "@/domain/shared/time";
import { derivedAccount } from "@/sandbox/derived";
import { advance } from "@/server/closures/advance";
import { dismissCandidate } from "@/server/closures/commands/dismiss-candidate";
import { requestClosure } from "@/server/closures/commands/request-closure";
import { withdrawClosure } from "@/server/closures/commands/withdraw-closure";
import { takeLook } from "@/server/closures/look";
// Who hears of the core's word must be there when it is said.
import "@/server/closures/core-word";
import "@/server/closures/desk-conditions";
import { runReclaim } from "@/server/closures/reclaim";
import type { PaymentCore } from "@/server/controls/adapters/payment-core";
import { askAfter, deliverInstruction, recordEvent } from "@/server/controls/deliver";
import { newId } from "@/server/kernel/new-id";
import { takeNumber } from "@/server/kernel/numbers";
import { inScope } from "@/server/kernel/scope";
import type { SeedCore } from "./core";
import type { PersonPrincipal } from "./people";
import { approvalBehind, approveAsSeen, customersInHand, personOf, rejectAsSeen, run } from "./run";
import type { SeedWorld } from "./world";

/** One wish to close an account: how long ago, why, and how far it has come. */
type Story = {
  readonly hoursAgo: number;
  readonly kind: "by-customer" | "breach";
  readonly reason: "customer-wish" | "agreement-broken" | "used-by-another";
  readonly note: string;
  readonly fate: "closed" | "requested" | "rejected" | "withdrawn" | "core-refused";
};

const STORIES: readonly Story[] = [
  { hoursAgo: 172, kind: "by-customer", reason: "customer-wish", note: "客户不再使用，来电申请销户", fate: "closed" },
  {
    hoursAgo: 75,
    kind: "breach",
    reason: "used-by-another",
    note: "账户由他人长期代为操作，已两次提示",
    fate: "core-refused",
  },
  { hoursAgo: 51, kind: "by-customer", reason: "customer-wish", note: "客户来电，资料有待补充", fate: "rejected" },
  { hoursAgo: 27, kind: "by-customer", reason: "customer-wish", note: "客户改用其他支付方式", fate: "withdrawn" },
  { hoursAgo: 3, kind: "by-customer", reason: "customer-wish", note: "客户已提现完毕，申请销户", fate: "requested" },
  {
    hoursAgo: 1,
    kind: "breach",
    reason: "agreement-broken",
    note: "多次违反服务协议，经提示未改",
    fate: "requested",
  },
];

/** How many accounts nobody uses the demo has, and how long ago their customers were told. */
const UNUSED = 4;
const TOLD_DAYS_AGO = 33;
/** How long ago the first of them was opened, and the first of those whose closing is asked for. */
const FORGOTTEN_DAYS = 1_130;
const USED_DAYS = 240;

/** Accounts on their way to be closed, in every state; and accounts nobody uses, of which somebody may propose some. */
export async function seedClosures(world: SeedWorld, core: SeedCore): Promise<void> {
  const present = world.clock.now();
  const accounts = await emptyAccounts(
    world,
    STORIES.map((_, at) => USED_DAYS + 23 * at),
  );
  for (const [at, story] of STORIES.entries()) {
    const account = accounts[at];
    if (!account) break;
    world.clock.set(addDuration(present, { hours: -story.hoursAgo }));
    await core.open({ ...account, balanceMinor: 0 });
    await tell(world, { core, account, story });
  }
  await seedUnused(world, present);
  world.clock.set(present);
}

type Case = { readonly core: SeedCore; readonly account: Empty; readonly story: Story };

async function tell(world: SeedWorld, of: Case): Promise<void> {
  const { account, story } = of;
  const [maker, lead] = [personOf(world, "service"), personOf(world, "lead")];
  const asks = story.kind === "breach" ? personOf(world, "officer") : maker;
  const { id } = await run(world, asks, requestClosure, {
    accountId: account.id,
    kind: story.kind,
    reason: story.reason,
    identity: story.kind === "by-customer" ? "registered-phone" : null,
    subjectId: null,
    note: story.note,
    token: await lookAt(world, account.id, asks),
  });
  if (story.fate === "requested") return;
  later(world, { minutes: 40 });
  if (story.fate === "withdrawn") return void (await run(world, asks, withdrawClosure, { id }));
  const approvalId = await approvalBehind(world, "closures", id);
  if (story.fate === "rejected") {
    const said = { decisionCode: "identity-unsure", note: "来电号码与预留不一致，请核实后再提" };
    return rejectAsSeen(world, lead, { approvalId, ...said });
  }
  await approveAsSeen(world, lead, { approvalId, token: await lookAt(world, account.id, lead) });
  later(world, { seconds: 8 });
  const step = { closureId: id, programmeId: "pay", key: newId(), requestId: newId() };
  await advance(world.runtime, emptyCore(world), step);
  await coreAnswers(world, of, story.fate);
}

/** The core's word on an order to close. */
async function coreAnswers(world: SeedWorld, { core, account }: Case, fate: Story["fate"]): Promise<void> {
  const { runtime } = world;
  const { rows } = await runtime.pool.query<{ id: string }>(
    "select id from core_instructions where account_id = $1 order by sequence desc limit 1",
    [account.id],
  );
  const instructionId = rows[0]?.id ?? "";
  later(world, { seconds: 4 });
  if (fate === "core-refused") {
    const reason = "account_under_review";
    const said = { instructionId, accountNumber: account.coreNumber, outcome: "rejected", reason } as const;
    return void (await recordEvent(runtime, { ...said, eventId: newId(), coreSequence: 1 }, "pay", newId()));
  }
  const delivery = { runtime, core, programmeId: "pay", attemptKey: newId(), requestId: newId() };
  await deliverInstruction(delivery, instructionId);
  await core.settled(instructionId);
  await askAfter(delivery, instructionId);
}

const later = ({ clock }: SeedWorld, by: Parameters<typeof addDuration>[1]): void =>
  clock.set(addDuration(clock.now(), by));

async function lookAt(world: SeedWorld, accountId: string, as: PersonPrincipal): Promise<string> {
  const taken = await takeLook(world.runtime, emptyCore(world), as, accountId);
  if (!taken.ok) throw new Error(taken.code);
  return taken.value.token;
}

/** What the core says of an account with nothing on it; it is asked at times that have passed. */
const emptyCore = ({ clock }: SeedWorld): Pick<PaymentCore, "dryRun"> => ({
  dryRun: async () => {
    const balance = { availableMinor: 0n, heldMinor: 0n, currency: "CNY" };
    const after = { ...balance, effective: { debit: false, credit: false } };
    const nothing = { inFlight: [], standingInstructions: [], linkedAccounts: 0, version: 1 };
    return { kind: "answered", answer: { asOf: clock.now(), balance, after, ...nothing } };
  },
});

/** Accounts nobody has used since long ago: most told of weeks ago, one of them proposed and one let be; the last found last night. */
async function seedUnused(world: SeedWorld, present: Instant): Promise<void> {
  const { clock, runtime } = world;
  const days = Array.from({ length: UNUSED }, (_, at) => FORGOTTEN_DAYS + 17 * at);
  const latest = (await emptyAccounts(world, days)).at(-1)?.id;
  const balanceOf = (minor: number) =>
    runtime.pool.query("update accounts set balance_minor = $2 where id = $1", [latest, minor]);
  await balanceOf(1);
  clock.set(addDuration(present, { hours: -24 * TOLD_DAYS_AGO }));
  await runReclaim(runtime, { requestId: newId() });
  await balanceOf(0);
  clock.set(addDuration(present, { hours: -9 }));
  await runReclaim(runtime, { requestId: newId() });
  clock.set(addDuration(present, { hours: -2 }));
  const { rows } = await runtime.pool.query<Candidate>(
    `select k.id, k.account_id, k.version from closure_candidates k join accounts a on a.id = k.account_id
     where k.programme_id = 'pay' and k.state = 'noticed' order by k.noticed_on, a.number`,
  );
  const [first, second] = rows;
  const officer = personOf(world, "officer");
  if (second)
    await run(world, officer, dismissCandidate, { id: second.id, version: second.version, reason: "house-keeps" });
  if (!first) return;
  const asked = { kind: "reclaim", reason: "unused-long", identity: null, note: "满期未使用，已提前告知客户" } as const;
  const token = await lookAt(world, first.account_id, officer);
  await run(world, officer, requestClosure, { ...asked, accountId: first.account_id, subjectId: first.id, token });
}

type Candidate = { id: string; account_id: string; version: number };

/** An account with nothing on it, and its number at the core. */
type Empty = { readonly id: string; readonly coreNumber: string };

/**
 * Second accounts without movements, of people no desk has in hand and with nothing under way at the core: one for each of
 * `daysAgo`, the days since it was opened.
 */
async function emptyAccounts(world: SeedWorld, daysAgo: readonly number[]): Promise<readonly Empty[]> {
  const busy = await customersInHand(world);
  const longest = Math.max(...daysAgo);
  const { rows } = await world.runtime.pool.query<{ id: string }>(
    `select id from customers where programme_id = 'pay' and kind = 'person' and status = 'active'
       and since < $1::timestamptz - make_interval(days => $2) order by number`,
    [world.clock.now(), longest],
  );
  const numbers = quietNumbers(longest);
  const owners = rows.filter(({ id }) => !busy.has(id));
  const made: Empty[] = [];
  for (const [at, days] of daysAgo.entries()) {
    const customerId = owners[at]?.id;
    const coreNumber = numbers.next().value;
    if (customerId && coreNumber) made.push(await openEmpty(world, { customerId, coreNumber, days }));
  }
  return made;
}

/** Numbers of which the core says that nothing is under way or to come. */
function* quietNumbers(from: number): Generator<string, undefined> {
  for (let n = from; ; n += 1) {
    const number = `9920210000${String(n).padStart(5, "0")}`;
    const { inFlight, standing } = derivedAccount(number);
    if (inFlight.length === 0 && standing.length === 0) yield number;
  }
}

async function openEmpty(
  { runtime, clock }: SeedWorld,
  of: { readonly customerId: string; readonly coreNumber: string; readonly days: number },
): Promise<Empty> {
  const { customerId, coreNumber } = of;
  const openedOn = addDays(shanghaiDate(clock.now()), -of.days);
  return inScope(runtime, { kind: "system", name: "system:seed", programmeId: "pay" }, "write", async (scope) => {
    const id = scope.newId<"account">();
    const number = await takeNumber(scope.tx, "account");
    const owner = { type: "customer", id: customerId, retentionClass: "trade" } as const;
    const core = await scope.vault.seal(
      owner,
      { table: "accounts", column: "core_number_sealed", rowId: id },
      coreNumber,
    );
    await scope.tx.execute(sql`insert into accounts (id, programme_id, legal_entity_id, customer_id, number, core_number_sealed,
        account_class, currency, status, opened_on, created_at, balance_minor, balance_at)
      values (${id}, ${scope.actor.programmeId}, ${scope.actor.legalEntityId}, ${customerId}::uuid, ${number}, ${core}, 3, 'CNY', 'open',
        ${openedOn}::date, ${startOfDay(openedOn)}::timestamptz, 0, ${scope.now}::timestamptz)`);
    return { keep: true, value: { id, coreNumber } };
  });
}
