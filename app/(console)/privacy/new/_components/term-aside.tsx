"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { RuleCitation } from "@/components/controls/rule-citation";
import { type Fact, FactList } from "@/components/patterns/facts";
import { SectionHead } from "@/components/patterns/headers";
import { Flag } from "@/components/patterns/status";
import { takesEffectAtOnce } from "@/components/privacy/request";
import { useClockSteps } from "@/components/reports/clock-steps";
import type { PrivacyDocument, RequestType } from "@/domain/privacy/model";
import { clockFigureName, clockRuleName } from "@/domain/privacy/request-clock";
import { daysBetween, type LocalDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";

type Props = { type: RequestType | undefined; document: PrivacyDocument; day: string; today: string };

/** What entering the request will start: its term by the document and type chosen, and the days of it that are gone. */
export function TermAside({ type, document, day, today }: Props) {
  const t = useTranslations("privacy.page.registerForm");
  if (!type || !/^\d{4}-\d{2}-\d{2}$/.test(day))
    return (
      <>
        <SectionHead title={t("term")} />
        <p className="hg-small hg-ink-3 px-(--gutter)">{t("termLater")}</p>
      </>
    );
  return <Counted type={type} document={document} day={day} today={today} />;
}

function Counted({ type, document, day, today }: Props & { type: RequestType }) {
  const t = useTranslations("privacy.page.registerForm");
  const words = useTranslations("clocks.labels.unit");
  const format = useFormat();
  const trpc = useTRPC();
  const lines = useClockSteps();
  const rule = clockRuleName(document, type);
  const figure = clockFigureName(document, type);
  const { data } = useQuery(trpc.clocks.count.queryOptions({ ruleId: rule, figure, on: day }));
  const lost = Math.max(0, daysBetween(day as LocalDate, today as LocalDate));
  if (!data) return <SectionHead title={t("term")} />;
  const late = data.dueOn < today;
  const unit = data.unit === "calendar-day" ? "calendar-day" : "working-day";
  const due = data.dueOn as LocalDate;
  const facts: Fact[] = [
    { id: "period", label: t("period"), value: words(unit, { count: data.amount }) },
    {
      id: "due",
      label: t("due"),
      value: (
        <span className={late ? "hg-late" : undefined}>
          {data.dueOn} {format.weekday(due)} {data.provisional ? <Flag provisional>{t("provisional")}</Flag> : null}
        </span>
      ),
    },
    ...(lost > 0
      ? [{ id: "lost", label: t("lost"), value: <span className="hg-late">{t("days", { count: lost })}</span> }]
      : []),
    { id: "rule", label: t("rule"), value: <RuleCitation rule={{ ruleId: rule, version: 0 }} /> },
  ];
  return (
    <>
      <SectionHead title={t("term")} />
      <FactList facts={facts} tight />
      <dl className="hg-pop-lines px-(--gutter)">
        {lines(data.steps).map((line) => (
          <div key={`${line.label}${line.value}`}>
            <dt>{line.label}</dt>
            <dd>{line.value}</dd>
          </div>
        ))}
      </dl>
      {late ? <p className="hg-error px-(--gutter) py-2">{t("lateAlready")}</p> : null}
      {takesEffectAtOnce(type) ? <p className="hg-hint px-(--gutter) py-2">{t("atOnce")}</p> : null}
    </>
  );
}
