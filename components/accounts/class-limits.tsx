"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { RuleCitation } from "@/components/controls/rule-citation";
import { useUses } from "@/components/kyc/use-uses";
import { SectionHead } from "@/components/patterns/headers";
import { Money } from "@/components/patterns/money";
import { useTRPC } from "@/lib/trpc/client";
import { LimitBar } from "./limit-bar";
import { distinctCaps, type LimitCap, shareUsed } from "./limits";

/** What the account may do by its class, and how much of each cap is used up; nothing of an enterprise's. */
export function ClassLimits({ accountId }: { accountId: string }) {
  const t = useTranslations("kyc.page.limits");
  const uses = useUses();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.kyc.limits.queryOptions({ accountId }));
  if (!data || data.caps.length === 0) return null;
  return (
    <section aria-label={t("title")}>
      <SectionHead title={t("title")} ruled />
      <div className="hg-small hg-limits px-(--gutter) pb-3">
        <p>
          {t("uses", { uses: uses(data.uses) })} {data.usesBasis ? <RuleCitation rule={data.usesBasis} /> : null}
        </p>
        {distinctCaps(data.caps).map(({ cap, basis }) => (
          <Cap key={`${cap.window} ${cap.capMinor}`} cap={cap} basis={basis} />
        ))}
        {data.unrated > 0 ? <p className="hg-wait">{t("unrated", { count: data.unrated })}</p> : null}
      </div>
    </section>
  );
}

/** One cap: what is used, the line, the bar between them; of a year also the sum of the year that ends today. */
function Cap({ cap, basis }: { cap: LimitCap; basis: readonly LimitCap["basis"][] }) {
  const t = useTranslations("kyc.page.limits");
  const money = (minor: bigint) => <Money amount={{ minor, currency: "CNY" }} />;
  return (
    <div>
      <p className="flex flex-wrap items-baseline justify-between gap-x-2">
        <span className="hg-ink-3">{t(`windows.${cap.window}`)}</span>
        <span>
          <b>{money(cap.usedMinor)}</b> {t("of")} {money(cap.capMinor)}
        </span>
      </p>
      <LimitBar share={shareUsed(cap)} />
      {cap.window === "year" ? (
        <p className="hg-ink-3 flex flex-wrap justify-between gap-x-2">
          <span>{t("rolling")}</span>
          <span>{money(cap.rollingMinor)}</span>
        </p>
      ) : null}
      {cap.ownName === "left-out" ? <p className="hg-ink-3">{t("ownName")}</p> : null}
      <p className="flex flex-wrap gap-x-2">
        {basis.map((rule) => (
          <RuleCitation key={rule.ruleId} rule={rule} />
        ))}
      </p>
    </div>
  );
}
