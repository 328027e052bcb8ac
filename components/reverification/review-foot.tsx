"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionFoot, type FootAction } from "@/components/patterns/action-foot";
import type { ReviewDetail } from "./review";
import { CloseDialog, ReasonDialog } from "./review-dialogs";

type Props = { item: ReviewDetail; onDone(version: number): void; onNext?(): void };

/** The one action bar: hold the suspension off with a good reason, end it with another, go on. */
export function ReviewFoot({ item, onDone, onNext }: Props) {
  const t = useTranslations("reverification.page.foot");
  const [asking, setAsking] = useState<"reason" | "close" | null>(null);
  const suspended = item.suspended > 0 ? t("suspendedFirst") : undefined;
  const actions: FootAction[] = [
    ...(item.may.work
      ? [
          {
            id: "reason",
            label: t("reason"),
            shortcut: "snooze" as const,
            run: () => setAsking("reason"),
          },
          {
            id: "close",
            label: t("close"),
            shortcut: "finish" as const,
            variant: "quiet" as const,
            run: () => setAsking("close"),
            ...(suspended ? { blocked: suspended } : {}),
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
      <ActionFoot actions={actions} {...(item.may.work && suspended ? { note: suspended } : {})} />
      {asking === "reason" ? <ReasonDialog item={item} onEnd={end} /> : null}
      {asking === "close" ? <CloseDialog item={item} onEnd={end} /> : null}
    </>
  );
}
