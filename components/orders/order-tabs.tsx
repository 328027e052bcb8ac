"use client";

import { useTranslations } from "next-intl";
import { TabLinks } from "@/components/patterns/tab-links";
import { ELECTRONIC_PATH } from "./electronic";
import { ORDERS_PATH } from "./orders";

/** The two ways orders come: by paper at the counter, and from the platform. */
export function OrderTabs({ current }: { current: "counter" | "platform" }) {
  const t = useTranslations("orders.tabs");
  return (
    <TabLinks
      label={t("label")}
      current={current}
      tabs={[
        { id: "counter", label: t("counter"), href: ORDERS_PATH },
        { id: "platform", label: t("platform"), href: ELECTRONIC_PATH },
      ]}
    />
  );
}
