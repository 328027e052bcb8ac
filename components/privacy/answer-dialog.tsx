"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDeferredValue } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { SelectField, TextAreaField } from "@/components/patterns/fields/fields";
import { FormDialog } from "@/components/patterns/form-dialog";
import { Tick } from "@/components/people/choice";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import { LetterPreview } from "./letter-preview";
import { executionOf } from "./request";
import type { DialogProps } from "./simple-dialogs";

const OUTCOMES = ["fulfilled", "partly"] as const;
const form = z.object({
  outcome: z.enum(OUTCOMES, "required"),
  answer: z.string().trim().min(1, "required").max(4000, "tooLong"),
  review: z.boolean(),
});

/** Whether a decision about the requester can be looked at again by a person. */
function useReviewable({ customer }: DialogProps["item"], asks: boolean): boolean {
  const can = useCan();
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.processing.decisions.queryOptions({ customerId: customer?.id ?? "" }),
    enabled: asks && customer !== null && can("processing.read"),
  });
  return asks && (query.data?.rows.some(({ review }) => review) ?? false);
}

/** What the requester is answered, beside the letter it goes with. */
export function AnswerDialog({ item, onEnd }: DialogProps) {
  const t = useTranslations("privacy.page.answerForm");
  const words = useTranslations("privacy.outcomes");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const send = useCommand(client.privacy.answer.mutate);
  const { control, handleSubmit, watch, setValue } = useForm({
    resolver: zodResolver(form),
    defaultValues: { outcome: "fulfilled", answer: "", review: false } as z.input<typeof form>,
  });
  const { outcome, review } = watch();
  const text = useDeferredValue(watch("answer"));
  const explains = executionOf(item.type) === "explanation";
  const reviewable = useReviewable(item, explains);
  const submit = handleSubmit(async ({ review: again, ...given }) => {
    const answer = await send.run({
      id: item.id,
      version: item.version,
      ...given,
      ...(reviewable && again ? { review: true } : {}),
    });
    if (answer?.ok) onEnd(answer.result.version);
  });
  return (
    <FormDialog
      title={t("title", { number: item.number })}
      verb={t("verb")}
      busy={send.pending}
      problem={attempt(send)}
      onSubmit={submit}
      onClose={() => onEnd(null)}
      wide
    >
      <div className="hg-deed-columns">
        <div className="hg-form">
          <SelectField
            control={control}
            name="outcome"
            label={t("outcome")}
            options={OUTCOMES.map((value) => ({ value, label: words(value) }))}
            required
          />
          <TextAreaField
            control={control}
            name="answer"
            label={t("answer")}
            help={t("answerHelp")}
            rows={7}
            maxLength={4000}
            required
          />
          {reviewable ? <Tick label={t("review")} checked={review} onChange={(on) => setValue("review", on)} /> : null}
        </div>
        <LetterPreview asked={{ id: item.id, of: "answer", outcome, answer: text.trim() }} />
      </div>
    </FormDialog>
  );
}
