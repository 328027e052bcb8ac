"use client";

import { useTranslations } from "next-intl";
import { createContext, useContext } from "react";
import { createPortal } from "react-dom";
import { SectionHead } from "@/components/patterns/headers";
import { UnionMatrix } from "@/components/patterns/union-matrix";
import { Button } from "@/components/ui/button";
import { type MatrixMeasure, type ProposedChange, unionMatrix } from "@/domain/controls/consequence";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { Consequence, type OpenMatter } from "./consequence";
import { type MatrixColumn, useUnionMatrix } from "./matrix";
import type { usePreview } from "./use-preview";

/** Where the account's page shows what a form would do: beside the form, so that both are seen at once. */
export const PreviewSlot = createContext<HTMLElement | null>(null);

/** Before a proposal is submitted: the account's acts now and after, and the core's dry run; nothing without its slot. */
export function PreviewPanel(props: Parameters<typeof Preview>[0]) {
  const slot = useContext(PreviewSlot);
  return slot && createPortal(<Preview {...props} />, slot);
}

function Preview(props: {
  state: ReturnType<typeof usePreview>;
  live: readonly (MatrixMeasure & Pick<MatrixColumn, "expiresAt" | "reviewOn" | "kind" | "source">)[];
  change: ProposedChange;
  currency: string;
  /** When what is proposed would end, and be looked at; nothing where a measure would go. */
  ends: Pick<MatrixColumn, "expiresAt" | "reviewOn"> | null;
  openItems: readonly OpenMatter[];
  /** Nobody agrees beforehand: what comes after is said so. */
  atOnce?: boolean;
}) {
  const t = useTranslations("controls.page.preview");
  const format = useFormat();
  const matrix = useUnionMatrix();
  const { state, live, change } = props;
  const proposed = change.verb === "restrict" ? change.measure.id : change.measureId;
  const own =
    change.verb === "restrict"
      ? [
          {
            ...change.measure,
            ...(props.ends ?? { expiresAt: null, reviewOn: null }),
            kind: "restriction" as const,
            source: "own-judgement" as const,
          },
        ]
      : [];
  const columns = [...live, ...own].map((one) => ({ ...one, proposed: one.id === proposed }));
  const view = matrix({ columns, rows: unionMatrix(live, change), verb: change.verb, currency: props.currency });
  return (
    <section aria-label={t("title")} aria-busy={state.asking}>
      <SectionHead
        title={t("title")}
        note={
          state.preview
            ? t("asOf", { time: format.time(state.preview.facts.asOf as Instant, { seconds: true }) })
            : null
        }
        aside={
          <Button small variant="plain" shortcut="refresh" busy={state.asking} onClick={state.again}>
            {t("again")}
          </Button>
        }
        ruled
      />
      <UnionMatrix
        label={t("matrix")}
        measures={view.measures}
        rows={view.rows}
        nowNote={view.nowNote}
        afterNote={view.afterNote}
        {...(props.atOnce ? { afterTitle: t("afterAtOnce") } : {})}
      />
      <div className="pt-2 pb-3">
        {state.preview ? <Consequence core={state.preview.facts} openItems={props.openItems} reviewOn={null} /> : null}
        {state.problem ? (
          <p className="hg-small hg-late px-(--gutter)" role="alert">
            {state.problem}
          </p>
        ) : null}
        {!state.preview && !state.problem ? (
          <p className="hg-small hg-ink-3 px-(--gutter)" role="status">
            {t("asking")}
          </p>
        ) : null}
      </div>
    </section>
  );
}
