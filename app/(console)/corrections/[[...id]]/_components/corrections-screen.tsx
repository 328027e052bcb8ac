"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type CSSProperties, useCallback } from "react";
import { CORRECTIONS_PATH, correctionIdOf } from "@/components/corrections/correction";
import { CorrectionItem } from "@/components/corrections/correction-item";
import { CorrectionList, correctionFilterKeys } from "@/components/corrections/correction-list";
import { useListUrl } from "@/components/patterns/data-table/list-url";
import { cx } from "@/components/ui/cx";
import { useKey } from "@/components/ui/keys/key-provider";
import { CORRECTIONS_LIST } from "@/domain/corrections/schema";
import { listAddress, readListInput } from "@/lib/list-input";
import { useTRPCClient } from "@/lib/trpc/client";
import { useListQuery } from "@/lib/use-list-query";

/** The list with the open one beside it; opening keeps the list's rows and its place. */
export function CorrectionsScreen() {
  const t = useTranslations("corrections.page");
  const id = correctionIdOf(usePathname());
  const client = useTRPCClient();
  const url = useListUrl({
    sortable: CORRECTIONS_LIST.sorts,
    defaultSort: { column: CORRECTIONS_LIST.defaultSort, direction: CORRECTIONS_LIST.defaultOrder },
    filterKeys: correctionFilterKeys,
  });
  const input = readListInput(CORRECTIONS_LIST, listAddress(url.filters, url.sort));
  const list = useListQuery({
    name: CORRECTIONS_LIST.name,
    input,
    fetchPage: (cursor) => client.corrections.list.query({ ...input, ...(cursor ? { cursor } : {}) }),
  });
  const go = useCallback((next: string | null) => {
    window.history.pushState(null, "", `${CORRECTIONS_PATH}${next ? `/${next}` : ""}${window.location.search}`);
  }, []);
  useKey("back", () => go(null), id !== null);
  return (
    <div className={cx("hg-work", !id && "hg-single")} style={{ "--list-w": "372px" } as CSSProperties}>
      <section className="hg-pane hg-list-pane" aria-label={t("list")}>
        <CorrectionList url={url} list={list} current={id} onOpen={go} />
      </section>
      {id ? (
        <div className="hg-pane [&>*]:flex-1">
          <CorrectionItem key={id} id={id} onClose={() => go(null)} />
        </div>
      ) : null}
    </div>
  );
}
