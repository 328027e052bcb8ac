"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionFoot, type FootAction } from "@/components/patterns/action-foot";
import type { ActionKey } from "@/components/ui/keys/key-map";
import { EVIDENCE_NEEDED } from "@/domain/losses/decisions";
import type { ReportState } from "@/domain/losses/model";
import { useCan } from "@/lib/use-can";
import { DisputeDialog } from "./dispute-dialog";
import {
  CallBackDialog,
  CloseDialog,
  ConfirmDialog,
  PaperDialog,
  PoliceDialog,
  RestoreDialog,
  ReviewDialog,
  WithdrawDialog,
} from "./loss-dialogs";
import type { LossDetail } from "./losses";

const DIALOGS = {
  callBack: CallBackDialog,
  paper: PaperDialog,
  disputes: DisputeDialog,
  police: PoliceDialog,
  confirm: ConfirmDialog,
  restore: RestoreDialog,
  withdraw: WithdrawDialog,
  close: CloseDialog,
  review: ReviewDialog,
} as const;
type Deed = keyof typeof DIALOGS;

const KEYS: Readonly<Record<Deed, ActionKey>> = {
  callBack: "return",
  paper: "ask",
  disputes: "compare",
  police: "propose",
  confirm: "finish",
  restore: "lift",
  withdraw: "withdraw",
  close: "escalate",
  review: "approve",
};

const PROTECTED: readonly ReportState[] = ["protected", "evidence", "confirmed"];

/** What may be done with a report as it stands; the first is what usually comes next. */
export function deedsOf(item: Pick<LossDetail, "state" | "may" | "reviewDue">): readonly Deed[] {
  const held = PROTECTED.includes(item.state);
  const work: Deed[] = item.may.work
    ? [
        ...(item.state === "stopped" ? (["callBack"] as const) : []),
        ...(item.state === "protected" || item.state === "evidence" ? (["confirm"] as const) : []),
        ...(held ? (["restore"] as const) : []),
        ...(item.state === "confirmed" ? (["close"] as const) : []),
        ...(held || item.state === "restoring" ? (["paper"] as const) : []),
        "disputes",
        "police",
      ]
    : [];
  return [
    ...(item.reviewDue && item.may.review ? (["review"] as const) : []),
    ...work,
    ...(item.may.withdraw ? (["withdraw"] as const) : []),
  ];
}

/** The same deeds with the papers before what rests on them. */
function papersFirst(deeds: readonly Deed[]): readonly Deed[] {
  if (!deeds.includes("confirm")) return deeds;
  return ["paper", ...deeds.filter((deed) => deed !== "paper")];
}

/** The one action bar of a report. */
export function LossFoot(props: { item: LossDetail; onDone(version: number): void; onNext?(): void }) {
  const t = useTranslations("losses.page.foot");
  const { item, onDone, onNext } = props;
  const [asking, setAsking] = useState<Deed | null>(null);
  const router = useRouter();
  const can = useCan();
  const { approval } = item;
  const papers = EVIDENCE_NEEDED.every((kind) =>
    item.evidence.some((one) => one.kind === kind && one.state === "received"),
  );
  const deeds = deedsOf(item);
  const actions: FootAction[] = [
    ...(approval && !item.may.withdraw && can("losses.restore.approve")
      ? [
          {
            id: "check",
            label: t("check"),
            shortcut: "approve" as const,
            run: () => router.push(`/approvals/${approval.id}`),
          },
        ]
      : []),
    // What cannot be confirmed yet waits for its papers: they come first.
    ...(papers ? deeds : papersFirst(deeds)).map((deed, at) => ({
      id: deed,
      label: t(deed),
      shortcut: KEYS[deed],
      ...(at === 0 ? {} : { variant: "quiet" as const }),
      ...(deed === "confirm" && !papers ? { blocked: t("papersMissing") } : {}),
      run: () => setAsking(deed),
    })),
    ...(onNext
      ? [{ id: "next", label: t("next"), shortcut: "next" as const, variant: "quiet" as const, run: onNext }]
      : []),
  ];
  if (actions.length === 0) return null;
  const Asked = asking && DIALOGS[asking];
  return (
    <>
      <ActionFoot actions={actions} />
      {Asked ? (
        <Asked
          item={item}
          onEnd={(version) => {
            setAsking(null);
            if (version !== null) onDone(version);
          }}
        />
      ) : null}
    </>
  );
}
