import { sql } from "drizzle-orm";
import { normaliseIdNumber, normaliseName } from "@/domain/customers/normalise";
import { beneficialBasis, type Stake } from "@/domain/customers/ownership";
import { shanghaiDate } from "@/domain/shared/time";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { insertRepresentative, insertStake, loadStakes, lockEnterprise, type Party } from "./enterprise-store";

type Named = { readonly name: string; readonly documentType: string; readonly number: string };

/** An owner as a check established him. `above`: the place in the list of the enterprise he owns a part of. */
export type CheckedOwner = Named & {
  readonly kind: Stake["kind"];
  readonly shareBp: number;
  readonly above: number | null;
};

/** Who stands for an enterprise and who owns it, as a check established. What is null stays as it is on record. */
export type CheckedEnterprise = {
  readonly customerId: string;
  /** The check it comes from. */
  readonly submissionId: string;
  readonly representative: Named | null;
  /** The whole tree, each enterprise before those who own it. */
  readonly owners: readonly CheckedOwner[] | null;
};

/**
 * Writes who stands for an enterprise and who owns it into its record. What is there already stays; what is there no
 * longer ends and is kept; the rest is new. Gives an entry for each change, without names. The tree was decided upon.
 */
export async function recordCheckedEnterprise(scope: Scope, checked: CheckedEnterprise): Promise<AuditEvent[]> {
  const enterprise = await lockEnterprise(scope, checked.customerId);
  if (!enterprise.ok) return notFound();
  const standing = checked.representative ? await replaceRepresentative(scope, checked, checked.representative) : [];
  const owning = checked.owners ? await replaceStakes(scope, checked, checked.owners) : [];
  return [...standing, ...owning];
}

function partyFrom({ vault }: Scope, { name, number }: Named): Party {
  const document = normaliseIdNumber(number) ?? number;
  return { name: normaliseName(name) ?? name, document, key: vault.blind("id-number", document) };
}

type PartyRow = { id: string; name_sealed: Buffer; document_sealed: Buffer };

/** Names and numbers of rows of an enterprise's parties, in clear, in their order. */
async function openParties({ vault }: Scope, table: "representatives" | "ownership_stakes", rows: readonly PartyRow[]) {
  const opened = await vault.openAll(
    rows.flatMap((row) => [
      { place: { table, column: "name_sealed", rowId: row.id }, sealed: row.name_sealed },
      { place: { table, column: "document_sealed", rowId: row.id }, sealed: row.document_sealed },
    ]),
  );
  return rows.map((_, at) => ({ name: opened[at * 2] ?? null, document: opened[at * 2 + 1] ?? null }));
}

async function replaceRepresentative(
  scope: Scope,
  { customerId, submissionId }: CheckedEnterprise,
  representative: Named,
): Promise<AuditEvent[]> {
  const { tx, actor, now, newId } = scope;
  const party = partyFrom(scope, representative);
  const { documentType } = representative;
  const role = "legal-representative";
  const { rows } = await tx.execute<PartyRow & { document_type: string }>(sql`select id, name_sealed, document_sealed,
      document_type from representatives
    where customer_id = ${customerId}::uuid and programme_id = ${actor.programmeId} and role = ${role} and ended_at is null
    order by id for update`);
  const [first] = await openParties(scope, "representatives", rows);
  const same = first?.name === party.name && first.document === party.document;
  if (rows.length === 1 && same && rows[0]?.document_type === documentType) return [];
  const subject = { type: "customer", id: customerId };
  const audit: AuditEvent[] = rows.map((row) => ({
    kind: "customers.representative.end",
    subject,
    data: { representative: row.id, role, submission: submissionId },
  }));
  const since = shanghaiDate(now);
  await tx.execute(sql`update representatives set ended_on = ${since}::date, ended_at = ${now}::timestamptz,
    ended_by = ${actor.id} where customer_id = ${customerId}::uuid and programme_id = ${actor.programmeId}
      and role = ${role} and ended_at is null`);
  const id = newId<"representative">();
  await insertRepresentative(scope, { id, customerId, role, documentType, since, party });
  const data = { representative: id, role, documentType, since, submission: submissionId };
  return [...audit, { kind: "customers.representative.record", subject, data }];
}

/** A stake by everything that makes it the same one: the chain of owners up to the customer, each with its part. */
type Known = Stake & { readonly name: string; readonly documentType: string };
const signOf = (above: string, { kind, party, shareBp, name, documentType }: Omit<Known, "id" | "above">): string =>
  JSON.stringify([above, kind, party, shareBp, name, documentType]);

/** The stakes in force by their sign. */
async function knownStakes(scope: Scope, customerId: string): Promise<ReadonlyMap<string, string>> {
  const { tx, actor } = scope;
  const stakes = await loadStakes(scope, customerId);
  const { rows } = await tx.execute<PartyRow & { document_type: string }>(sql`select id, name_sealed, document_sealed,
      document_type from ownership_stakes
    where customer_id = ${customerId}::uuid and programme_id = ${actor.programmeId} and ended_at is null`);
  const parties = await openParties(scope, "ownership_stakes", rows);
  const byId = new Map(rows.map((row, at) => [row.id, { row, name: parties[at]?.name ?? "" }]));
  const byStake = new Map(stakes.map((stake) => [stake.id, stake]));
  const signed = (stake: Stake): string => {
    const above = stake.above === null ? undefined : byStake.get(stake.above);
    const found = byId.get(stake.id);
    const rest = { name: found?.name ?? "", documentType: found?.row.document_type ?? "" };
    return signOf(above ? signed(above) : "", { ...stake, ...rest });
  };
  return new Map(stakes.map((stake) => [signed(stake), stake.id]));
}

async function replaceStakes(
  scope: Scope,
  { customerId, submissionId }: CheckedEnterprise,
  owners: readonly CheckedOwner[],
): Promise<AuditEvent[]> {
  const { tx, actor, now, rules } = scope;
  const known = await knownStakes(scope, customerId);
  const subject = { type: "customer", id: customerId };
  const basis = [beneficialBasis(rules, shanghaiDate(now))];
  const placed: { id: string; sign: string }[] = [];
  const recorded: AuditEvent[] = [];
  const fresh: (() => Promise<unknown>)[] = [];
  for (const owner of owners) {
    const above = owner.above === null ? undefined : placed[owner.above];
    const party = partyFrom(scope, owner);
    const { kind, shareBp, documentType } = owner;
    const like = { kind, shareBp, documentType, name: party.name, party: party.key.toString("hex") };
    const sign = signOf(above?.sign ?? "", like);
    const there = known.get(sign);
    const id = there ?? scope.newId<"ownership-stake">();
    placed.push({ id, sign });
    if (there !== undefined) continue;
    const aboveId = above?.id ?? null;
    fresh.push(() => insertStake(scope, { id, customerId, aboveId, kind, documentType, shareBp, party }));
    const data = { stake: id, above: aboveId, kind, documentType, shareBp, submission: submissionId };
    recorded.push({ kind: "customers.stake.record", subject, basis, data });
  }
  const kept = new Set(placed.map(({ id }) => id));
  const gone = [...known.values()].filter((id) => !kept.has(id));
  if (gone.length > 0) {
    await tx.execute(sql`update ownership_stakes set ended_at = ${now}::timestamptz, ended_by = ${actor.id}
      where id in ${gone} and programme_id = ${actor.programmeId} and ended_at is null`);
  }
  for (const write of fresh) await write();
  const ended: AuditEvent[] = gone.map((id) => ({
    kind: "customers.stake.end",
    subject,
    data: { stake: id, ended: 1, submission: submissionId },
  }));
  return [...ended, ...recorded];
}
