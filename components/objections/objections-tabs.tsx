"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { TabLinks } from "@/components/patterns/tab-links";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { OBJECTION_VIEWS, type ObjectionView, viewHref } from "./paths";

/** The views of the list; what is open is counted. */
export function ObjectionsTabs({ current }: { current: ObjectionView | null }) {
  const t = useTranslations("objections.page.views");
  const format = useFormat();
  const trpc = useTRPC();
  const { data: figures } = useQuery(trpc.objections.figures.queryOptions({}));
  const tabs = (Object.keys(OBJECTION_VIEWS) as ObjectionView[]).map((id) => ({
    id,
    label: t(id),
    href: viewHref(id),
    ...(id === "open" && figures ? { count: format.count(figures.open) } : {}),
  }));
  return <TabLinks label={t("label")} tabs={tabs} current={current ?? ""} />;
}
