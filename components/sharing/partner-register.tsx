"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { FilterField } from "@/components/patterns/data-table/filter-bar";
import { ExportFile } from "@/components/patterns/export-file";
import { RegisterScreen } from "@/components/patterns/register-screen";
import { StatusMark } from "@/components/patterns/status";
import { Button } from "@/components/ui/button";
import { PARTNER_KINDS, PARTNER_STATES, SHARING_PURPOSES } from "@/domain/sharing/model";
import { PARTNERS_LIST } from "@/domain/sharing/schema";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { PartnerDialog } from "./partner-dialog";
import { PARTNER_TONE, PartnerItem } from "./partner-item";
import { SharingTabs } from "./sharing-tabs";

/** Whom data are given to, the latest entered first, with the open partner beside the list. */
export function PartnerRegister() {
  const t = useTranslations("sharing.page");
  const words = useTranslations("sharing");
  const client = useTRPCClient();
  const can = useCan();
  const [adding, setAdding] = useState(false);
  const fields: FilterField[] = [
    {
      kind: "enum",
      key: "kind",
      label: t("filters.kind"),
      options: PARTNER_KINDS.map((value) => ({ value, label: words(`kinds.${value}`) })),
    },
    {
      kind: "enum",
      key: "state",
      label: t("filters.state"),
      options: PARTNER_STATES.map((value) => ({ value, label: words(`states.${value}`) })),
    },
    {
      kind: "enum",
      key: "purpose",
      label: t("filters.purpose"),
      options: SHARING_PURPOSES.map((value) => ({ value, label: words(`purposes.${value}`) })),
    },
  ];
  const tools = (
    <>
      <ExportFile
        mutate={client.sharing.exportRegister.mutate}
        input={{ what: "public-list" as const }}
        label={t("publicList")}
        busy={t("exporting")}
      />
      <ExportFile
        mutate={client.sharing.exportRegister.mutate}
        input={{ what: "partners" as const }}
        label={t("export")}
        busy={t("exporting")}
      />
      {can("sharing.manage") ? (
        <Button small variant="primary" onClick={() => setAdding(true)}>
          {t("add")}
        </Button>
      ) : null}
    </>
  );
  return (
    <>
      <RegisterScreen
        definition={PARTNERS_LIST}
        path="/sharing"
        words={{
          title: t("title"),
          list: t("list"),
          failed: t("failed"),
          emptyTitle: t("empty.title"),
          emptyText: t("empty.partners"),
        }}
        tabs={<SharingTabs current="partners" />}
        tools={tools}
        fields={fields}
        fetchPage={(input) => client.sharing.partners.query(input)}
        rowLabel={(row) => row.number}
        item={(id, onClose) => <PartnerItem id={id} onClose={onClose} />}
        columns={(narrow) => [
          {
            id: "state",
            header: t("columns.state"),
            cell: (row) => <StatusMark tone={PARTNER_TONE[row.state]}>{words(`states.${row.state}`)}</StatusMark>,
          },
          { id: "name", header: t("columns.name"), cell: (row) => row.name },
          { id: "kind", header: t("columns.kind"), cell: (row) => words(`kinds.${row.kind}`) },
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
                  id: "purpose",
                  header: t("columns.purpose"),
                  cell: (row: { purpose: (typeof SHARING_PURPOSES)[number] }) => words(`purposes.${row.purpose}`),
                },
                {
                  id: "contractTo",
                  header: t("columns.contractTo"),
                  cell: (row: { contractTo: string | null }) => row.contractTo ?? t("item.openEnd"),
                },
              ]),
        ]}
      />
      {adding ? <PartnerDialog onClose={() => setAdding(false)} /> : null}
    </>
  );
}
