"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { FilterField } from "@/components/patterns/data-table/filter-bar";
import { ExportFile } from "@/components/patterns/export-file";
import { RegisterScreen } from "@/components/patterns/register-screen";
import { StatusMark } from "@/components/patterns/status";
import { Button } from "@/components/ui/button";
import { CHANGE_CLASSES, DOCUMENT_NAMES, VERSION_STATES } from "@/domain/consents/model";
import { VERSIONS_LIST } from "@/domain/consents/schema";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { ConsentTabs } from "./consent-tabs";
import { PolicyItem, STANDING_TONE } from "./policy-item";
import { PublishDialog } from "./publish-dialog";

/** Versions of policies and agreements, the latest first, with the open one beside them. */
export function PolicyRegister() {
  const t = useTranslations("consents.page");
  const words = useTranslations("consents");
  const format = useFormat();
  const client = useTRPCClient();
  const can = useCan();
  const [asking, setAsking] = useState(false);
  const fields: FilterField[] = [
    {
      kind: "enum",
      key: "document",
      label: t("filters.document"),
      options: DOCUMENT_NAMES.map((value) => ({ value, label: words(`documents.${value}`) })),
    },
    {
      kind: "enum",
      key: "state",
      label: t("filters.state"),
      options: VERSION_STATES.map((value) => ({ value, label: words(`states.${value}`) })),
    },
    {
      kind: "enum",
      key: "change",
      label: t("filters.change"),
      options: CHANGE_CLASSES.map((value) => ({ value, label: words(`changeClasses.${value}`) })),
    },
  ];
  const tools = (
    <>
      <ExportFile mutate={client.consents.exportRegister.mutate} input={{}} label={t("export")} busy={t("exporting")} />
      {can("consents.publish") ? (
        <Button small variant="primary" onClick={() => setAsking(true)}>
          {t("publish")}
        </Button>
      ) : null}
    </>
  );
  return (
    <>
      <RegisterScreen
        definition={VERSIONS_LIST}
        path="/consents/policies"
        words={{
          title: t("title"),
          list: t("list"),
          failed: t("failed"),
          emptyTitle: t("empty.title"),
          emptyText: t("empty.policies"),
        }}
        tabs={<ConsentTabs current="policies" />}
        tools={tools}
        fields={fields}
        fetchPage={(input) => client.consents.versions.query(input)}
        rowLabel={(row) => row.number}
        item={(id, onClose) => <PolicyItem id={id} onClose={onClose} />}
        columns={(narrow) => [
          {
            id: "state",
            header: t("columns.state"),
            cell: (row) => (
              <StatusMark tone={STANDING_TONE[row.standing]}>{words(`standings.${row.standing}`)}</StatusMark>
            ),
          },
          { id: "document", header: t("columns.document"), cell: (row) => words(`documents.${row.document}`) },
          { id: "label", header: t("columns.label"), cell: (row) => row.label },
          ...(narrow
            ? []
            : [
                {
                  id: "number",
                  header: t("columns.number"),
                  optional: true,
                  cell: (row: { number: string }) => <span className="hg-mono hg-small">{row.number}</span>,
                },
                {
                  id: "change",
                  header: t("columns.change"),
                  cell: (row: { changeClass: (typeof CHANGE_CLASSES)[number] }) =>
                    words(`changeClasses.${row.changeClass}`),
                },
                {
                  id: "effective",
                  header: t("columns.effective"),
                  cell: (row: { effectiveAt: string | null; wantedAt: string }) =>
                    format.dateTime((row.effectiveAt ?? row.wantedAt) as Instant),
                },
              ]),
        ]}
      />
      {asking ? <PublishDialog onClose={() => setAsking(false)} /> : null}
    </>
  );
}
