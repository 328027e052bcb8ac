import { sql } from "drizzle-orm";
import { readIdentityNumber } from "@/domain/customers/identity-number";
import { normaliseIdNumber } from "@/domain/customers/normalise";
import type { LocalDate } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";

/** The birth date in the number of a resident's paper; null where none is on file. The caller knows the customer to be of its programme. */
export async function birthDateOf(
  { tx, vault }: Pick<Scope, "tx" | "vault">,
  customerId: string,
): Promise<LocalDate | null> {
  const { rows } = await tx.execute<{ id: string; number_sealed: Buffer | null }>(sql`select id, number_sealed
    from identity_documents where customer_id = ${customerId}::uuid order by created_at desc, id desc limit 10`);
  const numbers = await vault.openAll(
    rows.map(({ id, number_sealed }) => ({
      place: { table: "identity_documents", column: "number_sealed", rowId: id },
      sealed: number_sealed,
    })),
  );
  for (const number of numbers) {
    const read = number === null ? undefined : readIdentityNumber(normaliseIdNumber(number) ?? "");
    if (read?.ok) return read.birthDate;
  }
  return null;
}
