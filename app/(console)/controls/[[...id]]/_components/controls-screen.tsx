"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { awaitsCore } from "@/components/controls/measure";
import { MeasureItem } from "@/components/controls/measure-item";
import { MeasureList } from "@/components/controls/measure-list";
import { CONTROLS_PATH, MEASURES_LIST, measureIdOf, measuresInput } from "@/components/controls/paths";
import { useListUrl } from "@/components/patterns/data-table/list-url";
import { cx } from "@/components/ui/cx";
import { useKey } from "@/components/ui/keys/key-provider";
import { useTRPCClient } from "@/lib/trpc/client";
import { useListQuery } from "@/lib/use-list-query";

const FILTER_KEYS = [
  "state",
  "scope",
  "reasonCode",
  "source",
  "kind",
  "review",
  "expiresOnFrom",
  "expiresOnTo",
  "reviewOnFrom",
  "reviewOnTo",
  "requestedOnFrom",
  "requestedOnTo",
  "accountId",
  "customerId",
];

/** The list of measures with the open one beside it; the list keeps its rows and its place. */
export function ControlsScreen() {
  const t = useTranslations("controls.page.list");
  const id = measureIdOf(usePathname());
  const client = useTRPCClient();
  const url = useListUrl({
    sortable: MEASURES_LIST.sorts,
    defaultSort: { column: MEASURES_LIST.defaultSort, direction: MEASURES_LIST.defaultOrder },
    filterKeys: FILTER_KEYS,
  });
  const input = measuresInput({
    ...url.filters,
    ...(url.sort ? { sort: `${url.sort.column}.${url.sort.direction}` } : {}),
  });
  const list = useListQuery({
    name: MEASURES_LIST.name,
    input,
    fetchPage: (cursor) => client.controls.measures.query({ ...input, ...(cursor ? { cursor } : {}) }),
    watch: (row) => awaitsCore(row.state),
  });
  const go = (next: string | null) => {
    window.history.pushState(null, "", `${CONTROLS_PATH}${next ? `/${next}` : ""}${window.location.search}`);
  };
  useKey("back", () => go(null), id !== null);
  return (
    <div className={cx("hg-work", !id && "hg-single")} style={{ "--list-w": "384px" }}>
      <section className="hg-pane hg-list-pane" aria-label={t("label")}>
        <MeasureList url={url} list={list} current={id} onOpen={go} />
      </section>
      {id ? (
        <div className="hg-pane [&>*]:flex-1">
          <MeasureItem key={id} id={id} onClose={() => go(null)} />
        </div>
      ) : null}
    </div>
  );
}
