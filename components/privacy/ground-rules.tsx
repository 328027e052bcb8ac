"use client";

import { useTranslations } from "next-intl";
import { RuleCitation } from "@/components/controls/rule-citation";
import { groundOf, type RefusalGround } from "@/domain/privacy/codes";

/** The rules that allow a refusal on this ground. */
export function GroundRules({ ground }: { ground: RefusalGround }) {
  const t = useTranslations("privacy.page.refusalForm");
  return (
    <p className="hg-small flex flex-wrap items-baseline gap-x-2">
      <span className="hg-ink-3">{t("rule")}</span>
      {groundOf(ground).rules.map((id) => (
        <RuleCitation key={id} rule={{ ruleId: id, version: 0 }} />
      ))}
    </p>
  );
}
