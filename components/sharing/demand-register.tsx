"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { FilterField } from "@/components/patterns/data-table/filter-bar";
import { RegisterScreen } from "@/components/patterns/register-screen";
import { StatusMark } from "@/components/patterns/status";
import { Button } from "@/components/ui/button";
import { countryCode } from "@/domain/customers/country-codes";
import { DEMAND_STATES } from "@/domain/sharing/model";
import { DEMANDS_LIST } from "@/domain/sharing/schema";
import { useFormat } from "@/lib/format/use-format";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { DemandDialog, RegisterDemandDialog, type ShownDemand } from "./demand-dialogs";
import { SharingTabs } from "./sharing-tabs";

const TONE = { escalated: "wait", rejected: "done", permitted: "idle" } as const;

/** Demands of foreign bodies, the latest first. */
export function DemandRegister() {
  const t = useTranslations("sharing.page");
  const words = useTranslations("sharing");
  const format = useFormat();
  const client = useTRPCClient();
  const can = useCan();
  const [adding, setAdding] = useState(false);
  const [shown, setShown] = useState<ShownDemand | null>(null);
  const fields: FilterField[] = [
    {
      kind: "enum",
      key: "state",
      label: t("filters.state"),
      options: DEMAND_STATES.map((value) => ({ value, label: words(`demandStates.${value}`) })),
    },
  ];
  return (
    <>
      <RegisterScreen
        definition={DEMANDS_LIST}
        path="/sharing/demands"
        words={{
          title: t("title"),
          list: t("list"),
          failed: t("failed"),
          emptyTitle: t("empty.title"),
          emptyText: t("empty.demands"),
        }}
        tabs={<SharingTabs current="demands" />}
        tools={
          can("sharing.manage") ? (
            <Button small variant="primary" onClick={() => setAdding(true)}>
              {t("addDemand")}
            </Button>
          ) : null
        }
        fields={fields}
        fetchPage={(input) => client.sharing.demands.query(input)}
        rowLabel={(row) => row.number}
        onRow={(row) => setShown(row)}
        columns={() => [
          {
            id: "state",
            header: t("columns.state"),
            cell: (row) => <StatusMark tone={TONE[row.state]}>{words(`demandStates.${row.state}`)}</StatusMark>,
          },
          {
            id: "number",
            header: t("columns.number"),
            cell: (row) => <span className="hg-mono hg-small">{row.number}</span>,
          },
          { id: "authority", header: t("columns.authority"), cell: (row) => row.authority },
          {
            id: "country",
            header: t("columns.country"),
            cell: (row) => format.region(countryCode(row.country) ?? row.country),
          },
          { id: "received", header: t("columns.received"), cell: (row) => row.receivedOn },
        ]}
      />
      {adding ? <RegisterDemandDialog onClose={() => setAdding(false)} /> : null}
      {shown ? <DemandDialog demand={shown} onClose={() => setShown(null)} /> : null}
    </>
  );
}
