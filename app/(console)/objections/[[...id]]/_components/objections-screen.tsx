"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type CSSProperties, useCallback } from "react";
import { ObjectionItem } from "@/components/objections/objection-item";
import { ObjectionList } from "@/components/objections/objection-list";
import { OBJECTIONS_PATH, objectionIdOf, objectionsInput } from "@/components/objections/paths";
import { useListUrl } from "@/components/patterns/data-table/list-url";
import { cx } from "@/components/ui/cx";
import { useKey } from "@/components/ui/keys/key-provider";
import { neighbour } from "@/components/worklist/work";
import { OBJECTIONS_LIST } from "@/domain/objections/schema";
import { listAddress } from "@/lib/list-input";
import { useTRPCClient } from "@/lib/trpc/client";
import { useListQuery } from "@/lib/use-list-query";

const FILTER_KEYS = ["state", "ground", "receivedFrom", "receivedTo", "number", "customer"];

/** The list with the open objection beside it; opening keeps the list's rows and its place. */
export function ObjectionsScreen() {
  const t = useTranslations("objections.page");
  const id = objectionIdOf(usePathname());
  const client = useTRPCClient();
  const url = useListUrl({
    sortable: OBJECTIONS_LIST.sorts,
    defaultSort: { column: OBJECTIONS_LIST.defaultSort, direction: OBJECTIONS_LIST.defaultOrder },
    filterKeys: FILTER_KEYS,
  });
  const input = objectionsInput(listAddress(url.filters, url.sort));
  const list = useListQuery({
    name: OBJECTIONS_LIST.name,
    input,
    fetchPage: (cursor) => client.objections.list.query({ ...input, ...(cursor ? { cursor } : {}) }),
  });
  const go = useCallback((next: string | null) => {
    window.history.pushState(null, "", `${OBJECTIONS_PATH}${next ? `/${next}` : ""}${window.location.search}`);
  }, []);
  useKey("back", () => go(null), id !== null);
  const order = list.rows.map((row) => row.id);
  return (
    <div className={cx("hg-work", !id && "hg-single")} style={{ "--list-w": "372px" } as CSSProperties}>
      <section className="hg-pane hg-list-pane" aria-label={t("list")}>
        <ObjectionList url={url} list={list} current={id} onOpen={go} />
      </section>
      {id ? (
        <div className="hg-pane [&>*]:flex-1">
          <ObjectionItem key={id} id={id} onClose={() => go(null)} onNext={() => go(neighbour(id, order))} />
        </div>
      ) : null}
    </div>
  );
}
