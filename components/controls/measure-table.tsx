"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Money } from "@/components/patterns/money";
import { StatusMark } from "@/components/patterns/status";
import { Button } from "@/components/ui/button";
import { MEASURE_TONE, type MeasureView } from "./measure";
import { RuleCitation } from "./rule-citation";
import { useControlsWords } from "./use-words";

/** Measures of one account: from where, why, by which rule, to be looked at again when, and how far each has come. */
export function MeasureTable(props: {
  label: string;
  measures: readonly MeasureView[];
  currency: string;
  /** The measures whose release this reader may propose, with what to do then. */
  release?: { readonly ids: ReadonlySet<string>; readonly first: string | null; start(measureId: string): void };
}) {
  const t = useTranslations("controls.page.measures");
  const labels = useTranslations("controls.labels");
  const words = useControlsWords();
  const { release } = props;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be reachable and scrolled by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a nameless scroll box inside a named section
    <div className="hg-table-box overflow-x-auto" role="group" aria-label={props.label} tabIndex={0}>
      <table className="hg-table" aria-label={props.label}>
        <thead>
          <tr>
            <th scope="col">{t("number")}</th>
            <th scope="col">{t("state")}</th>
            <th scope="col">{t("scope")}</th>
            <th scope="col" className="hg-wide">
              {t("source")}
            </th>
            <th scope="col">{t("reason")}</th>
            <th scope="col" className="hg-wide">
              {t("rule")}
            </th>
            <th scope="col">{t("reviewOn")}</th>
            {release ? (
              <th scope="col">
                <span className="hg-sr">{t("act")}</span>
              </th>
            ) : null}
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
                {words.scope(measure.scope)}
                {measure.amountMinor === null ? null : (
                  <>
                    {" "}
                    <Money amount={{ minor: measure.amountMinor, currency: props.currency }} />
                  </>
                )}
              </td>
              <td className="hg-wide whitespace-nowrap">{labels(measure.source)}</td>
              <td className="whitespace-nowrap">{words.reason(measure.reasonCode)}</td>
              <td className="hg-wide hg-small max-w-64 hg-clip">
                <RuleCitation rule={measure.rule} />
              </td>
              <td className="whitespace-nowrap">{measure.reviewOn}</td>
              {release ? (
                <td className="hg-num">
                  {release.ids.has(measure.id) ? (
                    <Button
                      small
                      {...(release.first === measure.id ? { shortcut: "lift" as const } : {})}
                      onClick={() => release.start(measure.id)}
                    >
                      {t("release")}
                      <span className="hg-sr"> {measure.number}</span>
                    </Button>
                  ) : null}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
