"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { type MaskedRun, MaskedValue } from "@/components/patterns/masked-value";

const MARK = "•";

/** A mask's text in runs: each stretch of marks becomes a tape, over Chinese characters one for each. */
export function maskedRuns(text: string): MaskedRun[] {
  const han = /\p{Script=Han}/u.test(text);
  return (text.match(/•+|[^•]+/g) ?? []).flatMap((part): MaskedRun[] => {
    if (!part.startsWith(MARK)) return [part];
    return han ? Array.from(part, () => ({ hidden: 1, han })) : [{ hidden: part.length }];
  });
}

/** A customer in a row: the masked name where one is known, else the number. */
export function CustomerName({ customer }: { customer: { number: string; name: { text: string } | null } }): ReactNode {
  return customer.name ? <MaskedValue runs={maskedRuns(customer.name.text)} /> : customer.number;
}

/** A way to a customer's page, saying the number. */
export function CustomerLink({ customer }: { customer: { id: string; number: string } }) {
  return (
    <Link className="hg-text-link" href={`/customers/${customer.id}`}>
      {customer.number}
    </Link>
  );
}
