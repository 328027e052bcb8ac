"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { SelectField, TextAreaField } from "@/components/patterns/fields/fields";
import { FormDialog } from "@/components/patterns/form-dialog";
import { NEXT_STEPS } from "@/domain/orders/model";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";

const defectForm = z.object({
  nextStep: z.enum(NEXT_STEPS, "required"),
  note: z.string().trim().min(1, "required").max(2000, "tooLong"),
});

/** What the look afterwards found wrong, and what follows. It ends nothing. */
export function DefectDialog({ orderId, onEnd }: { orderId: string; onEnd(): void }) {
  const t = useTranslations("orders.page.item");
  const steps = useTranslations("orders.labels.step");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const review = useCommand(client.orders.review.mutate);
  const { control, handleSubmit } = useForm<z.input<typeof defectForm>>({
    resolver: zodResolver(defectForm),
    defaultValues: { note: "" },
  });
  const submit = handleSubmit(async (said) => {
    const answer = await review.run({ orderId, outcome: "defect", ...said });
    if (answer?.ok) onEnd();
  });
  return (
    <FormDialog
      title={t("defect")}
      verb={t("defectVerb")}
      busy={review.pending}
      problem={attempt(review)}
      onSubmit={submit}
      onClose={onEnd}
    >
      <SelectField
        control={control}
        name="nextStep"
        label={t("step")}
        options={NEXT_STEPS.map((value) => ({ value, label: steps(value) }))}
        required
      />
      <TextAreaField control={control} name="note" label={t("note")} maxLength={2000} required />
    </FormDialog>
  );
}
