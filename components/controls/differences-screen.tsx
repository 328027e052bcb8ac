"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useListUrl } from "@/components/patterns/data-table/list-url";
import { cx } from "@/components/ui/cx";
import { useKey } from "@/components/ui/keys/key-provider";
import { coreDifferencesList } from "@/domain/controls/core-lists";
import { useTRPCClient } from "@/lib/trpc/client";
import { useListQuery } from "@/lib/use-list-query";
import { CoreDifferenceItem } from "./difference-item";
import { DifferenceList } from "./difference-list";
import { DIFFERENCES_PATH, differenceIdOf, differencesInput } from "./difference-paths";

const FILTER_KEYS = ["state", "kind", "seenOnFrom", "seenOnTo", "accountId"];

/** The list of differences with the open one beside it; the list keeps its rows and its place. */
export function DifferencesScreen() {
  const t = useTranslations("controls.differences");
  const id = differenceIdOf(usePathname());
  const client = useTRPCClient();
  const url = useListUrl({
    sortable: coreDifferencesList.sorts,
    defaultSort: { column: coreDifferencesList.defaultSort, direction: coreDifferencesList.defaultOrder },
    filterKeys: FILTER_KEYS,
  });
  const input = differencesInput({
    ...url.filters,
    ...(url.sort ? { sort: `${url.sort.column}.${url.sort.direction}` } : {}),
  });
  const list = useListQuery({
    name: coreDifferencesList.name,
    input,
    fetchPage: (cursor) => client.controls.differences.query({ ...input, ...(cursor ? { cursor } : {}) }),
  });
  const go = (next: string | null) => {
    window.history.pushState(null, "", `${DIFFERENCES_PATH}${next ? `/${next}` : ""}${window.location.search}`);
  };
  useKey("back", () => go(null), id !== null);
  return (
    <div className={cx("hg-work", !id && "hg-single")} style={{ "--list-w": "384px" }}>
      <section className="hg-pane hg-list-pane" aria-label={t("label")}>
        <DifferenceList url={url} list={list} current={id} onOpen={go} />
      </section>
      {id ? (
        <div className="hg-pane [&>*]:flex-1">
          <CoreDifferenceItem key={id} id={id} onClose={() => go(null)} />
        </div>
      ) : null}
    </div>
  );
}
