"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { PagePath } from "@/components/frame/page-path";
import { ActionFoot, type FootAction } from "@/components/patterns/action-foot";
import { type Fact, FactList } from "@/components/patterns/facts";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { PageLayout } from "@/components/patterns/layouts";
import { Loaded } from "@/components/patterns/loaded";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { StatusChip } from "@/components/patterns/status";
import { IconButton } from "@/components/ui/button";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { RuleIds } from "./rule-ids";
import { useInputWords, useOutcomeWords } from "./use-outcome-words";

export const REVIEW_TONE = { open: "wait", stands: "none", changed: "done" } as const;

/** One automatic decision that a person looks at again: what it was, on what, and whether it stands. */
export function ReviewItem({ id, onClose }: { id: string; onClose(): void }) {
  const t = useTranslations("processing.page.item");
  const words = useTranslations("processing");
  const outcome = useOutcomeWords();
  const input = useInputWords();
  const format = useFormat();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const decide = useCommand(client.processing.decideReview.mutate);
  const attempt = useAttemptText();
  const query = useQuery(trpc.processing.review.queryOptions({ id }));
  return (
    <Loaded query={query} what={t("failed")} skeleton={<ItemSkeleton />}>
      {(item) => {
        const { decision } = item;
        const facts: Fact[] = [
          {
            id: "customer",
            label: words("page.columns.customer"),
            value: (
              <Link className="hg-text-link hg-mono" href={`/customers/${item.customer.id}`}>
                {item.customer.number}
              </Link>
            ),
          },
          { id: "decision", label: t("decision"), value: words(`automatic.${item.kind}.what`) },
          ...(decision
            ? [
                { id: "outcome", label: t("outcome"), value: outcome(decision.outcome) },
                { id: "at", label: t("at"), value: format.dateTime(decision.at as Instant) },
                { id: "rules", label: t("rules"), value: <RuleIds ids={decision.rules} /> },
                { id: "inputs", label: t("inputs"), value: decision.inputs.map(input).join(" · ") },
              ]
            : []),
        ];
        const say = (said: "stands" | "changed") => async () =>
          void (await decide.run({ id: item.id, version: item.version, outcome: said }));
        const actions: FootAction[] = item.may.decide
          ? [
              { id: "stands", label: t("stands"), shortcut: "finish", run: say("stands") },
              { id: "changed", label: t("changed"), variant: "quiet", run: say("changed") },
            ]
          : [];
        return (
          <PageLayout
            label={t("reviewLabel", { number: item.number })}
            header={
              <ItemHeader
                title={words(`kinds.${item.kind}`)}
                state={<StatusChip tone={REVIEW_TONE[item.state]}>{words(`reviewStates.${item.state}`)}</StatusChip>}
                number={item.number}
                nextStep={words(`page.reviewNext.${item.state}`)}
                tools={<IconButton icon={X} label={t("close")} onClick={onClose} />}
              />
            }
            foot={actions.length > 0 ? <ActionFoot actions={actions} error={attempt(decide)} /> : null}
          >
            <PagePath steps={[item.number]} />
            <SectionHead title={t("decision")} />
            <FactList facts={facts} />
          </PageLayout>
        );
      }}
    </Loaded>
  );
}
