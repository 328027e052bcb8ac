import { sql } from "drizzle-orm";
import { normaliseReference } from "@/domain/customers/normalise";
import { seal } from "@/server/kernel/crypto/envelope";
import { newId } from "@/server/kernel/new-id";
import { nextNumberSql } from "@/server/kernel/numbers";
import type { Scope } from "@/server/kernel/scope";
import { newSubjectKey, type RetentionClass } from "@/server/kernel/vault";
import { copyInto } from "@/server/ledger/public";
import { packId } from "./leg-lines";
import { type Known, outsideKind, type Sought } from "./parties";

const STAGES = [
  `create temp table if not exists stage_customers (id uuid, kind text, ref_sealed bytea, since date) on commit delete rows`,
  `create temp table if not exists stage_accounts (id uuid, customer_id uuid, core_sealed bytea, currency text, opened_on date) on commit delete rows`,
  `create temp table if not exists stage_counterparties (id uuid, kind text, ref_sealed bytea) on commit delete rows`,
  `create temp table if not exists stage_keys (id uuid, subject_type text, subject_id uuid, class text, key_version int, wrapped bytea) on commit delete rows`,
  `create temp table if not exists stage_blind (kind text, value bytea, subject_type text, subject_id uuid, class text) on commit delete rows`,
].join(";");

const TABLES = ["stage_customers", "stage_accounts", "stage_counterparties", "stage_keys", "stage_blind"] as const;

const hex = (bytes: Buffer) => `\\\\x${bytes.toString("hex")}`;

function accountLine(want: Sought, customerId: string, accountId: string, sealedCore: Buffer): string {
  return `${accountId}\t${customerId}\t${hex(sealedCore)}\t${want.currency}\t${want.on}\n`;
}

type Lines = Record<(typeof TABLES)[number], string>;

const noLines = (): Lines => ({
  stage_customers: "",
  stage_accounts: "",
  stage_counterparties: "",
  stage_keys: "",
  stage_blind: "",
});

/** A new subject, sealed and not yet written. */
export type Prepared = { readonly known: Known; readonly customer: boolean; readonly lines: Readonly<Lines> };

/** Makes new subjects as lines for COPY, and writes those that are kept. */
export class NewSubjects {
  newCustomers = 0;
  private readonly kept: Record<keyof Lines, string[]> = {
    stage_customers: [],
    stage_accounts: [],
    stage_counterparties: [],
    stage_keys: [],
    stage_blind: [],
  };
  private readonly later: { want: Sought; id: string; accountId: string }[] = [];

  constructor(
    private readonly scope: Scope,
    private readonly options: { batchId: string; accountClass: number },
  ) {}

  /** A customer with an account, or an outside party; nothing is written unless it is kept. */
  prepare(want: Sought): Prepared {
    return want.party.customer ? this.customer(want) : this.outside(want);
  }

  /** Has a prepared subject written by `save`. */
  keep({ known, customer, lines }: Prepared): Known {
    for (const table of TABLES) if (lines[table] !== "") this.kept[table].push(lines[table]);
    if (customer) this.newCustomers += 1;
    return known;
  }

  /** An account for a customer who has no open one, written by `save`. */
  account(want: Sought, customerId: string): Known {
    const accountId = newId<"account">();
    this.later.push({ want, id: customerId, accountId });
    return { id: packId(customerId), accountId: packId(accountId) };
  }

  private customer(want: Sought): Prepared {
    const lines = noLines();
    const id = newId<"customer">();
    const accountId = newId<"account">();
    const identity = this.key(lines, "customer", id, "identity");
    const place = { table: "customers", column: "external_ref_sealed", rowId: id };
    const sealedRef = seal(want.party.ref, identity.key, identity.id, place);
    const kind = want.party.kind === "person" ? "person" : "enterprise";
    lines.stage_customers += `${id}\t${kind}\t${hex(sealedRef)}\t${want.on}\n`;
    lines.stage_blind += `external-ref\t${hex(want.blind)}\tcustomer\t${id}\tidentity\n`;
    const trade = this.key(lines, "customer", id, "trade");
    const corePlace = { table: "accounts", column: "core_number_sealed", rowId: accountId };
    lines.stage_accounts += accountLine(want, id, accountId, seal(want.party.ref, trade.key, trade.id, corePlace));
    const value = this.scope.vault.blind("account", normaliseReference(want.party.ref) ?? want.party.ref);
    lines.stage_blind += `account\t${hex(value)}\tcustomer\t${id}\ttrade\n`;
    return { known: { id: packId(id), accountId: packId(accountId) }, customer: true, lines };
  }

  private outside(want: Sought): Prepared {
    const lines = noLines();
    const id = newId<"counterparty">();
    const trade = this.key(lines, "counterparty", id, "trade");
    const place = { table: "counterparties", column: "ref_sealed", rowId: id };
    const sealedRef = seal(want.party.ref, trade.key, trade.id, place);
    lines.stage_counterparties += `${id}\t${outsideKind(want.party)}\t${hex(sealedRef)}\n`;
    lines.stage_blind += `external-ref\t${hex(want.blind)}\tcounterparty\t${id}\ttrade\n`;
    return { known: { id: packId(id), accountId: "" }, customer: false, lines };
  }

  private key(
    lines: Lines,
    type: "customer" | "counterparty",
    id: string,
    retentionClass: RetentionClass,
  ): { id: string; key: Buffer } {
    const made = newSubjectKey(this.scope.keyRing, { type, id, retentionClass });
    lines.stage_keys += `${made.id}\t${type}\t${id}\t${retentionClass}\t${made.keyVersion}\t${hex(made.wrapped)}\n`;
    return made;
  }

  /** Writes what was kept. */
  async save(): Promise<void> {
    const { tx, actor, now, vault } = this.scope;
    if (TABLES.every((table) => this.kept[table].length === 0) && this.later.length === 0) return;
    await tx.execute(sql.raw(STAGES));
    for (const { want, id, accountId } of this.later) {
      const place = { table: "accounts", column: "core_number_sealed", rowId: accountId };
      const core = await vault.seal({ type: "customer", id, retentionClass: "trade" }, place, want.party.ref);
      this.kept.stage_accounts.push(accountLine(want, id, accountId, core));
    }
    for (const table of TABLES) await copyInto(tx, table, this.kept[table].join(""));
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
