"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { CSSProperties } from "react";
import { useListUrl } from "@/components/patterns/data-table/list-url";
import { nextAfter } from "@/components/reports/candidate";
import { LargeValueItem } from "@/components/reports/large-value-item";
import { LargeValueQueue } from "@/components/reports/large-value-queue";
import { cx } from "@/components/ui/cx";
import { useKey } from "@/components/ui/keys/key-provider";
import { LARGE_VALUE_LIST } from "@/domain/reports/schema";
import { listAddress } from "@/lib/list-input";
import { useTRPCClient } from "@/lib/trpc/client";
import { useListQuery } from "@/lib/use-list-query";
import { itemIdOf, QUEUE_PATH, queueInput } from "../queue-input";

const FILTER_KEYS = [
  "state",
  "direction",
  "rule",
  "dateFrom",
  "dateTo",
  "dueFrom",
  "dueTo",
  "customer",
  "batch",
  "number",
];

/**
 * The queue with the open item beside it. Opening changes the address without asking the server for a page, so that the
 * list keeps its rows and its place; a reload or a link gives the same view.
 */
export function LargeValueScreen() {
  const t = useTranslations("reports.page");
  const id = itemIdOf(usePathname());
  const client = useTRPCClient();
  const url = useListUrl({
    sortable: LARGE_VALUE_LIST.sorts,
    defaultSort: { column: LARGE_VALUE_LIST.defaultSort, direction: LARGE_VALUE_LIST.defaultOrder },
    filterKeys: FILTER_KEYS,
  });
  const input = queueInput(listAddress(url.filters, url.sort));
  const list = useListQuery({
    name: LARGE_VALUE_LIST.name,
    input,
    fetchPage: (cursor) => client.reports.largeValueList.query({ ...input, ...(cursor ? { cursor } : {}) }),
  });
  const go = (next: string | null) => {
    window.history.pushState(null, "", `${QUEUE_PATH}${next ? `/${next}` : ""}${window.location.search}`);
  };
  const order = list.rows.map((row) => row.id);
  useKey("back", () => go(null), id !== null);
  return (
    <div className={cx("hg-work", !id && "hg-single")} style={{ "--list-w": "360px" } as CSSProperties}>
      <section className="hg-pane hg-list-pane" aria-label={t("list")}>
        <LargeValueQueue url={url} list={list} current={id} onOpen={go} />
      </section>
      {id ? (
        <div className="hg-pane [&>*]:flex-1">
          <LargeValueItem
            key={id}
            id={id}
            onOpen={go}
            onClose={() => go(null)}
            onNext={() => go(nextAfter(id, order))}
          />
        </div>
      ) : null}
    </div>
  );
}
