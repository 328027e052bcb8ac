import { sql } from "drizzle-orm";
import { newId } from "@/server/kernel/new-id";
import { inScope } from "@/server/kernel/scope";
import type { BenchHouse } from "./database";

/** Other sides of one customer's trade, and over how many days it goes. */
export const PARTNERS = 2_000;
const DAYS = 900;

/** Customers with everything about them that a list opens, sealed as the house seals it. */
export function makeSubjects(
  { runtime, system }: BenchHouse,
  count: number,
  as: { readonly kind?: "person" | "enterprise"; readonly bare?: boolean } = {},
): Promise<string[]> {
  return inScope(runtime, system("system:worker"), "write", async ({ tx, actor, vault, now }) => {
    const ids: string[] = [];
    for (let n = 0; n < count; n++) {
      const id: string = newId();
      const subject = { type: "customer", id } as const;
      const place = (column: string) => ({ table: "customers", column, rowId: id });
      const seal = (retentionClass: "identity" | "contact", column: string, text: string) =>
        as.bare ? null : vault.seal({ ...subject, retentionClass }, place(column), text);
      const name = await seal("identity", "name_sealed", `样本${n}`);
      const phone = await seal("contact", "phone_sealed", "13900000001");
      await tx.execute(sql`insert into customers (id, programme_id, legal_entity_id, number, party_id, kind, name_sealed, phone_sealed, since,
          status, created_at)
        values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${`C-${id.slice(-12)}`}, ${id}, ${as.kind ?? "person"}, ${name}::bytea,
          ${phone}::bytea, '2010-01-05', 'active', ${now}::timestamptz)`);
      ids.push(id);
    }
    return { keep: true, value: ids };
  });
}

/** Customers whose only account was closed so long ago that every class of their data is due, with trade of their own. */
export async function makeEnded(house: BenchHouse, count: number): Promise<string[]> {
  const ids = await makeSubjects(house, count);
  const { pool } = house.runtime;
  const { programmeId, legalEntityId } = house.programme;
  await inScope(house.runtime, house.system("system:worker"), "write", async ({ tx, actor, vault, now }) => {
    for (const id of ids) {
      const accountId = newId();
      const trade = { type: "customer", id, retentionClass: "trade" } as const;
      const place = { table: "accounts", column: "core_number_sealed", rowId: accountId };
      await tx.execute(sql`insert into accounts (id, programme_id, legal_entity_id, customer_id, number, core_number_sealed, account_class,
          currency, status, opened_on, closed_on, created_at)
        values (${accountId}, ${actor.programmeId}, ${actor.legalEntityId}, ${id}::uuid, ${`A-${id.slice(-12)}`},
          ${await vault.seal(trade, place, "9900000000000002")}, 3, 'CNY', 'closed', '2010-01-05', '2012-03-05', ${now}::timestamptz)`);
    }
    return { keep: true, value: undefined };
  });
  await pool.query("update customers set status = 'closed', created_at = '2010-01-05' where id = any($1)", [ids]);
  await pool.query("select ensure_month_partition('2012-02-01'::date)");
  await pool.query(
    `insert into transactions (id, programme_id, legal_entity_id, customer_id, account_id, transfer_id, business_date, occurred_at, direction,
       kind, cash, cross_border, natural_person, same_name, amount_minor, currency, cny_minor, channel)
     select gen_random_uuid(), $1, $2, a.customer_id, a.id, gen_random_uuid(), '2012-02-01'::date + i, '2012-02-01'::timestamptz, 'in',
       'transfer', false, false, true, false, 100, 'CNY', 100, 'api' from accounts a, generate_series(1, 10) i where a.customer_id = any($3)`,
    [programmeId, legalEntityId, ids],
  );
  return ids;
}

/** Transactions of one customer over some years, with other sides sealed each under a key of its own. */
export async function makeTrade(house: BenchHouse, customerId: string, n: number): Promise<void> {
  const { runtime, programme } = house;
  const accountId = newId();
  const partners = await inScope(runtime, house.system("system:worker"), "write", async ({ tx, actor, vault, now }) => {
    const core = await vault.seal(
      { type: "customer", id: customerId, retentionClass: "trade" },
      { table: "accounts", column: "core_number_sealed", rowId: accountId },
      "9900000000000001",
    );
    await tx.execute(sql`insert into accounts (id, programme_id, legal_entity_id, customer_id, number, core_number_sealed, account_class,
        currency, status, opened_on, created_at)
      values (${accountId}, ${actor.programmeId}, ${actor.legalEntityId}, ${customerId}::uuid, 'A-990001', ${core}, 3, 'CNY', 'open',
        '2024-01-05', ${now}::timestamptz)`);
    const ids: string[] = [];
    for (let one = 0; one < PARTNERS; one++) {
      const id: string = newId();
      const subject = { type: "counterparty", id, retentionClass: "trade" } as const;
      const seal = (column: string, text: string) =>
        vault.seal(subject, { table: "counterparties", column, rowId: id }, text);
      await tx.execute(sql`insert into counterparties (id, programme_id, legal_entity_id, kind, name_sealed, ref_sealed, created_at)
        values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, 'person', ${await seal("name_sealed", `对方${one}`)},
          ${await seal("ref_sealed", `99${String(one).padStart(14, "0")}`)}, ${now}::timestamptz)`);
      ids.push(id);
    }
    return { keep: true, value: ids };
  });
  await runtime.pool.query(
    "select ensure_month_partition(d::date) from generate_series('2024-01-01'::date, '2026-12-01'::date, '1 month') d",
  );
  await runtime.pool.query(
    `insert into transactions (id, programme_id, legal_entity_id, customer_id, account_id, transfer_id, business_date, occurred_at, direction,
       kind, cash, cross_border, natural_person, same_name, amount_minor, currency, cny_minor, counterparty_type, counterparty_id, channel)
     select gen_random_uuid(), $1, $2, $3, $4, gen_random_uuid(), '2024-01-10'::date + (i % ${DAYS}), ('2024-01-10'::date + (i % ${DAYS}))::timestamptz,
       case when i % 2 = 0 then 'in' else 'out' end, 'transfer', false, false, true, false, 100 + i, 'CNY', 100 + i, 'person',
       ($5::uuid[])[1 + i % ${PARTNERS}], 'api' from generate_series(1, $6) i`,
    [programme.programmeId, programme.legalEntityId, customerId, accountId, partners, n],
  );
  await runtime.pool.query("analyze transactions");
}

/** Trade of an ended customer, so long ago that its term has run, each movement with the fingerprint it was taken in by. */
export async function makeOldTrade({ runtime, programme }: BenchHouse, customerId: string, n: number): Promise<void> {
  const { pool } = runtime;
  await pool.query(
    "select ensure_month_partition(d::date) from generate_series('2010-01-01'::date, '2012-02-01'::date, '1 month') d",
  );
  await pool.query(
    `with made as (insert into transactions (id, programme_id, legal_entity_id, customer_id, account_id, transfer_id, business_date,
         occurred_at, direction, kind, cash, cross_border, natural_person, same_name, amount_minor, currency, cny_minor, channel)
       select gen_random_uuid(), $1, $2, a.customer_id, a.id, gen_random_uuid(), '2010-02-01'::date + (i % 700),
         '2010-02-01'::timestamptz, 'in', 'transfer', false, false, true, false, 100, 'CNY', 100, 'api'
       from accounts a, generate_series(1, $4) i where a.customer_id = $3 returning transfer_id)
     insert into import_identities (programme_id, identity, transfer_id, batch_id)
       select $1, uuid_send(transfer_id), transfer_id, gen_random_uuid() from made`,
    [programme.programmeId, programme.legalEntityId, customerId, n],
  );
  await pool.query("analyze transactions; analyze import_identities");
}
