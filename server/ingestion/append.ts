import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { sql } from "drizzle-orm";
import { from as copyFrom } from "pg-copy-streams";
import type { Tx } from "@/db/client";
import type { Actor } from "@/server/kernel/actor";
import { CNY_MINOR, RATE_JOINS, USD_MINOR } from "@/server/ledger/public";
import { STAGED_COLUMNS } from "./leg-lines";

/** Legs ready to be appended: their lines for COPY, how many transfers they make, and the months they fall in. */
export type StagedLegs = {
  readonly lines: Buffer;
  readonly transfers: number;
  /** `YYYY-MM`. */
  readonly months: ReadonlySet<string>;
};

const STAGE = sql.raw(`create temp table if not exists stage_rows (${STAGED_COLUMNS}) on commit delete rows`);

/**
 * Appends an import's legs, set-based: a transfer whose identity is already known adds nothing. Month partitions are made
 * as needed; equivalents are taken at the rates of each leg's date. Gives how many transfers and legs were new.
 */
export async function appendStaged(
  tx: Tx,
  actor: Pick<Actor, "programmeId" | "legalEntityId">,
  batchId: string,
  staged: StagedLegs,
): Promise<{ transfers: number; legs: number }> {
  if (staged.transfers === 0) return { transfers: 0, legs: 0 };
  await tx.execute(STAGE);
  const months = sql.join(
    [...staged.months].map((month) => sql`ensure_month_partition(${`${month}-01`}::date)`),
    sql`, `,
  );
  await tx.execute(sql`select ${months}`);
  const copy = tx.$client.query(copyFrom("COPY stage_rows FROM STDIN (FORMAT binary)"));
  await pipeline(Readable.from([staged.lines]), copy);
  const fresh = await tx.execute(sql`insert into import_identities (programme_id, identity, transfer_id, batch_id)
    select ${actor.programmeId}, identity, transfer_id, ${batchId}::uuid from stage_rows where first_leg order by identity
    on conflict do nothing`);
  const transfers = fresh.rowCount ?? 0;
  if (transfers === 0) return { transfers: 0, legs: 0 };
  const onlyFresh =
    transfers === staged.transfers
      ? sql``
      : sql`join import_identities f on f.programme_id = ${actor.programmeId}
    and f.identity = s.identity and f.transfer_id = s.transfer_id`;
  // In the order of the primary key, neighbours meet the same index page.
  const added =
    await tx.execute(sql`insert into transactions (id, programme_id, legal_entity_id, customer_id, account_id, transfer_id,
      business_date, occurred_at, direction, kind, cash, cross_border, natural_person, same_name, amount_minor, currency, cny_minor, usd_minor,
      balance_after_minor, counterparty_type, counterparty_id, channel, batch_id, source_row)
    select s.id, ${actor.programmeId}, ${actor.legalEntityId}, s.customer_id, s.account_id, s.transfer_id, s.business_date, s.occurred_at,
      s.direction, s.kind, s.cash, s.cross_border, s.natural_person, false, s.amount_minor, s.currency, ${CNY_MINOR}, ${USD_MINOR},
      s.balance_after, s.counterparty_type, s.counterparty_id, 'import', ${batchId}::uuid, s.source_row
    from stage_rows s ${onlyFresh} ${RATE_JOINS} order by s.customer_id, s.business_date`);
  return { transfers, legs: added.rowCount ?? 0 };
}
