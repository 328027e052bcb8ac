"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";

/** Orders at a glance: what holds, waits, ends soon, and was not looked at. Nothing while it is not known. */
export function OrdersOverview() {
  const t = useTranslations("orders.page.overview");
  const trpc = useTRPC();
  const format = useFormat();
  const { data } = useQuery(trpc.orders.overview.queryOptions({}));
  if (!data) return null;
  const figures = [
    ["inForce", data.inForce],
    ["queued", data.queued],
    ["ending", data.ending],
    ["unreviewed", data.unreviewed],
  ] as const;
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-1 px-(--gutter) py-2" aria-label={t("label")}>
      {figures.map(([id, value]) => (
        <div key={id} className="flex items-baseline gap-2">
          <dt className="hg-small hg-ink-3">{t(id)}</dt>
          <dd className="font-medium tabular-nums">{format.count(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
