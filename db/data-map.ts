import { INCIDENTS_MAP } from "./data-map/incidents";
import type { TableMaps } from "./data-map/model";
import { RECORDS_MAP } from "./data-map/records";
import { REGISTERS_MAP } from "./data-map/registers";
import { WORK_MAP } from "./data-map/work";

export {
  type ColumnEnd,
  SECTIONS,
  type Section,
  type SubjectRoute,
  type TableMap,
  type TableMaps,
} from "./data-map/model";

/**
 * The data map: for every table that holds personal data of a customer or a counterparty, how its rows are found from the
 * person, whose key seals them, whether he is given them, and what becomes of them when their class goes. What each column
 * is stands in `classification.ts`; a test holds the two together.
 */
export const DATA_MAP: TableMaps = { ...RECORDS_MAP, ...WORK_MAP, ...INCIDENTS_MAP, ...REGISTERS_MAP };
