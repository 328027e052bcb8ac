"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Sheet } from "@/components/customers/customer-tables";
import { SectionHead } from "@/components/patterns/headers";
import { QueryProblem } from "@/components/patterns/query-problem";
import { Button } from "@/components/ui/button";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import { useOutcomeWords } from "./use-outcome-words";

const SHOWN = 10;

/** What the system decided about a customer by itself and he may be told, and asking for a person to look; nothing for who may not see it. */
export function CustomerDecisions({ customerId }: { customerId: string }) {
  const can = useCan();
  return can("processing.read") ? <Decisions customerId={customerId} /> : null;
}

function Decisions({ customerId }: { customerId: string }) {
  const t = useTranslations("processing.customer");
  const words = useTranslations("processing");
  const outcome = useOutcomeWords();
  const format = useFormat();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const ask = useCommand(client.processing.requestReview.mutate);
  const problem = useAttemptText()(ask);
  const query = useQuery(trpc.processing.decisions.queryOptions({ customerId }));
  const rows = query.data?.rows.slice(0, SHOWN);
  const heads = (["kind", "outcome", "at", "action"] as const).map((head) => ({ text: t(head) }));
  return (
    <section aria-label={t("title")}>
      <SectionHead title={t("title")} ruled />
      {problem ? (
        <p className="hg-error px-(--gutter)" role="alert">
          {problem}
        </p>
      ) : null}
      {rows ? (
        <Sheet label={t("title")} heads={heads} empty={rows.length === 0 ? t("none") : null}>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>{words(`kinds.${row.kind}`)}</td>
              <td>{outcome(row.outcome)}</td>
              <td>{format.dateTime(row.at as Instant)}</td>
              <td>
                {query.data?.may.ask && row.review ? (
                  <Button
                    small
                    variant="quiet"
                    onClick={() => void ask.run({ customerId, kind: row.kind, decisionId: row.id })}
                  >
                    {t("ask")}
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </Sheet>
      ) : null}
      {query.error ? (
        <QueryProblem what={t("failed")} error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
    </section>
  );
}
