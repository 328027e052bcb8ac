import { yearStart } from "@/domain/limits/class-caps";
import type { Use } from "@/domain/limits/model";
import type { LocalDate } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";
import type { DecisionRow } from "./decision-rows";
import { EVER } from "./opening-sql";
import { prepared } from "./prepared";

/** One change of an account's counters: of the day a payment was decided on, of its year, and of its lifetime. */
export type Change = {
  readonly customerId: string;
  readonly accountId: string;
  readonly on: LocalDate;
  readonly use: Use;
  /** 1 counts it, -1 takes it back. */
  readonly sign: 1 | -1;
};

const UPSERT = (
  rows: string,
) => `insert into limit_counters as c (customer_id, account_id, programme_id, legal_entity_id, window_kind, starts_on, paid_minor,
    own_name_minor, transfer_minor, transfer_count, free_minor, agreed_count, two_count, one_count)
  select customer_id, account_id, $2, $3, window_kind, starts_on, sum(paid), sum(own_name), sum(transfers), sum(transfer_count),
    sum(free), sum(agreed), sum(two), sum(one)
  from jsonb_to_recordset(${rows}::jsonb) as r (customer_id uuid, account_id uuid, window_kind text, starts_on date, paid int8, own_name int8,
    transfers int8, transfer_count int, free int8, agreed int, two int, one int)
  group by 1, 2, window_kind, starts_on order by 1, 2, window_kind, starts_on
  on conflict (customer_id, account_id, window_kind, starts_on) do update set
    paid_minor = c.paid_minor + excluded.paid_minor, own_name_minor = c.own_name_minor + excluded.own_name_minor,
    transfer_minor = c.transfer_minor + excluded.transfer_minor, transfer_count = c.transfer_count + excluded.transfer_count,
    free_minor = c.free_minor + excluded.free_minor, agreed_count = c.agreed_count + excluded.agreed_count,
    two_count = c.two_count + excluded.two_count, one_count = c.one_count + excluded.one_count`;

const TAKE_BACK = `update limit_counters c set paid_minor = c.paid_minor - r.paid, own_name_minor = c.own_name_minor - r.own_name,
    transfer_minor = c.transfer_minor - r.transfers, transfer_count = c.transfer_count - r.transfer_count,
    free_minor = c.free_minor - r.free, agreed_count = c.agreed_count - r.agreed, two_count = c.two_count - r.two,
    one_count = c.one_count - r.one
  from (select customer_id, account_id, window_kind, starts_on, sum(paid) as paid, sum(own_name) as own_name, sum(transfers) as transfers,
      sum(transfer_count) as transfer_count, sum(free) as free, sum(agreed) as agreed, sum(two) as two, sum(one) as one
    from jsonb_to_recordset($1::jsonb) as r (customer_id uuid, account_id uuid, window_kind text, starts_on date, paid int8, own_name int8,
      transfers int8, transfer_count int, free int8, agreed int, two int, one int) group by 1, 2, 3, 4) as r
  where c.customer_id = r.customer_id and c.account_id = r.account_id and c.window_kind = r.window_kind and c.starts_on = r.starts_on
    and c.programme_id = $2`;

function rowsOf({ customerId, accountId, on, use }: Change, rules: Scope["rules"]) {
  const windows = [
    ["day", on],
    ["year", yearStart(rules, on)],
    ["lifetime", EVER],
  ] as const;
  return windows.map(([window, startsOn]) => ({
    customer_id: customerId,
    account_id: accountId,
    window_kind: window,
    starts_on: startsOn,
    paid: use.paid.toString(),
    own_name: use.ownName.toString(),
    transfers: use.transfers.toString(),
    transfer_count: use.transferCount,
    free: use.free.toString(),
    agreed: use.tiers.agreed,
    two: use.tiers.two,
    one: use.tiers.one,
  }));
}

const INSERT = `insert into decisions (id, programme_id, legal_entity_id, request_id, request_hash, transaction_id, customer_id, account_id,
    kind, own_name, amount_minor, factors, tier, answer, body, basis, business_date, decided_at, batch_id, state, reserved_until)
  select id, $2, $3, request_id, decode(request_hash, 'hex'), transaction_id, customer_id, account_id, kind, own_name, amount_minor,
    array(select jsonb_array_elements_text(factors)), tier, answer, body, array(select jsonb_array_elements_text(basis)), business_date,
    decided_at, $4::uuid, state, reserved_until
  from jsonb_to_recordset($1::jsonb) as r (id uuid, request_id text, request_hash text, transaction_id text, customer_id uuid,
    account_id uuid, kind text, own_name boolean, amount_minor int8, factors jsonb, tier text, answer text, body jsonb, basis jsonb,
    business_date date, decided_at timestamptz, state text, reserved_until timestamptz)`;

const KEEP = `with kept as (${INSERT}) ${UPSERT("$5")}`;

/** Keeps decisions of one batch and counts the allowed ones, in one round trip. */
export async function keepDecisions(
  scope: Scope,
  batchId: string,
  rows: readonly DecisionRow[],
  counted: readonly Change[],
): Promise<void> {
  if (rows.length === 0) return;
  const { programmeId, legalEntityId } = scope.actor;
  const counters = counted.flatMap((one) => rowsOf(one, scope.rules));
  await prepared(scope, "keep", KEEP, [
    JSON.stringify(rows),
    programmeId,
    legalEntityId,
    batchId,
    JSON.stringify(counters),
  ]);
}

/** Applies changes to counters of held books: what is counted first, then what is taken back. */
export async function changeCounters(scope: Scope, changes: readonly Change[]): Promise<void> {
  const rows = (sign: Change["sign"]) =>
    changes.filter((one) => one.sign === sign).flatMap((one) => rowsOf(one, scope.rules));
  const [counted, taken] = [rows(1), rows(-1)];
  const { programmeId, legalEntityId } = scope.actor;
  if (counted.length > 0)
    await prepared(scope, "count", UPSERT("$1"), [JSON.stringify(counted), programmeId, legalEntityId]);
  if (taken.length > 0) await prepared(scope, "take-back", TAKE_BACK, [JSON.stringify(taken), programmeId]);
}
