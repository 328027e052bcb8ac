"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Money } from "@/components/patterns/money";
import { Flag } from "@/components/patterns/status";
import type { Instant } from "@/domain/shared/time";
import { NOTHING } from "@/lib/format/nothing";
import { useFormat } from "@/lib/format/use-format";
import { amountOf, type CandidateDetail, type CandidateLeg, trimRate } from "./candidate";

/** The transactions behind a sum, each with its rate and what the sum had come to: arithmetic that can be checked by hand. */
export function ArithmeticTable({ item }: { item: CandidateDetail }) {
  const t = useTranslations("reports.page.legs");
  const last = item.legs.at(-1);
  const more = item.legCount - item.legs.length;
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a scroll box inside a named section */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be reachable and scrolled by keyboard */}
      <div className="hg-table-box overflow-x-auto" role="group" aria-label={t("title")} tabIndex={0}>
        <table className="hg-table hg-tight whitespace-nowrap" aria-label={t("title")}>
          <thead>
            <tr>
              <th scope="col">{t("time")}</th>
              <th scope="col">{t("account")}</th>
              <th scope="col">{t("kind")}</th>
              <th scope="col" className="hg-num">
                {t("amount")}
              </th>
              <th scope="col" className="hg-num">
                {t("running")}
              </th>
              <th scope="col" className="hg-num">
                {t("rate")}
              </th>
              <th scope="col" className="hg-num">
                {t("usdRunning")}
              </th>
              <th scope="col" className="hg-wide">
                {t("source")}
              </th>
            </tr>
          </thead>
          <tbody>
            {item.legs.map((leg) => (
              <Leg key={leg.id} leg={leg} />
            ))}
          </tbody>
          {more === 0 && last ? (
            <tfoot>
              <tr>
                <td colSpan={4} className="hg-ink-2">
                  {t("total", { count: item.legCount })}
                </td>
                <td className="hg-num">
                  <Money amount={amountOf(last.cnyRunning, "CNY")} strong />
                </td>
                <td />
                <td className="hg-num">
                  <Money amount={amountOf(last.usdRunning, "USD")} strong />
                </td>
                <td className="hg-wide" />
              </tr>
            </tfoot>
          ) : null}
        </table>
      </div>
      {more > 0 ? (
        <p className="hg-notice-text px-(--gutter) py-2">{t("more", { shown: item.legs.length, more })}</p>
      ) : null}
    </>
  );
}

function Leg({ leg }: { leg: CandidateLeg }) {
  const t = useTranslations("reports.page.legs");
  const kinds = useTranslations("ledger.labels.kinds");
  const format = useFormat();
  const kind = kinds as unknown as (key: string) => string;
  return (
    <tr>
      <td>
        <time dateTime={leg.occurredAt}>{format.time(leg.occurredAt as Instant, { seconds: true })}</time>
      </td>
      <td>
        <Link className="hg-text-link" href={`/accounts/${leg.accountId}`}>
          {leg.accountNumber}
        </Link>
      </td>
      <td>{kind(leg.kind)}</td>
      <td className="hg-num">
        <Money amount={amountOf(leg.amountMinor, leg.currency)} showCurrency={leg.currency !== "CNY"} />
      </td>
      <td className="hg-num">
        {leg.cnyMinor === null ? (
          <Flag provisional>{t("noRate")}</Flag>
        ) : (
          <Money amount={amountOf(leg.cnyRunning, "CNY")} />
        )}
      </td>
      <td className="hg-num">
        <Rate leg={leg} />
      </td>
      <td className="hg-num">
        {leg.usdMinor === null ? (
          <Flag provisional>{t("noRate")}</Flag>
        ) : (
          <Money amount={amountOf(leg.usdRunning, "USD")} />
        )}
      </td>
      <td className="hg-wide hg-small hg-ink-3">
        {leg.batchId && leg.batchNumber ? (
          <>
            <Link className="hg-text-link" href={`/ingestion/${leg.batchId}`}>
              {leg.batchNumber}
            </Link>
            {leg.sourceRow === null ? null : ` ${t("row", { row: leg.sourceRow })}`}
          </>
        ) : (
          t("core")
        )}
        {leg.final ? null : <Flag provisional>{t("notFinal")}</Flag>}
      </td>
    </tr>
  );
}

/** Yuan for one unit: of the leg's own currency, or of the dollar for a yuan leg. Its source stands in the title. */
function Rate({ leg }: { leg: CandidateLeg }) {
  const own = leg.currency === "CNY" ? leg.usdRate : leg.rate;
  const source = leg.currency === "CNY" ? leg.usdRateSource : leg.rateSource;
  if (own === null) return <span className="hg-ink-3">{NOTHING}</span>;
  return <span title={source ?? undefined}>{trimRate(own)}</span>;
}
