"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { SelectField } from "@/components/patterns/fields/fields";
import { FormDialog } from "@/components/patterns/form-dialog";
import { REPEAT_REASONS } from "@/domain/letters/codes";
import { LANGUAGES } from "@/domain/letters/templates";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import type { LetterDetail } from "./letter";

const repeatForm = z.object({ reason: z.enum(REPEAT_REASONS, "required") });

/** Why the customer is told again; gives the id of the letter that says it. */
export function RepeatDialog(props: { letterId: string; onClose(): void; onDone(letterId: string): void }) {
  const t = useTranslations("letters.page.repeat");
  const words = useTranslations("letters.repeatReasons");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const repeat = useCommand(client.letters.repeat.mutate);
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(repeatForm),
    defaultValues: { reason: "" } as unknown as z.input<typeof repeatForm>,
  });
  const submit = handleSubmit(async ({ reason }) => {
    const answer = await repeat.run({ letterId: props.letterId, reason });
    if (answer?.ok) props.onDone(answer.result.letterId);
  });
  return (
    <FormDialog
      title={t("title")}
      verb={t("verb")}
      busy={repeat.pending}
      problem={attempt(repeat)}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <p className="hg-small hg-ink-2">{t("help")}</p>
      <SelectField
        control={control}
        name="reason"
        label={t("reason")}
        options={REPEAT_REASONS.map((value) => ({ value, label: words(value) }))}
        required
      />
    </FormDialog>
  );
}

const languageForm = z.object({ language: z.enum(LANGUAGES, "required") });

/** The language the customer wants from now on; what was said stays as it was said. */
export function LanguageDialog(props: { letter: LetterDetail; onClose(): void; onDone(): void }) {
  const t = useTranslations("letters.page.language");
  const words = useTranslations("letters.languages");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const choose = useCommand(client.letters.chooseLanguage.mutate);
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(languageForm),
    defaultValues: { language: props.letter.customerLanguage },
  });
  const submit = handleSubmit(async ({ language }) => {
    const answer = await choose.run({ customerId: props.letter.customer.id, language });
    if (answer?.ok) props.onDone();
  });
  return (
    <FormDialog
      title={t("title")}
      verb={t("verb")}
      busy={choose.pending}
      problem={attempt(choose)}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <p className="hg-small hg-ink-2">{t("help")}</p>
      <SelectField
        control={control}
        name="language"
        label={t("field")}
        options={LANGUAGES.map((value) => ({ value, label: words(value) }))}
        required
      />
    </FormDialog>
  );
}
