"use client";

import { useTranslations } from "next-intl";
import type { WhyLine } from "@/components/patterns/clock-badge";
import type { Explanation } from "@/domain/clocks/model";
import type { LocalDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";

type Step = Readonly<Record<string, unknown>>;

/**
 * Puts the steps of a working-day clock into lines of "why this date"; kinds it has no words for are left out.
 * `received` names the event the clock began with, where it is not a receipt.
 */
export function useClockSteps(): (steps: readonly Step[], words?: { received?: string }) => readonly WhyLine[] {
  const t = useTranslations("clocks.labels");
  const format = useFormat();
  const day = (date: LocalDate) => `${format.monthDay(date)} ${format.weekday(date)}`;
  const words = t as unknown as {
    (path: string, values?: Record<string, string | number>): string;
    has(path: string): boolean;
  };
  const holiday = (name: string) => (words.has(`holiday.${name}`) ? words(`holiday.${name}`) : name);
  const lineOf = (step: Explanation, received: string): WhyLine | null => {
    switch (step.kind) {
      case "received":
        return { label: received, value: day(step.on) };
      case "start-day-excluded":
        return { label: t("step.start-day-excluded", { firstDay: day(step.firstDay) }), value: "" };
      case "period":
        return { label: t("step.period", { period: words(`unit.${step.unit}`, { count: step.amount }) }), value: "" };
      case "holiday":
        return {
          label: t("step.holiday", { holiday: holiday(step.holiday), days: step.days }),
          value: `${format.monthDay(step.first)} – ${format.monthDay(step.last)}`,
        };
      case "make-up":
        return { label: t("step.make-up", { holiday: holiday(step.holiday) }), value: day(step.on) };
      case "weekends":
        return { label: t("step.weekends", { days: step.days }), value: "" };
      case "due":
        return { label: t("step.due", { on: day(step.on) }), value: "" };
      case "provisional":
        return { label: t("step.provisional", { years: step.years.join(", ") }), value: "" };
      default:
        return null;
    }
  };
  return (steps, given) =>
    steps.flatMap((step) => lineOf(step as unknown as Explanation, given?.received ?? t("step.received")) ?? []);
}
