"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { cx } from "@/components/ui/cx";
import { Icon } from "@/components/ui/icon";
import { useKey, useKeyNote } from "@/components/ui/keys/key-provider";
import type { Sort } from "./list-url";

export type Column<Row> = {
  id: string;
  header: string;
  cell(row: Row): ReactNode;
  /** "end" for money, counts and days. */
  align?: "end";
  width?: string;
  sortable?: boolean;
  /** The head is spoken, not shown: for a column of buttons. */
  bare?: boolean;
  /** Left out where the table is narrow. */
  optional?: boolean;
};

export type Selection = { selected: ReadonlySet<string>; onChange(next: ReadonlySet<string>): void };

export type DataTableProps<Row> = {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey(row: Row): string;
  /** What a row is called when it is selected or opened: a number or a name, never personal data in clear. */
  rowLabel(row: Row): string;
  onOpen?: (row: Row) => void;
  selection?: Selection;
  /** The row whose item is open beside the list. */
  current?: string;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  density?: "normal" | "tight";
  /** Shown in place of rows: a skeleton, an empty state, an error. */
  instead?: ReactNode;
  /** Hears j and k from anywhere on the page; one table of a page may. */
  leading?: boolean;
};

/**
 * Rows of a list: sticky head, keyboard by row (arrows or j/k, Home, End, Enter opens, Space selects), sort by head.
 * One row is in the tab order; the list keeps its place when rows change.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, rowKey, selection } = props;
  const [active, setActive] = useState<string | null>(props.current ?? null);
  const body = useRef<HTMLTableSectionElement>(null);
  const keys = rows.map(rowKey);
  const found = active === null ? -1 : keys.indexOf(active);
  const position = found < 0 ? 0 : found;

  useEffect(() => {
    if (props.current !== undefined) setActive(props.current);
  }, [props.current]);

  const focusRow = (index: number) => {
    const bounded = Math.max(0, Math.min(keys.length - 1, index));
    const key = keys[bounded];
    if (key === undefined) return;
    setActive(key);
    body.current?.rows[bounded]?.focus();
  };
  const inside = () => body.current?.contains(document.activeElement) === true;
  const openActive = () => {
    const row = rows[position];
    if (row !== undefined) props.onOpen?.(row);
  };
  const toggle = (key: string) => {
    if (!selection) return;
    const next = new Set(selection.selected);
    if (!next.delete(key)) next.add(key);
    selection.onChange(next);
  };
  const listens = props.leading !== false && keys.length > 0;
  useKey("down", () => focusRow(inside() || found >= 0 ? position + 1 : 0), listens);
  useKey("up", () => focusRow(inside() || found >= 0 ? position - 1 : 0), listens);
  useKeyNote("open", listens && props.onOpen !== undefined);
  useKeyNote("select", listens && selection !== undefined);

  const onKeyDown = (event: KeyboardEvent<HTMLTableSectionElement>) => {
    if (!(event.target instanceof HTMLTableRowElement)) return;
    const key = keys[position];
    const moves: Record<string, () => void> = {
      Home: () => focusRow(0),
      End: () => focusRow(keys.length - 1),
      PageDown: () => focusRow(position + 10),
      PageUp: () => focusRow(position - 10),
      Enter: openActive,
      " ": () => key !== undefined && toggle(key),
    };
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  };

  return (
    <div className="hg-table-box">
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are focused and selected
        role="grid"
        aria-label={props.label}
        aria-multiselectable={selection ? true : undefined}
        className={cx("hg-table", props.density === "tight" && "hg-tight")}
      >
        <Head {...props} keys={keys} />
        <tbody ref={body} onKeyDown={onKeyDown}>
          {props.instead
            ? null
            : rows.map((row, index) => {
                const key = keys[index] ?? "";
                return (
                  <tr
                    key={key}
                    tabIndex={index === position ? 0 : -1}
                    aria-selected={selection ? selection.selected.has(key) : props.current === key}
                    data-current={props.current === key || undefined}
                    className={props.onOpen ? "hg-opens" : undefined}
                    onFocus={() => setActive(key)}
                    onClick={(event) => {
                      if ((event.target as Element).closest("a, button, input, label")) return;
                      props.onOpen?.(row);
                    }}
                  >
                    {selection ? (
                      <td className="hg-pick">
                        <input
                          type="checkbox"
                          tabIndex={-1}
                          aria-label={props.rowLabel(row)}
                          checked={selection.selected.has(key)}
                          onChange={() => toggle(key)}
                        />
                      </td>
                    ) : null}
                    {props.columns.map((column) => (
                      <td
                        key={column.id}
                        className={cx(column.align === "end" && "hg-num", column.optional && "hg-wide")}
                      >
                        {column.cell(row)}
                      </td>
                    ))}
                  </tr>
                );
              })}
        </tbody>
      </table>
      {props.instead}
    </div>
  );
}

function Head<Row>(props: DataTableProps<Row> & { keys: readonly string[] }) {
  const t = useTranslations("common");
  const { selection, sort, keys } = props;
  const every = keys.length > 0 && keys.every((key) => selection?.selected.has(key));
  return (
    <thead>
      <tr>
        {selection ? (
          <th scope="col" className="hg-pick">
            <input
              type="checkbox"
              aria-label={t("table.selectAll")}
              checked={every}
              onChange={() => selection.onChange(every ? new Set() : new Set(keys))}
            />
          </th>
        ) : null}
        {props.columns.map((column) => {
          const sorted = sort?.column === column.id ? sort.direction : undefined;
          return (
            <th
              key={column.id}
              scope="col"
              style={column.width ? { width: column.width } : undefined}
              className={cx(column.align === "end" && "hg-num", column.optional && "hg-wide")}
              aria-sort={sorted ? (sorted === "asc" ? "ascending" : "descending") : undefined}
            >
              {column.sortable && props.onSort ? (
                <button
                  type="button"
                  className="hg-sort"
                  onClick={() => props.onSort?.({ column: column.id, direction: sorted === "asc" ? "desc" : "asc" })}
                >
                  {column.header}
                  {sorted ? <Icon of={sorted === "asc" ? ChevronUp : ChevronDown} small /> : null}
                </button>
              ) : column.bare ? (
                <span className="hg-sr">{column.header}</span>
              ) : (
                column.header
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
