"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { MoneyField } from "@/components/patterns/fields/fields";
import { FormDialog } from "@/components/patterns/form-dialog";
import { PRIVACY_POLICY } from "@/domain/privacy/policy";
import { parseAmount } from "@/domain/shared/money";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import type { DialogProps } from "./simple-dialogs";

const { feeCurrency, feeMostMinor } = PRIVACY_POLICY;

const minorOf = (text: string): bigint | null => {
  const amount = parseAmount(text, feeCurrency);
  return amount.ok && amount.minor > 0n ? amount.minor : null;
};

const form = z.object({ amount: z.string().refine((text) => minorOf(text) !== null, "amount") });

/** A fee for a copy beyond the free ones: proposed here, agreed to by a second person and by the requester. */
export function FeeDialog({ item, onEnd }: DialogProps) {
  const t = useTranslations("privacy.page.feeForm");
  const format = useFormat();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const propose = useCommand(client.privacy.proposeFee.mutate);
  const { control, handleSubmit } = useForm({ resolver: zodResolver(form), defaultValues: { amount: "" } });
  const submit = handleSubmit(async ({ amount }) => {
    const amountMinor = minorOf(amount);
    if (amountMinor === null) return;
    const answer = await propose.run({ id: item.id, version: item.version, amountMinor });
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
    >
      <p className="hg-hint">{t("hint", { given: item.copies.given, free: item.copies.free })}</p>
      <MoneyField
        control={control}
        name="amount"
        label={t("amount")}
        help={t("most", { most: format.money({ minor: feeMostMinor, currency: feeCurrency }) })}
        currency={feeCurrency}
        required
      />
    </FormDialog>
  );
}
