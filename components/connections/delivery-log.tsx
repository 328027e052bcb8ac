"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Column } from "@/components/patterns/data-table/data-table";
import { FilterBar, type FilterField, filterChips, filterKeys } from "@/components/patterns/data-table/filter-bar";
import { InsteadOfRows } from "@/components/patterns/data-table/instead-of-rows";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { ListRows } from "@/components/patterns/data-table/list-rows";
import { useListUrl } from "@/components/patterns/data-table/list-url";
import { SectionHead } from "@/components/patterns/headers";
import { EmptyState } from "@/components/patterns/states";
import { StatusMark } from "@/components/patterns/status";
import type { Tone } from "@/components/patterns/tone";
import { WEBHOOK_KINDS } from "@/domain/connections/events";
import { DELIVERIES_LIST, DELIVERY_STATES, type DeliveryRow, type EndpointRow } from "@/domain/connections/schema";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { readListInput } from "@/lib/list-input";
import { useTRPCClient } from "@/lib/trpc/client";
import { useListQuery } from "@/lib/use-list-query";
import { DeliveryDialog } from "./delivery-dialog";

const TONE: Readonly<Record<DeliveryRow["state"], Tone>> = { pending: "wait", delivered: "done", dead: "late" };

/** What was sent where, how it went, and the attempts of each. */
export function DeliveryLog({ endpoints, manages }: { endpoints: readonly EndpointRow[]; manages: boolean }) {
  const t = useTranslations("connections.deliveries");
  const kinds = useTranslations("connections.webhooks.kindNames");
  const client = useTRPCClient();
  const [opened, setOpened] = useState<string | null>(null);
  const fields: readonly FilterField[] = [
    {
      kind: "enum",
      key: "state",
      label: t("state"),
      options: DELIVERY_STATES.map((value) => ({ value, label: t(`states.${value}`) })),
    },
    {
      kind: "enum",
      key: "kind",
      label: t("kind"),
      options: [...WEBHOOK_KINDS, "ping" as const].map((value) => ({ value, label: kinds(value) })),
    },
  ];
  const url = useListUrl({ sortable: [], filterKeys: filterKeys(fields) });
  const input = readListInput(DELIVERIES_LIST, url.filters);
  const list = useListQuery({
    name: DELIVERIES_LIST.name,
    input,
    fetchPage: (cursor) => client.connections.deliveriesList.query({ ...input, ...(cursor ? { cursor } : {}) }),
    watch: (row) => row.state === "pending",
  });
  const columns = useColumns();
  const chips = filterChips(fields, url.filters);
  const instead = (
    <InsteadOfRows
      list={list}
      url={url}
      what={t("title")}
      chips={chips}
      empty={<EmptyState title={t("empty")} text={t("emptyHelp")} />}
    />
  );
  if (endpoints.length === 0 && list.rows.length === 0 && chips.length === 0) return null;
  return (
    <section aria-label={t("title")}>
      <SectionHead title={t("title")} ruled />
      <FilterBar url={url} fields={fields} />
      <ListRows
        label={t("title")}
        columns={columns}
        list={list}
        rowKey={(row) => row.id}
        rowLabel={(row) => `${row.endpoint.name} ${kinds(row.kind as "ping")}`}
        onOpen={(row) => setOpened(row.id)}
        instead={instead}
      />
      <ListFoot shown={list.rows.length} total={list.total} />
      {opened ? <DeliveryDialog id={opened} manages={manages} onClose={() => setOpened(null)} /> : null}
    </section>
  );
}

function useColumns(): readonly Column<DeliveryRow>[] {
  const t = useTranslations("connections.deliveries");
  const kinds = useTranslations("connections.webhooks.kindNames");
  const format = useFormat();
  return [
    {
      id: "state",
      header: t("state"),
      cell: (row) => <StatusMark tone={TONE[row.state]}>{t(`states.${row.state}`)}</StatusMark>,
    },
    {
      id: "at",
      header: t("at"),
      cell: (row) => <time dateTime={row.createdAt}>{format.dateTime(row.createdAt as Instant)}</time>,
    },
    { id: "endpoint", header: t("endpoint"), cell: (row) => row.endpoint.name },
    { id: "kind", header: t("kind"), cell: (row) => kinds(row.kind as "ping") },
    { id: "attempts", header: t("attempts"), align: "end", cell: (row) => format.count(row.attempts) },
    {
      id: "answer",
      header: t("answer"),
      align: "end",
      cell: (row) =>
        row.lastStatus ?? (row.lastProblem ? t(`problems.${row.lastProblem as "timeout"}`) : t("noAnswer")),
    },
  ];
}
