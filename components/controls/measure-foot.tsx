"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ActionFoot, type FootAction } from "@/components/patterns/action-foot";
import { addDays, type Instant, type LocalDate, shanghaiDate } from "@/domain/shared/time";
import { useAttemptText, useRefusalText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import { useNow } from "@/lib/use-now";
import { type MeasureDetail, USUAL_REVIEW_DAYS } from "./measure";

/** What can be done with a measure: look at it afterwards, propose its release, take note of a failure. */
export function MeasureFoot({ detail }: { detail: MeasureDetail }) {
  const t = useTranslations("controls.page.foot");
  const { actions, error, blocked } = useLook(detail);
  const others = useWays(detail);
  const asksWhy = actions.some(({ needsReason }) => needsReason);
  return (
    <ActionFoot
      actions={[...actions, ...others.actions]}
      {...(asksWhy ? { reason: { label: t("endReason"), maxLength: 2000 } } : {})}
      error={error ?? others.error}
      note={blocked}
    />
  );
}

/** The look afterwards: keep it, to be looked at again by a later day, or find it wrongly given and end it. */
function useLook({ measure, available }: MeasureDetail) {
  const t = useTranslations("controls.page.foot");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const refusal = useRefusalText();
  const review = useCommand(client.controls.reviewMeasure.mutate);
  const end = useCommand(client.controls.endMeasure.mutate);
  const today = shanghaiDate(useNow() ?? (measure.requestedAt as Instant));
  const keeps = available.find(({ control }) => control === "keep");
  const ends = available.find(({ control }) => control === "end");
  const actions: FootAction[] = [];
  const blocked = keeps?.refusal ? refusal({ code: keeps.refusal }) : undefined;
  if (keeps) {
    const reviewOn = nextReviewDay(measure.reviewOn as LocalDate, today);
    actions.push({
      id: "keep",
      label: t("keepUntil", { date: reviewOn }),
      shortcut: "finish",
      run: async () => void (await review.run({ measureId: measure.id, reviewOn })),
      ...(blocked ? { blocked } : {}),
    });
  }
  // What its source ends is not ended here at all: the button would only ever say no.
  if (ends && ends.refusal === null) {
    actions.push({
      id: "end",
      label: t("end"),
      shortcut: "reject",
      needsReason: true,
      run: async ({ reason }) => void (await end.run({ measureId: measure.id, note: reason })),
    });
  }
  return { actions, blocked, error: attempt(review) ?? attempt(end) };
}

/** The day by which a kept measure is looked at again: the one it had, unless that is over. */
export function nextReviewDay(reviewOn: LocalDate, today: LocalDate): LocalDate {
  return reviewOn > today ? reviewOn : addDays(today, USUAL_REVIEW_DAYS);
}

/** The other ways on from a measure. */
function useWays({ measure, account, available }: MeasureDetail) {
  const t = useTranslations("controls.page.foot");
  const router = useRouter();
  const can = useCan();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const acknowledge = useCommand(client.controls.acknowledgeFailure.mutate);
  const waits = measure.state === "proposed" || measure.state === "release-proposed";
  const approval = measure.state === "release-proposed" ? measure.releaseApprovalId : measure.approvalId;
  const actions: FootAction[] = [];
  if (available.some(({ control, refusal }) => control === "release" && refusal === null)) {
    actions.push({
      id: "release",
      label: t("release"),
      shortcut: "lift",
      run: () => router.push(`/accounts/${account.id}?release=${measure.id}`),
    });
  }
  if (measure.state === "failed" && can("controls.request")) {
    actions.push({
      id: "acknowledge",
      label: t("acknowledge"),
      shortcut: "finish",
      run: async () => void (await acknowledge.run({ measureId: measure.id })),
    });
  }
  if (waits && approval && can("approvals.read")) {
    actions.push({
      id: "approval",
      label: t("approval"),
      variant: "quiet",
      run: () => router.push(`/approvals/${approval}`),
    });
  }
  actions.push({
    id: "account",
    label: t("account"),
    variant: "quiet",
    run: () => router.push(`/accounts/${account.id}`),
  });
  return { actions, error: attempt(acknowledge) };
}
