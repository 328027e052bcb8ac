"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { ConfirmDialog } from "@/components/people/confirm-dialog";
import { CONNECTIONS_POLICY } from "@/domain/connections/policy";
import { API_SCOPES, type ApiScope } from "@/domain/connections/scopes";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { Choices } from "./choices";

const USUAL_DAYS = 180;

/** Makes a key; its token goes to `onMade`. */
export function CreateKeyDialog(props: { onClose(): void; onMade(token: string): void }) {
  const t = useTranslations("connections.keys");
  const client = useTRPCClient();
  const id = useId();
  const command = useCommand(client.connections.createKey.mutate);
  const attempt = useAttemptText();
  const [name, setName] = useState("");
  const [source, setSource] = useState("");
  const [days, setDays] = useState(String(USUAL_DAYS));
  const [addresses, setAddresses] = useState("");
  const [scopes, setScopes] = useState<readonly ApiScope[]>([]);
  const send = async () => {
    const list = addresses.split(/\s+/).filter((text) => text !== "");
    const input = { name, source, scopes: [...scopes], days: Number(days), addresses: list };
    const answer = await command.run(input);
    if (answer?.ok && answer.result) props.onMade(answer.result.token);
  };
  const lives = Number(days) >= 1 && Number(days) <= CONNECTIONS_POLICY.keyMaxDays;
  return (
    <ConfirmDialog
      title={t("new")}
      verb={t("create")}
      pending={command.pending}
      problem={attempt(command)}
      onSubmit={send}
      onClose={props.onClose}
      wide
      ready={name.trim() !== "" && /^[a-z0-9][a-z0-9-]{1,30}$/.test(source) && scopes.length > 0 && lives}
    >
      <label className="hg-control">
        <span>{t("name")}</span>
        <input className="hg-input" maxLength={60} required value={name} onChange={(e) => setName(e.target.value)} />
      </label>
      <label className="hg-control">
        <span>{t("source")}</span>
        <input
          className="hg-input hg-mono"
          maxLength={31}
          required
          value={source}
          aria-describedby={`${id}-source`}
          onChange={(e) => setSource(e.target.value.toLowerCase())}
        />
        <small id={`${id}-source`} className="hg-hint">
          {t("sourceHelp")}
        </small>
      </label>
      <Choices
        legend={t("scopes")}
        options={API_SCOPES.map((value) => ({ value, label: t(`scopeNames.${value}`) }))}
        chosen={scopes}
        onChange={setScopes}
      />
      {scopes.length === 0 ? <p className="hg-hint">{t("scopesMissing")}</p> : null}
      <label className="hg-control">
        <span>{t("days")}</span>
        <input
          className="hg-input"
          type="number"
          min={1}
          max={CONNECTIONS_POLICY.keyMaxDays}
          required
          value={days}
          onChange={(e) => setDays(e.target.value)}
        />
      </label>
      <label className="hg-control">
        <span>{t("addresses")}</span>
        <textarea
          className="hg-input hg-mono h-auto"
          rows={3}
          value={addresses}
          aria-describedby={`${id}-addresses`}
          onChange={(e) => setAddresses(e.target.value)}
        />
        <small id={`${id}-addresses`} className="hg-hint">
          {t("addressesHelp")}
        </small>
      </label>
    </ConfirmDialog>
  );
}
