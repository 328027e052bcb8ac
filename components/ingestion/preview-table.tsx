"use client";

import { useTranslations } from "next-intl";
import type { Instant } from "@/domain/shared/time";
import { NOTHING } from "@/lib/format/nothing";
import { useFormat } from "@/lib/format/use-format";
import { useRefusalText } from "@/lib/refusal-text";
import type { Preview } from "./preview-dialog";

type Cell = Preview["rows"][number]["cells"][number];

/** The first rows of a file, cell by cell: what each was read as, or the shape of what could not be. */
export function PreviewTable({ preview }: { preview: Preview }) {
  const t = useTranslations("ingestion.page.preview");
  const words = useRefusalText();
  const { parts, rows } = preview;
  if (rows.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be reachable and scrolled by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a nameless scroll box inside a named dialog
    <div className="hg-table-box max-h-96 overflow-auto" role="group" aria-label={t("rows")} tabIndex={0}>
      <table className="hg-table hg-tight whitespace-nowrap" aria-label={t("rows")}>
        <thead>
          <tr>
            <th scope="col" className="hg-num">
              {t("line")}
            </th>
            {parts.map(({ part, column }) => (
              <th key={part} scope="col">
                {t(`parts.${part}`)}
                {column === null ? null : <span className="hg-hint block font-normal">{column}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.line}>
              <td className="hg-num">{row.line}</td>
              {row.cells.length === 0 && row.problem ? (
                <td colSpan={Math.max(1, parts.length)} className="hg-late">
                  {words({ code: row.problem, params: {} })}
                </td>
              ) : (
                parts.map(({ part }) => (
                  <CellView key={part} cell={row.cells.find((one) => one.part === part) ?? null} />
                ))
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CellView({ cell }: { cell: Cell | null }) {
  const t = useTranslations("ingestion.page.preview");
  const words = useRefusalText();
  const value = useValue();
  if (cell?.problem) {
    const reason = words(cell.problem);
    return (
      <td className="hg-late" title={reason}>
        <span className="hg-mono">{cell.problem.shape === "" ? NOTHING : cell.problem.shape}</span>
        <span className="hg-sr">{t("notRead", { reason, shape: cell.problem.shape })}</span>
      </td>
    );
  }
  return <td>{cell === null || cell.value === null ? NOTHING : value(cell.part, cell.value)}</td>;
}

/** A cell's value in words: moments in Shanghai time, kinds and directions by their names. */
function useValue(): (part: Cell["part"], value: string) => string {
  const format = useFormat();
  const kinds = useTranslations("ledger.labels.kinds") as unknown as (kind: string) => string;
  const directions = useTranslations("ledger.labels.directions") as unknown as (direction: string) => string;
  return (part, value) => {
    if (part === "time") return format.dateTime(value as Instant);
    if (part === "kind") return kinds(value);
    return part === "direction" ? directions(value) : value;
  };
}
