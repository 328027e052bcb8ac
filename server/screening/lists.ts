import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { toInstant } from "@/db/schema/columns";
import type { LoadedList } from "@/domain/screening/decisions";
import { entryKeys } from "@/domain/screening/match";
import type { EntryKeys, ListedEntry, ListSource } from "@/domain/screening/model";
import { canonicalJson } from "@/domain/shared/canonical-json";
import type { Actor } from "@/server/kernel/actor";
import { sha256Hex } from "@/server/kernel/crypto/sha256";
import { newId } from "@/server/kernel/new-id";
import type { Scope } from "@/server/kernel/scope";

export type StoredList = LoadedList & { readonly id: string };

type ListRow = { id: string; source: ListSource; as_of: string; sha256: string; entries: number; current_at: string };

/** The lists in use, one per source; held if asked. */
export async function listsInUse(
  { tx, actor }: Pick<Scope, "tx" | "actor">,
  options: { lock?: boolean } = {},
): Promise<StoredList[]> {
  const { rows } = await tx.execute<ListRow>(sql`select id, source, as_of, sha256, entries, current_at
    from screening_lists where programme_id = ${actor.programmeId} and in_use order by source ${options.lock ? sql`for update` : sql``}`);
  return rows.map((row) => ({
    id: row.id,
    source: row.source,
    asOf: toInstant(row.as_of),
    sha256: row.sha256,
    entries: row.entries,
    currentAt: toInstant(row.current_at),
  }));
}

/** Writes a list and all that is on it, and puts it in the place of the one in use. */
export async function insertList(
  tx: Tx,
  actor: Pick<Actor, "id" | "programmeId" | "legalEntityId">,
  list: LoadedList & { readonly id: string; readonly listed: readonly ListedEntry[] },
): Promise<void> {
  await tx.execute(sql`update screening_lists set in_use = false, version = version + 1
    where programme_id = ${actor.programmeId} and source = ${list.source} and in_use`);
  await tx.execute(sql`insert into screening_lists (id, programme_id, legal_entity_id, source, as_of, sha256, entries, in_use,
      loaded_by, loaded_at, current_at)
    values (${list.id}, ${actor.programmeId}, ${actor.legalEntityId}, ${list.source}, ${list.asOf}::timestamptz, ${list.sha256},
      ${list.entries}, true, ${actor.id}, ${list.currentAt}::timestamptz, ${list.currentAt}::timestamptz)`);
  const rows = list.listed.map((entry) => {
    const keys = entryKeys(entry);
    return {
      id: newId<"screening-entry">(),
      external_id: entry.externalId,
      kind: entry.kind,
      reference: entry.reference,
      name: entry.name,
      names: entry.names,
      numbers: entry.numbers,
      births: entry.births,
      nationalities: entry.nationalities,
      listed_on: entry.listedOn,
      name_keys: keys.names,
      number_keys: keys.numbers,
      hash: sha256Hex(canonicalJson(JSON.parse(JSON.stringify(entry)))),
    };
  });
  await tx.execute(sql`insert into screening_entries (id, programme_id, legal_entity_id, list_id, external_id, kind, reference, name,
      names, numbers, births, nationalities, listed_on, name_keys, number_keys, hash)
    select r.id, ${actor.programmeId}, ${actor.legalEntityId}, ${list.id}::uuid, r.external_id, r.kind, r.reference, r.name, r.names,
      r.numbers, r.births, r.nationalities, r.listed_on, array(select jsonb_array_elements_text(r.name_keys)),
      array(select jsonb_array_elements_text(r.number_keys)), r.hash
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, external_id text, kind text, reference text, name text,
      names jsonb, numbers jsonb, births jsonb, nationalities jsonb, listed_on date, name_keys jsonb, number_keys jsonb, hash text)`);
}

/** Notes that a list's file was brought again. */
export async function touchList({ tx, now }: Pick<Scope, "tx" | "now">, listId: string): Promise<void> {
  await tx.execute(sql`update screening_lists set current_at = ${now}::timestamptz, version = version + 1
    where id = ${listId}::uuid`);
}

/** An entry of a list in use, as far as comparing goes. */
export type Candidate = EntryKeys & {
  readonly id: string;
  readonly source: ListSource;
  readonly externalId: string;
  readonly hash: string;
};

type CandidateRow = {
  id: string;
  source: ListSource;
  external_id: string;
  hash: string;
  name_keys: string[];
  number_keys: string[];
};

const textArray = (values: readonly string[]) =>
  sql`array(select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`;

/** The entries of the lists in use that carry any of these keys. */
export async function entriesWith({ tx, actor }: Pick<Scope, "tx" | "actor">, keys: EntryKeys): Promise<Candidate[]> {
  if (keys.names.length + keys.numbers.length === 0) return [];
  const { rows } =
    await tx.execute<CandidateRow>(sql`select e.id, l.source, e.external_id, e.hash, e.name_keys, e.number_keys
    from screening_entries e join screening_lists l on l.id = e.list_id
    where l.programme_id = ${actor.programmeId} and l.in_use
      and (e.name_keys && ${textArray(keys.names)} or e.number_keys && ${textArray(keys.numbers)})`);
  return rows.map((row) => ({
    id: row.id,
    source: row.source,
    externalId: row.external_id,
    hash: row.hash,
    names: row.name_keys,
    numbers: row.number_keys,
  }));
}
