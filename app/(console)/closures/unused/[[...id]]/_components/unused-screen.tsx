"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type CSSProperties, useCallback } from "react";
import { CandidateItem } from "@/components/closures/candidate-item";
import { CandidateList } from "@/components/closures/candidate-list";
import { candidateIdOf, candidatesInput, UNUSED_PATH } from "@/components/closures/paths";
import { useListUrl } from "@/components/patterns/data-table/list-url";
import { cx } from "@/components/ui/cx";
import { useKey } from "@/components/ui/keys/key-provider";
import { CANDIDATES_LIST } from "@/domain/closures/schema";
import { listAddress } from "@/lib/list-input";
import { useTRPCClient } from "@/lib/trpc/client";
import { useListQuery } from "@/lib/use-list-query";

const FILTER_KEYS = ["state"];

/** The unused accounts with the open one beside them; opening keeps the list's rows and its place. */
export function UnusedScreen() {
  const t = useTranslations("closures.page.unused");
  const id = candidateIdOf(usePathname());
  const client = useTRPCClient();
  const url = useListUrl({
    sortable: CANDIDATES_LIST.sorts,
    defaultSort: { column: CANDIDATES_LIST.defaultSort, direction: CANDIDATES_LIST.defaultOrder },
    filterKeys: FILTER_KEYS,
  });
  const input = candidatesInput(listAddress(url.filters, url.sort));
  const list = useListQuery({
    name: CANDIDATES_LIST.name,
    input,
    fetchPage: (cursor) => client.closures.candidates.query({ ...input, ...(cursor ? { cursor } : {}) }),
  });
  const go = useCallback((next: string | null) => {
    window.history.pushState(null, "", `${UNUSED_PATH}${next ? `/${next}` : ""}${window.location.search}`);
  }, []);
  useKey("back", () => go(null), id !== null);
  return (
    <div className={cx("hg-work", !id && "hg-single")} style={{ "--list-w": "372px" } as CSSProperties}>
      <section className="hg-pane hg-list-pane" aria-label={t("list")}>
        <CandidateList url={url} list={list} current={id} onOpen={go} />
      </section>
      {id ? (
        <div className="hg-pane [&>*]:flex-1">
          <CandidateItem key={id} id={id} onClose={() => go(null)} />
        </div>
      ) : null}
    </div>
  );
}
