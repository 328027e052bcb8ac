import { LARGE_VALUE_LIST } from "@/domain/reports/schema";
import type { ListInput } from "@/domain/shared/list";
import { readListInput } from "@/lib/list-input";

export const QUEUE_PATH = "/reports/large-value";

/** The queue's query from its address; without a state it shows what is to be checked. */
export function queueInput(address: Readonly<Record<string, string>>): ListInput<typeof LARGE_VALUE_LIST> {
  return readListInput(LARGE_VALUE_LIST, { ...address, state: address.state ?? "open" });
}

/** The open item a path names, or null. */
export function itemIdOf(pathname: string): string | null {
  return /^\/reports\/large-value\/([0-9a-f-]{36})$/i.exec(pathname)?.[1] ?? null;
}
