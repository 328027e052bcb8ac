"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type MaskedRun, MaskedValue, Reveal } from "@/components/patterns/masked-value";
import { useRefusalText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import type { CustomerDetail, SealedField } from "./customer";

type Masked = { readonly start: string; readonly hidden: number; readonly end: string };

/** A mask in runs: what shows before and after, and a tape between. */
export function runsOf(masked: Masked): MaskedRun[] {
  const han = /\p{Script=Han}/u.test(masked.start + masked.end);
  return [masked.start, { hidden: masked.hidden, han }, masked.end].filter((run) => run !== "");
}

/** A masked value, or a dash where none is kept. */
export function Masked({ value }: { value: Masked | null }) {
  return value ? <MaskedValue runs={runsOf(value)} /> : <span className="hg-ink-3">{"–"}</span>;
}

export type RevealRight = {
  readonly reasons: CustomerDetail["reveal"]["reasons"];
  /** The customer's open item the reveal is for, where the reason needs one. */
  readonly itemId: string | null;
};

/** A sealed field: with the right to reveal, it opens for a reason, audited and counted; without, it stays covered. */
export function SealedValue({ field, right }: { field: SealedField | null; right: RevealRight | null }) {
  const t = useTranslations("customers");
  const client = useTRPCClient();
  const queries = useQueryClient();
  const words = useRefusalText();
  if (!field) return <span className="hg-ink-3">{"–"}</span>;
  if (!right) return <MaskedValue runs={runsOf(field.masked)} />;
  return (
    <Reveal
      label={t(`fields.${field.field}`)}
      runs={runsOf(field.masked)}
      reasons={right.reasons.map(({ reason }) => ({ value: reason, label: t(`reasons.${reason}`) }))}
      noteRequired
      onReveal={async ({ reason, note }) => {
        const chosen = right.reasons.find((one) => one.reason === reason);
        if (!chosen) return { ok: false, message: words({ code: "kernel.input.invalid" }) };
        const answer = await client.customers.reveal.mutate({
          key: crypto.randomUUID(),
          input: {
            field: field.field,
            subjectId: field.subjectId,
            reason: chosen.reason,
            note,
            ...(chosen.needsItem && right.itemId ? { itemId: right.itemId } : {}),
          },
        });
        if (!answer.ok) return { ok: false, message: words(answer) };
        void queries.invalidateQueries({ queryKey: [["customers"]] });
        return { ok: true, value: answer.result.value, count: answer.result.countToday };
      }}
    />
  );
}
