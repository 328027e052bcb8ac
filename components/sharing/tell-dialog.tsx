"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Choice } from "@/components/incidents/form-parts";
import { FormDialog } from "@/components/patterns/form-dialog";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";

const BY_HAND = ["letter", "e-mail"] as const;

/** Keeps that a recipient was told by hand. */
export function TellDialog({ id, version, onClose }: { id: string; version: number; onClose(): void }) {
  const t = useTranslations("sharing.tell");
  const words = useTranslations("sharing.toldWays");
  const client = useTRPCClient();
  const tell = useCommand(client.sharing.tell.mutate);
  const attempt = useAttemptText();
  const [way, setWay] = useState<(typeof BY_HAND)[number]>("letter");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await tell.run({ id, version, way });
    if (answer?.ok) onClose();
  };
  return (
    <FormDialog
      title={t("title")}
      verb={t("verb")}
      busy={tell.pending}
      problem={attempt(tell)}
      onSubmit={(event) => void submit(event)}
      onClose={onClose}
    >
      <Choice
        label={t("way")}
        value={way}
        options={BY_HAND.map((value) => ({ value, label: words(value) }))}
        onChange={(value) => setWay(value)}
      />
    </FormDialog>
  );
}
