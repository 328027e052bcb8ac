"use client";

import { useTranslations } from "next-intl";
import { SectionHead } from "@/components/patterns/headers";
import { StatusMark } from "@/components/patterns/status";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import type { OrderDetail } from "./orders";

/** What answered a query: exactly what the paper names, put together and fetched in one go. */
export function QueryPackages({ order }: { order: OrderDetail }) {
  const t = useTranslations("orders.page.item");
  const format = useFormat();
  return (
    <>
      <SectionHead title={t("packages")} note={t("packageHelp")} ruled />
      {order.packages.length === 0 ? <p className="hg-small hg-ink-2 px-(--gutter) pb-2">{t("noPackage")}</p> : null}
      <ul className="hg-entries">
        {order.packages.map((one) => (
          <li key={one.id}>
            <StatusMark tone={one.sha256 ? "done" : "wait"}>
              {one.sha256 ? t("takenRows", { rows: one.rows ?? 0 }) : t("waiting")}
            </StatusMark>
            <span className="hg-mono hg-ink-3 hg-grow">{one.sha256?.slice(0, 16)}</span>
            <span className="hg-ink-3 whitespace-nowrap">{format.dateTime(one.madeAt as Instant)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
