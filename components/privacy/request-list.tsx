"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Banner } from "@/components/patterns/banner";
import { FilterBar, type FilterField, filterChips } from "@/components/patterns/data-table/filter-bar";
import { InsteadOfRows } from "@/components/patterns/data-table/instead-of-rows";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { ListRows } from "@/components/patterns/data-table/list-rows";
import type { ListUrl } from "@/components/patterns/data-table/list-url";
import { PageHeader } from "@/components/patterns/headers";
import { Scroll } from "@/components/patterns/layouts";
import { EmptyState } from "@/components/patterns/states";
import { ButtonLink } from "@/components/ui/button";
import { PRIVACY_DOCUMENTS, REQUEST_CHANNELS, REQUEST_OUTCOMES, REQUEST_TYPES } from "@/domain/privacy/model";
import { TIMINGS } from "@/domain/privacy/schema";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import type { ListQuery } from "@/lib/use-list-query";
import { DeskFigures } from "./desk-figures";
import { NEW_REQUEST_PATH, privacyView, viewHref } from "./paths";
import { PrivacyTabs } from "./privacy-tabs";
import type { RequestRow } from "./request";
import { useRequestColumns } from "./request-columns";

/** The keys of the address this list reads. */
export const PRIVACY_FILTER_KEYS = [
  "state",
  "type",
  "document",
  "channel",
  "timing",
  "outcome",
  "receivedFrom",
  "receivedTo",
  "number",
  "customer",
];

function useFields(url: ListUrl, rows: readonly RequestRow[]): FilterField[] {
  const t = useTranslations("privacy.page");
  const words = useTranslations("privacy");
  const { customer } = url.filters;
  const known = rows.find((row) => row.customer?.id === customer)?.customer?.number;
  const choice = <T extends string>(key: string, label: string, values: readonly T[], say: (value: T) => string) => ({
    kind: "enum" as const,
    key,
    label,
    options: values.map((value) => ({ value, label: say(value) })),
  });
  return [
    choice("type", t("columns.type"), REQUEST_TYPES, (value) => words(`types.${value}`)),
    choice("document", t("columns.document"), PRIVACY_DOCUMENTS, (value) => words(`documents.${value}`)),
    choice("channel", t("columns.channel"), REQUEST_CHANNELS, (value) => words(`channels.${value}`)),
    choice("timing", t("columns.timing"), TIMINGS, (value) => words(`timings.${value}`)),
    choice("outcome", t("columns.outcome"), REQUEST_OUTCOMES, (value) => words(`outcomes.${value}`)),
    { kind: "date-range", key: "received", label: t("columns.received") },
    ...(customer ? [choice("customer", t("columns.customer"), [customer], () => known ?? t("oneCustomer"))] : []),
  ];
}

/** The list of privacy requests. It keeps its place beside an open one; how many are late is said above it. */
export function RequestList(props: {
  url: ListUrl;
  list: ListQuery<RequestRow>;
  current: string | null;
  onOpen(id: string): void;
}) {
  const { url, list, current } = props;
  const t = useTranslations("privacy.page");
  const can = useCan();
  const narrow = current !== null;
  const columns = useRequestColumns(narrow);
  const fields = useFields(url, list.rows);
  const search: FilterField = { kind: "text", key: "number", label: t("search"), placeholder: t("searchHint") };
  const view = privacyView(url.filters);
  const empty = view ?? "all";
  const enter = can("privacy.register") ? (
    <ButtonLink small variant={narrow ? "quiet" : "primary"} href={NEW_REQUEST_PATH}>
      {t("register")}
    </ButtonLink>
  ) : null;
  return (
    <>
      <PageHeader title={t("title")}>
        {narrow ? null : <PrivacyTabs current={view} />}
        {narrow ? null : enter}
      </PageHeader>
      <LateOnes quiet={view === "late"} />
      {narrow ? null : <DeskFigures />}
      <FilterBar url={url} fields={fields} search={narrow ? undefined : search} />
      <Scroll label={t("list")}>
        <ListRows
          label={t("list")}
          columns={columns}
          list={list}
          rowKey={(row) => row.id}
          rowLabel={(row) => row.number}
          onOpen={(row) => props.onOpen(row.id)}
          current={current}
          url={url}
          instead={
            <InsteadOfRows
              list={list}
              url={url}
              what={t("failed")}
              chips={filterChips([...fields, search], view === "late" ? { ...url.filters, timing: "" } : url.filters)}
              empty={<EmptyState title={t(`empty.${empty}.title`)} text={t(`empty.${empty}.text`)} action={enter} />}
            />
          }
        />
      </Scroll>
      <ListFoot shown={list.rows.length} total={list.total} showKeys={!narrow} />
    </>
  );
}

/** How many are over their term, whatever the list shows, and the way to them. */
function LateOnes({ quiet }: { quiet: boolean }) {
  const t = useTranslations("privacy.page");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.privacy.figures.queryOptions({}));
  if (!data || data.late === 0) return null;
  return (
    <Banner tone="late">
      {t("lateCount", { count: data.late })}{" "}
      {quiet ? null : (
        <Link className="hg-text-link whitespace-nowrap underline" href={viewHref("late")}>
          {t("showLate")}
        </Link>
      )}
    </Banner>
  );
}
