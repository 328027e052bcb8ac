import { z } from "zod";
import type { Scope } from "@/server/kernel/scope";

/** Where words of an incident lie: all under one key of the incident, for it is about no single customer. */
type Table = "incidents" | "incident_reports" | "incident_notices" | "incident_entries";

const owner = (incidentId: string) => ({ type: "work-item", id: incidentId, retentionClass: "casework" }) as const;
const place = (table: Table, rowId: string) => ({ table, column: "words_sealed", rowId });

const words = z.record(z.string(), z.string());
export type Words = z.output<typeof words>;

/** Seals named texts of one row. */
export function sealWords(
  { vault }: Pick<Scope, "vault">,
  at: { readonly table: Table; readonly rowId: string; readonly incidentId: string },
  said: Words,
): Promise<Buffer> {
  return vault.seal(owner(at.incidentId), place(at.table, at.rowId), JSON.stringify(said));
}

/** Opens the texts of rows, in their order; empty where the key is gone. */
export async function openWords(
  { vault }: Pick<Scope, "vault">,
  table: Table,
  rows: readonly { readonly id: string; readonly words_sealed: Buffer }[],
): Promise<Words[]> {
  const opened = await vault.openAll(
    rows.map(({ id, words_sealed }) => ({ place: place(table, id), sealed: words_sealed })),
  );
  return opened.map((text) => (text === null ? {} : words.parse(JSON.parse(text))));
}
