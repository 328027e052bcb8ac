"use client";

import { useQueries, useQuery } from "@tanstack/react-query";
import { Citation, isClause } from "@/components/patterns/citation";
import { useBilingual } from "@/lib/bilingual";
import { useTRPC } from "@/lib/trpc/client";

function useRule(rule: { readonly ruleId: string; readonly version: number }) {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.rulebook.detail.queryOptions({ id: rule.ruleId }, { staleTime: Number.POSITIVE_INFINITY }),
  );
  return data?.versions.find(({ version }) => version === rule.version) ?? data?.versions[0];
}

/** A rule by its id and version, as the rulebook tells it; nothing while it is being looked up. */
export function RuleCitation({ rule }: { rule: { ruleId: string; version: number } }) {
  const say = useBilingual();
  const found = useRule(rule);
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

/** The titles of rules by their ids, in the reader's language; the id while it is being looked up. */
export function useRuleTitles(ids: readonly string[]): (id: string) => string {
  const trpc = useTRPC();
  const say = useBilingual();
  const found = useQueries({
    queries: ids.map((id) => trpc.rulebook.detail.queryOptions({ id }, { staleTime: Number.POSITIVE_INFINITY })),
  });
  return (id) => {
    const title = found[ids.indexOf(id)]?.data?.versions[0]?.title;
    return title ? say(title) : id;
  };
}

/** What a rule says, in its own title; nothing where the citation says the same. */
function RuleTitle({ rule }: { rule: { ruleId: string; version: number } }) {
  const found = useRule(rule);
  const say = useBilingual();
  return found && isClause(found.clause) && found.clause !== found.title.zh ? <span>{say(found.title)}</span> : null;
}

/** Rules one under the other, each once: what it says, and where. */
export function RuleList({ rules }: { rules: readonly { ruleId: string; version: number }[] }) {
  const each = [...new Map(rules.map((rule) => [`${rule.ruleId}@${rule.version}`, rule])).values()];
  return (
    <ul className="hg-small grid gap-1 px-(--gutter) pb-2">
      {each.map((rule) => (
        <li key={`${rule.ruleId}@${rule.version}`} className="flex flex-wrap items-baseline gap-x-2">
          <RuleTitle rule={rule} />
          <RuleCitation rule={rule} />
        </li>
      ))}
    </ul>
  );
}
