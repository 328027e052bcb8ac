import { sql } from "drizzle-orm";
import type { ProposalCase } from "@/server/approvals/public";
import type { Scope } from "@/server/kernel/scope";
import type { LockedCandidate } from "./store";

const notePlace = (rowId: string) => ({ table: "large_value_candidates", column: "exemption_note_sealed", rowId });

/** Keeps the maker's grounds with the candidate, sealed under the customer's key. */
export async function keepNote({ tx, vault }: Scope, candidate: LockedCandidate, note: string): Promise<void> {
  const subject = { type: "customer", id: candidate.customerId, retentionClass: "casework" } as const;
  const sealed = await vault.seal(subject, notePlace(candidate.id), note);
  await tx.execute(
    sql`update large_value_candidates set exemption_note_sealed = ${sealed}::bytea where id = ${candidate.id}::uuid`,
  );
}

/** The maker's grounds; null where there are none, or their key was destroyed. */
export async function exemptionNote({ tx, vault }: Scope, { id }: Pick<LockedCandidate, "id">): Promise<string | null> {
  const { rows } = await tx.execute<{ note: Buffer | null }>(
    sql`select exemption_note_sealed as note from large_value_candidates where id = ${id}::uuid`,
  );
  return vault.open(notePlace(id), rows[0]?.note ?? null);
}

/** Whom the candidates of some proposals concern, by candidate. */
export async function exemptionLines(
  { tx, vault }: Scope,
  proposals: readonly ProposalCase<{ candidateId: string }>[],
): Promise<ReadonlyMap<string, { number: string; name: string | null }>> {
  if (proposals.length === 0) return new Map();
  const { rows } = await tx.execute<{ id: string; customer_id: string; number: string; name_sealed: Buffer | null }>(
    sql`select c.id, c.customer_id, m.number, m.name_sealed from large_value_candidates c join customers m on m.id = c.customer_id
      where c.id in ${proposals.map(({ payload }) => payload.candidateId)}`,
  );
  const names = await vault.openAll(
    rows.map((row) => ({
      place: { table: "customers", column: "name_sealed", rowId: row.customer_id },
      sealed: row.name_sealed,
    })),
  );
  return new Map(rows.map((row, i) => [row.id, { number: row.number, name: names[i] ?? null }]));
}
