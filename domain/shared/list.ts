import { z } from "zod";

/** A way to narrow a list. Dates are Shanghai calendar days, both ends included. */
export type Filter =
  | { readonly type: "enum"; readonly values: readonly string[] }
  | { readonly type: "date-range" }
  | { readonly type: "text"; readonly maxLength: number }
  | { readonly type: "id" };

/** A list: what it may be filtered and sorted by, and nothing else. One definition serves address bar, server and SQL. */
export type ListDefinition = {
  readonly name: string;
  readonly filters: Readonly<Record<string, Filter>>;
  readonly sorts: readonly [string, ...string[]];
  readonly defaultSort: string;
  readonly defaultOrder: "asc" | "desc";
};

type FilterValue<F extends Filter> = F extends { type: "enum"; values: readonly (infer V)[] }
  ? V[]
  : F extends { type: "date-range" }
    ? { from?: string; to?: string }
    : string;

export type ListInput<D extends ListDefinition = ListDefinition> = {
  filters: { [K in keyof D["filters"]]?: FilterValue<D["filters"][K]> };
  sort: D["sorts"][number];
  order: "asc" | "desc";
  cursor?: string;
  limit: number;
};

/** Types a list definition by its own names. */
export function defineList<const D extends ListDefinition>(definition: D): D {
  return definition;
}

const date = z.iso.date();

function filterSchema(filter: Filter): z.ZodType {
  switch (filter.type) {
    case "enum":
      return z.array(z.enum(filter.values as [string, ...string[]])).max(filter.values.length);
    case "date-range":
      return z.strictObject({ from: date.optional(), to: date.optional() });
    case "text":
      return z.string().max(filter.maxLength);
    case "id":
      return z.uuid();
  }
}

/** The input schema of a list's query: refuses unknown columns, sorts and values. */
export function listInput<D extends ListDefinition>(definition: D): z.ZodType<ListInput<D>> {
  const filters = Object.fromEntries(
    Object.entries(definition.filters).map(([name, filter]) => [name, filterSchema(filter).optional()]),
  );
  return z.strictObject({
    filters: z.strictObject(filters).default({}),
    sort: z.enum(definition.sorts as unknown as [string, ...string[]]).default(definition.defaultSort),
    order: z.enum(["asc", "desc"]).default(definition.defaultOrder),
    cursor: z.string().max(500).optional(),
    limit: z.number().int().min(1).max(100).default(50),
  }) as unknown as z.ZodType<ListInput<D>>;
}

/** The shape of a page of rows. */
export function listOutput<Row extends z.ZodType>(row: Row) {
  return z.object({
    rows: z.array(row),
    nextCursor: z.string().nullable(),
    count: z.number(),
    countCapped: z.boolean(),
  });
}
