import { sql } from "drizzle-orm";
import { type AccountPut, accountPut } from "@/domain/connections/api";
import { normaliseReference } from "@/domain/customers/normalise";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { findByReference } from "@/server/customers/public";
import { command, committed } from "@/server/kernel/command";
import { takeNumber } from "@/server/kernel/numbers";
import type { Scope } from "@/server/kernel/scope";

type Account = { id: string; number: string; currency: string; customer_id: string; core_number_sealed: Buffer };

/** The account of a core number, whoever's it is; locked. */
async function findAccount(scope: Scope, coreNumber: string): Promise<Account | undefined> {
  const { tx, actor, vault } = scope;
  const value = vault.blind("account", normaliseReference(coreNumber) ?? coreNumber);
  const { rows } =
    await tx.execute<Account>(sql`select id, number, currency, customer_id, core_number_sealed from accounts
    where programme_id = ${actor.programmeId} and customer_id in (select subject_id from blind_index
      where programme_id = ${actor.programmeId} and kind = 'account' and value = ${value}::bytea and subject_type = 'customer')
    order by created_at, id for update`);
  const opened = await vault.openAll(
    rows.map((row) => ({
      place: { table: "accounts", column: "core_number_sealed", rowId: row.id },
      sealed: row.core_number_sealed,
    })),
  );
  return rows.find((_, at) => opened[at] === coreNumber);
}

/**
 * Writes an account by the core's number: makes it, or changes its class and status. Refuses a customer the house does
 * not know, an account of somebody else, and another currency.
 */
export const putAccount = command({
  name: "connections.account.put",
  permission: "connections.accounts.write",
  input: accountPut,
  subject: () => ({ type: "account", id: "by-number" }),
  async handle(scope, input) {
    const { tx, actor, now } = scope;
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`ingestion-subjects:${actor.programmeId}`}, 0))`,
    );
    const customer = await findByReference(scope, input.customerRef);
    if (!customer) return refuse("connections.account.customer-unknown", { field: "customerRef" });
    const found = await findAccount(scope, input.coreNumber);
    if (found && found.customer_id !== customer.id) {
      return refuse("connections.account.other-customer", { field: "customerRef" });
    }
    if (found && found.currency !== input.currency) {
      return refuse("connections.account.currency", { field: "currency" });
    }
    const account = found ?? (await make(scope, customer.id, input));
    if (found) {
      await tx.execute(sql`update accounts set account_class = ${input.accountClass},
        status = coalesce(${input.status ?? null}::text, status),
        closed_on = case coalesce(${input.status ?? null}::text, status) when 'closed' then coalesce(closed_on, ${shanghaiDate(now)}::date) end,
        opened_on = coalesce(${input.openedOn ?? null}::date, opened_on),
        version = version + 1 where id = ${found.id}::uuid`);
    }
    return committed({
      result: { id: account.id, number: account.number, created: found === undefined },
      audit: [
        {
          kind: "connections.account.put",
          subject: { type: "account", id: account.id },
          data: {
            number: account.number,
            created: found === undefined,
            accountClass: input.accountClass,
            status: input.status ?? null,
          },
        },
      ],
    });
  },
});

async function make(scope: Scope, customerId: string, input: AccountPut): Promise<{ id: string; number: string }> {
  const { tx, actor, now, vault, newId } = scope;
  const id = newId<"account">();
  const number = await takeNumber(tx, "account");
  const subject = { type: "customer", id: customerId, retentionClass: "trade" } as const;
  const place = { table: "accounts", column: "core_number_sealed", rowId: id };
  const sealed = await vault.seal(subject, place, input.coreNumber);
  await tx.execute(sql`insert into accounts (id, programme_id, legal_entity_id, customer_id, number, core_number_sealed,
      account_class, currency, status, opened_on, closed_on, created_at)
    values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${customerId}::uuid, ${number}, ${sealed}, ${input.accountClass},
      ${input.currency}, ${input.status ?? "open"}, ${input.openedOn ?? shanghaiDate(now)}::date,
      ${input.status === "closed" ? shanghaiDate(now) : null}::date, ${now}::timestamptz)`);
  const value = vault.blind("account", normaliseReference(input.coreNumber) ?? input.coreNumber);
  await tx.execute(sql`insert into blind_index (programme_id, legal_entity_id, kind, value, subject_type, subject_id, retention_class)
    values (${actor.programmeId}, ${actor.legalEntityId}, 'account', ${value}, 'customer', ${customerId}::uuid, 'trade')
    on conflict do nothing`);
  return { id, number };
}
