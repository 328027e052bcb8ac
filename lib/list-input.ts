import type { ListDefinition, ListInput } from "@/domain/shared/list";
import { filtersFromUrl } from "./list-filters";

/** One answer of a list query. */
export type ListPage<Row> = {
  readonly rows: readonly Row[];
  readonly nextCursor: string | null;
  readonly count: number;
  readonly countCapped: boolean;
};

/** Rows asked for at a time. */
const PAGE_ROWS = 50;

/**
 * A list's query input from the address: filters (see `filtersFromUrl`) and `sort=<name>.<asc|desc>`. An order the list
 * does not know becomes its own, so that a hand-edited address shows a list rather than an error.
 */
export function readListInput<D extends ListDefinition>(
  definition: D,
  address: Readonly<Record<string, string>>,
): ListInput<D> {
  const [sort = "", order] = (address.sort ?? "").split(".");
  const known = definition.sorts.includes(sort) && (order === "asc" || order === "desc");
  return {
    filters: filtersFromUrl(definition, address),
    sort: known ? sort : definition.defaultSort,
    order: known ? order : definition.defaultOrder,
    limit: PAGE_ROWS,
  };
}

/** Filters and order on screen as the address holds them, for `readListInput`. */
export function listAddress(
  filters: Readonly<Record<string, string>>,
  sort: { readonly column: string; readonly direction: "asc" | "desc" } | undefined,
): Readonly<Record<string, string>> {
  return sort ? { ...filters, sort: `${sort.column}.${sort.direction}` } : filters;
}

/** The first of each search parameter of a page, as `readListInput` takes them. */
export function addressValues(
  search: Readonly<Record<string, string | string[] | undefined>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(search).flatMap(([key, value]) => {
      const first = Array.isArray(value) ? value[0] : value;
      return first ? [[key, first]] : [];
    }),
  );
}

/** The key under which a list's pages are kept, the same on the server and in the browser. */
export function listKey(name: string, input: unknown): readonly unknown[] {
  return ["list", name, input];
}
