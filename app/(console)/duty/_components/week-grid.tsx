"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { StatusMark } from "@/components/patterns/status";
import { IconButton } from "@/components/ui/button";
import { overlap } from "@/domain/duty/coverage";
import { addDays, type Instant, type LocalDate, localDate, startOfDay } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";
import { useCommand } from "@/lib/use-command";

type Week = RouterOutputs["duty"]["week"];
type Target = Week["targets"][number];
type Shift = Target["shifts"][number];
const DAYS = [0, 1, 2, 3, 4, 5, 6] as const;

/** The week, a row per role or queue and a column per day: who is there when, and in red when nobody is. */
export function WeekGrid({ week, mayEdit }: { week: Week; mayEdit: boolean }) {
  const t = useTranslations("duty.desk");
  const words = useBilingual();
  const format = useFormat();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const remove = useCommand(
    useCallback((call: { key: string; input: { shiftId: string } }) => client.duty.removeShift.mutate(call), [client]),
  );
  const days = DAYS.map((at) => addDays(localDate(week.weekOn), at));
  const problem = attempt(remove);
  return (
    <>
      {problem ? (
        <p className="hg-sheet-nothing hg-error" role="alert">
          {problem}
        </p>
      ) : null}
      <div className="hg-table-wrap">
        <table className="hg-table hg-duty" aria-label={t("tabRoster")}>
          <thead>
            <tr>
              <th scope="col">{t("target")}</th>
              {days.map((day) => (
                <th key={day} scope="col">
                  {format.weekday(day)} {format.monthDay(day)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {week.targets.map((target) => (
              <tr key={`${target.targetType} ${target.target}`}>
                <th scope="row">
                  {words(target.name)}
                  <br />
                  {target.shifts.length === 0 && target.gaps.length === 0 ? (
                    <span className="hg-small hg-ink-3">{t("notRostered")}</span>
                  ) : target.gaps.length === 0 ? (
                    <StatusMark tone="done">{t("covered")}</StatusMark>
                  ) : (
                    <StatusMark tone="late">{t("gaps", { count: target.gaps.length })}</StatusMark>
                  )}
                </th>
                {days.map((day) => (
                  <td key={day}>
                    <Day
                      target={target}
                      day={day}
                      onRemove={mayEdit ? (shift) => void remove.run({ shiftId: shift.id }) : null}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Day({ target, day, onRemove }: { target: Target; day: LocalDate; onRemove: ((shift: Shift) => void) | null }) {
  const t = useTranslations("duty");
  const words = useBilingual();
  const format = useFormat();
  const window = { startsAt: startOfDay(day), endsAt: startOfDay(addDays(day, 1)) };
  const touches = (one: { startsAt: string; endsAt: string }) =>
    overlap({ startsAt: one.startsAt as Instant, endsAt: one.endsAt as Instant }, window);
  const time = (text: string) => format.time(text as Instant);
  const clip = (one: { startsAt: string; endsAt: string }) => ({
    from: time(one.startsAt > window.startsAt ? one.startsAt : window.startsAt),
    to: one.endsAt >= window.endsAt ? "24:00" : time(one.endsAt),
  });
  return (
    <ul className="hg-duty-day">
      {target.shifts.filter(touches).map((shift) => {
        const { from, to } = clip(shift);
        return (
          <li key={shift.id}>
            <span>
              <b>{words(shift.name)}</b>{" "}
              <span className="hg-small hg-ink-3">
                {from}
                {"–"}
                {to}
                {shift.kind === "stand-in" ? ` ${t("shiftKinds.stand-in")}` : ""}
              </span>
              {shift.away ? <StatusMark tone="late">{t("desk.awayMark")}</StatusMark> : null}
            </span>
            {onRemove && shift.startsAt >= window.startsAt ? (
              <IconButton
                icon={X}
                small
                label={t("desk.removeShift", { name: words(shift.name), from })}
                onClick={() => onRemove(shift)}
              />
            ) : null}
          </li>
        );
      })}
      {target.gaps.filter(touches).map((gap) => (
        <li key={gap.startsAt} className="hg-late hg-small">
          {t("desk.gap", clip(gap))}
        </li>
      ))}
    </ul>
  );
}
