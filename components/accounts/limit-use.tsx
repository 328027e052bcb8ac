"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Money } from "@/components/patterns/money";
import { useTRPC } from "@/lib/trpc/client";
import { LimitBar } from "./limit-bar";
import { shareUsed, tightestCap } from "./limits";

/** In a row of an account: what of its tightest cap is used up. */
export function LimitUse({ accountId }: { accountId: string }) {
  const t = useTranslations("limits.page");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.limits.account.queryOptions({ accountId }));
  const cap = data ? tightestCap(data.caps) : null;
  if (!cap) return <span className="hg-ink-3">{"–"}</span>;
  const money = (minor: bigint) => <Money amount={{ minor, currency: "CNY" }} />;
  return (
    <span className="hg-limit-use" title={t(`windows.${cap.window}`)}>
      <LimitBar share={shareUsed(cap)} />
      <span>
        {money(cap.usedMinor)} <span className="hg-ink-3">{t("of")}</span> {money(cap.capMinor)}
      </span>
    </span>
  );
}
