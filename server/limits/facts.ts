import { effectiveRestriction } from "@/domain/controls/effective";
import { type Extent, LIVE_STATES, type MeasureKind, type MeasureState } from "@/domain/controls/model";
import { type Adjustment, agreedOf } from "@/domain/limits/adjustments";
import type { LimitedAccount, Usage, Use } from "@/domain/limits/model";
import { minus, NO_USE, plus } from "@/domain/limits/use";
import type { Instant, LocalDate } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";
import { windowsOf } from "./books";
import { DECISION_COLUMNS, type DecisionRow } from "./decision-rows";
import { EVER } from "./opening-sql";
import { prepared } from "./prepared";

type MeasureJson = {
  scope: Extent["scope"];
  amount: string | null;
  target: string | null;
  kind: MeasureKind;
  state: MeasureState;
};
type AdjustmentJson = {
  id: string;
  kind: Adjustment["kind"];
  direction: Adjustment["direction"];
  value: string;
  day: string | null;
  ends: string | null;
};
type AccountRow = {
  id: string;
  customer_id: string;
  holder: "person" | "enterprise";
  status: "open" | "closed";
  account_class: 1 | 2 | 3;
  balance_minor: string | null;
  measures: MeasureJson[] | null;
  adjustments: AdjustmentJson[] | null;
};

const ACCOUNTS = `select a.id, a.customer_id, c.kind as holder, a.status, a.account_class, a.balance_minor::text,
    (select jsonb_agg(jsonb_build_object('scope', m.scope, 'amount', m.amount_minor::text, 'target', m.target, 'kind', m.kind, 'state', m.state))
      from measures m where m.account_id = a.id and m.state = any($2::text[])) as measures,
    (select jsonb_agg(jsonb_build_object('id', l.id, 'kind', l.kind, 'direction', l.direction, 'value', l.value::text, 'day', l.day_minor::text,
        'ends', to_char(l.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
      from limit_adjustments l where l.account_id = a.id and l.state = 'in-force') as adjustments
  from accounts a join customers c on c.id = a.customer_id where a.id = any($1::uuid[])`;

export type LimitedAccounts = ReadonlyMap<string, LimitedAccount & { readonly customerId: string }>;

/** Accounts as decisions see them, with what live measures and adjustments leave of them now. */
export async function limitedAccounts(scope: Scope, accountIds: readonly string[]): Promise<LimitedAccounts> {
  return toAccounts(
    scope,
    await prepared<AccountRow>(scope, "accounts", ACCOUNTS, [[...new Set(accountIds)], [...LIVE_STATES]]),
  );
}

function toAccounts({ now }: Pick<Scope, "now">, rows: readonly AccountRow[]): LimitedAccounts {
  return new Map(
    rows.map((row) => [
      row.id,
      {
        customerId: row.customer_id,
        holder: row.holder,
        status: row.status,
        accountClass: row.account_class,
        balanceMinor: row.balance_minor === null ? null : BigInt(row.balance_minor),
        held: effectiveRestriction(
          (row.measures ?? []).map(({ amount, ...one }) => ({
            ...one,
            amountMinor: amount === null ? null : BigInt(amount),
          })),
        ),
        agreed: agreedOf((row.adjustments ?? []).map(toAdjustment), now),
      },
    ]),
  );
}

const toAdjustment = ({ id, kind, direction, value, day, ends }: AdjustmentJson): Adjustment => ({
  id,
  kind,
  direction,
  value: BigInt(value),
  dayMinor: day === null ? null : BigInt(day),
  state: "in-force",
  endsAt: ends as Instant | null,
});

/** Columns of a counter that say how much. */
export type UseRow = {
  paid_minor: string;
  own_name_minor: string;
  transfer_minor: string;
  transfer_count: number;
  free_minor: string;
  agreed_count: number;
  two_count: number;
  one_count: number;
};

type CounterRow = UseRow & { customer_id: string; account_id: string; window_kind: "day" | "year" | "lifetime" };

const counters = (
  customers: string,
  day: string,
  year: string,
) => `select customer_id, account_id, window_kind, paid_minor::text,
    own_name_minor::text, transfer_minor::text, transfer_count, free_minor::text, agreed_count, two_count, one_count
  from limit_counters where customer_id = any(${customers}::uuid[])
    and (window_kind, starts_on) in (('day', ${day}::date), ('year', ${year}::date), ('lifetime', '${EVER}'::date))`;

/** A row of sums as the engine reads it. */
export const toUse = (row: UseRow): Use => ({
  paid: BigInt(row.paid_minor),
  ownName: BigInt(row.own_name_minor),
  transfers: BigInt(row.transfer_minor),
  transferCount: row.transfer_count,
  free: BigInt(row.free_minor),
  tiers: { agreed: row.agreed_count, two: row.two_count, one: row.one_count },
});

/** What was used, kept up to date while a batch is decided one payment after the other. */
export type Counters = {
  /** Before a payment of an account: the day of all accounts of its customer, the year and lifetime of the account. */
  usageOf(of: { readonly accountId: string; readonly customerId: string }): Usage;
  /** Counts a payment (1), or takes one of that day back (-1). */
  change(of: { readonly accountId: string; readonly customerId: string }, use: Use, on: LocalDate, sign: 1 | -1): void;
};

function toCounters(scope: Scope, rows: readonly CounterRow[]): Counters {
  const starts = windowsOf(scope);
  const sums = new Map<string, Use>();
  const get = (key: string) => sums.get(key) ?? NO_USE;
  const put = (key: string, use: Use, sign: 1 | -1) => void sums.set(key, (sign === 1 ? plus : minus)(get(key), use));
  for (const row of rows) {
    const owner = row.window_kind === "day" ? row.customer_id : row.account_id;
    put(`${row.window_kind} ${owner}`, toUse(row), 1);
  }
  return {
    usageOf: ({ accountId, customerId }) => ({
      day: get(`day ${customerId}`),
      year: get(`year ${accountId}`),
      lifetime: get(`lifetime ${accountId}`),
    }),
    change({ accountId, customerId }, use, on, sign) {
      if (on === starts.day) put(`day ${customerId}`, use, sign);
      if (on >= starts.year) put(`year ${accountId}`, use, sign);
      put(`lifetime ${accountId}`, use, sign);
    },
  };
}

const FACTS = `select 'account' as what, to_jsonb(x) as row from (${ACCOUNTS}) as x
  union all select 'counter', to_jsonb(x) from (${counters("$3", "$4", "$5")}) as x
  union all select 'named', to_jsonb(x) from (select ${DECISION_COLUMNS} from decisions where programme_id = $6 and request_id = any($7::text[])
    union select ${DECISION_COLUMNS} from decisions where programme_id = $6 and transaction_id = any($8::text[]) and answer = 'allow') as x
  union all select 'overdue', to_jsonb(x) from (select ${DECISION_COLUMNS} from decisions where programme_id = $6
    and customer_id = any($3::uuid[]) and state = 'reserved' and reserved_until <= $9::timestamptz) as x`;

type Fact =
  | { what: "account"; row: AccountRow }
  | { what: "counter"; row: CounterRow }
  | { what: "named" | "overdue"; row: DecisionRow };

/** Everything a batch rests on, in one round trip, once the books of its customers are held. */
export async function factsOf(
  scope: Scope,
  of: { readonly accountIds: readonly string[]; readonly customerIds: readonly string[] } & {
    readonly requestIds: readonly string[];
    readonly transactionIds: readonly string[];
  },
): Promise<{ accounts: LimitedAccounts; counters: Counters; named: DecisionRow[]; overdue: DecisionRow[] }> {
  const { day, year } = windowsOf(scope);
  const facts = await prepared<Fact>(scope, "facts", FACTS, [
    [...of.accountIds],
    [...LIVE_STATES],
    [...of.customerIds],
    day,
    year,
    scope.actor.programmeId,
    [...of.requestIds],
    [...of.transactionIds],
    scope.now,
  ]);
  const rows = <W extends Fact["what"]>(what: W) =>
    facts.flatMap((fact) => (fact.what === what ? [fact.row as Extract<Fact, { what: W }>["row"]] : []));
  return {
    accounts: toAccounts(scope, rows("account")),
    counters: toCounters(scope, rows("counter")),
    named: rows("named") as DecisionRow[],
    overdue: rows("overdue") as DecisionRow[],
  };
}
