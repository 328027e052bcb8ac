"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ProveField } from "@/components/identity/prove-field";
import { PageHeader } from "@/components/patterns/headers";
import { PageLayout } from "@/components/patterns/layouts";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ROLE_NAMES, type Role } from "@/domain/identity/roles";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useMe } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";

/** From which networks each role counts. */
export function NetworksScreen() {
  const t = useTranslations("identity");
  const trpc = useTRPC();
  const me = useMe();
  const { data } = useSuspenseQuery(trpc.identity.roleNetworks.queryOptions({}));
  const [editing, setEditing] = useState<Role | null>(null);
  const of = (role: Role) => data.limits.find((limit) => limit.role === role)?.networks ?? [];
  return (
    <PageLayout
      label={t("networks.title")}
      header={<PageHeader title={t("networks.title")} note={t("networks.hint")} ruled />}
    >
      <div className="hg-measure">
        <p className="hg-sheet-nothing">
          {data.address ? t("networks.mine", { address: data.address }) : t("networks.unknown")}
        </p>
        <ProveField />
        <ul className="hg-lines" aria-label={t("networks.title")}>
          {ROLE_NAMES.map((role) => (
            <li key={role}>
              <span>{t(`roles.${role}`)}</span>
              <span className="hg-ink-3 hg-clip">{of(role).join(" ") || t("networks.any")}</span>
              <Button
                small
                variant="plain"
                disabled={!me.steppedUp}
                aria-label={t("networks.of", { role: t(`roles.${role}`) })}
                onClick={() => setEditing(role)}
              >
                {t("networks.edit")}
              </Button>
            </li>
          ))}
        </ul>
        {editing ? <EditDialog role={editing} networks={of(editing)} onClose={() => setEditing(null)} /> : null}
      </div>
    </PageLayout>
  );
}

/** The networks of one role, a line each. */
function EditDialog(props: { role: Role; networks: readonly string[]; onClose(): void }) {
  const t = useTranslations("identity");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const set = useCommand(client.identity.setRoleNetworks.mutate);
  const [text, setText] = useState(props.networks.join("\n"));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const networks = text.split(/\s+/).filter((line) => line !== "");
    if ((await set.run({ role: props.role, networks }))?.ok) props.onClose();
  };
  const problem = attempt(set);
  return (
    <Dialog
      title={t("networks.of", { role: t(`roles.${props.role}`) })}
      open
      onOpenChange={(open) => (open ? undefined : props.onClose())}
    >
      <form className="hg-form" onSubmit={(event) => void submit(event)}>
        <label className="hg-control">
          <span>{t("networks.list")}</span>
          <textarea
            className="hg-input hg-mono"
            rows={6}
            value={text}
            aria-invalid={problem ? true : undefined}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <p className="hg-hint">{t("networks.listHint")}</p>
        {problem ? (
          <p className="hg-error" role="alert">
            {problem}
          </p>
        ) : null}
        <div className="hg-form-actions">
          <Button onClick={props.onClose}>{t("networks.cancel")}</Button>
          <Button type="submit" variant="primary" busy={set.pending}>
            {t("networks.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
