import { sql } from "drizzle-orm";
import { saveMappingInput } from "@/domain/ingestion/schema";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { readMappingText } from "../mapping-text";
import { mappingRef } from "../mappings";

/**
 * Keeps a mapping a person wrote, as the next version of its name; one that says the same as the newest version is that
 * version. Refuses a text that is no mapping, with the line of the first problem and how many there are.
 */
export const saveMapping = command({
  name: "ingestion.mapping.save",
  permission: "ingestion.import",
  input: saveMappingInput,
  subject: () => ({ type: "import-mapping", id: "new" }),
  async handle({ tx, actor, now, newId }, { text }) {
    const read = readMappingText(text);
    if (!read.ok) {
      const params = { line: read.problems[0]?.line ?? 1, count: read.problems.length };
      return refuse("ingestion.mapping.invalid", { field: "text", params });
    }
    const { definition, hash } = read;
    const { name } = definition;
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`import-mapping:${actor.programmeId}:${name}`}, 0))`,
    );
    const { rows } = await tx.execute<{ mapping_version: number; definition_sha256: string }>(
      sql`select mapping_version, definition_sha256 from import_mappings
        where programme_id = ${actor.programmeId} and name = ${name} order by mapping_version desc limit 1`,
    );
    const newest = rows[0];
    const same = newest?.definition_sha256 === hash;
    const version = same ? newest.mapping_version : (newest?.mapping_version ?? 0) + 1;
    const ref = mappingRef(name, version);
    if (!same) {
      await tx.execute(sql`insert into import_mappings (id, programme_id, legal_entity_id, name, mapping_version,
          definition, definition_sha256, made_by, made_at)
        values (${newId<"import-mapping">()}, ${actor.programmeId}, ${actor.legalEntityId}, ${name}, ${version}::int,
          ${JSON.stringify(definition)}::jsonb, ${hash}, ${actor.id}, ${now}::timestamptz)`);
    }
    return committed({
      result: { ref, version, isNew: !same },
      audit: [
        {
          kind: "ingestion.mapping.save",
          subject: { type: "import-mapping", id: ref },
          data: { mapping: ref, definitionSha256: hash, isNew: !same },
        },
      ],
    });
  },
});
