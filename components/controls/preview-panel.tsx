"use client";

import { useTranslations } from "next-intl";
import { SectionHead } from "@/components/patterns/headers";
import { UnionMatrix } from "@/components/patterns/union-matrix";
import { Button } from "@/components/ui/button";
import { type MatrixMeasure, type ProposedChange, unionMatrix } from "@/domain/controls/consequence";
import type { MeasureSource } from "@/domain/controls/model";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { Consequence } from "./consequence";
import { useUnionMatrix } from "./matrix";
import type { usePreview } from "./use-preview";

/** Before a proposal is submitted: the account's acts now and after, and the core's dry run. */
export function PreviewPanel(props: {
  state: ReturnType<typeof usePreview>;
  live: readonly (MatrixMeasure & { reviewOn: string; source: MeasureSource })[];
  change: ProposedChange;
  currency: string;
  reviewOn: string | null;
}) {
  const t = useTranslations("controls.page.preview");
  const format = useFormat();
  const matrix = useUnionMatrix();
  const { state, live, change } = props;
  const proposed = change.verb === "restrict" ? change.measure.id : change.measureId;
  const own =
    change.verb === "restrict"
      ? [{ ...change.measure, reviewOn: props.reviewOn ?? "", source: "own-judgement" as const }]
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
      <div className="[&_.hg-change]:w-[15%] [&_tr>:first-child]:w-[31%]">
        <UnionMatrix
          label={t("matrix")}
          measures={[]}
          rows={view.rows}
          nowNote={view.nowNote}
          afterNote={view.afterNote}
        />
      </div>
      <div className="pt-2 pb-3">
        {state.preview ? <Consequence core={state.preview.facts} reviewOn={null} narrow /> : null}
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
