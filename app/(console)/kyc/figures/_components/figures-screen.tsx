"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { KycHead } from "@/components/kyc/kyc-tabs";
import { KYC_VIEWS } from "@/components/kyc/paths";
import { Histogram, StackedBars } from "@/components/patterns/charts/charts";
import { SectionHead } from "@/components/patterns/headers";
import { PageLayout } from "@/components/patterns/layouts";
import { QueryProblem } from "@/components/patterns/query-problem";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { EmptyState, NoPermission } from "@/components/patterns/states";
import type { LocalDate } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";
import { useCan } from "@/lib/use-can";
import { ReasonBars } from "./reason-bars";

export type Figures = RouterOutputs["kyc"]["figures"];

/** The desk in figures, as pictures with their tables behind them. */
export function FiguresScreen() {
  const can = useCan();
  return can("kyc.read") ? <Pictures /> : <NoPermission />;
}

function Pictures() {
  const t = useTranslations("kyc.page");
  const trpc = useTRPC();
  const query = useQuery(trpc.kyc.figures.queryOptions({}));
  return (
    <PageLayout
      label={t("figures.title")}
      header={
        <KycHead current="figures" ruled>
          {query.data ? (
            <span className="hg-small hg-ink-3">{t("figures.over", { days: query.data.days })}</span>
          ) : null}
        </KycHead>
      }
    >
      {query.data ? (
        <Sheet figures={query.data} />
      ) : query.isPending ? (
        <TableSkeleton rows={10} columns={4} />
      ) : (
        <QueryProblem what={t("figures.failed")} error={query.error} onRetry={() => void query.refetch()} />
      )}
    </PageLayout>
  );
}

function Sheet({ figures }: { figures: Figures }) {
  const t = useTranslations("kyc.page.figures");
  const format = useFormat();
  const label = (upTo: number | null, at: number) => {
    const before = figures.ageing[at - 1]?.upToHours ?? 0;
    return upTo === null ? t("beyond", { hours: before }) : t("upTo", { from: before, to: upTo });
  };
  const isOver = (upTo: number | null) => upTo === null || upTo > figures.targetHours;
  const firstOver = figures.ageing.findIndex(({ upToHours }) => isOver(upToHours));
  const beyond = figures.ageing[firstOver];
  return (
    <div className="hg-figures">
      <section aria-label={t("waiting")}>
        <SectionHead title={t("waiting")} note={t("target", { hours: figures.targetHours })} />
        <Waiting figures={figures} />
        <Histogram
          title={t("ageing")}
          axis={t("since")}
          countLabel={t("submissions")}
          bins={figures.ageing.map((one, at) => ({
            label: label(one.upToHours, at),
            count: one.count,
            over: isOver(one.upToHours),
          }))}
          {...(beyond ? { line: { label: t("targetLine"), bin: label(beyond.upToHours, firstOver) } } : {})}
        />
      </section>
      <section aria-label={t("decisions")}>
        <SectionHead title={t("decisions")} ruled />
        {figures.perDay.length === 0 ? (
          <EmptyState title={t("emptyTitle")} text={t("emptyText")} />
        ) : (
          <StackedBars
            title={t("perDay")}
            axis={t("day")}
            series={[
              { key: "accept", label: t("accept"), color: "var(--chart-3)" },
              { key: "ask", label: t("ask"), color: "var(--chart-2)" },
              { key: "reject", label: t("reject"), color: "var(--chart-1)" },
            ]}
            buckets={figures.perDay.map((one) => ({
              label: format.monthDay(one.day as LocalDate),
              accept: one.accept,
              ask: one.ask,
              reject: one.reject,
            }))}
            totals
          />
        )}
      </section>
      <ReasonBars reasons={figures.reasons} />
      <Reviewers figures={figures} />
    </div>
  );
}

/** What waits, and for whom, in one line each. */
function Waiting({ figures }: { figures: Figures }) {
  const t = useTranslations("kyc.states");
  const format = useFormat();
  const states = ["ready", "overriding", "asked", "held", "reading"] as const;
  return (
    <ul className="hg-figure-line">
      {states.map((state) => (
        <li key={state}>
          <a className="hg-text-link" href={`/kyc?state=${state === "ready" ? KYC_VIEWS.queue : state}`}>
            {t(state)}
          </a>{" "}
          <b>{format.count(figures.waiting[state])}</b>
        </li>
      ))}
    </ul>
  );
}

/** Who decided how much and how fast, and how often a second look disagreed; only oneself without the right to look. */
function Reviewers({ figures }: { figures: Figures }) {
  const t = useTranslations("kyc.page.figures");
  const format = useFormat();
  const say = useBilingual();
  const { reviewers, disagreement, goal } = figures;
  return (
    <section aria-label={t("reviewers")}>
      <SectionHead
        title={t("reviewers")}
        note={t("goal", { count: goal })}
        aside={
          disagreement.looked > 0
            ? t("disagreement", {
                share: format.percent(disagreement.disagreed / disagreement.looked),
                looked: disagreement.looked,
                open: disagreement.open,
              })
            : t("noLooks", { open: disagreement.open })
        }
        ruled
      />
      {reviewers.length === 0 ? <p className="hg-small hg-ink-3 px-(--gutter) pb-3">{t("noReviewers")}</p> : null}
      {reviewers.length > 0 ? (
        <table className="hg-table" aria-label={t("reviewers")}>
          <thead>
            <tr>
              <th scope="col">{t("reviewer")}</th>
              {(["count", "accepted", "median", "perHour", "looked", "disagreed"] as const).map((head) => (
                <th key={head} scope="col" className="hg-num">
                  {t(`heads.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {reviewers.map((one) => (
              <tr key={one.personId}>
                <th scope="row">{one.own ? t("me") : one.name ? say(one.name) : t("somebody")}</th>
                <td className="hg-num">{format.count(one.decisions)}</td>
                <td className="hg-num">{one.decisions > 0 ? format.percent(one.accepted / one.decisions) : "–"}</td>
                <td className="hg-num">{one.medianSeconds === null ? "–" : format.duration(one.medianSeconds)}</td>
                <td className="hg-num">{one.perHour === null ? "–" : format.count(Math.round(one.perHour))}</td>
                <td className="hg-num">{format.count(one.looked)}</td>
                <td className="hg-num">{format.count(one.disagreed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  );
}
