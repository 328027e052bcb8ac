"use client";

import { useTranslations } from "next-intl";
import { FilterBar, type FilterField, filterChips } from "@/components/patterns/data-table/filter-bar";
import { InsteadOfRows } from "@/components/patterns/data-table/instead-of-rows";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { ListRows } from "@/components/patterns/data-table/list-rows";
import { type ListUrl, useListUrl } from "@/components/patterns/data-table/list-url";
import { PageHeader } from "@/components/patterns/headers";
import { PageLayout } from "@/components/patterns/layouts";
import { EmptyState } from "@/components/patterns/states";
import { triggersInput } from "@/components/reverification/paths";
import { ReverificationTabs } from "@/components/reverification/reverification-tabs";
import type { TriggerRow } from "@/components/reverification/review";
import { TriggerFigures } from "@/components/reverification/trigger-figures";
import { useTriggerColumns } from "@/components/reverification/use-trigger-columns";
import { TRIGGER_KINDS, TRIGGER_STATES } from "@/domain/reverification/model";
import { TRIGGERS_LIST } from "@/domain/reverification/schema";
import { listAddress } from "@/lib/list-input";
import { useTRPCClient } from "@/lib/trpc/client";
import { useListQuery } from "@/lib/use-list-query";

const FILTER_KEYS = ["state", "kind", "onFrom", "onTo", "customer", "hold"];

function useFields(url: ListUrl, rows: readonly TriggerRow[]): readonly FilterField[] {
  const t = useTranslations("reverification.page.columns");
  const words = useTranslations("reverification");
  const { customer, hold } = url.filters;
  const one = (key: "customer" | "hold", value: string, label: string, shown: string): FilterField => ({
    kind: "enum",
    key,
    label,
    options: [{ value, label: shown }],
  });
  const known = rows.find((row) => row.customer.id === customer)?.customer.number;
  return [
    {
      kind: "enum",
      key: "kind",
      label: t("kind"),
      options: TRIGGER_KINDS.map((value) => ({ value, label: words(`kinds.${value}`) })),
    },
    {
      kind: "enum",
      key: "state",
      label: t("state"),
      options: TRIGGER_STATES.map((value) => ({ value, label: words(`triggerStates.${value}`) })),
    },
    { kind: "date-range", key: "on", label: t("on") },
    ...(customer ? [one("customer", customer, t("customer"), known ?? t("oneCustomer"))] : []),
    ...(hold ? [one("hold", hold, words("page.views.holds"), t("oneHold"))] : []),
  ];
}

/** Every trigger with its arithmetic, under what the last thirty days brought. */
export function TriggersScreen() {
  const t = useTranslations("reverification.page");
  const client = useTRPCClient();
  const url = useListUrl({
    sortable: TRIGGERS_LIST.sorts,
    defaultSort: { column: TRIGGERS_LIST.defaultSort, direction: TRIGGERS_LIST.defaultOrder },
    filterKeys: FILTER_KEYS,
  });
  const input = triggersInput(listAddress(url.filters, url.sort));
  const list = useListQuery({
    name: TRIGGERS_LIST.name,
    input,
    fetchPage: (cursor) => client.reverification.triggers.query({ ...input, ...(cursor ? { cursor } : {}) }),
  });
  const columns = useTriggerColumns();
  const fields = useFields(url, list.rows);
  return (
    <PageLayout
      label={t("triggers.list")}
      header={
        <>
          <PageHeader title={t("title")}>
            <ReverificationTabs current="triggers" />
          </PageHeader>
          <FilterBar url={url} fields={fields} />
        </>
      }
      foot={<ListFoot shown={list.rows.length} total={list.total} />}
    >
      <TriggerFigures />
      <ListRows
        label={t("triggers.list")}
        columns={columns}
        list={list}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.customer.number}
        url={url}
        instead={
          <InsteadOfRows
            list={list}
            url={url}
            what={t("triggers.failed")}
            chips={filterChips(fields, url.filters)}
            empty={<EmptyState title={t("triggers.empty.title")} text={t("triggers.empty.text")} />}
          />
        }
      />
    </PageLayout>
  );
}
