"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Fingerprint } from "@/components/patterns/fingerprint";
import { SectionHead } from "@/components/patterns/headers";
import { QueryProblem } from "@/components/patterns/query-problem";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { StatusMark } from "@/components/patterns/status";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { PlanTable } from "./plan-table";
import { isOpenRequest, type RequestDetail } from "./request";

/** What becomes of the subject's data: as it stands now while the request is worked on, as it was decided afterwards. */
export function ErasurePanel({ title, item }: { title: string; item: RequestDetail }) {
  const t = useTranslations("privacy.page.plan");
  const can = useCan();
  const trpc = useTRPC();
  const sees = can("privacy.plan.read");
  const asks = sees && isOpenRequest(item) && item.plan === null;
  const query = useQuery({ ...trpc.privacy.plan.queryOptions({ id: item.id }), enabled: asks });
  const lines = item.plan ?? query.data?.lines;
  const note = item.plan ? t("decided") : sees ? t("asOfNow") : null;
  return (
    <section aria-label={title}>
      <SectionHead
        title={title}
        note={note}
        ruled
        aside={query.data && asks ? <Fingerprint digest={query.data.digest} /> : null}
      />
      {asks && query.isPending ? <TableSkeleton rows={5} columns={4} /> : null}
      {asks && query.error ? (
        <QueryProblem what={t("failed")} error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {sees || lines ? null : <p className="hg-small hg-ink-3 px-(--gutter) pb-2">{t("workers")}</p>}
      {lines ? <PlanTable label={title} lines={lines} today={item.today} /> : null}
      {item.type === "closure" ? <Closures item={item} /> : null}
    </section>
  );
}

/** The accounts a closing of the service closes, each with how far it is. */
function Closures({ item }: { item: RequestDetail }) {
  const t = useTranslations("privacy.page.plan");
  const states = useTranslations("closures.states") as unknown as (code: string) => string;
  if (item.closures.length === 0) return <p className="hg-small hg-ink-2 px-(--gutter) py-2">{t("closuresLater")}</p>;
  return (
    <ul className="hg-entries" aria-label={t("closures")}>
      {item.closures.map((closure) => (
        <li key={closure.id}>
          <Link className="hg-text-link hg-mono" href={`/closures/${closure.id}`}>
            {closure.number}
          </Link>
          <Link className="hg-grow" href={`/accounts/${closure.account.id}`}>
            {t("account", { number: closure.account.number })}
          </Link>
          <StatusMark tone={closure.state === "closed" ? "done" : "wait"}>{states(closure.state)}</StatusMark>
        </li>
      ))}
    </ul>
  );
}
