"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Money } from "@/components/patterns/money";
import { EffectMark } from "@/components/patterns/union-matrix";
import type { MeasureView } from "./measure";
import { type Restraint, restraintsOf } from "./restraints";
import { useControlsWords } from "./use-words";

/** What the account may not do now, each thing with the measures that make it so; or that nothing restricts it. */
export function WhyRestricted(props: {
  measures: readonly MeasureView[];
  currency: string;
  cards: ReadonlyMap<string, string>;
}) {
  const t = useTranslations("controls.page.effective");
  const restraints = restraintsOf(props.measures);
  const numbers = new Map(props.measures.map(({ id, number }) => [id, number]));
  return (
    <ul className="hg-small grid gap-y-1 px-(--gutter) pb-3" aria-label={t("titleAccount")}>
      {restraints.length === 0 ? (
        <li className="flex items-center gap-2">
          <EffectMark effect={{ kind: "free", text: t("free") }} />
        </li>
      ) : null}
      {restraints.map((one) => (
        <li key={one.id} className="flex flex-wrap items-baseline gap-x-2">
          <What of={one} {...props} />
          <span className="hg-ink-3">
            {t.rich("because", {
              numbers: () => <Numbers ids={one.measures} numbers={numbers} />,
            })}
          </span>
        </li>
      ))}
    </ul>
  );
}

function What(props: { of: Restraint; currency: string; cards: ReadonlyMap<string, string> }) {
  const t = useTranslations("controls.page.effective");
  const words = useControlsWords();
  const { aspect, target, amountMinor } = props.of;
  if (aspect === "amount")
    return (
      <span className="flex items-baseline gap-2">
        {t("held")} <Money amount={{ minor: amountMinor, currency: props.currency }} showCurrency />
      </span>
    );
  const name =
    aspect === "function"
      ? words.fn(target ?? "")
      : aspect === "card"
        ? (props.cards.get(target ?? "") ?? words.scope("card"))
        : t(aspect);
  return (
    <span className="flex items-baseline gap-2">
      {name} <EffectMark effect={{ kind: "ban" }} />
    </span>
  );
}

function Numbers({ ids, numbers }: { ids: readonly string[]; numbers: ReadonlyMap<string, string> }) {
  return (
    <span className="inline-flex flex-wrap gap-x-2">
      {ids.map((id) => (
        <Link key={id} className="hg-text-link hg-mono" href={`/controls/${id}`}>
          {numbers.get(id)}
        </Link>
      ))}
    </span>
  );
}
