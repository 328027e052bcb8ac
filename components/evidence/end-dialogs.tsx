"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { HeldReason } from "@/components/patterns/held-reason";
import { Choice } from "@/components/people/choice";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { DISCARD_REASONS, DOWNLOAD_REASONS } from "@/domain/evidence/codes";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";

type Props = { fileId: string; onClose(): void };

/** Takes a file back: what that means, why, and wants to be held. */
export function DiscardDialog({ fileId, onClose }: Props) {
  const t = useTranslations("evidence.discard");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const command = useCommand(client.evidence.discard.mutate);
  const discard = async (reason: (typeof DISCARD_REASONS)[number]) => {
    const answer = await command.run({ fileId, reason });
    if (answer?.ok) onClose();
  };
  return (
    <Dialog title={t("title")} open onOpenChange={(open) => (open ? undefined : onClose())}>
      <HeldReason
        label={t("reason")}
        reasons={DISCARD_REASONS.map((value) => ({ value, label: t(`reasons.${value}`) }))}
        verb={t("submit")}
        hint={t("hint")}
        pending={command.pending}
        problem={attempt(command)}
        onHeld={(reason) => void discard(reason)}
        onCancel={onClose}
      >
        <p className="hg-hint">{t("text")}</p>
      </HeldReason>
    </Dialog>
  );
}

/** Takes the original away: for a reason, with a note, saved by the browser. */
export function DownloadDialog({ fileId, onClose }: Props) {
  const t = useTranslations("evidence.download");
  const common = useTranslations("common");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const [reason, setReason] = useState<(typeof DOWNLOAD_REASONS)[number] | "">("");
  const [note, setNote] = useState("");
  const command = useCommand(client.evidence.takeOriginal.mutate);
  const take = async () => {
    if (reason === "") return;
    const answer = await command.run({ fileId, reason, note });
    if (!answer?.ok || !answer.result) return;
    const anchor = document.createElement("a");
    anchor.href = `/api/files/original?${new URLSearchParams({ link: answer.result.link })}`;
    anchor.download = "";
    anchor.click();
    onClose();
  };
  const problem = attempt(command);
  return (
    <Dialog title={t("title")} open onOpenChange={(open) => (open ? undefined : onClose())}>
      <div className="hg-form">
        <p className="hg-hint">{t("text")}</p>
        <Choice
          label={t("reason")}
          value={reason}
          onChange={(value) => setReason(DOWNLOAD_REASONS.find((one) => one === value) ?? "")}
          options={[
            { value: "", label: common("form.choose") },
            ...DOWNLOAD_REASONS.map((value) => ({ value, label: t(`reasons.${value}`) })),
          ]}
        />
        <label className="hg-control">
          <span>{t("note")}</span>
          <textarea
            className="hg-input"
            rows={2}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
        {problem ? (
          <p className="hg-error" role="alert">
            {problem}
          </p>
        ) : null}
        <div className="hg-form-actions">
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            variant="primary"
            busy={command.pending}
            disabled={reason === "" || note.trim() === ""}
            onClick={() => void take()}
          >
            {t("submit")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
