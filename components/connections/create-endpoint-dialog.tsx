"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { ConfirmDialog } from "@/components/people/confirm-dialog";
import { WEBHOOK_KINDS, type WebhookKind } from "@/domain/connections/events";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { Choices } from "./choices";

/** Names an endpoint; its signing secret goes to `onMade`. */
export function CreateEndpointDialog(props: { onClose(): void; onMade(secret: string): void }) {
  const t = useTranslations("connections.webhooks");
  const client = useTRPCClient();
  const id = useId();
  const command = useCommand(client.connections.createEndpoint.mutate);
  const attempt = useAttemptText();
  const [name, setName] = useState("");
  const [url, setUrl] = useState("https://");
  const [kinds, setKinds] = useState<readonly WebhookKind[]>([]);
  const send = async () => {
    const answer = await command.run({ name, url, kinds: [...kinds] });
    if (answer?.ok && answer.result) props.onMade(answer.result.secret);
  };
  return (
    <ConfirmDialog
      title={t("new")}
      verb={t("create")}
      pending={command.pending}
      problem={attempt(command)}
      onSubmit={send}
      onClose={props.onClose}
      wide
      ready={name.trim() !== "" && url.length > 8 && kinds.length > 0}
    >
      <label className="hg-control">
        <span>{t("name")}</span>
        <input className="hg-input" maxLength={60} required value={name} onChange={(e) => setName(e.target.value)} />
      </label>
      <label className="hg-control">
        <span>{t("url")}</span>
        <input
          className="hg-input hg-mono"
          type="url"
          maxLength={500}
          required
          value={url}
          aria-describedby={`${id}-url`}
          onChange={(e) => setUrl(e.target.value)}
        />
        <small id={`${id}-url`} className="hg-hint">
          {t("urlHelp")}
        </small>
      </label>
      <Choices
        legend={t("kinds")}
        options={WEBHOOK_KINDS.map((value) => ({ value, label: t(`kindNames.${value}`) }))}
        chosen={kinds}
        onChange={setKinds}
      />
      {kinds.length === 0 ? <p className="hg-hint">{t("kindsMissing")}</p> : null}
    </ConfirmDialog>
  );
}
