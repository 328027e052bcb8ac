"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { DateField } from "@/components/patterns/fields/date-field";
import { SelectField, TextAreaField } from "@/components/patterns/fields/fields";
import { FormDialog } from "@/components/patterns/form-dialog";
import { CLOSE_REASON_NAMES, GOOD_REASON_NAMES } from "@/domain/reverification/codes";
import { GOOD_REASON_DAYS } from "@/domain/reverification/policy";
import { addDays, type LocalDate } from "@/domain/shared/time";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import type { ReviewDetail } from "./review";

/** `onEnd` gets the version the deed made, or null when it was not done. */
type Props = { item: ReviewDetail; onEnd(version: number | null): void };

const note = z.string().trim().max(2000, "tooLong");
const goodReason = z.object({ reason: z.enum(GOOD_REASON_NAMES, "required"), until: z.iso.date("required"), note });

/** Why the customer may be late, and until when. */
export function ReasonDialog({ item, onEnd }: Props) {
  const t = useTranslations("reverification.page.reasonForm");
  const words = useTranslations("reverification.reasons.good");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const record = useCommand(client.reverification.recordReason.mutate);
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(goodReason),
    defaultValues: { until: "", note: "" } as z.input<typeof goodReason>,
  });
  const submit = handleSubmit(async (given) => {
    const answer = await record.run({ id: item.id, version: item.version, ...given });
    if (answer?.ok) onEnd(answer.result.version);
  });
  return (
    <FormDialog
      title={t("title", { number: item.number })}
      verb={t("verb")}
      busy={record.pending}
      problem={attempt(record)}
      onSubmit={submit}
      onClose={() => onEnd(null)}
    >
      <SelectField
        control={control}
        name="reason"
        label={t("why")}
        options={GOOD_REASON_NAMES.map((value) => ({ value, label: words(value) }))}
        required
      />
      <DateField
        control={control}
        name="until"
        label={t("until")}
        help={t("untilHelp", { days: GOOD_REASON_DAYS })}
        min={item.today}
        max={addDays(item.today as LocalDate, GOOD_REASON_DAYS)}
        required
      />
      <TextAreaField control={control} name="note" label={t("note")} maxLength={2000} />
    </FormDialog>
  );
}

const closing = z.object({ reason: z.enum(CLOSE_REASON_NAMES, "required"), note: note.min(1, "required") });

/** Why it ends without a new submission. */
export function CloseDialog({ item, onEnd }: Props) {
  const t = useTranslations("reverification.page.closeForm");
  const words = useTranslations("reverification.reasons.close");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const close = useCommand(client.reverification.close.mutate);
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(closing),
    defaultValues: { note: "" } as z.input<typeof closing>,
  });
  const submit = handleSubmit(async (given) => {
    const answer = await close.run({ id: item.id, version: item.version, ...given });
    if (answer?.ok) onEnd(answer.result.version);
  });
  return (
    <FormDialog
      title={t("title", { number: item.number })}
      verb={t("verb")}
      busy={close.pending}
      problem={attempt(close)}
      onSubmit={submit}
      onClose={() => onEnd(null)}
    >
      <SelectField
        control={control}
        name="reason"
        label={t("why")}
        options={CLOSE_REASON_NAMES.map((value) => ({ value, label: words(value) }))}
        required
      />
      <TextAreaField control={control} name="note" label={t("note")} help={t("noteHelp")} maxLength={2000} required />
    </FormDialog>
  );
}
