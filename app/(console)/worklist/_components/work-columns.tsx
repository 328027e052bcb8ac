"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { z } from "zod";
import type { Column } from "@/components/patterns/data-table/data-table";
import { StatusMark } from "@/components/patterns/status";
import type { Tone } from "@/components/patterns/tone";
import type { Instant } from "@/domain/shared/time";
import type { worklistRow } from "@/domain/worklist/schema";
import { useFormat } from "@/lib/format/use-format";
import { itemHref } from "@/lib/item-href";
import { CustomerName } from "../../_components/customer-name";
import { DueBadge } from "./due-badge";

export type WorkRow = z.output<typeof worklistRow>;

const STATE_TONE: Readonly<Record<WorkRow["state"], Tone>> = { open: "wait", done: "done", cancelled: "none" };

/** The columns of the worklist. */
export function useWorkColumns(): readonly Column<WorkRow>[] {
  const t = useTranslations("worklist");
  const format = useFormat();
  return [
    {
      id: "number",
      header: t("columns.item"),
      width: "128px",
      sortable: true,
      cell: (row) => {
        const href = itemHref(row.subjectType, row.subjectId);
        return href ? (
          <Link className="hg-mono hg-row-link" href={href} tabIndex={-1}>
            {row.number}
          </Link>
        ) : (
          <span className="hg-mono">{row.number}</span>
        );
      },
    },
    { id: "kind", header: t("columns.kind"), cell: (row) => t(`kinds.${row.kind}`) },
    {
      id: "who",
      header: t("columns.who"),
      cell: (row) => (row.customer ? <CustomerName customer={row.customer} /> : null),
    },
    { id: "dueAt", header: t("columns.due"), width: "300px", sortable: true, cell: (row) => <DueBadge row={row} /> },
    {
      id: "openedAt",
      header: t("columns.opened"),
      width: "132px",
      sortable: true,
      optional: true,
      cell: (row) => <span className="hg-ink-2">{format.dateTime(row.openedAt as Instant)}</span>,
    },
    {
      id: "state",
      header: t("columns.state"),
      width: "120px",
      cell: (row) => (
        <StatusMark tone={row.state === "open" && row.waiting === "others" ? "idle" : STATE_TONE[row.state]}>
          {row.state === "open" ? t(`waiting.${row.waiting}`) : t(`states.${row.state}`)}
        </StatusMark>
      ),
    },
  ];
}
