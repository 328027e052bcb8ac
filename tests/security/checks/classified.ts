import type { ColumnClass } from "@/db/data-classes";
import type { Column } from "../support/catalogue";

type Classification = Readonly<Record<string, Readonly<Record<string, ColumnClass>>>>;

/**
 * Faults of the classification against the database: columns not classified, classified ones that do not exist, and
 * personal ones that are not kept as they say. One line each.
 */
export function classificationFaults(columns: readonly Column[], classes: Classification): string[] {
  const unknown = columns.filter(({ table, name }) => classes[table]?.[name] === undefined);
  const exists = new Set(columns.map(({ table, name }) => `${table}.${name}`));
  const gone = Object.entries(classes).flatMap(([table, own]) =>
    Object.keys(own)
      .map((name) => `${table}.${name}`)
      .filter((path) => !exists.has(path)),
  );
  return [
    ...unknown.map(({ table, name }) => `${table}.${name}: not classified`),
    ...gone.map((path) => `${path}: classified, but there is no such column`),
    ...columns.flatMap((column) => {
      const fault = keptFault(column, classes[column.table]?.[column.name]);
      return fault ? [`${column.table}.${column.name}: ${fault}`] : [];
    }),
  ];
}

function keptFault({ name, type }: Column, data: ColumnClass | undefined): string | undefined {
  if (data === undefined) return undefined;
  if (typeof data === "string") return name.endsWith("_sealed") ? "sealed, but not personal" : undefined;
  const { protection, of, grade } = data;
  if (protection.kind === "sealed" && !(type === "bytea" && name.endsWith("_sealed")))
    return "personal, but not sealed";
  if (protection.kind === "keyed-hash" && type !== "bytea") return "personal, but not hashed";
  if (protection.kind === "one-way" && of !== "staff") return "a hash without a key can be guessed";
  if (protection.kind === "clear" && protection.reason.trim() === "") return "in clear without a reason";
  if (protection.kind === "clear" && grade === "C3") return "what authenticates is never in clear";
  return undefined;
}
