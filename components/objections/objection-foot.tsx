"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionFoot, type FootAction } from "@/components/patterns/action-foot";
import { DecideDialog } from "./decide-dialog";
import type { ObjectionDetail } from "./objection";
import { WithdrawDialog } from "./withdraw-dialog";

type Props = { item: ObjectionDetail; onDone(version: number): void; onNext?(): void };

/** The one action bar: decide, enter that the customer takes it back, go on. */
export function ObjectionFoot({ item, onDone, onNext }: Props) {
  const t = useTranslations("objections.page.foot");
  const [asking, setAsking] = useState<"decide" | "withdraw" | null>(null);
  const actions: FootAction[] = [
    ...(item.may.decide
      ? [{ id: "decide", label: t("decide"), shortcut: "finish" as const, run: () => setAsking("decide") }]
      : []),
    ...(item.may.withdraw
      ? [
          {
            id: "withdraw",
            label: t("withdraw"),
            shortcut: "withdraw" as const,
            variant: "quiet" as const,
            run: () => setAsking("withdraw"),
          },
        ]
      : []),
    ...(onNext
      ? [{ id: "next", label: t("next"), shortcut: "next" as const, variant: "quiet" as const, run: onNext }]
      : []),
  ];
  const end = (version: number | null) => {
    setAsking(null);
    if (version !== null) onDone(version);
  };
  if (actions.length === 0) return null;
  return (
    <>
      <ActionFoot actions={actions} />
      {asking === "decide" ? <DecideDialog item={item} onEnd={end} /> : null}
      {asking === "withdraw" ? <WithdrawDialog item={item} onEnd={end} /> : null}
    </>
  );
}
