"use client";

import { RuleCitation } from "@/components/controls/rule-citation";

/** Rules by their ids, each as the rulebook cites it, one after the other. */
export function RuleIds({ ids }: { ids: readonly string[] }) {
  return (
    <span className="hg-small flex flex-wrap items-baseline gap-x-2">
      {ids.map((id) => (
        <RuleCitation key={id} rule={{ ruleId: id.split("@")[0] ?? id, version: 0 }} />
      ))}
    </span>
  );
}
