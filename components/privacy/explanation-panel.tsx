"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { RuleCitation } from "@/components/controls/rule-citation";
import { SectionHead } from "@/components/patterns/headers";
import { QueryProblem } from "@/components/patterns/query-problem";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { Flag } from "@/components/patterns/status";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";
import { useCan } from "@/lib/use-can";
import type { RequestDetail } from "./request";
import { useCodeWords } from "./use-code-words";

type Decision = RouterOutputs["processing"]["decisions"]["rows"][number];

/** The automatic decisions about the subject that he may be told of: what each rested on and how it came out. */
export function ExplanationPanel({ title, item }: { title: string; item: RequestDetail }) {
  const t = useTranslations("privacy.page.explanation");
  const can = useCan();
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.processing.decisions.queryOptions({ customerId: item.customer?.id ?? "" }),
    enabled: item.customer !== null && can("processing.read"),
  });
  const rows = query.data?.rows;
  return (
    <section aria-label={title}>
      <SectionHead title={title} note={t(item.state === "answered" ? "told" : "hint")} ruled />
      {query.isLoading ? <TableSkeleton rows={3} columns={4} /> : null}
      {query.error ? (
        <QueryProblem what={t("failed")} error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {rows?.length === 0 ? <p className="hg-small hg-ink-3 px-(--gutter) pb-2">{t("none")}</p> : null}
      {rows && rows.length > 0 ? <Decisions rows={rows} /> : null}
    </section>
  );
}

function Decisions({ rows }: { rows: readonly Decision[] }) {
  const t = useTranslations("privacy.page.explanation");
  const say = useCodeWords();
  const format = useFormat();
  return (
    <table className="hg-table hg-tight" aria-label={t("title")}>
      <thead>
        <tr>
          {(["at", "kind", "outcome", "rules"] as const).map((head) => (
            <th key={head} scope="col">
              {t(head)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.kind} ${row.id}`}>
            <td className="whitespace-nowrap">{format.dateTime(row.at as Instant)}</td>
            <td>
              {say("processing.kinds", row.kind)} {row.review ? <Flag>{t("review")}</Flag> : null}
            </td>
            <td>{say("processing.outcomes", row.outcome)}</td>
            <td>
              {row.rules.slice(0, 2).map((rule) => (
                <RuleCitation key={rule} rule={{ ruleId: rule.split("@")[0] ?? rule, version: 0 }} />
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
