import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { sql } from "drizzle-orm";
import { from as copyFrom } from "pg-copy-streams";
import type { Tx } from "@/db/client";
import type { LocalDate } from "@/domain/shared/time";
import type { Actor } from "@/server/kernel/actor";
import { CNY_MINOR, RATE_JOINS, USD_MINOR } from "./equivalents-sql";

/** One leg to be appended. `firstOfTransfer` marks the leg that carries the transfer's identity. */
export type NewLeg = {
  readonly id: string;
  readonly transferId: string;
  readonly identityHex: string;
  readonly firstOfTransfer: boolean;
  readonly customerId: string;
  readonly accountId: string;
  readonly businessDate: LocalDate;
  readonly occurredAt: string;
  readonly direction: string;
  readonly kind: string;
  readonly cash: boolean;
  readonly crossBorder: boolean;
  readonly naturalPerson: boolean;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly balanceAfterMinor: bigint | null;
  readonly counterpartyType: string;
  readonly counterpartyId: string;
  readonly sourceRow: number;
};

/** Streams lines of COPY's text format into a temporary table (row security forbids COPY into the tables themselves). */
export async function copyInto(tx: Tx, target: string, lines: string): Promise<void> {
  if (lines === "") return;
  await pipeline(Readable.from([Buffer.from(lines, "utf8")]), tx.$client.query(copyFrom(`COPY ${target} FROM STDIN`)));
}

const STAGE = sql.raw(`create temp table if not exists stage_legs (
  id uuid, transfer_id uuid, identity bytea, first_leg boolean, customer_id uuid, account_id uuid, business_date date,
  occurred_at timestamptz, direction text, kind text, cash boolean, cross_border boolean, natural_person boolean,
  amount_minor int8, currency text, balance_after int8, counterparty_type text, counterparty_id uuid, source_row int8
) on commit delete rows`);

function lineOf(leg: NewLeg): string {
  return `${leg.id}\t${leg.transferId}\t\\\\x${leg.identityHex}\t${leg.firstOfTransfer}\t${leg.customerId}\t${leg.accountId}\t${leg.businessDate}\t${leg.occurredAt}\t${leg.direction}\t${leg.kind}\t${leg.cash}\t${leg.crossBorder}\t${leg.naturalPerson}\t${leg.amountMinor}\t${leg.currency}\t${leg.balanceAfterMinor ?? "\\N"}\t${leg.counterpartyType}\t${leg.counterpartyId}\t${leg.sourceRow}\n`;
}

/**
 * Appends legs, set-based: a transfer whose identity is already known adds nothing. Month partitions are made as needed;
 * equivalents are taken at the rates of each leg's date. Gives how many transfers and legs were new.
 */
export async function appendLegs(
  tx: Tx,
  actor: Pick<Actor, "programmeId" | "legalEntityId">,
  batchId: string,
  channel: string,
  legs: readonly NewLeg[],
): Promise<{ transfers: number; legs: number }> {
  if (legs.length === 0) return { transfers: 0, legs: 0 };
  const months = new Set(legs.map((leg) => leg.businessDate.slice(0, 7)));
  await tx.execute(STAGE);
  await tx.execute(
    sql`select ${sql.join(
      [...months].map((month) => sql`ensure_month_partition(${`${month}-01`}::date)`),
      sql`, `,
    )}`,
  );
  await copyInto(tx, "stage_legs", legs.map(lineOf).join(""));
  const staged = legs.reduce((count, leg) => count + (leg.firstOfTransfer ? 1 : 0), 0);
  const fresh = await tx.execute(sql`insert into import_identities (programme_id, identity, transfer_id, batch_id)
    select ${actor.programmeId}, identity, transfer_id, ${batchId}::uuid from stage_legs where first_leg order by identity
    on conflict do nothing`);
  const transfers = fresh.rowCount ?? 0;
  if (transfers === 0) return { transfers: 0, legs: 0 };
  const onlyFresh =
    transfers === staged
      ? sql``
      : sql`join import_identities f on f.programme_id = ${actor.programmeId}
    and f.identity = s.identity and f.transfer_id = s.transfer_id`;
  const added =
    await tx.execute(sql`insert into transactions (id, programme_id, legal_entity_id, customer_id, account_id, transfer_id,
      business_date, occurred_at, direction, kind, cash, cross_border, natural_person, same_name, amount_minor, currency, cny_minor, usd_minor,
      balance_after_minor, counterparty_type, counterparty_id, channel, batch_id, source_row)
    select s.id, ${actor.programmeId}, ${actor.legalEntityId}, s.customer_id, s.account_id, s.transfer_id, s.business_date, s.occurred_at,
      s.direction, s.kind, s.cash, s.cross_border, s.natural_person, false, s.amount_minor, s.currency, ${CNY_MINOR}, ${USD_MINOR},
      s.balance_after, s.counterparty_type, s.counterparty_id, ${channel}, ${batchId}::uuid, s.source_row
    from stage_legs s ${onlyFresh} ${RATE_JOINS} order by s.customer_id`);
  return { transfers, legs: added.rowCount ?? 0 };
}

/** Retires the live legs of a batch on one date. */
export async function retireLegs(tx: Tx, batchId: string, date: LocalDate, now: string): Promise<number> {
  const result = await tx.execute(sql`update transactions set retired_at = ${now}::timestamptz
    where batch_id = ${batchId}::uuid and business_date = ${date}::date and retired_at is null`);
  return result.rowCount ?? 0;
}

/** Forgets which rows a batch took in, so that the file may come again. */
export async function forgetIdentities(tx: Tx, programmeId: string, batchId: string): Promise<void> {
  await tx.execute(
    sql`delete from import_identities where programme_id = ${programmeId} and batch_id = ${batchId}::uuid`,
  );
}

/** The business dates on which a batch has legs, retired ones included, oldest first. */
export async function datesOfBatch(
  tx: Tx,
  batchId: string,
  range: { first: LocalDate; last: LocalDate },
): Promise<LocalDate[]> {
  const { rows } = await tx.execute<{ d: LocalDate }>(sql`select distinct business_date::text as d from transactions
    where batch_id = ${batchId}::uuid and business_date between ${range.first}::date and ${range.last}::date order by 1`);
  return rows.map((row) => row.d);
}
