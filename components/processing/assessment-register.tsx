"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { FilterField } from "@/components/patterns/data-table/filter-bar";
import { ExportFile } from "@/components/patterns/export-file";
import { RegisterScreen } from "@/components/patterns/register-screen";
import { StatusMark } from "@/components/patterns/status";
import { Button } from "@/components/ui/button";
import { ASSESSMENT_CASES, ASSESSMENT_STATES, RISKS } from "@/domain/processing/model";
import { ASSESSMENTS_LIST } from "@/domain/processing/schema";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { AssessmentDialog, ConcludeDialog } from "./assessment-dialogs";
import { ProcessingTabs } from "./processing-tabs";

const TONE = { draft: "wait", accepted: "done", rejected: "none" } as const;

/** Impact assessments, the latest first; one that waits is opened to be concluded. */
export function AssessmentRegister() {
  const t = useTranslations("processing.page");
  const words = useTranslations("processing");
  const client = useTRPCClient();
  const can = useCan();
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState<{ id: string; version: number; number: string } | null>(null);
  const fields: FilterField[] = [
    {
      kind: "enum",
      key: "state",
      label: t("filters.state"),
      options: ASSESSMENT_STATES.map((value) => ({ value, label: words(`assessmentStates.${value}`) })),
    },
    {
      kind: "enum",
      key: "case",
      label: t("filters.case"),
      options: ASSESSMENT_CASES.map((value) => ({ value, label: words(`cases.${value}`) })),
    },
    {
      kind: "enum",
      key: "risk",
      label: t("filters.risk"),
      options: RISKS.map((value) => ({ value, label: words(`risks.${value}`) })),
    },
  ];
  const tools = (
    <>
      <ExportFile
        mutate={client.processing.exportRegister.mutate}
        input={{ what: "assessments" as const }}
        label={t("export")}
        busy={t("exporting")}
      />
      {can("processing.manage") ? (
        <Button small variant="primary" onClick={() => setAdding(true)}>
          {t("addAssessment")}
        </Button>
      ) : null}
    </>
  );
  return (
    <>
      <RegisterScreen
        definition={ASSESSMENTS_LIST}
        path="/processing/assessments"
        words={{
          title: t("title"),
          list: t("list"),
          failed: t("failed"),
          emptyTitle: t("empty.title"),
          emptyText: t("empty.assessments"),
        }}
        tabs={<ProcessingTabs current="assessments" />}
        tools={tools}
        fields={fields}
        fetchPage={(input) => client.processing.assessments.query(input)}
        rowLabel={(row) => row.number}
        onRow={(row) => (row.may.decide ? setOpen(row) : undefined)}
        columns={() => [
          {
            id: "state",
            header: t("columns.state"),
            cell: (row) => <StatusMark tone={TONE[row.state]}>{words(`assessmentStates.${row.state}`)}</StatusMark>,
          },
          {
            id: "number",
            header: t("columns.number"),
            cell: (row) => <span className="hg-mono hg-small">{row.number}</span>,
          },
          { id: "case", header: t("columns.case"), cell: (row) => words(`cases.${row.caseCode}`) },
          {
            id: "about",
            header: t("columns.about"),
            cell: (row) => `${words(`aboutTypes.${row.aboutType}`)} ${row.about}`,
          },
          { id: "risk", header: t("columns.risk"), cell: (row) => words(`risks.${row.risk}`) },
          { id: "kept", header: t("columns.kept"), optional: true, cell: (row) => row.keptUntil ?? "–" },
        ]}
      />
      {adding ? <AssessmentDialog onClose={() => setAdding(false)} /> : null}
      {open ? <ConcludeDialog item={open} onClose={() => setOpen(null)} /> : null}
    </>
  );
}
