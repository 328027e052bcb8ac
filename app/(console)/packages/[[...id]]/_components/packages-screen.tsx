"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type CSSProperties, useCallback } from "react";
import { PACKAGES_PATH, packageIdOf } from "@/components/packages/package";
import { PackageItem } from "@/components/packages/package-item";
import { PackageList, packageFilterKeys } from "@/components/packages/package-list";
import { useListUrl } from "@/components/patterns/data-table/list-url";
import { cx } from "@/components/ui/cx";
import { useKey } from "@/components/ui/keys/key-provider";
import { PACKAGES_LIST } from "@/domain/packages/schema";
import { listAddress, readListInput } from "@/lib/list-input";
import { useTRPCClient } from "@/lib/trpc/client";
import { useListQuery } from "@/lib/use-list-query";

/** The list with the open one beside it; opening keeps the list's rows and its place. */
export function PackagesScreen() {
  const t = useTranslations("packages.page");
  const id = packageIdOf(usePathname());
  const client = useTRPCClient();
  const url = useListUrl({
    sortable: PACKAGES_LIST.sorts,
    defaultSort: { column: PACKAGES_LIST.defaultSort, direction: PACKAGES_LIST.defaultOrder },
    filterKeys: packageFilterKeys,
  });
  const input = readListInput(PACKAGES_LIST, listAddress(url.filters, url.sort));
  const list = useListQuery({
    name: PACKAGES_LIST.name,
    input,
    fetchPage: (cursor) => client.packages.list.query({ ...input, ...(cursor ? { cursor } : {}) }),
  });
  const go = useCallback((next: string | null) => {
    window.history.pushState(null, "", `${PACKAGES_PATH}${next ? `/${next}` : ""}${window.location.search}`);
  }, []);
  useKey("back", () => go(null), id !== null);
  return (
    <div className={cx("hg-work", !id && "hg-single")} style={{ "--list-w": "372px" } as CSSProperties}>
      <section className="hg-pane hg-list-pane" aria-label={t("list")}>
        <PackageList url={url} list={list} current={id} onOpen={go} />
      </section>
      {id ? (
        <div className="hg-pane [&>*]:flex-1">
          <PackageItem key={id} id={id} onClose={() => go(null)} />
        </div>
      ) : null}
    </div>
  );
}
