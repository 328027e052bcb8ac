"use client";

import { useTranslations } from "next-intl";
import type { RouterOutputs } from "@/lib/trpc/types";

export type StripDay = RouterOutputs["completeness"]["register"]["controls"][number]["strip"][number];

const [WIDTH, HEIGHT, STEP] = [4, 14, 5];

/** A day's look: nothing known, nothing ran, something failed, all well. Height tells it apart without colour. */
function look({ known, done, failed }: StripDay): { height: number; fill: string } {
  if (!known) return { height: 1, fill: "var(--color-ink-3)" };
  if (done + failed === 0) return { height: 4, fill: "var(--color-late-mark)" };
  if (failed > 0) return { height: 9, fill: "var(--color-wait-mark)" };
  return { height: HEIGHT, fill: "var(--color-done-mark)" };
}

/** Thirty days of a control as a picture; its sentence says the same, and the table of its runs holds every day. */
export function RunStrip({ days }: { days: readonly StripDay[] }) {
  const t = useTranslations("completeness.register");
  const known = days.filter((day) => day.known);
  const label = t("stripLabel", {
    ran: known.filter(({ done }) => done > 0).length,
    failed: known.filter(({ failed }) => failed > 0).length,
    none: known.filter(({ done, failed }) => done + failed === 0).length,
  });
  return (
    <svg role="img" aria-label={label} width={days.length * STEP} height={HEIGHT} className="block">
      {days.map((day, at) => {
        const { height, fill } = look(day);
        return <rect key={day.date} x={at * STEP} y={HEIGHT - height} width={WIDTH} height={height} fill={fill} />;
      })}
    </svg>
  );
}
