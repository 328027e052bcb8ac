"use client";

import { Check, Minus, TriangleAlert, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";

export type CheckOutcome = "ok" | "bad" | "warn" | "na";
export type CheckItem = { id: string; outcome: CheckOutcome; name: ReactNode; value?: ReactNode };

const ICONS = { ok: Check, bad: X, warn: TriangleAlert, na: Minus } as const;
const ORDER: readonly CheckOutcome[] = ["bad", "warn", "ok", "na"];

/** One automatic check: mark, name, measured value. */
export function CheckRow({ outcome, name, value }: Omit<CheckItem, "id">) {
  const t = useTranslations("common");
  return (
    <div className={`hg-check hg-${outcome}`}>
      <Icon of={ICONS[outcome]} />
      <span>
        <span className="hg-sr">{t(`check.${outcome}`)}</span>
        {name}
      </span>
      <span className="hg-value">{value}</span>
    </div>
  );
}

/** Checks with the failures first; within an outcome the given order stays. */
export function CheckList({ checks }: { checks: readonly CheckItem[] }) {
  const sorted = [...checks].sort((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome));
  return (
    <div className="hg-inset">
      {sorted.map(({ id, ...check }) => (
        <CheckRow key={id} {...check} />
      ))}
    </div>
  );
}
