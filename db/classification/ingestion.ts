import { plain, SCOPE, type TableClass } from "../data-classes";

/** The columns of mappings people wrote: names of columns and words of a source, never a value of one. */
export const INGESTION_CLASSES: Readonly<Record<string, TableClass>> = {
  import_mappings: plain({
    id: "id",
    scope: SCOPE,
    reference: "made_by",
    code: "name mapping_version",
    fact: "definition definition_sha256",
    time: "made_at",
  }),
};
