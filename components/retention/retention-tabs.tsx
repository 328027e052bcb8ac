"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { TabLinks } from "@/components/patterns/tab-links";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { RETENTION_VIEWS, type RetentionView } from "./retention";

/** The pages of this desk: what is kept until when, who is only stored, what was destroyed, and the map of it all. */
export function RetentionTabs({ current }: { current: RetentionView }) {
  const t = useTranslations("retention.page.views");
  const format = useFormat();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.retention.figures.queryOptions({}));
  const counts: Partial<Record<RetentionView, number>> = data
    ? { entries: data.dueThisMonth, restricted: data.restricted, certificates: data.erased }
    : {};
  const tabs = (Object.keys(RETENTION_VIEWS) as RetentionView[]).map((id) => {
    const count = counts[id];
    return {
      id,
      label: t(id),
      href: RETENTION_VIEWS[id],
      ...(count === undefined ? {} : { count: format.count(count) }),
    };
  });
  return <TabLinks label={t("label")} tabs={tabs} current={current} />;
}
