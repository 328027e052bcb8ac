"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { deviceName } from "@/components/identity/session-list";
import { SectionHead } from "@/components/patterns/headers";
import { Button } from "@/components/ui/button";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";

/** How one signed in and how it was tried, newest first, a page at a time. */
export function HistorySection() {
  const t = useTranslations("identity.account");
  const format = useFormat();
  const trpc = useTRPC();
  const history = useInfiniteQuery(
    trpc.identity.signIns.infiniteQueryOptions({}, { getNextPageParam: (page) => page.next ?? undefined }),
  );
  const items = history.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <SectionHead title={t("history")} note={t("historyHint")} ruled />
      {history.isSuccess && items.length === 0 ? <p className="hg-sheet-nothing">{t("historyNone")}</p> : null}
      <ul className="hg-lines" aria-label={t("history")}>
        {items.map((item) => (
          <li key={item.id}>
            <span className={item.outcome === "signed-in" ? "hg-clip" : "hg-clip hg-late"}>
              {[t(`outcome.${item.outcome}`), t(`by.${item.method}`)].join(" · ")}
            </span>
            <span className="hg-ink-3 hg-clip">
              {[
                deviceName(item.device) || t("unknownDevice"),
                item.known ? t("ownBrowser") : t("newBrowser"),
                item.network ?? t("unknownNetwork"),
              ].join(" · ")}
            </span>
            <span className="hg-ink-3">{format.dateTime(item.at as Instant)}</span>
          </li>
        ))}
      </ul>
      {history.hasNextPage ? (
        <div className="hg-totp">
          <Button busy={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            {t("more")}
          </Button>
        </div>
      ) : null}
    </>
  );
}
