"use client";

import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { useKindWords } from "@/components/approvals/use-kind-words";
import { type Column, DataTable } from "@/components/patterns/data-table/data-table";
import { EmptyState } from "@/components/patterns/states";
import { Button } from "@/components/ui/button";
import { PEOPLE_REJECTIONS } from "@/domain/people/codes";
import type { Instant } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import { Choice } from "./choice";
import { ConfirmDialog } from "./confirm-dialog";

type Proposal = RouterOutputs["people"]["proposals"][number];

/** What a proposal asks, in one line: the role, until when, from whom. */
function useWhat(): (proposal: Proposal) => string {
  const t = useTranslations("people.desk");
  const words = useKindWords();
  const roles = useTranslations("identity.roles");
  const format = useFormat();
  return (proposal) =>
    [
      words.kind(proposal.kind),
      proposal.role ? roles(proposal.role as "auditor") : null,
      proposal.endsAt ? t("until", { until: format.dateTime(proposal.endsAt as Instant) }) : null,
    ]
      .filter((part) => part !== null)
      .join(" · ");
}

/** Proposals about people that wait for a second person, each with yes, no or the way back. */
export function ProposalsPanel() {
  const t = useTranslations("people.desk");
  const words = useBilingual();
  const format = useFormat();
  const what = useWhat();
  const trpc = useTRPC();
  const { data: rows } = useSuspenseQuery(trpc.people.proposals.queryOptions({}));
  const [open, setOpen] = useState<Proposal | null>(null);
  const columns: readonly Column<Proposal>[] = [
    { id: "number", header: t("number"), width: "110px", cell: (row) => <span className="hg-mono">{row.number}</span> },
    { id: "what", header: t("what"), cell: what },
    {
      id: "whom",
      header: t("whom"),
      cell: (row) => (row.from ? t("fromTo", { from: words(row.from), to: words(row.person) }) : words(row.person)),
    },
    { id: "maker", header: t("maker"), cell: (row) => words(row.maker), optional: true },
    {
      id: "expires",
      header: t("expires"),
      width: "150px",
      cell: (row) => format.dateTime(row.expiresAt as Instant),
      optional: true,
    },
    {
      id: "decision",
      header: t("decision"),
      width: "110px",
      cell: (row) => (
        <Button small onClick={() => setOpen(row)} aria-label={t("decideTitle", { number: row.number })}>
          {row.mine ? t("withdraw") : t("decision")}
        </Button>
      ),
    },
  ];
  return (
    <>
      <DataTable
        label={t("proposalsTitle")}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.approvalId}
        rowLabel={(row) => row.number}
        instead={rows.length === 0 ? <EmptyState title={t("noProposals")} text={t("proposalsHint")} /> : undefined}
      />
      {open ? <DecideDialog key={open.approvalId} proposal={open} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

type Call<I> = { key: string; input: I };

function DecideDialog({ proposal, onClose }: { proposal: Proposal; onClose(): void }) {
  const t = useTranslations("people");
  const words = useBilingual();
  const what = useWhat();
  const can = useCan();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const { approvalId } = proposal;
  const { data: detail } = useQuery(trpc.approvals.detail.queryOptions({ approvalId }));
  const [verb, setVerb] = useState<"approve" | "reject">("approve");
  const [reason, setReason] = useState<string>(PEOPLE_REJECTIONS[0]);
  const command = useCommand(
    useCallback(
      async (call: Call<{ seenDigest: string; reason: string; as: "approve" | "reject" | "withdraw" }>) => {
        const { as, seenDigest, reason: decisionCode } = call.input;
        if (as === "approve") {
          return client.approvals.approve.mutate({ key: call.key, input: { approvalId, seenDigest } });
        }
        if (as === "reject") {
          return client.approvals.reject.mutate({ key: call.key, input: { approvalId, decisionCode } });
        }
        return client.approvals.withdraw.mutate({ key: call.key, input: { approvalId } });
      },
      [approvalId, client],
    ),
  );
  const as = proposal.mine ? "withdraw" : verb;
  const submit = async () => {
    const answer = await command.run({ as, seenDigest: detail?.current?.digest ?? "", reason });
    if (answer?.ok) onClose();
  };
  return (
    <ConfirmDialog
      title={t("desk.decideTitle", { number: proposal.number })}
      verb={t(`desk.${as}`)}
      negative={as === "reject"}
      stepUp={as !== "withdraw"}
      ready={detail !== undefined && (!proposal.mine || can("approvals.withdraw"))}
      pending={command.pending}
      problem={attempt(command)}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>
        <b>{words(proposal.person)}</b> {what(proposal)}
      </p>
      {proposal.from ? <p>{t("desk.lentBy", { name: words(proposal.from) })}</p> : null}
      <p className="hg-hint">{t("desk.proposalsHint")}</p>
      {proposal.mine ? null : (
        <Choice
          label={t("desk.decision")}
          value={verb}
          onChange={(value) => setVerb(value as "approve" | "reject")}
          options={[
            { value: "approve", label: t("desk.approve") },
            { value: "reject", label: t("desk.reject") },
          ]}
        />
      )}
      {as === "reject" ? (
        <Choice
          label={t("desk.reason")}
          value={reason}
          onChange={setReason}
          options={PEOPLE_REJECTIONS.map((code) => ({ value: code, label: t(`rejections.${code}`) }))}
        />
      ) : null}
    </ConfirmDialog>
  );
}
