"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { HoldButton } from "@/components/patterns/hold-button";
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
  const common = useTranslations("common");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const id = useId();
  const [reason, setReason] = useState<(typeof DISCARD_REASONS)[number] | "">("");
  const command = useCommand(client.evidence.discard.mutate);
  const discard = async () => {
    if (reason === "") return;
    const answer = await command.run({ fileId, reason });
    if (answer?.ok) onClose();
  };
  const problem = attempt(command);
  return (
    <Dialog title={t("title")} open onOpenChange={(open) => (open ? undefined : onClose())}>
      <div className="hg-form">
        <p className="hg-hint">{t("text")}</p>
        <label className="hg-control" htmlFor={id}>
          <span>{t("reason")}</span>
          <select
            id={id}
            className="hg-input"
            value={reason}
            onChange={(event) => setReason(event.target.value as typeof reason)}
          >
            <option value="">{common("form.choose")}</option>
            {DISCARD_REASONS.map((one) => (
              <option key={one} value={one}>
                {t(`reasons.${one}`)}
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
          <Button onClick={onClose}>{common("cancel")}</Button>
          <HoldButton hint={t("hint")} disabled={reason === "" || command.pending} onHeld={() => void discard()}>
            {t("submit")}
          </HoldButton>
        </div>
      </div>
    </Dialog>
  );
}

/** Takes the original away: for a reason, with a note, saved by the browser. */
export function DownloadDialog({ fileId, onClose }: Props) {
  const t = useTranslations("evidence.download");
  const common = useTranslations("common");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const id = useId();
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
        <label className="hg-control" htmlFor={id}>
          <span>{t("reason")}</span>
          <select
            id={id}
            className="hg-input"
            value={reason}
            onChange={(event) => setReason(event.target.value as typeof reason)}
          >
            <option value="">{common("form.choose")}</option>
            {DOWNLOAD_REASONS.map((one) => (
              <option key={one} value={one}>
                {t(`reasons.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="hg-control" htmlFor={`${id}-note`}>
          <span>{t("note")}</span>
          <textarea
            id={`${id}-note`}
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
