"use client";

import { useTranslations } from "next-intl";
import { FilterBar, type FilterField, filterChips } from "@/components/patterns/data-table/filter-bar";
import { InsteadOfRows } from "@/components/patterns/data-table/instead-of-rows";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { ListRows } from "@/components/patterns/data-table/list-rows";
import type { ListUrl } from "@/components/patterns/data-table/list-url";
import { PageHeader } from "@/components/patterns/headers";
import { Scroll } from "@/components/patterns/layouts";
import { EmptyState } from "@/components/patterns/states";
import { TabLinks } from "@/components/patterns/tab-links";
import { ButtonLink } from "@/components/ui/button";
import { MEASURE_REASONS } from "@/domain/controls/codes";
import { MEASURE_KINDS, MEASURE_SOURCES, SCOPES } from "@/domain/controls/model";
import { shanghaiDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import type { ListQuery } from "@/lib/use-list-query";
import { useNow } from "@/lib/use-now";
import { DIFFERENCES_PATH } from "./difference-paths";
import type { MeasureRow } from "./measure";
import { useMeasureColumns } from "./measure-columns";
import { endingSoonHref, LIST_VIEWS, measureView, measureViewHref, REVIEW_WAITS } from "./paths";
import { useControlsWords } from "./use-words";

const MEASURE_REASON_NAMES = Object.keys(MEASURE_REASONS);

type Props = { url: ListUrl; list: ListQuery<MeasureRow>; current: string | null; onOpen(id: string): void };

function useFields({ url, list }: Props): readonly FilterField[] {
  const t = useTranslations("controls.page.list");
  const words = useControlsWords();
  const { accountId, customerId } = url.filters;
  const account = list.rows.find((row) => row.accountId === accountId)?.accountNumber ?? t("oneAccount");
  const customer = list.rows.find((row) => row.customerId === customerId)?.customerNumber ?? t("oneCustomer");
  return [
    {
      kind: "enum",
      key: "scope",
      label: t("columns.scope"),
      options: SCOPES.map((value) => ({ value, label: words.scope(value) })),
    },
    {
      kind: "enum",
      key: "reasonCode",
      label: t("columns.reason"),
      options: MEASURE_REASON_NAMES.map((value) => ({ value, label: words.reason(value) })),
    },
    {
      kind: "enum",
      key: "source",
      label: t("columns.source"),
      options: MEASURE_SOURCES.map((value) => ({ value, label: words.source(value) })),
    },
    {
      kind: "enum",
      key: "kind",
      label: t("columns.kind"),
      options: MEASURE_KINDS.map((value) => ({ value, label: words.measureKind(value) })),
    },
    {
      kind: "enum",
      key: "review",
      label: t("columns.review"),
      options: [
        { value: REVIEW_WAITS, label: t("views.review") },
        { value: "overdue", label: words.review("overdue") },
      ],
    },
    { kind: "date-range", key: "expiresOn", label: t("columns.expiresOn") },
    { kind: "date-range", key: "reviewOn", label: t("columns.reviewOn") },
    { kind: "date-range", key: "requestedOn", label: t("columns.requested") },
    ...(accountId
      ? [
          {
            kind: "enum" as const,
            key: "accountId",
            label: t("columns.account"),
            options: [{ value: accountId, label: account }],
          },
        ]
      : []),
    ...(customerId
      ? [
          {
            kind: "enum" as const,
            key: "customerId",
            label: t("columns.customer"),
            options: [{ value: customerId, label: customer }],
          },
        ]
      : []),
  ];
}

/** Measures of the programme by state; live ones unless asked otherwise. */
export function MeasureList(props: Props) {
  const { url, list, current } = props;
  const t = useTranslations("controls.page.list");
  const core = useTranslations("controls.differences");
  const format = useFormat();
  const fields = useFields(props);
  const columns = useMeasureColumns(current !== null);
  const now = useNow();
  const view = measureView(url.filters);
  const tabs = LIST_VIEWS.map((id) => ({
    id,
    label: t(`views.${id}`),
    href: measureViewHref(id),
    ...(id === view && list.total ? { count: format.capped(list.total.count, list.total.capped) } : {}),
  }));
  return (
    <>
      <PageHeader title={t("title")}>
        <TabLinks label={t("viewsLabel")} tabs={current ? tabs.slice(0, 2) : tabs} current={view} />
        {now && !current ? (
          <ButtonLink small href={endingSoonHref(shanghaiDate(now))}>
            {t("views.expiring")}
          </ButtonLink>
        ) : null}
        <ButtonLink small href={DIFFERENCES_PATH} className={current ? "hg-wide" : ""}>
          {core("title")}
        </ButtonLink>
      </PageHeader>
      <FilterBar url={url} fields={fields} />
      <Scroll label={t("label")}>
        <ListRows
          label={t("label")}
          columns={columns}
          list={list}
          rowKey={(row) => row.id}
          rowLabel={(row) => row.number}
          onOpen={(row) => props.onOpen(row.id)}
          current={current}
          url={url}
          instead={<Instead list={list} url={url} chips={filterChips(fields, url.filters)} />}
        />
      </Scroll>
      <ListFoot shown={list.rows.length} total={list.total} />
    </>
  );
}

/** What stands in place of rows: waiting, failure, filtered to nothing, or nothing yet. */
function Instead({
  list,
  url,
  chips,
}: {
  list: ListQuery<MeasureRow>;
  url: ListUrl;
  chips: ReturnType<typeof filterChips>;
}) {
  const t = useTranslations("controls.page.list");
  const empty = (
    <EmptyState
      title={t("empty.title")}
      text={t("empty.text")}
      action={
        <ButtonLink small href="/customers">
          {t("empty.action")}
        </ButtonLink>
      }
    />
  );
  return <InsteadOfRows list={list} url={url} what={t("failed")} chips={chips} empty={empty} />;
}
