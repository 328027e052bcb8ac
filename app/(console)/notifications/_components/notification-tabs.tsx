"use client";

import { useTranslations } from "next-intl";
import { TabLinks } from "@/components/patterns/tab-links";

/** The list, and how one is told. */
export function NotificationTabs({ current }: { current: "list" | "preferences" }) {
  const t = useTranslations("notifications.page");
  return (
    <TabLinks
      label={t("tabs")}
      current={current}
      tabs={[
        { id: "list", label: t("list"), href: "/notifications" },
        { id: "preferences", label: t("preferences"), href: "/notifications/preferences" },
      ]}
    />
  );
}
