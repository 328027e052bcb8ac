"use client";

import { useQuery } from "@tanstack/react-query";
import { Citation } from "@/components/patterns/citation";
import { useBilingual } from "@/lib/bilingual";
import { useTRPC } from "@/lib/trpc/client";
import { useClause } from "@/lib/use-clause";

/** A rule as something rests on it ("id@version"), looked up in the rulebook. */
export function RuleCitation({ basis }: { basis: string }) {
  const trpc = useTRPC();
  const words = useBilingual();
  const clause = useClause();
  const [id = "", version = ""] = basis.split("@");
  const { data } = useQuery(trpc.rulebook.detail.queryOptions({ id }, { staleTime: 3_600_000 }));
  const found = data?.versions.find((one) => String(one.version) === version) ?? data?.versions[0];
  if (!found) return <span className="hg-mono hg-ink-3">{basis}</span>;
  return (
    <Citation
      document={words(found.document.title)}
      clause={clause(found.clause)}
      title={words(found.title)}
      status={found.status}
      ruleId={id}
      version={found.version}
      href={`/rulebook/${id}`}
    />
  );
}
