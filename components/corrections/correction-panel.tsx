"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { SectionHead } from "@/components/patterns/headers";
import { QueryProblem } from "@/components/patterns/query-problem";
import { Flag, StatusMark } from "@/components/patterns/status";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { CORRECTION_TONE, CORRECTIONS_PATH, type CorrectionDetail } from "./correction";

type Props = { title: string; correction: { id: string; number: string } | null; waits: string };

/** A correction as its request shows it: each field before and after, the proof, and the second person. */
export function CorrectionPanel({ title, correction, waits }: Props) {
  const can = useCan();
  if (!correction || !can("corrections.read"))
    return (
      <>
        <SectionHead title={title} ruled />
        <p className="hg-small hg-ink-3 px-(--gutter) pb-2">{waits}</p>
      </>
    );
  return <KnownCorrection title={title} id={correction.id} />;
}

function KnownCorrection({ title, id }: { title: string; id: string }) {
  const t = useTranslations("corrections");
  const trpc = useTRPC();
  const query = useQuery(trpc.corrections.detail.queryOptions({ id }));
  const item = query.data;
  return (
    <section aria-label={title}>
      <SectionHead
        title={title}
        ruled
        {...(item
          ? {
              note: (
                <Link className="hg-text-link hg-mono" href={`${CORRECTIONS_PATH}/${item.id}`}>
                  {item.number}
                </Link>
              ),
              aside: <StatusMark tone={CORRECTION_TONE[item.state]}>{t(`states.${item.state}`)}</StatusMark>,
            }
          : {})}
      />
      {query.error ? (
        <QueryProblem what={t("page.itemFailed")} error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {item ? <CorrectionItems item={item} /> : null}
    </section>
  );
}

/** Field by field: before, after, and whether a second person must agree. */
export function CorrectionItems({ item }: { item: CorrectionDetail }) {
  const t = useTranslations("corrections");
  const heads = ["field", "before", "after", "check"] as const;
  return (
    <>
      <table className="hg-table hg-tight" aria-label={t("page.items")}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {t(`page.heads.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {item.items.map((line) => (
            <tr key={line.field}>
              <th scope="row">{t(`fields.${line.field}`)}</th>
              <td>
                <del>{line.before ?? t("page.nothing")}</del>
              </td>
              <td>
                <ins>{line.after ?? t("page.nothing")}</ins>
              </td>
              <td>{line.identity ? <Flag>{t("page.fourEyes")}</Flag> : t("page.atOnce")}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="hg-small flex flex-wrap gap-x-4 px-(--gutter) py-2">
        <span className="hg-ink-2">{t("page.evidence", { count: item.evidenceIds.length })}</span>
        {item.approval ? (
          <Link className="hg-text-link hg-mono" href={`/approvals/${item.approval.id}`}>
            {item.approval.number}
          </Link>
        ) : null}
      </p>
    </>
  );
}
