"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { TextAreaField } from "@/components/patterns/fields/fields";
import { FormDialog } from "@/components/patterns/form-dialog";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import type { ObjectionDetail } from "./objection";

const form = z.object({ note: z.string().trim().min(1, "required").max(4000, "tooLong") });

/** The customer takes his objection back, in his words. */
export function WithdrawDialog({ item, onEnd }: { item: ObjectionDetail; onEnd(version: number | null): void }) {
  const t = useTranslations("objections.page.withdrawForm");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const withdraw = useCommand(client.objections.withdraw.mutate);
  const { control, handleSubmit } = useForm({ resolver: zodResolver(form), defaultValues: { note: "" } });
  const submit = handleSubmit(async ({ note }) => {
    const answer = await withdraw.run({ id: item.id, version: item.version, note });
    if (answer?.ok) onEnd(answer.result.version);
  });
  return (
    <FormDialog
      title={t("title", { number: item.number })}
      verb={t("verb")}
      busy={withdraw.pending}
      problem={attempt(withdraw)}
      onSubmit={submit}
      onClose={() => onEnd(null)}
    >
      <TextAreaField control={control} name="note" label={t("note")} maxLength={4000} required />
    </FormDialog>
  );
}
