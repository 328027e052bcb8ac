"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useState } from "react";
import { SectionHead } from "@/components/patterns/headers";
import { Flag } from "@/components/patterns/status";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { makePasskey, passkeysWork } from "@/lib/passkeys";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useMe } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";

/** One's own passkeys: add, name, remove. */
export function PasskeySection() {
  const t = useTranslations("identity.account");
  const format = useFormat();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const me = useMe();
  const { data: passkeys } = useSuspenseQuery(trpc.identity.myPasskeys.queryOptions({}));
  const [works, setWorks] = useState(true);
  const [naming, setNaming] = useState<{ id: string | null; name: string } | null>(null);
  const remove = useCommand(client.identity.removePasskey.mutate);
  // Known only in the browser.
  useEffect(() => setWorks(passkeysWork()), []);
  const fresh = me.steppedUp || (!me.totpEnrolled && me.passkeys === 0);
  const problem = attempt(remove);
  return (
    <>
      <SectionHead title={t("passkeys")} note={t("passkeysHint")} ruled />
      {passkeys.length === 0 ? <p className="hg-sheet-nothing">{t("noPasskeys")}</p> : null}
      <ul className="hg-lines">
        {passkeys.map((passkey) => (
          <li key={passkey.id}>
            <span className="hg-clip">
              {passkey.name} {passkey.backedUp ? <Flag>{t("passkeySynced")}</Flag> : null}
            </span>
            <span className="hg-ink-3">
              {passkey.lastUsedAt
                ? t("passkeyUsed", { at: format.dateTime(passkey.lastUsedAt as Instant) })
                : t("passkeyAdded", { at: format.dateTime(passkey.createdAt as Instant) })}
            </span>
            <Button
              small
              variant="plain"
              aria-label={`${t("rename")} ${passkey.name}`}
              onClick={() => setNaming({ id: passkey.id, name: passkey.name })}
            >
              {t("rename")}
            </Button>
            <Button
              small
              variant="plain"
              aria-label={`${t("remove")} ${passkey.name}`}
              disabled={!fresh}
              busy={remove.pending}
              onClick={() => void remove.run({ passkeyId: passkey.id })}
            >
              {t("remove")}
            </Button>
          </li>
        ))}
      </ul>
      {problem ? (
        <p className="hg-sheet-nothing hg-error" role="alert">
          {problem}
        </p>
      ) : null}
      <div className="hg-totp">
        {works ? (
          <Button disabled={!fresh} onClick={() => setNaming({ id: null, name: t("passkeyDefault") })}>
            {t("addPasskey")}
          </Button>
        ) : (
          <p className="hg-hint">{t("passkeysElsewhere")}</p>
        )}
      </div>
      {naming ? <NameDialog of={naming.id} name={naming.name} onClose={() => setNaming(null)} /> : null}
    </>
  );
}

/** The name of a passkey; for a new one, the device's own ceremony after it. */
function NameDialog(props: { of: string | null; name: string; onClose(): void }) {
  const t = useTranslations("identity.account");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const [name, setName] = useState(props.name);
  const [aborted, setAborted] = useState(false);
  const open = useCommand(client.identity.openPasskey.mutate);
  const register = useCommand(client.identity.registerPasskey.mutate);
  const rename = useCommand(client.identity.renamePasskey.mutate);

  const make = async (): Promise<boolean> => {
    const opened = await open.run({ purpose: "register" });
    if (!opened?.ok || opened.result.purpose !== "register") return false;
    const response = await makePasskey(opened.result.options);
    if (!response) {
      setAborted(true);
      return false;
    }
    const { challengeId } = opened.result;
    return (await register.run({ challengeId, name, response: response as never }))?.ok === true;
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setAborted(false);
    const done = props.of ? (await rename.run({ passkeyId: props.of, name }))?.ok : await make();
    if (done) props.onClose();
  };
  const problem = attempt(open) ?? attempt(register) ?? attempt(rename) ?? (aborted ? t("passkeyAborted") : null);
  return (
    <Dialog
      title={props.of ? t("rename") : t("addPasskey")}
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : props.onClose())}
    >
      <form className="hg-form" onSubmit={(event) => void submit(event)}>
        <label className="hg-control">
          <span>{t("passkeyName")}</span>
          <input
            className="hg-input"
            value={name}
            maxLength={60}
            required
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        {problem ? (
          <p className="hg-error" role="alert">
            {problem}
          </p>
        ) : null}
        <div className="hg-form-actions">
          <Button onClick={props.onClose}>{t("cancel")}</Button>
          <Button type="submit" variant="primary" busy={open.pending || register.pending || rename.pending}>
            {t("save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
