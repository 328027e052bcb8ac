"use client";

import { useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";

/** What a measure does to one act: forbids it, limits it, leaves it free, or does not concern it. */
export type EffectKind = "ban" | "limit" | "free" | "out";
export type Effect = { readonly kind: EffectKind; readonly text?: string };

/** One measure as a column; a proposed one is dashed. */
export type UnionMeasure = { id: string; name: string; source?: string; note?: string; proposed?: boolean };

/** One act of the customer: the effect of each measure by id, and the union before and after. */
export type UnionRow = {
  id: string;
  act: string;
  effects: Readonly<Record<string, Effect>>;
  now: Effect;
  after: Effect;
};

/** The square and its word. */
export function EffectMark({ effect }: { effect: Effect }) {
  const t = useTranslations("common");
  return <span className={`hg-effect hg-${effect.kind}`}>{effect.text ?? t(`effect.${effect.kind}`)}</span>;
}

/** What the three squares mean, for the section's head. */
export function EffectLegend() {
  const t = useTranslations("common");
  return (
    <>
      {(["ban", "limit", "free"] as const).map((kind) => (
        <span key={kind} className={`hg-effect hg-${kind}`}>
          {t(`effect.legend.${kind}`)}
        </span>
      ))}
    </>
  );
}

const SEVERITY: Readonly<Record<EffectKind, number>> = { out: 0, free: 0, limit: 1, ban: 2 };

function changeOf(row: UnionRow): "same" | "tighter" | "looser" | "other" {
  const step = SEVERITY[row.after.kind] - SEVERITY[row.now.kind];
  if (step !== 0) return step > 0 ? "tighter" : "looser";
  return row.now.text === row.after.text ? "same" : "other";
}

/** Measures as columns, acts as rows; the union now, the union after (tinted; hatched when the approval is void). */
export function UnionMatrix(props: {
  label: string;
  measures: readonly UnionMeasure[];
  rows: readonly UnionRow[];
  nowNote: string;
  afterNote: string;
  /** What the last column is called, where it is not what an approval brings. */
  afterTitle?: string;
  isVoid?: boolean;
}) {
  const t = useTranslations("common");
  return (
    <table className={cx("hg-union", props.isVoid && "hg-void")} aria-label={props.label}>
      <thead>
        <tr>
          <td />
          {props.measures.map((measure) => (
            <th key={measure.id} scope="col" className={cx("hg-measure", measure.proposed && "hg-new")}>
              <span
                className="hg-union-name"
                title={measure.source ? `${measure.name}·${measure.source}` : measure.name}
              >
                <b className={measure.proposed ? "hg-protect" : undefined}>{measure.name}</b>
                <wbr />
                {measure.source ? `·${measure.source}` : null}
              </span>
              <small>{measure.note}</small>
            </th>
          ))}
          <th scope="col" className="hg-now">
            <b>{t("union.now")}</b>
            <small>{props.nowNote}</small>
          </th>
          <th scope="col" className="hg-after">
            <b className="hg-protect">{props.afterTitle ?? t("union.after")}</b>
            <small>{props.afterNote}</small>
          </th>
          <th scope="col" className="hg-change hg-ink-3">
            {t("union.change")}
          </th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => {
          const change = changeOf(row);
          return (
            <tr key={row.id}>
              <th scope="row">{row.act}</th>
              {props.measures.map((measure) => (
                <td key={measure.id} className={cx("hg-measure", measure.proposed && "hg-new")}>
                  <EffectMark effect={row.effects[measure.id] ?? { kind: "out" }} />
                </td>
              ))}
              <td className="hg-now">
                <EffectMark effect={row.now} />
              </td>
              <td className="hg-after">
                <EffectMark effect={row.after} />
              </td>
              <td className={cx("hg-change", change !== "same" && "hg-moved")}>{t(`union.${change}`)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
