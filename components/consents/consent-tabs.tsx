"use client";

import { useTranslations } from "next-intl";
import { TabLinks } from "@/components/patterns/tab-links";

/** What customers said, and the versions they said it on. */
export function ConsentTabs({ current }: { current: "events" | "policies" }) {
  const t = useTranslations("consents.page.tabs");
  const tabs = [
    { id: "events", label: t("events"), href: "/consents" },
    { id: "policies", label: t("policies"), href: "/consents/policies" },
  ];
  return <TabLinks label={t("label")} tabs={tabs} current={current} />;
}
