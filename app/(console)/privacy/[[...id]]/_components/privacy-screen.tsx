"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type CSSProperties, useCallback } from "react";
import { useListUrl } from "@/components/patterns/data-table/list-url";
import { PRIVACY_PATH, requestIdOf, requestsInput } from "@/components/privacy/paths";
import { RequestItem } from "@/components/privacy/request-item";
import { PRIVACY_FILTER_KEYS, RequestList } from "@/components/privacy/request-list";
import { cx } from "@/components/ui/cx";
import { useKey } from "@/components/ui/keys/key-provider";
import { neighbour } from "@/components/worklist/work";
import { REQUESTS_LIST } from "@/domain/privacy/schema";
import { listAddress } from "@/lib/list-input";
import { useTRPCClient } from "@/lib/trpc/client";
import { useListQuery } from "@/lib/use-list-query";

/** The list with the open request beside it; opening keeps the list's rows and its place. */
export function PrivacyScreen() {
  const t = useTranslations("privacy.page");
  const id = requestIdOf(usePathname());
  const client = useTRPCClient();
  const url = useListUrl({
    sortable: REQUESTS_LIST.sorts,
    defaultSort: { column: REQUESTS_LIST.defaultSort, direction: REQUESTS_LIST.defaultOrder },
    filterKeys: PRIVACY_FILTER_KEYS,
  });
  const input = requestsInput(listAddress(url.filters, url.sort));
  const list = useListQuery({
    name: REQUESTS_LIST.name,
    input,
    fetchPage: (cursor) => client.privacy.list.query({ ...input, ...(cursor ? { cursor } : {}) }),
  });
  const go = useCallback((next: string | null) => {
    window.history.pushState(null, "", `${PRIVACY_PATH}${next ? `/${next}` : ""}${window.location.search}`);
  }, []);
  useKey("back", () => go(null), id !== null);
  const order = list.rows.map((row) => row.id);
  return (
    <div className={cx("hg-work", !id && "hg-single")} style={{ "--list-w": "312px" } as CSSProperties}>
      <section className="hg-pane hg-list-pane" aria-label={t("list")}>
        <RequestList url={url} list={list} current={id} onOpen={go} />
      </section>
      {id ? (
        <div className="hg-pane [&>*]:flex-1">
          <RequestItem key={id} id={id} onClose={() => go(null)} onNext={() => go(neighbour(id, order))} />
        </div>
      ) : null}
    </div>
  );
}
