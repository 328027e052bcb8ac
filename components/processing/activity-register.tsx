"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { FilterField } from "@/components/patterns/data-table/filter-bar";
import { ExportFile } from "@/components/patterns/export-file";
import { RegisterScreen } from "@/components/patterns/register-screen";
import { StatusMark } from "@/components/patterns/status";
import { Button } from "@/components/ui/button";
import { ACTIVITY_PURPOSES, RECORD_STATES } from "@/domain/processing/model";
import { ACTIVITIES_LIST } from "@/domain/processing/schema";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { ActivityDialog } from "./activity-dialog";
import { ACTIVITY_TONE, ActivityItem } from "./activity-item";
import { ProcessingTabs } from "./processing-tabs";

/** Activities that process personal data, the latest entered first, with the open one beside the list. */
export function ActivityRegister() {
  const t = useTranslations("processing.page");
  const words = useTranslations("processing");
  const client = useTRPCClient();
  const can = useCan();
  const [adding, setAdding] = useState(false);
  const fields: FilterField[] = [
    {
      kind: "enum",
      key: "state",
      label: t("filters.state"),
      options: RECORD_STATES.map((value) => ({ value, label: words(`states.${value}`) })),
    },
    {
      kind: "enum",
      key: "purpose",
      label: t("filters.purpose"),
      options: ACTIVITY_PURPOSES.map((value) => ({ value, label: words(`purposes.${value}`) })),
    },
  ];
  const tools = (
    <>
      <ExportFile
        mutate={client.processing.exportRegister.mutate}
        input={{ what: "activities" as const }}
        label={t("export")}
        busy={t("exporting")}
      />
      {can("processing.manage") ? (
        <Button small variant="primary" onClick={() => setAdding(true)}>
          {t("add")}
        </Button>
      ) : null}
    </>
  );
  return (
    <>
      <RegisterScreen
        definition={ACTIVITIES_LIST}
        path="/processing"
        words={{
          title: t("title"),
          list: t("list"),
          failed: t("failed"),
          emptyTitle: t("empty.title"),
          emptyText: t("empty.activities"),
        }}
        tabs={<ProcessingTabs current="activities" />}
        tools={tools}
        fields={fields}
        fetchPage={(input) => client.processing.activities.query(input)}
        rowLabel={(row) => row.number}
        item={(id, onClose) => <ActivityItem id={id} onClose={onClose} />}
        columns={() => [
          {
            id: "state",
            header: t("columns.state"),
            cell: (row) => <StatusMark tone={ACTIVITY_TONE[row.state]}>{words(`states.${row.state}`)}</StatusMark>,
          },
          {
            id: "number",
            header: t("columns.number"),
            optional: true,
            cell: (row) => <span className="hg-mono hg-small">{row.number}</span>,
          },
          { id: "name", header: t("columns.name"), cell: (row) => row.name },
          { id: "purpose", header: t("columns.purpose"), cell: (row) => words(`purposes.${row.purpose}`) },
        ]}
      />
      {adding ? <ActivityDialog onClose={() => setAdding(false)} /> : null}
    </>
  );
}
