"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Choice } from "@/components/incidents/form-parts";
import { FormDialog } from "@/components/patterns/form-dialog";
import {
  CONSENT_CHANNELS,
  type ConsentChannel,
  OPTIONAL_PURPOSES,
  type PolicyDocument,
  type Purpose,
} from "@/domain/consents/model";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";

type Version = { readonly id: string; readonly document: PolicyDocument; readonly label: string };

/** Enters what a customer says about one purpose, on the words in force. */
export function RecordDialog({
  customerId,
  versions,
  onClose,
}: {
  customerId: string;
  versions: readonly Version[];
  onClose(): void;
}) {
  const t = useTranslations("consents.record");
  const words = useTranslations("consents");
  const client = useTRPCClient();
  const record = useCommand(client.consents.record.mutate);
  const attempt = useAttemptText();
  const [purpose, setPurpose] = useState<Purpose>("marketing-sms");
  const [change, setChange] = useState<"given" | "refused">("given");
  const [versionId, setVersionId] = useState(versions[0]?.id ?? "");
  const [channel, setChannel] = useState<ConsentChannel>("phone");
  const [asked, setAsked] = useState<"yes" | "no">("yes");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await record.run({
      customerId,
      purposes: [purpose],
      change,
      policyVersionId: versionId,
      channel,
      asked: asked === "yes",
      at: null,
      evidenceId: null,
    });
    if (answer?.ok) onClose();
  };
  return (
    <FormDialog
      title={t("title")}
      verb={t("verb")}
      busy={record.pending}
      problem={attempt(record)}
      onSubmit={(event) => void submit(event)}
      onClose={onClose}
    >
      <Choice
        label={t("purpose")}
        value={purpose}
        options={OPTIONAL_PURPOSES.map((value) => ({ value, label: words(`purposes.${value}`) }))}
        onChange={(value) => setPurpose(value)}
      />
      <Choice
        label={t("said")}
        value={change}
        options={(["given", "refused"] as const).map((value) => ({ value, label: words(`changes.${value}`) }))}
        onChange={(value) => setChange(value)}
      />
      <Choice
        label={t("version")}
        value={versionId}
        options={versions.map(({ id, document, label }) => ({
          value: id,
          label: `${words(`documents.${document}`)} ${label}`,
        }))}
        onChange={(value) => setVersionId(value)}
      />
      <Choice
        label={t("channel")}
        value={channel}
        options={CONSENT_CHANNELS.map((value) => ({ value, label: words(`channels.${value}`) }))}
        onChange={(value) => setChannel(value)}
      />
      <Choice
        label={t("asked")}
        value={asked}
        options={(["yes", "no"] as const).map((value) => ({ value, label: t(`asked-${value}`) }))}
        onChange={(value) => setAsked(value)}
      />
    </FormDialog>
  );
}
