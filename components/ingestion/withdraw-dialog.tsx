"use client";

import { useTranslations } from "next-intl";
import { HeldReason } from "@/components/patterns/held-reason";
import { Dialog } from "@/components/ui/dialog";
import { WITHDRAW_REASONS } from "@/domain/ingestion/codes";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import type { BatchRow } from "./batch";

/** Takes a whole import back: says what will happen, asks why, and wants to be held. */
export function WithdrawDialog(props: { batch: BatchRow; open: boolean; onOpenChange(open: boolean): void }) {
  const t = useTranslations("ingestion.page.withdraw");
  return (
    <Dialog title={t("title", { number: props.batch.number })} open={props.open} onOpenChange={props.onOpenChange}>
      <WithdrawForm {...props} />
    </Dialog>
  );
}

function WithdrawForm({ batch, onOpenChange }: { batch: BatchRow; onOpenChange(open: boolean): void }) {
  const t = useTranslations("ingestion.page.withdraw");
  const format = useFormat();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const command = useCommand(client.ingestion.withdrawBatch.mutate);
  const withdraw = async (reason: (typeof WITHDRAW_REASONS)[number]) => {
    const answer = await command.run({ batchId: batch.id, reason });
    if (answer?.ok) onOpenChange(false);
  };
  return (
    <HeldReason
      label={t("reason")}
      reasons={WITHDRAW_REASONS.map((value) => ({ value, label: t(`reasons.${value}`) }))}
      verb={t("submit")}
      hint={t("hint")}
      pending={command.pending}
      problem={attempt(command)}
      onHeld={(reason) => void withdraw(reason)}
      onCancel={() => onOpenChange(false)}
    >
      <ul className="list-disc ps-4 hg-small hg-ink-2">
        <li>{t("legs", { count: format.count(batch.legs) })}</li>
        <li>{t("candidates", { count: format.count(batch.candidates) })}</li>
        <li>{t("again")}</li>
        <li>{t("customers")}</li>
      </ul>
    </HeldReason>
  );
}
