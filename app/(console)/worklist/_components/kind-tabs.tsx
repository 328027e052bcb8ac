"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { TabLinks } from "@/components/patterns/tab-links";
import type { Permission } from "@/domain/permissions";
import { visibleKinds, type WorkItemKind } from "@/domain/worklist/model";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { useMe } from "@/lib/use-can";

/** The kinds of work the reader may see, in the order of the list. */
export function useVisibleKinds(): readonly WorkItemKind[] {
  const { permissions } = useMe();
  return visibleKinds(new Set(permissions as Permission[]));
}

/** One tab per kind of work, each with how much of it is open. */
export function KindTabs({ current }: { current: string | undefined }) {
  const t = useTranslations("worklist");
  const format = useFormat();
  const trpc = useTRPC();
  const { data: counts } = useQuery(trpc.worklist.counts.queryOptions({}));
  const kinds = useVisibleKinds();
  const openOf = (kind: WorkItemKind) => counts?.find((count) => count.kind === kind)?.open;
  const all = counts?.reduce((sum, count) => sum + count.open, 0);
  const shown = (count: number | undefined) => (count === undefined ? undefined : format.count(count));
  return (
    <TabLinks
      label={t("tabs")}
      current={current ?? "all"}
      tabs={[
        { id: "all", label: t("all"), href: "/worklist", count: shown(all) },
        ...kinds.map((kind) => ({
          id: kind,
          label: t(`kinds.${kind}`),
          href: `/worklist?kind=${kind}`,
          count: shown(openOf(kind)),
        })),
      ]}
    />
  );
}
