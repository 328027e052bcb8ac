import type { ListDefinition, ListInput } from "@/domain/shared/list";

/** What the address says of a list: plain texts by key, as search parameters arrive. */
export type AddressValues = Readonly<Record<string, string | undefined>>;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * A list's query input from the address. What the definition does not know, and values it would refuse, are left out,
 * so that a hand-edited address shows a list rather than an error. Ranges use `<name>From` and `<name>To`.
 */
export function readListInput<D extends ListDefinition>(definition: D, address: AddressValues): ListInput<D> {
  const filters: Record<string, unknown> = {};
  for (const [name, filter] of Object.entries(definition.filters)) {
    const text = address[name];
    if (filter.type === "date-range") {
      const [from, to] = [`${name}From`, `${name}To`].map((key) => (DATE.test(address[key] ?? "") ? address[key] : undefined));
      if (from || to) filters[name] = { ...(from ? { from } : {}), ...(to ? { to } : {}) };
    } else if (text && filter.type === "enum") {
      const known = text.split(",").filter((value) => filter.values.includes(value));
      if (known.length > 0) filters[name] = known;
    } else if (text && (filter.type === "id" ? UUID.test(text) : text.length <= (filter.type === "text" ? filter.maxLength : 0))) {
      filters[name] = text;
    }
  }
  const [sort = "", order] = (address.sort ?? "").split(".");
  const sorted = definition.sorts.includes(sort) && (order === "asc" || order === "desc");
  return {
    filters,
    sort: sorted ? sort : definition.defaultSort,
    order: sorted ? order : definition.defaultOrder,
    limit: 50,
  } as unknown as ListInput<D>;
}

/** The first of each search parameter, as `readListInput` takes them. */
export function addressValues(search: Readonly<Record<string, string | string[] | undefined>>): AddressValues {
  return Object.fromEntries(Object.entries(search).map(([key, value]) => [key, Array.isArray(value) ? value[0] : value]));
}

/** One answer of a list query. */
export type ListPage<Row> = {
  readonly rows: readonly Row[];
  readonly nextCursor: string | null;
  readonly count: number;
  readonly countCapped: boolean;
};

/** The key under which a list's pages are kept, the same on the server and in the browser. */
export function listKey(name: string, input: unknown): readonly unknown[] {
  return ["list", name, input];
}
