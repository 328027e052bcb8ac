"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Column } from "@/components/patterns/data-table/data-table";
import { FilterBar, type FilterField, filterChips } from "@/components/patterns/data-table/filter-bar";
import { InsteadOfRows } from "@/components/patterns/data-table/instead-of-rows";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { ListRows } from "@/components/patterns/data-table/list-rows";
import { useListUrl } from "@/components/patterns/data-table/list-url";
import { PageHeader } from "@/components/patterns/headers";
import { Scroll } from "@/components/patterns/layouts";
import { MaskedValue } from "@/components/patterns/masked-value";
import { Money } from "@/components/patterns/money";
import { EmptyState } from "@/components/patterns/states";
import { Flag } from "@/components/patterns/status";
import { ButtonLink } from "@/components/ui/button";
import { DIRECTIONS, TRANSACTION_KINDS } from "@/domain/ledger/model";
import { TRANSACTIONS_LIST } from "@/domain/ledger/schema";
import type { Instant } from "@/domain/shared/time";
import { NOTHING } from "@/lib/format/nothing";
import { useFormat } from "@/lib/format/use-format";
import { listAddress, readListInput } from "@/lib/list-input";
import { useTRPCClient } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";
import { useCan } from "@/lib/use-can";
import { useListQuery } from "@/lib/use-list-query";
import { CustomerLink, CustomerName, maskedRuns } from "./customer-name";

type LegRow = RouterOutputs["ledger"]["transactionsList"]["rows"][number];

const FILTER_KEYS = ["dateFrom", "dateTo", "direction", "kind", "customer", "account", "batch"];

/** Filters of the list. Customer, account and import come by links and show as chips that can be taken off. */
function useFields(filters: Readonly<Record<string, string>>, rows: readonly LegRow[]): readonly FilterField[] {
  const t = useTranslations("ledger.labels");
  const page = useTranslations("ledger.page");
  const linked = (key: "customer" | "account" | "batch", label: string, shown: string | undefined): FilterField[] => {
    const value = filters[key];
    return value ? [{ kind: "enum", key, label, options: [{ value, label: shown ?? page("chosen") }] }] : [];
  };
  return [
    { kind: "date-range", key: "date", label: page("date") },
    {
      kind: "enum",
      key: "direction",
      label: t("direction"),
      options: DIRECTIONS.map((value) => ({ value, label: t(`directions.${value}`) })),
    },
    {
      kind: "enum",
      key: "kind",
      label: t("kind"),
      options: TRANSACTION_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) })),
    },
    ...linked("customer", t("customer"), rows[0]?.customer.number),
    ...linked("account", t("account"), rows[0]?.account.number),
    ...linked("batch", page("batch"), undefined),
  ];
}

/** The ledger's live legs, newest first. */
export function TransactionsScreen() {
  const t = useTranslations("ledger.page");
  const client = useTRPCClient();
  const url = useListUrl({
    sortable: TRANSACTIONS_LIST.sorts,
    defaultSort: { column: TRANSACTIONS_LIST.defaultSort, direction: TRANSACTIONS_LIST.defaultOrder },
    filterKeys: FILTER_KEYS,
  });
  const input = readListInput(TRANSACTIONS_LIST, listAddress(url.filters, url.sort));
  const list = useListQuery({
    name: TRANSACTIONS_LIST.name,
    input,
    fetchPage: (cursor) => client.ledger.transactionsList.query({ ...input, ...(cursor ? { cursor } : {}) }),
  });
  const fields = useFields(url.filters, list.rows);
  const columns = useColumns();
  const chips = filterChips(fields, url.filters);
  const can = useCan();
  const instead = (
    <InsteadOfRows
      list={list}
      url={url}
      what={t("failed")}
      chips={chips}
      empty={
        <EmptyState
          title={t("empty.title")}
          text={t("empty.text")}
          action={
            can("ingestion.import") ? (
              <ButtonLink small href="/ingestion">
                {t("empty.import")}
              </ButtonLink>
            ) : null
          }
        />
      }
    />
  );
  return (
    <section className="hg-pane hg-page" aria-label={t("title")}>
      <PageHeader title={t("title")} note={t("note")} />
      <FilterBar url={url} fields={fields} />
      <Scroll label={t("title")}>
        <ListRows
          label={t("title")}
          columns={columns}
          list={list}
          rowKey={(row) => row.id}
          rowLabel={(row) => t("rowLabel", { account: row.account.number })}
          url={url}
          instead={instead}
        />
      </Scroll>
      <ListFoot shown={list.rows.length} total={list.total} />
    </section>
  );
}

function useColumns(): readonly Column<LegRow>[] {
  const t = useTranslations("ledger.labels");
  const page = useTranslations("ledger.page");
  const kinds = useTranslations("ledger.labels.kinds") as unknown as (kind: string) => string;
  const format = useFormat();
  return [
    {
      id: "occurredAt",
      header: t("occurredAt"),
      sortable: true,
      cell: (row) => (
        <time className="whitespace-nowrap" dateTime={row.occurredAt}>
          {format.dateTime(row.occurredAt as Instant, { seconds: true })}
        </time>
      ),
    },
    { id: "direction", header: t("direction"), cell: (row) => t(`directions.${row.direction}`) },
    { id: "kind", header: t("kind"), cell: (row) => <span className="whitespace-nowrap">{kinds(row.kind)}</span> },
    {
      id: "customer",
      header: t("customer"),
      cell: (row) => (
        <span className="inline-flex items-center gap-2 whitespace-nowrap">
          {row.customer.name ? <CustomerName customer={row.customer} /> : null}
          <CustomerLink customer={row.customer} />
        </span>
      ),
    },
    {
      id: "account",
      header: t("account"),
      cell: (row) => (
        <Link className="hg-text-link whitespace-nowrap" href={`/accounts/${row.account.id}`}>
          {row.account.number}
        </Link>
      ),
    },
    { id: "counterparty", header: t("counterparty"), cell: (row) => <Counterparty of={row.counterparty} /> },
    {
      id: "amount",
      header: t("amount"),
      align: "end",
      cell: (row) => (
        <Money
          amount={{ minor: BigInt(row.amountMinor), currency: row.currency }}
          showCurrency={row.currency !== "CNY"}
        />
      ),
    },
    {
      id: "usd",
      header: page("usd"),
      align: "end",
      optional: true,
      cell: (row) =>
        row.usdMinor === null ? (
          <Flag provisional>{page("noRate")}</Flag>
        ) : (
          <Money amount={{ minor: BigInt(row.usdMinor), currency: "USD" }} />
        ),
    },
    {
      id: "balance",
      header: t("balanceAfter"),
      align: "end",
      optional: true,
      cell: (row) =>
        row.balanceAfterMinor === null ? (
          <span className="hg-ink-3">{NOTHING}</span>
        ) : (
          <Money amount={{ minor: BigInt(row.balanceAfterMinor), currency: row.currency }} />
        ),
    },
  ];
}

/** The other side: what it is, and its name covered; a way to its page where the house keeps that account. */
function Counterparty({ of: other }: { of: LegRow["counterparty"] }) {
  const types = useTranslations("ledger.labels.counterparties") as unknown as (type: string) => string;
  if (!other) return <span className="hg-ink-3">{NOTHING}</span>;
  const name = other.name ? <MaskedValue runs={maskedRuns(other.name.text)} /> : null;
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <span className="hg-small hg-ink-3">{types(other.type)}</span>
      {name}
      {other.customer ? <CustomerLink customer={other.customer} /> : null}
    </span>
  );
}
