import { sql } from "drizzle-orm";
import { z } from "zod";
import { mask } from "@/domain/customers/masking";
import type { Scope } from "@/server/kernel/scope";

/** The other side of a leg: what it is, and its name (or the source's own number for it) masked. */
export const counterpartyShape = z.object({
  type: z.string(),
  /** The customer's id and number, when the house keeps that account too. */
  customer: z.object({ id: z.string(), number: z.string() }).nullable(),
  name: z.object({ text: z.string(), hidden: z.number() }).nullable(),
});

type Leg = { readonly counterparty_type: string | null; readonly counterparty_id: string | null };
type Sealed = {
  id: string;
  own: boolean;
  number: string | null;
  name_sealed: Buffer | null;
  ref_sealed: Buffer | null;
};

/** Names the other sides of legs, masked: two look-ups and one opening for a whole page. */
export async function counterpartiesOf(
  { tx, vault }: Pick<Scope, "tx" | "vault">,
  legs: readonly Leg[],
): Promise<(z.infer<typeof counterpartyShape> | null)[]> {
  const ids = [...new Set(legs.flatMap((leg) => leg.counterparty_id ?? []))];
  const found = ids.length === 0 ? [] : await load(tx, ids);
  const values = await vault.openAll(
    found.map((row) => {
      const column = row.own || row.name_sealed ? "name_sealed" : "ref_sealed";
      return { place: { table: row.own ? "customers" : "counterparties", column, rowId: row.id }, sealed: row[column] };
    }),
  );
  const known = new Map(
    found.map((row, at) => {
      const plain = values[at];
      const masked = plain ? mask(row.own || row.name_sealed ? "name" : "account", plain) : undefined;
      const name = masked ? { text: masked.text, hidden: masked.hidden } : null;
      return [row.id, { name, customer: row.number === null ? null : { id: row.id, number: row.number } }] as const;
    }),
  );
  return legs.map((leg) => {
    if (leg.counterparty_type === null) return null;
    const other = leg.counterparty_id ? known.get(leg.counterparty_id) : undefined;
    return { type: leg.counterparty_type, name: other?.name ?? null, customer: other?.customer ?? null };
  });
}

async function load(tx: Scope["tx"], ids: readonly string[]): Promise<Sealed[]> {
  const list = `{${ids.join(",")}}`;
  const { rows } = await tx.execute<Sealed>(sql`select id, true as own, number, name_sealed, null::bytea as ref_sealed
      from customers where id = any(${list}::uuid[])
    union all select id, false, null, name_sealed, ref_sealed from counterparties where id = any(${list}::uuid[])`);
  return rows;
}
