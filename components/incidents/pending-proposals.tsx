"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useKindWords } from "@/components/approvals/use-kind-words";
import { SectionHead } from "@/components/patterns/headers";
import { StatusMark } from "@/components/patterns/status";
import { Button } from "@/components/ui/button";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import type { IncidentDetail } from "./incident";

/** What waits for a second person about the incident, each with the way to its check; its maker may take it back. */
export function PendingProposals({ item }: { item: IncidentDetail }) {
  const t = useTranslations("incidents.page.pending");
  const words = useKindWords();
  const withdraw = useCommand(useTRPCClient().incidents.withdrawProposal.mutate);
  const problem = useAttemptText()(withdraw);
  if (item.proposals.length === 0) return null;
  return (
    <section aria-label={t("title")}>
      <SectionHead title={t("title")} ruled />
      <ul className="hg-small grid gap-1 px-(--gutter) pb-2">
        {item.proposals.map(({ kind, subjectId, approvalId, number, mine }) => (
          <li key={approvalId} className="flex flex-wrap items-center gap-x-3">
            <StatusMark tone="wait">{words.kind(kind)}</StatusMark>
            <Link className="hg-text-link hg-mono" href={`/approvals/${approvalId}`}>
              {number}
            </Link>
            {mine ? (
              <Button
                small
                variant="plain"
                busy={withdraw.pending}
                onClick={() => void withdraw.run({ kind, subjectId })}
              >
                {t("withdraw")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {problem ? (
        <p className="hg-error px-(--gutter) pb-2" role="alert">
          {problem}
        </p>
      ) : null}
    </section>
  );
}
