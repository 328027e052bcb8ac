"use client";

import { useTranslations } from "next-intl";
import { TabLinks } from "@/components/patterns/tab-links";

export type ConnectionTab = "keys" | "webhooks" | "reference";

/** The parts of connections. */
export function ConnectionTabs({ current }: { current: ConnectionTab }) {
  const t = useTranslations("connections.page");
  const tabs = [
    { id: "keys", label: t("keys"), href: "/connections" },
    { id: "webhooks", label: t("webhooks"), href: "/connections/webhooks" },
    { id: "reference", label: t("reference"), href: "/connections/reference" },
  ];
  return (
    <div className="hg-desk-tabs">
      <TabLinks label={t("tabs")} tabs={tabs} current={current} />
    </div>
  );
}
