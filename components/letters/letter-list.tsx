"use client";

import { useTranslations } from "next-intl";
import { Masked } from "@/components/customers/masked";
import type { Column } from "@/components/patterns/data-table/data-table";
import { FilterBar, type FilterField, filterChips } from "@/components/patterns/data-table/filter-bar";
import { InsteadOfRows } from "@/components/patterns/data-table/instead-of-rows";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { ListRows } from "@/components/patterns/data-table/list-rows";
import type { ListUrl } from "@/components/patterns/data-table/list-url";
import { PageHeader } from "@/components/patterns/headers";
import { Scroll } from "@/components/patterns/layouts";
import { EmptyState } from "@/components/patterns/states";
import { LETTER_STANDINGS } from "@/domain/letters/schema";
import { LETTER_TEMPLATES } from "@/domain/letters/templates";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import type { ListQuery } from "@/lib/use-list-query";
import type { LetterRow } from "./letter";
import { Channels, Standing } from "./letter-marks";
import { useLetterWords } from "./use-letter-words";

function useFields(url: ListUrl, rows: readonly LetterRow[]): readonly FilterField[] {
  const t = useTranslations("letters");
  const words = useLetterWords();
  const { customer } = url.filters;
  const known = rows.find((row) => row.customer.id === customer)?.customer.number;
  const one = { value: customer ?? "", label: known ?? t("page.oneCustomer") };
  return [
    {
      kind: "enum",
      key: "standing",
      label: t("page.columns.standing"),
      options: LETTER_STANDINGS.map((value) => ({ value, label: t(`standings.${value}`) })),
    },
    {
      kind: "enum",
      key: "template",
      label: t("page.columns.template"),
      options: LETTER_TEMPLATES.map((value) => ({ value, label: words(value) })),
    },
    { kind: "date-range", key: "written", label: t("page.columns.written") },
    ...(customer
      ? [{ kind: "enum" as const, key: "customer", label: t("page.columns.customer"), options: [one] }]
      : []),
  ];
}

function useColumns(narrow: boolean): readonly Column<LetterRow>[] {
  const t = useTranslations("letters.page.columns");
  const words = useLetterWords();
  const format = useFormat();
  const template: Column<LetterRow> = { id: "template", header: t("template"), cell: (row) => words(row.template) };
  const standing: Column<LetterRow> = {
    id: "standing",
    header: t("standing"),
    cell: (row) => <Standing standing={row.standing} />,
  };
  if (narrow) return [standing, template];
  return [
    {
      id: "number",
      header: t("number"),
      cell: (row) => <span className="hg-mono hg-small whitespace-nowrap">{row.number ?? "–"}</span>,
    },
    template,
    {
      id: "customer",
      header: t("customer"),
      cell: ({ customer: { name, number } }) => (
        <span className="whitespace-nowrap">
          {name ? <Masked value={name} /> : null} <span className="hg-mono hg-small hg-ink-3">{number}</span>
        </span>
      ),
    },
    standing,
    { id: "channels", header: t("channels"), cell: (row) => <Channels dispatches={row.dispatches} /> },
    {
      id: "writtenAt",
      header: t("written"),
      sortable: true,
      align: "end",
      cell: (row) => <span className="hg-small whitespace-nowrap">{format.dateTime(row.writtenAt as Instant)}</span>,
    },
  ];
}

/** What customers were told, the newest first. It keeps its place beside an open letter. */
export function LetterList(props: {
  url: ListUrl;
  list: ListQuery<LetterRow>;
  current: string | null;
  onOpen(id: string): void;
}) {
  const { url, list, current } = props;
  const t = useTranslations("letters");
  const words = useLetterWords();
  const narrow = current !== null;
  const columns = useColumns(narrow);
  const fields = useFields(url, list.rows);
  return (
    <>
      <PageHeader title={t("title")} />
      <FilterBar url={url} fields={fields} />
      <Scroll label={t("page.list")}>
        <ListRows
          label={t("page.list")}
          columns={columns}
          list={list}
          rowKey={(row) => row.id}
          rowLabel={(row) => row.number ?? words(row.template)}
          onOpen={(row) => props.onOpen(row.id)}
          current={current}
          url={url}
          instead={
            <InsteadOfRows
              list={list}
              url={url}
              what={t("page.failed")}
              chips={filterChips(fields, url.filters)}
              empty={<EmptyState title={t("page.empty.title")} text={t("page.empty.text")} />}
            />
          }
        />
      </Scroll>
      <ListFoot shown={list.rows.length} total={list.total} showKeys={!narrow} />
    </>
  );
}
