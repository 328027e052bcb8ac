"use client";

import { useTranslations } from "next-intl";
import { RuleCitation } from "@/components/controls/rule-citation";
import { Money } from "@/components/patterns/money";
import { StateShape } from "@/components/patterns/status";
import type { AccountLimits } from "./limits";

/** What a day may come to by how it was verified; marked is what today's weakest verification leaves. */
export function DayTable({ limits }: { limits: AccountLimits }) {
  const t = useTranslations("limits.page");
  const { tiers, weakest, documentDiffers } = limits;
  if (tiers.length === 0) return null;
  return (
    <div className="hg-small">
      <table className="hg-day-table" aria-label={t("table.title")}>
        <thead>
          <tr>
            <th scope="col">{t("table.title")}</th>
            <th scope="col" className="hg-num">
              {t("table.cap")}
            </th>
          </tr>
        </thead>
        <tbody>
          {tiers.map(({ tier, capMinor, agreed }) => (
            <tr key={tier} className={tier === weakest ? "hg-now" : undefined}>
              <th scope="row">
                {t(`tiers.${tier}`)}
                {tier === weakest ? (
                  <span className="hg-wait">
                    {" "}
                    <StateShape tone="wait" /> {t("table.today")}
                  </span>
                ) : null}
              </th>
              <td className="hg-num">
                <Money amount={{ minor: capMinor, currency: "CNY" }} />
                {tier === "agreed" ? (
                  <span className="hg-ink-3 block">{t(agreed ? "table.agreed" : "table.notAgreed")}</span>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {documentDiffers ? (
        <p className="hg-ink-3 pt-1">
          {t.rich("differs", {
            document: () => <RuleCitation rule={documentDiffers.document} />,
            law: () => <RuleCitation rule={documentDiffers.law} />,
          })}
        </p>
      ) : null}
      {limits.passwordFree ? null : <p className="hg-ink-3 pt-1">{t("passwordFreeOff")}</p>}
    </div>
  );
}
