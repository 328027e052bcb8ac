"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { RuleCitation } from "@/components/controls/rule-citation";
import { CustomerName } from "@/components/ledger/customer-name";
import type { Column } from "@/components/patterns/data-table/data-table";
import type { FilterField } from "@/components/patterns/data-table/filter-bar";
import { StatusMark } from "@/components/patterns/status";
import { DISPOSITIONS, ENTRY_STATES, RETENTION_CLASSES } from "@/domain/retention/model";
import { ENTRIES_LIST } from "@/domain/retention/schema";
import { NOTHING } from "@/lib/format/nothing";
import { useTRPCClient } from "@/lib/trpc/client";
import { DeskList } from "./desk-list";
import { ENTRY_TONE, type EntryRow, entriesInput, RETENTION_VIEWS } from "./retention";

const KEYS = ["class", "state", "disposition", "dueFrom", "dueTo", "customer", "request"];

/** Class by class what is kept, until which day by which rule, what an open item holds, what is gone. */
export function EntryList() {
  const t = useTranslations("retention");
  const client = useTRPCClient();
  const columns = useColumns();
  const choice = (key: string, values: readonly string[], say: (value: string) => string): FilterField => ({
    kind: "enum",
    key,
    label: t(`page.columns.${key as "class"}`),
    options: values.map((value) => ({ value, label: say(value) })),
  });
  return (
    <DeskList
      view="entries"
      definition={ENTRIES_LIST}
      filterKeys={KEYS}
      inputOf={entriesInput}
      fetchPage={(input) => client.retention.entries.query(input)}
      columns={columns}
      rowKey={(row) => row.id}
      rowLabel={(row) => `${row.customer.number} ${t(`classes.${row.class}`)}`}
      fields={[
        choice("class", RETENTION_CLASSES, (value) => t(`classes.${value as "identity"}`)),
        choice("state", ENTRY_STATES, (value) => t(`states.${value as "held"}`)),
        choice("disposition", DISPOSITIONS, (value) => t(`dispositions.${value as "now"}`)),
        { kind: "date-range", key: "due", label: t("page.columns.due") },
      ]}
    />
  );
}

function useColumns(): readonly Column<EntryRow>[] {
  const t = useTranslations("retention");
  return [
    {
      id: "state",
      header: t("page.columns.state"),
      cell: (row) => <StatusMark tone={ENTRY_TONE[row.state]}>{t(`states.${row.state}`)}</StatusMark>,
    },
    {
      id: "customer",
      header: t("page.columns.customer"),
      cell: (row) => (
        <Link className="whitespace-nowrap" href={`/customers/${row.customer.id}`}>
          <CustomerName customer={row.customer} />{" "}
          {row.customer.name ? <span className="hg-small hg-ink-3">{row.customer.number}</span> : null}
        </Link>
      ),
    },
    { id: "class", header: t("page.columns.class"), cell: (row) => t(`classes.${row.class}`) },
    {
      id: "dueOn",
      header: t("page.columns.due"),
      sortable: true,
      cell: (row) => <span className="whitespace-nowrap">{row.dueOn ?? t(`dispositions.${row.disposition}`)}</span>,
    },
    {
      id: "term",
      header: t("page.columns.term"),
      optional: true,
      cell: (row) => (
        <span className="hg-ink-2 whitespace-nowrap">
          {row.anchor && row.years !== null
            ? t("page.fromAnchor", { anchor: t(`anchors.${row.anchor}`), years: row.years })
            : NOTHING}
        </span>
      ),
    },
    {
      id: "basis",
      header: t("page.columns.basis"),
      optional: true,
      cell: (row) => (row.basis[0] ? <RuleCitation rule={row.basis[0]} /> : NOTHING),
    },
    { id: "open", header: t("page.columns.open"), optional: true, cell: (row) => <Remark row={row} /> },
  ];
}

/** What holds it, or what proves that it is gone. */
function Remark({ row }: { row: EntryRow }) {
  const t = useTranslations("retention");
  const open = useTranslations("retention.open") as unknown as { (code: string): string; has(code: string): boolean };
  if (row.certificateId)
    return (
      <Link className="hg-text-link" href={`${RETENTION_VIEWS.certificates}/${row.certificateId}`}>
        {t("page.certificate")}
      </Link>
    );
  if (row.open.length === 0) return NOTHING;
  return (
    <span className="hg-wait">{row.open.map((code) => (open.has(code) ? open(code) : code)).join(t("page.and"))}</span>
  );
}
