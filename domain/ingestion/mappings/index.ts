import type { Mapping } from "../model";
import { AMLSIM } from "./amlsim";
import { PAYSIM } from "./paysim";

const ALL: readonly Mapping[] = [PAYSIM, AMLSIM];

/** Names of the mappings that come with the console. */
export const MAPPING_IDS: readonly string[] = ALL.map((mapping) => mapping.id);

/** A mapping of the console's own by its name; undefined when there is none. */
export function mappingOf(id: string): Mapping | undefined {
  return ALL.find((mapping) => mapping.id === id);
}

/** The mappings that come with the console. */
export const builtInMappings = ALL;
