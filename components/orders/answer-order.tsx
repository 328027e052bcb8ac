"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { SelectField, TextAreaField } from "@/components/patterns/fields/fields";
import { FormDialog } from "@/components/patterns/form-dialog";
import { SectionHead } from "@/components/patterns/headers";
import { ANSWER_CHANNELS } from "@/domain/orders/model";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import type { OrderDetail } from "./orders";

/** What the authority was told, by which way and when. */
export function OrderAnswers({ order }: { order: OrderDetail }) {
  const t = useTranslations("orders.page.item");
  const labels = useTranslations("orders.labels.channel");
  const format = useFormat();
  return (
    <>
      <SectionHead title={t("answers")} ruled />
      {order.answers.length === 0 ? <p className="hg-small hg-ink-2 px-(--gutter) pb-2">{t("noAnswer")}</p> : null}
      <ul className="hg-entries">
        {order.answers.map((answer) => (
          <li key={answer.id}>
            <span>{labels(answer.channel)}</span>
            <span className="hg-grow">{answer.note}</span>
            <span className="hg-ink-3 whitespace-nowrap">{format.dateTime(answer.sentAt as Instant)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

const answerForm = z.object({
  channel: z.enum(ANSWER_CHANNELS, "required"),
  note: z.string().trim().max(2000, "tooLong"),
});

/** Records that the authority was told. */
export function AnswerDialog({ orderId, onEnd }: { orderId: string; onEnd(): void }) {
  const t = useTranslations("orders.page.item");
  const labels = useTranslations("orders.labels.channel");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const command = useCommand(client.orders.answer.mutate);
  const { control, handleSubmit } = useForm<z.input<typeof answerForm>>({
    resolver: zodResolver(answerForm),
    defaultValues: { channel: "counter", note: "" },
  });
  const submit = handleSubmit(async (said) => {
    const answer = await command.run({ orderId, sentAt: new Date().toISOString(), ...said });
    if (answer?.ok) onEnd();
  });
  return (
    <FormDialog
      title={t("answer")}
      verb={t("answer")}
      busy={command.pending}
      problem={attempt(command)}
      onSubmit={submit}
      onClose={onEnd}
    >
      <SelectField
        control={control}
        name="channel"
        label={t("channel")}
        options={ANSWER_CHANNELS.map((value) => ({ value, label: labels(value) }))}
        required
      />
      <TextAreaField control={control} name="note" label={t("answerNote")} maxLength={2000} />
    </FormDialog>
  );
}
