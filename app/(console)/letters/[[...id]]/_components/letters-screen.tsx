"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type CSSProperties, useCallback } from "react";
import { LETTERS_PATH, letterIdOf, lettersInput } from "@/components/letters/letter";
import { LetterItem } from "@/components/letters/letter-item";
import { LetterList } from "@/components/letters/letter-list";
import { useListUrl } from "@/components/patterns/data-table/list-url";
import { cx } from "@/components/ui/cx";
import { useKey } from "@/components/ui/keys/key-provider";
import { letterList } from "@/domain/letters/schema";
import { listAddress } from "@/lib/list-input";
import { useTRPCClient } from "@/lib/trpc/client";
import { useListQuery } from "@/lib/use-list-query";

const FILTER_KEYS = ["standing", "template", "writtenFrom", "writtenTo", "customer"];

/** The list with the open letter beside it; opening keeps the list's rows and its place. */
export function LettersScreen() {
  const t = useTranslations("letters.page");
  const id = letterIdOf(usePathname());
  const client = useTRPCClient();
  const url = useListUrl({
    sortable: letterList.sorts,
    defaultSort: { column: letterList.defaultSort, direction: letterList.defaultOrder },
    filterKeys: FILTER_KEYS,
  });
  const input = lettersInput(listAddress(url.filters, url.sort));
  const list = useListQuery({
    name: letterList.name,
    input,
    fetchPage: (cursor) => client.letters.list.query({ ...input, ...(cursor ? { cursor } : {}) }),
  });
  const go = useCallback((next: string | null) => {
    window.history.pushState(null, "", `${LETTERS_PATH}${next ? `/${next}` : ""}${window.location.search}`);
  }, []);
  useKey("back", () => go(null), id !== null);
  return (
    <div className={cx("hg-work", !id && "hg-single")} style={{ "--list-w": "372px" } as CSSProperties}>
      <section className="hg-pane hg-list-pane" aria-label={t("list")}>
        <LetterList url={url} list={list} current={id} onOpen={go} />
      </section>
      {id ? (
        <div className="hg-pane [&>*]:flex-1">
          <LetterItem key={id} id={id} onClose={() => go(null)} onOpen={go} />
        </div>
      ) : null}
    </div>
  );
}
