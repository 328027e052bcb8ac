import { customersList } from "@/domain/customers/schema";
import type { ListInput } from "@/domain/shared/list";
import { readListInput } from "@/lib/list-input";

export const CUSTOMERS_PATH = "/customers";

/** The list's query from its address. */
export function customersInput(address: Readonly<Record<string, string>>): ListInput<typeof customersList> {
  return readListInput(customersList, address);
}
