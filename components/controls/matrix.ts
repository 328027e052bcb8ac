"use client";

import { useTranslations } from "next-intl";
import type { Effect, UnionMeasure, UnionRow } from "@/components/patterns/union-matrix";
import type { FunctionEffect, MatrixRow } from "@/domain/controls/consequence";
import type { MeasureSource } from "@/domain/controls/model";
import { useFormat } from "@/lib/format/use-format";
import { useControlsWords } from "./use-words";

/** A live or proposed measure, as a column. */
export type MatrixColumn = {
  readonly id: string;
  readonly scope: string;
  readonly amountMinor: bigint | null;
  readonly reviewOn: string;
  readonly source: MeasureSource;
  readonly proposed: boolean;
};

/** The sum that measures of a fixed amount hold back. */
export function heldBy(columns: readonly { scope: string; amountMinor: bigint | null }[]): bigint {
  return columns.reduce((sum, column) => sum + (column.scope === "amount" ? (column.amountMinor ?? 0n) : 0n), 0n);
}

/**
 * The union of an account's measures in the words of the matrix. `verb` tells what is proposed of the dashed column: one
 * more, or one less.
 */
export function useUnionMatrix(): (view: {
  columns: readonly MatrixColumn[];
  rows: readonly MatrixRow[];
  verb: "restrict" | "lift";
  currency: string;
}) => { measures: readonly UnionMeasure[]; rows: readonly UnionRow[]; nowNote: string; afterNote: string } {
  const t = useTranslations("controls.page.matrix");
  const labels = useTranslations("controls.labels");
  const words = useControlsWords();
  const format = useFormat();
  return ({ columns, rows, verb, currency }) => {
    const now = columns.filter(({ proposed }) => !proposed || verb === "lift");
    const after = columns.filter(({ proposed }) => !proposed || verb === "restrict");
    const effect = (kind: FunctionEffect, held: bigint): Effect =>
      kind === "limit" ? { kind, text: t("held", { amount: format.money({ minor: held, currency }) }) } : { kind };
    return {
      measures: columns.map((column) => ({
        id: column.id,
        name: column.proposed && verb === "lift" ? words.verb("lift") : labels("measure"),
        source: labels(column.source),
        note: t("until", { date: format.monthDay(column.reviewOn as Parameters<typeof format.monthDay>[0]) }),
        proposed: column.proposed,
      })),
      rows: rows.map((row) => ({
        id: row.act,
        act: words.act(row.act),
        effects: Object.fromEntries(
          columns.map((column) => [column.id, effect(row.effects[column.id] ?? "free", heldBy([column]))]),
        ),
        now: effect(row.now, heldBy(now)),
        after: effect(row.after, heldBy(after)),
      })),
      nowNote: t("measures", { count: now.length }),
      afterNote: t("measures", { count: after.length }),
    };
  };
}
