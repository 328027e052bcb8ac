"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { limitsInput } from "@/components/accounts/limits";
import { LimitsList } from "@/components/accounts/limits-list";
import { useListUrl } from "@/components/patterns/data-table/list-url";
import { NoPermission } from "@/components/patterns/states";
import { ADJUSTMENTS_LIST } from "@/domain/limits/schema";
import { listAddress } from "@/lib/list-input";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useListQuery } from "@/lib/use-list-query";

const FILTER_KEYS = ["state", "kind", "direction", "endsFrom", "endsTo"];

/** The list; a line opens its account, where limits are changed. */
export function LimitsScreen() {
  const t = useTranslations("limits.list");
  const router = useRouter();
  const can = useCan();
  const client = useTRPCClient();
  const url = useListUrl({
    sortable: ADJUSTMENTS_LIST.sorts,
    defaultSort: { column: ADJUSTMENTS_LIST.defaultSort, direction: ADJUSTMENTS_LIST.defaultOrder },
    filterKeys: FILTER_KEYS,
  });
  const input = limitsInput(listAddress(url.filters, url.sort));
  const list = useListQuery({
    name: ADJUSTMENTS_LIST.name,
    input,
    fetchPage: (cursor) => client.limits.list.query({ ...input, ...(cursor ? { cursor } : {}) }),
  });
  if (!can("limits.read")) return <NoPermission />;
  return (
    <div className="hg-work hg-single">
      <section className="hg-pane hg-list-pane" aria-label={t("title")}>
        <LimitsList url={url} list={list} onOpen={({ account }) => router.push(`/accounts/${account.id}`)} />
      </section>
    </div>
  );
}
