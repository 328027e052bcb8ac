"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import { itemHref } from "@/lib/item-href";
import type { CustomerDetail } from "./customer";
import { useKindWords } from "./use-kind-words";

type Item = CustomerDetail["openItems"][number];

/** What is open about a customer, by kind, as far as the reader may know. */
export function OpenItems({ items }: { items: readonly Item[] }) {
  const t = useTranslations("customers");
  const words = useKindWords();
  if (items.length === 0) return <p className="hg-small hg-ink-3 px-(--gutter) pb-2">{t("empty.openItems")}</p>;
  const kinds = [...new Set(items.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const own = items.filter((item) => item.kind === kind);
    return (
      <div key={kind} className="px-(--gutter) pb-2">
        <h3 className="hg-small hg-ink-2 py-1">
          {words(kind)} <span className="hg-ink-3">{own.length}</span>
        </h3>
        <ul className="hg-small" aria-label={words(kind)}>
          {own.map((item) => (
            <li key={item.id} className="flex items-center gap-3 border-b border-line py-1">
              <Link className="hg-text-link" href={itemHref(item.subjectType, item.subjectId) ?? "/worklist"}>
                {item.number}
              </Link>
              <span className="hg-grow" />
              <Due item={item} />
            </li>
          ))}
        </ul>
      </div>
    );
  });
}

function Due({ item }: { item: Item }) {
  const t = useTranslations("customers.page");
  const date = item.dueOn ?? (item.dueAt ? shanghaiDate(item.dueAt as Instant) : null);
  if (!date) return <span className="hg-ink-3">{t("undated")}</span>;
  return (
    <span className={item.late ? "hg-late" : "hg-ink-2"}>
      {t("due", { date })}
      {item.late ? ` ${t("late")}` : ""}
    </span>
  );
}
