"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { Fact } from "@/components/patterns/facts";
import { Loaded } from "@/components/patterns/loaded";
import { ItemSkeleton } from "@/components/patterns/skeleton";
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
import { FindingLayout } from "./finding-layout";
import { useCadence } from "./use-cadence";

type Miss = RouterOutputs["completeness"]["miss"];

/** A control that did not run: since when, whether it runs again, and why. */
export function MissItem({ id, onClose }: { id: string; onClose?(): void }) {
  const t = useTranslations("completeness.misses");
  const trpc = useTRPC();
  const router = useRouter();
  const query = useQuery(trpc.completeness.miss.queryOptions({ missId: id }));
  return (
    <Loaded query={query} what={t("gone")} skeleton={<ItemSkeleton />}>
      {(miss) => <OpenMiss miss={miss} onClose={onClose ?? (() => router.push("/completeness"))} />}
    </Loaded>
  );
}

function OpenMiss({ miss, onClose }: { miss: Miss; onClose(): void }) {
  const t = useTranslations("completeness");
  const facts = useFacts(miss);
  return (
    <FindingLayout
      id={miss.id}
      number={miss.number}
      itemLabel={t("misses.open", { number: miss.number })}
      sideLabel={t("misses.title")}
      title={t(`controls.${miss.control}`)}
      tone={miss.ranAgainAt ? "done" : "late"}
      state={miss.ranAgainAt ? t("states.ok") : t("states.missed")}
      today={shanghaiDate(miss.foundAt as Instant)}
      facts={facts}
      reasonTitle={t("misses.reason")}
      reason={miss.reason ? <Explained miss={miss} reason={miss.reason} /> : <Explain missId={miss.id} />}
      onClose={onClose}
    />
  );
}

function Explained({ miss, reason }: { miss: Miss; reason: NonNullable<Miss["reason"]> }) {
  const t = useTranslations("completeness.misses");
  const say = useBilingual();
  const format = useFormat();
  const by = miss.explainedBy;
  return (
    <p className="px-(--gutter) pb-4">
      {t(`reasons.${reason}`)}{" "}
      {by && miss.explainedAt ? (
        <small className="hg-ink-3">
          {t("explained", {
            who: say({ zh: by.nameZh, en: by.nameEn }),
            time: format.dateTime(miss.explainedAt as Instant),
          })}
        </small>
      ) : null}
    </p>
  );
}

function useFacts(miss: Miss): readonly Fact[] {
  const t = useTranslations("completeness");
  const say = useBilingual();
  const format = useFormat();
  const cadence = useCadence();
  const moment = (at: string | null, none: string) => (at === null ? none : format.dateTime(at as Instant));
  return [
    { id: "last", label: t("misses.lastDone"), value: moment(miss.lastDoneAt, t("register.never")) },
    { id: "every", label: t("misses.every"), value: cadence(miss.everyMinutes) },
    { id: "alarm", label: t("misses.alarmAt"), value: moment(miss.alarmAt, "") },
    { id: "found", label: t("misses.found"), value: moment(miss.foundAt, "") },
    { id: "again", label: t("misses.ranAgain"), value: moment(miss.ranAgainAt, t("misses.still")) },
    { id: "owner", label: t("misses.owner"), value: say(ROLES[miss.owner]) },
  ];
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
