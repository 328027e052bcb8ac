import { addDays, type LocalDate } from "@/domain/shared/time";
import type { Deal } from "./deal";
import type { Random } from "./random";
import { MISSING_EUR_DAYS_BACK } from "./rates";
import type { SeededAccount } from "./store-customers";

export type PlannedDeal = Deal & { readonly date: LocalDate };

type Pattern = {
  readonly name: string;
  readonly enterprise: boolean;
  readonly parts: readonly number[];
  readonly more: Pick<Deal, "direction" | "kind" | "currency" | "crossBorder" | "cash">;
};

const yuanOut = { direction: "out", kind: "transfer", currency: "CNY", crossBorder: false, cash: false } as const;
const yuanIn = { ...yuanOut, direction: "in", kind: "top-up" } as const;

/** Days worth looking at: amounts in minor units, one customer, one day. Some lie on a line, some just below. */
const PATTERNS: readonly Pattern[] = [
  { name: "one transfer", enterprise: false, parts: [62_000_000], more: yuanOut },
  { name: "three that add up", enterprise: false, parts: [18_000_000, 17_500_000, 19_200_000], more: yuanIn },
  { name: "exactly on the line", enterprise: false, parts: [25_000_000, 25_000_000], more: yuanOut },
  { name: "one fen below", enterprise: false, parts: [25_000_000, 24_999_999], more: yuanOut },
  {
    name: "abroad in dollars",
    enterprise: false,
    parts: [1_250_000],
    more: { ...yuanOut, currency: "USD", crossBorder: true },
  },
  {
    name: "abroad in euros",
    enterprise: false,
    parts: [2_600_000, 900_000],
    more: { ...yuanOut, currency: "EUR", crossBorder: true },
  },
  { name: "cash over the counter", enterprise: false, parts: [3_000_000, 2_800_000], more: { ...yuanIn, cash: true } },
  { name: "a firm's receipt", enterprise: true, parts: [231_000_000], more: { ...yuanIn, kind: "payment" } },
  {
    name: "a firm's many receipts",
    enterprise: true,
    parts: [88_000_000, 64_000_000, 71_000_000],
    more: { ...yuanIn, kind: "payment" },
  },
];

/** What an account that moves large sums holds at the least, in fen: five million yuan. */
const RICH_MINOR = 500_000_000;
/** One large day on every so many days, and on each of the last ones. */
const EVERY = 3;
const LAST_DAYS = 8;
const FIRST_DAY_BACK = 88;

/** Large days over the whole time, denser at its end, so that work of every age is there. Makes those accounts rich. */
export function planLargeDeals(
  random: Random,
  open: readonly SeededAccount[],
  anchor: LocalDate,
  perDay: number,
): PlannedDeal[] {
  const firms = open.filter((account) => account.enterprise);
  const persons = open.filter((account) => !account.enterprise && account.accountClass === 1);
  if (persons.length === 0 || firms.length === 0) return [];
  const deals: PlannedDeal[] = [];
  let turn = 0;
  const plan = (back: number, pattern: Pattern, account: SeededAccount) => {
    account.balanceMinor = Math.max(account.balanceMinor, RICH_MINOR);
    for (const amountMinor of pattern.parts) {
      deals.push({ account, other: null, amountMinor, ...pattern.more, date: addDays(anchor, -back) });
    }
  };
  for (let back = FIRST_DAY_BACK; back >= 1; back -= 1) {
    if (back > LAST_DAYS && back % EVERY !== 0) continue;
    for (let n = 0; n < perDay; n += 1) {
      const pattern = PATTERNS[turn++ % PATTERNS.length];
      if (pattern) plan(back, pattern, random.pick(pattern.enterprise ? firms : persons));
    }
  }
  // On the day without a euro rate one customer reaches the line in dollars: the euros are still missing from the sum.
  const traveller = random.pick(persons);
  for (const pattern of PATTERNS.filter(({ more }) => more.crossBorder))
    plan(MISSING_EUR_DAYS_BACK, pattern, traveller);
  return deals;
}
