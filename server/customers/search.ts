import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { normaliseCard, normaliseReference } from "@/domain/customers/normalise";
import { SEARCH_MAX_HITS, SEARCH_MAX_LENGTH, searchOutput } from "@/domain/customers/schema";
import { LAST4_KINDS, type SearchTerms, searchTerms } from "@/domain/customers/search-terms";
import { visibleKinds } from "@/domain/worklist/model";
import { query } from "@/server/kernel/query";
import { mayBeFound } from "@/server/kernel/restricted";
import type { Scope } from "@/server/kernel/scope";
import { type CustomerColumns, customerRefs, maskedFields } from "./sealed-fields";
import { itemHits } from "./search-items";

/** Stands for a term that the text is not, so that every search runs the same statements. */
const NOBODY = Buffer.alloc(16);

type Match = { kind: string; subject_id: string };

/** Customers whose index holds one of the terms, with the kind that matched. */
async function indexMatches({ tx, actor, vault }: Scope, terms: SearchTerms): Promise<Match[]> {
  const pairs: SQL[] = terms.whole.map(({ kind, value }) => sql`(${kind}, ${vault.blind(kind, value)}::bytea)`);
  const { narrowed } = terms;
  const name = narrowed?.name ? vault.blind("name", narrowed.name) : NOBODY;
  const last4 = LAST4_KINDS.map(
    (kind) => sql`(${kind}, ${narrowed ? vault.blind(kind, narrowed.last4) : NOBODY}::bytea)`,
  );
  const { rows } = await tx.execute<Match>(sql`
    select kind, subject_id from blind_index b where programme_id = ${actor.programmeId} and subject_type = 'customer'
      and ${mayBeFound(actor, "b.subject_id")}
      and (kind, value) in (${sql.join([...pairs, sql`('none', ${NOBODY}::bytea)`], sql`, `)})
    union
    select l.kind, l.subject_id from blind_index l
      where l.programme_id = ${actor.programmeId} and ${mayBeFound(actor, "l.subject_id")} and (l.kind, l.value) in (${sql.join(last4, sql`, `)})
      and l.subject_id in (
        select subject_id from blind_index where programme_id = ${actor.programmeId} and kind = 'name' and value = ${name}
        union all
        select id from customers where programme_id = ${actor.programmeId} and number = ${narrowed?.customerNumber ?? ""})
    limit 200`);
  return rows;
}

type PersonRow = {
  id: string;
  number: string;
  kind: "person" | "enterprise";
  status: string;
  customer_id: string;
  customer_number: string;
  customer_name: Buffer | null;
};

async function peopleRows({ tx, actor }: Scope, terms: SearchTerms, ids: readonly string[]): Promise<PersonRow[]> {
  const number = terms.number?.prefix === "C" ? terms.number.text : "";
  const { rows } =
    await tx.execute<PersonRow>(sql`select id, number, kind, status, id as customer_id, number as customer_number,
      name_sealed as customer_name from customers
    where programme_id = ${actor.programmeId} and (id = any(${sql.param(ids)}::uuid[]) or number = ${number})
    order by number limit ${SEARCH_MAX_HITS + 1}`);
  return rows;
}

type AccountRow = CustomerColumns & {
  id: string;
  number: string;
  core_number_sealed: Buffer;
  account_class: number;
  status: string;
  cards: [string, string][] | null;
};

/** Accounts by their number here, and the candidates of customers whose core number or card matched. */
async function accountRows({ tx, actor }: Scope, terms: SearchTerms, owners: readonly string[]): Promise<AccountRow[]> {
  const number = terms.number?.prefix === "A" ? terms.number.text : "";
  const { rows } =
    await tx.execute<AccountRow>(sql`select a.id, a.number, a.core_number_sealed, a.account_class, a.status,
      c.id as customer_id, c.number as customer_number, c.name_sealed as customer_name,
      (select json_agg(json_build_array(b.id, encode(b.number_sealed, 'base64'))) from bound_cards b where b.account_id = a.id) as cards
    from accounts a join customers c on c.id = a.customer_id
    where a.programme_id = ${actor.programmeId} and (a.customer_id = any(${sql.param(owners)}::uuid[]) or a.number = ${number})
    order by a.number limit 200`);
  return rows;
}

/** Of the candidates, those that carry the number typed. */
async function accountHits(scope: Scope, text: string, terms: SearchTerms, owners: readonly string[]) {
  const candidates = await accountRows(scope, terms, owners);
  const cores = await scope.vault.openAll(
    candidates.map((row) => ({
      place: { table: "accounts", column: "core_number_sealed", rowId: row.id },
      sealed: row.core_number_sealed,
    })),
  );
  const cards = candidates.flatMap((row, at) => (row.cards ?? []).map(([id, sealed]) => ({ at, id, sealed })));
  const cardNumbers = await scope.vault.openAll(
    cards.map(({ id, sealed }) => ({
      place: { table: "bound_cards", column: "number_sealed", rowId: id },
      sealed: Buffer.from(sealed, "base64"),
    })),
  );
  const card = normaliseCard(text);
  const byCard = new Set(cards.filter((_, n) => card !== undefined && cardNumbers[n] === card).map(({ at }) => at));
  const reference = normaliseReference(text);
  return candidates.filter((row, at) => row.number === terms.number?.text || cores[at] === reference || byCard.has(at));
}

/**
 * Finds people, accounts and items by one whole text: phone, identity number, card, account, customer or item number,
 * outside reference or whole name; the last four characters only after a name or customer number. What may not be seen
 * is not found, by the same statements as what does not exist.
 */
export const searchQuery = query({
  name: "customers.search",
  permission: "customers.read",
  clearance: "general",
  input: z.object({ text: z.string().trim().min(1).max(SEARCH_MAX_LENGTH) }),
  output: searchOutput,
  async resolve(scope, { text }) {
    const terms = searchTerms(text);
    const matches = await indexMatches(scope, terms);
    const found = [...new Set(matches.map((row) => row.subject_id))];
    const owners = [
      ...new Set(matches.filter((row) => row.kind === "account" || row.kind === "card").map((row) => row.subject_id)),
    ];
    const people = await peopleRows(scope, terms, found);
    const mayAccounts = scope.actor.permissions.has("accounts.read");
    const accounts = mayAccounts ? await accountHits(scope, text, terms, owners) : [];
    const items = await itemHits(
      scope,
      terms,
      people.map((row) => row.id),
      visibleKinds(scope.actor.permissions),
    );
    const groups = [people, accounts, items] as const;

    const [personRefs, accountRefs, itemRefs] = [
      await customerRefs(scope, people),
      await customerRefs(scope, accounts),
      await customerRefs(scope, items),
    ];
    const masks = await maskedFields(
      scope,
      accounts.map((row) => ({ field: "core-number" as const, rowId: row.id, sealed: row.core_number_sealed })),
    );
    return {
      people: people.slice(0, SEARCH_MAX_HITS).map((row, at) => ({
        id: row.id,
        number: row.number,
        kind: row.kind,
        status: row.status,
        name: personRefs[at]?.name ?? null,
      })),
      accounts: accounts.slice(0, SEARCH_MAX_HITS).flatMap((row, at) => {
        const customer = accountRefs[at];
        if (!customer) return [];
        return [
          {
            id: row.id,
            number: row.number,
            coreNumber: masks[at]?.masked ?? null,
            accountClass: row.account_class,
            status: row.status,
            customer,
          },
        ];
      }),
      items: items.slice(0, SEARCH_MAX_HITS).map((row, at) => ({
        kind: row.kind,
        subjectType: row.subject_type,
        subjectId: row.subject_id,
        number: row.number,
        state: row.state,
        customer: itemRefs[at] ?? null,
      })),
      more: groups.some((group) => group.length > SEARCH_MAX_HITS),
    };
  },
});
