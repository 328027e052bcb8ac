"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type CSSProperties, useCallback } from "react";
import { LossItem } from "@/components/losses/loss-item";
import { LossList } from "@/components/losses/loss-list";
import { LOSSES_PATH, lossesInput, lossIdOf } from "@/components/losses/paths";
import { useListUrl } from "@/components/patterns/data-table/list-url";
import { cx } from "@/components/ui/cx";
import { useKey } from "@/components/ui/keys/key-provider";
import { neighbour } from "@/components/worklist/work";
import { LOSSES_LIST } from "@/domain/losses/schema";
import { listAddress } from "@/lib/list-input";
import { useTRPCClient } from "@/lib/trpc/client";
import { useListQuery } from "@/lib/use-list-query";

const FILTER_KEYS = ["state", "cause", "callBack", "reportedFrom", "reportedTo", "number", "customer"];

/** The list with the open report beside it; opening keeps the list's rows and its place. */
export function LossesScreen() {
  const t = useTranslations("losses.page");
  const id = lossIdOf(usePathname());
  const client = useTRPCClient();
  const url = useListUrl({
    sortable: LOSSES_LIST.sorts,
    defaultSort: { column: LOSSES_LIST.defaultSort, direction: LOSSES_LIST.defaultOrder },
    filterKeys: FILTER_KEYS,
  });
  const input = lossesInput(listAddress(url.filters, url.sort));
  const list = useListQuery({
    name: LOSSES_LIST.name,
    input,
    fetchPage: (cursor) => client.losses.list.query({ ...input, ...(cursor ? { cursor } : {}) }),
  });
  const go = useCallback((next: string | null) => {
    window.history.pushState(null, "", `${LOSSES_PATH}${next ? `/${next}` : ""}${window.location.search}`);
  }, []);
  useKey("back", () => go(null), id !== null);
  const order = list.rows.map((row) => row.id);
  return (
    <div className={cx("hg-work", !id && "hg-single")} style={{ "--list-w": "372px" } as CSSProperties}>
      <section className="hg-pane hg-list-pane" aria-label={t("list")}>
        <LossList url={url} list={list} current={id} onOpen={go} />
      </section>
      {id ? (
        <div className="hg-pane [&>*]:flex-1">
          <LossItem key={id} id={id} onClose={() => go(null)} onNext={() => go(neighbour(id, order))} />
        </div>
      ) : null}
    </div>
  );
}
