"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import { useNow } from "@/lib/use-now";
import type { AccountDetail } from "./account";
import { AdjustLimit } from "./adjust-limit";
import { LimitValue } from "./limit-table";
import { type AccountLimits, LIMITS_PATH } from "./limits";

type Adjustment = AccountLimits["adjustments"][number];

/** The changed limits of an account, each with its state and its end, and the way to change another. */
export function LimitAdjustments({ account, limits }: { account: AccountDetail; limits: AccountLimits }) {
  const t = useTranslations("limits.page");
  const can = useCan();
  const now = useNow();
  const [changing, setChanging] = useState(false);
  if (!can("limits.read")) return null;
  const changes = can("limits.adjust.request") && account.status === "open";
  return (
    <div className="hg-small">
      <p className="flex items-center justify-between gap-2">
        <b>{t("adjustments")}</b>
        {changes ? (
          <Button small onClick={() => setChanging(true)}>
            {t("change")}
          </Button>
        ) : null}
      </p>
      {limits.adjustments.length === 0 ? <p className="hg-ink-3">{t("none")}</p> : null}
      <ul>
        {limits.adjustments.map((one) => (
          <AdjustmentLine key={one.id} one={one} changes={changes} />
        ))}
      </ul>
      <p>
        <Link className="hg-text-link" href={LIMITS_PATH}>
          {t("all")}
        </Link>
      </p>
      {changing && now ? (
        <AdjustLimit account={account} limits={limits} now={now} onClose={() => setChanging(false)} />
      ) : null}
    </div>
  );
}

function AdjustmentLine({ one, changes }: { one: Adjustment; changes: boolean }) {
  const t = useTranslations("limits.page");
  const kinds = useTranslations("limits.kinds");
  const attempt = useAttemptText();
  const client = useTRPCClient();
  const end = useCommand(client.limits.end.mutate);
  const withdraw = useCommand(client.limits.withdraw.mutate);
  const problem = attempt(end) ?? attempt(withdraw);
  const name = one.kind === "transfer-count" ? "transfer-count" : "transfer-day";
  return (
    <li className="py-1">
      <p className="flex flex-wrap items-baseline justify-between gap-x-2">
        <span>
          {one.number} {kinds(one.kind)}
        </span>
        <span className="hg-ink-3">{one.endedAs ? t(`ends.${one.endedAs}`) : t(`states.${one.state}`)}</span>
      </p>
      <p className="flex flex-wrap items-baseline gap-x-2">
        {one.kind === "password-free" && one.value === 0n
          ? t("off")
          : t.rich(one.direction === "raised" ? "raisedTo" : "loweredTo", {
              value: () => <LimitValue name={name} value={one.value} />,
            })}
        {one.dayMinor === null ? null : (
          <span>{t.rich("a-day", { value: () => <LimitValue name="day" value={one.dayMinor ?? 0n} /> })}</span>
        )}
        {one.until ? <span className="hg-ink-3">{t("until", { date: one.until })}</span> : null}
        {changes && one.state === "in-force" && one.direction === "raised" ? (
          <Button small busy={end.pending} onClick={() => void end.run({ adjustmentId: one.id })}>
            {t("end")}
          </Button>
        ) : null}
        {changes && one.state === "proposed" && one.mine ? (
          <Button small busy={withdraw.pending} onClick={() => void withdraw.run({ adjustmentId: one.id })}>
            {t("withdraw")}
          </Button>
        ) : null}
      </p>
      {problem ? (
        <p className="hg-error" role="alert">
          {problem}
        </p>
      ) : null}
    </li>
  );
}
