"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { HoldButton } from "@/components/patterns/hold-button";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { WITHDRAW_REASONS } from "@/domain/ingestion/codes";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import type { BatchRow } from "./batch";

type Reason = (typeof WITHDRAW_REASONS)[number];

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
  const common = useTranslations("common");
  const format = useFormat();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const id = useId();
  const [reason, setReason] = useState<Reason | "">("");
  const command = useCommand(client.ingestion.withdrawBatch.mutate);
  const withdraw = async () => {
    if (reason === "") return;
    const answer = await command.run({ batchId: batch.id, reason });
    if (answer?.ok) onOpenChange(false);
  };
  const problem = attempt(command);
  return (
    <div className="hg-form">
      <ul className="list-disc ps-4 hg-small hg-ink-2">
        <li>{t("legs", { count: format.count(batch.legs) })}</li>
        <li>{t("candidates", { count: format.count(batch.candidates) })}</li>
        <li>{t("again")}</li>
        <li>{t("customers")}</li>
      </ul>
      <label className="hg-control" htmlFor={id}>
        <span>{t("reason")}</span>
        <select
          id={id}
          className="hg-input"
          value={reason}
          onChange={(event) => setReason(event.target.value as Reason | "")}
        >
          <option value="">{common("form.choose")}</option>
          {WITHDRAW_REASONS.map((value) => (
            <option key={value} value={value}>
              {t(`reasons.${value}`)}
            </option>
          ))}
        </select>
      </label>
      {problem ? (
        <p className="hg-error" role="alert">
          {problem}
        </p>
      ) : null}
      <div className="hg-form-actions">
        <Button onClick={() => onOpenChange(false)}>{common("cancel")}</Button>
        <HoldButton hint={t("hint")} disabled={reason === "" || command.pending} onHeld={() => void withdraw()}>
          {t("submit")}
        </HoldButton>
      </div>
    </div>
  );
}
