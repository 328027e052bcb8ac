import { sql } from "drizzle-orm";
import type { ToldColumn } from "@/domain/packages/disclosure/disclosure";
import { type ToldValue, tell } from "@/domain/packages/tell";
import type { Scope } from "@/server/kernel/scope";

/** Masked other sides that are remembered, so that a customer's usual partners are opened once. */
const REMEMBERED = 20_000;

type Sealed = { id: string; own: boolean; name_sealed: Buffer | null; ref_sealed: Buffer | null };
type Side = Readonly<Record<string, ToldValue>>;

/** The other sides of transactions, masked: names and accounts of other people, never in clear. */
export class OtherSides {
  readonly columns: readonly ToldColumn[];
  readonly #known = new Map<string, Side>();
  readonly #nobody: Side;

  constructor(columns: readonly ToldColumn[]) {
    this.columns = columns;
    this.#nobody = Object.fromEntries(columns.map(({ told }) => [told.as, null]));
  }

  of(id: string | null): Side {
    return (id === null ? undefined : this.#known.get(id)) ?? this.#nobody;
  }

  /** Opens and masks those of a page that are not known yet: customers of the house and others alike. */
  async load({ tx, vault, actor }: Scope, ids: readonly (string | null)[]): Promise<void> {
    const named = [...new Set(ids)].filter((id): id is string => id !== null);
    if (this.#known.size + named.length > REMEMBERED) this.#known.clear();
    const missing = named.filter((id) => !this.#known.has(id));
    if (missing.length === 0) return;
    const wanted = sql.param(missing);
    const { rows } = await tx.execute<Sealed>(sql`
      select id, true as own, name_sealed, null::bytea as ref_sealed from customers
        where id = any(${wanted}::uuid[]) and programme_id = ${actor.programmeId}
      union all select id, false, name_sealed, ref_sealed from counterparties
        where id = any(${wanted}::uuid[]) and programme_id = ${actor.programmeId}`);
    const opened = await vault.openAll(
      rows.flatMap((row) =>
        this.columns.map(({ column }) => ({
          place: { table: row.own ? "customers" : "counterparties", column, rowId: row.id },
          sealed: column === "name_sealed" ? row.name_sealed : row.ref_sealed,
        })),
      ),
    );
    for (const [n, row] of rows.entries()) {
      const side = this.columns.map(({ told }, m): [string, ToldValue] => {
        const value = opened[n * this.columns.length + m] ?? null;
        return [told.as, tell(told, { value, currency: "CNY", called: null })];
      });
      this.#known.set(row.id, Object.fromEntries(side));
    }
  }
}
