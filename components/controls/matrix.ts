"use client";

import { useTranslations } from "next-intl";
import type { Effect, UnionMeasure, UnionRow } from "@/components/patterns/union-matrix";
import type { FunctionEffect, MatrixRow } from "@/domain/controls/consequence";
import type { MeasureKind, MeasureSource } from "@/domain/controls/model";
import { type Instant, type LocalDate, shanghaiDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useControlsWords } from "./use-words";

/** A live or proposed measure, as a column. */
export type MatrixColumn = {
  readonly id: string;
  readonly scope: string;
  readonly amountMinor: bigint | null;
  /** Its end; null: it stands until somebody ends it, and is looked at again on the day of review. */
  readonly expiresAt: string | null;
  readonly reviewOn: string | null;
  readonly kind: MeasureKind;
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
  const words = useControlsWords();
  const format = useFormat();
  return ({ columns, rows, verb, currency }) => {
    const now = columns.filter(({ proposed }) => !proposed || verb === "lift");
    const after = columns.filter(({ proposed }) => !proposed || verb === "restrict");
    const effect = (kind: FunctionEffect, held: bigint): Effect =>
      kind === "limit" ? { kind, text: t("held", { amount: format.money({ minor: held, currency }) }) } : { kind };
    const ends = ({ expiresAt, reviewOn }: MatrixColumn) => {
      if (expiresAt) return t("until", { date: format.monthDay(shanghaiDate(expiresAt as Instant)) });
      return reviewOn ? t("review", { date: format.monthDay(reviewOn as LocalDate) }) : t("noTerm");
    };
    return {
      measures: columns.map((column) => ({
        id: column.id,
        name: column.proposed && verb === "lift" ? words.verb("lift") : words.measureKind(column.kind),
        source: words.source(column.source),
        note: ends(column),
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
