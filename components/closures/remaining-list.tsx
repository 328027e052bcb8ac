"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { StatusMark } from "@/components/patterns/status";
import { useFormat } from "@/lib/format/use-format";
import type { ClosureLook } from "./closure";

/** What remains before an account is closed, each with the way out; `clear` where nothing does. */
export function RemainingList({ remaining, clear }: { remaining: ClosureLook["remaining"]; clear: string }) {
  const t = useTranslations("closures");
  const request = useTranslations("closures.page.request");
  const format = useFormat();
  if (remaining.length === 0)
    return (
      <p className="hg-small px-(--gutter) pb-2">
        <StatusMark tone="done">{clear}</StatusMark>
      </p>
    );
  return (
    <ul className="hg-small grid gap-2 px-(--gutter) pb-2">
      {remaining.map((one, at) => {
        const sum = one.minor === null ? "" : format.money({ minor: one.minor, currency: one.currency ?? "CNY" });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are drawn anew with every look and have no identity
          <li key={at} className="grid gap-0.5">
            <span className="flex flex-wrap items-center gap-x-3">
              <StatusMark tone="wait">{t(`conditions.${one.code}`)}</StatusMark>
              {one.number ? <span className="hg-mono">{one.number}</span> : null}
              {one.href ? (
                <Link className="hg-text-link" href={one.href}>
                  {request("go")}
                </Link>
              ) : null}
            </span>
            <span className="hg-ink-2">{t(`ways.${one.code}`, { sum, count: one.count ?? 0 })}</span>
          </li>
        );
      })}
    </ul>
  );
}
