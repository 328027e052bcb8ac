"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { PageHeader } from "@/components/patterns/headers";
import { PageLayout } from "@/components/patterns/layouts";
import { Button } from "@/components/ui/button";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { useAttendedRefresh } from "../../_components/attended-refresh";
import { BacklogSection } from "./backlog-section";
import { ConfirmationSection } from "./confirmation-section";
import { FourEyesSection, MeasuresSection } from "./control-sections";
import { ImportsSection, LargeValueSection } from "./record-sections";
import { WorkSection } from "./work-section";

/** The ruled sheet: what is due, how old it is, and how the house's controls run. Each figure leads to its rows. */
export function OverviewSheet() {
  const t = useTranslations("overview");
  const format = useFormat();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.overview.summary.queryOptions({}));
  useAttendedRefresh([trpc.overview.summary.queryKey({})]);
  return (
    <PageLayout
      label={t("title")}
      header={
        <PageHeader title={t("title")} ruled>
          <span className="hg-small hg-ink-3">{t("asOf", { at: format.time(data.asOf as Instant) })}</span>
          <Button small icon={Printer} onClick={() => window.print()}>
            {t("print")}
          </Button>
        </PageHeader>
      }
    >
      <div className="hg-sheet-grid">
        <WorkSection work={data.work} />
        <div className="hg-sheet-stack">
          <BacklogSection backlog={data.backlog} open={data.work.total.open.count} />
          {data.largeValue ? <LargeValueSection largeValue={data.largeValue} /> : null}
        </div>
        {data.measures || data.fourEyes ? (
          <div className="hg-sheet-stack hg-sheet-two">
            {data.measures ? <MeasuresSection measures={data.measures} /> : null}
            {data.fourEyes ? <FourEyesSection fourEyes={data.fourEyes} /> : null}
          </div>
        ) : null}
        {data.confirmation || data.imports ? (
          <div className="hg-sheet-stack">
            {data.confirmation ? <ConfirmationSection confirmation={data.confirmation} core={data.core} /> : null}
            {data.imports ? <ImportsSection imports={data.imports} /> : null}
          </div>
        ) : null}
      </div>
    </PageLayout>
  );
}
