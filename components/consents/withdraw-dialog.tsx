"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Choice } from "@/components/incidents/form-parts";
import { FormDialog } from "@/components/patterns/form-dialog";
import { WITHDRAWAL_REASON_NAMES, type WithdrawalReason } from "@/domain/consents/codes";
import { CONSENT_CHANNELS, type ConsentChannel, type Purpose } from "@/domain/consents/model";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";

/** Takes back what a customer agreed to: why, and how he said so. */
export function WithdrawDialog(props: {
  customerId: string;
  purposes: readonly Purpose[] | "all-optional";
  onClose(): void;
}) {
  const t = useTranslations("consents.withdraw");
  const words = useTranslations("consents");
  const client = useTRPCClient();
  const withdraw = useCommand(client.consents.withdraw.mutate);
  const attempt = useAttemptText();
  const [reason, setReason] = useState<WithdrawalReason>("customer-asked");
  const [channel, setChannel] = useState<ConsentChannel>("phone");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const purposes = props.purposes === "all-optional" ? props.purposes : [...props.purposes];
    const answer = await withdraw.run({ customerId: props.customerId, purposes, channel, reason });
    if (answer?.ok) props.onClose();
  };
  return (
    <FormDialog
      title={t("title")}
      verb={t("verb")}
      busy={withdraw.pending}
      problem={attempt(withdraw)}
      onSubmit={(event) => void submit(event)}
      onClose={props.onClose}
    >
      {props.purposes === "all-optional" ? null : (
        <p>{props.purposes.map((purpose) => words(`purposes.${purpose}`)).join(" · ")}</p>
      )}
      <Choice
        label={t("reason")}
        value={reason}
        options={WITHDRAWAL_REASON_NAMES.map((value) => ({ value, label: words(`withdrawalReasons.${value}`) }))}
        onChange={(value) => setReason(value)}
      />
      <Choice
        label={t("channel")}
        value={channel}
        options={CONSENT_CHANNELS.map((value) => ({ value, label: words(`channels.${value}`) }))}
        onChange={(value) => setChannel(value)}
      />
      <p className="hg-hint">{t("help")}</p>
    </FormDialog>
  );
}
