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

/** Who a reference of the file is in the house. `accountId` is empty for an outside party. */
export type Known = { readonly id: string; readonly accountId: string };

/** A party the rows of a chunk name, with the first date and currency seen. */
export type Wanted = { readonly party: Party; readonly on: LocalDate; readonly currency: string };

/** References resolved so far in one run; the oldest are forgotten first. */
export class SubjectCache {
  private readonly found = new Map<string, Known>();

  constructor(private readonly limit = 250_000) {}

  get(key: string): Known | undefined {
    return this.found.get(key);
  }

  add(entries: ReadonlyMap<string, Known>): void {
    for (const [key, known] of entries) this.found.set(key, known);
    if (this.found.size <= this.limit) return;
    let surplus = this.found.size - this.limit;
    for (const key of this.found.keys()) {
      if (surplus-- <= 0) break;
      this.found.delete(key);
    }
  }
}

/** One spelling per party: a customer and an outside party of the same reference are two. */
export function partyKey(party: Party): string {
  return party.customer ? party.ref : `!${party.kind}:${party.ref}`;
}

/** What an outside party counts as. */
export function outsideKind(party: Party): "person" | "merchant" | "institution" {
  return party.kind === "enterprise" ? "institution" : party.kind;
}

type Sought = Wanted & { readonly key: string; readonly blind: Buffer };
type Found = { blind: string; id: string; account_id: string | null; kind: string };

/**
 * Resolves parties to subjects, making those the house does not know: customers with an account of the mapping's class,
 * outside parties; sealed reference, data keys and search index included. Works in the caller's transaction under a
 * lock per programme, so that two imports never make one party twice.
 */
export async function resolveSubjects(
  scope: Scope,
  keyRing: KeyRing,
  wanted: ReadonlyMap<string, Wanted>,
  options: { batchId: string; accountClass: number },
): Promise<{ known: Map<string, Known>; newCustomers: number }> {
  const known = new Map<string, Known>();
  if (wanted.size === 0) return { known, newCustomers: 0 };
  await scope.tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`ingestion-subjects:${scope.actor.programmeId}`}, 0))`,
  );
  const sought = [...wanted].map(([key, want]): Sought => {
    const reference = normaliseReference(want.party.ref) ?? want.party.ref;
    return { ...want, key, blind: scope.vault.blind("external-ref", reference) };
  });
  const customers = sought.filter(({ party }) => party.customer);
  const outside = sought.filter(({ party }) => !party.customer);
  const knownCustomers = await findCustomers(scope, customers);
  const knownOutside = await findOutside(scope, outside);
  for (const want of customers) {
    const row = knownCustomers.get(want.blind.toString("hex"));
    if (row?.account_id) known.set(want.key, { id: row.id, accountId: row.account_id });
  }
  for (const want of outside) {
    const row = knownOutside.get(`${outsideKind(want.party)}${want.blind.toString("hex")}`);
    if (row) known.set(want.key, { id: row.id, accountId: "" });
  }
  const making = new Maker(scope, keyRing, options);
  for (const want of customers)
    if (!known.has(want.key))
      known.set(want.key, making.customer(want, knownCustomers.get(want.blind.toString("hex"))?.id));
  for (const want of outside) if (!known.has(want.key)) known.set(want.key, making.outside(want));
  await making.save();
  return { known, newCustomers: making.newCustomers };
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

  /** A customer with an account; only the account when `existing` names a customer without an open one. */
  customer(want: Sought, existing: string | undefined): Known {
    const id = existing ?? newId<"customer">();
    const accountId = newId<"account">();
    if (!existing) {
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
      this.account(want, id, accountId, trade);
      this.newCustomers += 1;
    } else {
      this.later.push({ want, id, accountId });
    }
    return { id, accountId };
  }

  private readonly later: { want: Sought; id: string; accountId: string }[] = [];

  private account(want: Sought, customerId: string, accountId: string, key: { id: string; key: Buffer }): void {
    const sealedCore = seal(want.party.ref, key.key, key.id, {
      table: "accounts",
      column: "core_number_sealed",
      rowId: accountId,
    });
    this.lines.stage_accounts += `${accountId}\t${customerId}\t${hex(sealedCore)}\t${want.currency}\t${want.on}\n`;
    const value = this.scope.vault.blind("account", normaliseReference(want.party.ref) ?? want.party.ref);
    this.lines.stage_blind += `account\t${hex(value)}\tcustomer\t${customerId}\ttrade\n`;
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
    return { id, accountId: "" };
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
      this.lines.stage_accounts += `${accountId}\t${id}\t${hex(core)}\t${want.currency}\t${want.on}\n`;
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
