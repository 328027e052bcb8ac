"use client";

import { keepPreviousData, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { useCallback, useState } from "react";
import { FactList } from "@/components/patterns/facts";
import { SectionHead } from "@/components/patterns/headers";
import { QueryProblem } from "@/components/patterns/query-problem";
import { StatusMark } from "@/components/patterns/status";
import { Button } from "@/components/ui/button";
import { addDays, type LocalDate, localDate, weekday } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import { ShiftDialog } from "./shift-dialog";
import { WeekGrid } from "./week-grid";

/** Who is on duty now, and the week: what is uncovered stands out, and a whole week is copied with one click. */
export function Roster({ today }: { today: LocalDate }) {
  const t = useTranslations("duty.desk");
  const format = useFormat();
  const can = useCan();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const [asked, setAsked] = useQueryState("week", parseAsString);
  const on = asked && /^\d{4}-\d{2}-\d{2}$/.test(asked) ? localDate(asked) : today;
  const weekOn = addDays(on, 1 - weekday(on));
  const answer = useQuery(trpc.duty.week.queryOptions({ on }, { placeholderData: keepPreviousData }));
  const [adding, setAdding] = useState(false);
  const copy = useCommand(
    useCallback((call: { key: string; input: { weekOn: string } }) => client.duty.replayWeek.mutate(call), [client]),
  );
  const [copied, setCopied] = useState<{ written: number; left: number } | null>(null);
  const go = (days: number) => {
    setCopied(null);
    void setAsked(addDays(weekOn, days));
  };
  const replay = async () => {
    const done = await copy.run({ weekOn });
    if (done?.ok) setCopied({ written: done.result.written, left: done.result.left.length });
  };
  const problem = attempt(copy);
  return (
    <>
      <OnDutyNow />
      <SectionHead
        title={t("weekTitle", { from: format.monthDay(weekOn) })}
        ruled
        aside={
          <span className="hg-actions">
            <Button small variant="plain" onClick={() => go(-7)}>
              {t("previous")}
            </Button>
            <Button small variant="plain" onClick={() => go(7)}>
              {t("next")}
            </Button>
            {can("duty.manage") ? (
              <>
                <Button small busy={copy.pending} onClick={() => void replay()}>
                  {t("copy")}
                </Button>
                <Button small variant="primary" onClick={() => setAdding(true)}>
                  {t("addShift")}
                </Button>
              </>
            ) : null}
          </span>
        }
      />
      {copied ? (
        <p className="hg-sheet-nothing" role="status">
          {t("copied", copied)}
        </p>
      ) : null}
      {problem ? (
        <p className="hg-sheet-nothing hg-error" role="alert">
          {problem}
        </p>
      ) : null}
      {answer.error ? (
        <QueryProblem what={t("tabRoster")} error={answer.error} onRetry={() => void answer.refetch()} />
      ) : null}
      {answer.data ? <WeekGrid week={answer.data} mayEdit={can("duty.manage")} /> : null}
      {adding && answer.data ? (
        <ShiftDialog
          targets={answer.data.targets}
          day={weekOn > today ? weekOn : today}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </>
  );
}

function OnDutyNow() {
  const t = useTranslations("duty.desk");
  const words = useBilingual();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.duty.now.queryOptions({}));
  return (
    <>
      <SectionHead title={t("nowTitle")} />
      <FactList
        facts={data.map((one) => ({
          id: `${one.targetType} ${one.target}`,
          label: words(one.name),
          value:
            one.people.length > 0 ? (
              one.people.map(({ name }) => words(name)).join(t("and"))
            ) : (
              <StatusMark tone={one.targetType === "role" ? "late" : "none"}>{t("nobody")}</StatusMark>
            ),
        }))}
      />
    </>
  );
}
