"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Banner } from "@/components/patterns/banner";
import { type Fact, FactList } from "@/components/patterns/facts";
import { SectionHead } from "@/components/patterns/headers";
import { QueryProblem } from "@/components/patterns/query-problem";
import { StatusMark } from "@/components/patterns/status";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import type { ListsOverview } from "./screening";

/** While a comparison runs its progress is asked again this often, in milliseconds. */
const RUN_MS = 5_000;
/** How a list is brought: a file the institution has fetched, from the terminal of the server. */
const HOW_TO = "npm run import -- consolidated.xml --as un-consolidated";

/** The lists the house compares with, whether they still answer, and how the last comparison of everybody went. */
export function ListsPanel() {
  const t = useTranslations("screening.page");
  const can = useCan();
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.screening.lists.queryOptions({}),
    refetchInterval: ({ state }) => (state.data?.run?.state === "running" ? RUN_MS : false),
  });
  if (!query.data) {
    // Who may not see hits is told so once, in the place of the list.
    if (query.isPending || !can("screening.read")) return null;
    return <QueryProblem what={t("lists.failed")} error={query.error} onRetry={() => void query.refetch()} />;
  }
  return (
    <>
      <Banner tone="protect">{t("secret")}</Banner>
      {query.data.sources.map((one) => (
        <Source key={one.source} one={one} freshDays={query.data.freshDays} />
      ))}
      <Run run={query.data.run} />
    </>
  );
}

function Source({ one, freshDays }: { one: ListsOverview["sources"][number]; freshDays: number }) {
  const t = useTranslations("screening");
  const format = useFormat();
  const { list } = one;
  const state = !list ? (
    <StatusMark tone="late">{t("page.lists.none")}</StatusMark>
  ) : list.fresh ? (
    <StatusMark tone="done">{t("page.lists.fresh")}</StatusMark>
  ) : (
    <StatusMark tone="late">{t("page.lists.stale", { days: freshDays })}</StatusMark>
  );
  const facts: Fact[] = [
    { id: "state", label: t("page.lists.state"), value: state },
    ...(list
      ? [
          { id: "asOf", label: t("page.lists.asOf"), value: format.dateTime(list.asOf as Instant) },
          { id: "currentAt", label: t("page.lists.currentAt"), value: format.dateTime(list.currentAt as Instant) },
          { id: "entries", label: t("page.lists.entries"), value: String(list.entries) },
        ]
      : []),
  ];
  return (
    <section aria-label={t(`labels.source.${one.source}`)}>
      <SectionHead
        title={t(`labels.source.${one.source}`)}
        note={t(one.actsByItself ? "page.lists.acts" : "page.lists.tells")}
      />
      <FactList facts={facts} tight />
      {list?.fresh ? null : (
        <p className="hg-small hg-ink-2 px-(--gutter) pb-2">{t("page.lists.howTo", { command: HOW_TO })}</p>
      )}
    </section>
  );
}

function Run({ run }: { run: ListsOverview["run"] }) {
  const t = useTranslations("screening");
  const format = useFormat();
  return (
    <section aria-label={t("page.run.title")}>
      <SectionHead title={t("page.run.title")} ruled />
      <p className="hg-small px-(--gutter) pb-2">
        {run ? (
          <>
            <StatusMark tone={run.state === "running" ? "wait" : run.state === "done" ? "done" : "none"}>
              {t(`labels.run.${run.state}`)}
            </StatusMark>{" "}
            {format.dateTime(run.startedAt as Instant)} {"· "}
            {t("page.run.progress", { compared: run.compared, total: run.total, hits: run.hits })}
          </>
        ) : (
          t("page.run.none")
        )}
      </p>
    </section>
  );
}
