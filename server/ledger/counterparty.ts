import { sql } from "drizzle-orm";
import { z } from "zod";
import { mask } from "@/domain/customers/masking";
import type { Scope } from "@/server/kernel/scope";

/** The other side of a leg: what it is, and its name (or the source's own number for it) masked. */
export const counterpartyShape = z.object({
  type: z.string(),
  /** Set when the house keeps that account too. */
  customerId: z.string().nullable(),
  name: z.object({ text: z.string(), hidden: z.number() }).nullable(),
});

type Leg = { readonly counterparty_type: string | null; readonly counterparty_id: string | null };
type Sealed = { id: string; own: boolean; name_sealed: Buffer | null; ref_sealed: Buffer | null };

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
  const names = new Map(
    found.map((row, at) => {
      const plain = values[at];
      const masked = plain ? mask(row.own || row.name_sealed ? "name" : "account", plain) : undefined;
      return [row.id, masked ? { text: masked.text, hidden: masked.hidden } : null] as const;
    }),
  );
  return legs.map((leg) =>
    leg.counterparty_type === null
      ? null
      : {
          type: leg.counterparty_type,
          customerId: leg.counterparty_type === "customer" ? leg.counterparty_id : null,
          name: (leg.counterparty_id && names.get(leg.counterparty_id)) || null,
        },
  );
}

async function load(tx: Scope["tx"], ids: readonly string[]): Promise<Sealed[]> {
  const list = `{${ids.join(",")}}`;
  const { rows } = await tx.execute<Sealed>(sql`select id, true as own, name_sealed, null::bytea as ref_sealed
      from customers where id = any(${list}::uuid[])
    union all select id, false, name_sealed, ref_sealed from counterparties where id = any(${list}::uuid[])`);
  return rows;
}
