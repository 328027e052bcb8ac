"use client";

import { useTranslations } from "next-intl";
import { TabLinks } from "@/components/patterns/tab-links";

/** The registers of processing. */
export function ProcessingTabs({ current }: { current: "activities" | "assessments" | "automatic" | "reviews" }) {
  const t = useTranslations("processing.page.tabs");
  const tabs = [
    { id: "activities", label: t("activities"), href: "/processing" },
    { id: "assessments", label: t("assessments"), href: "/processing/assessments" },
    { id: "automatic", label: t("automatic"), href: "/processing/automatic" },
    { id: "reviews", label: t("reviews"), href: "/processing/reviews" },
  ];
  return <TabLinks label={t("label")} tabs={tabs} current={current} />;
}
