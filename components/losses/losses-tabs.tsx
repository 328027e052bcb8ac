"use client";

import { useTranslations } from "next-intl";
import { TabLinks } from "@/components/patterns/tab-links";
import { LOSS_FIGURES_PATH, LOSS_VIEWS, type LossView, lossViewHref } from "./paths";

/** The desk's places: the views of the list, and time to protect. */
export function LossesTabs({ current }: { current: LossView | "figures" | null }) {
  const t = useTranslations("losses.page.views");
  const tabs = [
    ...(Object.keys(LOSS_VIEWS) as LossView[]).map((id) => ({ id, label: t(id), href: lossViewHref(id) })),
    { id: "figures", label: t("figures"), href: LOSS_FIGURES_PATH },
  ];
  return <TabLinks label={t("label")} tabs={tabs} current={current ?? ""} />;
}
