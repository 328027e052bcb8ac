"use client";

import { useTranslations } from "next-intl";
import { TabLinks } from "@/components/patterns/tab-links";
import { DEAD_PATH, DIFFERENCES_PATH } from "./difference-paths";

/** The two views of our dealings with the payment core. */
export function CoreTabs({ current }: { current: "differences" | "dead" }) {
  const t = useTranslations("controls.differences.tabs");
  return (
    <TabLinks
      label={t("label")}
      current={current}
      tabs={[
        { id: "differences", label: t("differences"), href: DIFFERENCES_PATH },
        { id: "dead", label: t("dead"), href: DEAD_PATH },
      ]}
    />
  );
}
