import type { Personal, TableClass } from "@/db/data-classes";
import type { TableMap, TableMaps } from "@/db/data-map";

const personalOf = (table: TableClass | undefined): [string, Personal][] =>
  Object.entries(table ?? {}).filter(
    (entry): entry is [string, Personal] => typeof entry[1] !== "string" && entry[1].of !== "staff",
  );

/** What the classification and the data map say differently of a table: one line for each fault. */
export function dataMapFaults(classes: Readonly<Record<string, TableClass>>, maps: TableMaps): string[] {
  const missing = Object.entries(classes).flatMap(([table, columns]) =>
    personalOf(columns).length > 0 && !maps[table] ? [`${table}: not in the data map`] : [],
  );
  return [...missing, ...Object.entries(maps).flatMap(([table, map]) => faultsOf(table, map, classes))];
}

/** Rows without a personal value that he is told all the same: what was recorded about him by reference. */
const aboutHim = ({ route, disclose, erase }: TableMap, columns: TableClass): boolean =>
  route.by === "column" && columns[route.column] === "reference" && "section" in disclose && erase === "keys";

function faultsOf(table: string, map: TableMap, classes: Readonly<Record<string, TableClass>>): string[] {
  const columns = classes[table];
  if (!columns || (personalOf(columns).length === 0 && !aboutHim(map, columns)))
    return [`${table}: mapped, but it holds nobody's data`];
  const { route, key } = map;
  const on = route.by === "column" ? [route.column] : route.by === "join" ? [route.on] : [];
  const unknown = [...key, ...on].filter((column) => !columns[column]).map((column) => `${table}: no column ${column}`);
  const away =
    route.by === "join" && !(classes[route.through]?.[route.column] && classes[route.through]?.[route.at ?? "id"])
      ? [`${table}: no column ${route.through}.${route.column}`]
      : [];
  return [...unknown, ...away, ...endFaults(table, map, columns)];
}

function endFaults(table: string, { erase }: TableMap, columns: TableClass): string[] {
  if (erase === "rows") return [];
  const ends = erase === "keys" ? {} : erase;
  return personalOf(columns).flatMap(([column, { protection }]) => {
    const sealed = protection.kind === "sealed";
    if (sealed && ends[column]) return [`${table}.${column}: ends by itself, but it is sealed`];
    return sealed || ends[column] ? [] : [`${table}.${column}: nothing says how it ends`];
  });
}
