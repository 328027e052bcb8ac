"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FilterBar, type FilterField, filterChips } from "@/components/patterns/data-table/filter-bar";
import { InsteadOfRows } from "@/components/patterns/data-table/instead-of-rows";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { ListRows } from "@/components/patterns/data-table/list-rows";
import type { ListUrl } from "@/components/patterns/data-table/list-url";
import { Scroll } from "@/components/patterns/layouts";
import { EmptyState } from "@/components/patterns/states";
import { ButtonLink } from "@/components/ui/button";
import { ORIGINS, PURPOSES, SUBJECT_KINDS } from "@/domain/kyc/model";
import { useCan } from "@/lib/use-can";
import type { ListQuery } from "@/lib/use-list-query";
import type { SubmissionRow } from "./kyc";
import { KycTabs } from "./kyc-tabs";
import { KYC_PATH, kycView } from "./paths";
import { useQueueColumns } from "./queue-columns";

const WORST = ["failed", "warned", "clean"] as const;

function useFields(): readonly FilterField[] {
  const t = useTranslations("kyc.page.columns");
  const words = useTranslations("kyc");
  return [
    {
      kind: "enum",
      key: "purpose",
      label: t("purpose"),
      options: PURPOSES.map((value) => ({ value, label: words(`purposes.${value}`) })),
    },
    {
      kind: "enum",
      key: "subject",
      label: t("subject"),
      options: SUBJECT_KINDS.map((value) => ({ value, label: words(`subjects.${value}`) })),
    },
    {
      kind: "enum",
      key: "worst",
      label: t("checks"),
      options: WORST.map((value) => ({ value, label: words(`page.worst.${value}`) })),
    },
    {
      kind: "enum",
      key: "origin",
      label: t("origin"),
      options: ORIGINS.map((value) => ({ value, label: words(`origins.${value}`) })),
    },
    { kind: "date-range", key: "received", label: t("received") },
  ];
}

/** The list of submissions. It keeps its place beside an open one; `pull` is the way in: take the next, go on taking. */
export function SubmissionQueue(props: {
  url: ListUrl;
  list: ListQuery<SubmissionRow>;
  current: string | null;
  pull: ReactNode;
  notice: ReactNode;
  onOpen(id: string): void;
}) {
  const { url, list, current } = props;
  const t = useTranslations("kyc.page");
  const can = useCan();
  const narrow = current !== null;
  const columns = useQueueColumns(narrow);
  const fields = useFields();
  const search: FilterField = { kind: "text", key: "number", label: t("search"), placeholder: t("searchHint") };
  return (
    <>
      <header className="hg-pane-head">
        <h1 className="hg-clip">{t("title")}</h1>
        {narrow ? null : <KycTabs current={kycView(url.filters.state)} />}
        <span className="hg-grow" />
        {!narrow && can("kyc.submit") ? (
          <ButtonLink small href={`${KYC_PATH}/new`}>
            {t("new")}
          </ButtonLink>
        ) : null}
        {props.pull}
      </header>
      <FilterBar url={url} fields={fields} search={narrow ? undefined : search} />
      {props.notice}
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
          instead={<Instead list={list} url={url} chips={filterChips([...fields, search], url.filters)} />}
        />
      </Scroll>
      <ListFoot shown={list.rows.length} total={list.total} showKeys={!narrow} />
    </>
  );
}

/** What stands in place of rows: waiting, failure, nothing yet, or filtered to nothing. */
function Instead(props: { list: ListQuery<SubmissionRow>; url: ListUrl; chips: ReturnType<typeof filterChips> }) {
  const { list, url, chips } = props;
  const t = useTranslations("kyc.page");
  const can = useCan();
  const view = kycView(url.filters.state) ?? "all";
  const empty = (
    <EmptyState
      title={t(`empty.${view}.title`)}
      text={t(`empty.${view}.text`)}
      action={
        can("kyc.submit") ? (
          <ButtonLink small href={`${KYC_PATH}/new`}>
            {t("new")}
          </ButtonLink>
        ) : null
      }
    />
  );
  return <InsteadOfRows list={list} url={url} what={t("failed")} chips={chips} empty={empty} />;
}
