import { type Equivalents, equivalents } from "@/domain/ledger/equivalents";
import type { Direction, TransactionKind } from "@/domain/ledger/model";
import {
  addDays,
  epochMilliseconds,
  type Instant,
  instantFromEpoch,
  type LocalDate,
  startOfDay,
} from "@/domain/shared/time";
import { newId } from "@/server/kernel/new-id";
import type { Cell } from "./bulk";
import type { Outside } from "./counterparties";
import type { Deal } from "./deal";
import { type PlannedDeal, planLargeDeals } from "./large-deals";
import { byWeight, type Random } from "./random";
import { type RateTable, rateKey } from "./rates";
import type { Programme, SeededAccount } from "./store-customers";

export const DAYS = 90;
/** From here on a day has several large values, below one. */
const MANY_LEGS = 50_000;

export const LEG_COLUMNS = [
  "id",
  "programme_id",
  "legal_entity_id",
  "customer_id",
  "account_id",
  "transfer_id",
  "business_date",
  "occurred_at",
  "direction",
  "kind",
  "cash",
  "cross_border",
  "natural_person",
  "same_name",
  "amount_minor",
  "currency",
  "cny_minor",
  "usd_minor",
  "balance_after_minor",
  "counterparty_type",
  "counterparty_id",
  "channel",
  "auth_factors",
] as const;

export type World = {
  readonly random: Random;
  readonly programme: Programme;
  readonly accounts: readonly SeededAccount[];
  readonly outside: Outside;
  readonly rates: RateTable;
  readonly anchor: LocalDate;
  readonly now: Instant;
};

/** Share of a person's movements, what they are, and their usual size in yuan. */
const HABITS: readonly { share: number; kind: TransactionKind; direction: Direction; median: number; sigma: number }[] =
  [
    { share: 56, kind: "payment", direction: "out", median: 62, sigma: 1.1 },
    { share: 14, kind: "transfer", direction: "out", median: 280, sigma: 1.2 },
    { share: 17, kind: "top-up", direction: "in", median: 420, sigma: 1.0 },
    { share: 8, kind: "withdrawal", direction: "out", median: 500, sigma: 1.1 },
    { share: 3, kind: "refund", direction: "in", median: 70, sigma: 1.0 },
    { share: 2, kind: "fee", direction: "out", median: 3, sigma: 0.5 },
  ];
const FIRM_HABITS: typeof HABITS = [
  { share: 70, kind: "payment", direction: "in", median: 900, sigma: 1.2 },
  { share: 18, kind: "withdrawal", direction: "out", median: 12_000, sigma: 0.9 },
  { share: 8, kind: "transfer", direction: "out", median: 6_000, sigma: 1.0 },
  { share: 4, kind: "refund", direction: "out", median: 300, sigma: 1.0 },
];
const MOST_USUAL_MINOR = 4_000_000;
const ABROAD = [
  ["USD", 40],
  ["HKD", 300],
  ["EUR", 40],
  ["JPY", 5_000],
] as const;
const DAY_MS = 86_400_000;

/** Every leg of the days up to the anchor, in order of time, balances carried along; changes the accounts' balances. */
export function* planLegs(world: World, legs: number): Generator<Cell[]> {
  const { random, anchor } = world;
  const open = world.accounts.filter((account) => account.open);
  const choose = byWeight(open.map((account) => random.logNormal(account.enterprise ? 4 : 1, 1.1)));
  const habit = byWeight(HABITS.map(({ share }) => share));
  const firmHabit = byWeight(FIRM_HABITS.map(({ share }) => share));
  const large = planLargeDeals(random, open, anchor, legs >= MANY_LEGS ? 3 : 1);
  let left = legs;
  for (let back = DAYS - 1; back >= 0; back -= 1) {
    const date = addDays(anchor, -back);
    const today = large.filter((deal) => deal.date === date);
    const wanted = Math.max(0, Math.round(left / (back + 1)));
    const usual = Math.round(wanted * (back === 0 ? 1 : 0.9 + random.next() * 0.2));
    for (const row of planDay(world, date, usual, today, { open, choose, habit, firmHabit })) {
      left -= 1;
      yield row;
    }
  }
}

type Chooser = {
  open: readonly SeededAccount[];
  choose: (at: number) => number;
  habit: (at: number) => number;
  firmHabit: (at: number) => number;
};

function* planDay(
  world: World,
  date: LocalDate,
  count: number,
  large: readonly PlannedDeal[],
  chooser: Chooser,
): Generator<Cell[]> {
  const { random, now } = world;
  const start = epochMilliseconds(startOfDay(date));
  const length = Math.min(DAY_MS, Math.max(60_000, epochMilliseconds(now) - start));
  // Half of a day's movements fall into its evening: the mean of two draws leans to the middle, the root to the end.
  const times = Array.from({ length: count }, () =>
    Math.floor(Math.sqrt((random.next() + random.next()) / 2) * (length - 1)),
  );
  const slots: { at: number; deal: PlannedDeal | null }[] = [
    ...times.map((at) => ({ at, deal: null })),
    ...large.map((deal) => ({ at: Math.floor(random.next() * (length - 1)), deal })),
  ].sort((a, b) => a.at - b.at);
  let made = 0;
  for (const { at, deal } of slots) {
    if (!deal && made >= count) continue;
    for (const row of settle(world, date, instantFromEpoch(start + at), deal ?? usualDeal(world, chooser))) {
      made += 1;
      yield row;
    }
  }
}

function usualDeal({ random }: World, { open, choose, habit, firmHabit }: Chooser): Deal {
  const account = open[choose(random.next())] ?? random.pick(open);
  const found = account.enterprise ? FIRM_HABITS[firmHabit(random.next())] : HABITS[habit(random.next())];
  const { kind, direction, median, sigma } = found ?? {
    kind: "payment" as const,
    direction: "out" as const,
    median: 62,
    sigma: 1,
  };
  const amountMinor = Math.max(1, Math.min(MOST_USUAL_MINOR, Math.round(random.logNormal(median, sigma) * 100)));
  if (kind === "payment" && direction === "out" && random.chance(0.015)) {
    const [currency, typical] = random.pick(ABROAD);
    const abroad = Math.max(1, Math.round(random.logNormal(typical, 0.8) * (currency === "JPY" ? 1 : 100)));
    return { account, other: null, direction, kind, amountMinor: abroad, currency, crossBorder: true, cash: false };
  }
  const other = kind === "transfer" && random.chance(0.6) ? random.pick(open) : null;
  return {
    account,
    other: other && other.customerId !== account.customerId ? other : null,
    direction,
    kind,
    amountMinor,
    currency: "CNY",
    crossBorder: false,
    cash: false,
  };
}

function settle(world: World, date: LocalDate, at: Instant, deal: Deal): Cell[][] {
  const { account, other, direction, currency } = deal;
  const worth = equivalents(BigInt(deal.amountMinor), currency, (wanted) => world.rates.get(rateKey(wanted, date)));
  const yuan = Number(worth.cnyMinor ?? 0n);
  // Nobody spends what is not there: the movement becomes a top-up instead.
  if (direction === "out" && account.balanceMinor < yuan) {
    return [
      leg(
        world,
        date,
        at,
        {
          ...deal,
          direction: "in",
          kind: "top-up",
          other: null,
          currency: "CNY",
          crossBorder: false,
          amountMinor: yuan,
        },
        {
          cnyMinor: BigInt(yuan),
          usdMinor: equivalents(BigInt(yuan), "CNY", (wanted) => world.rates.get(rateKey(wanted, date))).usdMinor,
        },
        newId(),
      ),
    ];
  }
  const transferId = newId();
  const own = leg(world, date, at, deal, worth, transferId);
  if (!other) return [own];
  const mirrored: Deal = { ...deal, account: other, other: account, direction: direction === "out" ? "in" : "out" };
  return [own, leg(world, date, at, mirrored, worth, transferId)];
}

function leg(world: World, date: LocalDate, at: Instant, deal: Deal, worth: Equivalents, transferId: string): Cell[] {
  const { random, programme, outside } = world;
  const { account, other, direction, kind } = deal;
  account.balanceMinor += (direction === "in" ? 1 : -1) * Number(worth.cnyMinor ?? 0n);
  const [type, party] = counterpartyOf(random, outside, deal, other);
  return [
    newId(),
    programme.id,
    programme.entity,
    account.customerId,
    account.id,
    transferId,
    date,
    at,
    direction,
    kind,
    deal.cash,
    deal.crossBorder,
    !account.enterprise,
    kind === "top-up" || kind === "withdrawal",
    deal.amountMinor,
    deal.currency,
    worth.cnyMinor,
    worth.usdMinor,
    account.balanceMinor,
    type,
    party,
    random.pick(["app", "app", "app", "web", "api"]),
    random.int(1, 2),
  ];
}

function counterpartyOf(
  random: Random,
  outside: Outside,
  { kind }: Deal,
  other: SeededAccount | null,
): [string, string] {
  if (other) return ["customer", other.customerId];
  if (kind === "payment" || kind === "refund") return ["merchant", random.pick(outside.merchants)];
  if (kind === "transfer") return ["person", random.pick(outside.persons)];
  return ["institution", random.pick(outside.institutions)];
}
