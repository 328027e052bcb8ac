"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { TabLinks } from "@/components/patterns/tab-links";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { CLOSURE_VIEWS, type ClosureView, UNUSED_PATH, viewHref } from "./paths";

type Tab = ClosureView | "unused";

/** The desk's places: the views of the list, and the accounts nobody uses. What stands open is counted. */
export function ClosuresTabs({ current }: { current: Tab | null }) {
  const t = useTranslations("closures.page.views");
  const format = useFormat();
  const trpc = useTRPC();
  const { data: figures } = useQuery(trpc.closures.figures.queryOptions({}));
  const counts: Partial<Record<Tab, number>> = figures
    ? { open: figures.underWay, stopped: figures.stopped, unused: figures.unused }
    : {};
  const tab = (id: Tab, href: string) => {
    const count = counts[id];
    return { id, label: t(id), href, ...(count === undefined ? {} : { count: format.count(count) }) };
  };
  const tabs = [
    ...(Object.keys(CLOSURE_VIEWS) as ClosureView[]).map((id) => tab(id, viewHref(id))),
    tab("unused", UNUSED_PATH),
  ];
  return <TabLinks label={t("label")} tabs={tabs} current={current ?? ""} />;
}
