"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { TabLinks } from "@/components/patterns/tab-links";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { PRIVACY_VIEW_NAMES, type PrivacyView, viewHref } from "./paths";
import type { RequestFigures } from "./request";

function countOf(view: PrivacyView, figures: RequestFigures): number | null {
  if (view === "working") return figures.open - figures.unverified;
  if (view === "unverified") return figures.unverified;
  return view === "late" ? figures.late : null;
}

/** The views of the list; what is open is counted, what is late in red. */
export function PrivacyTabs({ current }: { current: PrivacyView | null }) {
  const t = useTranslations("privacy.page.views");
  const format = useFormat();
  const trpc = useTRPC();
  const { data: figures } = useQuery(trpc.privacy.figures.queryOptions({}));
  const tabs = PRIVACY_VIEW_NAMES.map((id) => {
    const count = figures ? countOf(id, figures) : null;
    const said = count === null ? null : format.count(count);
    const red = id === "late" && count !== null && count > 0;
    return {
      id,
      label: t(id),
      href: viewHref(id),
      ...(said !== null && !red ? { count: said } : {}),
      ...(said !== null && red ? { late: said, spoken: t("lateCount", { count: said }) } : {}),
    };
  });
  return <TabLinks label={t("label")} tabs={tabs} current={current ?? ""} />;
}
