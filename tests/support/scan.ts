import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { keyIdOfSealed, open } from "@/server/kernel/crypto/envelope";
import type { House } from "@/server/kernel/testing/house";

type Found = { readonly place: string; readonly text: string };

/** Every row of every table, the job queue's too, as text; bytes as they are and as hexadecimal. */
export async function everyRow(house: House): Promise<readonly Found[]> {
  const tables = await house.rows<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname not like 'pg_%' and n.nspname <> 'information_schema' and c.relkind = 'r' order by 1`,
  );
  const found: Found[] = [];
  for (const { name } of tables) {
    const rows = await house.rows<{ text: string }>(`select t::text as text from ${name} t`);
    found.push(...rows.map(({ text }) => ({ place: name, text })));
  }
  return found;
}

/** Every file under a folder, as Latin-1. */
export async function everyFile(folder: string): Promise<readonly Found[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(files.map(async (file) => ({ place: file, text: await readFile(file, "latin1") })));
}

/** A value in every form it could still be read from: as text, bytes, escaped, in Base64 and hexadecimal. */
export function formsOf(value: string): readonly string[] {
  const bytes = Buffer.from(value, "utf8");
  const shifted = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    return text.slice(before === 0 ? 0 : 4, -4);
  });
  return [
    value,
    bytes.toString("latin1"),
    bytes.toString("hex"),
    encodeURIComponent(value),
    ...shifted.filter(({ length }) => length >= 8),
  ];
}

/** Which places still say one of the values, in any form. */
export function saying(found: readonly Found[], values: readonly string[]): string[] {
  const forms = values.flatMap((value) => formsOf(value).map((form) => ({ value, form })));
  return [
    ...new Set(
      found.flatMap(({ place, text }) =>
        forms.filter(({ form }) => text.includes(form)).map(({ value }) => `${place}: ${value}`),
      ),
    ),
  ];
}

type Key = { id: string; subject_type: string; subject_id: string; retention_class: string; wrapped: Buffer };

/** Every data key that still is, opened. */
async function keysOf(house: House): Promise<ReadonlyMap<string, Key & { key: Buffer }>> {
  const rows = await house.rows<Key>("select id, subject_type, subject_id, retention_class, wrapped from subject_keys");
  return new Map(
    rows.map((row) => {
      const about = { keyId: row.id, subjectId: row.subject_id, retentionClass: row.retention_class };
      return [row.id, { ...row, key: house.runtime.keyRing.unwrap(row.wrapped, about) }];
    }),
  );
}

/** Whose keys still are: kind of subject and class, and how many. */
export async function keysLeft(house: House): Promise<Record<string, number>> {
  const left: Record<string, number> = {};
  for (const { subject_type: type, retention_class: of } of (await keysOf(house)).values())
    left[`${type} ${of}`] = (left[`${type} ${of}`] ?? 0) + 1;
  return left;
}

const ENVELOPE = /(?:[A-Za-z0-9+/]{4}){12,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?/g;

/**
 * Every sealed value that opens with a key that is left, opened: those of columns, and those kept as Base64 in the payload of
 * a proposal, whose place is among the columns' too.
 */
export async function everyOpened(house: House): Promise<readonly Found[]> {
  const keys = await keysOf(house);
  const columns = await house.rows<{ table: string; column: string; type: string; id: boolean }>(
    `select c.table_name as table, c.column_name as column, c.data_type as type,
       exists (select from information_schema.columns i where i.table_schema = 'public' and i.table_name = c.table_name
         and i.column_name = 'id') as id
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where table_schema = 'public' and t.table_type = 'BASE TABLE'
       and (c.data_type = 'jsonb' or c.data_type = 'bytea' and c.column_name like '%\\_sealed')`,
  );
  const sealed = columns.filter(({ type }) => type === "bytea").map(({ table, column }) => ({ table, column }));
  const found: Found[] = [];
  for (const { table, column, type } of columns.filter(({ id }) => id)) {
    const rows = await house.rows<{ id: string; value: Buffer | null; text: string | null }>(
      type === "bytea"
        ? `select id::text, "${column}" as value, null as text from "${table}" where length("${column}") > 20`
        : `select id::text, null as value, "${column}"::text as text from "${table}" where "${column}" is not null`,
    );
    for (const row of rows) {
      const bytes = row.value
        ? [row.value]
        : [...(row.text ?? "").matchAll(ENVELOPE)].map(([text]) => Buffer.from(text, "base64"));
      for (const value of bytes) {
        const key = keys.get(keyOf(value) ?? "");
        if (!key) continue;
        const places = row.value ? [{ table, column }] : sealed;
        const text = places
          .map((place) => tryOpen(value, key.key, { ...place, rowId: row.id }))
          .find((one) => one !== null);
        found.push({
          place: `${table}.${column} (${key.subject_type} ${key.retention_class})`,
          text: text ?? "unopened",
        });
      }
    }
  }
  return found;
}

function keyOf(value: Buffer): string | null {
  try {
    return keyIdOfSealed(value);
  } catch {
    return null;
  }
}

function tryOpen(value: Buffer, key: Buffer, place: Parameters<typeof open>[2]): string | null {
  try {
    return open(value, key, place);
  } catch {
    return null;
  }
}
