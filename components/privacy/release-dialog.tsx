"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { SelectField } from "@/components/patterns/fields/fields";
import { FormDialog } from "@/components/patterns/form-dialog";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import type { DialogProps } from "./simple-dialogs";

const WAYS = ["counter", "checked-papers"] as const;
const proof = z.object({ way: z.enum(WAYS, "required") });

/** The customer takes back that his data be only stored; how it was made sure that it is he. */
export function ReleaseDialog({ item, onEnd }: DialogProps) {
  const t = useTranslations("privacy.page.releaseForm");
  const words = useTranslations("privacy.identity");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const release = useCommand(client.privacy.releaseRestriction.mutate);
  const { control, handleSubmit } = useForm({ resolver: zodResolver(proof) });
  const submit = handleSubmit(async ({ way }) => {
    const answer = await release.run({ id: item.id, way });
    if (answer?.ok) onEnd(item.version);
  });
  return (
    <FormDialog
      title={t("title", { number: item.number })}
      verb={t("verb")}
      busy={release.pending}
      problem={attempt(release)}
      onSubmit={submit}
      onClose={() => onEnd(null)}
    >
      <p className="hg-hint">{t("hint")}</p>
      <SelectField
        control={control}
        name="way"
        label={t("way")}
        options={WAYS.map((value) => ({ value, label: words(value) }))}
        required
      />
    </FormDialog>
  );
}
