import type { ListDefinition, ListInput } from "@/domain/shared/list";

type Range = { readonly from?: string; readonly to?: string };
type FilterValues = Readonly<Record<string, readonly string[] | Range | string>>;

/** Joins several values of one filter in the address. No coded value holds it. */
const BETWEEN = ",";

/**
 * A list's filters as they stand in the address (`state=open`, `dueFrom=…`, several values joined by commas), turned
 * into the input of its query. What the list does not know, or a value that is none of the filter's, is left out.
 */
export function filtersFromUrl<D extends ListDefinition>(
  definition: D,
  url: Readonly<Record<string, string>>,
): ListInput<D>["filters"] {
  const filters: Record<string, unknown> = {};
  for (const [name, filter] of Object.entries(definition.filters)) {
    if (filter.type === "date-range") {
      const from = dateOf(url[`${name}From`]);
      const to = dateOf(url[`${name}To`]);
      if (from || to) filters[name] = { ...(from ? { from } : {}), ...(to ? { to } : {}) };
      continue;
    }
    const value = url[name];
    if (!value) continue;
    if (filter.type === "enum") {
      const known = value.split(BETWEEN).filter((one) => filter.values.includes(one));
      if (known.length > 0) filters[name] = known;
    } else if (filter.type === "text") filters[name] = value.slice(0, filter.maxLength);
    else filters[name] = value;
  }
  return filters as ListInput<D>["filters"];
}

function dateOf(text: string | undefined): string | undefined {
  return text && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined;
}

/** The same the other way: filters as the query string of a list's address, with its "?"; "" without filters. */
export function filtersToUrl(filters: FilterValues): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) {
    if (typeof value === "string") query.set(name, value);
    else if (Array.isArray(value)) query.set(name, value.join(BETWEEN));
    else {
      const { from, to } = value as Range;
      if (from) query.set(`${name}From`, from);
      if (to) query.set(`${name}To`, to);
    }
  }
  const text = query.toString().replaceAll("%2C", BETWEEN);
  return text === "" ? "" : `?${text}`;
}
