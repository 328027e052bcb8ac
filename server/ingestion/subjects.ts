import { setImmediate as immediate } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { normaliseReference } from "@/domain/customers/normalise";
import type { Scope } from "@/server/kernel/scope";
import { packId } from "./leg-lines";
import { NewSubjects, type Prepared } from "./new-subjects";
import { type Known, outsideKind, type Sought, type Wanted } from "./parties";

type Found = { blind: string; id: string; account_id: string | null; kind: string };

/** New subjects sealed before others get a turn. */
const SEALED_AT_ONCE = 250;

/**
 * Resolves parties to subjects, making those the house does not know: customers with an account of the mapping's class,
 * outside parties; sealed reference, data keys and search index included. Works in the caller's transaction. Who seems
 * unknown is sealed ahead; after `turn`, under a lock per programme, a second look tells who really is, so that two
 * imports never make one party twice. Gives the parties in the order asked, each with who it is.
 */
export async function resolveSubjects(
  scope: Scope,
  wanted: readonly Wanted[],
  turn: Promise<unknown>,
  options: { batchId: string; accountClass: number },
): Promise<{ known: readonly Known[]; newCustomers: number }> {
  const sought = wanted.map((want): Sought => {
    const reference = normaliseReference(want.party.ref) ?? want.party.ref;
    return { ...want, blind: scope.vault.blind("external-ref", reference) };
  });
  const found = await lookUp(scope, sought);
  const missing = sought.filter((want) => !found.has(want));
  const making = new NewSubjects(scope, options);
  const prepared: Prepared[] = [];
  for (const want of missing) {
    prepared.push(making.prepare(want));
    // Sealing is long work of the processor: the chunk before this one goes on meanwhile.
    if (prepared.length % SEALED_AT_ONCE === 0) await immediate();
  }
  await turn;
  if (missing.length === 0) return { known: inOrder(sought, found), newCustomers: 0 };
  await scope.tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`ingestion-subjects:${scope.actor.programmeId}`}, 0))`,
  );
  const now = await lookUp(scope, missing, (want, existing) => making.account(want, existing));
  missing.forEach((want, index) => {
    const made = prepared[index];
    const known = now.get(want) ?? (made && making.keep(made));
    if (known) found.set(want, known);
  });
  await making.save();
  return { known: inOrder(sought, found), newCustomers: making.newCustomers };
}

function inOrder(sought: readonly Sought[], found: ReadonlyMap<Sought, Known>): Known[] {
  return sought.map((want) => {
    const known = found.get(want);
    if (!known) throw new Error("a party was not resolved");
    return known;
  });
}

/** Who of these the house knows. A customer without an open account is known only by what `withoutAccount` makes. */
async function lookUp(
  scope: Scope,
  sought: readonly Sought[],
  withoutAccount?: (want: Sought, customerId: string) => Known,
): Promise<Map<Sought, Known>> {
  const known = new Map<Sought, Known>();
  const customers = sought.filter(({ party }) => party.customer);
  const outside = sought.filter(({ party }) => !party.customer);
  const knownCustomers = await findCustomers(scope, customers);
  const knownOutside = await findOutside(scope, outside);
  for (const want of customers) {
    const row = knownCustomers.get(want.blind.toString("hex"));
    if (row?.account_id) known.set(want, { id: packId(row.id), accountId: packId(row.account_id) });
    else if (row && withoutAccount) known.set(want, withoutAccount(want, row.id));
  }
  for (const want of outside) {
    const row = knownOutside.get(`${outsideKind(want.party)}${want.blind.toString("hex")}`);
    if (row) known.set(want, { id: packId(row.id), accountId: "" });
  }
  return known;
}

/** Of these parties, how many are customers the house knows, and how many it would make. Writes nothing. */
export async function countCustomers(
  scope: Scope,
  wanted: readonly Wanted[],
): Promise<{ readonly known: number; readonly new: number }> {
  const references = wanted.flatMap(({ party }) =>
    party.customer ? [normaliseReference(party.ref) ?? party.ref] : [],
  );
  const blinds = references.map((reference) => scope.vault.blind("external-ref", reference).toString("hex"));
  const different = new Set(blinds);
  const { rows } = await scope.tx.execute<{
    known: number;
  }>(sql`select count(distinct value)::int as known from blind_index
    where programme_id = ${scope.actor.programmeId} and kind = 'external-ref' and subject_type = 'customer'
      and value = any(${`{${[...different].map((blind) => `"\\\\x${blind}"`).join(",")}}`}::bytea[])`);
  const known = rows[0]?.known ?? 0;
  return { known, new: different.size - known };
}

function blindArray(sought: readonly Sought[]): string {
  return `{${sought.map(({ blind }) => `"\\\\x${blind.toString("hex")}"`).join(",")}}`;
}

async function findCustomers({ tx, actor }: Scope, sought: readonly Sought[]): Promise<Map<string, Found>> {
  if (sought.length === 0) return new Map();
  const { rows } =
    await tx.execute<Found>(sql`select distinct on (b.value) encode(b.value, 'hex') as blind, b.subject_id as id,
      a.id as account_id, 'customer' as kind
    from blind_index b left join accounts a on a.customer_id = b.subject_id and a.status = 'open'
    where b.programme_id = ${actor.programmeId} and b.kind = 'external-ref' and b.subject_type = 'customer'
      and b.value = any(${blindArray(sought)}::bytea[])
    order by b.value, a.created_at, a.id`);
  return new Map(rows.map((row) => [row.blind, row]));
}

async function findOutside({ tx, actor }: Scope, sought: readonly Sought[]): Promise<Map<string, Found>> {
  if (sought.length === 0) return new Map();
  const { rows } =
    await tx.execute<Found>(sql`select encode(b.value, 'hex') as blind, b.subject_id as id, null as account_id, c.kind
    from blind_index b join counterparties c on c.id = b.subject_id
    where b.programme_id = ${actor.programmeId} and b.kind = 'external-ref' and b.subject_type = 'counterparty'
      and b.value = any(${blindArray(sought)}::bytea[])`);
  return new Map(rows.map((row) => [`${row.kind}${row.blind}`, row]));
}
