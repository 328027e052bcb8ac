"use client";

import { useTranslations } from "next-intl";
import { TabLinks } from "@/components/patterns/tab-links";

/** The three views of completeness. */
export function CompletenessTabs({ current }: { current: "register" | "days" | "anchors" }) {
  const t = useTranslations("completeness.tabs");
  return (
    <TabLinks
      label={t("label")}
      current={current}
      tabs={[
        { id: "register", label: t("register"), href: "/completeness" },
        { id: "days", label: t("days"), href: "/completeness/days" },
        { id: "anchors", label: t("anchors"), href: "/completeness/anchors" },
      ]}
    />
  );
}
