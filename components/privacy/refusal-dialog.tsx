"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { SelectField, TextAreaField } from "@/components/patterns/fields/fields";
import { FormDialog } from "@/components/patterns/form-dialog";
import { REFUSAL_GROUND_NAMES } from "@/domain/privacy/codes";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { GroundRules } from "./ground-rules";
import { LetterPreview } from "./letter-preview";
import type { DialogProps } from "./simple-dialogs";

const form = z.object({
  ground: z.enum(REFUSAL_GROUND_NAMES, "required"),
  note: z.string().trim().min(1, "required").max(4000, "tooLong"),
});

/** A refusal as it is proposed: the ground, the rule that allows it, the letter it makes; a second person decides. */
export function RefusalDialog({ item, onEnd }: DialogProps) {
  const t = useTranslations("privacy.page.refusalForm");
  const words = useTranslations("privacy.grounds");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const propose = useCommand(client.privacy.proposeRefusal.mutate);
  const { control, handleSubmit, watch } = useForm({
    resolver: zodResolver(form),
    defaultValues: { note: "" } as z.input<typeof form>,
  });
  const { ground } = watch();
  const submit = handleSubmit(async (given) => {
    const answer = await propose.run({ id: item.id, version: item.version, ...given });
    if (answer?.ok) onEnd(answer.result.version);
  });
  return (
    <FormDialog
      title={t("title", { number: item.number })}
      verb={t("verb")}
      busy={propose.pending}
      problem={attempt(propose)}
      onSubmit={submit}
      onClose={() => onEnd(null)}
      wide
    >
      <div className="hg-deed-columns">
        <div className="hg-form">
          <SelectField
            control={control}
            name="ground"
            label={t("ground")}
            options={item.grounds.map((value) => ({ value, label: words(value) }))}
            required
          />
          {ground ? <GroundRules ground={ground} /> : null}
          <TextAreaField
            control={control}
            name="note"
            label={t("note")}
            help={t("noteHelp")}
            rows={5}
            maxLength={4000}
            required
          />
          <p className="hg-hint">{t("second")}</p>
        </div>
        <LetterPreview asked={ground ? { id: item.id, of: "refusal", ground } : null} />
      </div>
    </FormDialog>
  );
}
