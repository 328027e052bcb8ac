"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type CSSProperties, useCallback } from "react";
import { ClosureItem } from "@/components/closures/closure-item";
import { ClosureList } from "@/components/closures/closure-list";
import { CLOSURES_PATH, closureIdOf, closuresInput } from "@/components/closures/paths";
import { useListUrl } from "@/components/patterns/data-table/list-url";
import { cx } from "@/components/ui/cx";
import { useKey } from "@/components/ui/keys/key-provider";
import { neighbour } from "@/components/worklist/work";
import { CLOSURES_LIST } from "@/domain/closures/schema";
import { listAddress } from "@/lib/list-input";
import { useTRPCClient } from "@/lib/trpc/client";
import { useListQuery } from "@/lib/use-list-query";

const FILTER_KEYS = ["state", "kind", "requestedFrom", "requestedTo", "number", "customer", "account"];

/** The list with the open closing beside it; opening keeps the list's rows and its place. */
export function ClosuresScreen() {
  const t = useTranslations("closures.page");
  const id = closureIdOf(usePathname());
  const client = useTRPCClient();
  const url = useListUrl({
    sortable: CLOSURES_LIST.sorts,
    defaultSort: { column: CLOSURES_LIST.defaultSort, direction: CLOSURES_LIST.defaultOrder },
    filterKeys: FILTER_KEYS,
  });
  const input = closuresInput(listAddress(url.filters, url.sort));
  const list = useListQuery({
    name: CLOSURES_LIST.name,
    input,
    fetchPage: (cursor) => client.closures.list.query({ ...input, ...(cursor ? { cursor } : {}) }),
  });
  const go = useCallback((next: string | null) => {
    window.history.pushState(null, "", `${CLOSURES_PATH}${next ? `/${next}` : ""}${window.location.search}`);
  }, []);
  useKey("back", () => go(null), id !== null);
  const order = list.rows.map((row) => row.id);
  return (
    <div className={cx("hg-work", !id && "hg-single")} style={{ "--list-w": "372px" } as CSSProperties}>
      <section className="hg-pane hg-list-pane" aria-label={t("list")}>
        <ClosureList url={url} list={list} current={id} onOpen={go} />
      </section>
      {id ? (
        <div className="hg-pane [&>*]:flex-1">
          <ClosureItem key={id} id={id} onClose={() => go(null)} onNext={() => go(neighbour(id, order))} />
        </div>
      ) : null}
    </div>
  );
}
