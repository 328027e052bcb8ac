import { sql } from "drizzle-orm";
import type { RuleRef } from "@/domain/shared/rule-ref";
import type { LocalDate } from "@/domain/shared/time";
import type { AuditEvent } from "@/server/kernel/audit/append";
import type { Scope } from "@/server/kernel/scope";

/** An open account as far as its class goes. */
export type ClassedAccount = {
  readonly id: string;
  readonly number: string;
  readonly accountClass: 1 | 2 | 3;
  readonly currency: string;
  readonly openedOn: LocalDate;
  readonly version: number;
};

type Row = {
  id: string;
  number: string;
  account_class: 1 | 2 | 3;
  currency: string;
  opened_on: LocalDate;
  version: number;
};

/** The open accounts of a customer, the first opened first; locked when asked. */
export async function openAccountsOf(
  { tx, actor }: Pick<Scope, "tx" | "actor">,
  customerId: string,
  options: { lock?: boolean } = {},
): Promise<ClassedAccount[]> {
  const { rows } =
    await tx.execute<Row>(sql`select id, number, account_class, currency, opened_on, version from accounts
    where customer_id = ${customerId}::uuid and programme_id = ${actor.programmeId} and status = 'open'
    order by opened_on, number ${options.lock ? sql`for update` : sql``}`);
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    accountClass: row.account_class,
    currency: row.currency,
    openedOn: row.opened_on,
    version: row.version,
  }));
}

/** Gives a locked account another class. The entry is what endpoints of the payment core are told by. */
export async function setAccountClass(
  { tx, actor }: Pick<Scope, "tx" | "actor">,
  account: ClassedAccount,
  to: 1 | 2 | 3,
  why: { readonly ground: string; readonly basis: readonly RuleRef[] },
): Promise<AuditEvent> {
  await tx.execute(sql`update accounts set account_class = ${to}::int, version = version + 1
    where id = ${account.id}::uuid and programme_id = ${actor.programmeId}`);
  return {
    kind: "accounts.class.change",
    subject: { type: "account", id: account.id },
    basis: why.basis,
    data: { number: account.number, fromClass: account.accountClass, toClass: to, ground: why.ground },
  };
}
