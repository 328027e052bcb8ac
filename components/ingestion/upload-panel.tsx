"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { FileDrop } from "@/components/patterns/fields/file-drop";
import { SectionHead } from "@/components/patterns/headers";
import { LongTask } from "@/components/patterns/long-task";
import { Button } from "@/components/ui/button";
import { FILE_NAME_MAX } from "@/domain/ingestion/schema";
import { useAttemptText, useRefusalText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { bytesPerSecond, type Sample } from "./batch";
import { FormatPanel } from "./format-panel";
import { PreviewDialog } from "./preview-dialog";
import { type ReceivedFile, sendFile } from "./send-file";
import { useMappings } from "./use-mappings";

const KILO = 1000;

/**
 * Takes a file in: choose or drop it, say its format, look at the preview, watch it go, then follow the import on its
 * own page. A format a person wrote goes by its preview; one of the console's own may be imported at once.
 */
export function UploadPanel() {
  const t = useTranslations("ingestion.page.upload");
  const labels = useTranslations("ingestion.labels");
  const { mappings, titleOf } = useMappings();
  const [ref, setRef] = useState("");
  const chosen = mappings.find((one) => one.ref === ref) ?? mappings[0];
  const upload = useUpload(chosen?.ref ?? "");
  const direct = chosen?.builtIn ?? true;
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
          <select
            name="mapping"
            className="hg-input"
            value={chosen?.ref ?? ""}
            onChange={(event) => setRef(event.target.value)}
            disabled={upload.busy || !chosen}
          >
            {mappings.map((one) => (
              <option key={one.ref} value={one.ref}>
                {titleOf(one.ref)}
              </option>
            ))}
          </select>
        </label>
        <p className="hg-hint">{t("promise")}</p>
        <Button
          className="hg-block"
          variant={direct ? undefined : "primary"}
          disabled={!upload.file || !chosen}
          busy={upload.busy && !direct}
          onClick={() => void upload.look()}
        >
          {t("preview")}
        </Button>
        {direct ? (
          <Button
            type="submit"
            variant="primary"
            className="hg-block"
            disabled={!upload.file || !chosen}
            busy={upload.busy}
          >
            {t("submit")}
          </Button>
        ) : null}
      </form>
      <PreviewDialog
        fileToken={upload.shown}
        mapping={chosen?.ref ?? ""}
        busy={upload.busy}
        problem={upload.problem}
        onConfirm={(previewed) => void upload.start(previewed)}
        onClose={upload.hide}
      />
      <FormatPanel onSaved={setRef} />
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

function useUpload(mapping: string) {
  const t = useTranslations("ingestion.page.upload");
  const router = useRouter();
  const client = useTRPCClient();
  const refusal = useRefusalText();
  const attempt = useAttemptText();
  const start = useCommand(client.ingestion.startBatch.mutate);
  const [file, setFile] = useState<File | null>(null);
  const [sent, setSent] = useState<Sample | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [shown, setShown] = useState<string | null>(null);
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
  const receive = async (): Promise<ReceivedFile | null> => {
    if (!file) return null;
    setProblem(null);
    received.current ??= await send(file);
    return received.current;
  };
  const look = async () => {
    const kept = await receive();
    setShown(kept?.fileToken ?? null);
  };
  const begin = async (previewed: string | null) => {
    const kept = await receive();
    if (!kept || !file) return;
    const answer = await start.run({
      ...kept,
      mapping,
      fileName: file.name.slice(-FILE_NAME_MAX),
      ...(previewed ? { previewed } : {}),
    });
    if (answer?.ok) router.push(`/ingestion/${answer.result.batchId}`);
    else if (answer) received.current = null;
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    await begin(null);
  };
  return {
    file,
    sent,
    rate: sent ? bytesPerSecond(first.current, sent) : null,
    problem: problem ?? attempt(start),
    busy: sent !== null || start.pending,
    shown,
    choose,
    submit,
    look,
    start: begin,
    hide: () => setShown(null),
    stop: () => control.current?.abort(),
  };
}
