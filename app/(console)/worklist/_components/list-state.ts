import type { ListUrl, Sort } from "@/components/patterns/data-table/list-url";
import { WORKLIST_PATH } from "@/components/worklist/work";
import type { ListInput } from "@/domain/shared/list";
import { worklistList } from "@/domain/worklist/schema";
import { filtersFromUrl, filtersToUrl } from "@/lib/list-filters";

type Input = ListInput<typeof worklistList>;

/** The list's filters and order as the address says, as a saved view and a bulk keep them. Open work, if no state is chosen. */
export function listState(url: Pick<ListUrl, "filters">, sort: Sort): Pick<Input, "filters" | "sort" | "order"> {
  const chosen = filtersFromUrl(worklistList, url.filters);
  return {
    filters: { ...chosen, state: chosen.state ?? ["open"] },
    sort: worklistList.sorts.find((name) => name === sort.column) ?? worklistList.defaultSort,
    order: sort.direction,
  };
}

type Kept = { filters: Readonly<Record<string, unknown>>; sort: string; order: "asc" | "desc" };

/** The address that shows a saved view again. */
export function viewHref({ filters, sort, order }: Kept): string {
  const { state, ...rest } = filters as Parameters<typeof filtersToUrl>[0];
  const openOnly = Array.isArray(state) && state.length === 1 && state[0] === "open";
  const query = filtersToUrl(openOnly || !state ? rest : { ...rest, state });
  return `${WORKLIST_PATH}${query}${query ? "&" : "?"}sort=${sort}.${order}`;
}
