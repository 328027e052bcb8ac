"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { PagePath } from "@/components/frame/page-path";
import { type Fact, FactList } from "@/components/patterns/facts";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { QueryProblem } from "@/components/patterns/query-problem";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { StatusChip } from "@/components/patterns/status";
import { IconButton } from "@/components/ui/button";
import { WorkPanel } from "@/components/worklist/work-panel";
import { MISS_REASONS } from "@/domain/completeness/codes";
import { ROLES } from "@/domain/identity/roles";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import { ExplainForm } from "./explain-form";
import { useCadence } from "./use-cadence";

type Miss = RouterOutputs["completeness"]["miss"];

/** A control that did not run: since when, whether it runs again, and why. */
export function MissItem({ id, onClose }: { id: string; onClose?(): void }) {
  const t = useTranslations("completeness.misses");
  const trpc = useTRPC();
  const router = useRouter();
  const query = useQuery(trpc.completeness.miss.queryOptions({ missId: id }));
  if (query.isPending) return <ItemSkeleton />;
  if (!query.data) return <QueryProblem what={t("gone")} error={query.error} onRetry={() => void query.refetch()} />;
  return <OpenMiss miss={query.data} onClose={onClose ?? (() => router.push("/completeness"))} />;
}

function OpenMiss({ miss, onClose }: { miss: Miss; onClose(): void }) {
  const t = useTranslations("completeness");
  const format = useFormat();
  const common = useTranslations("worklist.page.item");
  return (
    <SplitItemLayout
      itemLabel={t("misses.open", { number: miss.number })}
      sideLabel={t("misses.title")}
      sideWidth={304}
      header={
        <ItemHeader
          title={t(`controls.${miss.control}`)}
          state={
            miss.ranAgainAt ? (
              <StatusChip tone="done">{t("states.ok")}</StatusChip>
            ) : (
              <StatusChip tone="late">{t("states.missed")}</StatusChip>
            )
          }
          number={miss.number}
          tools={<IconButton icon={X} label={common("close")} onClick={onClose} />}
        />
      }
      side={<WorkPanel subjectId={miss.id} events={[]} today={shanghaiDate(miss.foundAt as Instant)} />}
    >
      <PagePath steps={[miss.number]} />
      <MissFacts miss={miss} />
      <SectionHead title={t("misses.reason")} ruled />
      {miss.reason ? (
        <p className="px-(--gutter) pb-4">
          {t(`misses.reasons.${miss.reason}`)} <Explained by={miss.explainedBy} at={miss.explainedAt} format={format} />
        </p>
      ) : (
        <Explain missId={miss.id} />
      )}
    </SplitItemLayout>
  );
}

function Explained(props: { by: Miss["explainedBy"]; at: string | null; format: ReturnType<typeof useFormat> }) {
  const t = useTranslations("completeness.misses");
  const say = useBilingual();
  if (!props.by || !props.at) return null;
  const who = say({ zh: props.by.nameZh, en: props.by.nameEn });
  return (
    <small className="hg-ink-3">{t("explained", { who, time: props.format.dateTime(props.at as Instant) })}</small>
  );
}

function MissFacts({ miss }: { miss: Miss }) {
  const t = useTranslations("completeness");
  const say = useBilingual();
  const format = useFormat();
  const cadence = useCadence();
  const moment = (at: string | null, none: string) => (at === null ? none : format.dateTime(at as Instant));
  const facts: Fact[] = [
    { id: "last", label: t("misses.lastDone"), value: moment(miss.lastDoneAt, t("register.never")) },
    { id: "every", label: t("misses.every"), value: cadence(miss.everyMinutes) },
    { id: "alarm", label: t("misses.alarmAt"), value: moment(miss.alarmAt, "") },
    { id: "found", label: t("misses.found"), value: moment(miss.foundAt, "") },
    { id: "again", label: t("misses.ranAgain"), value: moment(miss.ranAgainAt, t("misses.still")) },
    { id: "owner", label: t("misses.owner"), value: say(ROLES[miss.owner]) },
  ];
  return <FactList facts={facts} />;
}

function Explain({ missId }: { missId: string }) {
  const t = useTranslations("completeness.misses");
  const can = useCan();
  const client = useTRPCClient();
  const command = useCommand(client.completeness.explainMiss.mutate);
  const problem = useAttemptText()(command);
  if (!can("completeness.explain")) return <p className="px-(--gutter) pb-4">{t("unexplained")}</p>;
  return (
    <ExplainForm
      title={t("explain")}
      hint={t("explainHint")}
      reasons={MISS_REASONS.map((value) => ({ value, label: t(`reasons.${value}`) }))}
      pending={command.pending}
      problem={problem}
      onExplain={(reason) => void command.run({ missId, reason })}
    />
  );
}
