import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import { type MappingDefinition, mappingOfDefinition } from "@/domain/ingestion/mapping-file";
import { builtInMappings } from "@/domain/ingestion/mappings";
import { mappingProblem, mappingRow, mappingText } from "@/domain/ingestion/schema";
import { query } from "@/server/kernel/query";
import { readMappingText } from "./mapping-text";
import { mappingRef } from "./mappings";

type Row = {
  id: string;
  name: string;
  mapping_version: number;
  definition: MappingDefinition;
  made_at: string;
  name_zh: string | null;
  name_en: string | null;
};

/** Mappings shown at most. */
const MOST = 200;

/** What a file may be read as: the console's own mappings, then those people wrote, the newest version of each. */
export const mappingsList = query({
  name: "ingestion.mappings.list",
  permission: "ingestion.read",
  clearance: "general",
  input: z.object({}),
  output: z.object({ mappings: z.array(mappingRow) }),
  async resolve({ tx, actor }) {
    const { rows } = await tx.execute<Row>(sql`select distinct on (m.name) m.id, m.name, m.mapping_version,
        m.definition, m.made_at, p.name_zh, p.name_en
      from import_mappings m left join people p on m.made_by = 'person:' || p.id
      where m.programme_id = ${actor.programmeId} order by m.name, m.mapping_version desc limit ${MOST}`);
    const own = builtInMappings.map(({ id, version, title, columns }) => ({
      id,
      ref: id,
      version,
      title,
      builtIn: true,
      columns: [...columns],
      madeAt: null,
      madeByName: null,
    }));
    const written = rows.map((row) => ({
      id: row.name,
      ref: mappingRef(row.name, row.mapping_version),
      version: row.mapping_version,
      title: row.definition.title,
      builtIn: false,
      columns: [...mappingOfDefinition(row.definition, row.mapping_version).columns],
      madeAt: toInstant(row.made_at),
      madeByName: row.name_zh && row.name_en ? { zh: row.name_zh, en: row.name_en } : null,
    }));
    return { mappings: [...own, ...written] };
  },
});

/** Whether a text is a mapping; every problem with its line otherwise. */
export const mappingCheck = query({
  name: "ingestion.mappings.check",
  permission: "ingestion.import",
  clearance: "general",
  input: z.object({ text: mappingText }),
  output: z.object({ name: z.string().nullable(), problems: z.array(mappingProblem) }),
  async resolve(_scope, { text }) {
    const read = readMappingText(text);
    return read.ok
      ? { name: read.definition.name, problems: [] }
      : { name: null, problems: read.problems.map((problem) => ({ ...problem })) };
  },
});
