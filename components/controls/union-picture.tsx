"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Money } from "@/components/patterns/money";
import { StatusMark } from "@/components/patterns/status";
import { EffectMark } from "@/components/patterns/union-matrix";
import { Button } from "@/components/ui/button";
import { type EffectiveRestriction, unionOf } from "@/domain/controls/effective";
import { MEASURE_TONE, type MeasureView } from "./measure";
import { TermText } from "./term-chip";
import { useControlsWords } from "./use-words";

/** The measures whose release this reader may propose, with what to do then. */
export type Releasing = {
  readonly ids: ReadonlySet<string>;
  readonly first: string | null;
  start(measureId: string): void;
};

/**
 * Live measures one under the other, each with what it takes away, and under them what that comes to: the same columns,
 * so that the eye sees which measure holds what, and that ending one leaves the others.
 */
export function UnionPicture(props: {
  measures: readonly MeasureView[];
  effective: EffectiveRestriction;
  currency: string;
  /** Cards by id. */
  cards: ReadonlyMap<string, string>;
  release?: Releasing;
}) {
  const t = useTranslations("controls.page.picture");
  const { release } = props;
  const label = t("title");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be reachable and scrolled by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a nameless scroll box inside a named section
    <div className="hg-table-box overflow-x-auto" role="group" aria-label={label} tabIndex={0}>
      <table className="hg-table" aria-label={label}>
        <thead>
          <tr>
            {(["measure", "term", "debit", "credit", "amount", "functions", "cards"] as const).map((id) => (
              <th key={id} scope="col" className={id === "amount" ? "hg-num" : undefined}>
                {t(id)}
              </th>
            ))}
            {release ? (
              <th scope="col">
                <span className="hg-sr">{t("act")}</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {props.measures.map((measure) => (
            <MeasureLine key={measure.id} {...props} measure={measure} />
          ))}
        </tbody>
        <tfoot>
          <tr className="hg-sum">
            <th scope="row" colSpan={2}>
              {t("union")}
            </th>
            <Reach of={props.effective} currency={props.currency} cards={props.cards} />
            {release ? <td /> : null}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function MeasureLine(props: {
  measure: MeasureView;
  currency: string;
  cards: ReadonlyMap<string, string>;
  release?: Releasing;
}) {
  const t = useTranslations("controls.page");
  const words = useControlsWords();
  const { measure, release } = props;
  return (
    <tr>
      <th scope="row" className="whitespace-nowrap font-normal">
        <span className="flex items-center gap-2">
          <b className="font-medium">{words.measureKind(measure.kind)}</b>
          <span className="hg-ink-2">{words.source(measure.source)}</span>
          <Link className="hg-text-link hg-mono hg-small" href={`/controls/${measure.id}`}>
            {measure.number}
          </Link>
        </span>
        <span className="hg-small flex items-center gap-2">
          <StatusMark tone={MEASURE_TONE[measure.state]}>{words.state(measure.state)}</StatusMark>
          <span className="hg-ink-3">{words.reason(measure.reasonCode)}</span>
        </span>
      </th>
      <td className="hg-small whitespace-nowrap">
        <span className="block">
          <TermText measure={measure} live />
        </span>
        <span className="hg-ink-3">{t("picture.review", { date: measure.reviewOn })}</span>
      </td>
      <Reach
        of={unionOf(measure.kind === "deduction" ? [] : [measure])}
        currency={props.currency}
        cards={props.cards}
      />
      {release ? (
        <td className="hg-num">
          {release.ids.has(measure.id) ? (
            <Button
              small
              {...(release.first === measure.id ? { shortcut: "lift" as const } : {})}
              onClick={() => release.start(measure.id)}
            >
              {t("measures.release")}
              <span className="hg-sr"> {measure.number}</span>
            </Button>
          ) : null}
        </td>
      ) : null}
    </tr>
  );
}

/** What a measure, or all of them, take away: money out, money in, a sum, functions, cards. */
function Reach(props: { of: EffectiveRestriction; currency: string; cards: ReadonlyMap<string, string> }) {
  const t = useTranslations("controls.page.picture");
  const words = useControlsWords();
  const { debit, credit, amountMinor, functions, cards } = props.of;
  const none = <span className="hg-ink-3">{t("none")}</span>;
  const list = (items: readonly ReactNode[]) =>
    items.length === 0 ? (
      none
    ) : (
      <ul>
        {items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: names in a fixed order, each once
          <li key={index}>{item}</li>
        ))}
      </ul>
    );
  return (
    <>
      <td>{debit ? <EffectMark effect={{ kind: "ban" }} /> : none}</td>
      <td>{credit ? <EffectMark effect={{ kind: "ban" }} /> : none}</td>
      <td className="hg-num">
        {amountMinor > 0n ? <Money amount={{ minor: amountMinor, currency: props.currency }} /> : none}
      </td>
      <td className="hg-small">{list(functions.map((name) => words.fn(name)))}</td>
      <td className="hg-small">{list(cards.map((id) => props.cards.get(id) ?? words.scope("card")))}</td>
    </>
  );
}
