"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useListUrl } from "@/components/patterns/data-table/list-url";
import { HitItem } from "@/components/screening/hit-item";
import { HitList } from "@/components/screening/hit-list";
import { hitIdOf, hitsInput, SCREENING_PATH } from "@/components/screening/screening";
import { cx } from "@/components/ui/cx";
import { useKey } from "@/components/ui/keys/key-provider";
import { hitsList } from "@/domain/screening/schema";
import { useTRPCClient } from "@/lib/trpc/client";
import { useListQuery } from "@/lib/use-list-query";

/** The list of hits with the open one beside it; the list keeps its rows and its place. */
export function ScreeningScreen() {
  const t = useTranslations("screening.page.list");
  const id = hitIdOf(usePathname());
  const client = useTRPCClient();
  const url = useListUrl({
    sortable: hitsList.sorts,
    defaultSort: { column: hitsList.defaultSort, direction: hitsList.defaultOrder },
    filterKeys: ["state", "source", "customerId", "openedFrom", "openedTo"],
  });
  const input = hitsInput({
    ...url.filters,
    ...(url.sort ? { sort: `${url.sort.column}.${url.sort.direction}` } : {}),
  });
  const list = useListQuery({
    name: hitsList.name,
    input,
    fetchPage: (cursor) => client.screening.hits.query({ ...input, ...(cursor ? { cursor } : {}) }),
  });
  const go = (next: string | null) => {
    window.history.pushState(null, "", `${SCREENING_PATH}${next ? `/${next}` : ""}${window.location.search}`);
  };
  useKey("back", () => go(null), id !== null);
  return (
    <div className={cx("hg-work", !id && "hg-single")} style={{ "--list-w": "384px" }}>
      <section className="hg-pane hg-list-pane" aria-label={t("label")}>
        <HitList url={url} list={list} current={id} onOpen={go} />
      </section>
      {id ? (
        <div className="hg-pane [&>*]:flex-1">
          <HitItem key={id} id={id} onClose={() => go(null)} />
        </div>
      ) : null}
    </div>
  );
}
