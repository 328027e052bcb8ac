"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { FileDrop } from "@/components/patterns/fields/file-drop";
import { SectionHead } from "@/components/patterns/headers";
import { LongTask } from "@/components/patterns/long-task";
import { Button } from "@/components/ui/button";
import { FILE_NAME_MAX, mappingIds } from "@/domain/ingestion/schema";
import { useAttemptText, useRefusalText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { bytesPerSecond, type Sample } from "./batch";
import { type ReceivedFile, sendFile } from "./send-file";

const KILO = 1000;

/** Takes a file in: choose or drop it, say its format, watch it go, then follow the import on its own page. */
export function UploadPanel() {
  const t = useTranslations("ingestion.page.upload");
  const labels = useTranslations("ingestion.labels");
  const mappings = useTranslations("ingestion.labels.mappings") as unknown as (id: string) => string;
  const upload = useUpload();
  return (
    <>
      <div className="pt-2">
        <SectionHead title={t("title")} />
      </div>
      <form className="hg-form px-(--gutter) pb-4" onSubmit={upload.submit} aria-label={t("title")}>
        <p className="hg-hint">{t("text")}</p>
        <FileDrop
          label={t("file")}
          hint={t("fileHint")}
          accept={[".csv", ".txt"]}
          file={upload.file}
          onFile={upload.choose}
          error={upload.problem}
          disabled={upload.busy}
        />
        <label className="hg-control">
          <span>{labels("mapping")}</span>
          <select name="mapping" className="hg-input" defaultValue={mappingIds[0]} disabled={upload.busy}>
            {mappingIds.map((id) => (
              <option key={id} value={id}>
                {mappings(id)}
              </option>
            ))}
          </select>
        </label>
        <p className="hg-hint">{t("promise")}</p>
        <Button type="submit" variant="primary" className="hg-block" disabled={!upload.file} busy={upload.busy}>
          {t("submit")}
        </Button>
      </form>
      {upload.sent ? (
        <LongTask
          title={t("sending")}
          step={1}
          steps={2}
          done={Math.round(upload.sent.bytes / KILO)}
          total={Math.max(1, Math.round((upload.file?.size ?? 0) / KILO))}
          perSecond={upload.rate === null ? null : upload.rate / KILO}
          unit={t("kilobytes")}
          onStop={upload.stop}
        />
      ) : null}
    </>
  );
}

function useUpload() {
  const t = useTranslations("ingestion.page.upload");
  const router = useRouter();
  const client = useTRPCClient();
  const refusal = useRefusalText();
  const attempt = useAttemptText();
  const start = useCommand(client.ingestion.startBatch.mutate);
  const [file, setFile] = useState<File | null>(null);
  const [sent, setSent] = useState<Sample | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const first = useRef<Sample | null>(null);
  const control = useRef<AbortController | null>(null);
  // A file that has arrived is not sent again when only the answer to the command was lost.
  const received = useRef<ReceivedFile | null>(null);

  const choose = (next: File | null) => {
    received.current = null;
    setProblem(null);
    setFile(next);
  };
  const send = async (chosen: File): Promise<ReceivedFile | null> => {
    control.current = new AbortController();
    first.current = { at: performance.now(), bytes: 0 };
    setSent(first.current);
    const onSent = (bytes: number) => setSent({ at: performance.now(), bytes });
    const outcome = await sendFile(chosen, { onSent, signal: control.current.signal });
    setSent(null);
    if (outcome.ok) return outcome.file;
    setProblem("code" in outcome ? refusal(outcome) : t(outcome.failure));
    return null;
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const mapping = String(new FormData(event.currentTarget).get("mapping") ?? "");
    if (!file) return;
    setProblem(null);
    received.current ??= await send(file);
    if (!received.current) return;
    const answer = await start.run({ ...received.current, mapping, fileName: file.name.slice(-FILE_NAME_MAX) });
    if (answer?.ok) router.push(`/ingestion/${answer.result.batchId}`);
    else if (answer) received.current = null;
  };
  return {
    file,
    sent,
    rate: sent ? bytesPerSecond(first.current, sent) : null,
    problem: problem ?? attempt(start),
    busy: sent !== null || start.pending,
    choose,
    submit,
    stop: () => control.current?.abort(),
  };
}
