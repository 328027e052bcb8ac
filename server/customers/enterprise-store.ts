import { sql } from "drizzle-orm";
import { normaliseIdNumber, normaliseName } from "@/domain/customers/normalise";
import type { Stake } from "@/domain/customers/ownership";
import { isNumberOf } from "@/domain/customers/party-document";
import { ENTERPRISE_ROWS_MAX } from "@/domain/customers/policy";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";

/** A party as it is kept: name and document normalised, and the key by which the same party is told. */
export type Party = { readonly name: string; readonly document: string; readonly key: Buffer };

type Written = {
  readonly name: string;
  readonly documentType: "resident-id" | "passport" | "business-licence";
  readonly document: string;
};

/** Normalises and checks a party's name and number. Refuses a number that its kind cannot have. */
export function readParty({ vault }: Pick<Scope, "vault">, written: Written): Result<Party> {
  const name = normaliseName(written.name);
  if (name === undefined) return refuse("customers.enterprise.name", { field: "name" });
  const document = normaliseIdNumber(written.document);
  if (document === undefined || !isNumberOf(written.documentType, document))
    return refuse("customers.enterprise.document", { field: "document" });
  return decided({ name, document, key: vault.blind("id-number", document) });
}

/** Locks the enterprise, so that what is decided on its owners holds. Not-found for a customer who is not there. */
export async function lockEnterprise(scope: Scope, customerId: string): Promise<Result<{ readonly keys: Buffer[] }>> {
  const { tx, actor } = scope;
  const { rows } = await tx.execute<{ kind: string }>(sql`select kind from customers
    where id = ${customerId}::uuid and programme_id = ${actor.programmeId} for update`);
  const row = rows[0] ?? notFound();
  if (row.kind !== "enterprise") return refuse("customers.enterprise.not-enterprise", { field: "customerId" });
  const own = await tx.execute<{ value: Buffer }>(sql`select value from blind_index
    where programme_id = ${actor.programmeId} and kind = 'id-number' and subject_id = ${customerId}::uuid`);
  return decided({ keys: own.rows.map(({ value }) => value) });
}

type StakeRow = { id: string; above_id: string | null; kind: Stake["kind"]; party_key: Buffer; share_bp: number };

/** The stakes in force of an enterprise. */
export async function loadStakes({ tx, actor }: Scope, customerId: string): Promise<Stake[]> {
  const { rows } = await tx.execute<StakeRow>(sql`select id, above_id, kind, party_key, share_bp from ownership_stakes
    where customer_id = ${customerId}::uuid and programme_id = ${actor.programmeId} and ended_at is null
    order by id limit ${ENTERPRISE_ROWS_MAX}`);
  return rows.map((row) => ({
    id: row.id,
    above: row.above_id,
    kind: row.kind,
    party: row.party_key.toString("hex"),
    shareBp: row.share_bp,
  }));
}

/** Seals a name and a document number of an enterprise's party under the enterprise's identity key. */
async function sealParty(
  { vault }: Pick<Scope, "vault">,
  table: "representatives" | "ownership_stakes",
  row: { readonly id: string; readonly customerId: string },
  party: Party,
): Promise<{ readonly name: Buffer; readonly document: Buffer }> {
  const owner = { type: "customer", id: row.customerId, retentionClass: "identity" } as const;
  return {
    name: await vault.seal(owner, { table, column: "name_sealed", rowId: row.id }, party.name),
    document: await vault.seal(owner, { table, column: "document_sealed", rowId: row.id }, party.document),
  };
}

/** Writes a new owner's part, to be told apart by the key of his document. */
export async function insertStake(
  scope: Scope,
  of: {
    readonly id: string;
    readonly customerId: string;
    readonly aboveId: string | null;
    readonly kind: Stake["kind"];
    readonly documentType: string;
    readonly shareBp: number;
    readonly party: Party;
  },
): Promise<void> {
  const { tx, actor, now } = scope;
  const sealed = await sealParty(scope, "ownership_stakes", of, of.party);
  await tx.execute(sql`insert into ownership_stakes (id, programme_id, legal_entity_id, customer_id, above_id, kind,
      name_sealed, document_type, document_sealed, party_key, share_bp, recorded_by, recorded_at)
    values (${of.id}, ${actor.programmeId}, ${actor.legalEntityId}, ${of.customerId}::uuid, ${of.aboveId}::uuid, ${of.kind},
      ${sealed.name}, ${of.documentType}, ${sealed.document}, ${of.party.key}, ${of.shareBp}::int, ${actor.id},
      ${now}::timestamptz)`);
}

/** Writes who acts for an enterprise from a day on. */
export async function insertRepresentative(
  scope: Scope,
  of: {
    readonly id: string;
    readonly customerId: string;
    readonly role: string;
    readonly documentType: string;
    readonly since: string;
    readonly party: Party;
  },
): Promise<void> {
  const { tx, actor, now } = scope;
  const sealed = await sealParty(scope, "representatives", of, of.party);
  await tx.execute(sql`insert into representatives (id, programme_id, legal_entity_id, customer_id, role, name_sealed,
      document_type, document_sealed, since, recorded_by, recorded_at)
    values (${of.id}, ${actor.programmeId}, ${actor.legalEntityId}, ${of.customerId}::uuid, ${of.role}, ${sealed.name},
      ${of.documentType}, ${sealed.document}, ${of.since}::date, ${actor.id}, ${now}::timestamptz)`);
}
