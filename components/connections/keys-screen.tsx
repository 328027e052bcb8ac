"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Column, DataTable } from "@/components/patterns/data-table/data-table";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { PageHeader } from "@/components/patterns/headers";
import { PageLayout } from "@/components/patterns/layouts";
import { EmptyState } from "@/components/patterns/states";
import { StatusMark } from "@/components/patterns/status";
import type { Tone } from "@/components/patterns/tone";
import { ConfirmDialog } from "@/components/people/confirm-dialog";
import { Button } from "@/components/ui/button";
import { CONNECTIONS_POLICY } from "@/domain/connections/policy";
import type { KeyRow } from "@/domain/connections/schema";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import { ConnectionTabs } from "./connection-tabs";
import { CreateKeyDialog } from "./create-key-dialog";
import { SecretDialog } from "./secret-dialog";

const TONE: Readonly<Record<KeyRow["state"], Tone>> = { live: "done", expired: "idle", revoked: "none" };

type Open = { kind: "create" } | { kind: "rotate" | "revoke"; key: KeyRow } | { kind: "secret"; token: string } | null;

/** Keys of machines: which there are, what each may do, and their making and ending. */
export function KeysScreen() {
  const t = useTranslations("connections.keys");
  const page = useTranslations("connections.page");
  const trpc = useTRPC();
  const can = useCan();
  const { keys } = useSuspenseQuery(trpc.connections.keys.queryOptions({})).data;
  const [open, setOpen] = useState<Open>(null);
  const manages = can("connections.manage");
  const columns = useColumns(manages, setOpen);
  const create = (
    <Button variant="primary" small icon={Plus} onClick={() => setOpen({ kind: "create" })}>
      {t("new")}
    </Button>
  );
  const close = () => setOpen(null);
  const shown = (token: string) => setOpen({ kind: "secret", token });
  return (
    <PageLayout
      label={page("keys")}
      header={
        <>
          <PageHeader title={page("title")}>{manages ? create : null}</PageHeader>
          <ConnectionTabs current="keys" />
        </>
      }
      foot={<ListFoot shown={keys.length} />}
    >
      <DataTable
        label={page("keys")}
        columns={columns}
        rows={keys}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.name}
        instead={
          keys.length > 0 ? undefined : <EmptyState title={t("empty")} text={t(manages ? "emptyHelp" : "emptyRead")} />
        }
      />
      {open?.kind === "create" ? <CreateKeyDialog onClose={close} onMade={shown} /> : null}
      {open?.kind === "rotate" ? <RotateDialog apiKey={open.key} onClose={close} onMade={shown} /> : null}
      {open?.kind === "revoke" ? <RevokeDialog apiKey={open.key} onClose={close} /> : null}
      {open?.kind === "secret" ? (
        <SecretDialog title={t("secretTitle")} help={t("secretHelp")} secret={open.token} onClose={close} />
      ) : null}
    </PageLayout>
  );
}

function useColumns(manages: boolean, open: (what: Open) => void): readonly Column<KeyRow>[] {
  const t = useTranslations("connections.keys");
  const format = useFormat();
  const at = (moment: string) => <time dateTime={moment}>{format.dateTime(moment as Instant)}</time>;
  const columns: Column<KeyRow>[] = [
    {
      id: "state",
      header: t("state"),
      cell: (row) => <StatusMark tone={TONE[row.state]}>{t(`states.${row.state}`)}</StatusMark>,
    },
    {
      id: "name",
      header: t("name"),
      cell: (row) => (
        <span className="flex flex-col">
          <span>{row.name}</span>
          {row.previousUntil ? (
            <small className="hg-hint">{t("previous", { at: format.dateTime(row.previousUntil as Instant) })}</small>
          ) : null}
        </span>
      ),
    },
    { id: "source", header: t("source"), cell: (row) => <span className="hg-mono hg-small">{row.source}</span> },
    {
      id: "scopes",
      header: t("scopes"),
      cell: (row) => (
        <span className="hg-small">{row.scopes.map((scope) => t(`scopeNames.${scope}`)).join(" · ")}</span>
      ),
    },
    {
      id: "addresses",
      header: t("addresses"),
      optional: true,
      cell: (row) => (
        <span className="hg-mono hg-small">{row.addresses.length > 0 ? row.addresses.join(" ") : t("anywhere")}</span>
      ),
    },
    {
      id: "used",
      header: t("lastUsed"),
      align: "end",
      cell: (row) => (row.lastUsedAt ? at(row.lastUsedAt) : t("never")),
    },
    { id: "expires", header: t("expires"), align: "end", optional: true, cell: (row) => at(row.expiresAt) },
  ];
  if (!manages) return columns;
  return [
    ...columns,
    {
      id: "acts",
      header: t("acts"),
      bare: true,
      align: "end",
      cell: (key) =>
        key.state === "live" ? (
          <span className="flex justify-end gap-1">
            <Button small onClick={() => open({ kind: "rotate", key })} aria-label={`${t("rotate")} ${key.name}`}>
              {t("rotate")}
            </Button>
            <Button small onClick={() => open({ kind: "revoke", key })} aria-label={`${t("revoke")} ${key.name}`}>
              {t("revoke")}
            </Button>
          </span>
        ) : null,
    },
  ];
}

function RotateDialog(props: { apiKey: KeyRow; onClose(): void; onMade(token: string): void }) {
  const t = useTranslations("connections.keys");
  const client = useTRPCClient();
  const command = useCommand(client.connections.rotateKey.mutate);
  const attempt = useAttemptText();
  const send = async () => {
    const answer = await command.run({ keyId: props.apiKey.id });
    if (answer?.ok && answer.result) props.onMade(answer.result.token);
  };
  return (
    <ConfirmDialog
      title={t("rotateTitle", { name: props.apiKey.name })}
      verb={t("rotate")}
      pending={command.pending}
      problem={attempt(command)}
      onSubmit={send}
      onClose={props.onClose}
    >
      <p>{t("rotateHelp", { hours: CONNECTIONS_POLICY.overlapHours })}</p>
    </ConfirmDialog>
  );
}

function RevokeDialog(props: { apiKey: KeyRow; onClose(): void }) {
  const t = useTranslations("connections.keys");
  const client = useTRPCClient();
  const command = useCommand(client.connections.revokeKey.mutate);
  const attempt = useAttemptText();
  const send = async () => {
    const answer = await command.run({ keyId: props.apiKey.id });
    if (answer?.ok) props.onClose();
  };
  return (
    <ConfirmDialog
      title={t("revokeTitle", { name: props.apiKey.name })}
      verb={t("revoke")}
      negative
      pending={command.pending}
      problem={attempt(command)}
      onSubmit={send}
      onClose={props.onClose}
      stepUp={false}
    >
      <p>{t("revokeHelp")}</p>
    </ConfirmDialog>
  );
}
