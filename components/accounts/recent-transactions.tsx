"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { SectionHead } from "@/components/patterns/headers";
import { Money } from "@/components/patterns/money";
import { TableSkeleton } from "@/components/patterns/skeleton";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";

const RECENT = 10;

/** The account's last transactions, and the way to all of them; nothing for who may not see the ledger. */
export function RecentTransactions({ accountId, currency }: { accountId: string; currency: string }) {
  const t = useTranslations("accounts.page");
  const ledger = useTranslations("ledger.labels");
  const format = useFormat();
  const trpc = useTRPC();
  const allowed = useCan()("ledger.read");
  const input = { filters: { account: accountId }, sort: "occurredAt" as const, order: "desc" as const, limit: RECENT };
  const { data } = useQuery({ ...trpc.ledger.transactionsList.queryOptions(input), enabled: allowed });
  if (!allowed) return null;
  return (
    <>
      <SectionHead
        title={t("transactions")}
        note={currency}
        aside={
          <Link className="hg-text-link" href={`/ledger?account=${accountId}`}>
            {t("transactionsAll")}
          </Link>
        }
        ruled
      />
      {!data ? <TableSkeleton rows={5} columns={5} /> : null}
      {data?.rows.length === 0 ? <p className="hg-small hg-ink-3 px-(--gutter) pb-3">{t("transactionsNone")}</p> : null}
      {data && data.rows.length > 0 ? (
        <table className="hg-table hg-tight" aria-label={t("transactions")}>
          <thead>
            <tr>
              <th scope="col">{t("time")}</th>
              <th scope="col">{t("direction")}</th>
              <th scope="col">{t("kind")}</th>
              <th scope="col" className="hg-num">
                {t("amount")}
              </th>
              <th scope="col" className="hg-num">
                {t("balance")}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => (
              <tr key={row.id}>
                <td className="hg-small whitespace-nowrap">{format.dateTime(row.occurredAt as Instant)}</td>
                <td>{ledger(`directions.${row.direction}`)}</td>
                <td>{ledger(`kinds.${row.kind as "payment"}`)}</td>
                <td className="hg-num">
                  <Money amount={{ minor: BigInt(row.amountMinor), currency: row.currency }} />
                </td>
                <td className="hg-num">
                  {row.balanceAfterMinor === null ? (
                    "–"
                  ) : (
                    <Money amount={{ minor: BigInt(row.balanceAfterMinor), currency: row.currency }} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </>
  );
}
