"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { RuleCitation } from "@/components/controls/rule-citation";
import { useUses } from "@/components/kyc/use-uses";
import { SectionHead } from "@/components/patterns/headers";
import { useTRPC } from "@/lib/trpc/client";
import type { AccountDetail } from "./account";
import { DayTable } from "./day-table";
import { LimitAdjustments } from "./limit-adjustments";
import { LimitTable } from "./limit-table";

/** What the account may do by class, verification and agreement, and how much is used up; nothing of an enterprise's. */
export function ClassLimits({ account }: { account: AccountDetail }) {
  const t = useTranslations("limits.page");
  const uses = useUses();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.limits.account.queryOptions({ accountId: account.id }));
  if (!data || data.caps.length === 0) return null;
  return (
    <section aria-label={t("title")}>
      <SectionHead
        title={t("title")}
        note={
          <>
            {t("uses", { uses: uses(data.uses) })} {data.usesBasis ? <RuleCitation rule={data.usesBasis} /> : null}
          </>
        }
        ruled
      />
      <LimitTable limits={data} />
      {data.unrated > 0 ? (
        <p className="hg-small hg-wait px-(--gutter) pt-2">{t("unrated", { count: data.unrated })}</p>
      ) : null}
      <div className="hg-limit-parts">
        <DayTable limits={data} />
        <LimitAdjustments account={account} limits={data} />
      </div>
    </section>
  );
}
