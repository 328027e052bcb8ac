import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { customerDetail, customerRow, customersList } from "@/domain/customers/schema";
import { listInput, listOutput } from "@/domain/shared/list";
import { visibleKinds } from "@/domain/worklist/model";
import { notFound } from "@/server/kernel/errors";
import { type ListSql, runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import { loadRecord, type RecordRows } from "./record";
import { revealAbility } from "./reveal-ability";
import { maskedFields } from "./sealed-fields";

const map: ListSql<typeof customersList> = {
  filters: { kind: sql`c.kind`, status: sql`c.status`, since: sql`c.since`, number: sql`c.number` },
  sorts: {
    createdAt: { by: sql`c.created_at`, type: "timestamptz" },
    number: { by: sql`c.number`, type: "text" },
  },
  id: sql`c.id`,
};

type ListRow = {
  id: string;
  number: string;
  kind: "person" | "enterprise";
  status: string;
  since: string;
  created_at: string;
  name_sealed: Buffer | null;
  phone_sealed: Buffer | null;
  accounts: number;
  open_items: number;
};

/** Customers, newest first, names and phones masked, with how many accounts and visible open items each has. */
export const customersListQuery = query({
  name: "customers.list",
  permission: "customers.read",
  clearance: "general",
  input: listInput(customersList),
  output: listOutput(customerRow),
  async resolve(scope, input) {
    const { tx, actor } = scope;
    const kinds = [...visibleKinds(actor.permissions), ""];
    const page = await runList<typeof customersList, ListRow>(tx, customersList, input, {
      select: sql`c.id, c.number, c.kind, c.status, c.since, c.created_at, c.name_sealed, c.phone_sealed,
        (select count(*)::int from accounts a where a.customer_id = c.id) as accounts,
        (select count(*)::int from work_items w where w.customer_id = c.id and w.state = 'open' and w.kind in ${kinds}) as open_items`,
      from: sql`customers c`,
      where: [sql`c.programme_id = ${actor.programmeId}`],
      map,
    });
    const masks = await maskedFields(
      scope,
      page.rows.flatMap((row) => [
        { field: "name" as const, rowId: row.id, sealed: row.name_sealed },
        { field: "phone" as const, rowId: row.id, sealed: row.phone_sealed },
      ]),
    );
    return {
      ...page,
      rows: page.rows.map((row, at) => ({
        id: row.id,
        number: row.number,
        kind: row.kind,
        status: row.status,
        since: row.since,
        createdAt: toInstant(row.created_at),
        name: masks[at * 2]?.masked ?? null,
        phone: masks[at * 2 + 1]?.masked ?? null,
        accounts: row.accounts,
        openItems: row.open_items,
      })),
    };
  },
});

/** Everything sealed on the page, in the order in which `shape` takes the masks back. */
function sealedOf({ customer, documents, accounts, cards }: RecordRows) {
  return [
    { field: "name" as const, rowId: customer.id, sealed: customer.name_sealed },
    { field: "phone" as const, rowId: customer.id, sealed: customer.phone_sealed },
    { field: "address" as const, rowId: customer.id, sealed: customer.address_sealed },
    { field: "external-ref" as const, rowId: customer.id, sealed: customer.external_ref_sealed },
    ...documents.map((row) => ({ field: "id-number" as const, rowId: row.id, sealed: row.number_sealed })),
    ...accounts.map((row) => ({ field: "core-number" as const, rowId: row.id, sealed: row.core_number_sealed })),
    ...cards.map((row) => ({ field: "card-number" as const, rowId: row.id, sealed: row.number_sealed })),
  ];
}

/** One customer: masked identity, documents, accounts, cards and the open items the reader may see. */
export const customerDetailQuery = query({
  name: "customers.detail",
  permission: "customers.read",
  clearance: "general",
  input: z.object({ id: z.uuid() }),
  output: customerDetail,
  async resolve(scope, { id }) {
    const record = await loadRecord(scope, id);
    if (!record) return notFound();
    const { customer, documents, accounts, cards, openItems } = record;
    const [name, phone, address, externalRef, ...rest] = await maskedFields(scope, sealedOf(record));
    const accountsAt = documents.length;
    const cardsAt = accountsAt + accounts.length;
    return {
      id: customer.id,
      number: customer.number,
      kind: customer.kind,
      status: customer.status,
      since: customer.since,
      version: customer.version,
      occupation: customer.occupation,
      nationality: customer.nationality,
      name: name ?? null,
      phone: phone ?? null,
      address: address ?? null,
      externalRef: externalRef ?? null,
      documents: documents.map((row, at) => ({
        id: row.id,
        type: row.type,
        number: rest[at] ?? null,
        validFrom: row.valid_from,
        validTo: row.valid_to,
        status: row.status,
      })),
      accounts: accounts.map((row, at) => ({
        id: row.id,
        number: row.number,
        coreNumber: rest[accountsAt + at] ?? null,
        accountClass: row.account_class,
        currency: row.currency,
        balanceMinor: row.balance_minor === null ? null : BigInt(row.balance_minor),
        balanceAt: toInstantOrNull(row.balance_at),
        status: row.status,
        openedOn: row.opened_on,
      })),
      cards: cards.map((row, at) => ({
        id: row.id,
        accountId: row.account_id,
        bank: row.bank,
        type: row.type,
        number: rest[cardsAt + at] ?? null,
        boundOn: row.bound_on,
        status: row.status,
      })),
      openItems,
      reveal: await revealAbility(scope),
    };
  },
});
