"use client";

import { MaskedValue } from "@/components/patterns/masked-value";

type Masked = { readonly start: string; readonly hidden: number; readonly end: string };

/** A masked name as the screen shows it: tape over what is hidden. */
export function MaskedName({ name }: { name: Masked }) {
  const han = /\p{Script=Han}/u.test(name.start + name.end);
  return <MaskedValue runs={[name.start, { hidden: name.hidden, han }, name.end]} />;
}

/** A customer in a row: the masked name, then the number. */
export function CustomerName({ customer }: { customer: { number: string; name: Masked | null } }) {
  return (
    <span className="hg-row-who">
      {customer.name ? <MaskedName name={customer.name} /> : null}
      <span className="hg-mono hg-ink-3">{customer.number}</span>
    </span>
  );
}
