"use client";

import { useTranslations } from "next-intl";
import { CustomerName } from "@/components/ledger/customer-name";
import type { Column } from "@/components/patterns/data-table/data-table";
import { FilterBar, type FilterField, filterChips } from "@/components/patterns/data-table/filter-bar";
import { InsteadOfRows } from "@/components/patterns/data-table/instead-of-rows";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { ListRows } from "@/components/patterns/data-table/list-rows";
import type { ListUrl } from "@/components/patterns/data-table/list-url";
import { PageHeader } from "@/components/patterns/headers";
import { Scroll } from "@/components/patterns/layouts";
import { EmptyState } from "@/components/patterns/states";
import { StatusMark } from "@/components/patterns/status";
import { CANDIDATE_STATES } from "@/domain/closures/model";
import type { ListQuery } from "@/lib/use-list-query";
import { CANDIDATE_TONE, type CandidateRow } from "./closure";
import { ClosuresTabs } from "./closures-tabs";

function useColumns(narrow: boolean): readonly Column<CandidateRow>[] {
  const t = useTranslations("closures.page.columns");
  const words = useTranslations("closures");
  const unused = useTranslations("closures.page.unused");
  const account: Column<CandidateRow> = {
    id: "account",
    header: t("account"),
    cell: (row) => <span className="hg-mono hg-small whitespace-nowrap">{row.account.number}</span>,
  };
  const state: Column<CandidateRow> = {
    id: "state",
    header: t("state"),
    cell: (row) => <StatusMark tone={CANDIDATE_TONE[row.state]}>{words(`candidateStates.${row.state}`)}</StatusMark>,
  };
  const idle: Column<CandidateRow> = {
    id: "idle",
    header: t("idle"),
    align: "end",
    cell: (row) => <span className="whitespace-nowrap">{row.lastUsedOn ?? row.idleSince}</span>,
  };
  if (narrow) return [account, state, idle];
  return [
    state,
    account,
    { id: "customer", header: t("customer"), cell: (row) => <CustomerName customer={row.customer} /> },
    idle,
    { id: "login", header: t("login"), cell: (row) => row.lastLoginOn ?? unused("notTold") },
    { id: "noticed", header: t("noticed"), cell: (row) => row.noticedOn ?? "" },
    { id: "from", header: t("from"), cell: (row) => row.proposableFrom ?? "" },
  ];
}

/** Accounts nobody uses. Found by the house and told of; closed by people alone. */
export function CandidateList(props: {
  url: ListUrl;
  list: ListQuery<CandidateRow>;
  current: string | null;
  onOpen(id: string): void;
}) {
  const { url, list, current } = props;
  const t = useTranslations("closures.page");
  const words = useTranslations("closures.candidateStates");
  const narrow = current !== null;
  const columns = useColumns(narrow);
  const fields: FilterField[] = [
    {
      kind: "enum",
      key: "state",
      label: t("columns.state"),
      options: CANDIDATE_STATES.map((value) => ({ value, label: words(value) })),
    },
  ];
  return (
    <>
      <PageHeader title={t("title")}>{narrow ? null : <ClosuresTabs current="unused" />}</PageHeader>
      {narrow ? null : <p className="hg-small hg-ink-2 px-(--gutter) pb-1">{t("unused.explain")}</p>}
      <FilterBar url={url} fields={fields} />
      <Scroll label={t("unused.list")}>
        <ListRows
          label={t("unused.list")}
          columns={columns}
          list={list}
          rowKey={(row) => row.id}
          rowLabel={(row) => row.account.number}
          onOpen={(row) => props.onOpen(row.id)}
          current={current}
          url={url}
          instead={
            <InsteadOfRows
              list={list}
              url={url}
              what={t("unused.failed")}
              chips={filterChips(fields, url.filters)}
              empty={<EmptyState title={t("unused.empty.title")} text={t("unused.empty.text")} />}
            />
          }
        />
      </Scroll>
      <ListFoot shown={list.rows.length} total={list.total} showKeys={!narrow} />
    </>
  );
}
