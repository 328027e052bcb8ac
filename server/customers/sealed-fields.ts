import { REVEAL_FIELDS, type RevealField } from "@/domain/customers/fields";
import { type Masked, mask } from "@/domain/customers/masking";
import type { Scope } from "@/server/kernel/scope";

/** A sealed column of one row, by the field it is. */
export type SealedValue = { readonly field: RevealField; readonly rowId: string; readonly sealed: Buffer | null };

/** A mask with what `customers.field.reveal` needs to open the value. */
export type SealedField = { readonly field: RevealField; readonly subjectId: string; readonly masked: Masked };

/** Opens values in one round trip and gives their masks only; null for what is not kept or can no longer be opened. */
export async function maskedFields(
  { vault }: Pick<Scope, "vault">,
  values: readonly SealedValue[],
): Promise<(SealedField | null)[]> {
  const opened = await vault.openAll(
    values.map(({ field, rowId, sealed }) => {
      const { table, column } = REVEAL_FIELDS[field];
      return { place: { table, column, rowId }, sealed };
    }),
  );
  return values.map(({ field, rowId }, at) => {
    const plain = opened[at];
    const masked = plain ? mask(REVEAL_FIELDS[field].mask, plain) : undefined;
    return masked ? { field, subjectId: rowId, masked } : null;
  });
}

/** What a row needs for naming its customer: columns of a join on customers. */
export type CustomerColumns = { customer_id: string; customer_number: string; customer_name: Buffer | null };

/** A customer as lists of other things name it: id, number, masked name. */
export type CustomerRef = { id: string; number: string; name: Masked | null };

/** Names the customers of rows, masked, in one round trip; null for a row without a customer. */
export async function customerRefs(
  scope: Pick<Scope, "vault">,
  rows: readonly (CustomerColumns | { customer_id: null })[],
): Promise<(CustomerRef | null)[]> {
  const named = rows.map((row) => (row.customer_id === null ? null : (row as CustomerColumns)));
  const names = await maskedFields(
    scope,
    named.map((row) => ({ field: "name" as const, rowId: row?.customer_id ?? "", sealed: row?.customer_name ?? null })),
  );
  return named.map((row, at) =>
    row ? { id: row.customer_id, number: row.customer_number, name: names[at]?.masked ?? null } : null,
  );
}
