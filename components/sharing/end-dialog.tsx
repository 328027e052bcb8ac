"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Choice } from "@/components/incidents/form-parts";
import { FormDialog } from "@/components/patterns/form-dialog";
import { END_REASONS, type EndReason } from "@/domain/sharing/model";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";

/** Ends a partner, and says why. */
export function EndDialog({ id, version, onClose }: { id: string; version: number; onClose(): void }) {
  const t = useTranslations("sharing.end");
  const words = useTranslations("sharing");
  const client = useTRPCClient();
  const end = useCommand(client.sharing.end.mutate);
  const attempt = useAttemptText();
  const [reason, setReason] = useState<EndReason>("terminated");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await end.run({ id, version, reason });
    if (answer?.ok) onClose();
  };
  return (
    <FormDialog
      title={t("title")}
      verb={t("verb")}
      busy={end.pending}
      problem={attempt(end)}
      onSubmit={(event) => void submit(event)}
      onClose={onClose}
    >
      <Choice
        label={t("reason")}
        value={reason}
        options={END_REASONS.map((value) => ({ value, label: words(`endReasons.${value}`) }))}
        onChange={(value) => setReason(value)}
      />
      <p className="hg-hint">{t("help")}</p>
    </FormDialog>
  );
}
