import type { Mapping } from "../model";
import { PAYSIM } from "./paysim";

const ALL: readonly Mapping[] = [PAYSIM];

/** Names of the mappings an import may ask for. */
export const MAPPING_IDS: readonly string[] = ALL.map((mapping) => mapping.id);

/** A mapping by its name; undefined when there is none. */
export function mappingOf(id: string): Mapping | undefined {
  return ALL.find((mapping) => mapping.id === id);
}
