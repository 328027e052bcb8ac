"use client";

import { useTranslations } from "next-intl";
import { TabLinks } from "@/components/patterns/tab-links";
import { useCan } from "@/lib/use-can";

/** The registers of sharing. */
export function SharingTabs({ current }: { current: "partners" | "notices" | "demands" }) {
  const t = useTranslations("sharing.page.tabs");
  const can = useCan();
  const tabs = [
    { id: "partners", label: t("partners"), href: "/sharing" },
    { id: "notices", label: t("notices"), href: "/sharing/notices" },
    ...(can("sharing.demands.read") ? [{ id: "demands", label: t("demands"), href: "/sharing/demands" }] : []),
  ];
  return <TabLinks label={t("label")} tabs={tabs} current={current} />;
}
