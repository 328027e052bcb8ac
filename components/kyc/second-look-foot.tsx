"use client";

import { useTranslations } from "next-intl";
import { ActionFoot, type FootAction } from "@/components/patterns/action-foot";
import { REJECT_REASON_NAMES, type RejectReason } from "@/domain/kyc/codes";
import type { SubmissionDetail } from "@/domain/kyc/schema";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";

type Props = { item: SubmissionDetail; look: NonNullable<SubmissionDetail["secondLook"]>; onNext(): void };

/** The verdict on what a colleague accepted: agreed, or not and why; his reason goes to the colleague. */
export function SecondLookFoot({ item, look, onNext }: Props) {
  const t = useTranslations("kyc.page.secondLook");
  const reasons = useTranslations("kyc.reasons");
  const attempt = useAttemptText();
  const client = useTRPCClient();
  const record = useCommand(client.kyc.secondLook.record.mutate);
  const run = async (verdict: "agree" | "disagree", reason?: RejectReason, note?: string) => {
    const about = { submissionId: item.id, version: look.version };
    const answer = await record.run({ ...about, verdict, ...(reason ? { reason } : {}), ...(note ? { note } : {}) });
    if (answer?.ok) onNext();
  };
  const actions: FootAction[] = [
    { id: "agree", label: t("agree"), shortcut: "approve", run: () => run("agree") },
    {
      id: "disagree",
      label: t("disagree"),
      shortcut: "reject",
      variant: "negative",
      needsChoice: true,
      run: ({ choice, reason }) =>
        run(
          "disagree",
          REJECT_REASON_NAMES.find((name) => name === choice),
          reason,
        ),
    },
    { id: "next", label: t("next"), shortcut: "next", variant: "quiet", run: onNext },
  ];
  return (
    <ActionFoot
      actions={actions}
      error={attempt(record)}
      choice={{
        label: t("reason"),
        options: REJECT_REASON_NAMES.map((value) => ({ value, label: reasons(value) })),
      }}
      reason={{ label: t("note"), maxLength: 2000 }}
    />
  );
}
