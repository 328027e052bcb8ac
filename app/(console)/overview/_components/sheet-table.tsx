import type { ReactNode } from "react";

export type SheetRow = { readonly id: string; readonly head: ReactNode; readonly cells: readonly ReactNode[] };

/** A small table of figures: names at the left, numbers at the right. */
export function SheetTable(props: { label: string; heads: readonly string[]; rows: readonly SheetRow[] }) {
  return (
    <div className="hg-table-box">
      <table className="hg-table hg-sheet-table" aria-label={props.label}>
        <thead>
          <tr>
            {props.heads.map((head, at) => (
              <th key={head} scope="col" className={at > 0 ? "hg-num" : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.head}</th>
              {row.cells.map((cell, at) => (
                <td key={props.heads[at + 1]} className="hg-num">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
