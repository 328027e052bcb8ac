"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
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
import { Button } from "@/components/ui/button";
import { INSTRUCTION_VERBS } from "@/domain/controls/model";
import { DEAD_CAUSES } from "@/domain/controls/replay";
import type { Instant } from "@/domain/shared/time";
import { NOTHING } from "@/lib/format/nothing";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import type { ListQuery } from "@/lib/use-list-query";
import { CoreTabs } from "./core-tabs";
import { CAUSE_TONE, type DeadRow } from "./difference";
import { useCoreAnswer } from "./use-core-answer";
import { useControlsWords } from "./use-words";

type Props = { url: ListUrl; list: ListQuery<DeadRow> };

/** Orders the payment core turned down or would not take, each with the way to send it again. */
export function DeadList({ url, list }: Props) {
  const t = useTranslations("controls.dead");
  const labels = useTranslations("controls.labels.dead");
  const words = useControlsWords();
  const client = useTRPCClient();
  const replay = useCommand(client.controls.replayInstruction.mutate);
  const problem = useAttemptText()(replay);
  const columns = useColumns((row) => void replay.run({ instructionId: row.id }), replay.pending);
  const fields: readonly FilterField[] = [
    {
      kind: "enum",
      key: "cause",
      label: t("filters.cause"),
      options: DEAD_CAUSES.map((value) => ({ value, label: labels(value) })),
    },
    {
      kind: "enum",
      key: "verb",
      label: t("filters.verb"),
      options: INSTRUCTION_VERBS.map((value) => ({ value, label: words.verb(value) })),
    },
  ];
  return (
    <>
      <PageHeader title={t("title")}>
        <CoreTabs current="dead" />
      </PageHeader>
      <FilterBar url={url} fields={fields} />
      {problem ? (
        <p className="hg-error px-(--gutter) py-2" role="alert">
          {problem}
        </p>
      ) : null}
      <Scroll label={t("label")}>
        <ListRows
          label={t("label")}
          columns={columns}
          list={list}
          rowKey={(row) => row.id}
          rowLabel={(row) => `${words.verb(row.verb)} ${row.measureNumber ?? row.accountNumber}`}
          url={url}
          instead={
            <InsteadOfRows
              list={list}
              url={url}
              what={t("failed")}
              chips={filterChips(fields, url.filters)}
              empty={<EmptyState title={t("empty.title")} text={t("empty.text")} />}
            />
          }
        />
      </Scroll>
      <ListFoot shown={list.rows.length} total={list.total} />
    </>
  );
}

function useColumns(onReplay: (row: DeadRow) => void, busy: boolean): readonly Column<DeadRow>[] {
  const t = useTranslations("controls.dead");
  const labels = useTranslations("controls.labels.dead");
  const words = useControlsWords();
  const format = useFormat();
  const problem = useCoreAnswer();
  const can = useCan();
  const link = (href: string, text: string) => (
    <Link className="hg-text-link hg-mono hg-small" href={href}>
      {text}
    </Link>
  );
  return [
    {
      id: "cause",
      header: t("columns.cause"),
      cell: (row) => <StatusMark tone={CAUSE_TONE[row.cause]}>{labels(row.cause)}</StatusMark>,
    },
    { id: "verb", header: t("columns.verb"), cell: (row) => words.verb(row.verb) },
    {
      id: "measure",
      header: t("columns.measure"),
      cell: (row) => (row.measureId ? link(`/controls/${row.measureId}`, row.measureNumber ?? "") : NOTHING),
    },
    {
      id: "account",
      header: t("columns.account"),
      cell: (row) => link(`/accounts/${row.accountId}`, row.accountNumber),
    },
    { id: "problem", header: t("columns.problem"), cell: (row) => problem(row.lastProblem) },
    { id: "attempts", header: t("columns.attempts"), align: "end", cell: (row) => row.attempts },
    {
      id: "createdAt",
      header: t("columns.created"),
      sortable: true,
      align: "end",
      cell: (row) => <span className="hg-small whitespace-nowrap">{format.dateTime(row.createdAt as Instant)}</span>,
    },
    {
      id: "act",
      header: t("columns.act"),
      align: "end",
      cell: (row) => {
        if (!row.replayable) return <span className="hg-small hg-ink-3">{t("anew")}</span>;
        if (!can("controls.request")) return NOTHING;
        return (
          <Button small busy={busy} onClick={() => onReplay(row)}>
            {t("replay")}
          </Button>
        );
      },
    },
  ];
}
