"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Sparkline } from "@/components/patterns/charts/charts";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { BurnDown } from "./burn-down";
import { PRIVACY_PATH, viewHref } from "./paths";
import type { RequestFigures } from "./request";

const OPEN = "received,verified,working,proposed";

/** How the desk stands: open, not yet proven, near, late, answered in time; and the picture of the last days. */
export function DeskFigures() {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.privacy.figures.queryOptions({}));
  if (!data) return <div className="hg-desk-figures" aria-hidden="true" />;
  return (
    <div className="hg-desk-figures">
      <Strip figures={data} />
      <BurnDown days={data.days} />
    </div>
  );
}

function Strip({ figures }: { figures: RequestFigures }) {
  const t = useTranslations("privacy.page.figures");
  const format = useFormat();
  const series = (of: "open" | "late") => figures.days.map((day) => day[of]);
  const trend = (of: "open" | "late") =>
    t("trend", { from: format.count(figures.days[0]?.[of] ?? 0), to: format.count(figures.days.at(-1)?.[of] ?? 0) });
  const share = figures.answered === 0 ? "–" : format.percent(figures.answeredInTime / figures.answered, 0);
  return (
    <section className="hg-desk-strip" aria-label={t("label")}>
      <Figure name={t("open")} href={`${PRIVACY_PATH}?state=${OPEN}`} value={format.count(figures.open)}>
        <Sparkline values={series("open")} label={trend("open")} />
      </Figure>
      <Figure name={t("unverified")} href={viewHref("unverified")} value={format.count(figures.unverified)}>
        {figures.receiptLate > 0 ? (
          <span className="hg-late">{t("receiptLate", { count: figures.receiptLate })}</span>
        ) : null}
      </Figure>
      <Figure
        name={t("near")}
        href={`${PRIVACY_PATH}?state=${OPEN}&timing=near`}
        value={format.count(figures.near)}
        tone={figures.near > 0 ? "hg-wait" : undefined}
      />
      <Figure
        name={t("late")}
        href={viewHref("late")}
        value={format.count(figures.late)}
        tone={figures.late > 0 ? "hg-late" : undefined}
      >
        <Sparkline values={series("late")} label={trend("late")} />
      </Figure>
      <Figure name={t("inTime")} href={viewHref("answered")} value={share}>
        <span className="hg-ink-3">{t("ofAnswered", { count: figures.answered })}</span>
      </Figure>
    </section>
  );
}

/** A figure with its trend; pressing it shows what it counts. */
function Figure(props: { name: string; value: string; href: string; tone?: string; children?: ReactNode }) {
  return (
    <Link href={props.href}>
      <span className="hg-ink-2">{props.name}</span>
      <b className={props.tone}>{props.value}</b>
      <small>{props.children}</small>
    </Link>
  );
}
