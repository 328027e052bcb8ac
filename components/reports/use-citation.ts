"use client";

import type { CitationProps, RuleStanding } from "@/components/patterns/citation";
import { useBilingual } from "@/lib/bilingual";

type Bilingual = { readonly zh: string; readonly en: string };
type Cited = {
  readonly id: string;
  readonly version: number;
  readonly document: Bilingual;
  readonly clause: string;
  readonly title: Bilingual;
  readonly status: RuleStanding;
};

/** A document's title without what stands in brackets after it. */
function shortTitle(title: string): string {
  return title.replace(/\s*[（(][^）)]*[）)]$/, "");
}

/** A rule as the server sends it, as the citation shows it in the reader's language. */
export function useCitation(): (rule: Cited) => CitationProps {
  const say = useBilingual();
  return (rule) => ({
    document: shortTitle(say(rule.document)),
    clause: rule.clause,
    title: say(rule.title),
    status: rule.status,
    ruleId: rule.id,
    version: rule.version,
    href: `/rulebook/${rule.id}`,
  });
}
