import { sql } from "drizzle-orm";
import { normaliseReference } from "@/domain/customers/normalise";
import type { Party } from "@/domain/ingestion/model";
import type { LocalDate } from "@/domain/shared/time";
import { seal } from "@/server/kernel/crypto/envelope";
import type { KeyRing } from "@/server/kernel/crypto/key-ring";
import { newId } from "@/server/kernel/new-id";
import { nextNumberSql } from "@/server/kernel/numbers";
import type { Scope } from "@/server/kernel/scope";
import { newSubjectKey, type RetentionClass } from "@/server/kernel/vault";
import { copyInto } from "@/server/ledger/public";
import { packId } from "./leg-lines";

/** Who a reference of the file is in the house: packed ids. `accountId` is empty for an outside party. */
export type Known = { readonly id: string; readonly accountId: string };

/** A party the rows of a chunk name, with the first date and currency seen. */
export type Wanted = { readonly party: Party; readonly on: LocalDate; readonly currency: string };

type OutsideKind = "person" | "merchant" | "institution";

/** What is known of parties, by what they are: a customer and an outside party of the same reference are two. */
export class Parties<T> {
  private readonly customers = new Map<string, T>();
  private readonly outside = {
    person: new Map<string, T>(),
    merchant: new Map<string, T>(),
    institution: new Map<string, T>(),
  } satisfies Record<OutsideKind, Map<string, T>>;

  /** `limit`: of each sort at most so many; the oldest are forgotten first. */
  constructor(private readonly limit = Number.POSITIVE_INFINITY) {}

  get(party: Party): T | undefined {
    return this.among(party).get(party.ref);
  }

  set(party: Party, value: T): void {
    const among = this.among(party);
    // A reference cut out of a file's text would keep that whole stretch of text alive.
    among.set(Buffer.from(party.ref, "utf8").toString("utf8"), value);
    if (among.size <= this.limit) return;
    const oldest = among.keys().next();
    if (!oldest.done) among.delete(oldest.value);
  }

  private among(party: Party): Map<string, T> {
    return party.customer ? this.customers : this.outside[outsideKind(party)];
  }
}

/** What an outside party counts as. */
export function outsideKind(party: Party): OutsideKind {
  return party.kind === "enterprise" ? "institution" : party.kind;
}

type Sought = Wanted & { readonly blind: Buffer };
type Found = { blind: string; id: string; account_id: string | null; kind: string };

/**
 * Resolves parties to subjects, making those the house does not know: customers with an account of the mapping's class,
 * outside parties; sealed reference, data keys and search index included. Works in the caller's transaction; who must be
 * made is made under a lock per programme and after a second look, so that two imports never make one party twice. Gives
 * the parties in the order asked, each with who it is.
 */
export async function resolveSubjects(
  scope: Scope,
  keyRing: KeyRing,
  wanted: readonly Wanted[],
  options: { batchId: string; accountClass: number },
): Promise<{ known: readonly Known[]; newCustomers: number }> {
  if (wanted.length === 0) return { known: [], newCustomers: 0 };
  const sought = wanted.map((want): Sought => {
    const reference = normaliseReference(want.party.ref) ?? want.party.ref;
    return { ...want, blind: scope.vault.blind("external-ref", reference) };
  });
  const found = await lookUp(scope, sought);
  const missing = sought.filter((want) => !found.has(want));
  if (missing.length === 0) return { known: inOrder(sought, found), newCustomers: 0 };
  await scope.tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`ingestion-subjects:${scope.actor.programmeId}`}, 0))`,
  );
  const making = new Maker(scope, keyRing, options);
  const now = await lookUp(scope, missing, (want, existing) => making.account(want, existing));
  for (const want of missing) {
    found.set(want, now.get(want) ?? (want.party.customer ? making.customer(want) : making.outside(want)));
  }
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

const STAGES = [
  `create temp table if not exists stage_customers (id uuid, kind text, ref_sealed bytea, since date) on commit delete rows`,
  `create temp table if not exists stage_accounts (id uuid, customer_id uuid, core_sealed bytea, currency text, opened_on date) on commit delete rows`,
  `create temp table if not exists stage_counterparties (id uuid, kind text, ref_sealed bytea) on commit delete rows`,
  `create temp table if not exists stage_keys (id uuid, subject_type text, subject_id uuid, class text, key_version int, wrapped bytea) on commit delete rows`,
  `create temp table if not exists stage_blind (kind text, value bytea, subject_type text, subject_id uuid, class text) on commit delete rows`,
].join(";");

const hex = (bytes: Buffer) => `\\\\x${bytes.toString("hex")}`;

/** Collects new subjects as lines for COPY, and writes them. */
class Maker {
  newCustomers = 0;
  private readonly lines = {
    stage_customers: "",
    stage_accounts: "",
    stage_counterparties: "",
    stage_keys: "",
    stage_blind: "",
  };

  constructor(
    private readonly scope: Scope,
    private readonly keyRing: KeyRing,
    private readonly options: { batchId: string; accountClass: number },
  ) {}

  /** A new customer with an account. */
  customer(want: Sought): Known {
    const id = newId<"customer">();
    const accountId = newId<"account">();
    const identity = this.key("customer", id, "identity");
    const sealedRef = seal(want.party.ref, identity.key, identity.id, {
      table: "customers",
      column: "external_ref_sealed",
      rowId: id,
    });
    const kind = want.party.kind === "person" ? "person" : "enterprise";
    this.lines.stage_customers += `${id}\t${kind}\t${hex(sealedRef)}\t${want.on}\n`;
    this.lines.stage_blind += `external-ref\t${hex(want.blind)}\tcustomer\t${id}\tidentity\n`;
    const trade = this.key("customer", id, "trade");
    const place = { table: "accounts", column: "core_number_sealed", rowId: accountId };
    this.accountLine(want, id, accountId, seal(want.party.ref, trade.key, trade.id, place));
    const value = this.scope.vault.blind("account", normaliseReference(want.party.ref) ?? want.party.ref);
    this.lines.stage_blind += `account\t${hex(value)}\tcustomer\t${id}\ttrade\n`;
    this.newCustomers += 1;
    return { id: packId(id), accountId: packId(accountId) };
  }

  private readonly later: { want: Sought; id: string; accountId: string }[] = [];

  /** An account for a customer who has no open one. */
  account(want: Sought, customerId: string): Known {
    const accountId = newId<"account">();
    this.later.push({ want, id: customerId, accountId });
    return { id: packId(customerId), accountId: packId(accountId) };
  }

  private accountLine(want: Sought, customerId: string, accountId: string, sealedCore: Buffer): void {
    this.lines.stage_accounts += `${accountId}\t${customerId}\t${hex(sealedCore)}\t${want.currency}\t${want.on}\n`;
  }

  outside(want: Sought): Known {
    const id = newId<"counterparty">();
    const trade = this.key("counterparty", id, "trade");
    const sealedRef = seal(want.party.ref, trade.key, trade.id, {
      table: "counterparties",
      column: "ref_sealed",
      rowId: id,
    });
    this.lines.stage_counterparties += `${id}\t${outsideKind(want.party)}\t${hex(sealedRef)}\n`;
    this.lines.stage_blind += `external-ref\t${hex(want.blind)}\tcounterparty\t${id}\ttrade\n`;
    return { id: packId(id), accountId: "" };
  }

  private key(
    type: "customer" | "counterparty",
    id: string,
    retentionClass: RetentionClass,
  ): { id: string; key: Buffer } {
    const made = newSubjectKey(this.keyRing, { type, id, retentionClass });
    this.lines.stage_keys += `${made.id}\t${type}\t${id}\t${retentionClass}\t${made.keyVersion}\t${hex(made.wrapped)}\n`;
    return made;
  }

  async save(): Promise<void> {
    const { tx, actor, now, vault } = this.scope;
    if (Object.values(this.lines).every((text) => text === "") && this.later.length === 0) return;
    await tx.execute(sql.raw(STAGES));
    for (const { want, id, accountId } of this.later) {
      const place = { table: "accounts", column: "core_number_sealed", rowId: accountId };
      const core = await vault.seal({ type: "customer", id, retentionClass: "trade" }, place, want.party.ref);
      this.accountLine(want, id, accountId, core);
    }
    for (const [table, lines] of Object.entries(this.lines)) await copyInto(tx, table, lines);
    const own = sql`${actor.programmeId}, ${actor.legalEntityId}`;
    const { batchId, accountClass } = this.options;
    await tx.execute(sql`insert into customers (id, programme_id, legal_entity_id, number, party_id, kind, external_ref_sealed, since, status, batch_id, created_at)
      select id, ${own}, ${nextNumberSql("customer")}, id, kind, ref_sealed, since, 'active', ${batchId}::uuid, ${now}::timestamptz from stage_customers`);
    await tx.execute(sql`insert into accounts (id, programme_id, legal_entity_id, customer_id, number, core_number_sealed, account_class, currency, status, opened_on, batch_id, created_at)
      select id, ${own}, customer_id, ${nextNumberSql("account")}, core_sealed, ${accountClass}::int, currency, 'open', opened_on, ${batchId}::uuid, ${now}::timestamptz from stage_accounts`);
    await tx.execute(sql`insert into counterparties (id, programme_id, legal_entity_id, kind, ref_sealed, batch_id, created_at)
      select id, ${own}, kind, ref_sealed, ${batchId}::uuid, ${now}::timestamptz from stage_counterparties`);
    await tx.execute(sql`insert into subject_keys (id, programme_id, legal_entity_id, subject_type, subject_id, retention_class, key_version, wrapped, created_at)
      select id, ${own}, subject_type, subject_id, class, key_version, wrapped, ${now}::timestamptz from stage_keys`);
    await tx.execute(sql`insert into blind_index (programme_id, legal_entity_id, kind, value, subject_type, subject_id, retention_class)
      select ${own}, kind, value, subject_type, subject_id, class from stage_blind order by kind, value on conflict do nothing`);
  }
}
