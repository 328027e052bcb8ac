"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { SectionHead } from "@/components/patterns/headers";
import { QueryProblem } from "@/components/patterns/query-problem";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { inOrder } from "./review";

const COUNTS = ["joined", "satisfied", "held", "gone"] as const;

/** What the last thirty days brought, by trigger and by what became of it. */
export function TriggerFigures() {
  const t = useTranslations("reverification.page.triggers");
  const words = useTranslations("reverification.kinds");
  const format = useFormat();
  const trpc = useTRPC();
  const query = useQuery(trpc.reverification.figures.queryOptions({}));
  if (query.isPending) return <TableSkeleton rows={4} columns={5} />;
  if (!query.data)
    return <QueryProblem what={t("figuresFailed")} error={query.error} onRetry={() => void query.refetch()} />;
  const { kinds } = query.data;
  return (
    <section aria-label={t("figures")}>
      <SectionHead title={t("figures")} />
      {kinds.length === 0 ? (
        <p className="hg-small hg-ink-3 px-(--gutter) pb-3">{t("noFigures")}</p>
      ) : (
        <table className="hg-table hg-tight mb-3" aria-label={t("figures")}>
          <thead>
            <tr>
              <th scope="col">{t("heads.kind")}</th>
              {COUNTS.map((head) => (
                <th key={head} scope="col" className="hg-num">
                  {t(`heads.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {inOrder(kinds.map(({ kind }) => kind)).map((kind) => {
              const row = kinds.find((one) => one.kind === kind);
              return (
                <tr key={kind}>
                  <th scope="row">{words(kind)}</th>
                  {COUNTS.map((head) => (
                    <td key={head} className="hg-num">
                      {format.count(row?.[head] ?? 0)}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}
