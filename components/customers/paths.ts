import { customersList } from "@/domain/customers/schema";
import type { ListInput } from "@/domain/shared/list";
import { readListInput } from "@/lib/list-input";

export const CUSTOMERS_PATH = "/customers";

/** In the order in which they came: the numbers are given out so. */
export const CUSTOMERS_SORT = { column: "number", direction: "asc" } as const;

/** The list's query from its address. */
export function customersInput(address: Readonly<Record<string, string>>): ListInput<typeof customersList> {
  return readListInput(customersList, { sort: `${CUSTOMERS_SORT.column}.${CUSTOMERS_SORT.direction}`, ...address });
}
