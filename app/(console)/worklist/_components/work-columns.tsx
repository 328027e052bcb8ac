"use client";

import { ChevronsUp, HandHeart, MessageSquare, Moon, Pause } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Column } from "@/components/patterns/data-table/data-table";
import { StatusMark } from "@/components/patterns/status";
import { cx } from "@/components/ui/cx";
import { Icon } from "@/components/ui/icon";
import { DueBadge } from "@/components/worklist/due-badge";
import type { WorkRow } from "@/components/worklist/work";
import { Whose } from "@/components/worklist/work-facts";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { CustomerName } from "../../_components/customer-name";

/** The columns of the worklist; `hrefOf` is an item's own address. Beside an open item only the first few fit. */
export function useWorkColumns(narrow: boolean, hrefOf: (row: WorkRow) => string): readonly Column<WorkRow>[] {
  const t = useTranslations("worklist");
  const format = useFormat();
  const number: Column<WorkRow> = {
    id: "number",
    header: t("columns.item"),
    width: narrow ? "112px" : "128px",
    sortable: true,
    cell: (row) => (
      <Link className="hg-mono hg-row-link" href={hrefOf(row)} tabIndex={-1}>
        {row.number}
      </Link>
    ),
  };
  const who: Column<WorkRow> = {
    id: "who",
    header: t("columns.who"),
    cell: (row) => (row.customer ? <CustomerName customer={row.customer} /> : t(`kinds.${row.kind}`)),
  };
  const marks: Column<WorkRow> = {
    id: "marks",
    header: t("page.columns.marks"),
    width: narrow ? "64px" : "96px",
    cell: (row) => <Marks row={row} />,
  };
  if (narrow)
    return [
      number,
      who,
      marks,
      { id: "dueAt", header: t("columns.due"), width: "72px", align: "end", cell: (row) => <ShortDue row={row} /> },
    ];
  return [
    number,
    { id: "kind", header: t("columns.kind"), cell: (row) => t(`kinds.${row.kind}`) },
    who,
    { id: "dueAt", header: t("columns.due"), width: "300px", sortable: true, cell: (row) => <DueBadge row={row} /> },
    { id: "whose", header: t("page.columns.whose"), width: "190px", cell: (row) => <Whose row={row} /> },
    marks,
    {
      id: "openedAt",
      header: t("columns.opened"),
      width: "152px",
      sortable: true,
      optional: true,
      cell: (row) => <span className="hg-ink-2 hg-nowrap">{format.dateTime(row.openedAt as Instant)}</span>,
    },
  ];
}

/** Days left in a few characters; late in red. */
function ShortDue({ row }: { row: WorkRow }) {
  const t = useTranslations("worklist.page.short");
  const states = useTranslations("worklist.states");
  if (row.state !== "open") return <StatusMark tone="done">{states(row.state)}</StatusMark>;
  if (row.workingDaysLeft === null) return <span className="hg-ink-3">{t("none")}</span>;
  if (row.standing === "late")
    return <b className="hg-late">{t("late", { count: Math.max(0, -row.workingDaysLeft) })}</b>;
  return (
    <span className={cx(row.standing === "today" && "hg-wait")}>
      {row.standing === "today" ? t("today") : t("left", { count: row.workingDaysLeft })}
    </span>
  );
}

/** What else is to be known of an item at a glance: raised, resting, promised, spoken of. */
export function Marks({ row }: { row: WorkRow }) {
  const t = useTranslations("worklist");
  const format = useFormat();
  const time = (moment: string | null) => (moment ? format.dateTime(moment as Instant) : "");
  const marks = [
    row.priority === "normal" ? null : { icon: ChevronsUp, label: t(`priorities.${row.priority}`) },
    row.resting === "snoozed"
      ? { icon: Moon, label: t("page.marks.snoozed", { until: time(row.snoozedUntil) }) }
      : null,
    row.resting === "suspended"
      ? { icon: Pause, label: t("page.marks.suspended", { until: time(row.suspendedUntil) }) }
      : null,
    row.promisedAt ? { icon: HandHeart, label: t("page.marks.promised", { until: time(row.promisedAt) }) } : null,
    row.comments > 0 ? { icon: MessageSquare, label: t("page.marks.comments", { count: row.comments }) } : null,
  ].filter((mark) => mark !== null);
  return (
    <span className="hg-marks">
      {marks.map(({ icon, label }) => (
        <span key={label} title={label}>
          <Icon of={icon} small />
          <span className="hg-sr">{label}</span>
        </span>
      ))}
    </span>
  );
}
