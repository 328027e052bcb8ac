"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type CSSProperties, useCallback } from "react";
import { useListUrl } from "@/components/patterns/data-table/list-url";
import { REVERIFICATION_PATH, reviewIdOf, reviewsInput } from "@/components/reverification/paths";
import { ReviewItem } from "@/components/reverification/review-item";
import { ReviewList } from "@/components/reverification/review-list";
import { cx } from "@/components/ui/cx";
import { useKey } from "@/components/ui/keys/key-provider";
import { neighbour } from "@/components/worklist/work";
import { REVERIFICATIONS_LIST } from "@/domain/reverification/schema";
import { listAddress } from "@/lib/list-input";
import { useTRPCClient } from "@/lib/trpc/client";
import { useListQuery } from "@/lib/use-list-query";

const FILTER_KEYS = ["state", "kind", "openedFrom", "openedTo", "number", "customer"];

/** The list with the open re-verification beside it; opening keeps the list's rows and its place. */
export function ReverificationScreen() {
  const t = useTranslations("reverification.page");
  const id = reviewIdOf(usePathname());
  const client = useTRPCClient();
  const url = useListUrl({
    sortable: REVERIFICATIONS_LIST.sorts,
    defaultSort: { column: REVERIFICATIONS_LIST.defaultSort, direction: REVERIFICATIONS_LIST.defaultOrder },
    filterKeys: FILTER_KEYS,
  });
  const input = reviewsInput(listAddress(url.filters, url.sort));
  const list = useListQuery({
    name: REVERIFICATIONS_LIST.name,
    input,
    fetchPage: (cursor) => client.reverification.list.query({ ...input, ...(cursor ? { cursor } : {}) }),
  });
  const go = useCallback((next: string | null) => {
    window.history.pushState(null, "", `${REVERIFICATION_PATH}${next ? `/${next}` : ""}${window.location.search}`);
  }, []);
  useKey("back", () => go(null), id !== null);
  const order = list.rows.map((row) => row.id);
  return (
    <div className={cx("hg-work", !id && "hg-single")} style={{ "--list-w": "372px" } as CSSProperties}>
      <section className="hg-pane hg-list-pane" aria-label={t("list")}>
        <ReviewList url={url} list={list} current={id} onOpen={go} />
      </section>
      {id ? (
        <div className="hg-pane [&>*]:flex-1">
          <ReviewItem key={id} id={id} onClose={() => go(null)} onNext={() => go(neighbour(id, order))} />
        </div>
      ) : null}
    </div>
  );
}
