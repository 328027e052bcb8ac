"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { PagePath } from "@/components/frame/page-path";
import { ActionFoot } from "@/components/patterns/action-foot";
import { Banner } from "@/components/patterns/banner";
import { type CheckItem, CheckList } from "@/components/patterns/check-row";
import { type Fact, FactList } from "@/components/patterns/facts";
import { Fingerprint } from "@/components/patterns/fingerprint";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { QueryProblem } from "@/components/patterns/query-problem";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { StatusChip } from "@/components/patterns/status";
import { ButtonLink } from "@/components/ui/button";
import type { Instant } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { NOTHING } from "@/lib/format/nothing";
import { useFormat } from "@/lib/format/use-format";
import { useRefusalText } from "@/lib/refusal-text";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { WATCH_MS } from "@/lib/use-list-query";
import { BATCH_TONE, type BatchDetail, isRunning } from "./batch";
import { BatchProgress } from "./batch-progress";
import { ErrorsTable } from "./errors-table";
import { useMappings } from "./use-mappings";
import { WithdrawDialog } from "./withdraw-dialog";

/** One import: how far it is, what came of it, what was not taken in, and the way to take it back. */
export function BatchScreen({ id }: { id: string }) {
  const t = useTranslations("ingestion.page");
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.ingestion.batchDetail.queryOptions({ batchId: id }),
    refetchInterval: ({ state }) => (state.data && isRunning(state.data) ? WATCH_MS : false),
  });
  if (query.isPending) return <ItemSkeleton />;
  if (!query.data)
    return <QueryProblem what={t("batchFailed")} error={query.error} onRetry={() => void query.refetch()} />;
  return <OpenBatch batch={query.data} />;
}

function OpenBatch({ batch }: { batch: BatchDetail }) {
  const t = useTranslations("ingestion.page");
  const labels = useTranslations("ingestion.labels");
  const words = useRefusalText();
  const format = useFormat();
  return (
    <SplitItemLayout
      itemLabel={t("batch.label", { number: batch.number })}
      sideLabel={t("batch.facts")}
      header={
        <ItemHeader
          title={batch.fileName}
          state={<StatusChip tone={BATCH_TONE[batch.state]}>{labels(`states.${batch.state}`)}</StatusChip>}
          who={[format.bytes(batch.fileBytes), format.dateTime(batch.startedAt as Instant)]}
          number={batch.number}
          nextStep={t(batch.state === "finalised" && batch.rowsRejected === 0 ? "next.clean" : `next.${batch.state}`)}
          tools={
            <ButtonLink small variant="plain" icon={ArrowLeft} href="/ingestion">
              {t("batch.back")}
            </ButtonLink>
          }
        />
      }
      banner={
        batch.failure ? (
          <Banner tone="late" urgent>
            {words(batch.failure)}
          </Banner>
        ) : null
      }
      side={<BatchFacts batch={batch} />}
      foot={<BatchFoot batch={batch} />}
    >
      <PagePath steps={[batch.number]} />
      {isRunning(batch) ? <BatchProgress batch={batch} /> : null}
      {batch.state === "failed" ? null : <BatchResult batch={batch} />}
      <p className="flex gap-2 px-(--gutter) py-3">
        <Links batch={batch} />
      </p>
      {batch.rowsRejected > 0 ? <ErrorsTable batch={batch} /> : null}
    </SplitItemLayout>
  );
}

/** Rows of the file against what came of them: they must add up. */
function BatchResult({ batch }: { batch: BatchDetail }) {
  const t = useTranslations("ingestion.page.result");
  const format = useFormat();
  const { rowsRead, rowsAccepted, rowsRejected, rowsDuplicate } = batch;
  const whole = rowsAccepted + rowsRejected + rowsDuplicate === rowsRead;
  const checks: readonly CheckItem[] = [
    {
      id: "rejected",
      outcome: rowsRejected > 0 ? "warn" : "ok",
      name: t("rejected"),
      value: format.count(rowsRejected),
    },
    { id: "sum", outcome: whole ? "ok" : "bad", name: t("read"), value: format.count(rowsRead) },
    {
      id: "accepted",
      outcome: "ok",
      name: t("accepted"),
      value: t("acceptedValue", { rows: format.count(rowsAccepted), legs: format.count(batch.legs) }),
    },
    {
      id: "duplicate",
      outcome: rowsDuplicate > 0 ? "na" : "ok",
      name: t("duplicate"),
      value: format.count(rowsDuplicate),
    },
    { id: "customers", outcome: "ok", name: t("newCustomers"), value: format.count(batch.newCustomers) },
    { id: "candidates", outcome: "ok", name: t("candidates"), value: format.count(batch.candidates) },
  ];
  return (
    <>
      <SectionHead title={t("title")} note={t("note")} />
      <CheckList checks={checks} />
    </>
  );
}

/** Where to look next: the transactions of this import, and the large-value items of its days. */
function Links({ batch }: { batch: BatchDetail }) {
  const t = useTranslations("ingestion.page.batch");
  const can = useCan();
  if (batch.legs === 0 || batch.state === "withdrawn") return null;
  return (
    <>
      {can("ledger.read") ? (
        <ButtonLink small href={`/ledger?batch=${batch.id}`}>
          {t("transactions")}
        </ButtonLink>
      ) : null}
      {can("reports.large-value.read") && batch.candidates > 0 ? (
        <ButtonLink small href={`/reports/large-value?batch=${batch.id}`}>
          {t("candidates")}
        </ButtonLink>
      ) : null}
    </>
  );
}

function BatchFacts({ batch }: { batch: BatchDetail }) {
  const t = useTranslations("ingestion.page.batch");
  const labels = useTranslations("ingestion.labels");
  const { titleOf } = useMappings();
  const page = useTranslations("ingestion.page");
  const format = useFormat();
  const say = useBilingual();
  const facts: Fact[] = [
    { id: "mapping", label: labels("mapping"), value: titleOf(batch.mapping) },
    {
      id: "dates",
      label: labels("period"),
      value: batch.firstDate && batch.lastDate ? `${batch.firstDate} – ${batch.lastDate}` : NOTHING,
    },
    { id: "by", label: labels("startedBy"), value: batch.startedByName ? say(batch.startedByName) : page("machine") },
    {
      id: "started",
      label: labels("startedAt"),
      value: format.dateTime(batch.startedAt as Instant, { seconds: true }),
    },
    {
      id: "ended",
      label: labels("finishedAt"),
      value: batch.finishedAt ? format.dateTime(batch.finishedAt as Instant, { seconds: true }) : NOTHING,
    },
    { id: "hash", label: t("hash"), value: <Fingerprint digest={batch.fileSha256} /> },
  ];
  return (
    <>
      <SectionHead title={t("facts")} />
      <FactList facts={facts} />
      <p className="hg-hint px-(--gutter) py-2">{t("hashNote")}</p>
    </>
  );
}

/** The one action of an import: taking it back whole. */
function BatchFoot({ batch }: { batch: BatchDetail }) {
  const t = useTranslations("ingestion.page.withdraw");
  const can = useCan();
  const [open, setOpen] = useState(false);
  const possible = batch.state === "incomplete" || batch.state === "finalised";
  if (!possible || !can("ingestion.withdraw")) return null;
  return (
    <>
      <ActionFoot
        actions={[
          { id: "withdraw", label: t("open"), shortcut: "withdraw", variant: "negative", run: () => setOpen(true) },
        ]}
        note={t("note")}
      />
      <WithdrawDialog batch={batch} open={open} onOpenChange={setOpen} />
    </>
  );
}
