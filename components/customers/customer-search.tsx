"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { SectionHead } from "@/components/patterns/headers";
import { QueryProblem } from "@/components/patterns/query-problem";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { EmptyState } from "@/components/patterns/states";
import { Button } from "@/components/ui/button";
import { itemHref } from "@/lib/item-href";
import { useTRPC } from "@/lib/trpc/client";
import { Masked } from "./masked";
import { useKindWords } from "./use-kind-words";

/** What one whole text finds: people, accounts, items. */
export function CustomerSearch({ text, onBack }: { text: string; onBack(): void }) {
  const t = useTranslations("customers");
  const accounts = useTranslations("accounts");
  const kind = useKindWords();
  const trpc = useTRPC();
  const query = useQuery(trpc.customers.search.queryOptions({ text }));
  const back = (
    <Button small onClick={onBack}>
      {t("page.back")}
    </Button>
  );
  if (query.isPending) return <TableSkeleton rows={6} columns={4} />;
  if (!query.data)
    return <QueryProblem what={t("page.searchFailed")} error={query.error} onRetry={() => void query.refetch()} />;
  const { people, items, more } = query.data;
  const nothing = people.length + query.data.accounts.length + items.length === 0;
  if (nothing) return <EmptyState title={t("search.title")} text={t("empty.search")} action={back} />;
  return (
    <>
      <Group title={t("search.people")} count={people.length}>
        {people.map((one) => (
          <Hit key={one.id} href={`/customers/${one.id}`} number={one.number}>
            {one.name ? <Masked value={one.name} /> : t("labels.unnamed")}{" "}
            <span className="hg-ink-3">{t(`kinds.${one.kind}`)}</span>
          </Hit>
        ))}
      </Group>
      <Group title={t("search.accounts")} count={query.data.accounts.length}>
        {query.data.accounts.map((one) => (
          <Hit key={one.id} href={`/accounts/${one.id}`} number={one.number}>
            {one.customer.name ? <Masked value={one.customer.name} /> : one.customer.number}{" "}
            <span className="hg-ink-3">{accounts(`class.${String(one.accountClass) as "1"}`)}</span>
          </Hit>
        ))}
      </Group>
      <Group title={t("search.items")} count={items.length}>
        {items.map((one) => (
          <Hit
            key={`${one.kind} ${one.subjectId}`}
            href={itemHref(one.subjectType, one.subjectId) ?? CUSTOMER_HREF}
            number={one.number}
          >
            {kind(one.kind)}
          </Hit>
        ))}
      </Group>
      <div className="flex items-center gap-3 p-(--gutter)">
        {back}
        {more ? <span className="hg-small hg-ink-3">{t("search.more")}</span> : null}
      </div>
    </>
  );
}

const CUSTOMER_HREF = "/customers";

function Group({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  if (count === 0) return null;
  return (
    <section aria-label={title}>
      <SectionHead title={title} note={count} />
      <ul>{children}</ul>
    </section>
  );
}

function Hit({ href, number, children }: { href: string; number: string; children: ReactNode }) {
  return (
    <li>
      <Link href={href} className="flex min-h-8 items-center gap-3 border-b border-line px-(--gutter) hover:bg-hover">
        <span className="hg-mono hg-small">{number}</span>
        <span>{children}</span>
      </Link>
    </li>
  );
}
