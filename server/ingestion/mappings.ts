import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type MappingDefinition, mappingOfDefinition } from "@/domain/ingestion/mapping-file";
import { mappingOf } from "@/domain/ingestion/mappings";
import type { Mapping } from "@/domain/ingestion/model";

/** A mapping an import may use. `ref` is what a batch keeps: the name, with the version for one a person wrote. */
export type NamedMapping = Mapping & { readonly ref: string; readonly builtIn: boolean };

/** What a batch calls one version of a mapping a person wrote. */
export function mappingRef(name: string, version: number): string {
  return `${name}@${version}`;
}

/** A mapping by its name (the newest version) or by name and version; undefined when the programme has none such. */
export async function resolveMapping(tx: Tx, programmeId: string, ref: string): Promise<NamedMapping | undefined> {
  const builtIn = mappingOf(ref);
  if (builtIn) return { ...builtIn, ref, builtIn: true };
  const [name = "", written] = ref.split("@");
  if (written !== undefined && !/^\d{1,9}$/.test(written)) return undefined;
  const { rows } = await tx.execute<{
    definition: MappingDefinition;
    mapping_version: number;
  }>(sql`select definition, mapping_version from import_mappings
    where programme_id = ${programmeId} and name = ${name}
      ${written === undefined ? sql`` : sql`and mapping_version = ${Number(written)}::int`}
    order by mapping_version desc limit 1`);
  const row = rows[0];
  if (!row) return undefined;
  return {
    ...mappingOfDefinition(row.definition, row.mapping_version),
    ref: mappingRef(name, row.mapping_version),
    builtIn: false,
  };
}
