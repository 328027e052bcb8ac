"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Banner } from "@/components/patterns/banner";
import { FactList } from "@/components/patterns/facts";
import { SectionHead } from "@/components/patterns/headers";
import { QueryProblem } from "@/components/patterns/query-problem";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { NOTHING } from "@/lib/format/nothing";
import { useFormat } from "@/lib/format/use-format";
import { useRefusalText } from "@/lib/refusal-text";
import { useTRPC } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";
import { PreviewTable } from "./preview-table";

export type Preview = RouterOutputs["ingestion"]["preview"];

const DELIMITER_WORDS = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe" } as const;

type Props = {
  /** The file that was received; null while there is none to show. */
  fileToken: string | null;
  mapping: string;
  busy: boolean;
  problem: string | null;
  onConfirm(previewed: string): void;
  onClose(): void;
};

/** What a file would give, before anything is taken in: what it looks like, counts over its first rows, and these rows. */
export function PreviewDialog(props: Props) {
  const t = useTranslations("ingestion.page.preview");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.ingestion.preview.queryOptions({ fileToken: props.fileToken ?? "", mapping: props.mapping }),
    enabled: props.fileToken !== null,
    gcTime: 0,
    staleTime: 0,
  });
  const previewed = query.data?.previewed ?? null;
  return (
    <Dialog
      title={t("title")}
      wide
      open={props.fileToken !== null}
      onOpenChange={(open) => (open ? undefined : props.onClose())}
      footer={
        <>
          <Button variant="quiet" onClick={props.onClose}>
            {common("cancel")}
          </Button>
          <Button
            variant="primary"
            busy={props.busy}
            disabled={previewed === null || query.data?.sample.good === 0}
            onClick={() => (previewed === null ? undefined : props.onConfirm(previewed))}
          >
            {t("confirm")}
          </Button>
        </>
      }
    >
      {query.data ? (
        <Shown preview={query.data} />
      ) : query.error ? (
        <QueryProblem what={t("failed")} error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <TableSkeleton rows={8} columns={5} />
      )}
      {props.problem ? (
        <p className="hg-error" role="alert">
          {props.problem}
        </p>
      ) : null}
    </Dialog>
  );
}

function Shown({ preview }: { preview: Preview }) {
  const t = useTranslations("ingestion.page.preview");
  const words = useRefusalText();
  const format = useFormat();
  const { file, failure, sample } = preview;
  const delimiter = file.delimiter === null ? "none" : DELIMITER_WORDS[file.delimiter];
  const encoding = { "utf-8": "UTF-8", gb18030: "GB 18030", other: t("otherEncoding") }[file.encoding];
  const count = (value: number) => format.count(value);
  return (
    <>
      {failure ? (
        <Banner tone="late" urgent>
          {words(failure)}
        </Banner>
      ) : null}
      {file.fits ? null : <Banner tone="wait">{t("misfit")}</Banner>}
      <FactList
        facts={[
          {
            id: "file",
            label: t("file"),
            value: t("fileValue", { encoding, delimiter: t(`delimiters.${delimiter}`) }),
          },
          { id: "rows", label: t(sample.whole ? "sampleWhole" : "samplePart"), value: count(sample.rows) },
          { id: "good", label: t("good"), value: count(sample.good) },
          { id: "bad", label: t("bad"), value: count(sample.rows - sample.good) },
          { id: "duplicates", label: t("duplicates"), value: count(sample.duplicates) },
          { id: "known", label: t("customersKnown"), value: count(sample.customers.known) },
          { id: "new", label: t("customersNew"), value: count(sample.customers.new) },
        ]}
      />
      {sample.errors.length > 0 ? (
        <ul className="grid gap-1 px-(--gutter) pb-2" aria-label={t("bad")}>
          {sample.errors.map((one) => (
            <li key={`${one.code} ${one.column}`} className="hg-small">
              {t("errorCount", { column: one.column ?? NOTHING, reason: words(one), count: count(one.count) })}
            </li>
          ))}
        </ul>
      ) : null}
      <SectionHead title={t("rows")} note={t("note")} ruled />
      <PreviewTable preview={preview} />
    </>
  );
}
