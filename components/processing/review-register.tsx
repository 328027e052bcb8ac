"use client";

import { useTranslations } from "next-intl";
import type { FilterField } from "@/components/patterns/data-table/filter-bar";
import { ExportFile } from "@/components/patterns/export-file";
import { RegisterScreen } from "@/components/patterns/register-screen";
import { StatusMark } from "@/components/patterns/status";
import { DECISION_KINDS, REVIEW_STATES } from "@/domain/processing/model";
import { REVIEWS_LIST } from "@/domain/processing/schema";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useTRPCClient } from "@/lib/trpc/client";
import { ProcessingTabs } from "./processing-tabs";
import { REVIEW_TONE, ReviewItem } from "./review-item";

/** Automatic decisions that a person looks at again, with the open one beside the list. */
export function ReviewRegister() {
  const t = useTranslations("processing.page");
  const words = useTranslations("processing");
  const format = useFormat();
  const client = useTRPCClient();
  const fields: FilterField[] = [
    {
      kind: "enum",
      key: "state",
      label: t("filters.state"),
      options: REVIEW_STATES.map((value) => ({ value, label: words(`reviewStates.${value}`) })),
    },
    {
      kind: "enum",
      key: "kind",
      label: t("filters.kind"),
      options: DECISION_KINDS.map((value) => ({ value, label: words(`kinds.${value}`) })),
    },
  ];
  return (
    <RegisterScreen
      definition={REVIEWS_LIST}
      path="/processing/reviews"
      words={{
        title: t("title"),
        list: t("list"),
        failed: t("failed"),
        emptyTitle: t("empty.title"),
        emptyText: t("empty.reviews"),
      }}
      tabs={<ProcessingTabs current="reviews" />}
      tools={
        <ExportFile
          mutate={client.processing.exportRegister.mutate}
          input={{ what: "reviews" as const }}
          label={t("export")}
          busy={t("exporting")}
        />
      }
      fields={fields}
      fetchPage={(input) => client.processing.reviews.query(input)}
      rowLabel={(row) => row.number}
      item={(id, onClose) => <ReviewItem id={id} onClose={onClose} />}
      columns={() => [
        {
          id: "state",
          header: t("columns.state"),
          cell: (row) => <StatusMark tone={REVIEW_TONE[row.state]}>{words(`reviewStates.${row.state}`)}</StatusMark>,
        },
        {
          id: "customer",
          header: t("columns.customer"),
          cell: (row) => <span className="hg-mono hg-small">{row.customer.number}</span>,
        },
        { id: "kind", header: t("columns.kind"), cell: (row) => words(`kinds.${row.kind}`) },
        {
          id: "requestedAt",
          header: t("columns.requested"),
          optional: true,
          cell: (row) => format.dateTime(row.requestedAt as Instant),
        },
      ]}
    />
  );
}
