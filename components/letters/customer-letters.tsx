"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Sheet } from "@/components/customers/customer-tables";
import { SectionHead } from "@/components/patterns/headers";
import { QueryProblem } from "@/components/patterns/query-problem";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { LETTERS_PATH } from "./letter";
import { Channels } from "./letter-marks";
import { useLetterWords } from "./use-letter-words";

/** How many letters of the customer are listed, the latest first. */
const MOST_LETTERS = 5;

/** What the customer was told; nothing for who may not see it. */
export function CustomerLetters({ customerId }: { customerId: string }) {
  const can = useCan();
  return can("letters.read") ? <Letters customerId={customerId} /> : null;
}

function Letters({ customerId }: { customerId: string }) {
  const t = useTranslations("letters.page");
  const words = useLetterWords();
  const format = useFormat();
  const trpc = useTRPC();
  const input = {
    filters: { customer: customerId },
    sort: "writtenAt" as const,
    order: "desc" as const,
    limit: MOST_LETTERS,
  };
  const query = useQuery(trpc.letters.list.queryOptions(input));
  const rows = query.data?.rows;
  const heads = (["number", "template", "channels", "written"] as const).map((head) => ({
    text: t(`columns.${head}`),
  }));
  return (
    <section aria-label={t("customer.title")}>
      <SectionHead
        title={t("customer.title")}
        ruled
        aside={
          rows && rows.length > 0 ? (
            <Link className="hg-text-link hg-small" href={`${LETTERS_PATH}?customer=${customerId}`}>
              {t("customer.all")}
            </Link>
          ) : null
        }
      />
      {rows ? (
        <Sheet label={t("customer.title")} heads={heads} empty={rows.length === 0 ? t("customer.none") : null}>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <Link className="hg-text-link hg-mono" href={`${LETTERS_PATH}/${row.id}`}>
                  {row.number ?? t("item.before")}
                </Link>
              </td>
              <td>{words(row.template)}</td>
              <td>
                <Channels dispatches={row.dispatches} />
              </td>
              <td>{format.dateTime(row.writtenAt as Instant)}</td>
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
