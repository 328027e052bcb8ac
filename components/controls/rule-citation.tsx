"use client";

import { useQuery } from "@tanstack/react-query";
import { Citation } from "@/components/patterns/citation";
import { useBilingual } from "@/lib/bilingual";
import { useTRPC } from "@/lib/trpc/client";

/** A rule by its id and version, as the rulebook tells it; nothing while it is being looked up. */
export function RuleCitation({ rule }: { rule: { ruleId: string; version: number } }) {
  const trpc = useTRPC();
  const say = useBilingual();
  const { data } = useQuery(
    trpc.rulebook.detail.queryOptions({ id: rule.ruleId }, { staleTime: Number.POSITIVE_INFINITY }),
  );
  const found = data?.versions.find(({ version }) => version === rule.version) ?? data?.versions[0];
  if (!found) return null;
  return (
    <Citation
      document={say(found.document.title)}
      clause={found.clause}
      title={say(found.title)}
      status={found.status}
      ruleId={rule.ruleId}
      version={rule.version}
      href={`/rulebook/${rule.ruleId}`}
    />
  );
}

/** Rules one under the other, each a citation. */
export function RuleList({ rules }: { rules: readonly { ruleId: string; version: number }[] }) {
  return (
    <ul className="hg-small grid gap-1 px-(--gutter) pb-2">
      {rules.map((rule) => (
        <li key={`${rule.ruleId}@${rule.version}`} className="hg-clip">
          <RuleCitation rule={rule} />
        </li>
      ))}
    </ul>
  );
}
