"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { StatusMark } from "@/components/patterns/status";
import { Button } from "@/components/ui/button";
import { localDate } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";
import { useCommand } from "@/lib/use-command";

type Absence = RouterOutputs["duty"]["absences"][number];

/** Absences, each with its days, stand-in, and the way to end it. */
export function AbsenceLines({ absences, named }: { absences: readonly Absence[]; named: boolean }) {
  const t = useTranslations("duty");
  const words = useBilingual();
  const format = useFormat();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const command = useCommand(
    useCallback((call: { key: string; input: { absenceId: string } }) => client.duty.endAbsence.mutate(call), [client]),
  );
  const problem = attempt(command);
  return (
    <>
      {problem ? (
        <p className="hg-sheet-nothing hg-error" role="alert">
          {problem}
        </p>
      ) : null}
      <ul className="hg-lines">
        {absences.map((absence) => {
          const days = t("desk.days", {
            from: format.monthDay(localDate(absence.fromOn)),
            to: format.monthDay(localDate(absence.toOn)),
          });
          const who = named ? `${words(absence.name)} · ` : "";
          return (
            <li key={absence.id}>
              <span>
                {who}
                {days}{" "}
                <span className="hg-small hg-ink-3">
                  {t(`absenceReasons.${absence.reasonCode}`)}
                  {absence.standIn ? ` · ${t("desk.standInIs", { name: words(absence.standIn.name) })}` : ""}
                </span>
              </span>
              <StatusMark tone={absence.now ? "wait" : "idle"}>
                {absence.now ? t("desk.nowAway") : t("desk.toCome")}
              </StatusMark>
              <Button
                small
                variant="plain"
                busy={command.pending}
                aria-label={`${t("desk.endAbsence")} ${who}${days}`}
                onClick={() => void command.run({ absenceId: absence.id })}
              >
                {t("desk.endAbsence")}
              </Button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
