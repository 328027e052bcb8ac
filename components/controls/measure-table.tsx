"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Money } from "@/components/patterns/money";
import { StatusMark } from "@/components/patterns/status";
import { MEASURE_TONE, type MeasureView } from "./measure";
import { RuleCitation } from "./rule-citation";
import { TermText } from "./term-chip";
import { useControlsWords } from "./use-words";

/** Measures of one account that do not count now: from where, why, by which rule, and how far each came. */
export function MeasureTable(props: { label: string; measures: readonly MeasureView[]; currency: string }) {
  const t = useTranslations("controls.page.measures");
  const words = useControlsWords();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be reachable and scrolled by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a nameless scroll box inside a named section
    <div className="hg-table-box overflow-x-auto" role="group" aria-label={props.label} tabIndex={0}>
      <table className="hg-table" aria-label={props.label}>
        <thead>
          <tr>
            {(["number", "state", "kind", "scope", "reason", "rule", "term"] as const).map((id) => (
              <th key={id} scope="col" className={id === "rule" ? "hg-wide" : undefined}>
                {t(id)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.measures.map((measure) => (
            <tr key={measure.id}>
              <td>
                <Link className="hg-text-link whitespace-nowrap" href={`/controls/${measure.id}`}>
                  {measure.number}
                </Link>
              </td>
              <td className="whitespace-nowrap">
                <StatusMark tone={MEASURE_TONE[measure.state]}>{words.state(measure.state)}</StatusMark>
              </td>
              <td className="whitespace-nowrap">
                {words.measureKind(measure.kind)} <span className="hg-ink-2">{words.source(measure.source)}</span>
              </td>
              <td className="whitespace-nowrap">
                {words.reach(measure)}
                {measure.amountMinor === null ? null : (
                  <>
                    {" "}
                    <Money amount={{ minor: measure.amountMinor, currency: props.currency }} />
                  </>
                )}
              </td>
              <td className="whitespace-nowrap">{words.reason(measure.reasonCode)}</td>
              <td className="hg-wide hg-small max-w-64 hg-clip">
                <RuleCitation rule={measure.rule} />
              </td>
              <td className="whitespace-nowrap">
                <TermText measure={measure} live={false} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
