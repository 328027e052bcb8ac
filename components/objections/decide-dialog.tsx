"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { MoneyField, SelectField, TextAreaField } from "@/components/patterns/fields/fields";
import { FormDialog } from "@/components/patterns/form-dialog";
import { MEASURE_FUNCTIONS } from "@/domain/controls/model";
import { REJECT_REASON_NAMES } from "@/domain/objections/codes";
import { NEUTRAL_REASON } from "@/domain/objections/decisions";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { decideForm, scopesBelow, verdictOf } from "./decide-form";
import type { ObjectionDetail } from "./objection";

/** What is decided and what the customer is answered. `onEnd` gets the version the deed made, or null. */
export function DecideDialog({ item, onEnd }: { item: ObjectionDetail; onEnd(version: number | null): void }) {
  const t = useTranslations("objections.page.decideForm");
  const words = useTranslations("objections");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const decide = useCommand(client.objections.decide.mutate);
  const { control, handleSubmit, watch } = useForm({
    resolver: zodResolver(decideForm),
    defaultValues: { answer: "", amount: "" } as z.input<typeof decideForm>,
  });
  const { outcome, scope } = watch();
  const scopes = scopesBelow(item.measure);
  const outcomes = item.may.outcomes.filter((one) => one !== "partly" || scopes.length > 0);
  const submit = handleSubmit(async (given) => {
    const verdict = verdictOf(given, item.measure.currency);
    const answer = await decide.run({ id: item.id, version: item.version, verdict, answer: given.answer });
    if (answer?.ok) onEnd(answer.result.version);
  });
  return (
    <FormDialog
      title={t("title", { number: item.number })}
      verb={t("verb")}
      busy={decide.pending}
      problem={attempt(decide)}
      onSubmit={submit}
      onClose={() => onEnd(null)}
    >
      {item.measure.reasonCode === NEUTRAL_REASON ? <p className="hg-hint">{t("neutral")}</p> : null}
      <SelectField
        control={control}
        name="outcome"
        label={t("outcome")}
        options={outcomes.map((value) => ({ value, label: t(`outcomes.${value}`) }))}
        required
      />
      {outcome === "rejected" ? (
        <SelectField
          control={control}
          name="reason"
          label={t("reason")}
          options={REJECT_REASON_NAMES.map((value) => ({ value, label: words(`rejectReasons.${value}`) }))}
          required
        />
      ) : null}
      {outcome === "partly" ? (
        <SelectField
          control={control}
          name="scope"
          label={t("scope")}
          options={scopes.map((value) => ({ value, label: t(`scopes.${value}`) }))}
          required
        />
      ) : null}
      {outcome === "partly" && scope === "function" ? (
        <SelectField
          control={control}
          name="target"
          label={t("function")}
          options={MEASURE_FUNCTIONS.map((value) => ({ value, label: words(`functions.${value}`) }))}
          required
        />
      ) : null}
      {outcome === "partly" && scope === "amount" ? (
        <MoneyField
          control={control}
          name="amount"
          label={t("amount")}
          help={t("amountBad")}
          currency={item.measure.currency}
          required
        />
      ) : null}
      <TextAreaField
        control={control}
        name="answer"
        label={t("answer")}
        help={t("answerHelp")}
        maxLength={4000}
        required
      />
    </FormDialog>
  );
}
