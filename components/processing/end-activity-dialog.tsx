"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { FormDialog } from "@/components/patterns/form-dialog";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";

/** Asks once more before an activity is ended: it cannot be put into use again. */
export function EndActivityDialog(props: { item: { id: string; version: number; name: string }; onClose(): void }) {
  const t = useTranslations("processing.page.endForm");
  const attempt = useAttemptText();
  const end = useCommand(useTRPCClient().processing.end.mutate);
  const { id, version, name } = props.item;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if ((await end.run({ id, version }))?.ok) props.onClose();
  };
  return (
    <FormDialog
      title={t("title", { name })}
      verb={t("verb")}
      busy={end.pending}
      problem={attempt(end)}
      onSubmit={(event) => void send(event)}
      onClose={props.onClose}
    >
      <p>{t("text")}</p>
    </FormDialog>
  );
}
