"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { TabLinks } from "@/components/patterns/tab-links";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { HOLDS_PATH, REVIEW_VIEWS, type ReviewView, TRIGGERS_PATH, viewHref } from "./paths";

type Tab = ReviewView | "holds" | "triggers";

/** The desk's places: the views of the list, what is held, every trigger. What stands open is counted. */
export function ReverificationTabs({ current }: { current: Tab | null }) {
  const t = useTranslations("reverification.page.views");
  const format = useFormat();
  const trpc = useTRPC();
  const { data: figures } = useQuery(trpc.reverification.figures.queryOptions({}));
  const counts: Partial<Record<Tab, number>> = figures
    ? { open: figures.asked + figures.atDesk, desk: figures.atDesk, holds: figures.holds }
    : {};
  const tab = (id: Tab, href: string) => {
    const count = counts[id];
    return { id, label: t(id), href, ...(count === undefined ? {} : { count: format.count(count) }) };
  };
  const tabs = [
    ...(Object.keys(REVIEW_VIEWS) as ReviewView[]).map((id) => tab(id, viewHref(id))),
    tab("holds", HOLDS_PATH),
    tab("triggers", TRIGGERS_PATH),
  ];
  return <TabLinks label={t("label")} tabs={tabs} current={current ?? ""} />;
}
