"use client";

import { useQuery } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { type DragEvent, useId, useMemo, useState } from "react";
import { SectionHead } from "@/components/patterns/headers";
import { QueryProblem } from "@/components/patterns/query-problem";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { EmptyState } from "@/components/patterns/states";
import { cx } from "@/components/ui/cx";
import { Icon } from "@/components/ui/icon";
import { EVIDENCE_KIND_NAMES, type EvidenceKind } from "@/domain/evidence/codes";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { DiscardDialog, DownloadDialog } from "./end-dialogs";
import type { EvidenceList, EvidenceRow, EvidenceSubject } from "./evidence";
import { FileLine } from "./file-line";
import { UploadLine } from "./upload-line";
import { useUploads } from "./use-uploads";
import { Viewer } from "./viewer";

/** While a file is being checked the list is asked again this often, in milliseconds. */
const CHECK_MS = 1_500;
const NEVER_KIND: EvidenceKind = "statement";

/** The evidence of an item: what is there, adding to it, looking at it. Nothing for those who may not see any. */
export function Attachments({ subject, ruled }: { subject: EvidenceSubject; ruled?: boolean }) {
  const can = useCan();
  return can("evidence.read") ? <Panel subject={subject} ruled={ruled === true} /> : null;
}

function Panel({ subject: { type, id }, ruled }: { subject: EvidenceSubject; ruled: boolean }) {
  const t = useTranslations("evidence.panel");
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.evidence.files.queryOptions({ subject: { type, id } }),
    refetchInterval: ({ state }) => (state.data?.files.some((file) => file.state === "waiting") ? CHECK_MS : false),
  });
  const subject = useMemo(() => ({ type, id }), [type, id]);
  return (
    <section aria-label={t("title")}>
      <SectionHead title={t("title")} note={t("note")} ruled={ruled} />
      {query.isPending ? <TableSkeleton rows={2} columns={2} /> : null}
      {!query.isPending && !query.data ? (
        <QueryProblem what={t("failed")} error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.data ? <Files subject={subject} list={query.data} /> : null}
    </section>
  );
}

type Open = { readonly what: "view" | "discard" | "download"; readonly row: EvidenceRow };

function Files({ subject, list }: { subject: EvidenceSubject; list: EvidenceList }) {
  const t = useTranslations("evidence.panel");
  const uploads = useUploads(subject);
  const [kind, setKind] = useState<EvidenceKind>(NEVER_KIND);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const sending = new Set(uploads.sendings.map(({ fileId }) => fileId));
  const rows = list.files.filter((row) => !sending.has(row.id));
  const empty = rows.length === 0 && uploads.sendings.length === 0;
  return (
    <div className="hg-evidence">
      {empty ? <EmptyState title={t("emptyTitle")} text={t(list.mayAttach ? "emptyText" : "emptyRead")} /> : null}
      {empty ? null : (
        <ul aria-label={t("list")}>
          {rows.map((row) => (
            <FileLine
              key={row.id}
              row={row}
              mayDownload={list.mayDownload}
              onOpen={(what) => setOpen({ what, row })}
              onResume={(file) => void uploads.add(file, row.kind, row.id)}
            />
          ))}
          {uploads.sendings.map((one) => (
            <UploadLine
              key={one.key}
              sending={one}
              onPause={() => uploads.pause(one.key)}
              onResume={() => uploads.resume(one, kind)}
              onGiveUp={() => uploads.giveUp(one)}
            />
          ))}
        </ul>
      )}
      {list.mayAttach ? (
        <Drop
          kind={kind}
          onKind={setKind}
          maxBytes={list.maxBytes}
          onFiles={(files) => {
            for (const file of files) void uploads.add(file, kind);
          }}
        />
      ) : null}
      {open?.what === "view" ? (
        <Viewer
          file={open.row}
          others={rows.filter((row) => row.state === "ready" && row.id !== open.row.id)}
          onClose={close}
        />
      ) : null}
      {open?.what === "discard" ? <DiscardDialog fileId={open.row.id} onClose={close} /> : null}
      {open?.what === "download" ? <DownloadDialog fileId={open.row.id} onClose={close} /> : null}
    </div>
  );
}

function Drop(props: {
  kind: EvidenceKind;
  onKind(kind: EvidenceKind): void;
  maxBytes: number;
  onFiles(files: readonly File[]): void;
}) {
  const t = useTranslations("evidence.panel");
  const kinds = useTranslations("evidence.kinds");
  const format = useFormat();
  const id = useId();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    props.onFiles([...event.dataTransfer.files]);
  };
  return (
    <div className="hg-form">
      <label className="hg-control" htmlFor={`${id}-kind`}>
        <span>{t("kind")}</span>
        <select
          id={`${id}-kind`}
          className="hg-input"
          value={props.kind}
          onChange={(event) => props.onKind(event.target.value as EvidenceKind)}
        >
          {EVIDENCE_KIND_NAMES.map((one) => (
            <option key={one} value={one}>
              {kinds(one)}
            </option>
          ))}
        </select>
      </label>
      <label
        htmlFor={id}
        className={cx("hg-drop", over && "hg-over")}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Icon of={FileUp} />
        <span>
          <b>{t("drop")}</b>
          <span className="hg-hint">{t("dropHint", { size: format.bytes(props.maxBytes) })}</span>
        </span>
        <input
          id={id}
          type="file"
          multiple
          className="hg-sr"
          onChange={(event) => {
            props.onFiles([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
      </label>
    </div>
  );
}
