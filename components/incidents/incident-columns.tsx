"use client";

import { useTranslations } from "next-intl";
import type { Column } from "@/components/patterns/data-table/data-table";
import { StateShape, StatusMark } from "@/components/patterns/status";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { INCIDENT_TONE, type IncidentRow } from "./incident";

/** The columns of the list: all of them, or those that fit beside an open incident. */
export function useIncidentColumns(narrow: boolean): readonly Column<IncidentRow>[] {
  const t = useTranslations("incidents.page.columns");
  const words = useTranslations("incidents");
  const format = useFormat();
  const number: Column<IncidentRow> = {
    id: "number",
    header: t("number"),
    cell: (row) => (
      <span className="whitespace-nowrap">
        {narrow ? <StateShape tone={INCIDENT_TONE[row.state]} /> : null}
        {narrow ? <span className="hg-sr">{words(`states.${row.state}`)}</span> : null}{" "}
        <span className="hg-mono">{row.number}</span>
      </span>
    ),
  };
  const kind: Column<IncidentRow> = {
    id: "kind",
    header: t("kind"),
    cell: (row) => (
      <span className="whitespace-nowrap">
        {words(`kinds.${row.kind}`)}
        {narrow ? null : <span className="hg-ink-3"> {words(`certainties.${row.certainty}`)}</span>}
      </span>
    ),
  };
  const due: Column<IncidentRow> = {
    id: "due",
    header: t("due"),
    align: "end",
    cell: (row) => <Due row={row} short={narrow} />,
  };
  if (narrow) return [number, kind, due];
  return [
    {
      id: "state",
      header: t("state"),
      cell: (row) => <StatusMark tone={INCIDENT_TONE[row.state]}>{words(`states.${row.state}`)}</StatusMark>,
    },
    number,
    kind,
    { id: "severity", header: t("severity"), cell: (row) => words(`severities.${row.severity}`) },
    {
      id: "persons",
      header: t("persons"),
      align: "end",
      cell: (row) => format.count(Math.max(row.persons, row.estimate)),
    },
    {
      id: "discoveredAt",
      header: t("discovered"),
      sortable: true,
      cell: (row) => <span className="whitespace-nowrap">{format.dateTime(row.discoveredAt as Instant)}</span>,
    },
    due,
  ];
}

/** The next moment to be kept, with whose it is where there is room, and in red how many were missed: for good. */
function Due({ row, short }: { row: IncidentRow; short: boolean }) {
  const t = useTranslations("incidents.page");
  const words = useTranslations("incidents.duties");
  const format = useFormat();
  return (
    <span className={row.late > 0 ? "hg-late whitespace-nowrap" : "whitespace-nowrap"}>
      {row.nextDueAt && row.nextDuty
        ? `${short ? "" : `${words(row.nextDuty)} `}${format.dateTime(row.nextDueAt as Instant)} `
        : null}
      {row.late > 0 ? t("missed", { count: row.late }) : null}
    </span>
  );
}
